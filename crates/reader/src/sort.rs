//! Says of each unit of a story what it is for; in doubt it is a paragraph, so that no story is lost.

use crate::byline::{Byline, byline, is_label};
use crate::furniture::{self, Section};
use crate::units::Unit;
use crate::{caption, headline, names, prose};

/// What a unit is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// The headline, or the headline again.
    Headline,
    /// The summary between headline and byline.
    Standfirst,
    /// When, where and by whom.
    Byline(Box<Byline>),
    /// A person's name by itself beside the byline.
    Author,
    /// A place by itself between lines of the head.
    Place,
    /// Who else contributed, the name of the newspaper, a label by itself.
    Credits,
    /// A heading between paragraphs.
    Subheading,
    /// A line under a picture.
    Caption,
    /// A paragraph of the story.
    Paragraph,
    /// What the page puts around the story, and why it is left out.
    Furniture(&'static str),
}

/// How many units under the headline can belong to the head of a story.
const HEAD: usize = 14;

/// The role of each unit; `headline` is its index where the headline is among them.
pub(crate) fn roles(units: &[Unit<'_>], headline: Option<usize>) -> Vec<Role> {
    let mut roles = plain_roles(units, headline);
    mark_repeated_captions(units, &mut roles);
    mark_head(units, &mut roles, headline);
    mark_foot(units, &mut roles);
    mark_subheadings(units, &mut roles);
    roles
}

/// Roles that a unit's own words and the section around it tell.
fn plain_roles(units: &[Unit<'_>], headline: Option<usize>) -> Vec<Role> {
    let title = headline
        .and_then(|at| units.get(at))
        .map(|unit| headline::words(unit.text).0);
    let whole: usize = units.iter().map(prose_length).sum();
    let mut before = 0;
    let mut open: Option<Section> = None;
    let mut roles = Vec::with_capacity(units.len());
    for (at, unit) in units.iter().enumerate() {
        let role = if Some(at) == headline || Some(unit.text) == title.as_deref() {
            Role::Headline
        } else if headline.is_some_and(|headline| at < headline) {
            byline(unit.text).map_or(Role::Furniture("above the headline"), |byline| {
                Role::Byline(Box::new(byline))
            })
        } else {
            let is_behind = before * 2 > whole;
            section_role(unit.text, is_behind, &mut open)
                .or_else(|| labelled_role(units, at))
                .unwrap_or_else(|| own_role(unit.text))
        };
        before += prose_length(unit);
        roles.push(role);
    }
    roles
}

fn prose_length(unit: &Unit<'_>) -> usize {
    if prose::is_prose(unit.text) {
        unit.text.len()
    } else {
        0
    }
}

/// The role that a section gives to a line; opens and closes sections.
///
/// Comments of readers open only behind the story, where more prose stands before than after: above it the word is a button.
fn section_role(line: &str, is_behind: bool, open: &mut Option<Section>) -> Option<Role> {
    if *open != Some(Section::Comments)
        && let Some(section) = furniture::section(line)
    {
        let opens = section != Section::Comments || is_behind;
        *open = Some(section).filter(|_| opens);
        return Some(Role::Furniture(section.reason()));
    }
    let section = (*open)?;
    if furniture::belongs(section, line) {
        return Some(Role::Furniture(section.reason()));
    }
    *open = None;
    None
}

/// A date whose label ("Published", "Updated") is the line above it.
fn labelled_role(units: &[Unit<'_>], at: usize) -> Option<Role> {
    let line = units.get(at)?.text;
    let label = units.get(at.checked_sub(1)?)?.text;
    let joined = is_label(label).then(|| byline(&format!("{label} {line}")))?;
    joined.map(|byline| Role::Byline(Box::new(byline)))
}

fn own_role(line: &str) -> Role {
    if let Some(reason) = furniture::line(line) {
        Role::Furniture(reason)
    } else if caption::is_caption(line) {
        Role::Caption
    } else if let Some(byline) = short_byline(line) {
        Role::Byline(Box::new(byline))
    } else if names::is_credits(line) || is_label(line) || is_bare_dateline(line) {
        Role::Credits
    } else {
        Role::Paragraph
    }
}

/// The byline that a line is; so many words are prose, which is not worth the reading.
fn short_byline(line: &str) -> Option<Byline> {
    const MOST: usize = 30;
    (prose::words(line) <= MOST).then(|| byline(line)).flatten()
}

/// "Nairobi CNN —" on a line by itself.
fn is_bare_dateline(line: &str) -> bool {
    line.ends_with(['—', '–']) && prose::words(line) <= 6
}

/// A line that the caption under it says again is that caption without its credit.
fn mark_repeated_captions(units: &[Unit<'_>], roles: &mut [Role]) {
    for (at, pair) in units.windows(2).enumerate() {
        let [line, below] = pair else { continue };
        let again = below.text.starts_with(line.text) && prose::words(line.text) >= 3;
        let credited = roles.get(at + 1) == Some(&Role::Caption);
        if let Some(role @ Role::Paragraph) = roles.get_mut(at).filter(|_| again && credited) {
            *role = Role::Caption;
        }
    }
}

/// Finds the standfirst and lone names between the headline and the last line of the head.
fn mark_head(units: &[Unit<'_>], roles: &mut [Role], headline: Option<usize>) {
    let first = headline.map_or(0, |at| at + 1);
    mark_sources(units, roles, first);
    let last = last_line_of_head(units, roles, first);
    unmark_dates_of_the_body(roles, last);
    let Some(last) = last else {
        mark_unpunctuated_standfirst(units, roles, headline);
        return;
    };
    for at in first..=last.saturating_add(1) {
        let above = at
            .checked_sub(1)
            .is_some_and(|above| is_of_head(roles, above));
        let below = is_of_head(roles, at + 1);
        let (beside, between) = (above || below, above && below);
        let (Some(unit), Some(role @ Role::Paragraph)) = (units.get(at), roles.get_mut(at)) else {
            continue;
        };
        if beside && names::is_source(unit.text) {
            *role = Role::Credits;
        } else if beside && names::is_signature(unit.text) {
            *role = Role::Author;
        } else if between && names::is_name(unit.text) && prose::words(unit.text) <= 3 {
            *role = Role::Place;
        } else if at < last && headline.is_some() && prose::words(unit.text) >= 4 {
            *role = Role::Standfirst;
        }
    }
}

/// The name of an agency or newspaper above the first paragraph.
fn mark_sources(units: &[Unit<'_>], roles: &mut [Role], first: usize) {
    let head = units.iter().zip(roles.iter_mut()).skip(first).take(HEAD);
    for (unit, role) in head.take_while(|(unit, _)| !prose::is_prose(unit.text)) {
        if *role == Role::Paragraph && names::is_source(unit.text) {
            *role = Role::Credits;
        }
    }
}

/// Below the head a bare date is part of the story (a timeline); "Published: …" at the foot is not.
fn unmark_dates_of_the_body(roles: &mut [Role], last: Option<usize>) {
    for role in roles.iter_mut().skip(last.map_or(0, |at| at + 1)) {
        if is_bare_day(role) {
            *role = Role::Paragraph;
        }
    }
}

/// The name of an agency or newspaper that closes the story.
fn mark_foot(units: &[Unit<'_>], roles: &mut [Role]) {
    let story = units.iter().zip(roles.iter_mut());
    let mut from_below = story.rev().skip_while(|(_, role)| {
        matches!(role, Role::Furniture(_) | Role::Credits | Role::Byline(_))
    });
    if let Some((unit, role @ Role::Paragraph)) = from_below.next()
        && names::is_source(unit.text)
    {
        *role = Role::Credits;
    }
}

fn is_of_head(roles: &[Role], at: usize) -> bool {
    matches!(
        roles.get(at),
        Some(Role::Byline(_) | Role::Credits | Role::Author)
    )
}

/// The last byline or source before the second paragraph of prose.
///
/// A bare day below prose is of the head only where nothing above it is and no second one follows: else it is a timeline.
fn last_line_of_head(units: &[Unit<'_>], roles: &[Role], first: usize) -> Option<usize> {
    let bare_days = roles.iter().filter(|role| is_bare_day(role)).count();
    let mut last = None;
    let mut paragraphs = 0;
    for (at, (unit, role)) in units.iter().zip(roles).enumerate().skip(first).take(HEAD) {
        match role {
            role if is_bare_day(role)
                && paragraphs > 0
                && last.is_none_or(|last| last + 1 != at)
                && (bare_days > 1 || last.is_some()) => {}
            Role::Byline(_) | Role::Credits => last = Some(at),
            Role::Paragraph if prose::is_prose(unit.text) => paragraphs += 1,
            _ => {}
        }
        if paragraphs == 2 {
            break;
        }
    }
    last
}

fn is_bare_day(role: &Role) -> bool {
    matches!(role, Role::Byline(byline) if byline.is_bare_day())
}

/// Without a byline, a long line without a full stop right under the headline is the standfirst.
fn mark_unpunctuated_standfirst(units: &[Unit<'_>], roles: &mut [Role], headline: Option<usize>) {
    let Some(at) = headline.map(|at| at + 1) else {
        return;
    };
    let fits = units.get(at).is_some_and(|unit| {
        prose::words(unit.text) >= 8
            && !prose::ends_sentence(unit.text)
            && !prose::is_item(unit.text)
            && !prose::is_marked_heading(unit.text)
    });
    let above_prose = matches!(roles.get(at + 1), Some(Role::Paragraph | Role::Caption));
    if let Some(role @ Role::Paragraph) = roles.get_mut(at).filter(|_| fits && above_prose) {
        *role = Role::Standfirst;
    }
}

/// A short line above prose is a heading; short lines in a row are a list, whose last may head the prose below.
fn mark_subheadings(units: &[Unit<'_>], roles: &mut [Role]) {
    for at in 0..units.len() {
        let heading = units.get(at).is_some_and(|unit| {
            let above_prose = next_paragraph(units, roles, at).is_some_and(prose::is_prose);
            prose::is_marked_heading(unit.text) || prose::is_heading(unit.text) && above_prose
        });
        if let Some(role @ Role::Paragraph) = roles.get_mut(at).filter(|_| heading) {
            *role = Role::Subheading;
        }
    }
}

/// The next unit of story, captions and furniture aside.
fn next_paragraph<'t>(units: &[Unit<'t>], roles: &[Role], at: usize) -> Option<&'t str> {
    let below = units.iter().zip(roles).skip(at + 1);
    let mut story = below.filter(|(_, role)| !matches!(role, Role::Caption | Role::Furniture(_)));
    story.next().map(|(unit, _)| unit.text)
}
