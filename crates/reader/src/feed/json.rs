//! Reads JSON Feed 1.0 and 1.1; one that is cut off gives the items before the cut.

use super::mend::as_html;
use super::{Entry, Fault, Feed, Format, Media, address, date, words};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How many bytes of a text are searched for the version of a JSON Feed.
const HEAD: usize = 1 << 14;

/// Whether a text looks like a JSON Feed.
pub(super) fn fits(text: &str) -> bool {
    let bare = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let mut end = HEAD.min(bare.len());
    while !bare.is_char_boundary(end) {
        end -= 1;
    }
    let head = bare.get(..end).unwrap_or(bare);
    let keys = ["jsonfeed.org/version/", "jsonfeed.org\\/version\\/"];
    let looks = [
        "\"home_page_url\"",
        "\"feed_url\"",
        "\"content_html\"",
        "\"content_text\"",
    ];
    bare.starts_with('{')
        && (keys.iter().any(|key| head.contains(key))
            || head.contains("\"items\"") && looks.iter().any(|key| head.contains(key)))
}

/// Reads a JSON Feed, and what was wrong with it.
pub(super) fn read(text: &str, base: Option<&str>) -> Option<(Feed, BTreeSet<Fault>)> {
    let mut faults = BTreeSet::new();
    let value = value(text.trim_start_matches('\u{feff}'), &mut faults)?;
    let told = |name: &str| {
        value
            .get(name)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|told| !told.is_empty())
    };
    if !told("version").is_some_and(|version| version.contains("jsonfeed.org/version/1")) {
        faults.insert(Fault::Version);
    }
    let items = value.get("items").and_then(Value::as_array);
    let mut entries: Vec<Entry> = items
        .into_iter()
        .flatten()
        .map(|item| entry(item, base))
        .collect();
    let authors = authors(&value);
    for entry in entries.iter_mut().filter(|entry| entry.authors.is_empty()) {
        entry.authors.clone_from(&authors);
    }
    let feed = Feed {
        format: Format::Json,
        title: told("title").and_then(words::plain),
        home: told("home_page_url")
            .and_then(|home| address::absolute(home, base))
            .map(String::from),
        language: told("language").map(str::to_owned),
        minutes: None,
        entries,
        faults: Vec::new(),
    };
    Some((feed, faults))
}

/// The object, mended where it is broken.
fn value(text: &str, faults: &mut BTreeSet<Fault>) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let clean = text.replace(|letter: char| letter.is_ascii_control(), " ");
    if let Ok(value) = serde_json::from_str(&clean) {
        faults.insert(Fault::Characters);
        return Some(value);
    }
    faults.insert(Fault::CutOff);
    let whole = clean.get(..last_item(&clean)?)?;
    serde_json::from_str(&format!("{whole}]}}")).ok()
}

/// Where the last whole object in a list of the outermost object ends.
fn last_item(text: &str) -> Option<usize> {
    let (mut open, mut is_quoted, mut is_escaped) = (Vec::new(), false, false);
    let mut end = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => {
                open.pop();
                if open == *b"{[" {
                    end = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    end
}

/// A value as words; numbers count as the words that write them.
fn words_of<'v>(item: &'v Value, name: &str) -> Option<Cow<'v, str>> {
    let words = match item.get(name)? {
        Value::String(words) => Cow::Borrowed(words.trim()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => return None,
    };
    Some(words).filter(|words| !words.is_empty())
}

fn entry(item: &Value, base: Option<&str>) -> Entry {
    let told = |name| words_of(item, name);
    let link = |name: &str| {
        item.get(name)
            .and_then(Value::as_str)
            .and_then(|link| address::absolute(link, base))
            .map(String::from)
    };
    let published = told("date_published");
    let dated = published.as_deref().and_then(date::date);
    let changed = told("date_modified").as_deref().and_then(date::date);
    let text = told("content_text").map(|text| as_html(&text));
    let tags = item.get("tags").and_then(Value::as_array);
    Entry {
        guid: told("id").map(Cow::into_owned),
        url: link("url")
            .or_else(|| link("external_url"))
            .or_else(|| link("id")),
        title: told("title").and_then(|title| words::plain(&title)),
        authors: authors(item),
        published: dated.map(|dated| dated.moment),
        published_raw: published.map(Cow::into_owned),
        modified: changed
            .filter(|changed| Some(changed) != dated.as_ref())
            .map(|dated| dated.moment),
        has_zone: dated.or(changed).is_some_and(|dated| dated.has_zone),
        summary: told("summary").map(|summary| as_html(&summary)),
        content: told("content_html").map(Cow::into_owned).or(text),
        media: media(item, base),
        categories: tags
            .into_iter()
            .flatten()
            .filter_map(|tag| words::plain(tag.as_str()?))
            .collect(),
        language: told("language").map(Cow::into_owned),
    }
}

/// The names of `authors` and of the older `author`.
fn authors(item: &Value) -> Vec<String> {
    let many = item
        .get("authors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let one = item.get("author");
    let mut names = Vec::new();
    for author in many.chain(one) {
        let name = words_of(author, "name").or_else(|| author.as_str().map(Cow::Borrowed));
        let name = name.and_then(|name| words::plain(&name));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    names
}

fn media(item: &Value, base: Option<&str>) -> Vec<Media> {
    let attached = item.get("attachments").and_then(Value::as_array);
    let files = attached.into_iter().flatten().filter_map(|file| {
        Some(Media {
            url: address::absolute(&words_of(file, "url")?, base)?.into(),
            mime: words_of(file, "mime_type").map(Cow::into_owned),
            bytes: file.get("size_in_bytes").and_then(Value::as_u64),
        })
    });
    let image = words_of(item, "image").and_then(|image| address::absolute(&image, base));
    let image = image.map(|url| Media {
        url: url.into(),
        mime: None,
        bytes: None,
    });
    files.chain(image).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_that_is_cut_off_ends_behind_its_last_whole_item() {
        let text = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"a ] } \" b"},{"id":2,"title":"c"},{"id":"3","ti"#;
        let (feed, faults) = read(text, None).expect("two items");
        let guids: Vec<_> = feed
            .entries
            .iter()
            .filter_map(|entry| entry.guid.as_deref())
            .collect();
        assert_eq!(guids, ["1", "2"]);
        assert!(faults.contains(&Fault::CutOff));
    }

    #[test]
    fn json_that_is_no_feed_does_not_fit() {
        assert!(!fits(r#"{"name": "post"}"#));
        assert!(!fits("[]"));
        assert!(fits(
            "\u{feff} {\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1\"}"
        ));
        assert!(read("{\"items\":", None).is_none());
    }
}
