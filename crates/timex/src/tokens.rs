//! Cuts a text into words, numbers and marks, once, and answers questions about them without failing.

use crate::lexicon::{Word, look_up};

/// One word, number or mark; blanks lie between.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'t> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) word: Word,
    /// As written.
    text: &'t str,
    /// Whether the lexicon has it, as an opener or as a word inside phrases.
    known: bool,
    /// No blank stands before it.
    glued: bool,
    /// A line ends before it.
    fresh_line: bool,
    /// An empty line stands before it.
    fresh_paragraph: bool,
}

/// The tokens of one text. Positions outside it hold nothing, so that rules may look anywhere.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    list: Vec<Token<'t>>,
}

/// No sentence or paragraph is believed to have more tokens, so that looking back stays cheap on any text.
const LONG: usize = 400;

/// No phrase has more weak words in a row: "in the same past".
const WEAK_IN_A_ROW: usize = 4;

/// A position before the first token.
const NOWHERE: usize = usize::MAX;

impl<'t> Tokens<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut list = Vec::with_capacity(text.len() / 5);
        let (mut behind, mut lines, mut at) = (NOWHERE, 0_u8, 0);
        while let Some(letter) = char_at(text, at) {
            let start = at;
            at += letter.len_utf8();
            if letter.is_whitespace() {
                lines = lines.saturating_add(u8::from(letter == '\n'));
                continue;
            }
            let sort = Sort::of(letter);
            while let Some(next) = char_at(text, at).filter(|next| sort.goes_on(*next)) {
                at += next.len_utf8();
            }
            let run = text.get(start..at).unwrap_or_default();
            let (word, known) = sort.word(letter, run);
            list.push(Token {
                start,
                end: at,
                word,
                text: run,
                known,
                glued: behind == start,
                fresh_line: lines > 0,
                fresh_paragraph: lines > 1,
            });
            (behind, lines) = (at, 0);
        }
        Self { list }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token<'t>> {
        self.list.get(at)
    }

    /// What stands at `at`.
    pub(crate) fn word(&self, at: usize) -> Word {
        self.list.get(at).map_or(Word::Other, |token| token.word)
    }

    /// The letters at `at`, as written.
    pub(crate) fn text(&self, at: usize) -> &'t str {
        self.list.get(at).map_or("", |token| token.text)
    }

    /// Whether no phrase can begin at `at`: a mark that opens none, a word of no class, or an article or preposition
    /// before a word that stands in no phrase.
    pub(crate) fn opens_nothing(&self, at: usize) -> bool {
        match self.word(at) {
            Word::Other => true,
            Word::Mark(_) => !self.apostrophe(at),
            Word::Weak => {
                let behind = self.list.iter().skip(at + 1).take(WEAK_IN_A_ROW);
                let mut strong = behind.skip_while(|token| token.word == Word::Weak);
                strong.next().is_none_or(|next| !next.known)
            }
            _ => false,
        }
    }

    /// Whether the word at `at` is `word`, whatever its case.
    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        same(self.text(at), word)
    }

    /// Whether the word at `at` is one of `words`, whatever its case.
    pub(crate) fn any(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        !text.is_empty() && words.iter().any(|word| same(text, word))
    }

    pub(crate) fn mark(&self, at: usize, mark: char) -> bool {
        self.word(at) == Word::Mark(mark)
    }

    /// A hyphen or dash.
    pub(crate) fn dash(&self, at: usize) -> bool {
        matches!(self.word(at), Word::Mark('-' | '–' | '—'))
    }

    pub(crate) fn apostrophe(&self, at: usize) -> bool {
        matches!(self.word(at), Word::Mark('\'' | '’' | '‘'))
    }

    /// Whether nothing stands between the token at `at` and the one before.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.glued)
    }

    /// Whether the token at `at` opens a line.
    pub(crate) fn opens_line(&self, at: usize) -> bool {
        at == 0 || self.list.get(at).is_some_and(|token| token.fresh_line)
    }

    /// Whether the token at `at` opens a paragraph.
    pub(crate) fn opens_paragraph(&self, at: usize) -> bool {
        at == 0 || self.list.get(at).is_some_and(|token| token.fresh_paragraph)
    }

    /// Whether the word at `at` begins with a capital letter.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// Whether a word or number stands glued behind the token at `at` ("100M").
    pub(crate) fn runs_on(&self, at: usize) -> bool {
        self.glued(at.saturating_add(1))
            && !matches!(self.word(at.saturating_add(1)), Word::Mark(_))
    }

    /// Whether the digits at `at` go on behind a full stop, colon, slash or hyphen ("1.25.7").
    pub(crate) fn runs_on_digits(&self, at: usize) -> bool {
        let (mark, next) = (at.saturating_add(1), at.saturating_add(2));
        self.glued(mark)
            && self.glued(next)
            && matches!(self.word(mark), Word::Mark('.' | '/' | '-' | ','))
            && matches!(self.word(next), Word::Digits(..))
    }

    /// Whether the token at `at` ends a clause; the full stop of a short word does not.
    pub(crate) fn ends_clause(&self, at: usize) -> bool {
        matches!(self.word(at), Word::Mark(';' | '!' | '?'))
            || self.ends_sentence(at)
            || self.opens_paragraph(at.saturating_add(1))
    }

    /// Whether the token at `at` ends a sentence.
    pub(crate) fn ends_sentence(&self, at: usize) -> bool {
        let next = at.saturating_add(1);
        match self.word(at) {
            Word::Mark('!' | '?') => true,
            Word::Mark('.') => {
                let short = self.text(self.left(at, 1)).len() <= 2 && self.glued(at)
                    || matches!(
                        self.word(self.left(at, 1)),
                        Word::Month(_) | Word::Weekday(_)
                    ) && self.text(self.left(at, 1)).len() <= 4;
                !self.glued(next) && (!short || self.opens_line(next))
                    || matches!(self.word(next), Word::Mark('"' | '”' | '\''))
            }
            _ => false,
        }
    }

    /// Whether a sentence ends among the tokens `from..to`.
    pub(crate) fn ends_sentence_between(&self, from: usize, to: usize) -> bool {
        to.saturating_sub(from) > LONG
            || (from..to)
                .any(|at| self.ends_sentence(at) || (at > from && self.opens_paragraph(at)))
    }

    /// Whether a clause ends among the tokens `from..to`.
    pub(crate) fn ends_clause_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.ends_clause(at))
    }

    /// Whether a paragraph begins among the tokens `from..=to`.
    pub(crate) fn opens_paragraph_between(&self, from: usize, to: usize) -> bool {
        to.saturating_sub(from) > LONG || (from..=to).any(|at| self.opens_paragraph(at))
    }

    /// `n` tokens further left, or a place where nothing stands.
    pub(crate) fn left(&self, at: usize, n: usize) -> usize {
        at.checked_sub(n).unwrap_or(NOWHERE)
    }

    /// Behind a glued or spaced hyphen, if one stands at `at`.
    pub(crate) fn past_dash(&self, at: usize) -> usize {
        at + usize::from(self.dash(at))
    }
}

