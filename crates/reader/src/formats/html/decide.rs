//! Decides block by block what of a page is its story, once the libraries have voted.

use super::blocks::Part;
use super::marks::Mark;
use super::shingles;
use crate::prose;
use dateline_core::BlockKind;
use std::collections::HashMap;

/// The story's blocks, and what was left out of them and why.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// The story, in the order of the page.
    pub(super) story: Vec<Part>,
    /// Reason and words.
    pub(super) left_out: Vec<(&'static str, String)>,
    /// The blocks above the first paragraph that is kept, and whether they are part of the story.
    pub(super) above: Vec<(Part, bool)>,
    /// The blocks right behind the last that is kept.
    pub(super) behind: Vec<Part>,
}

/// How many blocks above the story can belong to its head.
const HEAD: usize = 14;

/// How many blocks behind the story can tell that it was cut off.
const FOOT: usize = 10;

/// How many blocks away a neighbour of the story may stand.
const NEAR: usize = 4;

/// How many paragraphs of the story an element must hold to vouch for another paragraph in it.
const VOUCHES: usize = 3;

/// Takes the blocks that were voted for, and what belongs between them; leaves out what their elements' names tell.
pub(super) fn decide(page: Vec<Part>, votes: &[bool]) -> Decided {
    let survey = Survey::of(&page, votes);
    let kept = (0..page.len()).map(|at| survey.keeps(&page, votes, at));
    let kept: Vec<bool> = kept.collect();
    let mut decided = Decided::default();
    decided.look_around(&page, &kept);
    let story: Vec<Part> = page
        .into_iter()
        .zip(kept)
        .filter_map(|(part, kept)| kept.then_some(part))
        .collect();
    let words: Vec<Vec<u64>> = story
        .iter()
        .map(|part| shingles::words(&part.words))
        .collect();
    for (at, mut part) in story.into_iter().enumerate() {
        if survey.is_shown_large(&part) && is_repeated(&words, at) {
            decided.left_out.push(("repeated", part.words));
            continue;
        }
        match survey.mark(&part) {
            Some(Mark::Caption) => part.kind = BlockKind::Caption,
            Some(Mark::Heading) => part.kind = BlockKind::Subheading,
            _ => {}
        }
        match survey.reason(&part) {
            Some(reason) => decided.left_out.push((reason, part.words)),
            None => decided.story.push(part),
        }
    }
    decided
}

impl Decided {
    fn look_around(&mut self, page: &[Part], kept: &[bool]) {
        let mut story = page.iter().zip(kept);
        let first = story
            .clone()
            .position(|(part, kept)| *kept && prose::is_prose(&part.words));
        let last = story.rposition(|(_, kept)| *kept);
        let first = first.unwrap_or_default();
        let head = page
            .iter()
            .zip(kept)
            .take(first)
            .skip(first.saturating_sub(HEAD));
        self.above = head.map(|(part, kept)| (part.clone(), *kept)).collect();
        let foot = page.iter().skip(last.map_or(page.len(), |last| last + 1));
        self.behind = foot.take(FOOT).cloned().collect();
    }
}

/// Where on the page the story stands.
#[derive(Debug, Default)]
struct Survey {
    /// Bytes of the story.
    length: usize,
    /// Bytes of the story in each marked element.
    marked: HashMap<usize, usize>,
    /// Paragraphs of the story in each element.
    paragraphs: HashMap<usize, usize>,
}

impl Survey {
    fn of(page: &[Part], votes: &[bool]) -> Self {
        let mut survey = Self::default();
        for (part, _) in page.iter().zip(votes).filter(|(_, vote)| **vote) {
            survey.length += part.words.len();
            for (element, _) in &part.spot.marked {
                *survey.marked.entry(*element).or_default() += part.words.len();
            }
            if prose::is_prose(&part.words) {
                *survey.paragraphs.entry(part.spot.parent).or_default() += 1;
            }
        }
        survey
    }

    /// The outermost mark around a part; the name of an element with a fourth of the story in it means something else.
    fn mark(&self, part: &Part) -> Option<Mark> {
        let is_small = |element| {
            let inside = self.marked.get(element).copied().unwrap_or_default();
            inside.saturating_mul(4) < self.length
        };
        let mut marked = part.spot.marked.iter();
        let found = marked.find(|(element, mark)| {
            matches!(mark, Mark::Quote | Mark::Heading) || is_small(element)
        });
        found.map(|(_, mark)| *mark)
    }

