//! What somebody means who goes on asking: "and where?", "who?", "what about the ferry talks?", "is it still on?".
//!
//! The words are completed from what was asked before to a whole question, so that everything behind reads questions only.

use crate::{
    question::{Question, is_edge, times_in},
    states,
    terms::Term,
    words::{Word, is_empty, is_verb, words},
};
use dateline_core::{Moment, Span};
use dateline_text::verb;

/// What was asked before, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before<'a> {
    /// The question, whole.
    pub question: &'a str,
    /// The title of the event that was answered from.
    pub event: Option<&'a str>,
    /// The person who was spoken of last: the answer to "who".
    pub person: Option<&'a str>,
}

/// Topic words beside a pronoun, from which on a question stands by itself ("when will it rain in Oslo").
const OWN_TOPIC: usize = 2;

/// The whole question that the words mean after that one; none where they stand by themselves.
///
/// ```
/// use dateline_ask::{Before, follow};
/// use dateline_core::Moment;
/// let before = Before { question: "when is the harbour fair", event: None, person: None };
/// let asked = Moment::parse("2026-11-24")?;
/// assert_eq!(follow(&before, "and where?", &asked).as_deref(), Some("where is the harbour fair"));
/// assert_eq!(follow(&before, "who won the chess final", &asked), None);
/// # Ok::<(), dateline_core::Error>(())
/// ```
#[must_use]
pub fn follow(before: &Before<'_>, said: &str, asked: &Moment) -> Option<String> {
    let said = said.trim().trim_end_matches(['?', '!', '.', ' ']);
    let (led, rest) = lead(said);
    let new = Asked::read(rest, asked);
    let old = Asked::read(before.question.trim().trim_end_matches(['?', ' ']), asked);
    let topic = old
        .topic()
        .or_else(|| before.event.map(|event| format!("the {event}")));
    if new.words.is_empty() {
        return None;
    }
    if led && !new.asks() {
        return new.in_place_of(&old);
    }
    if let Some(pronoun) = new.pronoun() {
        let meant = match pronoun.text.as_str() {
            "he" | "she" | "him" => before.person?.to_owned(),
            _ => topic?,
        };
        let stands_alone = new.own_topic() >= OWN_TOPIC;
        return (!stands_alone).then(|| new.with(pronoun, &meant));
    }
    let is_whole = new.own_topic() > 0 || new.question.kind.name == "agenda";
    if is_whole {
        return led.then(|| rest.to_owned());
    }
    if new.is_bare()
        && new.is_adverbial()
        && let Some(swapped) = old.asked_otherwise(rest)
    {
        return Some(swapped);
    }
    Some(new.of(&topic?))
}

/// Whether the words go on from what was said ("and", "what about"), and what is left of them.
fn lead(said: &str) -> (bool, &str) {
    const LEADS: [&str; 9] = [
        "and what about ",
        "and how about ",
        "what about ",
        "how about ",
        "what of ",
        "and ",
        "then ",
        "so ",
        "ok ",
    ];
    let lower = said.to_ascii_lowercase();
    let found = LEADS.iter().find(|lead| lower.starts_with(**lead));
    match found.and_then(|lead| said.get(lead.len()..)) {
        // "And then where" leads twice.
        Some(rest) => (true, lead(rest.trim_start_matches([',', ' '])).1),
        None => (false, said),
    }
}

/// A question with its words where they stand.
struct Asked<'a> {
    text: &'a str,
    words: Vec<Word>,
    question: Question,
    times: Vec<Span>,
}

const ASKERS: [&str; 8] = [
    "when", "where", "who", "whom", "what", "which", "why", "how",
];
const VERBS: [&str; 20] = [
    "is", "are", "was", "were", "will", "would", "has", "have", "had", "did", "does", "do", "can",
    "could", "should", "may", "might", "be", "been", "being",
];
const PRONOUNS: [&str; 12] = [
    "it", "they", "them", "this", "that", "these", "those", "its", "their", "he", "she", "him",
];
/// What one does at an event, and not to it.
const STAGED: [&str; 8] = [
    "speak", "speaks", "play", "plays", "perform", "performs", "appear", "compete",
];
const DETERMINERS: [&str; 3] = ["the", "a", "an"];

