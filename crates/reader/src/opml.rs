//! Reads and writes OPML: lists of feeds as readers exchange them.

use crate::bytes;
use crate::feed::pieces::{Piece, Pieces, Tag, local};
use quick_xml::escape::escape;
use std::collections::HashSet;
use std::fmt::Write;
use std::{error, fmt};

/// A feed in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Address of the feed.
    pub url: String,
    /// Its name.
    pub title: Option<String>,
    /// Address of the site it belongs to.
    pub home: Option<String>,
    /// The folders it lies in, the outermost first.
    pub folder: Vec<String>,
}

/// The bytes hold no outline of OPML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotOpml;

impl fmt::Display for NotOpml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no OPML")
    }
}

impl error::Error for NotOpml {}

/// Folders deeper than this are the same folder.
const DEEPEST: usize = 64;

/// Reads a list of feeds, in its order, each address once; broken XML gives what can be read.
///
/// ```
/// use dateline_reader::opml;
///
/// let list = b"<opml><body><outline text='News'><outline xmlURL='https://post.example/feed' title='Harbour Post'/></outline>";
/// let feeds = opml::read(list)?;
/// assert_eq!(feeds[0].url, "https://post.example/feed");
/// assert_eq!(feeds[0].folder, ["News"]);
/// # Ok::<(), opml::NotOpml>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Vec<Outline>, NotOpml> {
    let text = bytes::decode(bytes, None);
    let mut pieces = Pieces::new(&text);
    let mut outlines = Vec::new();
    let mut seen = HashSet::new();
    // What each open element adds to the path; elements that are no folders add nothing.
    let mut open: Vec<Option<String>> = Vec::new();
    let mut is_opml = false;
    while let Some(piece) = pieces.piece(None) {
        match piece {
            Piece::Open(tag) if tag.local().eq_ignore_ascii_case("opml") => is_opml = true,
            Piece::Open(tag) if tag.local().eq_ignore_ascii_case("outline") => {
                let outline = outline(&tag, &open);
                let label = label(&tag).filter(|_| outline.is_none());
                outlines.extend(outline.filter(|outline| seen.insert(outline.url.clone())));
                if !tag.is_empty && open.len() < DEEPEST {
                    open.push(label);
                }
            }
            Piece::Close(name) if local(name).eq_ignore_ascii_case("outline") => {
                open.pop();
            }
            _ => {}
        }
    }
    if is_opml || !outlines.is_empty() {
        Ok(outlines)
    } else {
        Err(NotOpml)
    }
}

fn label(tag: &Tag<'_>) -> Option<String> {
    let told = |name| tag.attribute(name).filter(|label| !label.is_empty());
    told("title").or_else(|| told("text"))
}

/// The feed of an outline; one without an address is a folder or a note.
fn outline(tag: &Tag<'_>, open: &[Option<String>]) -> Option<Outline> {
    let kind = tag.attribute("type").unwrap_or_default().to_lowercase();
    let address = tag.attribute("xmlUrl").or_else(|| {
        let link = tag.attribute("url");
        link.filter(|_| matches!(kind.as_str(), "rss" | "atom" | "feed"))
    })?;
    if address.is_empty() {
        return None;
    }
    Some(Outline {
        url: address,
        title: label(tag),
        home: tag.attribute("htmlUrl").filter(|home| !home.is_empty()),
        folder: open.iter().flatten().cloned().collect(),
    })
}

/// Writes a list of feeds as OPML 2.0; read again it is the same list.
#[must_use]
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    let _ = writeln!(
        text,
        "  <head><title>{}</title></head>\n  <body>",
        escaped(title)
    );
    let mut open: &[String] = &[];
    for outline in outlines {
        let shared = open
            .iter()
            .zip(&outline.folder)
            .take_while(|(one, other)| one == other)
            .count();
        for depth in (shared..open.len()).rev() {
            let _ = writeln!(text, "{}</outline>", indent(depth));
        }
        for (depth, folder) in outline.folder.iter().enumerate().skip(shared) {
            let _ = writeln!(
                text,
                "{}<outline text=\"{}\">",
                indent(depth),
                escaped(folder)
            );
        }
        open = &outline.folder;
        text.push_str(&indent(open.len()));
        write_feed(&mut text, outline);
    }
    for depth in (0..open.len()).rev() {
        let _ = writeln!(text, "{}</outline>", indent(depth));
    }
    text.push_str("  </body>\n</opml>\n");
    text
}

fn write_feed(text: &mut String, outline: &Outline) {
    text.push_str("<outline type=\"rss\"");
    if let Some(title) = &outline.title {
        let title = escaped(title);
        let _ = write!(text, " text=\"{title}\" title=\"{title}\"");
    }
    let _ = write!(text, " xmlUrl=\"{}\"", escaped(&outline.url));
    if let Some(home) = &outline.home {
        let _ = write!(text, " htmlUrl=\"{}\"", escaped(home));
    }
    text.push_str("/>\n");
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth + 2)
}

/// Escaped for an attribute, without the characters that XML does not admit.
fn escaped(text: &str) -> String {
    let clean: String = text.chars().filter(|letter| !letter.is_control()).collect();
    escape(clean.as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(url: &str, title: &str, folder: &[&str]) -> Outline {
        Outline {
            url: url.into(),
            title: Some(title.into()),
            home: None,
            folder: folder.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn a_list_written_and_read_again_is_the_same() {
        let mut list = vec![
            feed(
                "https://post.example/feed?a=1&b=2",
                "Post & \"Harbour\" <news>",
                &[],
            ),
            feed("https://isle.example/rss", "Isle", &["News", "It's local"]),
            feed("https://bay.example/rss", "Bay", &["News"]),
            feed("https://cape.example/rss", "Cape", &["Sport", "It's local"]),
        ];
        if let Some(first) = list.first_mut() {
            first.home = Some("https://post.example/".into());
        }
        assert_eq!(read(write("My feeds", &list).as_bytes()), Ok(list));
        assert_eq!(read(write("", &[]).as_bytes()), Ok(Vec::new()));
    }

    #[test]
    fn broken_lists_give_what_can_be_read() {
        let found = read(b"<opml version=1.0><body><outline text=\"A & B\" XMLURL=https://post.example/feed>\n<outline text='Folder'><outline xmlurl='https://isle.example/rss' text='Isle &eacute;'/><outline xmlUrl='https://post.example/feed'");
        let found = found.expect("a list");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].title.as_deref(), Some("A & B"));
        assert_eq!(found[1].title.as_deref(), Some("Isle é"));
        assert_eq!(found[1].folder, ["Folder"]);
        assert_eq!(read(b"<html><p>no list</p>"), Err(NotOpml));
        assert_eq!(read(b""), Err(NotOpml));
    }
}
