//! Notes on how an answer is chosen, taken only where somebody wants them explained.

use crate::{
    Candidate, Query,
    ground::{Choice, Ground},
    page::{Page, Passage},
    question::{Edge, Pick, Question, Tense},
    scene::{Cover, Scene},
    terms::Term,
};
use dateline_core::{
    Answer, ChoiceTold, Explanation, Lack, Part, Quote, Score, SentenceTold, StoryTold, TermTold,
    Verdict, Worth,
};
use std::{cell::RefCell, cmp::Reverse};

/// So many stories, sentences and choices are explained.
const STORIES: usize = 8;
const SENTENCES: usize = 8;
const CHOICES: usize = 12;

/// So many parts of what a date is worth are told one by one.
pub(crate) const PARTS: usize = 8;

/// Where notes are taken.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    sentences: RefCell<Vec<(Score, SentenceTold)>>,
    choices: RefCell<Vec<ChoiceTold>>,
}

impl Trace {
    /// A sentence that was looked at: how far it covers the question, what its story's age adds, and what it lacks.
    pub(crate) fn sentence(
        &self,
        (page, passage): (&Page<'_>, &Passage<'_>),
        (cover, own, fresh): (Cover, f32, f32),
        lacks: Option<Lack>,
    ) {
        let Some(quote) = quote(page, passage) else {
            return;
        };
        let told = SentenceTold {
            quote,
            parts: parts(&[
                ("topic words in it and around it", cover.all),
                ("topic words in the sentence itself", own * cover.own),
                ("age of the story", fresh),
            ]),
            lacks,
        };
        let rank = Score::of(cover.all + own * cover.own);
        let mut sentences = self.sentences.borrow_mut();
        if !sentences.iter().any(|(_, other)| other.quote == told.quote) {
            sentences.push((rank, told));
        }
    }

    /// Words that may be the answer.
    pub(crate) fn choice(&self, choice: &Choice<'_, '_>, least: f32) {
        let worth = choice.ground.worth;
        let told = [("the sentence", worth), ("the words", choice.score - worth)];
        let verdict = if choice.score < least {
            Verdict::Weak
        } else {
            Verdict::Behind
        };
        self.note(&choice.ground, (&choice.text, choice.rule), &told, verdict);
    }

    /// A possible answer with what it is worth, piece by piece.
    pub(crate) fn note(
        &self,
        ground: &Ground<'_, '_>,
        (text, rule): (&str, &str),
        worth: &[(&str, f32)],
        verdict: Verdict,
    ) {
        let Some(quote) = quote(ground.page, ground.passage) else {
            return;
        };
        let told = ChoiceTold {
            quote,
            text: text.to_owned(),
            rule: rule.to_owned(),
            score: Score::of(worth.iter().map(|(_, worth)| worth).sum()),
            parts: parts(worth),
            verdict,
        };
        let mut choices = self.choices.borrow_mut();
        if !choices.contains(&told) {
            choices.push(told);
        }
    }

