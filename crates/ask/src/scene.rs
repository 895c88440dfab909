//! A question with the stories that may answer it: how much each topic word weighs, and how well a sentence covers them.

use crate::{
    Query, Stored,
    clause::{between, borders},
    lexicon::{Hit, Lexicon},
    numbers::number,
    page::{Page, Passage, Told},
    question::{Edge, Question, Tense, is_edge},
    segments::Segments,
    thresholds::Thresholds,
    times,
    trace::Trace,
    weights::{is_known_place, names, people, weights},
};
use dateline_core::{ArticleId, EventView, Part, Report, Span};
use dateline_extract::link::Known;
use dateline_text::NameKind;
use std::{cmp::Reverse, collections::HashMap};

/// How well a range stands for "start" and "end".
const RANGE: f32 = 0.85;

/// People asked about stand in the sentence or in the one before, not only in the headline.
pub(crate) const CLOSE: f32 = 0.68;

/// How well a name is held that stands anywhere in the story.
const IN_STORY: f32 = 0.3;

/// Everything that an answer is chosen from.
pub(crate) struct Scene<'a> {
    /// What counts how much.
    pub by: &'a Thresholds,
    /// The question as asked.
    pub query: &'a Query,
    /// The question, taken apart.
    pub question: &'a Question,
    /// The stories known at the asking.
    pub pages: Vec<Page<'a>>,
    /// How much each topic word weighs.
    pub weights: Vec<f32>,
    /// Which topic words are names, as the stories write them.
    pub names: Vec<bool>,
    /// Which of them are people.
    pub people: Vec<bool>,
    /// Which topic words no stored story holds, as they are typed.
    pub unseen: Vec<bool>,
    /// Where notes are taken; none where nobody wants an explanation.
    pub trace: Option<&'a Trace>,
}

/// How far a sentence covers a question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cover {
    /// With what stands around it.
    pub all: f32,
    /// By itself.
    pub own: f32,
}

