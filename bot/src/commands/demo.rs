//! `dateline demo`: the main job on sample stories, in memory.

use crate::{
    answers,
    archive::{Archive, Come},
    console::Console,
    prompt,
    settings::Settings,
    talk::Talk,
};
use anyhow::Context;
use clap::Args;
use dateline_core::{Draft, Moment};
use dateline_render::plain;

/// What `demo` takes: nothing of its own.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

/// A sample story of our own writing, as one would paste it.
struct Sample {
    text: &'static str,
    source: &'static str,
    url: &'static str,
}

const SAMPLES: [Sample; 7] = [
    Sample {
        text: include_str!("../demo/bridge_1.txt"),
        source: "Aldermere Post",
        url: "https://post.example/kestrel-bridge-to-reopen",
    },
    Sample {
        text: include_str!("../demo/ferry_1.txt"),
        source: "Baltic Courier",
        url: "https://courier.example/ferry-safety-talks",
    },
    Sample {
        text: include_str!("../demo/marathon_1.txt"),
        source: "Brackley Gazette",
        url: "https://gazette.example/lakeside-marathon",
    },
    Sample {
        text: include_str!("../demo/bridge_2.txt"),
        source: "Aldermere Post",
        url: "https://post.example/kestrel-bridge-postponed",
    },
    Sample {
        text: include_str!("../demo/ferry_2.txt"),
        source: "Baltic Courier",
        url: "https://courier.example/ferry-safety-talks-end",
    },
    Sample {
        text: include_str!("../demo/marathon_2.txt"),
        source: "Brackley Gazette",
        url: "https://gazette.example/lakeside-marathon-cancelled",
    },
    Sample {
        text: include_str!("../demo/bridge_3.txt"),
        source: "Aldermere Post",
        url: "https://post.example/kestrel-bridge-reopens",
    },
];

/// When each sample question is asked, and the question.
const QUESTIONS: [(&str, &str); 13] = [
    ("2026-10-15T09:00", "when will the Kestrel Bridge reopen"),
    (
        "2026-10-15T09:00",
        "when will the ferry safety talks be held",
    ),
    (
        "2026-10-21T09:00",
        "how many runners have registered for the Lakeside Marathon",
    ),
    (
        "2026-10-21T09:00",
        "where will the Lakeside Marathon be held",
    ),
    (
        "2026-10-21T09:00",
        "has the Lakeside Marathon been cancelled",
    ),
    ("2026-11-10T09:00", "when will the Kestrel Bridge reopen"),
    ("2026-12-01T09:00", "when did the Kestrel Bridge reopen"),
    ("2026-12-01T09:00", "who headed the Finnish delegation"),
    (
        "2026-12-01T09:00",
        "where was the first round of the ferry safety talks held",
    ),
    (
        "2026-12-01T09:00",
        "when is the third round of the ferry safety talks",
    ),
    (
        "2026-12-01T09:00",
        "when will inspectors examine the new cables",
    ),
    (
        "2026-12-01T09:00",
        "has the Lakeside Marathon been cancelled",
    ),
    ("2026-12-01T09:00", "when is the next city council election"),
];

/// The prompt asks on this day, whatever the clock says.
const TODAY: &str = "2026-12-01T09:00";

pub(crate) fn run(
    _given: &Arguments,
    _settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let archive = Archive::in_memory()?;
    let stories = SAMPLES.iter().map(draft).collect::<anyhow::Result<_>>()?;
    let mut events = 0;
    for taken in archive.take(stories, Come::ByHand)? {
        events += taken.map_err(anyhow::Error::msg)?.events;
    }
    if !console.writes_json() {
        console.say(&plain::demo_opening(SAMPLES.len() as u64, events as u64))?;
        console.say("")?;
    }
    for (number, (asked, question)) in QUESTIONS.iter().enumerate() {
        ask(
            &archive,
            &(number + 1).to_string(),
            question,
            asked,
            console,
        )?;
    }
    if prompt::is_attended() && !console.writes_json() {
        take_questions(&archive, console)?;
    }
    console.remark(plain::demo_closing());
    Ok(())
}

fn take_questions(archive: &Archive, console: &mut Console) -> anyhow::Result<()> {
    let today = Moment::parse(TODAY)?;
    let mut talk = Talk::with(archive);
    prompt::questions(console, |said, console| talk.take(said, &today, console))
}

fn draft(sample: &Sample) -> anyhow::Result<Draft> {
    let page = dateline_reader::paste(sample.text);
    let read = page
        .draft(None)
        .context("a sample story has no publication date")?;
    let source = Some(sample.source.to_owned());
    Ok(Draft {
        source,
        url: Some(sample.url.to_owned()),
        ..read
    })
}

fn ask(
    archive: &Archive,
    id: &str,
    question: &str,
    asked: &str,
    console: &mut Console,
) -> anyhow::Result<()> {
    let asked = Moment::parse(asked)?;
    let answered = archive.answer(question, &asked)?;
    answers::show_with_question(id, question, &asked, &answered, console)?;
    Ok(())
}
