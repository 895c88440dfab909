//! What Discord and serenity leave to the bot: the points of the platform that bite, one conversation each.

use super::hands::{STORY, Scene, ask, posted, reads, save};

/// Point 2: the address of the event connection is asked for until Discord gives it.
#[test]
fn a_gateway_that_is_not_told_at_first_is_asked_for_again() {
    let mut scene = Scene::before_the_bot();
    scene.discord.fail_next("GET", "/gateway", 500, 2);
    scene.start(&[]);
    scene.discord.wait_until_ready();
    reads(
        &scene.talk().runs("help", &[]),
        "Nothing is stored here yet",
    );
    let log = scene.stop();
    assert!(log.contains("asking again"), "{log}");
}

/// Point 2: serenity asks once more, and would fall back on an address of its own; what was told first stands.
#[test]
fn a_gateway_that_was_told_stands_where_asking_again_fails() {
    let mut scene = Scene::before_the_bot();
    scene.discord.spare_next("GET", "/gateway");
    scene.discord.fail_next("GET", "/gateway", 500, 1);
    scene.start(&[]);
    scene.discord.wait_until_ready();
}

/// Point 5: answers are given at once; only what has to be fetched comes later.
#[test]
fn commands_forms_and_buttons_are_answered_at_once() {
    let scene = Scene::new();
    let talk = scene.talk();
    let form = talk.runs("save text", &[]);
    let refused = save(&talk, "No date here", "", "soon");
    let again = refused.presses("Mend the form");
    for reply in [
        form,
        refused,
        again,
        ask(&talk, "when is it"),
        talk.runs("help", &[]),
    ] {
        assert!(reply.is_direct(), "{}", reply.seen());
    }
    let edits = scene
        .discord
        .requests()
        .into_iter()
        .filter(|request| request.path.contains("@original"));
    assert_eq!(edits.count(), 0);
}