    /// What the notes come to, with the answer that was chosen in the end.
    pub(crate) fn explanation(
        &self,
        query: &Query,
        scene: &Scene<'_>,
        candidates: &[Candidate<'_>],
        answer: &Answer,
    ) -> Explanation {
        let question = &query.focus;
        let mut sentences = self.sentences.borrow().clone();
        sentences.sort_by_key(|(rank, _)| Reverse(*rank));
        let terms = question.terms.iter().enumerate();
        Explanation {
            question: query.question.clone(),
            asked: query.asked,
            kind: question.kind.name.to_owned(),
            looks: looks(question),
            times: question.limits.clone(),
            terms: terms.map(|(at, term)| told_term(scene, at, term)).collect(),
            thresholds: thresholds(scene),
            stories: candidates.iter().take(STORIES).map(story).collect(),
            sentences: sentences
                .into_iter()
                .take(SENTENCES)
                .map(|(_, told)| told)
                .collect(),
            choices: chosen(self.choices.borrow().clone(), answer),
        }
    }
}

/// The choices by their worth; the best of those that say what the answer says is it.
fn chosen(mut choices: Vec<ChoiceTold>, answer: &Answer) -> Vec<ChoiceTold> {
    choices.sort_by_key(|choice| (choice.verdict >= Verdict::Weak, Reverse(choice.score)));
    let parts = answer.parts();
    let when = parts.when.as_ref().map(ToString::to_string);
    let says =
        |choice: &ChoiceTold| choice.text == parts.text || Some(&choice.text) == when.as_ref();
    let cited = |choice: &ChoiceTold| {
        parts
            .cited
            .as_ref()
            .is_some_and(|cited| cited.quote == choice.quote)
    };
    let weighed = |verdict| matches!(verdict, Verdict::Behind | Verdict::Weak);
    let could = |choice: &ChoiceTold| weighed(choice.verdict) && says(choice);
    let winner = choices
        .iter()
        .position(|choice| could(choice) && cited(choice))
        .or_else(|| choices.iter().position(could));
    if let Some(winner) = winner.filter(|_| parts.state.is_answered()) {
        let mut taken = choices.remove(winner);
        taken.verdict = Verdict::Chosen;
        choices.insert(0, taken);
    }
    choices.truncate(CHOICES);
    choices
}

fn quote(page: &Page<'_>, passage: &Passage<'_>) -> Option<Quote> {
    let span = page.sentence(passage)?.span;
    Quote::of(page.candidate.article, Part::Body, span).ok()
}

fn parts(worth: &[(&str, f32)]) -> Vec<Worth> {
    let told = worth.iter().filter(|(_, worth)| *worth != 0.0);
    told.map(|(name, worth)| ((*name).to_owned(), Score::of(*worth)))
        .collect()
}

fn story(candidate: &Candidate<'_>) -> StoryTold {
    StoryTold {
        article: candidate.article.id().clone(),
        title: candidate.article.title().to_owned(),
        known_from: candidate.article.visible_from(),
        score: Score::of(candidate.score),
    }
}

fn told_term(scene: &Scene<'_>, at: usize, term: &Term) -> TermTold {
    let alike = term.alike.iter().map(|phrase| phrase.join(" "));
    TermTold {
        word: term.text.clone(),
        alike: alike.collect(),
        weight: Score::of(scene.weights.get(at).copied().unwrap_or(0.0)),
        is_name: scene.names.get(at) == Some(&true),
        is_person: scene.people.get(at) == Some(&true),
    }
}

/// What the words of a question say beside its kind and its topic.
fn looks(question: &Question) -> Vec<String> {
    let tense = match question.tense {
        Tense::Past => "looks back",
        Tense::Present => "asks how it stands",
        Tense::Future => "looks ahead",
        Tense::Planned => "asks for a plan that was",
    };
    let pick = match question.pick {
        Pick::Any => None,
        Pick::Next => Some("wants the next"),
        Pick::Last => Some("wants the last"),
    };
    let edge = match question.edge {
        Edge::Whole => None,
        Edge::Start => Some("wants the start"),
        Edge::End => Some("wants the end"),
    };
    let clock = question.clock.then_some("wants a time of day");
    let all = [Some(tense), pick, edge, clock];
    all.into_iter().flatten().map(str::to_owned).collect()
}

/// The thresholds of the question's kind.
fn thresholds(scene: &Scene<'_>) -> Vec<Worth> {
    let by = scene.by;
    let (all, own, least) = match scene.question.kind.name {
        "when" => return parts(&[("how likely a date must be", by.dates.sure())]),
        "who" => (by.who_all, by.who_own, by.who_least),
        "where" => (by.where_all, by.where_own, by.where_least),
        "what" => (by.what_all, by.what_own, by.what_least),
        "how_many" => (by.many_all, by.many_own, by.many_least),
        "status" => (by.status_all, by.status_own, 0.0),
        _ => return Vec::new(),
    };
    parts(&[
        ("topic words in the sentence and around it", all),
        ("topic words in the sentence itself", own),
        ("the answer in all", least),
    ])
}
