//! Killed at random requests amid digests and reminders that are due at once: each is there once where history may be read;
//! where it may not, none is there twice and what is left out is told.

use super::{
    digests::{digest, manager, posts, settled},
    hands::{STORY, Scene, reads, save},
};
use dateline_tests::discord::Talk;
use std::{
    thread,
    time::{Duration, Instant},
};

const DAY_BEFORE: &[&str] = &["--at", "2026-12-02T12:00"];
const CHANNELS: usize = 12;
/// So many of them get two digests besides: a server has ten at most.
const DIGESTS: usize = 4;
const ROUNDS: usize = 8;

/// A sequence that is the same in each run: xorshift (G. Marsaglia, 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// Channels in each of which a reminder is due on 3 December at nine, and in some two digests.
fn set() -> (Scene, Vec<Talk>) {
    let scene = Scene::with(DAY_BEFORE);
    let talk = manager(&scene);
    save(&talk, STORY, "", "");
    let channels = (0..CHANNELS).map(|number| talk.in_channel(&format!("channel {number}")));
    let channels: Vec<Talk> = channels.collect();
    for talk in &channels {
        talk.says("good morning");
        let reminder = [
            ("event", "harbour fair".into()),
            ("where", "channel".into()),
        ];
        reads(
            &talk.runs("event remind", &reminder),
            "1 day before it, in <#",
        );
    }
    for talk in channels.iter().take(DIGESTS) {
        for kind in ["today", "week"] {
            let all = [("kind", kind.into()), ("at", "09:00".into())];
            digest(talk, "set", &all);
        }
    }
    (scene, channels)
}

fn kill_again_and_again(scene: &mut Scene, random: &mut Random) {
    scene.stop();
    for round in 0..ROUNDS {
        let before = scene.discord.requests().len();
        let least = before + 3 + usize::try_from(random.below(14)).expect("a small number");
        scene.start(&["--at", &format!("2026-12-03T09:{:02}", 3 * round)]);
        let begun = Instant::now();
        while scene.discord.requests().len() < least && begun.elapsed() < Duration::from_secs(3) {
            thread::yield_now();
        }
        scene.bot.take().expect("a bot is running").kill();
        scene.discord.forget_nonces();
    }
    scene.start(&["--at", "2026-12-03T09:30"]);
    scene.discord.wait_until_ready();
}

/// The titles of what stands in a channel: of a digest its kind, of a reminder the event.
fn titles(scene: &Scene, talk: &Talk) -> Vec<String> {
    let posts = posts(scene, talk).into_iter();
    let title = |post: dateline_tests::discord::Reply| {
        let title = post.raw()["embeds"][0]["title"].as_str();
        title.unwrap_or_default().to_owned()
    };
    let mut titles: Vec<String> = posts.map(title).collect();
    titles.sort();
    titles
}

fn due(number: usize) -> Vec<&'static str> {
    if number < DIGESTS {
        vec!["The next seven days", "Today", "harbour fair"]
    } else {
        vec!["harbour fair"]
    }
}

#[test]
fn killed_at_random_requests_everything_is_there_once_where_history_may_be_read() {
    for seed in [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9] {
        let (mut scene, channels) = set();
        kill_again_and_again(&mut scene, &mut Random(seed));
        settled(&scene, &manager(&scene));
        for (number, talk) in channels.iter().enumerate() {
            assert_eq!(titles(&scene, talk), due(number), "{number}, {seed:x}");
        }
    }
}

#[test]
fn killed_at_random_requests_nothing_is_there_twice_where_it_may_not_and_the_rest_is_told() {
    let (mut scene, channels) = set();
    scene.discord.hide_history();
    kill_again_and_again(&mut scene, &mut Random(0x94d0_49bb_1331_11eb));
    settled(&scene, &manager(&scene));
    let directly = posts(&scene, &scene.ada.directly());
    let told: String = directly
        .iter()
        .map(dateline_tests::discord::Reply::seen)
        .collect();
    for (number, talk) in channels.iter().enumerate() {
        let here = titles(&scene, talk);
        for title in due(number) {
            let count = here.iter().filter(|there| *there == title).count();
            assert!(count <= 1, "{title} is there {count} times");
            let channel = format!("<#{}>", talk.channel_id());
            assert!(
                count == 1 || told.contains(&channel),
                "{title} of {channel} is neither there nor told:\n{told}"
            );
        }
    }
}
