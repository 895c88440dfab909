//! Reads what a page tells of a paywall: declarations in its head, and the offer behind its story.

use super::blocks::Part;
use super::marks::{Mark, OFFER};
use crate::cut_off::{self, End};
use crate::pattern::pattern;
use crate::sort::Role;
use crate::units::Unit;
use dom_query::Document;
use regex::Regex;
use std::sync::LazyLock;

/// Whether the page declares that its story is not free for everybody.
pub(super) fn is_locked(document: &Document) -> bool {
    static LOCKED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"(?i)"isAccessibleForFree"\s*:\s*"?(?:false|no)\b"#));
    let scripts = document.select(r#"script[type*="ld+json"]"#);
    let tier = document.select_single(
        r#"meta[property="article:content_tier"], meta[name="article:content_tier"]"#,
    );
    let tier = tier.attr("content").unwrap_or_default().to_lowercase();
    matches!(tier.trim(), "locked" | "metered")
        || scripts.iter().any(|script| LOCKED.is_match(&script.text()))
}

/// Whether a page's story stops at a paywall; `behind` is what follows it on the page.
pub(super) fn is_cut_off(
    units: &[Unit<'_>],
    roles: &[Role],
    behind: &[Part],
    is_locked: bool,
) -> bool {
    let end = End::of(units, roles);
    let mut lines = behind.iter().map(|part| part.words.as_str());
    let end = End {
        is_locked,
        has_wall: behind.iter().any(is_wall),
        has_more: end.has_more || lines.any(cut_off::invites),
        ..end
    };
    end.is_cut_off()
}

fn is_wall(part: &Part) -> bool {
    part.spot
        .marked
        .iter()
        .any(|(_, mark)| *mark == Mark::Aside(OFFER))
}
