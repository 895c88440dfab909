//! Regular expressions of the source, made cheap to build: a page or a pasted story should not wait for tables of Unicode.

use regex::Regex;

/// White space that lines of news hold.
const SPACE: &str =
    r"\t-\r\x20\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}";

/// Letters, in few ranges; among them are some signs that stand in no line of news.
const LETTER: &str = r"A-Za-z\x{AA}\x{B5}\x{BA}\x{C0}-\x{2C1}\x{370}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3040}-\x{D7FF}\x{F900}-\x{FDFF}\x{FE70}-\x{FEFF}";

/// Builds an expression, in which digits are those of ASCII.
pub(crate) fn pattern(look: &str) -> Regex {
    Regex::new(&plain(look)).expect("patterns in the source are built by the tests")
}

/// The expression with short classes in the place of those of Unicode, which take long to build.
fn plain(look: &str) -> String {
    let mut written = String::with_capacity(look.len() * 2);
    let mut inside = false;
    let mut rest = look;
    while let Some(first) = rest.chars().next() {
        let short = [(r"\d", "0-9"), (r"\s", SPACE), (r"\p{L}", LETTER)];
        let class = short.iter().find(|(class, _)| rest.starts_with(class));
        let taken = match class {
            Some((class, ranges)) if inside => {
                written.push_str(ranges);
                class.len()
            }
            Some((class, ranges)) => {
                written.push('[');
                written.push_str(ranges);
                written.push(']');
                class.len()
            }
            None if first == '\\' => {
                let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
                written.push_str(rest.get(..1 + escaped).unwrap_or(rest));
                1 + escaped
            }
            None => {
                inside = match first {
                    '[' => true,
                    ']' => false,
                    _ => inside,
                };
                written.push(first);
                first.len_utf8()
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_classes_stand_in_the_place_of_long_ones_inside_brackets_and_outside() {
        assert_eq!(plain(r"\d[\d,]\.\b"), r"[0-9][0-9,]\.\b");
        assert!(pattern(r"^\s[\p{L}\s]{2,80}$").is_match("\u{a0}Ærø by"));
        assert!(!pattern(r"^\p{L}+$").is_match("a1"));
    }
}
