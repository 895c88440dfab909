//! Writes the mended feed, an element at a time, so that the first reader finds nothing to refuse.

use super::field::Open;
use crate::feed::names::{Field, Kind};
use crate::feed::pieces::Tag;
use crate::feed::{Fault, address};
use std::fmt::Write;

const RSS: &str = concat!(
    r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/""#,
    r#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/""#
);

const ATOM: &str =
    r#"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/""#;

/// A feed that is being written.
pub(super) struct Output {
    is_atom: bool,
    xml: String,
    entries: usize,
    entry: Option<Item>,
    is_clean: bool,
}

/// What is known of the entry that is open.
#[derive(Default)]
struct Item {
    start: usize,
    /// Fields that were written.
    told: Vec<&'static str>,
    language: Option<String>,
    /// The identity, and whether it is an address.
    guid: Option<(String, bool)>,
    about: Option<String>,
    link: Option<String>,
    second_link: Option<String>,
    origin: Option<String>,
}

impl Output {
    pub(super) fn new(is_atom: bool, root: &Tag<'_>) -> Self {
        let mut output = Self {
            is_atom,
            xml: if is_atom { ATOM } else { RSS }.to_owned(),
            entries: 0,
            entry: None,
            is_clean: true,
        };
        output.frame_attributes(root);
        output
            .xml
            .push_str(if is_atom { ">\n" } else { "><channel>\n" });
        if let Some(home) = root.attribute("href") {
            output.element("link", &home);
        }
        output
    }

    pub(super) fn is_in_entry(&self) -> bool {
        self.entry.is_some()
    }

    /// How many entries were written whole.
    pub(super) fn entries(&self) -> usize {
        self.entries
    }

    pub(super) fn begin_entry(&mut self, tag: &Tag<'_>) {
        self.entry = Some(Item {
            start: self.xml.len(),
            about: tag
                .attribute("rdf:about")
                .or_else(|| tag.attribute("about")),
            second_link: tag.attribute("href"),
            language: tag.attribute("xml:lang").filter(|tag| !tag.is_empty()),
            ..Item::default()
        });
        self.xml
            .push_str(if self.is_atom { "<entry" } else { "<item" });
        self.frame_attributes(tag);
        self.xml.push('>');
        if let Some(changed) = tag.attribute("lastmod").filter(|_| !self.is_atom) {
            self.element("pubDate", &changed);
        }
    }

    pub(super) fn end_entry(&mut self) {
        let Some(item) = self.entry.take() else {
            return;
        };
        if !self.is_atom {
            self.identity(&item);
        }
        self.xml.push_str(if self.is_atom {
            "</entry>\n"
        } else {
            "</item>\n"
        });
        self.entries += 1;
    }

    /// The link of an item in the order of trust, and its identity.
    fn identity(&mut self, item: &Item) {
        let told = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let permalink = item.guid.as_ref().filter(|(_, is_address)| *is_address);
        let permalink = permalink.map(|(guid, _)| guid.clone());
        let links = [
            told(&item.origin),
            told(&item.link),
            told(&item.second_link),
            permalink,
            told(&item.about),
        ];
        if let Some(link) = links.into_iter().flatten().next() {
            self.element("link", &link);
        }
        let guid = item.guid.as_ref().map(|(guid, _)| guid.clone());
        if let Some(guid) = guid.or_else(|| told(&item.about)) {
            self.element("guid", &guid);
        }
    }

    /// Whether the entry that is open has an identity or an address.
    pub(super) fn is_named(&self) -> bool {
        let named = |item: &Item| {
            item.guid.is_some()
                || item.link.is_some()
                || item.about.is_some()
                || item.told.contains(&"id")
        };
        self.entry.as_ref().is_some_and(named)
    }

    /// Takes back the entry that is open.
    pub(super) fn drop_entry(&mut self) {
        if let Some(item) = self.entry.take() {
            self.xml.truncate(item.start);
        }
    }

    /// A field in RSS; tells what was wrong with it.
    pub(super) fn rss_field(&mut self, open: &Open<'_>) -> Option<Fault> {
        let field = open.field;
        let words = open.words().trim();
        match field.kind {
            Kind::Identity => self.rss_guid(open),
            Kind::Link => self.rss_link(open),
            Kind::Category => {
                let told = open.tag.attribute("term").filter(|_| words.is_empty());
                self.element("category", told.as_deref().unwrap_or(words));
            }
            Kind::Person => self.element(field.name, open.person().trim()),
            _ if words.is_empty() || self.is_taken(&field) => {}
            _ => self.element(field.name, words),
        }
        None
    }

    fn rss_guid(&mut self, open: &Open<'_>) {
        let words = open.words().trim().to_owned();
        let declared = open.tag.attribute("isPermaLink");
        let is_address = !declared.is_some_and(|told| told.eq_ignore_ascii_case("false"))
            && address::absolute(&words, None).is_some();
        let Some(item) = self.entry.as_mut().filter(|_| !words.is_empty()) else {
            return;
        };
        if !open.field.stands_in || item.guid.is_none() {
            item.guid = Some((words, is_address));
        }
    }

    fn rss_link(&mut self, open: &Open<'_>) {
        let rel = open.tag.attribute("rel").unwrap_or_default();
        if !matches!(rel.as_str(), "" | "alternate") {
            return;
        }
        let words = open.words().trim().to_owned();
        let address = open
            .tag
            .attribute("href")
            .filter(|_| words.is_empty())
            .unwrap_or(words);
        let Some(item) = &mut self.entry else {
            self.element("link", &address);
            return;
        };
        let is_origin = open.name.to_ascii_lowercase().ends_with("origlink");
        let slot = match (is_origin, open.field.stands_in) {
            (true, _) => &mut item.origin,
            (false, true) => &mut item.second_link,
            (false, false) => &mut item.link,
        };
        if slot.as_ref().is_none_or(String::is_empty) {
            *slot = Some(address);
        }
    }

