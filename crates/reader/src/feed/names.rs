//! Which element of which vocabulary means what, in the words that the first reader knows.

use Family::{Atom, Content, Core, Media, Origin, Own, Period, Terms, Xhtml};
use Kind::{Category, Date, File, Html, Identity, Link, Note, Person, Text};

/// A vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// The format's own.
    Own,
    /// Atom inside RSS.
    Atom,
    /// The content module of RSS 1.0.
    Content,
    /// Dublin Core elements.
    Core,
    /// Dublin Core terms.
    Terms,
    /// Media RSS.
    Media,
    /// What FeedBurner keeps of a feed that it changed.
    Origin,
    /// The syndication module of RSS 1.0.
    Period,
    /// XHTML.
    Xhtml,
    /// Every other.
    Other,
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain words, in which markup may stand all the same.
    Text,
    /// HTML.
    Html,
    /// A date.
    Date,
    /// A person.
    Person,
    /// The address of the story or the site.
    Link,
    /// The identity of the story.
    Identity,
    /// A category, as words or as an attribute.
    Category,
    /// A picture, sound or film, told by attributes.
    File,
    /// How often the feed changes.
    Note,
}

/// What an element of a feed becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name for the first reader.
    pub(super) name: &'static str,
    /// What it holds.
    pub(super) kind: Kind,
    /// Whether it stands in for an element that may also be there, and then loses to it.
    pub(super) stands_in: bool,
}

type Row = (Family, &'static str, &'static str, Kind, bool);

/// Elements of RSS, RDF and CDF, by their names in small letters.
const RSS: &[Row] = &[
    (Own, "title", "title", Text, false),
    (Own, "link", "link", Link, false),
    (Own, "url", "link", Link, true),
    (Own, "description", "description", Html, false),
    (Own, "abstract", "description", Html, true),
    (Own, "summary", "description", Html, true),
    (Own, "content", "content:encoded", Html, true),
    (Own, "body", "content:encoded", Html, true),
    (Own, "fullitem", "content:encoded", Html, true),
    (Own, "encoded", "content:encoded", Html, true),
    (Own, "language", "language", Text, false),
    (Own, "pubdate", "pubDate", Date, false),
    (Own, "published", "pubDate", Date, true),
    (Own, "issued", "pubDate", Date, true),
    (Own, "created", "pubDate", Date, true),
    (Own, "date", "pubDate", Date, true),
    (Own, "updated", "updated", Date, false),
    (Own, "modified", "updated", Date, true),
    (Own, "author", "author", Person, false),
    (Own, "category", "category", Category, false),
    (Own, "guid", "guid", Identity, false),
    (Own, "enclosure", "enclosure", File, false),
    (Own, "ttl", "ttl", Note, false),
    (Atom, "link", "link", Link, true),
    (Atom, "id", "guid", Identity, true),
    (Atom, "summary", "description", Html, true),
    (Atom, "content", "content:encoded", Html, true),
    (Atom, "published", "pubDate", Date, true),
    (Atom, "updated", "updated", Date, false),
    (Atom, "author", "author", Person, false),
    (Atom, "category", "category", Category, false),
    (Content, "encoded", "content:encoded", Html, false),
    (Core, "title", "title", Text, true),
    (Core, "creator", "dc:creator", Person, false),
    (Core, "author", "dc:creator", Person, false),
    (Core, "date", "pubDate", Date, true),
    (Core, "description", "description", Html, true),
    (Core, "language", "language", Text, true),
    (Core, "subject", "category", Category, false),
    (Terms, "created", "pubDate", Date, true),
    (Terms, "issued", "pubDate", Date, true),
    (Terms, "available", "pubDate", Date, true),
    (Terms, "date", "pubDate", Date, true),
    (Terms, "modified", "updated", Date, true),
    (Media, "content", "media:content", File, false),
    (Media, "thumbnail", "media:content", File, false),
    (Media, "player", "media:content", File, false),
    (Origin, "origlink", "link", Link, false),
    (Period, "updateperiod", "period", Note, false),
    (Period, "updatefrequency", "frequency", Note, false),
    (Xhtml, "body", "content:encoded", Html, true),
    (Xhtml, "div", "content:encoded", Html, true),
];

/// Elements of Atom 0.3 and 1.0, by their names in small letters.
const ATOM: &[Row] = &[
    (Own, "title", "title", Text, false),
    (Own, "subtitle", "subtitle", Text, false),
    (Own, "tagline", "subtitle", Text, true),
    (Own, "link", "link", Link, false),
    (Own, "id", "id", Identity, false),
    (Own, "guid", "id", Identity, true),
    (Own, "summary", "summary", Html, false),
    (Own, "description", "summary", Html, true),
    (Own, "content", "content", Html, false),
    (Own, "published", "published", Date, false),
    (Own, "issued", "published", Date, false),
    (Own, "created", "published", Date, true),
    (Own, "pubdate", "published", Date, true),
    (Own, "updated", "updated", Date, false),
    (Own, "modified", "updated", Date, true),
    (Own, "author", "author", Person, false),
    (Own, "category", "category", Category, false),
    (Content, "encoded", "content", Html, true),
    (Core, "title", "title", Text, true),
    (Core, "creator", "author", Person, true),
    (Core, "date", "published", Date, true),
    (Core, "subject", "category", Category, false),
    (Terms, "created", "published", Date, true),
    (Terms, "issued", "published", Date, true),
    (Terms, "modified", "updated", Date, true),
    (Media, "content", "media:content", File, false),
    (Media, "thumbnail", "media:content", File, false),
    (Media, "player", "media:content", File, false),
    (Origin, "origlink", "origin", Link, false),
    (Period, "updateperiod", "period", Note, false),
    (Period, "updatefrequency", "frequency", Note, false),
];

