//! Cuts marked-up text into tags and what stands between them, whatever is wrong with it; what it means is others' work.

use super::Fault;
use super::words::unescaped;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The longest tag, in bytes; a quote that is open for longer was never closed.
const LONGEST_TAG: usize = 1 << 16;

/// A tag, or what stands between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Text with its entities as written.
    Text(&'t str),
    /// The inside of a CDATA section.
    Cdata(&'t str),
    /// A start tag.
    Open(Tag<'t>),
    /// An end tag, by its name.
    Close(&'t str),
    /// A document type; whether it declares something of its own.
    Doctype(bool),
    /// A comment or an instruction.
    Aside,
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'t> {
    /// The name as written, with its prefix.
    pub(crate) name: &'t str,
    /// What follows the name.
    inside: &'t str,
    /// Whether the element ends with the tag.
    pub(crate) is_empty: bool,
}

impl<'t> Tag<'t> {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &'t str {
        local(self.name)
    }

    /// The attributes: names as written, values with entities as characters; quotes may be missing.
    pub(crate) fn attributes(&self) -> Vec<(&'t str, Cow<'t, str>)> {
        let mut attributes = Vec::new();
        let mut rest = self.inside;
        loop {
            rest = rest.trim_start_matches(|letter: char| {
                letter.is_whitespace() || matches!(letter, '/' | '"' | '\'')
            });
            let end = rest.find(|letter: char| letter.is_whitespace() || letter == '=');
            let (name, behind) = rest.split_at(end.unwrap_or(rest.len()));
            if name.is_empty() && behind.is_empty() {
                return attributes;
            }
            let behind = behind.trim_start();
            let Some(value) = behind.strip_prefix('=') else {
                rest = behind;
                continue;
            };
            let (value, behind) = value_of(value.trim_start());
            attributes.push((name, unescaped(value)));
            rest = behind;
        }
    }

    /// The value of an attribute, whatever the case of its name; with the prefix where the name has one.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.attributes().into_iter();
        let mut named = found.filter(|(written, _)| written.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.trim().to_owned())
    }
}

/// A value with or without quotes, and what follows it.
fn value_of(text: &str) -> (&str, &str) {
    let quote = text
        .chars()
        .next()
        .filter(|letter| matches!(letter, '"' | '\''));
    let inside = quote.and_then(|quote| text.get(1..)?.split_once(quote));
    inside.unwrap_or_else(|| {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        text.split_at(end)
    })
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The pieces of a text, in order; nothing is left out between them.
#[derive(Debug)]
pub(crate) struct Pieces<'t> {
    text: &'t str,
    at: usize,
    /// What was wrong so far.
    pub(crate) faults: BTreeSet<Fault>,
    ends: [Ahead; 5],
}

/// Where a sign stands next, so that no stretch of the text is searched twice for it.
#[derive(Debug)]
struct Ahead {
    sign: &'static str,
    from: usize,
    found: Option<usize>,
    is_known: bool,
}

const TAG_END: usize = 0;
const CDATA_END: usize = 1;
const CDATA_START: usize = 2;
const COMMENT_END: usize = 3;
const INSTRUCTION_END: usize = 4;

impl<'t> Pieces<'t> {
    /// The pieces of a text from its beginning.
    pub(crate) fn new(text: &'t str) -> Self {
        let ahead = |sign| Ahead {
            sign,
            from: 0,
            found: None,
            is_known: false,
        };
        Self {
            text,
            at: 0,
            faults: BTreeSet::new(),
            ends: [">", "]]>", "<![CDATA[", "-->", "?>"].map(ahead),
        }
    }

    /// What no piece was taken of yet.
    pub(crate) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Where the next piece begins.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The text between two places.
    pub(crate) fn between(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Whether a CDATA section begins inside the one that ends at a place: the outer one was never closed.
    fn is_nested(&mut self, start: usize, end: usize) -> bool {
        self.next(CDATA_START, start).is_some_and(|next| next < end)
    }

    /// Where a sign stands next.
    fn next(&mut self, sign: usize, from: usize) -> Option<usize> {
        let text = self.text;
        let ahead = self.ends.get_mut(sign)?;
        let holds =
            ahead.is_known && ahead.from <= from && ahead.found.is_none_or(|found| found >= from);
        if !holds {
            let found = text.get(from..).and_then(|rest| rest.find(ahead.sign));
            *ahead = Ahead {
                from,
                found: found.map(|found| from + found),
                is_known: true,
                ..*ahead
            };
        }
        ahead.found
    }

    /// The next piece; `field` is the element whose end tag ends a CDATA section that was never closed.
    pub(crate) fn piece(&mut self, field: Option<&str>) -> Option<Piece<'t>> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        if !rest.starts_with('<') {
            return Some(self.text_until(rest.find('<')));
        }
        if rest.starts_with("<![CDATA[") {
            return Some(self.cdata(field));
        }
        if rest.starts_with("<!--") {
            return Some(self.aside(COMMENT_END, 4, 3));
        }
        if rest.starts_with("<?") {
            return Some(self.aside(INSTRUCTION_END, 2, 2));
        }
        if rest
            .get(..9)
            .is_some_and(|begin| begin.eq_ignore_ascii_case("<!doctype"))
        {
            return Some(self.doctype());
        }
        Some(self.tag().unwrap_or_else(|| {
            self.faults.insert(Fault::Tags);
            self.text_until(
                rest.get(1..)
                    .and_then(|behind| behind.find('<'))
                    .map(|at| at + 1),
            )
        }))
    }

    fn text_until(&mut self, length: Option<usize>) -> Piece<'t> {
        let rest = self.rest();
        let length = length.unwrap_or(rest.len());
        self.at += length;
        Piece::Text(rest.get(..length).unwrap_or_default())
    }

    fn aside(&mut self, sign: usize, opening: usize, closing: usize) -> Piece<'t> {
        let end = self.next(sign, self.at + opening).map(|end| end + closing);
        self.at = end.or_else(|| self.broken_end()).unwrap_or(self.text.len());
        Piece::Aside
    }

    /// The end of the tag that a comment or an instruction without an end of its own is cut to.
    fn broken_end(&mut self) -> Option<usize> {
        self.faults.insert(Fault::Tags);
        self.next(TAG_END, self.at).map(|end| end + 1)
    }

    fn cdata(&mut self, field: Option<&str>) -> Piece<'t> {
        let start = self.at + "<![CDATA[".len();
        let end = self.next(CDATA_END, start);
        if let Some(end) = end.filter(|end| !self.is_nested(start, *end)) {
            self.at = end + "]]>".len();
            return Piece::Cdata(self.between(start, end));
        }
        self.faults.insert(Fault::Cdata);
        let limit = self.next(CDATA_START, start).unwrap_or(self.text.len());
        let inside = self.between(start, limit);
        let closing = field.and_then(|field| inside.find(&format!("</{field}")));
        self.at = closing.map_or(limit, |at| start + at);
        Piece::Cdata(self.between(start, self.at))
    }

    /// A document type, with the declarations between its brackets.
    fn doctype(&mut self) -> Piece<'t> {
        let rest = self.rest();
        let end = rest.find('>').unwrap_or(rest.len());
        let bracket = rest.get(..end).is_some_and(|head| head.contains('['));
        let closing = bracket.then(|| {
            rest.find("]>")
                .or_else(|| rest.find("] >").map(|at| at + 1))
        });
        let length = match closing.flatten() {
            Some(closing) => closing + 2,
            None => (end + 1).min(rest.len()),
        };
        self.at += length;
        Piece::Doctype(bracket)
    }

    /// A tag; `None` where the `<` begins none.
    fn tag(&mut self) -> Option<Piece<'t>> {
        let rest = self.rest();
        let closes = rest.starts_with("</");
        let named = rest.get(if closes { 2 } else { 1 }..)?;
        let is_start = |letter: char| letter.is_alphabetic() || letter == '_';
        if !named.starts_with(is_start) {
            return None;
        }
        let first_end = self.next(TAG_END, self.at)? - self.at;
        let end = quoted_end(rest, first_end).unwrap_or_else(|| {
            self.faults.insert(Fault::Tags);
            first_end
        });
        let whole = rest.get(..end)?;
        // A tag in which another begins was never ended.
        if let Some(other) = whole
            .get(1..)
            .and_then(|inside| inside.find('<'))
            .filter(|_| end == first_end)
        {
            self.faults.insert(Fault::Tags);
            return self.cut_tag(other + 1, closes);
        }
        self.at += end + 1;
        Some(piece_of(whole, closes))
    }

    /// An end tag that lacks its `>` still ends its element; a start tag without it is text.
    fn cut_tag(&mut self, length: usize, closes: bool) -> Option<Piece<'t>> {
        let whole = self.rest().get(..length)?;
        if !closes {
            return None;
        }
        self.at += length;
        Some(piece_of(whole, closes))
    }
}

