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

    /// What it looks for: other groups, another text.
    pub(crate) fn words(&self) -> String {
        let synonym = |words: &Vec<Word>| {
            let words = words.iter().map(|word| word.0.join("/"));
            words.collect::<Vec<_>>().join(" ")
        };
        self.0.iter().map(synonym).collect::<Vec<_>>().join("|")
    }

    /// In how many stories it stands.
    fn count(&self, fields: &Fields, statistics: &Statistics) -> u64 {
        let terms = self.terms(fields).into_iter();
        terms
            .map(|term| statistics.count(&term))
            .max()
            .unwrap_or_default()
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

/// Stories that hold a rare word are enough to choose from: where there are so many, common words only add to their scores.
const ENOUGH: u64 = 5_000;

/// What is looked for, a clause a group: a story must hold one of `some`, and counts more where it holds `more`.
pub(crate) struct Clauses {
    pub(crate) some: Vec<Box<dyn Query>>,
    pub(crate) more: Vec<Box<dyn Query>>,
}

/// The clauses without those that stand almost everywhere, unless nothing else that is asked stands anywhere.
pub(crate) fn telling(fields: &Fields, groups: &[Group], statistics: &Statistics) -> Clauses {
    let tells = |group: &&Group| group.tells(fields, statistics);
    let some: Vec<&Group> = groups.iter().filter(tells).collect();
    let chosen = if some.is_empty() {
        groups.iter().collect()
    } else {
        some
    };
    let chosen = chosen.into_iter();
    let counted: Vec<(u64, &Group)> = chosen
        .map(|group| (group.count(fields, statistics), group))
        .collect();
    let most = rare_up_to(counted.iter().map(|(count, _)| *count).collect());
    let (rare, common): (Vec<_>, Vec<_>) =
        counted.into_iter().partition(|(count, _)| *count <= most);
    let clauses = |groups: Vec<(u64, &Group)>| {
        let groups = groups.into_iter();
        groups.map(|(_, group)| group.clause(fields)).collect()
    };
    Clauses {
        some: clauses(rare),
        more: clauses(common),
    }
}

/// Of counts the largest that is needed until, from the smallest on, there are enough.
fn rare_up_to(mut counts: Vec<u64>) -> u64 {
    counts.sort_unstable();
    let (mut all, mut most) = (0, 0);
    for count in counts {
        if all >= ENOUGH {
            break;
        }
        all += count;
        most = count;
    }
    most
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
