//! Values of lengths and repetitions: `P4D`, `PT2H`, `PXY`, `XXXX-WXX-1`.

use super::Reading;
use crate::lexicon::Unit;
use crate::phrase::Count;
use dateline_core::TimexType;

/// "three years".
pub(crate) fn length(count: Count, unit: Unit) -> Reading {
    Reading::plain(TimexType::Duration, period(count, unit))
}

/// "every two weeks".
pub(crate) fn each(count: Count, unit: Unit) -> Reading {
    Reading::plain(TimexType::Set, period(count, unit))
}

/// A part of the year that comes again: `XXXX-07`.
pub(crate) fn each_part(code: &str) -> Reading {
    Reading::plain(TimexType::Set, format!("XXXX-{code}"))
}

/// "every Monday".
pub(crate) fn each_weekday(weekday: u8) -> Reading {
    Reading::plain(TimexType::Set, format!("XXXX-WXX-{weekday}"))
}

fn period(count: Count, unit: Unit) -> String {
    let (designator, times, letters) = letters(unit);
    match count {
        Count::Whole(number) => {
            let number = u64::from(number).saturating_mul(times);
            format!("{designator}{number}{letters}")
        }
        Count::Tenths(whole, tenths) => {
            let all = (u64::from(whole) * 10 + u64::from(tenths)).saturating_mul(times);
            match (all / 10, all % 10) {
                (whole, 0) => format!("{designator}{whole}{letters}"),
                (whole, 5) if smaller(unit).is_some() => {
                    let whole = if whole == 0 {
                        String::new()
                    } else {
                        format!("{whole}{letters}")
                    };
                    format!("{designator}{whole}{}", smaller(unit).unwrap_or_default())
                }
                (whole, tenth) => format!("{designator}{whole}.{tenth}{letters}"),
            }
        }
        Count::Some => {
            let letters = match unit {
                Unit::Decade => "DE",
                Unit::Century => "CE",
                _ => letters,
            };
            format!("{designator}X{letters}")
        }
    }
}

/// Half of a unit in the next smaller one.
fn smaller(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::Year => Some("6M"),
        Unit::Hour => Some("30M"),
        Unit::Minute => Some("30S"),
        _ => None,
    }
}

/// Designator, how many of the written unit one makes, and its letters.
fn letters(unit: Unit) -> (&'static str, u64, &'static str) {
    match unit {
        Unit::Second => ("PT", 1, "S"),
        Unit::Minute => ("PT", 1, "M"),
        Unit::Hour => ("PT", 1, "H"),
        Unit::Day => ("P", 1, "D"),
        Unit::Weekend => ("P", 1, "WE"),
        Unit::Week => ("P", 1, "W"),
        Unit::Fortnight => ("P", 2, "W"),
        Unit::Month => ("P", 1, "M"),
        Unit::Quarter => ("P", 1, "Q"),
        Unit::Half => ("P", 6, "M"),
        Unit::Year => ("P", 1, "Y"),
        Unit::Decade => ("P", 10, "Y"),
        Unit::Century => ("P", 100, "Y"),
    }
}
