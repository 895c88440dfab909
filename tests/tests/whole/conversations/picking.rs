//! What stands in the menu of a message: **Find dates here** and **Ask about this**; and `/article reread`.

use super::hands::{STORY, Scene, ask, reads, save};
use dateline_tests::discord::Reply;

/// The fake Discord's messages are of 23 November, a Monday.
const SAID: &str = "The harbour fair will be held in Bergen next Friday, the mayor said. Bring **cake** @everyone.";

fn refused(reply: &Reply, words: &str) {
    assert!(reply.is_private(), "{}", reply.seen());
    reads(reply, words);
}

#[test]
fn the_dates_of_a_message_count_from_when_it_was_written_and_nothing_is_stored() {
    let scene = Scene::new();
    let talk = scene.talk();
    let said = talk.says(SAID);
    let found = talk.picks_from_menu("Find dates here", &said);
    refused(
        &found,
        "Counted from when it was written, Mon 23 Nov 2026, 12:00 +00:00.",
    );
    reads(&found, "**Dates**\n- “next Friday”: Friday ");
    reads(&found, "**Events**\n- Friday ");
    reads(&found, "arbour fair");
    reads(&found, "Nothing of it is stored");
    reads(
        &ask(&talk, "when is the harbour fair"),
        "Nothing is stored here yet",
    );
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    manager.runs("settings zone", &[("zone", "Asia/Kolkata".into())]);
    let found = talk.picks_from_menu("Find dates here", &said);
    reads(&found, "Mon 23 Nov 2026, 17:30 +05:30");
    for words in ["Nice weather here.", "🎉", "may the best win"] {
        let found = talk.picks_from_menu("Find dates here", &talk.says(words));
        refused(&found, "No dates and no dated events are in that message");
    }
    // Settings that keep the bot out of a channel keep the menu out too.
    let there = talk.in_channel("agenda").channel_id();
    let add = [("add", dateline_tests::discord::Value::Channel(there))];
    manager.runs("settings allowed-channels", &add);
    refused(
        &talk.picks_from_menu("Find dates here", &said),
        "Here I do not answer",
    );
}

#[test]
fn a_message_is_asked_about_by_a_form_that_knows_what_it_is_about() {
    let scene = Scene::new();
    let (talk, direct) = (scene.talk(), scene.ada.directly());
    save(&talk, STORY, "", "");
    let said = talk.says(SAID);
    let form = talk.picks_from_menu("Ask about this", &said);
    assert!(form.is_modal(), "{}", form.seen());
    let topic = "harbour fair";
    let asks = |question: &str| {
        let form = talk.picks_from_menu("Ask about this", &said);
        form.fills(&[("Your question", question)])
    };
    reads(&form, topic);
    let answer = asks("");
    assert!(!answer.is_private());
    reads(&answer, "**Friday 4 December 2026**");
    reads(&asks("and where?"), "**Bergen**");
    reads(
        &asks("who won the chess final"),
        "The stored news does not say",
    );
    let form = talk.picks_from_menu("Ask about this", &talk.says("🎉"));
    let empty = form.fills(&[("What it is about", "?!"), ("Your question", "where")]);
    refused(&empty, "Ask me something");
    // The same words in direct messages ask another archive.
    let own = direct.picks_from_menu("Ask about this", &direct.says(SAID));
    reads(
        &own.fills(&[("Your question", "")]),
        "Nothing is stored here yet",
    );
}

#[test]
fn a_story_is_read_anew_by_who_saved_it_and_who_manages_the_server() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    let which = || [("article", "harbour fair".into())];
    let anew = talk.runs("article reread", &which());
    assert!(!anew.is_private());
    reads(
        &anew,
        "**Read anew, with nothing else in it than before:** Harbour fair to open in Bergen",
    );
    reads(&anew, "in it:\n- Friday 4 December 2026: harbour fair");
    let bob = scene.discord.person("bob");
    refused(
        &bob.in_server(&scene.newsroom)
            .runs("article reread", &which()),
        "may be removed or read anew by who saved it",
    );
    let manager = bob.in_server_as_manager(&scene.newsroom);
    reads(&manager.runs("article reread", &which()), "**Read anew");
    refused(
        &talk.runs("article reread", &[("article", "chess".into())]),
        "No stored article is called “chess”.",
    );
    refused(
        &bob.directly().runs("article reread", &which()),
        "No stored article is called “harbour fair”.",
    );
}
