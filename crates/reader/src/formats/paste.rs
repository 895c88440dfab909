//! Reads a story as people paste it from a page, and marks what the parts of a text are for.

use crate::byline::Byline;
use crate::candidate::{Candidate, CandidateSource, DateField, Rule};
use crate::cut_off::End;
use crate::dateline::{Dateline, dateline};
use crate::fields::{Field, field};
use crate::sort::{Role, roles};
use crate::units::{Unit, units};
use crate::{Page, headline, names, prose, story, weigh};
use dateline_core::{Block, BlockKind, Moment};

/// Reads the text of a saved page: headline, dates, place and authors are told apart from the story.
///
/// Captions, bylines, offers, comment policies and links to other stories are left out of the text and listed in
/// [`Page::left_out`]; paragraphs stay as they are, and what is in doubt stays.
///
/// ```
/// let page = dateline_reader::paste(
///     "Old pier to reopen\n\nBy Jane Roe | Valley Courier | 3 March 2025\n\nThe pier reopens on Friday, the mayor said.",
/// );
/// assert_eq!(page.authors, ["Jane Roe"]);
/// assert_eq!(page.site.as_deref(), Some("Valley Courier"));
/// assert_eq!(page.text, "The pier reopens on Friday, the mayor said.");
/// ```
#[must_use]
pub fn paste(text: &str) -> Page {
    with_headings(text.trim_start_matches('\u{feff}'), &[])
}

/// How many units may stand above a headline that is marked as one.
const ABOVE: usize = 8;

/// Reads a text whose headings are known by where they begin; the first of them near its top is the headline.
pub(super) fn with_headings(text: &str, headings: &[usize]) -> Page {
    let units = units(text);
    let is_heading = |unit: &Unit<'_>| headings.contains(&unit.span.start());
    let marked = units.iter().take(ABOVE).position(is_heading);
    let headline = marked.or_else(|| headline::headline(&units));
    let mut roles = roles(&units, headline);
    for (_, role) in units
        .iter()
        .zip(&mut roles)
        .filter(|(unit, _)| is_heading(unit))
    {
        if *role == Role::Paragraph {
            *role = Role::Subheading;
        }
    }
    let mut page = Page::default();
    if let Some(unit) = headline.and_then(|at| units.get(at)) {
        let (title, site) = headline::words(unit.text);
        page.title = Some(title);
        page.site = site;
    }
    let roles = take_fields(&mut page, &units, roles);
    take_bylines(&mut page, &units, &roles);
    story::take(&mut page, &units, &roles);
    page.cut_off = End::of(&units, &roles).is_cut_off();
    page
}

/// Marks what each stretch of a text is for and leaves the text as it is.
///
/// Every line that is not blank lies in exactly one block; what is in doubt is a [`BlockKind::Paragraph`].
///
/// ```
/// use dateline_core::BlockKind;
/// let text = "By Jane Roe\n\nThe pier reopens on Friday, the mayor said.\n\nAdvertisement";
/// let kinds: Vec<_> = dateline_reader::outline("Old pier to reopen", text)
///     .iter()
///     .map(|block| block.kind)
///     .collect();
/// assert_eq!(kinds, [BlockKind::Byline, BlockKind::Paragraph, BlockKind::Offer]);
/// ```
#[must_use]
pub fn outline(title: &str, text: &str) -> Vec<Block> {
    let units = units(text);
    let title = title.trim();
    let headline = units.iter().take(3).position(|unit| unit.text == title);
    let roles = roles(&units, headline);
    let marked = units.iter().zip(roles);
    marked
        .map(|(unit, role)| Block {
            span: unit.span,
            kind: kind(&role),
        })
        .collect()
}

fn kind(role: &Role) -> BlockKind {
    match role {
        Role::Headline => BlockKind::Headline,
        Role::Standfirst => BlockKind::Standfirst,
        Role::Byline(_) | Role::Author | Role::Place | Role::Credits => BlockKind::Byline,
        Role::Subheading => BlockKind::Subheading,
        Role::Caption => BlockKind::Caption,
        Role::Paragraph => BlockKind::Paragraph,
        Role::Furniture(_) => BlockKind::Offer,
    }
}