/// The character that begins at byte `at`; nearly always a byte of ASCII.
#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Whether the text is the word, which is in lower case; length and first letter tell nearly always.
#[inline]
fn same(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let alike = |one: Option<&u8>, other: Option<&u8>| match (one, other) {
        (Some(one), Some(other)) => (one ^ other) & !0x20 == 0,
        (one, other) => one == other,
    };
    text.len() == word.len() && alike(text.first(), word.first()) && text.eq_ignore_ascii_case(word)
}

/// What sort of run a character opens.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Letters,
    Digits,
    Mark,
}

impl Sort {
    #[inline]
    fn of(letter: char) -> Self {
        if letter.is_ascii_alphabetic() {
            Self::Letters
        } else if letter.is_ascii_digit() {
            Self::Digits
        } else if !letter.is_ascii() && letter.is_alphabetic() {
            Self::Letters
        } else {
            Self::Mark
        }
    }

    fn goes_on(self, next: char) -> bool {
        self != Self::Mark && self == Self::of(next)
    }

    /// What the run is to the rules, and whether a phrase may hold it.
    fn word(self, first: char, run: &str) -> (Word, bool) {
        match self {
            Self::Letters => look_up(run).map_or((Word::Other, false), |word| (word, true)),
            Self::Mark => (Word::Mark(first), true),
            Self::Digits => match (run.parse(), u8::try_from(run.len())) {
                (Ok(number), Ok(length)) => (Word::Digits(number, length), true),
                _ => (Word::Other, false),
            },
        }
    }
}
