//! Months: "January", "last June", "March 2023", "May of that year"; not "may", "march on", "Mrs May".

use crate::lexicon::Word;
use crate::phrase::{Phrase, Pick, Says, YearSaid};
use crate::read::{leads_to_time, month, pick, year_said};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let the = at + usize::from(t.is(at, "the"));
    let (picked, named) = match pick(t, the) {
        Some((picked, behind)) => (Some(picked), behind),
        None => (None, at),
    };
    let (month, behind) = month(t, named)?;
    let (year, end) = year_said(t, behind);
    if !stands_as_month(t, named, picked, year) {
        return None;
    }
    Some(Phrase::new(
        at,
        end,
        Says::Month {
            year,
            month,
            pick: picked,
        },
    ))
}

fn stands_as_month(t: &Tokens, at: usize, picked: Option<Pick>, year: YearSaid) -> bool {
    if picked.is_some() || year != YearSaid::Unsaid {
        return true;
    }
    let before = t.left(at, 1);
    if !t.capital(at) {
        return leads_to_time(t, before);
    }
    let led = leads_to_time(t, before) || (t.dash(before) && t.any(t.left(at, 2), &["mid"]));
    if t.is(at, "may") || t.is(at, "march") {
        let noun = t.any(before, &["the", "a", "its"])
            && !t.capital(at + 1)
            && !t.any(
                at + 1,
                &["on", "of", "to", "for", "in", "through", "across"],
            );
        return noun
            || led && !t.any(before, &["that", "and", "to", "or"])
            || list_of_months(t, at);
    }
    let short = t.text(at).len() <= 4 && !t.any(at, &["june", "july"]);
    if short {
        let named = t.capital(at + 1) && !t.glued(at + 1);
        return led && !named || t.mark(at + 1, '.');
    }
    // "April Jones and August Wilson"
    let led = led && !t.any(before, &["and", "or", "to", "for", "about", "between"]);
    let named_person =
        t.any(at, &["april", "june", "august"]) && t.capital(at + 1) && !t.glued(at + 1) && !led;
    !named_person
}

/// "between March and May": the other month of a pair stands beside it.
fn list_of_months(t: &Tokens, at: usize) -> bool {
    let joined =
        |at: usize| t.any(at, &["and", "to", "or", "through"]) || t.dash(at) || t.mark(at, ',');
    let month = |at: usize| matches!(t.word(at), Word::Month(_)) && t.capital(at);
    (joined(t.left(at, 1)) && month(t.left(at, 2))) || (joined(at + 1) && month(at + 2))
}
