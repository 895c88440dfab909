//! The form that takes a pasted story, and a message that keeps what a person typed when the form could not be taken.
//!
//! Nothing is held in memory for it: the message itself holds the words, and a button reads them back into the form,
//! after a restart too.

use super::{
    card::{Button, Card, Field, Tone},
    notice::Notice,
};
use crate::safe;

/// One line or box of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input {
    /// What comes back with its value.
    pub id: &'static str,
    /// What stands above it.
    pub label: &'static str,
    /// What stands in it while it is empty.
    pub placeholder: &'static str,
    /// Whether it must be filled.
    pub is_required: bool,
    /// Whether it has several lines.
    pub is_box: bool,
    /// Most characters.
    pub most: u16,
}

/// A form: its title and inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What comes back with it.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// From top to bottom.
    pub inputs: [Input; 3],
}

/// The form of `/save text`.
pub const STORY_FORM: Form = Form {
    id: "save:text",
    title: "Save a story",
    inputs: [
        Input {
            id: "text",
            label: "Text of the story",
            placeholder: "Headline first, then the text, as copied from the page",
            is_required: true,
            is_box: true,
            most: 4_000,
        },
        Input {
            id: "source",
            label: "Source",
            placeholder: "Harbour Post, or the story's address",
            is_required: false,
            is_box: false,
            most: 300,
        },
        Input {
            id: "published",
            label: "Published (if the text does not say)",
            placeholder: "2026-11-23, or 23 Nov 2026, or 2026-11-23 10:48",
            is_required: false,
            is_box: false,
            most: 60,
        },
    ],
};

/// What comes back when a person wants to mend a form that was not taken.
pub const KEPT_FORM: &str = "save:mend";

const FENCE: &str = "```";

/// Says why a form was not taken, and keeps what was typed: the three values in the order of the inputs.
#[must_use]
pub fn kept(why: &Notice, typed: [&str; 3]) -> Card {
    let [text, source, published] = typed.map(|value| boxed(&safe::lines(value)));
    let [_, second, third] = STORY_FORM.inputs.map(|input| input.label);
    let named = [(second, source), (third, published)];
    let fields = named.into_iter().filter_map(|(name, value)| {
        Some(Field {
            name,
            value: value?,
        })
    });
    let button = Button {
        label: "Mend the form",
        id: KEPT_FORM,
    };
    Card {
        content: Some(format!(
            "{} Nothing was stored; your text is kept here.",
            why.words()
        )),
        fields: fields.collect(),
        buttons: vec![button],
        ..Card::new(Tone::Trouble, text.unwrap_or_default())
    }
}

/// The three values out of a message made by [`kept`]: its body, and its fields as name and value.
#[must_use]
pub fn kept_form<'a>(
    body: &str,
    fields: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<[String; 3]> {
    let mut values = [unboxed(body)?, String::new(), String::new()];
    for (name, value) in fields {
        let at = STORY_FORM
            .inputs
            .iter()
            .position(|input| input.label == name)?;
        *values.get_mut(at)? = unboxed(value)?;
    }
    Some(values)
}

/// Words as they were typed, in a block of code: nothing in it is read as Markdown, and a fence inside is broken up.
fn boxed(words: &str) -> Option<String> {
    let words = words.replace(FENCE, "`\u{200b}`\u{200b}`");
    (!words.trim().is_empty()).then(|| format!("{FENCE}\n{words}\n{FENCE}"))
}

fn unboxed(shown: &str) -> Option<String> {
    let inside = shown.trim().strip_prefix(FENCE)?.strip_suffix(FENCE)?;
    let words = inside.strip_prefix('\n').unwrap_or(inside);
    let words = words.strip_suffix('\n').unwrap_or(words);
    Some(words.replace("`\u{200b}`\u{200b}`", FENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_letter_by_letter() {
        let text = "Fair to open\n\nIt *opens* ``` on @everyone's Friday.\n<@1>";
        let card = kept(
            &Notice::NotADate {
                given: "soon".into(),
            },
            [text, "", "soon"],
        );
        let content = card.content.as_deref().unwrap_or_default();
        assert!(
            content.starts_with("“soon” is not a day or time"),
            "{content}"
        );
        let fields = card
            .fields
            .iter()
            .map(|field| (field.name, field.value.as_str()));
        let back = kept_form(&card.body, fields).expect("the card was made by kept");
        assert_eq!(back, [text.to_owned(), String::new(), "soon".to_owned()]);
    }

    #[test]
    fn the_longest_story_fits() {
        let text = "å".repeat(4_000);
        let card = kept(&Notice::NoPublication { changed: None }, [&text, "", ""]);
        assert!(card.body.encode_utf16().count() <= 4_096);
    }

    #[test]
    fn another_message_is_no_form() {
        assert_eq!(kept_form("words", std::iter::empty()), None);
        assert_eq!(
            kept_form("```\nwords\n```", [("Colour", "```\nred\n```")].into_iter()),
            None
        );
    }
}
