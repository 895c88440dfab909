//! From what is given to a story: text and publication, or the draft of an article.

use crate::{feeds, input, settings::Settings};
use dateline_core::{Draft, Moment, lines::ArticleIn};
use dateline_reader::{NoDraft, Page, Source, feed, opml};
use dateline_render::{Fault, LineFault, Trouble};

/// The most bytes of a JSON line that holds a story or a question.
pub(crate) const LINE_LIMIT: usize = 2_000_000;

/// The most bytes of a JSON line that holds a page.
pub(crate) const PAGE_LINE_LIMIT: usize = 32 * 1024 * 1024;

/// The most characters of one story's text.
pub(crate) const TEXT_LIMIT: usize = 200_000;

/// A given file or standard input, read as page or pasted text.
pub(crate) fn page(given: &input::Given) -> Result<Page, Trouble> {
    Ok(dateline_reader::read(
        &given.bytes()?,
        given.file_name().as_deref(),
    ))
}

/// The whole text that is given, and when it was published: as told, else as it says itself.
pub(crate) fn text(
    given: &input::Given,
    published: Option<Moment>,
) -> Result<(String, Moment), Trouble> {
    let bytes = given.bytes()?;
    let known = match published {
        Some(known) => known,
        None => {
            let page = dateline_reader::read(&bytes, given.file_name().as_deref());
            let missing = Fault::NoPublication {
                changed: page.modified,
            };
            page.published.ok_or(Trouble::Given {
                name: given.name(),
                fault: missing,
            })?
        }
    };
    Ok((String::from_utf8_lossy(&bytes).into_owned(), known))
}

/// A story on its way into the archive.
pub(crate) struct Given {
    pub(crate) draft: Draft,
    /// Whether it came through a feed.
    pub(crate) is_of_a_feed: bool,
    /// Whether it is less than the whole story.
    pub(crate) is_teaser: bool,
}

/// The stories in a file, standard input or an answer from the network: one of a page or a text, all of a feed.
pub(crate) fn stories(
    name: &str,
    bytes: &[u8],
    source: &Source<'_>,
    (published, now): (Option<Moment>, Moment),
) -> Vec<Result<Given, Trouble>> {
    let trouble = |fault| Trouble::Given {
        name: name.to_owned(),
        fault,
    };
    if feed::is_feed(bytes) {
        let address = source.name.filter(|name| name.contains("://"));
        if let Ok(parsed) = feed::feed(bytes, address, source.charset) {
            let entries = feeds::stories_of(&parsed, now).into_iter();
            let given = entries.map(|made| match made.story {
                Ok(draft) => Ok(Given {
                    draft,
                    is_of_a_feed: true,
                    is_teaser: made.is_teaser,
                }),
                Err(why) => Err(trouble(Fault::Entry {
                    title: made.title,
                    why,
                })),
            });
            return given.collect();
        }
    }
    if is_list_of_feeds(bytes) {
        return vec![Err(trouble(Fault::FeedList))];
    }
    let draft = draft(name, dateline_reader::read_from(bytes, source), published);
    vec![draft.map(|draft| Given {
        draft,
        is_of_a_feed: false,
        is_teaser: false,
    })]
}

/// Whether it is an OPML list: its beginning says so, and it can be read.
fn is_list_of_feeds(bytes: &[u8]) -> bool {
    const HEAD: usize = 2_000;
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    head.windows(5).any(|some| some == b"<opml") && opml::read(bytes).is_ok()
}

/// The draft of a page; a publication that is told wins over its own.
pub(crate) fn draft(name: &str, page: Page, published: Option<Moment>) -> Result<Draft, Trouble> {
    let trouble = |fault| Trouble::Given {
        name: name.to_owned(),
        fault,
    };
    let drafted = page.draft(published);
    let draft = drafted.map_err(|why| {
        trouble(match why {
            NoDraft::Undated { modified } => Fault::NoPublication { changed: modified },
            NoDraft::Index { links } => Fault::Index { links },
        })
    })?;
    if is_too_long(&draft.text) {
        return Err(trouble(Fault::TooLong { limit: TEXT_LIMIT }));
    }
    Ok(draft)
}

/// The draft of a JSON line; its text stays unchanged.
pub(crate) fn from_line(
    line: ArticleIn,
    published: Option<Moment>,
    settings: &Settings,
) -> Result<Draft, LineFault> {
    let published = line_publication(line.published.as_deref(), published, settings)?;
    let text = line.text.unwrap_or_default();
    if is_too_long(&text) {
        return Err(LineFault::LongText { limit: TEXT_LIMIT });
    }
    let id = line.id.map(|id| id.parse()).transpose();
    Ok(Draft {
        id: id.map_err(|why| LineFault::Refused { why })?,
        url: line.url,
        title: line.title.unwrap_or_default(),
        text,
        ..Draft::published(published)
    })
}

/// When a line's story was published: as the line says, else as the option does.
pub(crate) fn line_publication(
    written: Option<&str>,
    told: Option<Moment>,
    settings: &Settings,
) -> Result<Moment, LineFault> {
    match (written, told) {
        (Some(written), _) => settings
            .zone
            .moment(written)
            .map_err(|why| LineFault::Refused { why }),
        (None, Some(told)) => Ok(told),
        (None, None) => Err(LineFault::Missing {
            field: "published",
            option: Some("--published DAY"),
        }),
    }
}

/// Whether a story is longer than one may be.
pub(crate) fn is_too_long(text: &str) -> bool {
    text.len() > TEXT_LIMIT && text.chars().count() > TEXT_LIMIT
}
