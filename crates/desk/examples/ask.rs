//! Two stories and three questions, in memory: Dateline in a program of your own, without Discord and without tasks.
//!
//! `cargo run -p dateline-desk --example ask`

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use dateline_core::{ArchiveId, Draft, Moment};
use dateline_desk::Desk;
use std::error::Error;

fn stories() -> Result<[Draft; 2], dateline_core::Error> {
    Ok([
        Draft {
            title: "Fisheries talks to resume next month".into(),
            text: "Norland and Estmark will hold a fifth round of fisheries talks in Lindvik next month, \
                   Norland's foreign ministry said on Tuesday.\n\
                   The fourth round was held in Estmark in October 2025."
                .into(),
            source: Some("Lindvik Courier".into()),
            ..Draft::published(Moment::parse("2026-02-10")?)
        },
        Draft {
            title: "Fisheries talks put off".into(),
            text: "The fisheries talks between Norland and Estmark have been postponed to 14 April 2026, \
                   the foreign ministry said."
                .into(),
            source: Some("Estmark Post".into()),
            ..Draft::published(Moment::parse("2026-02-27")?)
        },
    ])
}

fn main() -> Result<(), Box<dyn Error>> {
    let desk = Desk::in_memory()?;
    let archive = ArchiveId::local();
    for story in stories()? {
        let taken = desk.take(&archive, story)?;
        println!("took {} with {} events", taken.id, taken.events);
    }
    for (asked, question) in [
        ("2026-02-11", "When are the fisheries talks?"),
        ("2026-03-01", "When are the fisheries talks?"),
        ("2026-03-01", "Who won the chess match?"),
    ] {
        let answer = desk.ask(&archive, question, &Moment::parse(asked)?)?;
        let parts = answer.parts();
        println!("\n{question} (asked on {asked})");
        println!("  {}: {}", parts.state.word(), parts.text);
        if let Some(cited) = &parts.cited {
            let source = cited.source.as_deref().unwrap_or("unnamed source");
            println!(
                "  \"{}\" ({source}, {})",
                cited.quote.text(),
                cited.published
            );
        }
    }
    Ok(())
}
