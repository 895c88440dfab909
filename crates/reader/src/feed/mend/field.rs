//! A field that is being read: its words with entities as characters, and its markup as written.

use crate::feed::Fault;
use crate::feed::base64;
use crate::feed::names::Field;
use crate::feed::pieces::{Piece, Pieces, Tag};
use crate::feed::words::next_entity;
use std::collections::BTreeSet;

/// A field whose end has not been read.
pub(super) struct Open<'t> {
    /// Its name as written.
    pub(super) name: &'t str,
    /// What it becomes.
    pub(super) field: Field,
    /// Its start tag.
    pub(super) tag: Tag<'t>,
    /// How many elements of its own name are open in it.
    pub(super) depth: usize,
    words: String,
    inside: String,
    has_markup: bool,
}

/// Characters that escape themselves in XML without a declaration.
const KNOWN: &[&str] = &["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"];

impl<'t> Open<'t> {
    pub(super) fn new(tag: Tag<'t>, field: Field) -> Self {
        Self {
            name: tag.name,
            field,
            tag,
            depth: 0,
            words: String::new(),
            inside: String::new(),
            has_markup: false,
        }
    }

    /// Takes text; tells what is wrong with its entities.
    pub(super) fn text(&mut self, raw: &str) -> BTreeSet<Fault> {
        let mut faults = BTreeSet::new();
        self.inside.push_str(raw);
        let mut rest = raw;
        while let Some((at, length, meaning)) = next_entity(rest) {
            let (before, behind) = rest.split_at(at);
            let (written, behind) = behind.split_at(length);
            self.words.push_str(before);
            let is_sound =
                KNOWN.contains(&written) || written.starts_with("&#") && meaning.is_some();
            if !is_sound {
                faults.insert(Fault::Entities);
            }
            self.words.push_str(meaning.as_deref().unwrap_or(written));
            rest = behind;
        }
        self.words.push_str(rest);
        faults
    }

    /// Takes the inside of a CDATA section.
    pub(super) fn cdata(&mut self, raw: &str) {
        self.words.push_str(raw);
        self.inside.push_str(raw);
    }

    /// Takes a tag that stands in the field.
    pub(super) fn markup(&mut self, raw: &str) {
        self.has_markup = true;
        self.inside.push_str(raw);
    }

    /// What the field says: its inside where markup stands in it unescaped, else its words.
    pub(super) fn words(&self) -> &str {
        if self.has_markup {
            &self.inside
        } else {
            &self.words
        }
    }

    /// What a field of Atom says as HTML, by its type; `None` where it is no text.
    pub(super) fn typed(&self, is_old: bool) -> Option<String> {
        let told = |name| {
            self.tag
                .attribute(name)
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        let (kind, mode) = (told("type"), told("mode"));
        let is_markup = self.has_markup || ["html", "xml"].iter().any(|part| kind.contains(part));
        let is_text =
            kind.is_empty() || kind == "text" || kind == "plain" || kind.starts_with("text/");
        if mode == "base64" || !is_markup && !is_text {
            let words = base64::decode(self.words()).map(String::from_utf8);
            return words.and_then(Result::ok).or_else(|| self.readable());
        }
        // Atom 0.3 calls its HTML plain text as often as not.
        let is_html = is_markup || is_old || looks_like_html(self.words());
        Some(if is_html {
            self.words().to_owned()
        } else {
            as_html(self.words())
        })
    }

    /// Words of a wrong type that are words all the same.
    fn readable(&self) -> Option<String> {
        let words = self.words().trim();
        let told = words.contains(' ') && !words.chars().any(|letter| letter == '\u{fffd}');
        told.then(|| words.to_owned())
    }

    /// The name of a person: of its `name` element, else its words without a mail address.
    pub(super) fn person(&self) -> String {
        let mut pieces = Pieces::new(&self.inside);
        let mut is_name = false;
        while let Some(piece) = pieces.piece(None).filter(|_| self.has_markup) {
            match piece {
                Piece::Open(tag) => is_name = tag.local().eq_ignore_ascii_case("name"),
                Piece::Text(words) | Piece::Cdata(words) if is_name => return words.to_owned(),
                _ => {}
            }
        }
        let without = without_mail(&self.words);
        if self.has_markup {
            String::new()
        } else {
            without
        }
    }
}

/// "desk@post.example (Jane Roe)", "Jane Roe <desk@post.example>" and "mailto:…" without the address.
fn without_mail(words: &str) -> String {
    let Some(at) = words.find('@') else {
        return words.trim().to_owned();
    };
    let is_mail = |letter: char| letter.is_ascii_alphanumeric() || "._%+-".contains(letter);
    let (before, behind) = words.split_at(at);
    let name = before.trim_end_matches(is_mail).trim_end_matches("mailto:");
    let rest = behind
        .get(1..)
        .unwrap_or_default()
        .trim_start_matches(is_mail);
    let signs = [
        ' ', '(', ')', '<', '>', '[', ']', ',', ';', ':', '-', '\u{2013}', '\u{2014}', '\n', '\t',
        '\r', '"',
    ];
    format!("{} {}", name.trim_matches(signs), rest.trim_matches(signs))
        .trim()
        .to_owned()
}

/// Whether plain words are HTML all the same, as many feeds have them.
fn looks_like_html(words: &str) -> bool {
    const COMMON: &[&str] = &[
        "<p>", "<p ", "<br", "<a ", "<div", "<img", "</p>", "</a>", "<b>", "<i>", "<em>",
        "<strong>", "<ul>", "<span",
    ];
    let small = words.to_ascii_lowercase();
    COMMON.iter().any(|tag| small.contains(tag))
}

/// Plain words as HTML, blank lines as borders of paragraphs.
pub(in crate::feed) fn as_html(words: &str) -> String {
    let escaped = words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let unix = escaped.replace("\r\n", "\n");
    let paragraphs = unix
        .split("\n\n")
        .map(str::trim)
        .filter(|words| !words.is_empty());
    let paragraphs: Vec<&str> = paragraphs.collect();
    match paragraphs.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        many => many.iter().map(|words| format!("<p>{words}</p>")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses_are_no_part_of_names() {
        assert_eq!(without_mail("desk@post.example (Jane Roe)"), "Jane Roe");
        assert_eq!(without_mail("Jane Roe <desk@post.example>"), "Jane Roe");
        assert_eq!(without_mail("mailto:desk@post.example"), "");
        assert_eq!(without_mail("Zoë\u{2014}zoe@post.example"), "Zoë");
        assert_eq!(
            without_mail("Jane Roe (Harbour Post)"),
            "Jane Roe (Harbour Post)"
        );
    }

    #[test]
    fn plain_words_become_html_that_reads_the_same() {
        assert_eq!(as_html("5 < 6 & 7"), "5 &lt; 6 &amp; 7");
        assert_eq!(as_html("One.\n\nTwo.\n"), "<p>One.</p><p>Two.</p>");
        assert!(looks_like_html("One.<br/>Two."));
        assert!(!looks_like_html("5 < 6"));
    }
}
