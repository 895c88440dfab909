//! Agenda, timeline and changes: pages that are turned, also after a restart, and what is told where there is nothing.

use super::hands::{NOW, STORY, Scene, reads, save};
use dateline_tests::discord::{Reply, Talk};

/// A story with so many votes on one day in December.
fn votes(number: u32) -> String {
    let towns = [
        "Lindvik", "Norden", "Sundby", "Elverum", "Hamar", "Skien", "Moss", "Halden", "Arendal",
        "Larvik", "Molde", "Narvik",
    ];
    let votes = towns.iter().take(usize::try_from(number).unwrap_or(0));
    let sentences: Vec<String> = votes
        .map(|town| {
            format!("The {town} fair will be held in {town} on December 4, the mayor said.")
        })
        .collect();
    format!(
        "Fairs across the country\n\nNovember 23, 2026\n\n{}\n",
        sentences.join("\n\n")
    )
}

const MOVED: &str = "Harbour fair moves

November 24, 2026

The harbour fair was moved to December 11, the mayor said.
";

fn agenda(talk: &Talk, options: &[(&str, &str)]) -> Reply {
    let options: Vec<_> = options
        .iter()
        .map(|(name, value)| (*name, (*value).into()))
        .collect();
    talk.runs("agenda", &options)
}

fn shown(reply: &Reply, page: &str) {
    assert!(reply.is_direct() && !reply.is_private(), "{}", reply.seen());
    reads(reply, page);
}

#[test]
fn an_agenda_is_told_day_by_day_and_an_empty_week_names_what_comes_next() {
    let scene = Scene::new();
    let talk = scene.talk();
    shown(&agenda(&talk, &[]), "Nothing is stored here yet");
    save(&talk, STORY, "Harbour Post", "");
    let ada = scene.ada.id();
    let december = agenda(&talk, &[("from", "1 Dec 2026"), ("to", "2026-12-31")]);
    shown(
        &december,
        "events in 1–31 Dec\n**Fri 4 Dec 2026**\n**harbour fair** · scheduled · Bergen\n\
         > “The harbour fair will be held in Bergen on December 4, the mayor said on Monday.”\n\
         Harbour Post · Harbour fair to open in Bergen · Mon 23 Nov 2026\n",
    );
    reads(
        &december,
        &format!("Saved by <@{ada}> as pasted text: an unverified source."),
    );
    reads(&december, "**Over a longer time, or day not given**");
    reads(&december, "December 2026 (day not given)");
    reads(&december, "From 1 stored article of this server");
    let tomorrow = agenda(&talk, &[("range", "tomorrow")]);
    shown(&tomorrow, "Nothing dated on 25 Nov. Next known: ");
    let none = agenda(&talk, &[("topic", "chess"), ("status", "cancelled")]);
    shown(
        &none,
        "Nothing dated in 23–29 Nov about “chess”, cancelled. Nothing later is known either.",
    );
    let elsewhere = agenda(&scene.ada.directly(), &[]);
    reads(&elsewhere, "Nothing is stored here yet");
}

#[test]
fn what_an_option_does_not_take_is_told_with_its_name_to_the_asker_alone() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    for (options, words) in [
        (
            &[("from", "soon")][..],
            "`from`: “soon” is not a day or time.",
        ),
        (
            &[("to", "04/05/2026")],
            "`to`: “04/05/2026” can be read in two ways.",
        ),
        (
            &[("from", "2026-12-04"), ("to", "2026-12-01")],
            "`to`: Tue 1 Dec 2026 lies before Fri 4 Dec 2026",
        ),
        (
            &[("range", "week"), ("to", "2026-12-01")],
            "Give either `range`, or days with `from` and `to`, not both.",
        ),
        (&[("topic", "!")], "`topic`: give a word or a few."),
    ] {
        let refused = agenda(&talk, options);
        assert!(refused.is_private());
        reads(&refused, words);
    }
    let refused = talk.runs("changes", &[("since", "soon".into())]);
    assert!(refused.is_private());
    reads(&refused, "`since`: “soon” is neither a time back");
    let refused = talk.runs("timeline", &[("topic", "?".into())]);
    assert!(refused.is_private());
    reads(&refused, "`topic`: give a word or a few.");
}

#[test]
fn pages_turn_after_a_restart_and_a_list_that_has_changed_says_so() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    save(&talk, &votes(12), "", "");
    let first = agenda(&talk, &[("from", "2026-12-01"), ("topic", "fair")]);
    shown(&first, "12 events in 1–31 Dec about “fair”");
    reads(&first, "Page 1 of 2 · From 1 stored article");
    assert!(!first.seen().contains("[Back]"), "{}", first.seen());

    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    let second = first.presses("Next");
    shown(&second, "Page 2 of 2");
    reads(&second, "**Fri 4 Dec 2026**");
    assert!(!second.seen().contains("has changed"), "{}", second.seen());
    assert!(!second.seen().contains("[Next]"), "{}", second.seen());
    let back = second.presses("Back");
    assert_eq!(back.seen(), first.seen());

    save(&talk, STORY, "", "");
    let changed = back.presses("Next");
    shown(
        &changed,
        "*The list has changed since; this is how it stands now.*\n13 events in 1–31 Dec about “fair”",
    );
}

#[test]
fn a_press_on_a_list_of_another_archive_or_of_none_is_refused() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, &votes(12), "", "");
    let list = agenda(&talk, &[("from", "2026-12-01")]);
    for id in [
        "agenda:1:000000:000000:2026120120261231-|",
        "agenda:x",
        "timeline:1:000000:000000:fair",
        "changes:1:000000:000000:2026-11-20 fair",
    ] {
        let refused = talk.forges_a_press(&list, id);
        assert!(refused.is_private());
        reads(
            &refused,
            "That button is of a list that I can no longer turn.",
        );
    }
}

