//! Feeds: a fixture for every version and every way to be broken, and properties that hold for any bytes.

use dateline_reader::feed::{Entry, Fault, Feed, Format, Media, discover, feed, is_feed};
use dateline_reader::opml;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Where the fixtures say that they were found.
const ADDRESS: &str = "https://post.example/news/feed.xml";

/// A feed as the expected files write it: empty fields left out.
fn shown(feed: &Feed) -> Value {
    let format = match feed.format {
        Format::Rss => "rss",
        Format::Rdf => "rdf",
        Format::Atom => "atom",
        Format::Json => "json",
        Format::Cdf => "cdf",
    };
    told(json!({
        "format": format,
        "title": feed.title,
        "home": feed.home,
        "language": feed.language,
        "minutes": feed.minutes,
        "faults": feed.faults.iter().map(|fault| format!("{fault:?}")).collect::<Vec<_>>(),
        "entries": feed.entries.iter().map(|entry| shown_entry(entry, feed)).collect::<Vec<_>>(),
    }))
}

fn shown_entry(entry: &Entry, feed: &Feed) -> Value {
    let media = |media: &Media| json!([media.url, media.mime, media.bytes]);
    let told_of_zone = entry.published.or(entry.modified).map(|_| entry.has_zone);
    told(json!({
        "guid": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "authors": entry.authors,
        "published": entry.published,
        "published_raw": entry.published_raw,
        "modified": entry.modified,
        "has_zone": told_of_zone,
        "summary": entry.summary,
        "content": entry.content,
        "text": entry.page(feed).text,
        "whole": entry.is_whole(),
        "media": entry.media.iter().map(media).collect::<Vec<_>>(),
        "categories": entry.categories,
        "language": entry.language,
    }))
}

fn told(mut value: Value) -> Value {
    let is_told = |value: &Value| !value.is_null() && *value != json!([]) && *value != json!("");
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, value| is_told(value));
    }
    value
}

/// The fixtures: their names, and what is in them.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/feed");
    let mut fixtures = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of fixtures") {
        let path = entry.expect("a readable folder").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some((stem, _)) = name.split_once(".in.") {
            let bytes = fs::read(&path).expect("a readable file");
            fixtures.push((stem.to_owned(), bytes));
        }
    }
    fixtures.sort();
    fixtures
}

