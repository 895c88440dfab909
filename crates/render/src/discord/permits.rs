//! That the bot lacks permissions in a channel, by their names, with a button that looks again.

use super::card::{Button, Card, Tone};

/// What stands on the button.
const AGAIN: &str = "Check again";

/// A card, and below it what the bot still needs in a channel, with the button whose id that is.
#[must_use]
pub fn lacking(card: &Card, channel: u64, missing: &[&str], again: String) -> Card {
    let mut card = card.clone();
    card.body = format!("{}\n\n{}", card.body, words(channel, missing));
    card.tone = Tone::Trouble;
    card.buttons.push(Button {
        label: AGAIN.into(),
        id: again.into(),
    });
    card
}

/// The same by itself.
#[must_use]
pub fn still_lacking(channel: u64, missing: &[&str], again: String) -> Card {
    let mut card = Card::new(Tone::Trouble, words(channel, missing));
    card.buttons.push(Button {
        label: AGAIN.into(),
        id: again.into(),
    });
    card
}

/// That nothing is lacking.
#[must_use]
pub fn complete(channel: u64) -> Card {
    Card::new(
        Tone::Told,
        format!("I have every permission that I need in <#{channel}>."),
    )
}

/// `I need **Send Messages** and **Embed Links** in <#7>.`
fn words(channel: u64, missing: &[&str]) -> String {
    let bold: Vec<String> = missing.iter().map(|name| format!("**{name}**")).collect();
    let named = match bold.as_slice() {
        [names @ .., last] if !names.is_empty() => format!("{} and {last}", names.join(", ")),
        names => names.join(""),
    };
    format!(
        "I need {named} in <#{channel}>. Those who manage the server give it to my role, in the settings of the channel or of the server."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lacking_is_named_with_its_channel_and_can_be_looked_for_again() {
        let set = Card::new(Tone::Told, "Set.".to_owned());
        let card = lacking(&set, 7, &["Send Messages", "Embed Links"], "x".into());
        assert!(
            card.body
                .starts_with("Set.\n\nI need **Send Messages** and **Embed Links** in <#7>."),
            "{}",
            card.body
        );
        assert_eq!(card.buttons[0].label, "Check again");
        let one = still_lacking(7, &["View Channel"], "x".into());
        assert!(one.body.starts_with("I need **View Channel** in <#7>."));
        assert_eq!(
            words(7, &["A", "B", "C"]).split(" in").next(),
            Some("I need **A**, **B** and **C**")
        );
    }
}
