//! Stories in bulk, through the door that `dateline add` uses.

use crate::{Figures, Given, machine};
use dateline_core::{ArchiveId, Draft};
use dateline_desk::Desk;
use dateline_tests::synthetic::Press;
use std::{
    error::Error,
    io::{self, Write as _},
    time::Instant,
};

/// So many stories are made ahead, so that making them can be told from taking them.
const AHEAD: usize = 2_000;
/// So many go in with one call, as `dateline add --jsonl` does.
const BATCH: usize = 100;

pub(crate) fn fill(
    desk: &Desk,
    archive: &ArchiveId,
    given: &Given,
    figures: &mut Figures,
) -> Result<Press, Box<dyn Error>> {
    let mut press = Press::new(given.seed);
    let (mut left, mut seconds, mut cpu) = (given.stories, 0.0, 0.0);
    let (mut packed, mut plain) = (0_usize, 0_usize);
    let mut step = (0.0, 0);
    while left > 0 {
        let drafts: Vec<Draft> = press.by_ref().take(left.min(AHEAD)).collect();
        left -= drafts.len();
        for draft in &drafts {
            let text = [draft.title.as_bytes(), draft.text.as_bytes()].concat();
            plain += text.len();
            packed += zstd::bulk::compress(&text, 3)?.len();
        }
        let (begun, before) = (Instant::now(), machine::cpu());
        for batch in drafts.chunks(BATCH) {
            for taken in desk.take_many(archive, batch.to_vec())? {
                taken?;
            }
        }
        seconds += begun.elapsed().as_secs_f64();
        let spent = machine::cpu() - before;
        cpu += spent;
        step = (step.0 + spent, step.1 + drafts.len());
        if step.1 >= 10_000 || left == 0 {
            let each = 1_000.0 * step.0 / step.1 as f64;
            let at = given.stories - left;
            writeln!(io::stdout(), "at {at:>8}: {each:.2} CPU ms a story")?;
            step = (0.0, 0);
        }
    }
    let stories = given.stories as f64;
    figures.tell("text_kb_each", plain as f64 / stories / 1_000.0)?;
    figures.tell("packed_kb_each", packed as f64 / stories / 1_000.0)?;
    figures.tell("stories_per_s", stories / seconds)?;
    figures.tell("cpu_ms_per_story", 1_000.0 * cpu / stories)?;
    figures.tell("cpu_ms_last_step", 1_000.0 * step.0 / step.1.max(1) as f64)?;
    let statistics = desk.statistics(archive)?;
    figures.tell("events", statistics.events as f64)?;
    figures.tell("reports", statistics.reports as f64)?;
    for (name, folder) in [("store_mb", "store"), ("index_mb", "index")] {
        let bytes = machine::bytes(&given.data.join(folder));
        figures.tell(name, bytes as f64 / 1e6)?;
    }
    let disk = machine::bytes(&given.data) as f64;
    figures.tell("disk_to_packed", disk / packed as f64)?;
    figures.tell("rss_filled_mb", machine::resident())?;
    Ok(press)
}