/// Elements of the format whose children are not the story's.
const CLOSED: &[&str] = &[
    "cloud",
    "contributor",
    "image",
    "items",
    "schedule",
    "skipdays",
    "skiphours",
    "source",
    "textinput",
];

/// Elements of feeds that no HTML has: inside a field they mean that the field was never closed.
const ONLY_FEEDS: &[&str] = &[
    "author",
    "category",
    "channel",
    "description",
    "enclosure",
    "encoded",
    "entry",
    "guid",
    "issued",
    "item",
    "lastbuilddate",
    "managingeditor",
    "modified",
    "pubdate",
    "published",
    "ttl",
    "updated",
    "webmaster",
];

/// What an element becomes; `None` where the first reader has no use for it.
pub(super) fn field(is_atom: bool, family: Family, small: &str) -> Option<Field> {
    let rows = if is_atom { ATOM } else { RSS };
    let family = if is_atom && family == Atom {
        Own
    } else {
        family
    };
    let row = rows.iter().find(|row| row.0 == family && row.1 == small)?;
    Some(Field {
        name: row.2,
        kind: row.3,
        stands_in: row.4,
    })
}

/// Whether what stands in the element belongs to something else than the story.
pub(super) fn is_closed(family: Family, small: &str) -> bool {
    match family {
        Own | Atom => CLOSED.contains(&small),
        Media => !matches!(small, "group" | "content" | "thumbnail" | "player"),
        Family::Other => true,
        Content | Core | Terms | Origin | Period | Xhtml => false,
    }
}

/// Whether an element inside a field that holds `kind` tells that the field was never closed.
pub(super) fn ends_field(family: Family, small: &str, kind: Kind) -> bool {
    match family {
        Own | Atom if kind == Html => ONLY_FEEDS.contains(&small),
        Own | Atom => {
            ONLY_FEEDS.contains(&small) || matches!(small, "title" | "link" | "summary" | "content")
        }
        Content | Core | Terms | Media | Origin | Period => true,
        Xhtml | Family::Other => false,
    }
}

/// The vocabulary of an address, by what stands in it: versions and schemes differ.
pub(super) fn by_address(address: &str, is_atom: bool) -> Family {
    const ADDRESSES: &[(&str, Family)] = &[
        ("purl.org/rss/1.0/modules/content", Content),
        ("purl.org/rss/1.0/modules/syndication", Period),
        ("purl.org/rss/1.0/modules", Family::Other),
        ("purl.org/rss", Own),
        ("purl.org/net/rss", Own),
        ("netscape.com/rdf/simple", Own),
        ("netscape.com/publish/formats/rss", Own),
        ("backend.userland.com/rss", Own),
        ("harvard.edu/tech/rss", Own),
        ("purl.org/atom/ns", Atom),
        ("w3.org/2005/atom", Atom),
        ("purl.org/dc/elements", Core),
        ("purl.org/dc/terms", Terms),
        ("search.yahoo.com/mrss", Media),
        ("rssnamespace.org/feedburner", Origin),
        ("w3.org/1999/xhtml", Xhtml),
    ];
    let small = address.to_ascii_lowercase();
    let found = ADDRESSES.iter().find(|(part, _)| small.contains(part));
    match found {
        Some((_, Atom)) if is_atom => Own,
        Some((_, family)) => *family,
        None => Family::Other,
    }
}

/// The vocabulary that a prefix usually stands for, where nothing declares it.
pub(super) fn by_prefix(prefix: &str, is_atom: bool) -> Family {
    match prefix.to_ascii_lowercase().as_str() {
        "atom" | "atom10" | "a10" if !is_atom => Atom,
        "atom" | "atom10" | "a10" | "rss" => Own,
        "content" => Content,
        "dc" => Core,
        "dcterms" => Terms,
        "media" => Media,
        "feedburner" => Origin,
        "sy" => Period,
        "xhtml" => Xhtml,
        _ => Family::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_element_is_named_twice() {
        for rows in [RSS, ATOM] {
            for (at, row) in rows.iter().enumerate() {
                let again = rows
                    .iter()
                    .skip(at + 1)
                    .any(|other| (other.0, other.1) == (row.0, row.1));
                assert!(!again, "{row:?}");
                assert_eq!(row.1, row.1.to_lowercase());
            }
        }
    }

    #[test]
    fn vocabularies_are_known_by_their_address_in_every_version() {
        assert_eq!(by_address("http://purl.org/atom/ns#", true), Own);
        assert_eq!(by_address("http://www.w3.org/2005/Atom", false), Atom);
        assert_eq!(by_address("http://search.yahoo.com/mrss", false), Media);
        assert_eq!(
            by_address("http://my.netscape.com/rdf/simple/0.9/", false),
            Own
        );
        assert_eq!(
            by_address("http://purl.org/rss/1.0/modules/slash/", false),
            Family::Other
        );
    }
}
