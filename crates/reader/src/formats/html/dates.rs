//! Finds the dates that a page shows, and judges by words, class and place whether they are those of the story.

use super::lines::Line;
use crate::byline::byline;
use crate::candidate::{Candidate, CandidateSource, DateField, Rule};
use crate::data::rows;
use crate::months;
use crate::pattern::pattern;
use crate::stamp::{self, Order, Stamp};
use chrono::NaiveDate;
use dateline_core::Moment;
use regex::Regex;
use std::sync::LazyLock;

/// How far behind the headline its date can stand, in lines.
const BEHIND: usize = 14;

/// How far before the headline its date can stand, in lines.
const BEFORE: usize = 5;

/// Most words of a line of dates beside the dates themselves.
const OTHER_WORDS: usize = 14;

/// How many lines with dates are looked at.
const MOST: usize = 60;

/// Candidates, those closest to the headline first.
pub(super) fn shown(lines: &[Line], order: Order) -> Vec<Candidate> {
    let mut dated: Vec<&Line> = lines.iter().filter(|line| has_date(line)).collect();
    // Menus and archives have hundreds of dates: those close to the headline are read, those behind it first.
    dated.sort_by_key(|line| (line.behind.is_none(), line.behind.or(line.before)));
    dated.truncate(MOST);
    let mut found = Vec::new();
    for line in dated {
        match &line.declared {
            Some(stamp) => found.extend(declared(line, stamp, order)),
            None => found.extend(read(line, order)),
        }
    }
    found
}

/// A year, a short year behind points, or a day's name in another script is looked for before anything is read.
fn has_date(line: &Line) -> bool {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|\D)(?:19|20)\d\d(?:\D|$)|\b\d{1,2}\.\d{1,2}\.\d\d(?:\D|$)|\d{8}T")
    });
    let text = line.declared.as_deref().unwrap_or(&line.words);
    DATE.is_match(text)
}

fn declared(line: &Line, stamp: &str, order: Order) -> Option<Candidate> {
    let (field, named) = told(&line.words, &line.class);
    let rule = rule(line, named)?;
    let source = CandidateSource::TimeElement;
    let candidate = Candidate::read(source, stamp, field, rule, order);
    if candidate.at.is_some() {
        return Some(candidate);
    }
    let told = dates(stamp).into_iter().next()?.stamp;
    let at = Some(told.moment_in(&[&line.words], order)?);
    let has_zone = told.zone.is_some();
    Some(Candidate {
        at,
        has_zone,
        ..candidate
    })
}

fn read(line: &Line, order: Order) -> Vec<Candidate> {
    if is_copyright(&line.words) {
        return Vec::new();
    }
    let dates = dates(&line.words);
    if dates.is_empty() {
        return in_words(line).into_iter().collect();
    }
    let other = dates
        .iter()
        .fold(line.words.split_whitespace().count(), |rest, date| {
            rest.saturating_sub(date.words)
        });
    let opens = dates.first().is_some_and(|date| date.opens_prose);
    if other > OTHER_WORDS && !opens {
        return Vec::new();
    }
    let mut found = Vec::new();
    if dates.windows(2).any(|pair| is_range(pair)) || is_photo(&line.words) {
        return Vec::new();
    }
    for date in dates.iter().filter(|date| !opens || date.opens_prose) {
        let (field, named) = told(date.before, &line.class);
        let Some(rule) = rule(line, named) else {
            continue;
        };
        found.push(Candidate {
            source: CandidateSource::VisibleLine,
            raw: line.words.clone(),
            at: date.stamp.moment_in(&[&line.words], order),
            field,
            rule,
            has_zone: date.stamp.zone.is_some(),
        });
    }
    share_zone(&line.words, &mut found);
    found
}

/// A day that a short line names in full in other shapes than stamps have: "the third of March 2025".
fn in_words(line: &Line) -> Option<Candidate> {
    // No word of such a mention counts from a day, so any day serves as the publication.
    let anyday = Moment::Day(NaiveDate::default());
    let is_short = line.words.split_whitespace().count() <= OTHER_WORDS;
    let mentions = is_short.then(|| dateline_timex::times(&line.words, &anyday))?;
    let mut days = mentions
        .iter()
        .filter(|mention| mention.anchor.is_none() && mention.doubt.is_none());
    let (mention, at) = days.find_map(|mention| {
        let day = NaiveDate::parse_from_str(mention.value.get(..10)?, "%Y-%m-%d");
        Some((mention, Moment::Day(day.ok()?)))
    })?;
    let before = line.words.get(..mention.span.start())?;
    let (field, named) = told(before, &line.class);
    Some(Candidate {
        source: CandidateSource::VisibleLine,
        raw: line.words.clone(),
        at: Some(at),
        field,
        rule: rule(line, named)?,
        has_zone: false,
    })
}

