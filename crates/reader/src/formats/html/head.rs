//! Reads what stands above the first paragraph of a page's story: headline, standfirst, the line with the place.

use super::blocks::Part;
use super::decide::Decided;
use super::shingles;
use crate::byline::byline;
use crate::dateline::dateline;
use crate::{caption, furniture, names, prose};
use dateline_core::BlockKind;

/// Where the headline stands again among the story's blocks.
pub(super) fn headline(parts: &[Part], title: &str) -> Option<usize> {
    let title = shingles::words(title);
    parts
        .iter()
        .take(3)
        .position(|part| is_headline(part, &title))
}

fn is_headline(part: &Part, title: &[u64]) -> bool {
    part.spot.own == "h1" || shingles::words(&part.words) == title
}

/// Marks the summary between headline and byline, and puts it before the story where the libraries passed it over.
pub(super) fn add_standfirst(main: &mut Decided, title: &str) {
    let title = shingles::words(title);
    let above = &main.above;
    let Some(headline) = above
        .iter()
        .rposition(|(part, _)| is_headline(part, &title))
    else {
        return;
    };
    let Some((part, is_kept)) = above.get(headline + 1) else {
        return;
    };
    let below = above.iter().skip(headline + 2);
    let has_byline = below
        .into_iter()
        .any(|(part, _)| byline(&part.words).is_some());
    if !has_byline || !is_standfirst(part) {
        return;
    }
    if *is_kept {
        let kept = main.story.iter_mut().take(3);
        let same = kept.filter(|kept| kept.words == part.words);
        same.for_each(|kept| kept.kind = BlockKind::Standfirst);
        return;
    }
    let standfirst = Part {
        kind: BlockKind::Standfirst,
        ..part.clone()
    };
    let at = self::headline(&main.story, "").map_or(0, |at| at + 1);
    main.story.insert(at, standfirst);
}

fn is_standfirst(part: &Part) -> bool {
    prose::words(&part.words) >= 6
        && part.linked * 4 < part.words.len()
        && part.spot.marked.is_empty()
        && matches!(part.spot.own, "h2" | "h3" | "h4")
        && byline(&part.words).is_none()
        && furniture::line(&part.words).is_none()
        && !caption::is_caption(&part.words)
}

/// The dateline place: of the opening paragraphs, else of the line of date and byline above them.
pub(super) fn place(main: &Decided) -> Option<String> {
    let opening = main
        .story
        .iter()
        .take(4)
        .find_map(|part| dateline(&part.words));
    let filed = opening.map(|opening| opening.place).or_else(|| {
        let above = main.above.iter().rev().map(|(part, _)| part);
        let mut lines = above.chain(main.story.iter().take(4));
        lines.find_map(|part| filed(&part.words))
    });
    filed.map(|place| names::place(&place))
}

/// The place behind date and dash: "March 3, 2025 09:15 am | Updated 10:05 am EAT - Nairobi".
///
/// Without the dash it may as well be a name, a section or a word of another language.
fn filed(line: &str) -> Option<String> {
    let (before, last) = line.rsplit_once(['-', '–', '—'])?;
    let found = byline(line).filter(|_| before.ends_with(' ') && last.starts_with(' '))?;
    let time = found.published(&[]).or_else(|| found.modified(&[]));
    let is_dated = found.is_labelled && time.is_some();
    let place = found.place.filter(|place| place == last.trim())?;
    (is_dated && prose::words(&place) <= 3).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_behind_time_and_dash() {
        let line = "March 3, 2025 09:15 am | Updated 10:05 am EAT - Port Ellen";
        assert_eq!(filed(line).as_deref(), Some("Port Ellen"));
        assert_eq!(filed("Jane Roe | March 3, 2025 10:48 am"), None);
        assert_eq!(filed("March 3, 2025 - Politics"), None);
    }
}
