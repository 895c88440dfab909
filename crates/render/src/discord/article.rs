//! Stored stories as cards: a list of them, one with what it reports, and that one is removed.

use super::{
    answer::{Asked, link},
    card::{Body, Card, Tone, cut, outside},
    lists::{Block, Pages, covered, paged},
    stored::{events, line},
};
use crate::{safe, told, words};
use dateline_core::{Article, Coverage, Report, Saved};

const LINE: usize = 300;

/// So many of a story's events are told.
const EVENTS: usize = 12;

/// The newest stories, the newest first; each with who put it in, where a person did.
#[must_use]
pub fn list(found: &[(Article, Option<Saved>)], coverage: Coverage, asked: Asked) -> Pages {
    let blocks = found.iter().map(|(article, saved)| Block {
        heading: None,
        lines: vec![
            format!("**{}**", headline(article)),
            facts(article, saved.as_ref()),
        ],
    });
    let shown = words::count(found.len() as u64, "article");
    let head = match coverage.articles {
        all if all == found.len() as u64 => format!("{shown}, the newest first"),
        _ => format!("The newest {shown}"),
    };
    paged(head, blocks.collect(), covered(coverage, asked))
}

fn headline(article: &Article) -> String {
    let headline = outside(article.title(), LINE);
    if headline.is_empty() {
        "(no headline)".to_owned()
    } else {
        headline
    }
}

/// Where it stands, since when, who put it in, and its id.
fn facts(article: &Article, saved: Option<&Saved>) -> String {
    let mut facts: Vec<String> = article
        .source()
        .map(|source| outside(source, LINE))
        .into_iter()
        .collect();
    facts.push(words::day(article.published().day()));
    facts.extend(saved.map(|saved| format!("saved by <@{}>", saved.by)));
    facts.push(format!(
        "`{}`",
        safe::line(article.id().as_str()).replace('`', "ˋ")
    ));
    facts.join(" · ")
}

/// A story: where it stands, who put it in, and every event that was read in it.
#[must_use]
pub fn shown(article: &Article, reports: &[Report], saved: Option<&Saved>, asked: Asked) -> Card {
    let mut body = Body::default();
    body.add(&[format!("**{}**", headline(article)), facts(article, saved)]);
    let by = saved.map(|saved| told::saved(saved, &format!("<@{}>", saved.by)));
    body.add(&by.into_iter().collect::<Vec<_>>());
    let opened = article.url().and_then(|url| link(url, ""));
    body.add(
        &opened
            .map(|link| format!("[open](<{link}>)"))
            .into_iter()
            .collect::<Vec<_>>(),
    );
    body.add(&[events(reports)]);
    for report in reports.iter().take(EVENTS) {
        body.add(&[line(report)]);
    }
    if reports.len() > EVENTS {
        body.add(&[format!("… and {} more", reports.len() - EVENTS)]);
    }
    Card::new(Tone::Plain, body.finish()).footed(asked.whose())
}

/// That a story is removed, with all that it reported.
#[must_use]
pub fn removed(article: &Article) -> Card {
    let words = format!(
        "**Removed:** {}\nWhat it reported is gone with it, corrections of that too. Copies in backups stay until those are replaced.",
        headline(article)
    );
    Card::new(Tone::Plain, words)
}

/// That a story was read anew: whether something else was found, and what is found now.
#[must_use]
pub fn reread(article: &Article, has_changed: bool, reports: &[Report]) -> Card {
    let word = if has_changed {
        "Read anew"
    } else {
        "Read anew, with nothing else in it than before"
    };
    let mut body = Body::default();
    body.add(&[
        format!("**{word}:** {}", headline(article)),
        events(reports),
    ]);
    for report in reports.iter().take(EVENTS) {
        body.add(&[line(report)]);
    }
    if reports.len() > EVENTS {
        body.add(&[format!("… and {} more", reports.len() - EVENTS)]);
    }
    Card::new(Tone::Plain, body.finish())
}

/// What stands for a story where its name is typed.
#[must_use]
pub fn choice(article: &Article) -> String {
    const TITLE: usize = 70;
    let title = cut(&safe::line(article.title()), TITLE);
    let source = article
        .source()
        .map(|source| format!(" · {}", safe::line(source)));
    format!(
        "{title}{} · {}",
        source.unwrap_or_default(),
        words::day(article.published().day())
    )
}
