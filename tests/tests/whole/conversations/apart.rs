//! Two servers and two people: what one holds the others never see.

use super::hands::{STORY, Scene, ask, reads, save};
use dateline_tests::discord::{Talk, Value};
use serde_json::Value as Json;

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

/// A verb as it is typed, with its options.
type Verb = (String, Vec<Json>);

/// Every command and sub-command that is typed, as Discord knows them, where somebody has installed the bot: a server, or the
/// person alone.
fn verbs(scene: &Scene, install: u64) -> Vec<Verb> {
    let commands = scene.discord.commands_registered().expect("commands");
    let commands = commands.as_array().cloned().unwrap_or_default();
    let typed = commands.iter().filter(|command| command["type"] == 1);
    let installed = typed.filter(|command| {
        let installs = command["integration_types"].as_array();
        installs.is_some_and(|installs| installs.contains(&Json::from(install)))
    });
    installed
        .flat_map(|command| {
            let name = command["name"].as_str().unwrap_or_default();
            let options = command["options"].as_array().cloned().unwrap_or_default();
            let is_sub = |option: &Json| option["type"] == 1;
            if !options.iter().any(is_sub) {
                return vec![(name.to_owned(), options)];
            }
            let sub = |sub: &Json| {
                let inner = sub["options"].as_array().cloned().unwrap_or_default();
                (
                    format!("{name} {}", sub["name"].as_str().unwrap_or_default()),
                    inner,
                )
            };
            options.iter().map(sub).collect()
        })
        .collect()
}

/// What a person gives who looks for the fair; none where a page or a file is asked for.
fn given(option: &Json) -> Option<Value> {
    let name = option["name"].as_str().unwrap_or_default();
    match option["type"].as_u64() {
        Some(3) if name == "url" => None,
        Some(3) if option["choices"][0]["value"].is_string() => {
            option["choices"][0]["value"].as_str().map(Value::from)
        }
        Some(3) if name == "date" => Some("2026-12-20".into()),
        Some(3) => Some("harbour fair".into()),
        Some(4) => Some(Value::Whole(1)),
        Some(5) => Some(true.into()),
        _ => None,
    }
}

/// What only the newsroom's stories hold: none of it may be read elsewhere.
fn gives_nothing_away(seen: &str, verb: &str) {
    for secret in [
        "Bergen",
        "fish market",
        "Fri 4 Dec",
        "Friday 4 December",
        "Harbour Post",
    ] {
        assert!(!seen.contains(secret), "/{verb} tells {secret:?}:\n{seen}");
    }
}

/// Picks everything that stands in the menu of a message, sends off what form comes, and reads what is told.
fn tries_the_menu(scene: &Scene, talk: &Talk) -> usize {
    let commands = scene.discord.commands_registered().expect("commands");
    let commands = commands.as_array().cloned().unwrap_or_default();
    let menu = commands.iter().filter(|command| command["type"] == 3);
    let said = talk.says("harbour fair");
    let mut tried = 0;
    for name in menu.filter_map(|command| command["name"].as_str()) {
        let reply = talk.picks_from_menu(name, &said);
        let reply = match (reply.is_modal(), reply.is_direct()) {
            (true, _) => reply.fills(&[]),
            (false, true) => reply,
            (false, false) => reply.waits_for_edit(),
        };
        gives_nothing_away(&reply.seen(), name);
        tried += 1;
    }
    tried
}

fn tries_everything(scene: &Scene, talk: &Talk, install: u64) -> usize {
    let mut tried = tries_the_menu(scene, talk);
    for (verb, options) in verbs(scene, install) {
        for option in options
            .iter()
            .filter(|option| option["autocomplete"] == true)
        {
            let name = option["name"].as_str().expect("a name");
            for typed in ["", "harb", "harbour fair"] {
                let offered = talk.types(&verb, name, typed);
                gives_nothing_away(&format!("{offered:?}"), &verb);
            }
        }
        let required: Vec<&Json> = options
            .iter()
            .filter(|option| option["required"] == true)
            .collect();
        let filled: Option<Vec<(&str, Value)>> = required
            .iter()
            .map(|option| Some((option["name"].as_str()?, given(option)?)))
            .collect();
        let Some(filled) = filled else { continue };
        let reply = talk.runs(&verb, &filled);
        let reply = if reply.is_direct() || reply.is_modal() {
            reply
        } else {
            reply.waits_for_edit()
        };
        gives_nothing_away(&reply.seen(), &verb);
        gives_nothing_away(&reply.described().join("\n"), &verb);
        for (_, bytes) in reply.files() {
            gives_nothing_away(&String::from_utf8_lossy(&bytes), &verb);
        }
        tried += 1;
    }
    tried
}

#[test]
fn no_command_and_no_completion_tells_another_archive_what_one_holds() {
    let scene = Scene::new();
    let other = scene.discord.server("Rival desk");
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    save(&manager, STORY, "Harbour Post", "");
    let fix = [
        ("event", "harbour fair".into()),
        ("title", "harbour fair of Bergen".into()),
    ];
    manager.runs("event fix", &fix);
    let unrelated =
        "Chess final set\n\nThe chess final will be played in Lund on December 9, the club said.";
    let bob = scene.discord.person("bob");
    let elsewhere = scene.discord.foreign_server("Far away");
    let eve = scene.discord.person("eve").in_server(&elsewhere);
    for (talk, install) in [
        (bob.in_server_as_manager(&other), 0),
        (bob.directly(), 0),
        (eve.with_own_install(), 1),
    ] {
        save(&talk, unrelated, "", "2026-11-23");
        let tried = tries_everything(&scene, &talk, install);
        assert!(tried >= 35, "only {tried} commands were tried");
    }
    reads(
        &ask(&scene.talk(), "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
}

#[test]
fn who_installed_the_bot_for_themselves_reads_their_own_archive_where_no_server_has_it() {
    let scene = Scene::new();
    save(&scene.talk(), STORY, "Harbour Post", "");
    let own =
        "Chess final set\n\nThe chess final will be played in Lund on December 9, the club said.";
    let ada = scene.ada.directly();
    save(&ada, own, "", "2026-11-23");
    let far = scene.discord.foreign_server("Far away");
    let there = scene.ada.in_server(&far).with_own_install();
    let answer = ask(&there, "when is the chess final");
    reads(&answer, "**Wednesday 9 December 2026**");
    assert!(
        answer.is_private(),
        "nobody else there reads it: {}",
        answer.seen()
    );
    reads(
        &ask(&there, "when is the harbour fair"),
        "The stored news does not say",
    );
    let list = there.runs(
        "agenda",
        &[("range", "month".into()), ("topic", "chess".into())],
    );
    assert!(list.is_private(), "{}", list.seen());
    let list = there.runs("agenda", &[("from", "2026-12-01".into())]);
    reads(&list, "From 1 stored article of your own archive");
    let saved = save(&there, &own.replace("final", "gala"), "", "2026-11-23");
    assert!(saved.is_private(), "{}", saved.seen());
    reads(
        &ask(&ada, "when is the chess gala"),
        "**Wednesday 9 December 2026**",
    );

    let both = scene.talk().with_own_install();
    reads(
        &ask(&both, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    reads(
        &ask(&both, "when is the chess final"),
        "The stored news does not say",
    );
    let list = both.runs("agenda", &[("from", "2026-12-01".into())]);
    reads(&list, "From 1 stored article of this server");
    let form = both.runs("save text", &[]);
    assert!(form.is_modal());
}
