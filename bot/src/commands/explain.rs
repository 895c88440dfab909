//! `dateline explain`: how a time phrase is read.

use crate::{console::Console, settings::Settings};
use clap::Args;
use dateline_core::{
    CharIndex,
    lines::{TimeOut, WhenOut},
};
use dateline_render::{Trouble, help, plain};
use dateline_timex::Explanation;
use serde::Serialize;

/// What `explain` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(required = true, value_name = "PHRASE", help = help::option::PHRASE)]
    phrase: Vec<String>,
    #[arg(long, value_name = "TIME", help = help::option::PUBLISHED)]
    published: String,
}

/// One mention and how it was read, as a JSON line.
#[derive(Serialize)]
struct ExplanationOut<'a> {
    #[serde(flatten)]
    time: TimeOut,
    rule: &'a str,
    anchor: Option<String>,
    steps: &'a [String],
    other: Option<WhenOut>,
    why: Option<&'a str>,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let published = settings.moment("--published", &given.published)?;
    let phrase = given.phrase.join(" ");
    let explanations = dateline_timex::explain(&phrase, &published);
    if explanations.is_empty() {
        console.trouble(&Trouble::NoTime { text: phrase });
        return Ok(());
    }
    let index = CharIndex::new(&phrase);
    for explanation in &explanations {
        if console.writes_json() {
            console.json(&line(explanation, &index))?;
        } else {
            console.say(&plain::explanation(
                &explanation.mention,
                &explanation.steps,
            ))?;
        }
    }
    Ok(())
}

fn line<'a>(explanation: &'a Explanation, index: &CharIndex) -> ExplanationOut<'a> {
    let mention = &explanation.mention;
    ExplanationOut {
        time: TimeOut::new(mention, index),
        rule: &mention.rule,
        anchor: mention.anchor.map(|day| day.to_string()),
        steps: &explanation.steps,
        other: mention
            .doubt
            .as_ref()
            .map(|doubt| WhenOut::new(&doubt.other)),
        why: mention.doubt.as_ref().map(|doubt| doubt.why.as_str()),
    }
}
