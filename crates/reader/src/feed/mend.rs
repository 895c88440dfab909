//! Mends the XML of a feed, whatever is wrong with it: out comes a small, well-formed feed in RSS 2.0 or Atom 1.0.
//!
//! Only elements that the first reader uses are written, nested no deeper than an entry's fields. A field ends with its
//! end tag, with its entry, or where an element begins that no field holds.

mod field;
mod output;

use super::names::{self, Family, Field, Kind};
use super::pieces::{Piece, Pieces, Tag, local};
use super::{Fault, Format};
use field::Open;
pub(super) use field::as_html;
use output::Output;
use std::collections::{BTreeSet, HashMap};

/// A feed that the first reader can read.
#[derive(Debug)]
pub(super) struct Mended {
    /// RSS 2.0 or Atom 1.0.
    pub(super) xml: String,
    /// What it was written in.
    pub(super) format: Format,
    /// How often it changes.
    pub(super) minutes: Option<u32>,
    /// How many entries it has.
    pub(super) entries: usize,
    /// What was wrong.
    pub(super) faults: BTreeSet<Fault>,
}

/// How many tags may stand before the root.
const FIRST_TAGS: usize = 200;

/// Mends a feed; `None` where the text has no root of one.
pub(super) fn mend(text: &str) -> Option<Mended> {
    let mut pieces = Pieces::new(text);
    let root = root(&mut pieces)?;
    let mut mender = Mender::new(pieces, &root);
    mender.run();
    Some(mender.finish())
}

/// Whether a text has the root of a feed among its first tags.
pub(super) fn has_root(text: &str) -> bool {
    root(&mut Pieces::new(text)).is_some()
}

/// The first tag that is the root of a feed; a page of HTML has none.
fn root<'t>(pieces: &mut Pieces<'t>) -> Option<Tag<'t>> {
    let mut tags = 0;
    while tags < FIRST_TAGS {
        match pieces.piece(None)? {
            Piece::Open(tag) => {
                tags += 1;
                let small = tag.local().to_ascii_lowercase();
                match small.as_str() {
                    "rss" | "rdf" | "feed" | "channel" => return Some(tag),
                    "html" | "head" | "body" | "opml" | "svg" => return None,
                    _ => pieces.faults.insert(Fault::Surroundings),
                };
            }
            Piece::Text(words)
                if !words
                    .trim_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
                    .is_empty() =>
            {
                pieces.faults.insert(Fault::Surroundings);
            }
            Piece::Doctype(true) => {
                pieces.faults.insert(Fault::Doctype);
            }
            _ => {}
        }
    }
    None
}

/// Where the reading stands.
enum Place<'t> {
    /// Between fields.
    Between,
    /// In a field.
    Inside(Box<Open<'t>>),
    /// In an element that is no part of the story: its name and how many of the same name are open in it.
    Apart(&'t str, usize),
}

struct Mender<'t> {
    pieces: Pieces<'t>,
    place: Place<'t>,
    output: Output,
    is_atom: bool,
    is_old_atom: bool,
    root: String,
    format: Format,
    families: HashMap<String, Family>,
    period: Option<u32>,
    frequency: Option<u32>,
    minutes: Option<u32>,
    /// Whether the root's end tag was read.
    is_ended: bool,
    /// Whether nothing more of the feed can follow.
    is_closed: bool,
}

impl<'t> Mender<'t> {
    fn new(pieces: Pieces<'t>, root: &Tag<'t>) -> Self {
        let small = root.local().to_ascii_lowercase();
        let is_atom = small == "feed";
        let version = root.attribute("version");
        let attributes = root.attributes();
        let is_old = attributes
            .iter()
            .any(|(_, value)| value.contains("purl.org/atom/ns"));
        let is_cdf = small == "channel" && root.attribute("href").is_some();
        let format = match small.as_str() {
            "feed" => Format::Atom,
            "rdf" => Format::Rdf,
            "channel" if is_cdf => Format::Cdf,
            _ => Format::Rss,
        };
        let mut mender = Self {
            pieces,
            place: Place::Between,
            output: Output::new(is_atom, root),
            is_atom,
            root: small.clone(),
            is_old_atom: is_old
                || is_atom
                    && version
                        .as_deref()
                        .is_some_and(|version| version.starts_with('0')),
            format,
            families: HashMap::new(),
            period: None,
            frequency: None,
            minutes: None,
            is_ended: false,
            is_closed: false,
        };
        let known = ["0.90", "0.91", "0.92", "0.93", "0.94", "2.0"];
        if format == Format::Rss
            && !version.is_some_and(|version| known.contains(&version.as_str()))
        {
            mender.fault(Fault::Version);
        }
        mender.declare(root);
        mender
    }

