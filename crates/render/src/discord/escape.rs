//! Takes the meaning from Discord's marks: Markdown, mentions, time stamps, emoji, links.

/// The text as Discord shows it letter by letter.
///
/// A backslash stands before every character that can begin or end formatting, a mention (`<@1>`, `@everyone`), a time
/// stamp (`<t:0>`), a command, an emoji or a link; Discord drops it when it shows the text (rule: Discord's developer
/// documentation, "Message Formatting"). Expects one line.
///
/// ```
/// use dateline_render::discord::escape;
/// assert_eq!(escape("**bold** @everyone"), "\\*\\*bold\\*\\* \\@everyone");
/// assert_eq!(escape("see https://a.example/x_y"), "see https\\://a.example/x\\_y");
/// ```
#[must_use]
pub fn escape(line: &str) -> String {
    let mut shown = String::with_capacity(line.len() + 8);
    let mut letters = line.chars().peekable();
    let mut is_first = true;
    while let Some(letter) = letters.next() {
        let always = matches!(
            letter,
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' | '#' | '@'
        );
        let links = letter == ':' && letters.peek() == Some(&'/');
        let lists = is_first && matches!(letter, '-' | '+');
        if always || links || lists {
            shown.push('\\');
        }
        shown.push(letter);
        is_first = false;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_keeps_its_meaning() {
        for (given, shown) in [
            ("a*b_c~d`e|f", "a\\*b\\_c\\~d\\`e\\|f"),
            (
                "<@42> <#1> <@&7> <t:0:R> </ask:1>",
                "\\<\\@42\\> \\<\\#1\\> \\<\\@&7\\> \\<t:0:R\\> \\</ask:1\\>",
            ),
            (
                "[here](https://evil.example)",
                "\\[here\\](https\\://evil.example)",
            ),
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("> quote", "\\> quote"),
            ("a backslash \\* stays one", "a backslash \\\\\\* stays one"),
        ] {
            assert_eq!(escape(given), shown);
        }
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for plain in [
            "Talks at 10:48 am (IST), 5–6 June.",
            "Ωμέγα – “quoted”",
            "well-known",
            "50 % of 1.5",
        ] {
            assert_eq!(escape(plain), plain);
        }
    }
}
