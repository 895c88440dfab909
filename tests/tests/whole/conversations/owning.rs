//! `/about`, `/status`, `/me` and `/forget-server`: what is kept of whom, given to them alone, and forgotten when they say so.

use super::hands::{STORY, Scene, ask, reads, save};
use dateline_tests::discord::{Reply, Talk};
use serde_json::Value;

fn fix(talk: &Talk) -> Reply {
    let options = [("event", "harbour fair".into()), ("place", "Oslo".into())];
    talk.runs("event fix", &options)
}

fn refused(reply: &Reply, words: &str) {
    assert!(reply.is_private(), "{}", reply.seen());
    reads(reply, words);
}

#[test]
fn about_and_status_tell_what_is_stored_here_and_nothing_of_elsewhere() {
    let scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    refused(
        &scene.talk().runs("about", &[]),
        "Of this server: no articles, no events, no corrections, no feeds.",
    );
    save(&manager, STORY, "", "");
    fix(&manager);
    let about = scene.talk().runs("about", &[]);
    refused(&about, "**Dateline 0.");
    refused(&about, "Of this server: 1 article, ");
    refused(
        &about,
        "1 correction, no feeds; the newest article is of Mon 23 Nov 2026.",
    );
    refused(&about, "`/me delete` forgets it");
    let status = manager.runs("status", &[]);
    refused(
        &status,
        "Discord is connected; 1 server.\nOf this server: 1 article, ",
    );
    refused(&status, "By my clock it is Tue 24 Nov 2026, 09:0");
    refused(
        &scene.ada.directly().runs("about", &[]),
        "Of your own archive: no articles",
    );
}

#[test]
fn a_person_gets_what_is_kept_of_them_alone_and_is_forgotten_when_they_type_it() {
    let scene = Scene::new();
    let ada = scene.ada.id();
    let editor = scene.ada.in_server_as_editor(&scene.newsroom);
    save(&editor, STORY, "", "");
    fix(&editor);
    save(&scene.ada.directly(), STORY, "", "");
    let given = editor.runs("me export", &[]);
    refused(
        &given,
        "What I keep of you: 1 story of your own archive, 2 saved stories, 1 correction, no reminders, no watches.",
    );
    let (name, bytes) = given.files().remove(0);
    assert_eq!(name, "dateline-me.json");
    let kept: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(kept["person"], ada.as_str());
    assert!(
        kept["stories"][0]["text"]
            .as_str()
            .is_some_and(|text| text.contains("harbour fair"))
    );
    assert_eq!(kept["corrections"][0]["corrects"], "place");
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    refused(
        &bob.runs("me export", &[]),
        "What I keep of you: no stories of your own archive, no saved stories, no corrections, no reminders, no watches.",
    );

    let form = editor.runs("me delete", &[]);
    refused(
        &form.fills(&[("Type: delete my data", "yes")]),
        "Nothing was forgotten. To do it, type exactly: delete my data",
    );
    reads(
        &ask(&scene.ada.directly(), "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    refused(
        &form.fills(&[("Type: delete my data", "Delete my data")]),
        "Your own archive is gone",
    );
    reads(
        &ask(&scene.ada.directly(), "when is the harbour fair"),
        "Nothing is stored here yet",
    );
    let answer = ask(&editor, "when is the harbour fair");
    reads(
        &answer,
        "Saved by somebody who is forgotten as pasted text: an unverified source.",
    );
    reads(
        &answer,
        "Place corrected by somebody who is forgotten on Tue 24 Nov 2026 to Oslo",
    );
    assert!(!answer.seen().contains(&ada), "{}", answer.seen());
    refused(
        &editor.runs("me export", &[]),
        "no stories of your own archive, no saved stories, no corrections, no reminders, no watches.",
    );
}

#[test]
fn a_server_is_forgotten_by_who_manages_it_and_types_it_and_no_other_server_is() {
    let scene = Scene::new();
    let other = scene.discord.server("Rival desk");
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    let rival = scene.ada.in_server(&other);
    for talk in [&manager, &rival] {
        save(talk, STORY, "", "");
    }
    fix(&manager);
    let form = manager.runs("forget-server", &[]);
    refused(
        &form.fills(&[("Type: forget this server", "forget")]),
        "Nothing was forgotten. To do it, type exactly: forget this server",
    );
    reads(
        &ask(&manager, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    let done = form.fills(&[("Type: forget this server", "forget this server")]);
    assert!(!done.is_private(), "everybody sees that it was done");
    reads(
        &done,
        "Forgotten: 1 article with their events, corrections, feeds and settings of this server.",
    );
    reads(
        &ask(&manager, "when is the harbour fair"),
        "Nothing is stored here yet",
    );
    reads(
        &ask(&rival, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    refused(
        &scene.ada.directly().runs("forget-server", &[]),
        "This is no server. `/me delete` forgets your own archive",
    );
    let listed = manager.types("event undo", "correction", "");
    assert!(listed.is_empty(), "{listed:?}");
}
