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
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut shown = String::with_capacity(line.len() + 8);
    for (at, letter) in line.char_indices() {
        let rest = line.get(at + letter.len_utf8()..).unwrap_or_default();
        let has_meaning = match letter {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' | '#' | '@' => true,
            ':' => rest.starts_with('/') || is_emoji(rest),
            '-' | '+' => at == 0,
            '.' => at > 0 && at == number && rest.starts_with(' '),
            _ => false,
        };
        if has_meaning {
            shown.push('\\');
        }
        shown.push(letter);
    }
    shown
}

/// The text of which [`escape`] made that one, as Discord gives it back.
#[must_use]
pub fn unescape(shown: &str) -> String {
    let mut letters = shown.chars().peekable();
    let mut line = String::with_capacity(shown.len());
    while let Some(letter) = letters.next() {
        let marked = letters.next_if(|next| letter == '\\' && next.is_ascii_punctuation());
        line.push(marked.unwrap_or(letter));
    }
    line
}

/// Whether a name of an emoji follows, with the colon that ends it: `100:`, `+1:`.
fn is_emoji(rest: &str) -> bool {
    let of_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+');
    rest.split_once(':')
        .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(of_name))
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
                "\\<\\@42\\> \\<\\#1\\> \\<\\@&7\\> \\<t\\:0:R\\> \\</ask:1\\>",
            ),
            (
                "[here](https://evil.example)",
                "\\[here\\](https\\://evil.example)",
            ),
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("1. item 2. item", "1\\. item 2. item"),
            (":smile: :+1: 9:30", "\\:smile: \\:+1: 9:30"),
            ("-# small", "\\-\\# small"),
            (
                "<id:customize> <+15550100>",
                "\\<id:customize\\> \\<+15550100\\>",
            ),
            ("> quote", "\\> quote"),
            ("a backslash \\* stays one", "a backslash \\\\\\* stays one"),
        ] {
            assert_eq!(escape(given), shown);
            assert_eq!(unescape(shown), given);
        }
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for plain in [
            "Talks at 10:48 am (IST), 5–6 June.",
            "Ωμέγα – “quoted”",
            "well-known",
            "50 % of 1.5",
            "1.5 million: a record",
            "Score 3:2, see discord.gg or www.a.example",
        ] {
            assert_eq!(escape(plain), plain);
        }
    }
}