/// Point 7: a request that Discord never answers is given up, and others go on meanwhile.
#[test]
fn a_request_that_hangs_is_given_up() {
    let scene = Scene::with(&["--discord-timeout", "0.5"]);
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    scene.discord.hang_next("POST", "/messages");
    let hanging = talk.mentions_bot("when is the harbour fair");
    reads(
        &ask(&talk, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    reads(&hanging.answer(), "**Friday 4 December 2026**");
    assert_eq!(posted(&scene, &talk), 1, "posted once");
}

/// A reply whose answer got lost on the way is not posted twice.
#[test]
fn a_reply_that_was_posted_though_discord_failed_is_posted_once() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    scene.discord.lose_next_answer("POST", "/messages");
    reads(
        &talk.mentions_bot("when is the harbour fair").answer(),
        "**Friday 4 December 2026**",
    );
    reads(
        &talk.mentions_bot("where is the harbour fair").answer(),
        "**Bergen**",
    );
    assert_eq!(posted(&scene, &talk), 2);
    scene.discord.lose_next_answer("POST", "/callback");
    reads(
        &ask(&talk, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    scene.discord.fail_next("POST", "/callback", 500, 1);
    reads(
        &ask(&talk, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    let log = scene.stop();
    assert!(!log.contains("fault "), "all were answered: {log}");
}

/// Point 8: the law over every message stands in the fake Discord; here it is seen at work on edits.
#[test]
fn every_message_and_every_edit_says_that_nobody_is_pinged() {
    use dateline_tests::discord::Value;
    let scene = Scene::new();
    let talk = scene.talk();
    let story = format!("@everyone and @here\n{STORY}");
    let file = Value::file("story.txt", "text/plain", story.as_bytes());
    let stored = talk.runs("save file", &[("file", file)]).waits_for_edit();
    reads(&stored, "**Stored:**");
    talk.mentions_bot("when is @everyone").answer();
    ask(&talk, "when is @here");
    save(&talk, "@everyone", "@here", "@everyone");
    let bodies: Vec<_> = scene
        .discord
        .requests()
        .into_iter()
        .map(|request| request.body)
        .collect();
    let messages = bodies.iter().filter_map(|body| {
        let message = body.get("data").unwrap_or(body);
        message.get("embeds").map(|_| message)
    });
    let messages: Vec<_> = messages.collect();
    assert!(messages.len() >= 4, "{bodies:?}");
    for message in messages {
        assert_eq!(
            message["allowed_mentions"]["parse"],
            serde_json::json!([]),
            "{message}"
        );
    }
}

/// Point 11: its own private answers come back as messages without a server; it does not speak to itself.
#[test]
fn the_bot_does_not_answer_itself() {
    let scene = Scene::new();
    let (talk, direct) = (scene.talk(), scene.ada.directly());
    talk.runs("help", &[]);
    save(&talk, "when is the harbour fair?", "", "soon");
    direct.runs("help", &[]);
    direct.says("when is the harbour fair?").answer();
    talk.mentions_bot("when is the harbour fair?").answer();
    assert_eq!(posted(&scene, &talk), 1);
    let posts = scene.discord.requests().into_iter();
    let posts =
        posts.filter(|request| request.method == "POST" && request.path.ends_with("/messages"));
    assert_eq!(
        posts.count(),
        2,
        "one for the mention, one for the direct message"
    );
}

/// Point 12: commands that could not be registered at first are registered later; meanwhile the bot is not mute.
#[test]
fn commands_are_registered_again_until_discord_takes_them_and_only_when_they_changed() {
    let mut scene = Scene::before_the_bot();
    scene.discord.fail_next("PUT", "/commands", 500, 2);
    scene.start(&[]);
    scene.discord.wait_for_identifies(1);
    reads(
        &scene.ada.directly().says("when is the fair").answer(),
        "Nothing is stored here yet",
    );
    scene.discord.wait_until_ready();
    assert_eq!(scene.discord.registrations(), 1);
    reads(
        &scene.talk().runs("help", &[]),
        "Nothing is stored here yet",
    );
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    reads(
        &scene.talk().runs("help", &[]),
        "Nothing is stored here yet",
    );
    scene.stop();
    assert_eq!(scene.discord.registrations(), 1, "they had not changed");
}

/// Point 12: it answers while Discord does not take the commands.
#[test]
fn the_bot_is_not_mute_while_its_commands_are_not_taken() {
    let mut scene = Scene::before_the_bot();
    scene.discord.hang_next("PUT", "/commands");
    scene.start(&[]);
    scene.discord.wait_for_identifies(1);
    reads(
        &scene.ada.directly().says("when is the fair").answer(),
        "Nothing is stored here yet",
    );
    assert_eq!(scene.discord.registrations(), 0);
}

/// Point 13: neither the token nor those of interactions nor anybody's words are in the log.
#[test]
fn no_token_and_nobodys_words_are_logged() {
    let mut scene = Scene::before_the_bot();
    scene.discord.fail_next("GET", "/applications/@me", 500, 1);
    scene.discord.fail_next("PUT", "/commands", 500, 1);
    scene.start(&["--discord-timeout", "0.5"]);
    scene.discord.wait_until_ready();
    let (talk, direct) = (scene.talk(), scene.ada.directly());
    save(&talk, STORY, "Harbour Post", "");
    ask(&talk, "when is the harbour fair");
    direct.says("my own secret question").answer();
    scene.discord.fail_next("POST", "/callback", 400, 1);
    let unanswered = talk.starts("ask", &[("question", "when is the harbour fair".into())]);
    scene.discord.fail_next("POST", "/messages", 403, 1);
    talk.mentions_bot("another secret question");
    let channel = format!("/channels/{}/messages", talk.channel_id());
    scene.discord.wait_for_request("POST", &channel);
    talk.mentions_bot("where is the harbour fair").answer();
    for _ in 0..2 {
        scene.discord.hang_next("POST", "/callback");
    }
    let given_up = talk.starts("ask", &[("question", "when is the harbour fair".into())]);
    drop((unanswered, given_up));
    scene
        .discord
        .says_nonsense(r#"{"op": 0, "t": "MESSAGE_CREATE", "d": {"content": "secret"}}"#);
    scene.discord.says_nonsense("a secret frame");
    talk.mentions_bot("where is the harbour fair").answer();
    scene.discord.cut_gateway();
    scene.discord.wait_for_resumes(1);
    let tokens = scene.discord.interaction_tokens();
    let token = scene.discord.token();
    let log = scene.stop();
    assert!(log.contains("fault "), "the faults are in the log: {log}");
    assert!(tokens.len() >= 3, "{tokens:?}");
    let words = [
        "secret",
        "harbour",
        "Harbour Post",
        "Bergen",
        "/interactions/",
        "/webhooks/",
        // Serenity's own log, which repeats whole events, would name this.
        "hard",
    ];
    for secret in tokens
        .iter()
        .map(String::as_str)
        .chain([token.as_str()])
        .chain(words)
    {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}

/// An event that Discord delivers twice is answered once.
#[test]
fn what_is_delivered_twice_is_answered_once() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    scene.discord.deliver_twice();
    talk.mentions_bot("when is the harbour fair").answer();
    talk.mentions_bot("where is the harbour fair").answer();
    scene.discord.deliver_twice();
    ask(&talk, "when is the harbour fair");
    assert_eq!(posted(&scene, &talk), 2);
    // What is under way is finished first: no second answer can come later.
    scene.stop();
    let requests = scene.discord.requests();
    let count = |part: &str| {
        let made = requests.iter().filter(|request| request.method == "POST");
        made.filter(|request| request.path.ends_with(part)).count()
    };
    assert_eq!(count("/messages"), 2, "the nonce alone would hide a second");
    assert_eq!(
        count("/callback"),
        3,
        "the form twice, and the question once"
    );
}

/// A connection that breaks is taken up again, and what was said meanwhile is answered.
#[test]
fn a_broken_connection_is_taken_up_where_it_broke() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    scene.discord.cut_gateway();
    let said = talk.mentions_bot("when is the harbour fair");
    reads(&said.answer(), "**Friday 4 December 2026**");
    assert!(scene.discord.resumes() >= 1);
}

/// Commands are registered with what they are called in the reader's language, and a second start finds them so.
#[test]
fn commands_have_names_in_the_languages_of_their_readers() {
    let mut scene = Scene::new();
    let commands = scene.discord.commands_registered().expect("commands");
    let commands = commands.as_array().cloned().unwrap_or_default();
    let named = |name: &str| {
        let found = commands.iter().find(|command| command["name"] == name);
        found.expect("it is registered").clone()
    };
    let (agenda, menu) = (named("agenda"), named("Save article"));
    for (locale, name) in [
        ("de", "von"),
        ("fr", "du"),
        ("pt-BR", "de"),
        ("es-419", "desde"),
    ] {
        assert_eq!(agenda["options"][1]["name_localizations"][locale], name);
        assert!(agenda["description_localizations"][locale].is_string());
    }
    assert_eq!(menu["name_localizations"]["de"], "Artikel speichern");
    assert!(menu["description_localizations"].is_null() || menu["description"] == "");
    scene.stop();
    scene.start(&[]);
    let already = "the commands are registered already";
    scene.bot().wait_for_log(already);
    assert_eq!(scene.discord.registrations(), 1);
}
