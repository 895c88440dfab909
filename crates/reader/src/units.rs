//! Cuts a text into units: the lines or wrapped paragraphs that are judged as one.

use dateline_core::Span;

/// One line, or the lines of one hard-wrapped paragraph, without the white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit<'t> {
    /// Where in the text.
    pub(crate) span: Span,
    /// The words, unchanged.
    pub(crate) text: &'t str,
}

struct Line<'t> {
    start: usize,
    text: &'t str,
    after_blank: bool,
}

/// The units of a text, in order; every character that is not white space lies in one.
pub(crate) fn units(text: &str) -> Vec<Unit<'_>> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut before: Option<&Line<'_>> = None;
    for line in &lines {
        let end = line.start + line.text.len();
        let goes_on = before.is_some_and(|above| width.is_some_and(|w| is_wrapped(above, line, w)));
        match units.last_mut() {
            Some(unit) if goes_on => {
                unit.span = Span::of(unit.span.start()..end);
                unit.text = unit.span.read(text).unwrap_or_default();
            }
            _ => units.push(Unit {
                span: Span::of(line.start..end),
                text: line.text,
            }),
        }
        before = Some(line);
    }
    units
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut after_blank) = (0, true);
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        let line = raw.trim();
        if line.is_empty() {
            // "\r\n" is one line break, not a blank line.
            after_blank |= raw != "\n" || !text.get(..at).is_some_and(|t| t.ends_with('\r'));
        } else {
            let indent = raw.len() - raw.trim_start().len();
            lines.push(Line {
                start: at + indent,
                text: line,
                after_blank,
            });
            after_blank = false;
        }
        at += raw.len();
    }
    lines
}

/// The column at which the text is hard-wrapped: told by sentences that go on in the next line.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let inner = || {
        lines.windows(2).filter_map(|pair| match pair {
            [above, below] if !below.after_blank => Some((above, below)),
            _ => None,
        })
    };
    let cut = inner().filter(|(above, below)| is_cut(above.text, below.text));
    let width = cut.clone().map(|(above, _)| columns(above.text)).max()?;
    let often = cut.count().saturating_mul(3) >= inner().count();
    (often && (40..=110).contains(&width)).then_some(width)
}

fn is_cut(above: &str, below: &str) -> bool {
    columns(above) >= 40
        && above.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        && below.starts_with(char::is_lowercase)
}

/// Whether `below` goes on where `above` ran out of room: its first word would not have fitted any more.
fn is_wrapped(above: &Line<'_>, below: &Line<'_>, width: usize) -> bool {
    let first_word = below.text.split_whitespace().next().unwrap_or_default();
    !below.after_blank
        && columns(above.text) <= width.saturating_add(10)
        && columns(above.text) + 1 + columns(first_word) > width
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = units(text).iter().map(|unit| unit.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_units_whether_or_not_a_blank_line_parts_them() {
        check("One.\nTwo.\r\n\r\n  Three. \n", &["One.", "Two.", "Three."]);
    }

    #[test]
    fn a_paragraph_wrapped_at_a_column_is_one_unit_and_ends_where_room_was_left() {
        let wrapped = "The harbour office said on Monday that the\nsecond ferry would sail again from the old\npier next week.\nTickets go on sale today at the office in\nthe old town and on board.";
        check(
            wrapped,
            &[
                "The harbour office said on Monday that the\nsecond ferry would sail again from the old\npier next week.",
                "Tickets go on sale today at the office in\nthe old town and on board.",
            ],
        );
    }

    #[test]
    fn long_lines_are_paragraphs_even_where_the_next_begins_small() {
        let long = "word ".repeat(40);
        let text = format!("{long}\niPhones are sold in the shop.");
        check(&text, &[long.trim(), "iPhones are sold in the shop."]);
    }
}
