//! `dateline article`: stored stories, listed, shown, removed.

use crate::{archive::Archive, console::Console, ending::Ending, settings::Settings};
use clap::{Args, Subcommand};
use dateline_core::{Article, ArticleId, Error};
use dateline_render::{Trouble, help, plain, refusal};
use serde::Serialize;

/// What `article` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    #[command(about = help::ARTICLE_LIST)]
    List,
    #[command(about = help::ARTICLE_SHOW)]
    Show {
        #[arg(value_parser = article_id, help = help::option::ID)]
        id: ArticleId,
    },
    #[command(about = help::ARTICLE_REMOVE)]
    Remove {
        #[arg(value_parser = article_id, help = help::option::ID)]
        id: ArticleId,
    },
}

/// One story as a JSON line; a list leaves the text out.
#[derive(Serialize)]
struct StoryOut<'a> {
    id: &'a str,
    title: &'a str,
    published: String,
    modified: Option<String>,
    place: Option<&'a str>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    authors: &'a [String],
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct RemovedOut<'a> {
    id: &'a str,
    removed: bool,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let archive = Archive::open(settings)?;
    match &given.deed {
        Deed::List => list(&archive, console),
        Deed::Show { id } => show(&archive, id, console),
        Deed::Remove { id } => remove(&archive, id, console),
    }?;
    Ok(())
}

/// Every story on a line, the newest first.
fn list(archive: &Archive, console: &mut Console) -> Result<(), Trouble> {
    let mut lines = Vec::new();
    archive.each_article(|article| {
        let shown = if console.writes_json() {
            serde_json::to_string(&line(article)).map_err(|why| Trouble::Output {
                why: why.to_string(),
            })
        } else {
            Ok(plain::article_line(article))
        };
        lines.push((article.published().sort_key(), shown));
    })?;
    if lines.is_empty() {
        console.remark(plain::nothing_stored());
        console.end_with(Ending::NothingFound);
    }
    lines.sort_by_key(|(published, _)| std::cmp::Reverse(*published));
    lines
        .into_iter()
        .try_for_each(|(_, shown)| console.say(&shown?))
}

fn show(archive: &Archive, id: &ArticleId, console: &mut Console) -> Result<(), Trouble> {
    let article = archive
        .article(id)?
        .ok_or_else(|| Trouble::NoSuchArticle { id: id.clone() })?;
    if console.writes_json() {
        console.json(&StoryOut {
            text: Some(article.text()),
            ..line(&article)
        })
    } else {
        console.say(&plain::article(&article))
    }
}

fn remove(archive: &Archive, id: &ArticleId, console: &mut Console) -> Result<(), Trouble> {
    if !archive.forget(id)? {
        return Err(Trouble::NoSuchArticle { id: id.clone() });
    }
    archive.purge()?;
    if console.writes_json() {
        console.json(&RemovedOut {
            id: id.as_str(),
            removed: true,
        })
    } else {
        console.say(&plain::removed(id))
    }
}

fn line(article: &Article) -> StoryOut<'_> {
    StoryOut {
        id: article.id().as_str(),
        title: article.title(),
        published: article.published().to_string(),
        modified: article.modified().map(|at| at.to_string()),
        place: article.place(),
        source: article.source(),
        url: article.url(),
        authors: article.authors(),
        language: article.language(),
        text: None,
    }
}

fn article_id(text: &str) -> Result<ArticleId, String> {
    text.parse().map_err(|why: Error| refusal(&why))
}
