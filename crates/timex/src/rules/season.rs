//! Seasons: "last summer", "spring 2001", "the winter of 1941"; not "fall" the verb, not "spring" the water.

use crate::lexicon::Word;
use crate::phrase::{Phrase, Says, YearSaid};
use crate::read::{pick, year_said};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let the = at + usize::from(t.is(at, "the"));
    let (picked, named) = match pick(t, the) {
        Some((picked, behind)) => (Some(picked), behind),
        None => (None, the),
    };
    let Word::Season(season) = t.word(named) else {
        return None;
    };
    let (year, end) = year_said(t, named + 1);
    let before = t.left(at, 1);
    let led = t.any(
        before,
        &[
            "in", "during", "by", "since", "until", "of", "early", "late", "mid", "this", "for",
            "through",
        ],
    ) || t.dash(before);
    let risky = t.any(named, &["fall", "spring"]);
    let dated = picked.is_some() || year != YearSaid::Unsaid;
    let edged = t.any(before, &["early", "late", "mid"]);
    let bare = led && (!risky || edged || the > at && t.is(before, "in") && !t.is(end, "of"));
    // "the winter sports"
    if !dated
        && t.any(
            end,
            &[
                "sports", "sport", "olympics", "games", "school", "water", "resort",
            ],
        )
    {
        return None;
    }
    let alone = the > at && !risky && !t.any(end, &["of", "games", "school"]) && !t.capital(named);
    (dated || bare || alone).then(|| {
        Phrase::new(
            at,
            end,
            Says::Season {
                year,
                season,
                pick: picked,
            },
        )
    })
}
