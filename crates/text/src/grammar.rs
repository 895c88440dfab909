//! A light guess at each token's part of speech, from closed lists, known verbs, endings and neighbours.

use crate::facts::{Class, classes, is_calendar_word, is_noun};
use crate::verbs::{VerbForm, VerbReading, verb};
use crate::words::Words;
use crate::{Sentence, TokenKind};
use serde::{Deserialize, Serialize};

/// A guessed part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tag {
    /// "the", "several", "its".
    Determiner,
    /// "in", "after"; also before a clause ("after they met").
    Preposition,
    /// "and", "because", "that" before a clause.
    Conjunction,
    /// "he", "which", "everyone".
    Pronoun,
    /// A form of be, "has" before a participle, "will" and its like, and "to" before a verb.
    Auxiliary,
    /// A full verb.
    Verb {
        /// In which form.
        form: VerbForm,
    },
    /// A common noun.
    Noun,
    /// "bilateral", "four-day".
    Adjective,
    /// "reportedly", "not".
    Adverb,
    /// Digits or a word for a number.
    Number,
    /// Part of a name.
    Proper,
    /// Punctuation.
    Mark,
    /// None of these.
    Other,
}

impl Tag {
    /// Whether it is a verb that can carry a clause: not a participle, not a gerund.
    #[must_use]
    pub fn is_finite(self) -> bool {
        matches!(
            self,
            Self::Auxiliary
                | Self::Verb {
                    form: VerbForm::Base | VerbForm::Past | VerbForm::ThirdPerson
                }
        )
    }

    /// Whether it can be the head of a noun phrase.
    #[must_use]
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun | Self::Proper | Self::Number | Self::Pronoun
        )
    }
}

/// Tags the tokens of all sentences; `proper` tells which tokens stand in names.
pub(crate) fn tags(words: &Words<'_>, sentences: &[Sentence], proper: &[bool]) -> Vec<Tag> {
    let mut tags = vec![Tag::Other; words.tokens.len()];
    for sentence in sentences {
        let mut tagger = Tagger {
            words,
            proper,
            start: sentence.tokens.start,
            limit: sentence.tokens.end,
            done: Vec::new(),
        };
        for at in sentence.tokens.clone() {
            let tag = tagger.tag(at);
            tagger.done.push(tag);
            if let Some(place) = tags.get_mut(at) {
                *place = tag;
            }
        }
    }
    tags
}

struct Tagger<'a> {
    words: &'a Words<'a>,
    proper: &'a [bool],
    start: usize,
    limit: usize,
    done: Vec<Tag>,
}