impl<'a> Asked<'a> {
    fn read(text: &'a str, asked: &Moment) -> Self {
        let words = words(text);
        Self {
            times: times_in(text, &words, asked),
            question: Question::read(text, asked),
            words,
            text,
        }
    }

    fn terms(&self) -> &[Term] {
        &self.question.terms
    }

    /// Whether it asks by a question word or a verb in front.
    fn asks(&self) -> bool {
        let first = self.words.first().map_or("", |word| word.text.as_str());
        ASKERS.contains(&first) || VERBS.contains(&first) || first == "at" && self.has("what")
    }

    fn has(&self, wanted: &str) -> bool {
        self.words.iter().any(|word| word.text == wanted)
    }

    /// How many of its words make a topic of their own: neither light, nor of a state, nor of a start or end.
    fn own_topic(&self) -> usize {
        let heavy = self.terms().iter().filter(|term| self.is_heavy(term));
        heavy.count()
    }

    fn is_heavy(&self, term: &Term) -> bool {
        let state = states::told(std::slice::from_ref(&term.text)).is_some();
        !(term.light || is_edge(&term.text) || state || term.text.starts_with("chang"))
    }

    /// The word that stands for something said before.
    fn pronoun(&self) -> Option<&Word> {
        let fits = |at: usize, word: &Word| {
            let behind = self.words.get(at + 1).map_or("", |word| word.text.as_str());
            // "That talk" and "this week" point at themselves.
            let pointing = matches!(word.text.as_str(), "this" | "that" | "these" | "those");
            PRONOUNS.contains(&word.text.as_str()) && (!pointing || is_empty(behind))
        };
        let timed = |word: &Word| self.times.iter().any(|time| time.overlaps(word.span));
        let mut words = self.words.iter().enumerate();
        words
            .find(|(at, word)| fits(*at, word) && !timed(word))
            .map(|(_, word)| word)
    }

    /// Whether it is nothing but a question word, perhaps with its noun: "where", "what time", "how long".
    fn is_bare(&self) -> bool {
        self.terms().is_empty()
            && !self
                .words
                .iter()
                .skip(1)
                .any(|word| VERBS.contains(&word.text.as_str()))
    }

    /// Whether it asks for a circumstance, of which every sentence has one.
    fn is_adverbial(&self) -> bool {
        matches!(self.question.kind.name, "when" | "where" | "why") || self.has("long")
    }

    /// The words that tell its topic, with the article in front of them.
    fn topic(&self) -> Option<String> {
        let span = self.topic_span()?;
        Some(span.read(self.text)?.to_owned())
    }

    fn topic_span(&self) -> Option<Span> {
        let heavy = self.terms().iter().filter(|term| self.is_heavy(term));
        let mut heavy: Vec<usize> = heavy.map(|term| term.at).collect();
        if heavy.len() > 1 && heavy.last().is_some_and(|last| self.is_deed(*last)) {
            heavy.pop();
        }
        let (first, last) = (*heavy.first()?, *heavy.last()?);
        // "Who heads the delegation": what is asked about begins behind the verb.
        let behind_verb = DETERMINERS.contains(&self.word(first + 1)) && first < last;
        let first = if behind_verb { first + 1 } else { first };
        let article = first.checked_sub(1);
        let article = article.filter(|at| DETERMINERS.contains(&self.word(*at)));
        let start = self.words.get(article.unwrap_or(first))?.span.start();
        let end = self.words.get(self.with_light(last))?.span.end();
        Some(Span::of(start..end))
    }

