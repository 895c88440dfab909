//! Makes text from outside harmless to a terminal and to the eye: what is neither seen nor printed is dropped.

/// The text on one line: every run of white space is one blank, and nothing invisible is left.
///
/// ```
/// assert_eq!(dateline_render::safe::line("Talks\u{1b}[2J \u{202e}set\n\ttoday"), "Talks[2J set today");
/// ```
#[must_use]
pub fn line(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !is_hidden(*c)).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with its lines kept, and nothing else invisible.
#[must_use]
pub fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| *c == '\n' || !is_hidden(*c))
        .map(|c| {
            if c != '\n' && c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .collect()
}

/// Control characters, marks that turn the direction of writing, and characters without width.
fn is_hidden(c: char) -> bool {
    let is_space = matches!(c, '\n' | '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    if c.is_control() {
        return !is_space;
    }
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_cannot_move_the_cursor_or_turn_the_writing() {
        assert_eq!(line("a\u{1b}[31mb\u{7}c\u{9b}d"), "a[31mbcd");
        assert_eq!(line("\u{202e}abc\u{2066}\u{200f}d"), "abcd");
        assert_eq!(line("ze\u{200b}ro\u{feff} wid\u{2060}th"), "zero width");
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["Ωμέγα", "दिल्ली", "東京", "é", "“quoted” – ‘dash’", "🎉"]
        {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn lines_stay_lines_where_they_are_wanted() {
        assert_eq!(
            lines("one\r\ntwo\rthree\tfour\u{1b}"),
            "one\ntwo\nthree four"
        );
        assert_eq!(line("one\u{2028}two\u{85}three"), "one two three");
        assert!(!lines("a\u{b}b\u{c}c").contains(['\u{b}', '\u{c}']));
    }
}