impl<'a> Scene<'a> {
    /// Looks at the candidates that are known at the asking.
    pub(crate) fn new(query: &'a Query, stored: &'a Stored<'a>, by: &'a Thresholds) -> Self {
        let question = &query.focus;
        let frequencies: Vec<u64> = question
            .terms
            .iter()
            .map(|term| {
                term.stems
                    .iter()
                    .map(|stem| (stored.frequency)(stem))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let unseen: Vec<bool> = frequencies
            .iter()
            .map(|frequency| *frequency == 0)
            .collect();
        let lexicon = Lexicon::new(question, unseen.clone(), by, stored.vocabulary);
        let known = stored
            .articles
            .iter()
            .filter(|candidate| candidate.article.visible_from().is_known_at(&query.asked));
        let mut pages: Vec<Page<'a>> = known
            .map(|candidate| Page::read(*candidate, &lexicon, question.terms.len()))
            .collect();
        pages.sort_by_key(|page| {
            let article = page.candidate.article;
            (Reverse(article.visible_from().sort_key()), article.id())
        });
        hang_reports(&mut pages, query, stored, &lexicon);
        if question.edge != Edge::Whole {
            grant_edges(&mut pages, question);
        }
        let mut names = names(&pages, question.terms.len());
        for (term, name) in question.terms.iter().zip(&mut names) {
            *name |= is_known_place(term);
        }
        let people = people(&pages, question.terms.len());
        let weights = weights(by, question, &frequencies, stored.coverage.articles, &names);
        Self {
            by,
            query,
            question,
            pages,
            weights,
            names,
            people,
            unseen,
            trace: None,
        }
    }

    /// The same, with notes taken.
    pub(crate) fn traced(self, trace: &'a Trace) -> Self {
        Self {
            trace: Some(trace),
            ..self
        }
    }

    /// How far a passage covers the question, by weight.
    pub(crate) fn cover(&self, passage: &Passage<'_>) -> Cover {
        cover(&self.weights, passage)
    }

    /// How far some words cover the question, by weight.
    pub(crate) fn share(&self, found: &[f32]) -> f32 {
        let total: f32 = self.weights.iter().sum();
        let part: f32 = self
            .weights
            .iter()
            .zip(found)
            .map(|(weight, found)| weight * found)
            .sum();
        if total > 0.0 { part / total } else { 0.0 }
    }

    /// Whether every number is there, and every name somewhere in the story.
    pub(crate) fn may_tell(&self, page: &Page<'_>, passage: &Passage<'_>) -> bool {
        self.holds(page, passage, (IN_STORY, IN_STORY))
    }

    /// Whether every number, and every name at least in the headline or close by, is there.
    pub(crate) fn distinguishes(&self, page: &Page<'_>, passage: &Passage<'_>) -> bool {
        self.holds(page, passage, (0.5, CLOSE))
    }

    /// Whether every number is there, and every name and person as well as is needed.
    fn holds(&self, page: &Page<'_>, passage: &Passage<'_>, (name, person): (f32, f32)) -> bool {
        self.question.terms.iter().enumerate().all(|(index, term)| {
            let of = |list: &[f32]| list.get(index).copied().unwrap_or(0.0);
            let mut here = of(&passage.own).max(of(&passage.near));
            if of(&passage.own) < 0.5 && self.names_another(page, passage, index) {
                here = 0.0;
            }
            if term.is_edition() {
                of(&passage.own) >= 0.5 || !self.names_another(page, passage, index)
            } else if term.number.is_some() {
                here >= 0.5
            } else if self.names.get(index) == Some(&true) {
                let needed = if self.people.get(index) == Some(&true) {
                    person
                } else {
                    name
                };
                here >= needed && self.is_whole_name(page, index)
            } else {
                true
            }
        })
    }

    /// Whether two names side by side in the question stand side by side in the story ("American Airlines").
    fn is_whole_name(&self, page: &Page<'_>, index: usize) -> bool {
        let term = |index: usize| self.question.terms.get(index);
        let beside = term(index)
            .zip(term(index + 1))
            .is_some_and(|(one, two)| one.at + 1 == two.at);
        if !beside || self.names.get(index + 1) != Some(&true) {
            return true;
        }
        if self.stands_alone(page, index) || self.stands_alone(page, index + 1) {
            return true;
        }
        page.hits.windows(2).any(|pair| match pair {
            [one, two] => one.term == index && two.term == index + 1 && two.token <= one.token + 2,
            _ => false,
        })
    }

    /// Whether the word that follows a topic word in the question has another such word in front of it here: "the second round" is not
    /// the first, "the Peruvian delegation" not the Chilean.
    fn names_another(&self, page: &Page<'_>, passage: &Passage<'_>, index: usize) -> bool {
        let Some(term) = self.question.terms.get(index) else {
            return false;
        };
        let text = &page.candidate.reading.text;
        let follows = |hit: &&Hit| hit.term > index && hit.term <= index + 2;
        let hits = page.hits.get(passage.hits.clone()).unwrap_or_default();
        hits.iter().filter(follows).any(|hit| {
            let first = page
                .sentence(passage)
                .map_or(0, |sentence| sentence.tokens.start);
            (hit.token.saturating_sub(2).max(first)..hit.token).any(|at| {
                let word = page.token(at).to_lowercase();
                if term.is_ordinal() {
                    return number(&word, false).is_some_and(|form| {
                        form.starts_with('#') && Some(&form) != term.number.as_ref()
                    });
                }
                let name = text.name_at(at);
                let other = name.is_some_and(|name| name.kind == NameKind::Nationality);
                other && self.stands_alone(page, index) && !hits.iter().any(|hit| hit.token == at)
            })
        })
    }

    /// Countries, their people and acronyms are whole names by themselves: "the Ireland ODI series" is also the ODI series of Ireland.
    fn stands_alone(&self, page: &Page<'_>, index: usize) -> bool {
        let text = &page.candidate.reading.text;
        let mut hits = page.hits.iter().filter(|hit| hit.term == index).take(8);
        hits.any(|hit| {
            let word = page.token(hit.token);
            let acronym = word.len() > 1 && !word.chars().any(char::is_lowercase);
            let whole = text.name_at(hit.token).is_some_and(|name| {
                matches!(name.kind, NameKind::Nationality | NameKind::Place)
                    && page.tokens_at(name.bare).len() == 1
            });
            acronym || whole
        })
    }

    /// How close the topic words of a passage stand to a span, clauses apart counting as far.
    pub(crate) fn nearness(&self, page: &Page<'_>, passage: &Passage<'_>, span: Span) -> f32 {
        self.share(&self.nears(page, passage, span))
    }

    /// How well the clause of a token holds each topic word.
    pub(crate) fn in_clause(
        &self,
        segments: &Segments,
        page: &Page<'_>,
        passage: &Passage<'_>,
        at: usize,
    ) -> Vec<f32> {
        let mut held = vec![0.0_f32; self.weights.len()];
        for hit in page.hits.get(passage.hits.clone()).unwrap_or_default() {
            if let Some(slot) = held.get_mut(hit.term) {
                *slot = slot.max(hit.quality * segments.closeness(hit.token, at));
            }
        }
        held
    }

    /// How close each topic word stands to a span.
    pub(crate) fn nears(&self, page: &Page<'_>, passage: &Passage<'_>, span: Span) -> Vec<f32> {
        let borders = borders(page, passage);
        let target = page.tokens_at(span);
        let mut best = vec![0.0_f32; self.weights.len()];
        let hits = page.hits.get(passage.hits.clone()).unwrap_or_default();
        let first = page
            .sentence(passage)
            .map_or(0, |sentence| sentence.tokens.start);
        for hit in hits.iter().filter(|hit| !self.is_loose(page, hits, hit)) {
            let (from, to) = match hit.token {
                at if at < target.start => (at, target.start),
                at if at >= target.end => (target.end.saturating_sub(1), at),
                at => (at, at),
            };
            let steps = u16::try_from(steps(page, from, to)).unwrap_or(u16::MAX);
            // The subject of a sentence is that of every deed in it: "City won on Sunday but lost on Tuesday".
            let subject = hit.token < first + SUBJECT && hit.token < target.start;
            let crossed = between(page, borders, from, to);
            let apart = self
                .by
                .apart
                .powi(match subject && joined(page, borders, from, to) {
                    true => 0,
                    false => crossed,
                });
            let value = hit.quality * apart / (1.0 + f32::from(steps) / self.by.far);
            if let Some(slot) = best.get_mut(hit.term) {
                *slot = slot.max(value);
            }
        }
        best
    }

    /// Whether a word that the question binds to its neighbour ("defence talks") stands without it, though the sentence
    /// has the two together elsewhere, or has the first in a title ("Defence
    /// Minister") and the two together elsewhere in the story.
    fn is_loose(&self, page: &Page<'_>, hits: &[Hit], hit: &Hit) -> bool {
        let bound = |one: usize, two: usize| {
            let terms = self
                .question
                .terms
                .get(one)
                .zip(self.question.terms.get(two));
            terms.is_some_and(|(one, two)| one.at + 1 == two.at)
        };
        let pair = |one, two, at| is_pair(hits, one, two, at);
        let apart = |one: usize, two: usize| {
            let lower = |term: usize| {
                let elsewhere = page.hits.iter().filter(|other| other.term == term);
                elsewhere
                    .into_iter()
                    .any(|other| !is_capital(page, other) && other.quality >= hit.quality)
            };
            let titled = hits
                .iter()
                .any(|other| other.term == one && is_titular(page, other));
            titled && lower(one) && is_pair(&page.hits, one, two, None)
        };
        let loose = |one: usize, two: usize| {
            bound(one, two)
                && !pair(one, two, Some(hit.token))
                && (pair(one, two, None) || apart(one, two))
        };
        loose(hit.term, hit.term + 1)
            || hit
                .term
                .checked_sub(1)
                .is_some_and(|before| loose(before, hit.term))
    }

    /// What is known of an event at the asking.
    pub(crate) fn view(&self, known: &Known) -> Option<EventView> {
        let reports: Vec<&Report> = known.reports.iter().collect();
        EventView::fold(&reports, &self.query.asked)
    }

    /// The passage that a report quotes, among the candidates.
    pub(crate) fn place_of<'s>(
        &'s self,
        report: &Report,
    ) -> Option<(&'s Page<'a>, &'s Passage<'a>)> {
        let page = self
            .pages
            .iter()
            .find(|page| page.candidate.article.id() == report.quote().article())?;
        let quoting = |passage: &&Passage<'a>| {
            passage
                .told
                .iter()
                .any(|told| told.report.quote() == report.quote())
        };
        Some((page, page.passages.iter().find(quoting)?))
    }