/// Takes labelled lines above the first paragraph of prose.
fn take_fields(page: &mut Page, units: &[Unit<'_>], mut roles: Vec<Role>) -> Vec<Role> {
    for (unit, role) in units.iter().zip(roles.iter_mut()).take(12) {
        let Some(found) = field(unit.text) else {
            if *role == Role::Paragraph && prose::is_prose(unit.text) {
                break;
            }
            continue;
        };
        match found {
            Field::Site(site) => page.site = Some(site),
            Field::Url(url) => page.url = Some(url),
            Field::Place(place) => page.place = Some(place),
            Field::Language(language) => page.language = Some(language),
        }
        *role = Role::Credits;
    }
    roles
}

fn take_bylines(page: &mut Page, units: &[Unit<'_>], roles: &[Role]) {
    let opening = opening_dateline(units, roles);
    let lines = units
        .iter()
        .zip(roles)
        .filter_map(|(unit, role)| match role {
            Role::Byline(byline) => Some((unit.text, byline.as_ref())),
            _ => None,
        });
    let lines: Vec<(&str, &Byline)> = lines.collect();
    let mut alone = units
        .iter()
        .zip(roles)
        .filter(|(_, role)| **role == Role::Place);
    page.place = page
        .place
        .take()
        .or_else(|| alone.next().map(|(unit, _)| unit.text.to_owned()));
    for (_, byline) in &lines {
        page.place = page.place.take().or_else(|| byline.place.clone());
        page.site = page.site.take().or_else(|| byline.site.clone());
    }
    let mut credits = units
        .iter()
        .zip(roles)
        .filter(|(_, role)| **role == Role::Credits);
    let named = credits.find(|(unit, _)| names::is_organisation(unit.text));
    page.site = page
        .site
        .take()
        .or_else(|| named.map(|(unit, _)| unit.text.to_owned()));
    if let Some(dateline) = &opening {
        page.place.get_or_insert_with(|| dateline.place.clone());
        page.site = page.site.take().or_else(|| dateline.site.clone());
    }
    take_dates(page, &lines, opening.as_ref());
    page.place = page.place.take().map(|place| names::place(&place));
    take_authors(page, units, roles, &lines);
}

/// The first date is the publication; the places told decide what a zone word means.
fn take_dates(page: &mut Page, lines: &[(&str, &Byline)], opening: Option<&Dateline>) {
    let told = [page.place.clone(), page.site.clone()];
    let filed = opening.map(|dateline| dateline.place.as_str());
    let places: Vec<&str> = told
        .iter()
        .flatten()
        .map(String::as_str)
        .chain(filed)
        .collect();
    let mut found = Vec::new();
    for (line, byline) in lines {
        let rule = if byline.is_labelled {
            Rule::Labelled
        } else {
            Rule::Headline
        };
        let published = byline.published(&places);
        let modified = byline.modified(&places);
        found.extend(published.map(|at| shown(line, at, DateField::Published, rule)));
        found.extend(modified.map(|at| shown(line, at, DateField::Modified, rule)));
        page.published = page.published.or(published);
        page.modified = page.modified.or(modified);
    }
    let filed = opening.and_then(|dateline| dateline.stamp.as_ref()?.moment(&places));
    if let (Some(at), Some(dateline)) = (filed, opening) {
        found.push(shown(
            &dateline.place,
            at,
            DateField::Published,
            Rule::Shown,
        ));
        page.published = page.published.or(filed);
    }
    weigh::rank(&mut found);
    page.candidates = found;
}

/// A date of a line, whose zone the places told have decided already.
fn shown(line: &str, at: Moment, field: DateField, rule: Rule) -> Candidate {
    Candidate {
        source: CandidateSource::VisibleLine,
        raw: line.to_owned(),
        at: Some(at),
        field,
        rule,
        has_zone: at.offset().is_some(),
    }
}

fn take_authors(page: &mut Page, units: &[Unit<'_>], roles: &[Role], lines: &[(&str, &Byline)]) {
    let signed = lines.iter().find(|(_, byline)| !byline.authors.is_empty());
    if let Some((line, byline)) = signed {
        page.authors.clone_from(&byline.authors);
        page.byline = Some((*line).to_owned());
        return;
    }
    let alone = units
        .iter()
        .zip(roles)
        .filter(|(_, role)| **role == Role::Author);
    for (unit, _) in alone {
        page.byline.get_or_insert_with(|| unit.text.to_owned());
        let credit = names::credit(unit.text).unwrap_or_default();
        page.authors.extend(credit.authors);
        page.place = page.place.take().or(credit.place);
    }
    if page.authors.is_empty() {
        let credits = units
            .iter()
            .zip(roles)
            .filter(|(_, role)| **role == Role::Credits);
        page.authors = credits
            .flat_map(|(unit, _)| names::reporters(unit.text))
            .collect();
    }
}

/// The dateline of the first paragraph that has one, among the first few.
fn opening_dateline(units: &[Unit<'_>], roles: &[Role]) -> Option<Dateline> {
    let story = units
        .iter()
        .zip(roles)
        .filter(|(_, role)| matches!(role, Role::Paragraph | Role::Standfirst | Role::Credits));
    story.take(4).find_map(|(unit, _)| dateline(unit.text))
}
