//! Names and descriptions of the Discord commands and their options, as people pick them from the list.

/// A command, sub-command or option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Described {
    /// 1 to 32 lower-case letters and dashes.
    pub name: &'static str,
    /// 1 to 100 characters.
    pub about: &'static str,
}

const fn described(name: &'static str, about: &'static str) -> Described {
    Described { name, about }
}

/// `/ask`
pub const ASK: Described = described(
    "ask",
    "Ask the stored news: when, where, who, what, how many, whether it happened",
);
/// `/ask question:`
pub const QUESTION: Described = described("question", "For instance: when is the harbour fair");
/// `/help`
pub const HELP: Described = described("help", "What I can do here, with examples");
/// `/save`
pub const SAVE: Described = described("save", "Store a story, so that I can answer from it");
/// `/save text`
pub const SAVE_TEXT: Described =
    described("text", "Paste a story into a form (up to 4,000 characters)");
/// `/save file`
pub const SAVE_FILE: Described = described("file", "Store a story from a text file");
/// `/save file file:`
pub const FILE: Described = described("file", "A .txt or .md file: headline first, then the text");
/// `/save file published:`
pub const PUBLISHED: Described = described(
    "published",
    "When it was published, if the text does not say: 2026-11-23",
);
/// `/save file source:`
pub const SOURCE: Described = described(
    "source",
    "Newspaper, site or agency, or the story's address",
);

/// Every one of them, for the laws that they keep.
pub const ALL: [Described; 9] = [
    ASK, QUESTION, HELP, SAVE, SAVE_TEXT, SAVE_FILE, FILE, PUBLISHED, SOURCE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_descriptions_are_within_what_discord_takes() {
        for Described { name, about } in ALL {
            let fits = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(
                (1..=32).contains(&name.len()) && name.chars().all(fits),
                "{name}"
            );
            assert!(
                (1..=100).contains(&about.chars().count()),
                "{name}: {about}"
            );
        }
    }
}
