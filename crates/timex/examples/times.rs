//! Reads time mentions: JSON lines `{"id","published","text"}` in, `{"id","times":[…]}` out.

use dateline_core::lines::{TextIn, TimeOut, TimesOut};
use dateline_core::{CharIndex, Moment};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let story: TextIn = serde_json::from_str(&line?)?;
        let published = Moment::parse(story.published.as_deref().unwrap_or("1970-01-01"))?;
        let index = CharIndex::new(&story.text);
        let times = dateline_timex::times(&story.text, &published);
        let times = times.iter().map(|mention| TimeOut::new(mention, &index));
        let times = TimesOut {
            id: story.id,
            times: times.collect(),
        };
        serde_json::to_writer(&mut out, &times)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