/// "March 3, 2025 10:48 am | Updated 11:45 am EAT - Nairobi": the zone and the day are those of both times.
fn share_zone(words: &str, found: &mut Vec<Candidate>) {
    let [first] = found.as_mut_slice() else {
        return;
    };
    let Some(byline) = byline(words).filter(|_| first.field == DateField::Published) else {
        return;
    };
    let places: Vec<&str> = byline.place.iter().map(String::as_str).collect();
    let told = (byline.published(&places), byline.modified(&places));
    let (Some(published @ Moment::Instant(at)), Some(modified)) = told else {
        return;
    };
    if first.at.is_some_and(|at| at.day() == published.day()) {
        first.at = Some(published);
        first.has_zone |= at.offset().local_minus_utc() != 0;
        let updated = Candidate {
            at: Some(modified),
            field: DateField::Modified,
            ..first.clone()
        };
        found.push(updated);
    }
}

/// A date in a line.
struct Shown<'l> {
    stamp: Stamp,
    /// The words between it and the date before it.
    before: &'l str,
    /// How many words it is.
    words: usize,
    /// Whether it opens a paragraph: "3 March 2025 – The pier …".
    opens_prose: bool,
}

/// "31 December 2024 - 6 January 2025" is when something lasts.
fn is_range(pair: &[Shown<'_>]) -> bool {
    let between = pair.last().map(|date| date.before.trim().to_lowercase());
    between.is_some_and(|between| {
        matches!(
            between.as_str(),
            "-" | "–"
                | "—"
                | "to"
                | "until"
                | "till"
                | "bis"
                | "bis zum"
                | "au"
                | "jusqu'au"
                | "al"
                | "tot"
                | "do"
                | "til"
        )
    })
}

/// A picture's credit names the day of the picture.
fn is_photo(words: &str) -> bool {
    let small = words.to_lowercase();
    ["foto:", "photo:", "bild:", "image:", "picture:"]
        .iter()
        .any(|label| small.contains(label))
}

/// The dates of a line, in order.
fn dates(line: &str) -> Vec<Shown<'_>> {
    let mut found = Vec::new();
    let (mut at, mut since) = (0, 0);
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let stamp = begins_date(rest).then(|| stamp::prefix(rest)).flatten();
        let stamp = stamp.filter(|(stamp, _)| stamp.has_day());
        if let Some((stamp, behind)) = stamp.filter(|(stamp, _)| !stamp.is_yearless()) {
            let length = rest.len() - behind.len();
            let words = rest
                .get(..length)
                .map_or(0, |words| words.split_whitespace().count());
            found.push(Shown {
                stamp,
                before: line.get(since..at).unwrap_or_default(),
                words,
                opens_prose: is_weekday(line.get(..at).unwrap_or_default())
                    && behind.starts_with(['-', '–', '—', '/', ':', '|']),
            });
            at += length.max(1);
            since = at;
        } else {
            at += next_word(rest);
        }
    }
    found
}

/// Whether a text begins with a number or a month: a weekday before them is no part of what is read.
fn begins_date(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_alphanumeric());
    let word = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_digit()) || months::number(word).is_some()
}

/// Nothing, or one word and a comma: "Monday, ".
fn is_weekday(before: &str) -> bool {
    let word = before.trim_end();
    word.is_empty() || word.ends_with(',') && !word.contains(' ') && word.len() <= 30
}

/// The length of the first word and the blanks and signs behind it.
fn next_word(rest: &str) -> usize {
    let before = rest.chars().map(char::is_alphanumeric);
    let mut letters = rest.char_indices().skip(1).zip(before);
    letters
        .find(|((_, letter), before)| letter.is_alphanumeric() && !before)
        .map_or(rest.len(), |((at, _), _)| at)
}

/// What the words before a date or the class of its element call it, and whether they call it anything.
fn told(before: &str, class: &str) -> (DateField, bool) {
    let small = before.to_lowercase();
    let published = last(&small, &PUBLISHED);
    let updated = last(&small, &UPDATED);
    match (published, updated) {
        (Some(published), Some(updated)) if published > updated => (DateField::Published, true),
        (_, Some(_)) => (DateField::Modified, true),
        (Some(_), None) => (DateField::Published, true),
        (None, None) => told_by_class(class),
    }
}

fn told_by_class(class: &str) -> (DateField, bool) {
    let has = |parts: &[&str]| parts.iter().any(|part| class.contains(part));
    // Blogs of the hentry kind mark the publication as `class="date updated"`.
    let hentry = class.split(' ').any(|name| {
        matches!(
            name,
            "date" | "published" | "entry-date" | "post-date" | "post_date"
        )
    });
    if has(&["updat", "modif", "revis", "lastchange"]) && !hentry && !has(&["publish", "created"]) {
        (DateField::Modified, true)
    } else {
        let published = [
            "publish",
            "publication-date",
            "publication_date",
            "pubdate",
            "pub-date",
            "posted",
            "entry-date",
            "post-date",
            "postdate",
            "article-date",
            "article_date",
            "articledate",
            "article__date",
            "news-date",
            "newsdate",
            "dtstamp",
            "release-date",
        ];
        (DateField::Published, has(&published))
    }
}

static PUBLISHED: LazyLock<Vec<&str>> =
    LazyLock::new(|| rows(include_str!("../../../data/published.txt")));