fn piece_of(whole: &str, closes: bool) -> Piece<'_> {
    let named = whole.trim_start_matches(['<', '/']);
    let is_empty = named.ends_with('/');
    let is_part =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':' | '-' | '.');
    let end = named.find(|letter| !is_part(letter)).unwrap_or(named.len());
    let (name, inside) = named.split_at(end);
    if closes {
        Piece::Close(name)
    } else {
        Piece::Open(Tag {
            name,
            inside,
            is_empty,
        })
    }
}

/// The end of a tag whose first `>` stands inside quotes.
fn quoted_end(rest: &str, first_end: usize) -> Option<usize> {
    let mut open = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST_TAG) {
        match (open, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => open = Some(byte),
            // A tag inside a value: the quote was never closed.
            (Some(_), b'<') if at > first_end => return None,
            (Some(quote), _) if quote == byte => open = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece<'_>> {
        let mut pieces = Pieces::new(text);
        std::iter::from_fn(|| pieces.piece(Some("title"))).collect()
    }

    fn open<'t>(pieces: &[Piece<'t>]) -> Tag<'t> {
        let tag = pieces.iter().find_map(|piece| match piece {
            Piece::Open(tag) => Some(*tag),
            _ => None,
        });
        tag.expect("a start tag")
    }

    #[test]
    fn tags_text_and_sections_are_told_apart() {
        let found = pieces("<?xml version='1.0'?><!-- > --><a>x<![CDATA[<y>]]></a>");
        assert_eq!(
            found.get(..2),
            Some([Piece::Aside, Piece::Aside].as_slice())
        );
        assert_eq!(
            found.get(3..),
            Some([Piece::Text("x"), Piece::Cdata("<y>"), Piece::Close("a")].as_slice())
        );
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let found = pieces("<link rel=alternate href='/a?b=1&amp;c=2' TITLE=\"x > y\" / >");
        let tag = open(&found);
        assert_eq!(tag.attribute("rel").as_deref(), Some("alternate"));
        assert_eq!(tag.attribute("href").as_deref(), Some("/a?b=1&c=2"));
        assert_eq!(tag.attribute("title").as_deref(), Some("x > y"));
        assert_eq!(tag.attribute("type"), None);
    }

    #[test]
    fn broken_tags_lose_only_themselves() {
        assert_eq!(pieces("5 < 6").last(), Some(&Piece::Text("< 6")));
        assert_eq!(pieces("<b>x</b <i>").get(2), Some(&Piece::Close("b")));
        assert_eq!(
            pieces("<a href=\"x><b>y</b>").last(),
            Some(&Piece::Close("b"))
        );
        assert_eq!(pieces("<a").first(), Some(&Piece::Text("<a")));
    }

    #[test]
    fn a_section_without_an_end_stops_at_the_end_of_its_element() {
        let found = pieces("<![CDATA[Pier</title><x/><![CDATA[y]]>");
        assert_eq!(found.first(), Some(&Piece::Cdata("Pier")));
        assert_eq!(found.get(1), Some(&Piece::Close("title")));
        assert_eq!(found.last(), Some(&Piece::Cdata("y")));
    }

    #[test]
    fn declarations_of_a_document_type_are_passed_over() {
        let found = pieces("<!DOCTYPE rss [<!ENTITY a \"b\"> <!ENTITY c '&a;&a;'>]><rss>");
        assert_eq!(found.first(), Some(&Piece::Doctype(true)));
        assert_eq!(open(&found).name, "rss");
    }
}
