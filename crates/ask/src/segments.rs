//! Which clause of a sentence each of its words belongs to; one that goes on behind something said in passing is one clause.

use crate::{
    clause::borders,
    page::{Page, Passage},
};
use dateline_text::{Tag, VerbForm};

/// How close words of another clause count that stand in its subject, or that a clause speaks of.
const SHARED: f32 = 0.8;

/// How close words count that are said in passing in the clause of a date.
const PASSING: f32 = 0.4;

/// Words before a relative clause that it speaks of.
const SPOKEN_OF: usize = 6;

/// One clause.
#[derive(Clone, Copy)]
struct Clause {
    /// The clause that it stands in, or whose subject it shares.
    parent: Option<usize>,
    /// Where it begins.
    start: usize,
    /// Whether it speaks of the word before it.
    relative: bool,
    /// Whether it goes on with the subject of its parent: "opened on Friday and will close on Monday".
    joined: bool,
    /// Where its first verb that can carry a clause stands.
    verb: Option<usize>,
}

/// The clauses of a sentence.
pub(crate) struct Segments {
    first: usize,
    /// The clause of each token.
    of: Vec<usize>,
    clauses: Vec<Clause>,
}

impl Segments {
    /// Reads the clauses of a passage.
    pub(crate) fn of(page: &Page<'_>, passage: &Passage<'_>) -> Self {
        let tokens = page
            .sentence(passage)
            .map_or(0..0, |sentence| sentence.tokens.clone());
        let mut walk = Walk {
            page,
            borders: borders(page, passage).to_vec(),
            clauses: vec![Clause::at(tokens.start, None)],
            open: vec![0],
        };
        let of = tokens.clone().map(|at| walk.step(at)).collect();
        Self {
            first: tokens.start,
            of,
            clauses: walk.clauses,
        }
    }

    /// How close a word stands to another by their clauses: 1 in the same one, 0 where neither speaks of the other.
    pub(crate) fn closeness(&self, word: usize, to: usize) -> f32 {
        let (Some(here), Some(there)) = (self.at(word), self.at(to)) else {
            return 0.0;
        };
        let clause = |at: usize| self.clauses.get(at).copied();
        let (Some(mine), Some(its)) = (clause(here), clause(there)) else {
            return 0.0;
        };
        let subject = mine.verb.is_none_or(|verb| word < verb);
        if here == there {
            1.0
        } else if its.parent == Some(here) && its.joined && subject {
            SHARED
        } else if its.parent == Some(here) && its.relative && word < its.start {
            match word + SPOKEN_OF >= its.start {
                true if its.verb == Some(its.start) => PASSING,
                true => SHARED,
                false => 0.0,
            }
        } else if mine.parent == Some(there) && !mine.joined {
            PASSING
        } else {
            0.0
        }
    }

    /// Whether two words stand in one clause, or in one that speaks of the other or shares its subject.
    pub(crate) fn linked(&self, one: usize, other: usize) -> bool {
        let (Some(here), Some(there)) = (self.at(one), self.at(other)) else {
            return false;
        };
        let parent = |at: usize| self.clauses.get(at).and_then(|clause| clause.parent);
        here == there || parent(here) == Some(there) || parent(there) == Some(here)
    }

    fn at(&self, token: usize) -> Option<usize> {
        self.of.get(token.checked_sub(self.first)?).copied()
    }
}

impl Clause {
    fn at(start: usize, parent: Option<usize>) -> Self {
        Self {
            parent,
            start,
            relative: false,
            joined: false,
            verb: None,
        }
    }
}

/// A walk over the words of a sentence.
struct Walk<'p, 'a> {
    page: &'p Page<'a>,
    borders: Vec<usize>,
    clauses: Vec<Clause>,
    /// The clauses that are open, the innermost last.
    open: Vec<usize>,
}