    /// Whether a story is too old to tell how things stand now.
    pub(crate) fn is_dated(&self, page: &Page<'_>) -> bool {
        self.question.tense != Tense::Past && self.age(page) > 365.0
    }

    /// How many days a story is old at the asking.
    pub(crate) fn age(&self, page: &Page<'_>) -> f32 {
        let days = (self.query.asked.day() - page.candidate.article.published().day()).num_days();
        f32::from(i16::try_from(days.max(0)).unwrap_or(i16::MAX))
    }
}

/// So many words at the beginning of a sentence may be its subject.
const SUBJECT: usize = 6;

/// Whether "and" or "but" opens every clause between two words.
fn joined(page: &Page<'_>, borders: &[usize], from: usize, to: usize) -> bool {
    let crossed = borders.iter().filter(|at| from < **at && **at <= to);
    crossed
        .into_iter()
        .all(|at| matches!(page.token(*at), "and" | "but" | "or"))
}

/// How many words lie between two, what is said in passing between commas left out: "the mayor, who had planned to go on
/// Friday, is now expected on Monday".
fn steps(page: &Page<'_>, from: usize, to: usize) -> usize {
    let mut steps = 0;
    let mut at = from;
    while at < to {
        let passing = page.token(at) == "," && is_aside(page.token(at + 1));
        let closing = (at + 1..to).find(|at| page.token(*at) == ",");
        at = match closing.filter(|_| passing) {
            Some(closing) => closing,
            None => at + 1,
        };
        steps += 1;
    }
    steps
}

