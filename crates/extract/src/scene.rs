//! One sentence as the patterns see it: its words, its verb groups, and what the story said before.

use crate::{
    cast::Cast,
    clause::{self, Group},
    dateline, extent,
    lexicon::{self, Frame, Grammar},
    memory::Memory,
    patterns::Mention,
    word::{self, Tag, Word},
};
use chrono::NaiveDate;
use dateline_core::{Article, Precision, TimeMention, When};
use dateline_text::{Document, NameKind, Sentence};
use std::ops::Range;

/// A sentence under the eyes of the patterns.
pub(crate) struct Scene<'a> {
    pub(crate) article: &'a Article,
    pub(crate) document: &'a Document,
    pub(crate) sentence: &'a Sentence,
    pub(crate) times: &'a [TimeMention],
    pub(crate) words: Vec<Word<'a>>,
    pub(crate) groups: Vec<Group>,
    pub(crate) memory: &'a Memory,
    pub(crate) cast: &'a Cast,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(
        article: &'a Article,
        document: &'a Document,
        sentence: &'a Sentence,
        times: &'a [TimeMention],
        told: (&'a Memory, &'a Cast),
    ) -> Self {
        let from = dateline::end(article, document, sentence);
        let words = word::words(article.text(), document, sentence, times, from);
        let groups = clause::groups(&words);
        Self {
            article,
            document,
            sentence,
            times,
            words,
            groups,
            memory: told.0,
            cast: told.1,
        }
    }

    /// The time mentions that date something, with their verb groups.
    pub(crate) fn mentions(&self) -> Vec<Mention<'_>> {
        let dated = self.words.iter().enumerate();
        dated
            .filter(|(_, word)| word.tag == Tag::Time && !self.part_of_a_name(word))
            .filter(|(_, word)| word.time.is_some_and(|at| self.names_a_year_or_less(at)))
            .filter_map(|(at, word)| {
                Some(Mention {
                    at,
                    time: word.time?,
                    group: self.group_of(at),
                })
            })
            .collect()
    }

    /// "the Mail on Sunday".
    fn part_of_a_name(&self, word: &Word<'_>) -> bool {
        let name = word.name.and_then(|at| self.document.names.get(at));
        name.is_some_and(|name| name.span.contains(word.span) && name.span != word.span)
    }

    fn names_a_year_or_less(&self, at: usize) -> bool {
        let when = self.times.get(at).and_then(|time| time.when.as_ref());
        when.is_some_and(|when| when.precision >= Precision::Year)
    }

    /// "not before Tuesday, when the ban begins": the date is that of the second clause.
    fn lent(&self, at: usize) -> bool {
        let bound = matches!(self.preposition(at), "before" | "until" | "till" | "after");
        bound && self.comma_behind(at) && self.lower(at + 2) == "when"
    }

    fn group_of(&self, at: usize) -> Option<&Group> {
        if self.lent(at) {
            return self.groups.iter().find(|group| group.range.start > at);
        }
        if let Some(late) = self.moved_to(at) {
            return Some(late);
        }
        let behind = self
            .groups
            .iter()
            .rev()
            .find(|group| group.rest.contains(&at));
        if behind.is_some() {
            return behind;
        }
        if let Some(group) = self.groups.iter().find(|group| group.subject.contains(&at)) {
            return Some(group).filter(|group| self.before_verb(group, at));
        }
        let after = self.groups.iter().find(|group| group.range.start > at);
        let before = self.groups.iter().rev().find(|group| group.range.end <= at);
        let opening = self.words.get(..at).unwrap_or_default();
        let opens = !opening.iter().any(Word::nominal) || self.comma_behind(at) && before.is_none();
        if opens || self.follows_break(at) {
            after
        } else {
            before.or(after)
        }
    }

    /// "has put back the vote, which was due on Friday, to May 3": the verb before the aside.
    fn moved_to(&self, at: usize) -> Option<&Group> {
        let led = matches!(self.preposition(at), "to" | "until");
        let comma = at.checked_sub(2).and_then(|at| self.tag(at)) == Some(Tag::Comma);
        let late = |group: &&Group| group.frame() == Frame::Late && group.range.end < at;
        self.groups.iter().rfind(late).filter(|_| led && comma)
    }

    /// "the jury on Friday convicted": the date closes a subject that is no event, right before its verb.
    fn before_verb(&self, group: &Group, at: usize) -> bool {
        let closes = group.subject.end == at + 1 && group.range.start == at + 1;
        let dates = !self.words.get(at).is_some_and(|word| word.possessive);
        let heads = |&host: &usize| {
            self.is_event(host) && !self.words.get(host + 1).is_some_and(Word::nominal)
        };
        closes
            && dates
            && group.subject.start < at
            && !group.subject.clone().any(|host| heads(&host))
    }

    fn comma_behind(&self, at: usize) -> bool {
        self.words
            .get(at + 1)
            .is_some_and(|word| word.tag == Tag::Comma)
    }

    /// Whether only a preposition stands between the mention and the start of a clause.
    fn follows_break(&self, at: usize) -> bool {
        // "will not fly before May 3": no clause begins here.
        let bound = matches!(self.preposition(at), "before" | "after" | "until" | "till");
        if bound && !self.words.get(at + 1).is_some_and(Word::nominal) {
            return false;
        }
        let mut before = self.words.get(..at).unwrap_or_default().iter().rev();
        before
            .find(|word| !word.is(Grammar::Preposition))
            .is_some_and(|word| {
                word.is(Grammar::Conjunction)
                    || word.is(Grammar::Subordinator)
                    || word.tag == Tag::Break
                    || word.lower == "that"
            })
    }

    pub(crate) fn when(&self, mention: &Mention<'_>) -> Option<&When> {
        self.times.get(mention.time)?.when.as_ref()
    }

    pub(crate) fn published(&self) -> NaiveDate {
        self.article.published().day()
    }

    /// Whether the mention names a time of day.
    pub(crate) fn clock(&self, mention: &Mention<'_>) -> bool {
        let finer =
            |when: &When| when.precision > Precision::Day && when.precision != Precision::Range;
        self.lower(mention.at).starts_with("midnight") || self.when(mention).is_some_and(finer)
    }

    /// Whether the mention begins after the day of publication.
    pub(crate) fn ahead(&self, mention: &Mention<'_>) -> bool {
        self.when(mention)
            .is_some_and(|when| when.interval.first_day() > self.published())
    }

    /// Whether the mention ends before the day of publication.
    pub(crate) fn past(&self, mention: &Mention<'_>) -> bool {
        self.when(mention)
            .is_some_and(|when| when.interval.last_day() < self.published())
    }

    /// The preposition before the mention, in lower case; empty where there is none.
    pub(crate) fn preposition(&self, at: usize) -> &str {
        let before = self.words.get(..at).unwrap_or_default().last();
        before
            .filter(|word| {
                word.is(Grammar::Preposition)
                    || word.is(Grammar::To)
                    || word.is(Grammar::Subordinator)
            })
            .map_or("", |word| word.lower.as_str())
    }

    /// Position of the first event noun in a range.
    pub(crate) fn event_in(&self, range: &Range<usize>) -> Option<usize> {
        range.clone().find(|&at| self.is_event(at))
    }

    /// Whether a noun phrase names an event, or is the "it" of one.
    pub(crate) fn names_event(&self, range: &Range<usize>) -> bool {
        let it = range.len() == 1 && self.lower(range.start) == "it";
        it && self.memory.event().is_some() || self.event_in(range).is_some()
    }

    /// Whether a noun phrase names a thing, and nobody.
    pub(crate) fn names_thing(&self, range: &Range<usize>) -> bool {
        let head = crate::title::head_phrase(self, range);
        let noun = head
            .clone()
            .rfind(|&at| self.words.get(at).is_some_and(Word::nominal));
        let Some(word) = noun.and_then(|at| self.words.get(at)) else {
            return false;
        };
        let named = word.name.and_then(|at| self.document.names.get(at));
        let person = named.is_some_and(|name| name.kind == NameKind::Person);
        // "a service planned for Saturday" is none that anybody works for.
        let some = matches!(self.lower(range.start), "a" | "an");
        let people = match lexicon::people(&word.lower) {
            None => false,
            Some(lexicon::People::Person) => true,
            Some(_) => !some,
        };
        !person && !people
    }

    /// Whether a word is an event noun, alone or inside a name ("the Film Awards").
    pub(crate) fn is_event(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| match word.tag {
            Tag::Event => true,
            Tag::Name => lexicon::event_noun(&word.lower).is_some(),
            _ => false,
        })
    }

    pub(crate) fn tag(&self, at: usize) -> Option<Tag> {
        self.words.get(at).map(|word| word.tag)
    }

    pub(crate) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    pub(crate) fn is_place(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word::is_place(self.document, word))
    }

    /// The first noun phrase of a range: up to the first preposition, comma or verb.
    pub(crate) fn first_phrase(&self, range: &Range<usize>) -> Range<usize> {
        let inside = |at: usize| {
            self.words.get(at).is_some_and(|word| {
                word.nominal()
                    || word.is(Grammar::Determiner)
                    || word.is(Grammar::Pronoun)
                    || word.tag == Tag::Quote
            })
        };
        let end = range.clone().find(|&at| !inside(at)).unwrap_or(range.end);
        range.start..end
    }

    /// Like [`Scene::whole_phrase`], without "to enhance …".
    pub(crate) fn before_purpose(&self, range: &Range<usize>) -> Range<usize> {
        let whole = self.whole_phrase(range);
        let purpose = whole
            .clone()
            .find(|&at| self.lower(at) == "to" && self.tag(at + 1) == Some(Tag::Finite));
        whole.start..purpose.unwrap_or(whole.end)
    }

    /// The noun phrase of a range with its "of", "on", "in" … phrases, up to a comma, date or verb.
    pub(crate) fn whole_phrase(&self, range: &Range<usize>) -> Range<usize> {
        let inside = |at: usize| {
            self.words.get(at).is_some_and(|word| {
                word.nominal()
                    || word.tag == Tag::Quote
                    || matches!(
                        word.tag,
                        Tag::Grammar(
                            Grammar::Determiner
                                | Grammar::Preposition
                                | Grammar::To
                                | Grammar::Pronoun
                        )
                    )
                    || matches!(word.text, "and" | "(" | ")")
                    || extent::whether_to(&self.words, at)
                    || matches!(word.tag, Tag::Time | Tag::Grammar(Grammar::Adverb))
                    || word.tag == Tag::Ing
                        && self
                            .words
                            .get(at.wrapping_sub(1))
                            .is_some_and(|word| word.is(Grammar::Preposition))
                    || word.tag == Tag::Finite && self.lower(at.wrapping_sub(1)) == "to"
            })
        };
        let mut end = range.clone().find(|&at| !inside(at)).unwrap_or(range.end);
        while end > range.start
            && self
                .words
                .get(end - 1)
                .is_some_and(|word| matches!(word.tag, Tag::Grammar(_) | Tag::Time))
        {
            end -= 1;
        }
        range.start..end
    }
}