impl Walk<'_, '_> {
    /// Takes in one word; gives its clause.
    fn step(&mut self, at: usize) -> usize {
        if self.borders.binary_search(&at).is_ok() {
            self.border(at);
        } else if self.resumes(at) {
            self.open.truncate(1);
        } else if self.reduced(at) {
            let clause = Clause {
                relative: true,
                verb: Some(at),
                ..Clause::at(at, Some(self.here()))
            };
            self.open.push(self.clauses.len());
            self.clauses.push(clause);
        }
        let here = self.here();
        if self.finite(at)
            && let Some(clause) = self.clauses.get_mut(here)
        {
            clause.verb.get_or_insert(at);
        }
        here
    }

    fn here(&self) -> usize {
        self.open.last().copied().unwrap_or_default()
    }

    fn border(&mut self, at: usize) {
        let word = self.page.token(at).to_lowercase();
        let here = self.here();
        let relative = matches!(
            word.as_str(),
            "which" | "who" | "whose" | "whom" | "where" | "when" | "that"
        );
        let inner = matches!(
            word.as_str(),
            "because"
                | "although"
                | "though"
                | "whereas"
                | "if"
                | "unless"
                | "once"
                | "after"
                | "before"
                | "until"
                | "since"
                | "as"
        );
        let joined = matches!(word.as_str(), "and" | "or" | "but") && self.verb_ahead(at + 1);
        if !(relative || inner || joined) {
            self.open.clear();
        }
        let parent = (relative || inner || joined).then_some(here);
        let clause = Clause {
            relative,
            joined,
            ..Clause::at(at, parent)
        };
        if joined {
            self.open.pop();
        }
        self.open.push(self.clauses.len());
        self.clauses.push(clause);
    }

    /// Whether the outermost clause goes on here: at a verb behind the comma that ends something said in passing, or at a second
    /// verb behind a relative clause.
    fn resumes(&self, at: usize) -> bool {
        let Some(clause) = self.clauses.get(self.here()) else {
            return false;
        };
        let outer = self.open.first().and_then(|outer| self.clauses.get(*outer));
        let waits = outer.is_some_and(|outer| outer.verb.is_none());
        let comma = at
            .checked_sub(1)
            .is_some_and(|before| self.page.token(before) == ",");
        let told = clause.verb.is_some_and(|verb| verb + 1 < at);
        let reduced = clause.verb == Some(clause.start) && self.finite(at);
        let follows = at.checked_sub(1).is_some_and(|at| self.auxiliary(at));
        let again = self.auxiliary(at) && !follows || reduced;
        let bare = clause.relative && waits && told && again;
        self.open.len() > 1 && (comma && clause.verb.is_some() && self.verb_ahead(at) || bare)
    }

    /// "The fares announced in May took effect": a participle behind a noun that no verb has told of yet.
    fn reduced(&self, at: usize) -> bool {
        let text = &self.page.candidate.reading.text;
        let participle = matches!(
            text.tag(at),
            Tag::Verb {
                form: VerbForm::Participle | VerbForm::Past
            }
        ) && self.page.token(at).ends_with("ed");
        let noun = at
            .checked_sub(1)
            .is_some_and(|before| matches!(text.tag(before), Tag::Noun | Tag::Proper));
        let leads = matches!(text.tag(at + 1), Tag::Preposition);
        let clause = self.clauses.get(self.here());
        let waits = clause.is_some_and(|clause| clause.verb.is_none() && clause.parent.is_none());
        let reach = self.first_border_behind(at);
        participle && noun && leads && waits && (at + 2..reach).any(|at| self.finite(at))
    }

    /// Where the clause of a token ends at the latest.
    fn first_border_behind(&self, at: usize) -> usize {
        let border = self.borders.iter().find(|border| **border > at);
        border.copied().unwrap_or(at + 24)
    }

    fn auxiliary(&self, at: usize) -> bool {
        self.page.candidate.reading.text.tag(at) == Tag::Auxiliary && self.page.token(at) != "to"
    }

    fn finite(&self, at: usize) -> bool {
        let tag = self.page.candidate.reading.text.tag(at);
        tag.is_finite() && self.page.token(at) != "to"
    }

    /// A verb here, adverbs left out.
    fn verb_ahead(&self, at: usize) -> bool {
        let tag = |at: usize| self.page.candidate.reading.text.tag(at);
        let first = (at..at + 3).find(|at| tag(*at) != Tag::Adverb);
        first.is_some_and(|first| self.finite(first))
    }
}
