//! Tells a story that stops at a paywall from a whole one with an offer under it.

use crate::pattern::pattern;
use crate::prose;
use crate::sort::Role;
use crate::units::Unit;
use regex::Regex;
use std::sync::LazyLock;

/// What is known of the end of a story.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct End<'a> {
    /// The last paragraph.
    pub(crate) last: &'a str,
    /// How many words the story has.
    pub(crate) words: usize,
    /// Whether the page says that the story is not free.
    pub(crate) is_locked: bool,
    /// Whether an element named for a paywall follows.
    pub(crate) has_wall: bool,
    /// Whether a line right behind says that there is more to read ([`invites`]).
    pub(crate) has_more: bool,
}

/// A story with fewer words than this, behind which there is more to read, is an opening.
const OPENING: usize = 200;

impl<'a> End<'a> {
    /// The end of a story as its own units tell it: offers may stand behind the last paragraph.
    pub(crate) fn of(units: &[Unit<'a>], roles: &[Role]) -> Self {
        let is_story =
            |role: &Role| matches!(role, Role::Paragraph | Role::Subheading | Role::Standfirst);
        let story = units.iter().zip(roles).filter(|(_, role)| is_story(role));
        let last = roles.iter().rposition(is_story);
        let mut behind = units.iter().skip(last.map_or(0, |last| last + 1));
        Self {
            last: last
                .and_then(|at| units.get(at))
                .map_or("", |unit| unit.text),
            words: story.map(|(unit, _)| prose::words(unit.text)).sum(),
            has_more: behind.any(|unit| invites(unit.text)),
            ..Self::default()
        }
    }

    /// Whether the story stops before its end.
    ///
    /// That a page is not free says nothing by itself: a subscriber saves whole stories. An offer to read on tells where
    /// the page is not free, the last sentence is broken off or the text is short; many whole stories carry one unseen.
    pub(crate) fn is_cut_off(&self) -> bool {
        let broken = self.last.ends_with('…') || self.last.ends_with("...");
        let short = self.words < OPENING;
        let more = self.has_more && (self.is_locked || self.has_wall || broken || short);
        more || broken && (self.is_locked || self.has_wall)
    }
}

/// Whether a line says that the story goes on for those who pay or register; benefits of members are no story.
pub(crate) fn invites(line: &str) -> bool {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:\b(?:to|and)\s(?:continue|keep|finish)\sreading|\bcontinue\sreading\s(?:this|the|with|for|your|by)|\b(?:subscribe|sign\s(?:in|up)|log\s?in|register|join)\b[^.!?]{0,40}\bto\s(?:read|continue)(?:\s(?:on|the|this|it|reading)\b|\W*$)|\bto\s(?:read|view|see|unlock|access)\s(?:the\s(?:full|rest|whole|entire)|this\s(?:article|story)|more\sof\sthis)|\bthis\s(?:article|story|content)\sis\s(?:only\s)?(?:for|available\s(?:only\s)?to|exclusive\sto|reserved\sfor)\s(?:\S+\s){0,3}(?:subscribers|members|readers)|\b(?:subscribers|members)[\s-]only\b|\bfor\s(?:subscribers|members)\sonly\b|\b(?:the\srest\sof|remaining\s\d+\s?%)\b.{0,40}\b(?:subscribers|subscribe|members)\b)",
        )
    });
    prose::words(line) <= 40
        && !is_benefit(line)
        && MORE.is_match(line)
        && !line.starts_with(['"', '“', '‘', '«', '„'])
}

/// "Sign in to unlock all benefits of members!" offers no story.
fn is_benefit(line: &str) -> bool {
    let small = line.to_lowercase();
    small.contains("benefits") || small.contains("newsletter") || small.contains("comment")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_promise_the_rest_of_the_story_invite() {
        for line in [
            "Subscribe to continue reading",
            "To read the full story, log in or register.",
            "This article is for subscribers only.",
            "Sign in to read this story",
        ] {
            assert!(invites(line), "{line}");
        }
        for line in [
            "Subscribe to our newsletter",
            "Sign in",
            "Sign in to unlock all benefits of members!",
            "Log in to unlock more of the paper",
            "The crews read the whole story in the paper.",
            "“Subscribe to continue reading,” the page said.",
        ] {
            assert!(!invites(line), "{line}");
        }
    }

    #[test]
    fn a_whole_story_that_is_not_free_is_not_cut_off() {
        let whole = End {
            last: "The pier reopens on Friday.",
            words: 600,
            is_locked: true,
            ..End::default()
        };
        assert!(!whole.is_cut_off());
        assert!(
            !End {
                is_locked: false,
                has_more: true,
                ..whole
            }
            .is_cut_off()
        );
        assert!(
            End {
                has_more: true,
                ..whole
            }
            .is_cut_off()
        );
        assert!(
            End {
                last: "The pier reopens on…",
                ..whole
            }
            .is_cut_off()
        );
        assert!(!End { words: 20, ..whole }.is_cut_off());
        assert!(
            End {
                is_locked: false,
                has_more: true,
                words: 90,
                ..whole
            }
            .is_cut_off()
        );
    }
}
