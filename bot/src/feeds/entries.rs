//! Which entries of a feed are news: pure, from what was seen of it before.

use dateline_core::{Feed, Seen};
use dateline_reader::feed::Entry;
use std::collections::{HashMap, HashSet};

/// So many entries that are no longer in a feed are remembered: some feeds bring old ones back.
const REMEMBERED: usize = 500;

/// What is to be done with the entries of an answer.
#[derive(Debug)]
pub(super) struct Chosen<'a> {
    /// New ones and those that say something else than before, in the order of the feed.
    pub(super) taken: Vec<&'a Entry>,
    /// New ones that the backfill or the topic leaves aside.
    pub(super) passed_over: usize,
    /// What is remembered from now on.
    pub(super) seen: Vec<Seen>,
}

/// Sorts the entries of an answer.
pub(super) fn choose<'a>(feed: &Feed, entries: &'a [Entry]) -> Chosen<'a> {
    let before: HashMap<u64, u64> = feed
        .polled
        .seen
        .iter()
        .map(|seen| (seen.entry, seen.content))
        .collect();
    let mut here = HashSet::new();
    let marked: Vec<(Seen, &Entry)> = entries
        .iter()
        .map(|entry| (mark(entry), entry))
        .filter(|(mark, _)| here.insert(mark.entry))
        .collect();
    let news = marked
        .iter()
        .filter(|(mark, _)| before.get(&mark.entry) != Some(&mark.content));
    let news: Vec<&Entry> = news.map(|(_, entry)| *entry).collect();
    let all = news.len();
    let taken = wanted(feed, within_backfill(feed, news));
    let gone = feed.polled.seen.iter().copied();
    let gone = gone.filter(|seen| !here.contains(&seen.entry));
    let remembered = gone.take(REMEMBERED);
    Chosen {
        passed_over: all - taken.len(),
        taken,
        seen: marked
            .iter()
            .map(|(mark, _)| *mark)
            .chain(remembered)
            .collect(),
    }
}

/// What an entry is known again by, and what it says.
pub(super) fn mark(entry: &Entry) -> Seen {
    fn words(text: &Option<String>) -> &str {
        text.as_deref().unwrap_or_default()
    }
    Seen::of(
        &entry.identity(),
        &[
            words(&entry.title),
            words(&entry.summary),
            words(&entry.content),
        ],
    )
}

/// Of the stories that stand in a feed when it is polled first, the newest ones that its backfill admits.
fn within_backfill<'a>(feed: &Feed, news: Vec<&'a Entry>) -> Vec<&'a Entry> {
    let is_first = feed.polled.last_good.is_none();
    let Some(most) = feed.subscription.backfill.filter(|_| is_first) else {
        return news;
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut newest: Vec<(usize, &Entry)> = news.into_iter().enumerate().collect();
    // Entries without a date stay where they stand among their neighbours: feeds list the newest first.
    newest.sort_by_key(|(at, entry)| {
        let published = entry.published.map(|published| -published.sort_key());
        (published.is_none(), published, *at)
    });
    newest.truncate(most);
    newest.sort_by_key(|(at, _)| *at);
    newest.into_iter().map(|(_, entry)| entry).collect()
}

/// Those that the topic of the feed admits: one of its words or phrases stands in title, summary or text.
fn wanted<'a>(feed: &Feed, news: Vec<&'a Entry>) -> Vec<&'a Entry> {
    let topic = &feed.subscription.topic;
    if topic.is_empty() {
        return news;
    }
    let phrases: Vec<String> = topic.iter().map(|phrase| words_of(phrase)).collect();
    let fits = |entry: &&Entry| {
        let parts = [&entry.title, &entry.summary, &entry.content];
        let said = parts.into_iter().flatten().map(|part| words_of(part));
        let said: Vec<String> = said.collect();
        phrases
            .iter()
            .any(|phrase| said.iter().any(|said| said.contains(phrase.as_str())))
    };
    news.into_iter().filter(fits).collect()
}

/// Lower-case words with a blank around each, so that a phrase is found only as whole words.
fn words_of(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut joined = String::from(" ");
    for word in words {
        joined.push_str(&word.to_lowercase());
        joined.push(' ');
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Moment, Subscription};

    fn feed() -> Feed {
        let added = "2026-11-23T09:00:00Z".parse().expect("an instant");
        Feed::new(Subscription::new("https://post.example/feed", added))
    }

    fn entry(guid: &str, title: &str, published: Option<&str>) -> Entry {
        Entry {
            guid: Some(guid.into()),
            title: Some(title.into()),
            published: published.and_then(|day| Moment::parse(day).ok()),
            ..Entry::default()
        }
    }

    fn titles<'a>(chosen: &Chosen<'a>) -> Vec<&'a str> {
        let titles = chosen.taken.iter().map(|entry| entry.title.as_deref());
        titles.flatten().collect()
    }

    #[test]
    fn what_was_seen_is_no_news_unless_it_says_something_else() {
        let mut feed = feed();
        let first = [
            entry("a", "Fair to open", None),
            entry("b", "Pier shut", None),
        ];
        let chosen = choose(&feed, &first);
        assert_eq!(titles(&chosen), ["Fair to open", "Pier shut"]);
        feed.polled.seen = chosen.seen;
        let second = [
            entry("c", "Ferry late", None),
            entry("a", "Fair to open", None),
            entry("b", "Pier open again", None),
        ];
        let chosen = choose(&feed, &second);
        assert_eq!(titles(&chosen), ["Ferry late", "Pier open again"]);
        assert_eq!(chosen.seen.len(), 3);
    }

    #[test]
    fn an_entry_that_stands_twice_is_taken_once_and_one_that_comes_back_not_at_all() {
        let mut feed = feed();
        let twice = [entry("a", "Fair", None), entry("a", "Fair", None)];
        let chosen = choose(&feed, &twice);
        assert_eq!(chosen.taken.len(), 1);
        feed.polled.seen = chosen.seen;
        let without = choose(&feed, &[]);
        feed.polled.seen = without.seen;
        assert!(choose(&feed, &twice).taken.is_empty());
    }

    #[test]
    fn a_backfill_takes_the_newest_and_only_of_the_first_answer() {
        let mut feed = feed();
        feed.subscription.backfill = Some(2);
        let entries = [
            entry("a", "old", Some("2026-11-01")),
            entry("b", "new", Some("2026-11-20")),
            entry("c", "undated", None),
            entry("d", "newer", Some("2026-11-21")),
        ];
        let chosen = choose(&feed, &entries);
        assert_eq!(titles(&chosen), ["new", "newer"]);
        assert_eq!((chosen.passed_over, chosen.seen.len()), (2, 4));
        feed.polled.seen = chosen.seen;
        feed.polled.last_good = Some(feed.subscription.added);
        assert!(choose(&feed, &entries).taken.is_empty());
        let later = [
            entry("e", "e", None),
            entry("f", "f", None),
            entry("g", "g", None),
        ];
        assert_eq!(choose(&feed, &later).taken.len(), 3);
    }

    #[test]
    fn a_topic_admits_whole_words_wherever_they_stand() {
        let mut feed = feed();
        feed.subscription.topic = vec!["night ferry".into(), "fair".into()];
        let mut in_text = entry("b", "Sailings", None);
        in_text.summary = Some("<p>The Night-Ferry stops.</p>".into());
        let entries = [
            entry("a", "Fairground shut", None),
            in_text,
            entry("c", "Fair moved", None),
        ];
        let chosen = choose(&feed, &entries);
        assert_eq!(titles(&chosen), ["Sailings", "Fair moved"]);
        assert_eq!(chosen.passed_over, 1);
    }
}
