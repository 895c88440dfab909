//! Two servers and two people: what one holds the others never see.

use super::hands::{STORY, Scene, ask, reads, save};

#[test]
fn a_story_of_one_server_is_unknown_in_another_and_in_direct_messages() {
    let scene = Scene::new();
    let other = scene.discord.server("Rival desk");
    let bob = scene.discord.person("bob");
    save(&scene.talk(), STORY, "Harbour Post", "");
    let unrelated =
        "Chess final set\n\nThe chess final will be played in Lund on December 9, the club said.";
    for talk in [
        scene.ada.in_server(&other),
        bob.in_server(&other),
        scene.ada.directly(),
        bob.directly(),
    ] {
        reads(
            &ask(&talk, "when is the harbour fair"),
            "Nothing is stored here yet",
        );
        reads(
            &ask(&talk, "when is the harbour fair"),
            "The stored news does not say: no article is stored.",
        );
        reads(&talk.runs("help", &[]), "Nothing is stored here yet");
    }
    for talk in [scene.ada.in_server(&other), scene.ada.directly()] {
        save(&talk, unrelated, "", "2026-11-23");
        let answer = ask(&talk, "when is the harbour fair");
        reads(
            &answer,
            "The stored news does not say: nothing about it in 1 article.",
        );
        assert!(!talk.runs("help", &[]).seen().contains("harbour fair\n"));
        let said = talk.mentions_bot("when is the harbour fair").answer();
        reads(&said, "The stored news does not say");
    }
    reads(
        &ask(&bob.directly(), "when is the chess final"),
        "Nothing is stored here yet",
    );
    let here = ask(&scene.talk(), "when is the chess final");
    reads(
        &here,
        "The stored news does not say: nothing about it in 1 article.",
    );
    reads(
        &ask(&bob.in_server(&scene.newsroom), "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
}
