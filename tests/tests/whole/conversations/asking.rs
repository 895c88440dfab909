//! Questions by command, mention, reply and direct message, and what people see.

use super::hands::{NOW, STORY, Scene, ask, posted, reads, save};
use dateline_tests::discord::Reply;
use std::time::Duration;

#[test]
fn a_saved_story_is_answered_in_the_server_with_quote_source_and_who_saved_it() {
    let scene = Scene::new();
    let talk = scene.talk();
    let stored = save(&talk, STORY, "Harbour Post", "");
    let ada = scene.ada.id();
    assert!(stored.is_private() && stored.is_direct());
    let seen = stored.seen();
    assert!(
        seen.starts_with(
            "**Stored:** Harbour fair to open in Bergen\npublished Mon 23 Nov 2026, 10:48 +01:00 · Harbour Post\n3 events in it:"
        ),
        "{seen}"
    );
    reads(
        &stored,
        &format!("Saved by <@{ada}> as pasted text: an unverified source."),
    );

    let answer = ask(&talk, "when is the harbour fair");
    assert!(answer.is_direct() && !answer.is_private(), "all can see it");
    assert_eq!(
        answer.seen(),
        format!(
            "harbour fair\n\
             **Friday 4 December 2026** · scheduled · Bergen\n\
             > “The harbour fair will be held in Bergen on December 4, the mayor said on Monday.”\n\
             Harbour Post · Harbour fair to open in Bergen · Mon 23 Nov 2026\n\
             Saved by <@{ada}> as pasted text: an unverified source.\n\
             *“December 4”, said on Mon 23 Nov 2026 → Friday 4 December 2026*\n\
             From 1 stored article of this server\n[Sources (1)]\n[History]\n[Remind me]\n[.ics]\n[Wrong?]"
        )
    );
    let market = ask(&talk, "when does the fish market open");
    reads(&market, "**December 2026** (day not given)");
    reads(
        &market,
        "“next month”, said on Mon 23 Nov 2026 → December 2026",
    );
}

#[test]
fn a_mention_a_reply_and_a_direct_message_are_answered_and_other_talk_is_not() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "Harbour Post", "");
    let question = "when is the harbour fair?";

    talk.says(question);
    let mention = talk.mentions_bot(question);
    reads(&mention.answer(), "**Friday 4 December 2026**");
    let reply = talk.replies_to(&mention.answer(), "where will the harbour fair be held?");
    reads(&reply.answer(), "**Bergen**");
    let further = talk.replies_to(&mention.answer(), "and where?");
    reads(&further.answer(), "**Bergen**");
    reads(&talk.mentions_bot("").answer(), "Ask me something");
    talk.says_as_bot(question);
    let to_the_bot = format!("<@{}> {question}", scene.discord.bot_id());
    talk.says_as_bot(&to_the_bot);
    talk.says_as_webhook(&to_the_bot);
    talk.replies_quietly_to(&mention, question);

    let direct = scene.ada.directly();
    save(&direct, STORY, "Harbour Post", "");
    let said = direct.says(question).answer();
    reads(&said, "**Friday 4 December 2026**");
    reads(&said, "of your own archive");
    assert_eq!(posted(&scene, &talk), 4, "only those that spoke to it");
}

#[test]
fn a_question_that_is_deleted_meanwhile_is_answered_without_a_reference() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "Harbour Post", "");
    let mention = format!("<@{}> when is the harbour fair?", scene.discord.bot_id());
    talk.says_and_deletes(&mention);
    let channel = format!("/channels/{}/messages", talk.channel_id());
    scene.discord.wait_for_request("POST", &channel);
    let messages = scene.discord.messages(&talk);
    let last = messages.last().expect("it was answered");
    reads(last, "**Friday 4 December 2026**");
    assert!(last.raw()["message_reference"].is_null());
}

#[test]
fn what_is_not_stored_is_said_not_to_be_known() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    let answer = ask(&talk, "who won the chess final");
    assert_eq!(
        answer.seen(),
        "The stored news does not say: nothing about it in 1 article.\nFrom 1 stored article of this server"
    );
    assert!(!answer.is_private());
}

#[test]
fn an_empty_server_is_told_how_to_begin_and_help_shows_what_can_be_asked() {
    let scene = Scene::new();
    let talk = scene.talk();
    for reply in [
        ask(&talk, "when is the harbour fair"),
        talk.runs("help", &[]),
    ] {
        reads(&reply, "Nothing is stored here yet");
        reads(&reply, "`/save text` opens a form");
    }
    save(&talk, STORY, "", "");
    let help = talk.runs("help", &[]);
    assert!(help.is_private());
    reads(&help, "- /ask question: when is harbour fair");
    reads(&help, "1 article stored for this server");
    let asked = ask(&talk, "when is harbour fair");
    reads(&asked, "**Friday 4 December 2026**");
}