    /// The last "of …" of its topic.
    fn part_of(&self) -> Option<Span> {
        let topic = self.topic_span()?;
        let of = self
            .words
            .iter()
            .rfind(|word| word.text == "of" && topic.contains(word.span))?;
        Some(Span::of(of.span.start()..topic.end()))
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text.as_str())
    }

    /// Whether a word is what somebody did: "where did the ferry sink".
    fn is_deed(&self, at: usize) -> bool {
        let led = self
            .words
            .iter()
            .take(at)
            .any(|word| matches!(word.text.as_str(), "did" | "does" | "do" | "will" | "would"));
        led && at + 1 == self.words.len() && verb(self.word(at)).is_some()
    }

    /// The last word of a topic, with a common noun right behind it: "the ferry talks".
    fn with_light(&self, last: usize) -> usize {
        let behind = self.terms().iter().find(|term| term.at == last + 1);
        let belongs =
            behind.is_some_and(|term| term.light && !is_edge(&term.text) && !is_verb(&term.text));
        last + usize::from(belongs && !self.is_deed(last + 1))
    }

    /// The same question with another circumstance: "when is the fair" and "where" are "where is the fair".
    fn asked_otherwise(&self, asker: &str) -> Option<String> {
        if !self.is_adverbial() {
            return None;
        }
        let at = self
            .words
            .iter()
            .position(|word| VERBS.contains(&word.text.as_str()))?;
        let rest = self.text.get(self.words.get(at)?.span.start()..)?;
        // "When is it over" asks for nothing but when.
        (at > 0 && self.topic_span().is_some()).then(|| format!("{asker} {rest}"))
    }

    /// The same question about these words: another topic, another time, another place.
    fn in_place_of(&self, old: &Asked<'_>) -> Option<String> {
        if self.terms().is_empty() {
            return match (self.times.first(), old.times.first()) {
                (Some(_), Some(was)) => Some(old.replaced(*was, self.text)),
                (Some(_), None) => Some(format!("{} {}", old.text, self.text)),
                (None, _) => None,
            };
        }
        let first = self.words.first().map_or("", |word| word.text.as_str());
        if let Some(of) = old.part_of().filter(|_| first == "of") {
            return Some(old.replaced(of, self.text));
        }
        if matches!(first, "in" | "at" | "on" | "for" | "with" | "from" | "by") {
            return Some(format!("{} {}", old.text, self.text));
        }
        if let [ordinal] = self.terms() {
            let other = old.terms().iter().find(|term| term.is_ordinal());
            let other = other.filter(|_| ordinal.is_ordinal());
            if let Some(word) = other.and_then(|term| old.words.get(term.at)) {
                let new = self.words.get(ordinal.at)?.span.read(self.text)?;
                return Some(old.replaced(word.span, new));
            }
        }
        match old.topic_span() {
            Some(topic) => Some(old.replaced(topic, self.text)),
            None => Some(format!("when is {}", self.text)),
        }
    }

    fn replaced(&self, span: Span, with: &str) -> String {
        let part = |range: std::ops::Range<usize>| self.text.get(range).unwrap_or_default();
        format!(
            "{}{with}{}",
            part(0..span.start()),
            part(span.end()..self.text.len())
        )
    }

    /// The same with what its pronoun means.
    fn with(&self, pronoun: &Word, meant: &str) -> String {
        let owner = if matches!(pronoun.text.as_str(), "its" | "their") {
            "'s"
        } else {
            ""
        };
        let raw = pronoun
            .span
            .read(self.text)
            .unwrap_or_default()
            .to_lowercase();
        // "It's" is one word to the eye.
        let verb = if raw.ends_with("'s") || raw.ends_with("’s") {
            " is"
        } else {
            ""
        };
        self.replaced(pronoun.span, &format!("{meant}{owner}{verb}"))
    }

    /// A question without a topic, asked of this one.
    fn of(&self, topic: &str) -> String {
        let be = if is_plural(topic) { "are" } else { "is" };
        let last = self.words.last().map_or("", |word| word.text.as_str());
        let bare = self.is_bare();
        match self.question.kind.name {
            "who" if bare => format!("who takes part in {topic}"),
            "how_many" if bare && !self.has("long") => format!("{} {be} in {topic}", self.text),
            _ if bare => format!("{} {be} {topic}", self.text),
            _ if VERBS.contains(&last) => format!("{} {topic}", self.text),
            _ if matches!(last, "at" | "in" | "of" | "to" | "for" | "with" | "on") => {
                format!("{} {topic}", self.text)
            }
            _ if last == "part" => format!("{} in {topic}", self.text),
            _ if STAGED.contains(&last) => format!("{} at {topic}", self.text),
            _ if is_verb(last) && !VERBS.contains(&self.word(0)) => {
                format!("{} {topic}", self.text)
            }
            _ => format!("{} of {topic}", self.text),
        }
    }
}

fn is_plural(topic: &str) -> bool {
    let last = topic.rsplit(' ').next().unwrap_or_default();
    last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us")
}