impl Tagger<'_> {
    /// The tag `back` tokens before the one being tagged, 1 the nearest.
    fn before(&self, back: usize) -> Option<Tag> {
        self.done.get(self.done.len().checked_sub(back)?).copied()
    }

    /// The nearest tag before that is no adverb, and the word it belongs to.
    fn nearest(&self) -> (Option<Tag>, &str) {
        let skipped = self
            .done
            .iter()
            .rev()
            .take_while(|tag| **tag == Tag::Adverb)
            .count();
        let tag = self.before(skipped + 1);
        let at = (self.start + self.done.len()).checked_sub(skipped + 1);
        (tag, at.map_or("", |at| self.words.lower(at)))
    }

    /// The word at a position of this sentence, lower case; empty behind its end.
    fn word(&self, at: usize) -> &str {
        if at < self.limit {
            self.words.lower(at)
        } else {
            ""
        }
    }

    /// Behind "will", "can" or "to", where a verb stands in its base form.
    fn wants_base(&self) -> bool {
        let (previous, word) = self.nearest();
        previous == Some(Tag::Auxiliary)
            && !is_be(word)
            && !matches!(word, "has" | "have" | "had" | "having")
    }

    fn tag(&self, at: usize) -> Tag {
        match self.words.kind(at) {
            Some(TokenKind::Number) => return Tag::Number,
            Some(TokenKind::Word) => {}
            _ => return Tag::Mark,
        }
        if self.proper.get(at).copied().unwrap_or_default() {
            return Tag::Proper;
        }
        let lower = self.words.lower(at);
        if let Some(tag) = self.special(at, lower) {
            return tag;
        }
        match classes(lower).first() {
            Some(class) => self.closed(*class),
            None => self.open(at, lower),
        }
    }

    fn closed(&self, class: Class) -> Tag {
        match class {
            Class::Determiner => Tag::Determiner,
            Class::Preposition => Tag::Preposition,
            Class::Conjunction => Tag::Conjunction,
            Class::Pronoun => Tag::Pronoun,
            Class::Auxiliary => Tag::Auxiliary,
            Class::Adverb => Tag::Adverb,
            Class::Adjective => Tag::Adjective,
            Class::Number => Tag::Number,
        }
    }

    /// Words whose class depends on their neighbours.
    fn special(&self, at: usize, lower: &str) -> Option<Tag> {
        let next = self.word(at + 1);
        match lower {
            "to" => Some(if is_base(next) {
                Tag::Auxiliary
            } else {
                Tag::Preposition
            }),
            "that" => Some(self.that(at, next)),
            "her" | "his"
                if !self.words.is_word(at + 1)
                    || classes(next).first() == Some(&Class::Preposition) =>
            {
                Some(Tag::Pronoun)
            }
            "which" | "what" => {
                let determines =
                    is_noun(next) && verb(next).is_none_or(|v| v.form == VerbForm::Base);
                Some(if determines {
                    Tag::Determiner
                } else {
                    Tag::Pronoun
                })
            }
            "am" | "pm" if self.before(1) == Some(Tag::Number) => Some(Tag::Noun),
            "further" if is_base(next) && !is_noun(next) => Some(Tag::Adverb),
            "will" | "can" | "might" if self.before(1) == Some(Tag::Determiner) => Some(Tag::Noun),
            "have" | "has" | "had" | "do" | "does" | "did" | "having" if !self.helps(at) => {
                Some(verb(lower).map_or(Tag::Auxiliary, |reading| Tag::Verb { form: reading.form }))
            }
            "this" | "these" | "those" | "all" | "both" | "some" | "many" | "more" | "several"
            | "most" | "each"
                if !self.words.is_word(at + 1) || is_auxiliary(next) || next == "of" =>
            {
                Some(Tag::Pronoun)
            }
            _ if self.wants_base()
                && is_base(lower)
                && classes(lower).first() != Some(&Class::Auxiliary) =>
            {
                Some(Tag::Verb {
                    form: VerbForm::Base,
                })
            }
            _ if is_calendar_word(lower) && self.words.is_capital(at) => Some(Tag::Noun),
            _ => None,
        }
    }

    fn that(&self, at: usize, next: &str) -> Tag {
        let before_verb =
            is_auxiliary(next) || verb(next).is_some_and(|v| !v.also_noun && !is_noun(next));
        match self.before(1) {
            Some(Tag::Mark | Tag::Noun | Tag::Proper) if before_verb => Tag::Pronoun,
            Some(Tag::Preposition) => Tag::Determiner,
            _ if before_verb => Tag::Pronoun,
            Some(Tag::Verb { .. } | Tag::Noun | Tag::Adjective) => Tag::Conjunction,
            _ if self.words.is_word(at + 1) && is_noun(next) => Tag::Determiner,
            _ => Tag::Conjunction,
        }
    }

    /// Whether a form of have or do at `at` stands before another verb.
    fn helps(&self, at: usize) -> bool {
        (at + 1..at + 4)
            .find(|next| {
                let skipped = classes(self.word(*next))
                    .first()
                    .is_some_and(|class| matches!(class, Class::Adverb | Class::Pronoun));
                !skipped && !self.word(*next).ends_with("ly")
            })
            .is_some_and(|next| {
                let word = self.word(next);
                matches!(word, "been" | "had" | "to")
                    || verb(word).is_some_and(|v| {
                        v.form != VerbForm::ThirdPerson && v.form != VerbForm::Gerund
                    }) && !(is_noun(word)
                        && classes(word).is_empty()
                        && self.words.is(at, "had"))
                    || word.ends_with("ed") && verb(word).is_none()
            })
    }

    fn open(&self, at: usize, lower: &str) -> Tag {
        let plain = self.words.plain(at);
        if plain.len() < lower.len() {
            return Tag::Noun;
        }
        match verb(lower) {
            Some(reading) => self.verb_or_noun(at, lower, reading),
            None => self.unlisted(at, lower),
        }
    }

    fn verb_or_noun(&self, at: usize, lower: &str, reading: VerbReading) -> Tag {
        let (previous, word) = self.nearest();
        let form = |form| Tag::Verb { form };
        match reading.form {
            VerbForm::Base | VerbForm::ThirdPerson => self.present(at, reading, previous, word),
            VerbForm::Gerund if is_noun(lower) && !is_be(word) && !self.takes_object(at) => {
                Tag::Noun
            }
            VerbForm::Gerund if previous == Some(Tag::Determiner) => Tag::Noun,
            VerbForm::Gerund | VerbForm::Participle => form(reading.form),
            VerbForm::Past if !reading.also_participle => form(VerbForm::Past),
            VerbForm::Past => form(self.past_or_participle(at, previous, word)),
        }
    }

    fn past_or_participle(&self, at: usize, previous: Option<Tag>, word: &str) -> VerbForm {
        let next = self.word(at + 1);
        let helped =
            is_be(word) || matches!(word, "has" | "have" | "had" | "having" | "get" | "got");
        let described = matches!(
            previous,
            Some(Tag::Determiner | Tag::Adjective | Tag::Preposition | Tag::Number)
        ) || previous.is_none()
            || previous == Some(Tag::Conjunction) && word != "and" && word != "but" && word != "or";
        let behind_comma = previous == Some(Tag::Mark) && word == "," && is_preposition(next);
        if helped || next == "by" || described || behind_comma {
            VerbForm::Participle
        } else {
            VerbForm::Past
        }
    }

    fn present(&self, at: usize, reading: VerbReading, previous: Option<Tag>, word: &str) -> Tag {
        let tag = Tag::Verb { form: reading.form };
        let base = reading.form == VerbForm::Base;
        if base && self.wants_base() {
            return tag;
        }
        let helped = is_be(word) || matches!(word, "has" | "have" | "had");
        if base && reading.unchanging && helped {
            return Tag::Verb {
                form: VerbForm::Participle,
            };
        }
        let behind_subject = matches!(previous, Some(Tag::Noun | Tag::Proper | Tag::Pronoun));
        if base && reading.unchanging && behind_subject && self.takes_object(at) {
            return Tag::Verb {
                form: VerbForm::Past,
            };
        }
        match previous {
            Some(
                Tag::Determiner | Tag::Adjective | Tag::Preposition | Tag::Number | Tag::Auxiliary,
            ) => Tag::Noun,
            Some(Tag::Verb { .. }) if reading.also_noun => Tag::Noun,
            Some(Tag::Pronoun) => tag,
            _ if self.words.is_possessive(at.saturating_sub(1)) => Tag::Noun,
            _ if !reading.also_noun => tag,
            Some(Tag::Noun) if base && is_plural(word) && self.takes_complement(at) => tag,
            Some(Tag::Noun) if self.takes_object(at) && base == word.ends_with('s') => tag,
            Some(Tag::Proper) if self.takes_object(at) && !base => tag,
            Some(Tag::Conjunction) | None if self.takes_object(at) && base => tag,
            _ => Tag::Noun,
        }
    }

    /// Whether a preposition or adverb follows, as behind a verb without object.
    fn takes_complement(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        next != "of"
            && matches!(
                classes(next).first(),
                Some(Class::Preposition | Class::Adverb)
            )
    }

    /// Whether what follows looks like the object of a verb at `at`.
    fn takes_object(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        self.proper.get(at + 1).copied().unwrap_or_default()
            || matches!(
                classes(next).first(),
                Some(Class::Determiner | Class::Pronoun)
            )
            || next == "that"
            || next == "to" && is_base(self.word(at + 2))
    }

    fn unlisted(&self, at: usize, lower: &str) -> Tag {
        let before_noun = self.words.is_word(at + 1) && classes(self.word(at + 1)).is_empty();
        if self.wants_base() && !is_noun(lower) && !lower.ends_with("ly") {
            Tag::Verb {
                form: VerbForm::Base,
            }
        } else if is_noun(lower) {
            Tag::Noun
        } else if lower.ends_with("ly") && lower.len() > 4 {
            Tag::Adverb
        } else if lower.contains('-') && before_noun || describes(lower) {
            Tag::Adjective
        } else if lower.ends_with("ing") && lower.len() > 5 {
            Tag::Verb {
                form: VerbForm::Gerund,
            }
        } else if lower.ends_with("ed") && lower.len() > 4 {
            let (previous, word) = self.nearest();
            Tag::Verb {
                form: self.past_or_participle(at, previous, word),
            }
        } else {
            Tag::Noun
        }
    }
}

