//! What is done to every feed once it is read: addresses made canonical, made-up and shared identities taken out, faults told.

use super::{Entry, Fault, Feed, address, date};
use dateline_core::Moment;
use std::collections::{BTreeSet, HashMap};

/// The feed with its entries in order; entries that say nothing are left out.
pub(super) fn finish(mut feed: Feed, base: Option<&str>, found: BTreeSet<Fault>) -> Feed {
    let mut faults = found;
    feed.language = feed.language.as_deref().and_then(language);
    feed.entries.retain_mut(|entry| {
        trim(entry);
        entry.language = entry.language.as_deref().and_then(language);
        says_something(entry)
    });
    drop_shared_guids(&mut feed.entries, &mut faults);
    canonicalise(&mut feed.entries, base);
    for entry in &feed.entries {
        faults.extend(date_fault(entry));
    }
    feed.faults.extend(faults);
    feed
}

fn trim(entry: &mut Entry) {
    let fields = [
        &mut entry.guid,
        &mut entry.summary,
        &mut entry.content,
        &mut entry.published_raw,
        &mut entry.language,
    ];
    for field in fields {
        if field.as_ref().is_some_and(|words| words.trim().is_empty()) {
            *field = None;
        }
    }
}

/// A language tag in its usual case ("en-GB"); words that are no tag are none.
fn language(written: &str) -> Option<String> {
    let bare = written.trim().replace('_', "-").to_ascii_lowercase();
    let parts: Vec<&str> = bare.split('-').collect();
    let is_part = |part: &&str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let first = parts.first()?;
    let fits = matches!(first.len(), 2 | 3)
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.iter().all(is_part);
    let usual = parts
        .iter()
        .enumerate()
        .map(|(at, part)| match (at, part.len()) {
            (1.., 2) => part.to_ascii_uppercase(),
            (1.., 4) => {
                part.get(..1).unwrap_or_default().to_ascii_uppercase()
                    + part.get(1..).unwrap_or_default()
            }
            _ => (*part).to_owned(),
        });
    fits.then(|| usual.collect::<Vec<_>>().join("-"))
}

fn says_something(entry: &Entry) -> bool {
    let fields = [
        &entry.guid,
        &entry.url,
        &entry.title,
        &entry.summary,
        &entry.content,
    ];
    fields.iter().any(|field| field.is_some())
}

/// A guid that stands for stories at several addresses, or under several headlines, names none of them.
fn drop_shared_guids(entries: &mut [Entry], faults: &mut BTreeSet<Fault>) {
    let story = |entry: &Entry| entry.url.clone().or_else(|| entry.title.clone());
    let mut stories: HashMap<String, BTreeSet<String>> = HashMap::new();
    for entry in entries.iter() {
        if let (Some(guid), Some(story)) = (&entry.guid, story(entry)) {
            stories.entry(guid.clone()).or_default().insert(story);
        }
    }
    for entry in entries.iter_mut().filter(|entry| story(entry).is_some()) {
        let shared = |guid: &String| stories.get(guid).is_some_and(|stories| stories.len() > 1);
        if entry.guid.as_ref().is_some_and(shared) {
            faults.insert(Fault::Identities);
            entry.guid = None;
        }
    }
}

/// Places on a page stay in addresses only where they tell stories of one page apart.
fn canonicalise(entries: &mut [Entry], base: Option<&str>) {
    let mut pages: HashMap<String, BTreeSet<String>> = HashMap::new();
    for url in entries.iter().filter_map(|entry| entry.url.as_ref()) {
        if let Some(page) = address::canonical(url, base, false) {
            let places = pages.entry(page).or_default();
            places.extend(address::canonical(url, base, true));
        }
    }
    for entry in entries {
        let Some(url) = &entry.url else { continue };
        let page = address::canonical(url, base, false);
        let told_apart = page
            .as_ref()
            .and_then(|page| pages.get(page))
            .is_some_and(|places| places.len() > 1);
        entry.url = if told_apart {
            address::canonical(url, base, true)
        } else {
            page
        };
    }
}

fn date_fault(entry: &Entry) -> Option<Fault> {
    let raw = entry.published_raw.as_deref();
    if raw.is_some_and(|raw| date::date(raw).is_none()) {
        return Some(Fault::Dates);
    }
    let told = entry.published.or(entry.modified);
    let without_zone = matches!(told, Some(Moment::Instant(_))) && !entry.has_zone;
    without_zone.then_some(Fault::Zones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_tags_in_their_usual_case() {
        assert_eq!(language("en-gb").as_deref(), Some("en-GB"));
        assert_eq!(language(" EN_us ").as_deref(), Some("en-US"));
        assert_eq!(language("zh-hans-cn").as_deref(), Some("zh-Hans-CN"));
        assert_eq!(language("English"), None);
        assert_eq!(language("en-"), None);
    }
}
