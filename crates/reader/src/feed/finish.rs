//! What is done to every feed once it is read: addresses made canonical, made-up and shared identities taken out, faults told.

use super::{Entry, Fault, Feed, address, date};
use dateline_core::Moment;
use std::collections::{BTreeSet, HashMap};

/// The feed with its entries in order; entries that say nothing are left out.
pub(super) fn finish(mut feed: Feed, base: Option<&str>, found: BTreeSet<Fault>) -> Feed {
    let mut faults = found;
    feed.entries.retain_mut(|entry| {
        trim(entry);
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

/// A guid that stands for stories at several addresses names none of them.
fn drop_shared_guids(entries: &mut [Entry], faults: &mut BTreeSet<Fault>) {
    let mut stories: HashMap<String, BTreeSet<Option<String>>> = HashMap::new();
    for entry in entries.iter() {
        if let Some(guid) = &entry.guid {
            let story = entry.url.as_ref().or(entry.title.as_ref());
            stories
                .entry(guid.clone())
                .or_default()
                .insert(story.cloned());
        }
    }
    for entry in entries {
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