static UPDATED: LazyLock<Vec<&str>> =
    LazyLock::new(|| rows(include_str!("../../../data/updated.txt")));

/// Where the last of some labels ends that stands as words of its own.
fn last(text: &str, labels: &[&str]) -> Option<usize> {
    let ends = labels.iter().filter_map(|label| {
        let (at, found) = text.rmatch_indices(label).next()?;
        let before = text.get(..at)?.chars().next_back();
        let behind = text.get(at + found.len()..)?.chars().next();
        let is_whole = !before.is_some_and(char::is_alphanumeric)
            && !behind.is_some_and(char::is_alphanumeric);
        is_whole.then_some(at + found.len())
    });
    ends.max()
}

/// How a shown date ranks by where it stands; `None` where it is not the story's.
fn rule(line: &Line, named: bool) -> Option<Rule> {
    let beside = line.behind.is_some_and(|lines| lines <= BEHIND)
        || line.before.is_some_and(|lines| lines < BEFORE);
    if named {
        Some(Rule::Labelled)
    } else if beside && !line.is_link {
        Some(Rule::Headline)
    } else {
        Some(Rule::Shown)
    }
}

fn is_copyright(words: &str) -> bool {
    let small = words.to_lowercase();
    ["©", "copyright", "(c)", "all rights reserved"]
        .iter()
        .any(|sign| small.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> Line {
        Line {
            words: words.to_owned(),
            declared: None,
            class: String::new(),
            is_link: false,
            behind: Some(1),
            before: None,
        }
    }

    fn check(words: &str, expected: &[(DateField, Rule, &str)]) {
        let found = shown(&[line(words)], Order::DayFirst);
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    one.field,
                    one.rule,
                    one.at.map(|at| at.to_string()).unwrap_or_default(),
                )
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(field, rule, at)| (*field, *rule, (*at).to_owned()))
            .collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn a_label_in_any_of_many_languages_makes_a_date_the_publication() {
        for words in [
            "Published on 3 March 2025",
            "Veröffentlicht am 3. März 2025",
            "Publié le 3 mars 2025",
            "Pubblicato il 3 marzo 2025",
            "Publicado el 3 de marzo de 2025",
            "Publicado em 3 de março de 2025",
            "Gepubliceerd op 3 maart 2025",
            "Geplaatst: 3 maart 2025",
            "Publisert 3. mars 2025",
            "Publicerad 3 mars 2025",
            "Opublikowano 3 marca 2025",
            "Publikováno 3. března 2025",
            "Yayınlanma: 3 Mart 2025",
            "Julkaistu 3.3.2025",
            "Опубликовано 3 марта 2025",
            "发布时间：2025年3月3日",
            "Datum: 03.03.2025",
        ] {
            check(
                words,
                &[(DateField::Published, Rule::Labelled, "2025-03-03")],
            );
        }
    }

    #[test]
    fn a_label_of_change_makes_it_the_last_change_and_the_nearest_label_counts() {
        let published = (DateField::Published, Rule::Labelled, "2025-03-03");
        let modified = (DateField::Modified, Rule::Labelled, "2025-03-04");
        check("Aktualisiert: 04.03.2025", &[modified]);
        check(
            "Published 3 March 2025 – Updated 4 March 2025",
            &[published, modified],
        );
        check(
            "Mis à jour le 4 mars 2025, publié le 3 mars 2025",
            &[modified, published],
        );
    }

    #[test]
    fn a_date_among_few_words_is_a_date_of_the_story_and_one_in_a_sentence_is_none() {
        let plain = (DateField::Published, Rule::Headline, "2025-03-03");
        check("[Montag, 3. März 2025]", &[plain]);
        check("Von Jana Roth · 03.03.25 · 12 Kommentare", &[plain]);
        check(
            "3.3.2025 – Die alte Mole öffnet am Freitag wieder, sagte der Bürgermeister am Montag vor dem Rat der Stadt.",
            &[plain],
        );
        check(
            "Montag, 3. März 2025 – Die alte Mole öffnet am Freitag wieder, sagte der Bürgermeister vor dem Rat der ganzen Stadt.",
            &[plain],
        );
        check(
            "The mayor said that the old pier, which a storm broke on 3 March 2025, will open again this week",
            &[],
        );
    }

    #[test]
    fn a_day_in_words_is_read_where_it_is_named_in_full() {
        let labelled = (DateField::Published, Rule::Labelled, "2025-03-03");
        check("Posted on the third of March 2025", &[labelled]);
        check("Published March the 3rd, 2025", &[labelled]);
        check("Posted on the third of March", &[]);
        check("A plan for 2025", &[]);
    }

    #[test]
    fn copyright_pictures_and_spans_of_days_are_no_dates_of_the_story() {
        for words in [
            "© 3 March 2025 Harbour Post",
            "The old pier (Foto: J. Roth, 03.03.2025)",
            "3 March 2025 – 9 March 2025",
        ] {
            check(words, &[]);
        }
    }
}