/// Whether a word behind a comma begins what is said in passing.
fn is_aside(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "which"
            | "whose"
            | "where"
            | "a"
            | "an"
            | "the"
            | "one"
            | "now"
            | "once"
            | "then"
            | "also"
            | "formerly"
            | "led"
    )
}

/// Whether a topic word begins with a capital.
fn is_capital(page: &Page<'_>, hit: &Hit) -> bool {
    page.token(hit.token).starts_with(char::is_uppercase)
}

/// Whether a topic word stands in the title of a person ("Water Minister Aguirre").
fn is_titular(page: &Page<'_>, hit: &Hit) -> bool {
    let text = &page.candidate.reading.text;
    let Some(token) = text.tokens.get(hit.token).filter(|_| is_capital(page, hit)) else {
        return false;
    };
    let mut people = text
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Person);
    people.any(|name| {
        let title = name.role.map_or(name.span, |role| name.span.join(role));
        title.overlaps(token.span)
    })
}

/// Whether two topic words stand together, "water talks" or "talks on water", one of them at a given token.
fn is_pair(hits: &[Hit], one: usize, two: usize, at: Option<usize>) -> bool {
    let together = |first: &Hit, second: &Hit| {
        let behind = first.token + 1..=first.token + 2;
        let before = second.token + 2..=second.token + 3;
        behind.contains(&second.token) || before.contains(&first.token)
    };
    let firsts = hits.iter().filter(|first| first.term == one);
    firsts.into_iter().any(|first| {
        hits.iter().any(|second| {
            second.term == two
                && together(first, second)
                && at.is_none_or(|at| first.token == at || second.token == at)
        })
    })
}

/// How far a passage covers the topic words, by these weights.
pub(crate) fn cover(weights: &[f32], passage: &Passage<'_>) -> Cover {
    let (mut all, mut own, mut total) = (0.0, 0.0, 0.0);
    for ((weight, inside), around) in weights.iter().zip(&passage.own).zip(&passage.near) {
        total += weight;
        own += weight * inside;
        all += weight * inside.max(*around);
    }
    if total <= 0.0 {
        return Cover { all: 0.0, own: 0.0 };
    }
    Cover {
        all: all / total,
        own: own / total,
    }
}

/// Hangs every known report on the sentence that it quotes.
fn hang_reports<'a>(
    pages: &mut [Page<'a>],
    query: &Query,
    stored: &'a Stored<'a>,
    lexicon: &Lexicon<'_>,
) {
    let places: HashMap<&'a ArticleId, usize> = pages
        .iter()
        .enumerate()
        .map(|(index, page)| (page.candidate.article.id(), index))
        .collect();
    let mut titles: HashMap<&'a str, Vec<f32>> = HashMap::new();
    for known in stored.events {
        for report in &known.reports {
            let visible = report.visible_from().is_known_at(&query.asked);
            let body = report.quote().part() == Part::Body;
            let place = places
                .get(report.quote().article())
                .filter(|_| visible && body);
            if let Some(page) = place.and_then(|index| pages.get_mut(*index)) {
                let title = report.title();
                let weigh = || lexicon.weigh(title);
                let title = titles.entry(title).or_insert_with(weigh).clone();
                page.hang(Told {
                    known,
                    report,
                    title,
                });
            }
        }
    }
}

/// A range says where it starts and ends without the words for it.
fn grant_edges(pages: &mut [Page<'_>], question: &Question) {
    let edges = question
        .terms
        .iter()
        .enumerate()
        .filter(|(_, term)| is_edge(&term.text));
    let edges: Vec<usize> = edges.map(|(index, _)| index).collect();
    for page in pages {
        let ranged: Vec<bool> = page
            .passages
            .iter()
            .map(|passage| {
                times::marks(page, passage)
                    .iter()
                    .any(|mark| mark.range.is_some() || is_edge_led(page, mark, question.edge))
            })
            .collect();
        for (passage, _) in page
            .passages
            .iter_mut()
            .zip(ranged)
            .filter(|(_, ranged)| *ranged)
        {
            for index in &edges {
                if let Some(own) = passage.own.get_mut(*index) {
                    *own = own.max(RANGE);
                }
            }
        }
    }
}

/// "Runs until 4 July" tells the end, "from 4 July" the start.
fn is_edge_led(page: &Page<'_>, mark: &times::Mark<'_>, edge: Edge) -> bool {
    let before = page.tokens_at(mark.span).start.checked_sub(1);
    let word = before.map_or("", |at| page.token(at));
    match edge {
        Edge::End => matches!(word, "until" | "till" | "through"),
        Edge::Start => matches!(word, "from" | "From" | "starting" | "beginning" | "since"),
        Edge::Whole => false,
    }
}