    /// Whether a part was voted for, or belongs to the story by where it stands.
    fn keeps(&self, page: &[Part], votes: &[bool], at: usize) -> bool {
        let (Some(part), Some(vote)) = (page.get(at), votes.get(at)) else {
            return false;
        };
        if *vote {
            return true;
        }
        let story = page.iter().zip(votes).enumerate();
        let near = |range: std::ops::Range<usize>| {
            let mut near = story.clone().skip(range.start).take(range.len());
            near.find(|(_, (_, vote))| **vote)
                .map(|(_, (part, _))| part)
        };
        let above = near(at.saturating_sub(NEAR)..at);
        let below = near(at + 1..at + 1 + NEAR);
        let beside =
            |other: Option<&Part>| other.is_some_and(|it| it.spot.parent == part.spot.parent);
        match self.mark(part) {
            Some(Mark::Quote) => above.is_some() && below.is_some(),
            Some(Mark::Heading) => beside(above) && beside(below),
            None if part.kind == BlockKind::Subheading => beside(above) && beside(below),
            None => below.is_some() && self.vouches(part),
            Some(Mark::Caption | Mark::PullQuote | Mark::Aside(_) | Mark::Unseen) => false,
        }
    }

    /// Whether a paragraph stands in the very element that holds the story's paragraphs.
    fn vouches(&self, part: &Part) -> bool {
        let beside = self.paragraphs.get(&part.spot.parent).copied();
        part.spot.own == "p"
            && prose::is_prose(&part.words)
            && part.linked * 2 < part.words.len()
            && beside.unwrap_or_default() >= VOUCHES
    }

    /// Whether a part can be words of the story shown again in large letters.
    fn is_shown_large(&self, part: &Part) -> bool {
        matches!(self.mark(part), Some(Mark::PullQuote | Mark::Quote)) || part.spot.own == "aside"
    }

    /// Why a part that the libraries took for story is left out.
    fn reason(&self, part: &Part) -> Option<&'static str> {
        match self.mark(part) {
            Some(Mark::Aside(reason)) => Some(reason),
            _ if is_link(part) => Some("other stories"),
            _ => None,
        }
    }
}

/// The fewest words of a block that are no chance when another block near it has them all.
const QUOTED: usize = 5;

/// Whether the words of a block stand in a longer one near it.
fn is_repeated(words: &[Vec<u64>], at: usize) -> bool {
    let Some(own) = words.get(at).filter(|own| own.len() >= QUOTED) else {
        return false;
    };
    let near = words
        .iter()
        .skip(at.saturating_sub(NEAR))
        .take(2 * NEAR + 1);
    let mut longer = near.filter(|other| other.len() > own.len());
    longer.any(|other| other.windows(own.len()).any(|run| run == own.as_slice()))
}

/// Whether a block is nothing but a link, and neither sentence nor heading.
fn is_link(part: &Part) -> bool {
    part.linked * 10 >= part.words.len() * 9
        && part.kind == BlockKind::Paragraph
        && !prose::ends_sentence(&part.words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::html::blocks::marked_parts;
    use dom_query::Document;

    /// Votes for the blocks that begin with a capital letter; the blocks kept and left out are given by their words.
    fn check(html: &str, story: &[&str], left_out: &[&str]) {
        let parts = marked_parts(&Document::fragment(html).root());
        let votes: Vec<bool> = parts
            .iter()
            .map(|part| part.words.starts_with(char::is_uppercase))
            .collect();
        let decided = decide(parts, &votes);
        let found: Vec<&str> = decided
            .story
            .iter()
            .map(|part| part.words.as_str())
            .collect();
        assert_eq!(found, story);
        let found: Vec<&str> = decided
            .left_out
            .iter()
            .map(|(_, words)| words.as_str())
            .collect();
        assert_eq!(found, left_out);
    }

    const LONG: &str =
        "The old pier reopens on Friday, the mayor said to the crews at the harbour.";

    #[test]
    fn a_paragraph_beside_the_story_is_story_and_one_in_another_box_is_not() {
        check(
            &format!(
                "<div><p>the pier was shut for a year.<p>{LONG}<p>{LONG}<p>{LONG}</div><div><p>a ferry sails at noon today.</div>"
            ),
            &["the pier was shut for a year.", LONG, LONG, LONG],
            &[],
        );
    }

    #[test]
    fn headings_and_quotations_between_paragraphs_are_story() {
        check(
            &format!(
                "<p>{LONG}</p><h3>what is next</h3><p>{LONG}</p><blockquote><p>good news</p></blockquote><p>{LONG}</p><h3>more to read</h3>"
            ),
            &[LONG, "what is next", LONG, "good news", LONG],
            &[],
        );
    }

    #[test]
    fn share_boxes_and_links_go_though_voted_for() {
        check(
            &format!(
                r#"<p>{LONG}</p><div class="share"><p>Tell a friend</p></div><p><a href="/f">Ferry fares rise</a></p><p>{LONG}</p>"#
            ),
            &[LONG, LONG],
            &["Tell a friend", "Ferry fares rise"],
        );
    }

    #[test]
    fn the_name_of_a_box_that_holds_the_story_means_nothing() {
        check(
            &format!(r#"<div class="social related"><p>{LONG}</p><p>{LONG}</p></div>"#),
            &[LONG, LONG],
            &[],
        );
    }
}
