//! Prints the events of stories given as JSON lines on standard input, as JSON lines.

use dateline_core::{
    Article, Draft, Moment,
    lines::{ArticleIn, EventOut},
};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let Some(article) = article(&line) else {
            writeln!(io::stderr(), "not a story: {line}")?;
            continue;
        };
        let reports = dateline_extract::reports(&article, &dateline_extract::read(&article));
        for report in reports.iter().filter(|report| report.when().is_some()) {
            let event = serde_json::to_string(&EventOut::new(report))?;
            writeln!(out, "{event}")?;
        }
    }
    Ok(())
}

fn article(line: &str) -> Option<Article> {
    let story: ArticleIn = serde_json::from_str(line).ok()?;
    let published = Moment::parse(&story.published?).ok()?;
    Article::new(Draft {
        id: story.id.and_then(|id| id.parse().ok()),
        title: story.title.unwrap_or_default(),
        text: story.text?,
        ..Draft::published(published)
    })
    .ok()
}
