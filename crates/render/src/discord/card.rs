//! One message of the bot as plain data, within Discord's limits.

use super::escape::escape;
use crate::safe;
use std::borrow::Cow;

/// Most characters of a title. Discord counts UTF-16 units in some places; so do we, everywhere.
const TITLE: usize = 256;
/// Most characters of a body: below Discord's 4,096, so that title and footer fit into its 6,000 for all together.
const BODY: usize = 3_900;
/// Most characters of a footer.
const FOOTER: usize = 400;

/// How a card is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The stored news tells.
    Told,
    /// The stored news does not tell.
    Open,
    /// Something is wrong with what was asked, or here.
    Trouble,
    /// Help, forms, confirmations.
    Plain,
}

/// A button under a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: Cow<'static, str>,
    /// What comes back when it is pressed.
    pub id: Cow<'static, str>,
}

/// A menu under a card, of which one choice is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What comes back with the choice.
    pub id: String,
    /// What stands in it before anything is chosen.
    pub placeholder: &'static str,
    /// What can be chosen.
    pub choices: Vec<Choice>,
}

/// One choice of a menu: plain text, cut to what Discord takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What comes back.
    pub value: String,
    /// What stands there.
    pub label: String,
    /// Smaller, below it.
    pub about: String,
}

impl Choice {
    /// A choice of that value.
    #[must_use]
    pub fn new(value: &str, label: &str, about: &str) -> Self {
        const MOST: usize = 100;
        Self {
            value: value.to_owned(),
            label: cut(&safe::line(label), MOST),
            about: cut(&safe::line(about), MOST),
        }
    }
}

/// A name with a value below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name.
    pub name: &'static str,
    /// The value, in Discord's Markdown.
    pub value: String,
}

/// One message: titles and bodies are Discord's Markdown, escaped already where they come from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What stands above the card.
    pub content: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its text.
    pub body: String,
    /// Names with values.
    pub fields: Vec<Field>,
    /// Small print, plain.
    pub footer: Option<String>,
    /// Its colour.
    pub tone: Tone,
    /// What can be pressed.
    pub buttons: Vec<Button>,
    /// What can be chosen.
    pub menu: Option<Box<Menu>>,
}

impl Card {
    /// A card with a body only, cut where Discord would refuse it.
    #[must_use]
    pub fn new(tone: Tone, body: impl Into<String>) -> Self {
        Self {
            content: None,
            title: None,
            body: body.into(),
            fields: Vec::new(),
            footer: None,
            tone,
            buttons: Vec::new(),
            menu: None,
        }
    }

    /// The card under a title from outside.
    #[must_use]
    pub(crate) fn titled(self, title: Option<&str>) -> Self {
        let title = title.map(|title| outside(title, TITLE));
        Self {
            title: title.filter(|title| !title.is_empty()),
            ..self
        }
    }

    /// The card over small print.
    #[must_use]
    pub(crate) fn footed(self, footer: &str) -> Self {
        let footer = cut(&safe::line(footer), FOOTER);
        Self {
            footer: Some(footer).filter(|footer| !footer.is_empty()),
            ..self
        }
    }
}

/// Words from outside: on one line, escaped, and no longer than that.
pub(crate) fn outside(words: &str, most: usize) -> String {
    let line = safe::line(words);
    let mut room = units(&line).min(most);
    loop {
        let escaped = escape(&cut(&line, room));
        let over = units(&escaped).saturating_sub(most);
        if over == 0 {
            return escaped;
        }
        room = room.saturating_sub(over.div_ceil(2).max(1));
    }
}

/// The text, or as much of it as fits with an ellipsis behind it.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let mut kept = String::new();
    for letter in text.chars() {
        match left.checked_sub(letter.len_utf16()) {
            Some(rest) => left = rest,
            None => break,
        }
        kept.push(letter);
    }
    let mut kept = kept.trim_end().to_owned();
    kept.push('…');
    kept
}

pub(crate) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Lines of a body; those that no longer fit are left out, and how many of their kind is told by the caller.
#[derive(Debug, Default)]
pub(crate) struct Body {
    text: String,
    taken: usize,
}

impl Body {
    /// An empty body of a card on which some lines, and a note of ours, stand already.
    pub(crate) fn with_room_for(head: &str) -> Self {
        const NOTE: usize = 100;
        Self {
            text: String::new(),
            taken: units(head) + NOTE,
        }
    }

    /// Whether the lines fit together.
    pub(crate) fn fits(&self, lines: &[String]) -> bool {
        let more: usize = lines.iter().map(|line| units(line) + 1).sum();
        self.taken + units(&self.text) + more <= BODY
    }

    /// Adds the lines together, or none of them where they do not all fit; says whether they did.
    pub(crate) fn add(&mut self, lines: &[String]) -> bool {
        if !self.fits(lines) {
            return false;
        }
        for line in lines {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
        true
    }

    /// Adds the first of the lines, as far as they fit.
    pub(crate) fn add_what_fits(&mut self, lines: &[String]) {
        for line in lines {
            if !self.add(std::slice::from_ref(line)) {
                return;
            }
        }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_says_so_and_never_ends_inside_an_escape_or_a_letter() {
        assert_eq!(cut("twelve words", 12), "twelve words");
        assert_eq!(cut("twelve words", 8), "twelve…");
        assert_eq!(cut("🎉🎉🎉", 4), "🎉…");
        for most in 1..40 {
            let shown = outside("*_*_*_*_*_ 🎉 *_*_*_*_*_", most);
            assert!(units(&shown) <= most, "{shown}");
            let backslashes = shown.chars().rev().skip(1).take_while(|c| *c == '\\');
            assert_eq!(backslashes.count() % 2, 0, "{shown}");
        }
    }

    #[test]
    fn lines_that_do_not_fit_are_left_out_together() {
        let mut body = Body::default();
        assert!(body.add(&["a".repeat(3_000)]));
        assert!(!body.add(&["b".into(), "c".repeat(1_000)]));
        assert!(body.add(&["d".into()]));
        assert!(body.finish().ends_with("\nd"));
    }
}