#[test]
fn every_feed_reads_as_the_file_beside_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/feed");
    let mut faults = Vec::new();
    for (name, bytes) in fixtures() {
        let expected = fs::read_to_string(folder.join(format!("{name}.out.json")));
        let expected: Value =
            serde_json::from_str(&expected.unwrap_or_default()).unwrap_or_default();
        let found = feed(&bytes, Some(ADDRESS), None).map(|feed| shown(&feed));
        let found = found.unwrap_or_else(|error| json!(error.to_string()));
        assert!(is_feed(&bytes) == found.is_object(), "{name}");
        if found != expected {
            faults.push(format!("{name} reads as\n{found:#}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A feed of so many whole items.
fn long_feed(count: usize) -> String {
    let item = |at: usize| {
        format!(
            "<item><guid isPermaLink=\"false\">{at}</guid><title>Pier &amp; ferry {at}</title><link>https://post.example/{at}</link>\
             <pubDate>Mon, 03 Mar 2025 09:15:00 +0300</pubDate><description><![CDATA[<p>{}</p>]]></description></item>\n",
            "The pier reopens on Friday, the mayor said. ".repeat(20)
        )
    };
    let items: String = (0..count).map(item).collect();
    format!("<rss version=\"2.0\"><channel><title>Harbour Post</title>\n{items}</channel></rss>")
}

#[test]
fn a_feed_of_a_thousand_entries_is_read_whole() {
    let read = feed(long_feed(1_000).as_bytes(), Some(ADDRESS), None).expect("a feed");
    assert_eq!(read.entries.len(), 1_000);
    assert_eq!(read.faults, []);
    assert_eq!(read.entries[999].title.as_deref(), Some("Pier & ferry 999"));
}

#[test]
fn a_feed_cut_anywhere_keeps_the_entries_before_the_cut() {
    let whole = long_feed(4);
    let ends: Vec<usize> = whole
        .match_indices("</item>")
        .map(|(at, end)| at + end.len())
        .collect();
    for cut in (0..=whole.len()).step_by(7) {
        let before = ends.iter().filter(|end| **end <= cut).count();
        let read = feed(&whole.as_bytes()[..cut], Some(ADDRESS), None);
        let guids: Vec<String> = read
            .iter()
            .flat_map(|feed| &feed.entries)
            .filter_map(|entry| entry.guid.clone())
            .collect();
        // A first entry that is cut is kept as far as it goes.
        assert!(guids.len() == before || before == 0, "{cut}: {guids:?}");
        assert!(
            guids
                .iter()
                .enumerate()
                .all(|(at, guid)| *guid == at.to_string()),
            "{cut}: {guids:?}"
        );
    }
}

#[test]
fn identities_are_those_of_the_feed_and_never_made_up() {
    let bare =
        b"<rss version='2.0'><channel><item><description>The pier reopens.</description></item>\
        <item><title>Ferry</title><link>https://post.example/ferry</link></item></channel></rss>";
    let (once, again) = (
        feed(bare, None, None).expect("a feed"),
        feed(bare, None, None).expect("a feed"),
    );
    assert!(once.entries.iter().all(|entry| entry.guid.is_none()));
    let identities = |feed: &Feed| feed.entries.iter().map(Entry::identity).collect::<Vec<_>>();
    assert_eq!(identities(&once), identities(&again));
    assert_eq!(identities(&once).first().map(String::len), Some(64));
    assert_eq!(
        identities(&once).last().map(String::as_str),
        Some("https://post.example/ferry")
    );
}

#[test]
fn the_charset_of_the_server_decides_where_the_feed_names_none() {
    let bytes =
        b"<rss version='2.0'><channel><item><title>\xcf\xe8\xf0\xf1</title></item></channel></rss>";
    let read = feed(bytes, None, Some("windows-1251")).expect("a feed");
    assert_eq!(read.entries[0].title.as_deref(), Some("Пирс"));
}

/// Feeds of a quarter of a million bytes that are made to cost more than they are long.
fn hostile() -> Vec<String> {
    let item = "<rss version='2.0'><channel><item><title>Pier</title>";
    let filled =
        |begin: &str, piece: &str| format!("{begin}{}", piece.repeat(250_000 / piece.len()));
    vec![
        filled(&format!("{item}<description>"), "<b>"),
        filled(&format!("{item}<description>"), "word "),
        filled(&format!("{item}<description>"), "<![CDATA["),
        filled(&format!("{item}<description>"), "&"),
        filled(&format!("{item}<description>"), "<description>"),
        filled(&format!("{item}</item>"), "<x:y>"),
        filled(item, "<!--"),
        filled(item, "<a b=\""),
        filled(item, "<a "),
        filled(item, "</a>"),
        filled("<rss version='2.0' ", "xmlns:a='b' "),
        filled("<rss version='2.0'><channel>", "<item>"),
        filled("", "<!DOCTYPE ["),
        filled(
            "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":",
            "[{",
        ),
    ]
}

#[test]
fn hostile_feeds_are_read_or_refused_and_never_multiply() {
    for text in hostile() {
        let read = feed(text.as_bytes(), Some(ADDRESS), None);
        let entries = read
            .iter()
            .flat_map(|feed| feed.entries.iter().map(move |entry| (feed, entry)));
        for (feed, entry) in entries {
            assert!(entry.page(feed).text.len() <= text.len() && !entry.identity().is_empty());
        }
        assert!(
            read.map_or(0, |feed| feed.entries.len()) <= 1,
            "{}",
            &text[..60]
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_fixture_cut_or_changed_anywhere_never_panics(
        which in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let fixtures = fixtures();
        let (_, bytes) = which.get(&fixtures);
        let mut bytes = bytes.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() + 1).max(bytes.len() / 4));
        let _ = is_feed(&bytes);
        if let Ok(read) = feed(&bytes, Some(ADDRESS), None) {
            prop_assert!(read.entries.is_empty() || !read.faults.contains(&Fault::Unread));
            for entry in &read.entries {
                let page = entry.page(&read);
                prop_assert!(!entry.identity().is_empty());
                prop_assert!(page.blocks.iter().all(|block| block.span.read(&page.text).is_some()));
            }
        }
    }

    #[test]
    fn pieces_of_feeds_in_any_order_never_panic(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        if let Ok(read) = feed(text.as_bytes(), None, Some("utf-8")) {
            prop_assert!(!read.faults.contains(&Fault::SecondReader), "{}", text);
        }
        let _ = opml::read(text.as_bytes());
        let _ = discover(&text, Some(ADDRESS));
    }

    #[test]
    fn a_list_of_feeds_written_and_read_again_is_the_same(
        names in prop::collection::vec(("[a-z]{1,9}", "[ -~é<>&\"]{1,12}", prop::collection::vec("[!-~]{1,6}", 0..4)), 0..12),
    ) {
        let mut list: Vec<opml::Outline> = Vec::new();
        for (name, title, folder) in names {
            let url = format!("https://{name}.example/feed?a=1&b=2");
            let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
            if list.iter().all(|other| other.url != url) {
                list.push(opml::Outline { url, title, home: None, folder });
            }
        }
        prop_assert_eq!(opml::read(opml::write("Feeds", &list).as_bytes()), Ok(list));
    }
}

/// What feeds are made of, whole and broken, a piece a line.
const PIECES: &str = r#"<rss version="2.0">
<channel>
<item>
</item>
<title>
</title>
<link>https://post.example/</link>
<![CDATA[
]]>
<!--
-->
<feed xmlns='http://www.w3.org/2005/Atom'>
<entry>
</entry>
<content type='xhtml'>
</content>
<link href='/a'/>
<author>
<name>
</author>
&amp;
&
&#0;
<pubDate>
</pubDate>
</rss>
<rdf:RDF>
<outline xmlUrl='a'>
</outline>
<opml>
<?xml version='1.0'?>
<!DOCTYPE rss [
]>
<
>
"
'
<media:content url='/a'>
<enclosure url='
xml:base='http://['
é"#;

fn piece() -> impl Strategy<Value = String> {
    let known: Vec<&str> = PIECES.lines().collect();
    let known = prop::sample::select(known).prop_map(str::to_owned);
    prop_oneof![4 => known, 1 => "\\PC{0,8}"]
}
