//! Puts a page's text together from the units that are story, and lists what was left out.

use crate::sort::Role;
use crate::units::Unit;
use crate::{Page, language};
use dateline_core::{Block, BlockKind, Span};
use std::collections::HashSet;

/// Fills text, blocks, standfirst and `left_out` of the page, and its language where the page names none.
pub(crate) fn take(page: &mut Page, units: &[Unit<'_>], roles: &[Role]) {
    let mut last_reason = None;
    let mut seen = HashSet::new();
    for (unit, role) in units.iter().zip(roles) {
        let again = !seen.insert(unit.text);
        let reason = match place(role) {
            Ok(BlockKind::Paragraph) if again => Some("repeated"),
            Ok(kind) => {
                push(page, unit.text, kind);
                None
            }
            Err(reason) => reason,
        };
        if let Some(reason) = reason.filter(|_| reason != last_reason) {
            leave_out(page, reason, unit.text);
        }
        last_reason = reason;
    }
    page.standfirst = page
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Standfirst)
        .and_then(|block| block.span.read(&page.text))
        .map(str::to_owned);
    if page.language.is_none() {
        let title = page.title.as_deref().unwrap_or_default();
        page.language = language::language(&format!("{title}\n{}", page.text)).map(str::to_owned);
    }
}

/// The kind of block that a role has in the text, or why it is left out; a headline needs no reason.
fn place(role: &Role) -> Result<BlockKind, Option<&'static str>> {
    match role {
        Role::Standfirst => Ok(BlockKind::Standfirst),
        Role::Subheading => Ok(BlockKind::Subheading),
        Role::Paragraph => Ok(BlockKind::Paragraph),
        Role::Headline => Err(None),
        Role::Byline(_) | Role::Author | Role::Place => Err(Some("byline")),
        Role::Credits => Err(Some("credits")),
        Role::Caption => Err(Some("caption")),
        Role::Furniture(reason) => Err(Some(reason)),
    }
}

/// Appends a part of the story, parted by a blank line.
pub(crate) fn push(page: &mut Page, words: &str, kind: BlockKind) {
    if !page.text.is_empty() {
        page.text.push_str("\n\n");
    }
    let start = page.text.len();
    page.text.push_str(words);
    let span = Span::of(start..page.text.len());
    page.blocks.push(Block { span, kind });
}

/// Notes words that are no part of the story, and why.
pub(crate) fn leave_out(page: &mut Page, reason: &str, words: &str) {
    page.left_out.push(format!("{reason}: {}", opening(words)));
}

/// The first words, enough to know the line by.
fn opening(words: &str) -> String {
    const LONGEST: usize = 60;
    let line = words.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}