    fn fault(&mut self, fault: Fault) {
        self.pieces.faults.insert(fault);
    }

    /// Reads to the end of the root, and looks whether something stands behind it.
    fn run(&mut self) {
        while !self.is_closed {
            let field = match &self.place {
                Place::Inside(open) => Some(open.name),
                _ => None,
            };
            let before = self.pieces.at();
            let Some(piece) = self.pieces.piece(field) else {
                break;
            };
            let raw = self.pieces.between(before, self.pieces.at());
            self.take(piece, raw);
        }
        let rest = self.pieces.rest().trim();
        if self.is_closed && !rest.is_empty() && !rest.starts_with("<!--") {
            self.fault(Fault::Surroundings);
        }
    }

    fn take(&mut self, piece: Piece<'t>, raw: &'t str) {
        match piece {
            Piece::Open(tag) => self.open(tag, raw),
            Piece::Close(name) => self.close(name, raw),
            Piece::Text(words) if is_torn(words, self.pieces.rest()) => {}
            Piece::Text(words) => {
                if let Place::Inside(open) = &mut self.place {
                    self.pieces.faults.extend(open.text(words));
                }
            }
            Piece::Cdata(words) => {
                if let Place::Inside(open) = &mut self.place {
                    open.cdata(words);
                }
            }
            Piece::Doctype(declares) => {
                if declares {
                    self.fault(Fault::Doctype);
                }
            }
            Piece::Aside => {}
        }
    }

