//! Which feed a person means: by id, address, or name.

use dateline_core::Feed;
use dateline_render::Trouble;

/// The feed that the words name: its id, its address, its title, or the beginning of one of them that no other has.
pub(crate) fn named<'a>(feeds: &'a [Feed], given: &str) -> Result<&'a Feed, Trouble> {
    let given = given.trim();
    let whole = feeds.iter().filter(|feed| is_whole(feed, given));
    let found: Vec<&Feed> = whole.collect();
    let found = if found.is_empty() {
        feeds.iter().filter(|feed| is_part(feed, given)).collect()
    } else {
        found
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Trouble::NoSuchFeed {
            given: given.to_owned(),
        }),
        many => Err(Trouble::SeveralFeeds {
            given: given.to_owned(),
            feeds: many.iter().map(|feed| feed.address().to_owned()).collect(),
        }),
    }
}

fn is_whole(feed: &Feed, given: &str) -> bool {
    feed.id().as_str() == given
        || feed.address() == given
        || feed.subscription.url == given
        || feed.title().eq_ignore_ascii_case(given)
}

fn is_part(feed: &Feed, given: &str) -> bool {
    let (title, given) = (feed.title().to_lowercase(), given.to_lowercase());
    !given.is_empty() && (title.contains(&given) || feed.address().contains(&given))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Subscription;

    fn feeds() -> Vec<Feed> {
        let added = "2026-11-23T09:00:00Z".parse().expect("an instant");
        let feed = |url: &str, title: &str| {
            let mut feed = Feed::new(Subscription::new(url, added));
            feed.polled.title = Some(title.to_owned());
            feed
        };
        vec![
            feed("https://post.example/feed", "Harbour Post"),
            feed("https://post.example/sport/feed", "Harbour Post Sport"),
            feed("https://wave.example/rss", "Daily Wave"),
        ]
    }

    #[test]
    fn a_feed_is_named_by_its_id_its_address_its_title_or_a_part_of_them() {
        let feeds = feeds();
        for given in [
            feeds[2].id().as_str(),
            "https://wave.example/rss",
            "daily wave",
            "wave",
            " wave.example ",
        ] {
            assert_eq!(named(&feeds, given), Ok(&feeds[2]), "{given}");
        }
        assert_eq!(named(&feeds, "harbour post"), Ok(&feeds[0]), "whole first");
    }

    #[test]
    fn words_that_name_no_feed_or_several_are_refused() {
        let feeds = feeds();
        assert!(matches!(
            named(&feeds, "harbour"),
            Err(Trouble::SeveralFeeds { feeds, .. }) if feeds.len() == 2
        ));
        for given in ["", "courier"] {
            assert!(matches!(
                named(&feeds, given),
                Err(Trouble::NoSuchFeed { .. })
            ));
        }
    }
}
