//! `/search` and `/article`: stored stories, found, listed, shown and removed; whose they are, and who may.

use super::hands::{STORY, Scene, ask, reads, save};
use dateline_tests::discord::{Reply, Talk};

fn story(number: u32) -> String {
    format!(
        "Night ferry {number} opens\n\nThe night ferry {number} to Sundby opens in spring, the harbour board said.\n"
    )
}

fn search(talk: &Talk, options: &[(&str, &str)]) -> Reply {
    let options: Vec<_> = options
        .iter()
        .map(|(name, value)| (*name, (*value).into()))
        .collect();
    talk.runs("search", &options)
}

fn article(talk: &Talk, verb: &str, which: &str) -> Reply {
    talk.runs(&format!("article {verb}"), &[("article", which.into())])
}

fn refused(reply: &Reply, words: &str) {
    assert!(reply.is_private(), "{}", reply.seen());
    reads(reply, words);
}

#[test]
fn a_search_shows_each_story_with_its_sentence_and_turns_its_pages_after_a_restart() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    reads(
        &search(&talk, &[("text", "ferry")]),
        "Nothing is stored here yet",
    );
    for number in 1..=10 {
        save(
            &talk,
            &story(number),
            "Harbour Post",
            &format!("2026-11-{:02}", 10 + number),
        );
    }
    save(&talk, STORY, "Fair Courier", "");
    let first = search(&talk, &[("text", "night ferry")]);
    assert!(!first.is_private());
    reads(&first, "10 articles with “night ferry”\n**Night ferry ");
    reads(
        &first,
        "to Sundby opens in spring, the harbour board said.”",
    );
    reads(
        &first,
        "Page 1 of 2 · From 11 stored articles of this server",
    );
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    let second = first.presses("Next");
    reads(&second, "Page 2 of 2");
    assert_eq!(second.presses("Back").seen(), first.seen());
    let some = search(
        &talk,
        &[
            ("text", "ferry"),
            ("from", "2026-11-19"),
            ("to", "20 Nov 2026"),
        ],
    );
    reads(
        &some,
        "2 articles with “ferry”, published from Thu 19 Nov 2026 to Fri 20 Nov 2026",
    );
    let courier = search(&talk, &[("text", "harbour"), ("source", "courier")]);
    reads(
        &courier,
        "1 article with “harbour”, from “courier”\n**Harbour fair to open in Bergen**\n> “The harbour fair will be held",
    );
    reads(
        &search(&talk, &[("text", "chess final")]),
        "No stored article holds “chess final”.",
    );
    refused(
        &search(&talk, &[("text", "?")]),
        "`text`: give a word or a few.",
    );
    refused(
        &search(&talk, &[("text", "ferry"), ("from", "soon")]),
        "`from`: “soon” is not a day or time.",
    );
    refused(
        &search(
            &talk,
            &[
                ("text", "ferry"),
                ("from", "2026-11-20"),
                ("to", "2026-11-19"),
            ],
        ),
        "`to`: Thu 19 Nov 2026 lies before Fri 20 Nov 2026",
    );
    refused(
        &talk.forges_a_press(&first, "search:1:000000:000000:|ferry|"),
        "That button is of a list that I can no longer turn.",
    );
    reads(
        &search(&scene.ada.directly(), &[("text", "ferry")]),
        "Nothing is stored here yet",
    );
}

#[test]
fn stories_are_listed_the_newest_first_and_shown_with_what_they_report() {
    let scene = Scene::new();
    let (talk, ada) = (scene.talk(), scene.ada.id());
    let list = |talk: &Talk| talk.runs("article list", &[]);
    reads(&list(&talk), "Nothing is stored here yet");
    save(&talk, &story(1), "Harbour Post", "2026-11-11");
    save(&talk, STORY, "Fair Courier", "");
    let listed = list(&talk);
    reads(
        &listed,
        "2 articles, the newest first\n**Harbour fair to open in Bergen**\nFair Courier · Mon 23 Nov 2026 · ",
    );
    reads(
        &listed,
        &format!("**Night ferry 1 opens**\nHarbour Post · Wed 11 Nov 2026 · saved by <@{ada}> · "),
    );
    let offered = talk.types("article show", "article", "fair");
    assert_eq!(
        offered[0].0,
        "Harbour fair to open in Bergen · Fair Courier · Mon 23 Nov 2026"
    );
    let id = offered[0].1.as_str().expect("an id");
    for which in [id, "fish market"] {
        let shown = article(&talk, "show", which);
        reads(
            &shown,
            "**Harbour fair to open in Bergen**\nFair Courier · Mon 23 Nov 2026",
        );
        reads(
            &shown,
            &format!("Saved by <@{ada}> as pasted text: an unverified source."),
        );
        reads(&shown, "3 events in it:");
    }
    refused(
        &article(&talk, "show", "chess"),
        "No stored article is called “chess”.",
    );
    refused(
        &article(&talk, "show", "harbour"),
        "“harbour” stands in 2 articles.",
    );
    refused(
        &article(&scene.ada.directly(), "show", id),
        "No stored article is called",
    );
    assert!(
        scene
            .ada
            .directly()
            .types("article show", "article", "")
            .is_empty()
    );
}

#[test]
fn a_story_is_removed_by_who_saved_it_or_manages_the_server_and_by_nobody_else() {
    let scene = Scene::new();
    let talk = scene.talk();
    let bob = scene.discord.person("bob");
    save(&talk, STORY, "", "");
    save(&talk, &story(1), "", "2026-11-11");
    let words = "fish market";
    refused(
        &article(&bob.in_server(&scene.newsroom), "remove", words),
        "An article may be removed or read anew by who saved it",
    );
    reads(
        &ask(&talk, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    let removed = article(&talk, "remove", words);
    assert!(!removed.is_private());
    reads(
        &removed,
        "**Removed:** Harbour fair to open in Bergen\nWhat it reported is gone with it",
    );
    reads(
        &ask(&talk, "when is the harbour fair"),
        "The stored news does not say",
    );
    let manager = bob.in_server_as_manager(&scene.newsroom);
    reads(
        &article(&manager, "remove", "night ferry"),
        "**Removed:** Night ferry 1 opens",
    );
    reads(
        &talk.runs("article list", &[]),
        "Nothing is stored here yet",
    );
    refused(
        &article(&talk, "remove", words),
        "No stored article is called",
    );
}