    /// Remembers the vocabularies that a tag declares.
    fn declare(&mut self, tag: &Tag<'_>) {
        for (name, address) in tag.attributes() {
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                let family = names::by_address(&address, self.is_atom);
                self.families.insert(prefix.to_owned(), family);
            }
        }
    }

    /// The vocabulary of a tag; the default one is the format's own.
    fn family(&mut self, tag: &Tag<'_>) -> Family {
        let Some((prefix, _)) = tag.name.split_once(':') else {
            let own = tag.attribute("xmlns").filter(|address| !address.is_empty());
            return own.map_or(Family::Own, |address| {
                match names::by_address(&address, self.is_atom) {
                    Family::Other => Family::Own,
                    family => family,
                }
            });
        };
        if let Some(family) = self.families.get(prefix) {
            return *family;
        }
        let family = names::by_prefix(prefix, self.is_atom);
        if family != Family::Other {
            self.fault(Fault::Names);
        }
        family
    }

    fn open(&mut self, tag: Tag<'t>, raw: &'t str) {
        let small = tag.local().to_ascii_lowercase();
        let starts_entry = is_entry(&small);
        match &mut self.place {
            Place::Apart(_, _) if starts_entry => self.give_up(),
            Place::Apart(name, open) => {
                *open += usize::from(!tag.is_empty && tag.name.eq_ignore_ascii_case(name));
                return;
            }
            Place::Inside(_) => {
                let family = self.family(&tag);
                if self.keeps(&tag, raw, family, &small) {
                    return;
                }
                self.give_up();
            }
            Place::Between => {}
        }
        self.declare(&tag);
        let family = self.family(&tag);
        if starts_entry && matches!(family, Family::Own | Family::Atom) {
            self.open_entry(&tag);
        } else if !matches!(small.as_str(), "channel" | "rss" | "feed" | "rdf") {
            self.open_element(tag, family, &small);
        }
    }

    /// Whether the tag is markup of the field that is open, which takes it.
    fn keeps(&mut self, tag: &Tag<'t>, raw: &'t str, family: Family, small: &str) -> bool {
        let Place::Inside(open) = &mut self.place else {
            return false;
        };
        let same = local(open.name).eq_ignore_ascii_case(small);
        if !same && names::ends_field(family, small, open.field.kind) {
            return false;
        }
        open.markup(raw);
        open.depth += usize::from(same && !tag.is_empty);
        true
    }

    /// A field or an element apart was never closed: it ends here.
    fn give_up(&mut self) {
        self.fault(Fault::Nesting);
        self.end_field();
    }

    fn open_entry(&mut self, tag: &Tag<'t>) {
        if self.output.is_in_entry() {
            self.fault(Fault::Nesting);
            self.output.end_entry();
        }
        self.output.begin_entry(tag);
        if tag.is_empty {
            self.output.end_entry();
        }
    }

    fn open_element(&mut self, tag: Tag<'t>, family: Family, small: &str) {
        let Some(field) = names::field(self.is_atom, family, small) else {
            if names::is_closed(family, small) && !tag.is_empty {
                self.place = Place::Apart(tag.name, 0);
            }
            return;
        };
        let is_name = field.name.eq_ignore_ascii_case(small)
            && field.name != tag.local()
            && !tag.name.contains(':');
        if is_name {
            self.fault(Fault::Names);
        }
        if field.kind == Kind::File {
            self.output.file(&field, &tag);
            return;
        }
        let open = Open::new(tag, field);
        self.place = Place::Inside(Box::new(open));
        if tag.is_empty {
            self.end_field();
        }
    }

    fn close(&mut self, name: &'t str, raw: &'t str) {
        let small = local(name).to_ascii_lowercase();
        let ends_feed = small == self.root;
        let ends = is_entry(&small) || ends_feed || small == "channel";
        match &mut self.place {
            Place::Apart(apart, 0) if apart.eq_ignore_ascii_case(name) => {
                self.place = Place::Between;
                return;
            }
            Place::Apart(apart, open) if apart.eq_ignore_ascii_case(name) => {
                *open -= 1;
                return;
            }
            Place::Inside(open) if local(open.name).eq_ignore_ascii_case(&small) => {
                if open.depth == 0 {
                    self.end_field();
                } else {
                    open.depth -= 1;
                    open.markup(raw);
                }
                return;
            }
            Place::Inside(open) if !ends => {
                open.markup(raw);
                return;
            }
            Place::Apart(_, _) if !ends => return,
            Place::Inside(_) | Place::Apart(_, _) => self.give_up(),
            Place::Between => {}
        }
        if is_entry(&small) {
            self.output.end_entry();
        } else if ends_feed {
            if self.output.is_in_entry() {
                self.fault(Fault::Nesting);
            }
            self.output.end_entry();
            self.is_ended = true;
            // Entries may stand behind a channel, as in RSS 1.0.
            self.is_closed = small != "channel";
        }
    }

    /// Writes the field that is open.
    fn end_field(&mut self) {
        let Place::Inside(open) = std::mem::replace(&mut self.place, Place::Between) else {
            return;
        };
        if open.field.kind == Kind::Note {
            self.note(&open.field, open.words());
            return;
        }
        let fault = if self.is_atom {
            self.output.atom_field(&open, self.is_old_atom)
        } else {
            self.output.rss_field(&open)
        };
        self.pieces.faults.extend(fault);
    }

    fn note(&mut self, field: &Field, words: &str) {
        let number = words.trim().parse().ok();
        match field.name {
            "ttl" => self.minutes = number,
            "frequency" => self.frequency = number.filter(|number| *number > 0),
            _ => {
                self.period = match words.trim() {
                    "hourly" => Some(60),
                    "daily" => Some(60 * 24),
                    "weekly" => Some(60 * 24 * 7),
                    "monthly" => Some(60 * 24 * 30),
                    "yearly" => Some(60 * 24 * 365),
                    _ => None,
                }
            }
        }
    }

    /// Closes what is open; an entry that the end of the text cuts off is left out, unless it is the only one and named.
    fn finish(mut self) -> Mended {
        if !self.is_ended || self.output.is_in_entry() {
            self.fault(Fault::CutOff);
            // Half an address or half a date is a wrong one; half a text is what can be read.
            let holds_words = matches!(&self.place, Place::Inside(open) if matches!(open.field.kind, Kind::Text | Kind::Html));
            if holds_words {
                self.end_field();
            }
            if self.output.entries() > 0 || !self.output.is_named() {
                self.output.drop_entry();
            }
            self.output.end_entry();
        }
        let period = self
            .period
            .map(|period| (period / self.frequency.unwrap_or(1)).max(1));
        let entries = self.output.entries();
        let (xml, is_clean) = self.output.finish();
        if !is_clean {
            self.pieces.faults.insert(Fault::Characters);
        }
        Mended {
            xml,
            format: self.format,
            minutes: self.minutes.filter(|minutes| *minutes > 0).or(period),
            entries,
            faults: self.pieces.faults,
        }
    }
}

/// Whether a text is the beginning of a tag that the end of the feed cuts off, or an end tag without its end.
fn is_torn(words: &str, rest: &str) -> bool {
    let begins = words.strip_prefix('<').and_then(|tag| tag.chars().next());
    words.starts_with("</")
        || rest.is_empty()
            && words.starts_with('<')
            && begins.is_none_or(|letter| letter.is_alphabetic() || letter == '!')
}

fn is_entry(small: &str) -> bool {
    matches!(small, "item" | "entry")
}