    /// A field in Atom; tells what was wrong with it.
    pub(super) fn atom_field(&mut self, open: &Open<'_>, is_old: bool) -> Option<Fault> {
        let field = open.field;
        let words = open.words().trim();
        match field.kind {
            Kind::Link => self.atom_link(open),
            Kind::Category => {
                let term = open
                    .tag
                    .attribute("term")
                    .unwrap_or_else(|| words.to_owned());
                let label = open.tag.attribute("label").unwrap_or_default();
                self.empty_element("category", &[("term", &term), ("label", &label)]);
            }
            Kind::Person => {
                let name = open.person();
                if !name.trim().is_empty() && !self.is_taken(&field) {
                    self.xml.push_str("<author>");
                    self.element("name", name.trim());
                    self.xml.push_str("</author>");
                }
            }
            Kind::Html | Kind::Text => return self.atom_text(open, is_old),
            _ if words.is_empty() || self.is_taken(&field) => {}
            _ => self.element(field.name, words),
        }
        None
    }

    fn atom_text(&mut self, open: &Open<'_>, is_old: bool) -> Option<Fault> {
        let Some(html) = open.typed(is_old) else {
            return Some(Fault::Type);
        };
        let declared = open
            .tag
            .attribute("type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let usual = ["text", "html", "xhtml", "plain", "xml"]
            .iter()
            .any(|part| declared.contains(part));
        if !html.trim().is_empty() && !self.is_taken(&open.field) {
            let _ = write!(self.xml, "<{} type=\"html\"", open.field.name);
            self.frame_attributes(&open.tag);
            // The first reader asks only the content for the language of its entry.
            let language = self.entry.as_ref().and_then(|item| item.language.clone());
            if let Some(language) = language.filter(|_| open.tag.attribute("xml:lang").is_none()) {
                self.attribute("xml:lang", &language);
            }
            self.xml.push('>');
            self.escaped(html.trim());
            let _ = writeln!(self.xml, "</{}>", open.field.name);
        }
        (!usual && !declared.is_empty()).then_some(Fault::Type)
    }

    fn atom_link(&mut self, open: &Open<'_>) {
        let words = open.words().trim().to_owned();
        let told = |name| open.tag.attribute(name).unwrap_or_default();
        let href = open.tag.attribute("href").unwrap_or(words);
        let rel = if open.field.name == "origin" {
            "canonical".to_owned()
        } else {
            told("rel")
        };
        if !href.is_empty() {
            let (kind, length) = (told("type"), told("length"));
            self.empty_element(
                "link",
                &[
                    ("href", &href),
                    ("rel", &rel),
                    ("type", &kind),
                    ("length", &length),
                ],
            );
        }
    }

    /// A file of an entry, told by the attributes of its tag.
    pub(super) fn file(&mut self, field: &Field, tag: &Tag<'_>) {
        let told = |name| tag.attribute(name).unwrap_or_default();
        let address = told("url");
        if address.is_empty() || self.entry.is_none() {
            return;
        }
        let (kind, size, length) = (told("type"), told("fileSize"), told("length"));
        self.empty_element(
            field.name,
            &[
                ("url", &address),
                ("type", &kind),
                ("fileSize", &size),
                ("length", &length),
            ],
        );
    }

    /// Whether a field that only stands in comes behind another of its kind; of two that stand in the first counts.
    fn is_taken(&mut self, field: &Field) -> bool {
        let Some(item) = &mut self.entry else {
            return false;
        };
        let taken = field.stands_in && item.told.contains(&field.name);
        item.told.push(field.name);
        taken
    }

    /// The language and the base of addresses that hold inside an element.
    fn frame_attributes(&mut self, tag: &Tag<'_>) {
        if let Some(language) = tag.attribute("xml:lang").filter(|tag| !tag.is_empty()) {
            self.attribute("xml:lang", &language);
        }
        let base = tag.attribute("xml:base").filter(|base| is_base(base));
        if let Some(base) = base {
            self.attribute("xml:base", &base);
        }
    }

    fn element(&mut self, name: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        let _ = write!(self.xml, "<{name}>");
        self.escaped(words);
        let _ = writeln!(self.xml, "</{name}>");
    }

    fn empty_element(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.xml, "<{name}");
        for (name, value) in attributes {
            if !value.is_empty() {
                self.attribute(name, value);
            }
        }
        self.xml.push_str("/>\n");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.xml, " {name}=\"");
        self.escaped(value);
        self.xml.push('"');
    }

    /// Words without what XML does not admit.
    fn escaped(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.xml.push_str("&amp;"),
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                '"' => self.xml.push_str("&quot;"),
                '\t' | '\n' | '\r' => self.xml.push(letter),
                '\0'..=' ' if letter != ' ' => self.is_clean = false,
                '\u{fffe}' | '\u{ffff}' => self.is_clean = false,
                _ => self.xml.push(letter),
            }
        }
    }

    /// The whole feed, and whether no character was left out.
    pub(super) fn finish(mut self) -> (String, bool) {
        self.xml.push_str(if self.is_atom {
            "</feed>\n"
        } else {
            "</channel></rss>\n"
        });
        (self.xml, self.is_clean)
    }
}

/// Whether an address can be a base; the first reader refuses a feed for one that cannot.
fn is_base(base: &str) -> bool {
    match url::Url::parse(base) {
        Ok(url) => !url.cannot_be_a_base(),
        Err(error) => error == url::ParseError::RelativeUrlWithoutBase && !base.is_empty(),
    }
}