/// Whether a noun ends as plurals do and does not usually stand before another noun ("sports plan").
fn is_plural(lower: &str) -> bool {
    lower.ends_with('s')
        && !lower.ends_with("ss")
        && !matches!(
            lower,
            "sports"
                | "arms"
                | "sales"
                | "savings"
                | "news"
                | "rights"
                | "talks"
                | "politics"
                | "services"
        )
}

/// Whether an unlisted lower-case word ends as adjectives do.
fn describes(lower: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "ous", "ful", "ive", "able", "ible", "al", "ant", "less", "ish", "ary", "ic", "ian",
    ];
    ENDINGS
        .iter()
        .any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending))
}

/// Whether a lower-case word is a form of "be".
pub(crate) fn is_be(lower: &str) -> bool {
    matches!(
        lower,
        "am" | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
            | "it's"
            | "he's"
            | "she's"
            | "they're"
            | "we're"
            | "i'm"
            | "you're"
    )
}

fn is_base(lower: &str) -> bool {
    lower == "be" || verb(lower).is_some_and(|reading| reading.form == VerbForm::Base)
}

fn is_auxiliary(lower: &str) -> bool {
    classes(lower).contains(&Class::Auxiliary)
}

fn is_preposition(lower: &str) -> bool {
    classes(lower).first() == Some(&Class::Preposition)
}