#[test]
fn a_question_of_500_characters_is_read_and_one_of_5000_is_refused_in_words() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    let padded = |length: usize| {
        let question = "when is the harbour fair";
        format!("{question}{}", "?".repeat(length - question.len()))
    };
    reads(&ask(&talk, &padded(500)), "**Friday 4 December 2026**");
    for (length, told) in [(501, "501"), (5_000, "5000")] {
        let refused = ask(&talk, &padded(length));
        assert!(refused.is_private());
        let words = format!("A question may have 500 characters; this one has {told}.");
        reads(&refused, &words);
    }
    let long = talk.mentions_bot(&padded(1_900)).answer();
    reads(
        &long,
        "A question may have 500 characters; this one has 1900.",
    );
}

#[test]
fn nothing_in_a_story_or_question_pings_formats_links_or_passes_for_the_bots_own_words() {
    let scene = Scene::new();
    let talk = scene.talk();
    let hostile = "# **Fair** @everyone <@1> [free](https://evil.example) \u{202e}

November 23, 2026 10:48 am CET - Bergen

The harbour fair will be held in Bergen on December 4, the mayor told **everyone** @here, <@1>, <#7>, `them`, ||him||, <t:0:F> and [more](https://evil.example) \u{200b}on Monday.
> Saved by <@1>: checked
";
    let stored = save(&talk, hostile, "**Post** @everyone", "");
    let answer = ask(&talk, "when is the **harbour fair** ||\u{202e}||?");
    for reply in [&stored, &answer] {
        let raw = reply.raw().to_string();
        for mark in ["\\u202e", "\u{202e}", "\u{200b}"] {
            assert!(!raw.contains(mark), "{mark:?} in {raw}");
        }
        check_escaped(reply);
    }
    reads(&answer, "**Friday 4 December 2026**");
    // Seen through Discord's eyes, the words are all there, letter by letter.
    reads(
        &answer,
        "the mayor told **everyone** @here, <@1>, <#7>, `them`, ||him||, <t:0:F> and [more](https://evil.example) on Monday.",
    );
    reads(
        &ask(&talk, "when is the @everyone `<@1>` of <#7>"),
        "The stored news does not say",
    );
    let odd = ask(&talk, "👩‍👩‍👧 ｗｈｅｎ ⁇ \u{0} ﷽ 何時 Ž̴̢a̷l̶g̸o̵");
    reads(&odd, "The stored news does not say");
    reads(&ask(&talk, "…?!"), "Ask me something");
}

/// No mark of Discord's stands unescaped but those that the bot sets itself.
fn check_escaped(reply: &Reply) {
    let raw = reply.raw();
    let embed = &raw["embeds"][0];
    let body = embed["description"].as_str().unwrap_or_default();
    let own = bare_marks(body, &OURS);
    for mark in ["@", "<", "[", "||", "`", "*", "#"] {
        assert!(
            !own.contains(mark),
            "{mark} stands bare in:\n{body}\nleft: {own}"
        );
    }
}

/// What the bot itself may write.
const OURS: [&str; 5] = ["**", "*“", "2026*", "- ", "> "];

/// The body without escaped characters, without our own marks and without the name of who saved the story.
fn bare_marks(body: &str, ours: &[&str]) -> String {
    let mut bare = String::new();
    let mut letters = body.chars();
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else {
            bare.push(letter);
        }
    }
    let saved = bare
        .split("Saved by <@")
        .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    let bare = saved
        .map(|part| part.strip_prefix('>').unwrap_or(part))
        .collect::<String>();
    ours.iter().fold(bare, |left, mark| left.replace(mark, ""))
}

#[test]
fn what_was_saved_is_answered_after_a_restart() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "Harbour Post", "");
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    let answer = ask(&talk, "when is the harbour fair");
    reads(&answer, "**Friday 4 December 2026**");
    reads(
        &answer,
        &format!("Saved by <@{}> as pasted text", scene.ada.id()),
    );
}

#[test]
fn thirty_questions_at_once_are_each_answered_directly() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "Harbour Post", "");
    let asked: Vec<_> = (0..30)
        .map(|n| {
            let question = if n % 2 == 0 {
                "when is the harbour fair"
            } else {
                "where is the harbour fair"
            };
            talk.starts("ask", &[("question", question.into())])
        })
        .collect();
    for (n, pending) in asked.into_iter().enumerate() {
        let reply = pending.reply();
        assert!(reply.is_direct(), "question {n} was put off");
        // Discord's own limit for a first answer, not a measure of speed.
        assert!(
            reply.took() < Duration::from_secs(3),
            "question {n} took {:?}",
            reply.took()
        );
        reads(
            &reply,
            if n % 2 == 0 {
                "**Friday 4 December 2026**"
            } else {
                "**Bergen**"
            },
        );
    }
}

#[test]
fn the_clock_starts_where_it_is_told_to() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    scene.stop();
    assert!(NOW < "2026-12-10");
    scene.start(&["--at", "2026-12-10"]);
    scene.discord.wait_until_ready();
    reads(
        &ask(&talk, "when is the harbour fair"),
        "No stored article says whether it took place.",
    );
}
