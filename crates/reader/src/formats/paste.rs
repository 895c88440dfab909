//! Reads a story as people paste it from a page.

use crate::{Page, units::units};
use dateline_core::{Block, BlockKind};

/// Reads the text of a saved page.
#[must_use]
pub fn paste(text: &str) -> Page {
    Page {
        text: text.to_owned(),
        blocks: outline("", text),
        ..Page::default()
    }
}

/// Marks what each stretch of a text is for.
#[must_use]
pub fn outline(title: &str, text: &str) -> Vec<Block> {
    let kind = |unit: &str| {
        if unit == title {
            BlockKind::Headline
        } else {
            BlockKind::Paragraph
        }
    };
    let units = units(text);
    units
        .iter()
        .map(|unit| Block {
            span: unit.span,
            kind: kind(unit.text),
        })
        .collect()
}
