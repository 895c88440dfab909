//! Why something came about; how it did is not read for, so that the answer is that it is not known.

use super::{Asking, Kind};
use crate::{scene::Scene, spots};
use dateline_core::AnswerParts;

/// Reasons and manners.
pub(crate) const KIND: Kind = Kind {
    name: "why",
    fits,
    answer,
};

fn fits(asking: &Asking<'_>) -> u8 {
    let first = asking.words.first().map_or("", |word| word.text.as_str());
    let second = asking.words.get(1).map_or("", |word| word.text.as_str());
    let verb = matches!(
        second,
        "did" | "does" | "do" | "is" | "are" | "was" | "were" | "will" | "can" | "come" | "has"
    );
    match first {
        "why" => Asking::sure(0, 3),
        "how" if verb => Asking::sure(0, 3),
        _ => 0,
    }
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    spots::likeliest(scene)?.found(KIND.name)
}
