//! What is asked, as clauses of a query: groups of synonyms, synonyms of words, words of the forms they may have.

use crate::{fields::Fields, statistics::Statistics, words::sought};
use tantivy::{
    Term,
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Query, TermQuery},
    schema::IndexRecordOption,
};

/// A word in the headline counts this many times a word in the body.
const TITLE: f32 = 2.0;

/// A synonym counts so much of the word itself.
const SYNONYM: f32 = 0.75;

/// A word, which stands first, and its synonyms; at least one, each of at least one word.
pub(crate) struct Group(Vec<Vec<Word>>);

/// One word, in the forms under which it may stand in the index; at least one.
struct Word(Vec<String>);

impl Group {
    /// The groups that hold any word.
    pub(crate) fn read(groups: &[Vec<String>]) -> Vec<Self> {
        let group = |group: &Vec<String>| {
            let words = |synonym: &String| sought(synonym).into_iter().map(Word).collect();
            let mut synonyms: Vec<Vec<Word>> = group.iter().map(words).collect();
            synonyms.retain(|words| !words.is_empty());
            Self(synonyms)
        };
        let mut read: Vec<Self> = groups.iter().map(group).collect();
        read.retain(|group| !group.0.is_empty());
        read
    }

    /// Everything that is looked up for it.
    pub(crate) fn terms(&self, fields: &Fields) -> Vec<Term> {
        let forms = self.0.iter().flatten().flat_map(|word| &word.0);
        forms
            .flat_map(|form| [title(fields, form), body(fields, form)])
            .collect()
    }

    /// The score of the best synonym, so that a group never counts twice.
    pub(crate) fn clause(&self, fields: &Fields) -> Box<dyn Query> {
        best_of(self.0.iter().enumerate().map(|(at, words)| {
            let mut all: Vec<Box<dyn Query>> = words.iter().map(|w| w.clause(fields)).collect();
            let whole: Box<dyn Query> = match all.pop() {
                Some(only) if all.is_empty() => only,
                last => {
                    all.extend(last);
                    Box::new(BooleanQuery::intersection(all))
                }
            };
            if at == 0 {
                whole
            } else {
                Box::new(BoostQuery::new(whole, SYNONYM))
            }
        }))
    }

    /// Whether it stands somewhere, but not almost everywhere.
    fn tells(&self, fields: &Fields, statistics: &Statistics) -> bool {
        let terms = self.terms(fields);
        terms.iter().any(|term| statistics.stands(term))
            && !terms.iter().any(|term| statistics.is_common(term))
    }
}

impl Word {
    fn clause(&self, fields: &Fields) -> Box<dyn Query> {
        best_of(self.0.iter().map(|form| holds(fields, form)))
    }
}

/// One clause a group, without those that stand almost everywhere, unless nothing else that is asked stands anywhere.
pub(crate) fn telling(
    fields: &Fields,
    groups: &[Group],
    statistics: &Statistics,
) -> Vec<Box<dyn Query>> {
    let tells = |group: &&Group| group.tells(fields, statistics);
    let some: Vec<&Group> = groups.iter().filter(tells).collect();
    let chosen = if some.is_empty() {
        groups.iter().collect()
    } else {
        some
    };
    let clauses = chosen.into_iter().map(|group| group.clause(fields));
    clauses.collect()
}

fn best_of(clauses: impl Iterator<Item = Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(DisjunctionMaxQuery::new(clauses.collect()))
}

fn holds(fields: &Fields, form: &str) -> Box<dyn Query> {
    let term = |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
    Box::new(BooleanQuery::union(vec![
        Box::new(BoostQuery::new(term(title(fields, form)), TITLE)),
        term(body(fields, form)),
    ]))
}

fn title(fields: &Fields, form: &str) -> Term {
    Term::from_field_text(fields.title, form)
}

fn body(fields: &Fields, form: &str) -> Term {
    Term::from_field_text(fields.body, form)
}
