//! The form that takes a pasted story, and a message that keeps what a person typed when the form could not be taken.
//!
//! Nothing is held in memory for it: the message itself holds the words, and a button reads them back into the form,
//! after a restart too.

use super::{
    card::{Button, Card, Field, Tone},
    notice::Notice,
};

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
pub struct Form<const N: usize> {
    /// What comes back with it.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// From top to bottom.
    pub inputs: [Input; N],
}

/// The form of `/save text`.
pub const STORY_FORM: Form<3> = Form {
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

/// The form that asks when the story at an address was published.
pub const DATE_FORM: Form<2> = Form {
    id: "save:date",
    title: "When was it published?",
    inputs: [
        Input {
            id: "url",
            label: ADDRESS,
            placeholder: "https://news.example/story",
            is_required: true,
            is_box: false,
            most: 900,
        },
        Input {
            id: "published",
            label: "Published",
            placeholder: "2026-11-23, or 23 Nov 2026, or 2026-11-23 10:48",
            is_required: true,
            is_box: false,
            most: 60,
        },
    ],
};

/// What an address is called above it.
const ADDRESS: &str = "Address";

/// What comes back when a person wants to say when a story was published.
pub const ASK_DATE: &str = "save:when";

/// Says that the page at an address does not tell when it was published, with a button that asks for it. The message keeps
/// the address.
#[must_use]
pub fn undated(why: &Notice, url: &str) -> Card {
    let button = Button {
        label: "Say when".into(),
        id: ASK_DATE.into(),
    };
    Card {
        fields: vec![Field {
            name: ADDRESS,
            value: boxed(url),
        }],
        buttons: vec![button],
        ..why.card()
    }
}

/// The address out of a message made by [`undated`]: its fields as name and value.
#[must_use]
pub fn undated_address<'a>(mut fields: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
    fields
        .find(|(name, _)| *name == ADDRESS)
        .and_then(|(_, value)| unboxed(value))
}

/// What comes back when a person wants to mend a form that was not taken.
pub const KEPT_FORM: &str = "save:mend";

const FENCE: &str = "```";

/// What stands for a fence inside of what was typed: alike to the eye, and no longer.
const INNER_FENCE: &str = "ˋˋˋ";

/// Says why a form was not taken, and keeps what was typed: the three values in the order of the inputs.
#[must_use]
pub fn kept(why: &Notice, typed: [&str; 3]) -> Card {
    let [text, source, published] = typed;
    let [_, second, third] = STORY_FORM.inputs.map(|input| input.label);
    let named = [(second, source), (third, published)];
    let filled = named.into_iter().filter(|(_, value)| !value.is_empty());
    let fields = filled.map(|(name, value)| Field {
        name,
        value: boxed(value),
    });
    let button = Button {
        label: "Mend the form".into(),
        id: KEPT_FORM.into(),
    };
    Card {
        content: Some(format!(
            "{} Nothing was stored; your text is kept here.",
            why.words()
        )),
        fields: fields.collect(),
        buttons: vec![button],
        ..Card::new(Tone::Trouble, boxed(text))
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

/// Words as they were typed, in a block of code: nothing in it is read as Markdown. Invisible letters stay, for many scripts
/// need them and only who typed them sees the message; what no keyboard types goes.
fn boxed(words: &str) -> String {
    let lines = words.replace("\r\n", "\n").replace('\r', "\n");
    let typed = lines.replace(|c: char| c.is_control() && c != '\n' && c != '\t', "");
    format!("{FENCE}\n{}\n{FENCE}", typed.replace(FENCE, INNER_FENCE))
}

fn unboxed(shown: &str) -> Option<String> {
    let inside = shown.trim().strip_prefix(FENCE)?.strip_suffix(FENCE)?;
    let words = inside.strip_prefix('\n').unwrap_or(inside);
    let words = words.strip_suffix('\n').unwrap_or(words);
    Some(words.replace(INNER_FENCE, FENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes back of what was typed, through a message within Discord's limits.
    fn through(typed: [&str; 3]) -> [String; 3] {
        let card = kept(&Notice::NoPublication { changed: None }, typed);
        let values = card.fields.iter().map(|field| field.value.as_str());
        let lengths = values.map(|value| value.chars().count());
        assert!(card.body.chars().count() <= 4_096, "{}", card.body.len());
        assert!(lengths.clone().all(|length| length <= 1_024));
        assert!(card.body.chars().count() + lengths.sum::<usize>() < 5_900);
        for shown in card
            .fields
            .iter()
            .map(|field| &field.value)
            .chain([&card.body])
        {
            assert_eq!(
                shown.matches(FENCE).count(),
                2,
                "nothing leaves the box: {shown}"
            );
        }
        let fields = card.fields.iter();
        let fields = fields.map(|field| (field.name, field.value.as_str()));
        kept_form(card.body.trim(), fields).expect("the card was made by kept")
    }

    #[test]
    fn whatever_was_typed_comes_back_whole() {
        let longest = "`".repeat(4_000);
        for text in [
            "",
            " ",
            "\n",
            "`",
            "`````",
            "a ```` b",
            "Fair\n\n  indented\tand tabbed\n",
            "\u{301}\u{301}",
            "\u{200b}",
            "می\u{200c}خواهم 👩\u{200d}👩\u{200d}👧",
            "å".repeat(4_000).as_str(),
            &longest,
        ] {
            let typed = [text, &longest[..300], &longest[..60]];
            assert_eq!(through(typed), typed, "{text:?}");
            assert_eq!(through([text, "", ""]), [text, "", ""], "{text:?}");
        }
        assert_eq!(through(["a\0b\r\nc\u{1b}", "", ""])[0], "ab\nc");
    }

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
    fn another_message_is_no_form() {
        assert_eq!(kept_form("words", std::iter::empty()), None);
        assert_eq!(
            kept_form("```\nwords\n```", [("Colour", "```\nred\n```")].into_iter()),
            None
        );
    }
}