#[test]
fn a_timeline_and_changes_go_from_old_to_new() {
    let scene = Scene::with(&["--at", "2026-11-24T20:00"]);
    let talk = scene.talk();
    let none = talk.runs("timeline", &[("topic", "harbour fair".into())]);
    reads(&none, "Nothing is stored here yet");
    reads(&talk.runs("changes", &[]), "Nothing is stored here yet");
    save(&talk, STORY, "Harbour Post", "2026-11-20");
    save(&talk, MOVED, "", "");
    let line = talk.runs("timeline", &[("topic", "harbour fair".into())]);
    shown(
        &line,
        "**harbour fair** · Fri 11 Dec 2026 · scheduled · Bergen\n> “The harbour fair was moved",
    );
    assert!(!line.seen().contains("fish market"), "{}", line.seen());
    reads(&line, "*Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026*");
    let chess = talk.runs("timeline", &[("topic", "chess".into())]);
    shown(&chess, "Nothing is told of “chess” in the stored news.");

    let changes = talk.runs("changes", &[("topic", "fair".into())]);
    shown(
        &changes,
        "1 change since Mon 23 Nov 2026, 20:00 +00:00\n**Moved**\n\
         **harbour fair** · Fri 4 Dec 2026 → Fri 11 Dec 2026 · scheduled",
    );
    reads(
        &changes,
        "> “The harbour fair was moved to December 11, the mayor said.”",
    );
    let week = talk.runs(
        "changes",
        &[("since", "7d".into()), ("topic", "harbour fair".into())],
    );
    shown(&week, "**Newly announced**");
    let none = talk.runs("changes", &[("topic", "chess".into())]);
    shown(
        &none,
        "Nothing changed since Mon 23 Nov 2026, 20:00 +00:00 about “chess”.",
    );
}

#[test]
fn pages_of_a_timeline_and_of_changes_turn_too() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, &votes(12), "", "2026-11-24");
    let options = [("since", "2026-11-24".into())];
    for first in [
        talk.runs("timeline", &[("topic", "fairs".into())]),
        talk.runs("changes", &options),
    ] {
        reads(&first, "Page 1 of 2");
        let second = first.presses("Next");
        reads(&second, "Page 2 of 2");
        assert!(!second.seen().contains("has changed"), "{}", second.seen());
        assert_eq!(second.presses("Back").seen(), first.seen());
    }
}

#[test]
fn the_same_lists_are_told_at_the_shell_beside_the_bot() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "Harbour Post", "");
    let archive = format!("server:{}", scene.newsroom.id());
    let run = |arguments: &[&str]| {
        let all = [arguments, &["--archive", &archive, "--at", NOW]].concat();
        let output = scene.bot().run(&all);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), text)
    };
    let (code, out) = run(&["agenda", "--from", "2026-12-01"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("Fri 4 Dec 2026\n  harbour fair · scheduled · Bergen"),
        "{out}"
    );
    assert!(
        out.contains("as pasted text: an unverified source."),
        "{out}"
    );
    for arguments in [
        &["timeline", "harbour", "fair"][..],
        &["changes", "--since", "2d"],
        &["event", "show", "harbour", "fair"],
        &["event", "history", "harbour", "fair"],
        &["ask", "when is the harbour fair", "--explain"],
    ] {
        let (code, out) = run(arguments);
        assert_eq!(code, Some(0), "{arguments:?}");
        assert!(out.contains("4 Dec"), "{arguments:?}: {out}");
    }
}

/// The picture of a list: its size, and the words for those who do not see it.
fn pictured(reply: &Reply, name: &str) -> ((u32, u32), String) {
    let (mut files, mut told) = (reply.files(), reply.described());
    assert_eq!((files.len(), told.len()), (1, 1), "{}", reply.seen());
    let (named, bytes) = files.remove(0);
    assert_eq!(named, name);
    assert_eq!(bytes.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]));
    let number = |at: usize| {
        let four = bytes.get(at..at + 4).expect("a header");
        four.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
    };
    ((number(16), number(20)), told.remove(0))
}

#[test]
fn an_agenda_and_a_timeline_come_with_a_picture_that_stays_in_step_and_is_told_in_words() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, &votes(12), "", "");
    let december = [("from", "2026-12-01"), ("topic", "fair")];
    let first = agenda(&talk, &december);
    let ((width, height), told) = pictured(&first, "agenda.png");
    assert_eq!(width, 1_200);
    assert!((600..2_000).contains(&height), "{height}");
    assert!(
        told.starts_with("A calendar: 12 events in 1–31 Dec about “fair”. Fri 4 Dec 2026, "),
        "{told}"
    );
    assert!(told.chars().count() <= 1_024, "{told}");
    let second = first.presses("Next");
    assert_eq!(pictured(&second, "agenda.png").1, told);
    save(&talk, MOVED, "", "");
    let changed = second.presses("Back");
    let (_, told) = pictured(&changed, "agenda.png");
    assert!(told.starts_with("A calendar: 13 events"), "{told}");

    let line = talk.runs("timeline", &[("topic", "harbour fair".into())]);
    let ((width, height), told) = pictured(&line, "timeline.png");
    assert!(width == 1_200 && height < 2_000, "{width} {height}");
    assert!(told.contains("Fri 11 Dec 2026, harbour fair"), "{told}");
    for empty in [
        agenda(&talk, &[("range", "tomorrow")]),
        talk.runs("timeline", &[("topic", "chess".into())]),
        agenda(&scene.ada.directly(), &[]),
    ] {
        assert!(empty.files().is_empty(), "{}", empty.seen());
    }
}
