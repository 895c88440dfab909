//! The numbers that stand for closed sets in stored bytes: places in these lists, which only ever grow at the end.

use dateline_core::{
    BlockKind, CatchUp, Certainty, DigestKind, Modifier, Part, Precision, Status, TimexType,
    Trouble,
};

/// A set whose members are stored as their place in a list.
pub(crate) trait Coded: Copy + PartialEq + std::fmt::Debug + 'static {
    /// Never reordered: places are in stored bytes.
    const LIST: &'static [Self];

    fn code(self) -> Result<u8, String> {
        let place = Self::LIST.iter().position(|one| *one == self);
        let code = place.and_then(|place| u8::try_from(place).ok());
        code.ok_or_else(|| format!("format 1 has no code for {self:?}"))
    }

    fn of(code: u8) -> Result<Self, String> {
        let found = Self::LIST.get(usize::from(code)).copied();
        found.ok_or_else(|| format!("code {code} is unknown"))
    }
}

impl Coded for BlockKind {
    const LIST: &'static [Self] = &[
        Self::Headline,
        Self::Standfirst,
        Self::Byline,
        Self::Paragraph,
        Self::Subheading,
        Self::Caption,
        Self::Offer,
    ];
}

impl Coded for Precision {
    const LIST: &'static [Self] = &[
        Self::Century,
        Self::Decade,
        Self::Year,
        Self::Half,
        Self::Quarter,
        Self::Season,
        Self::Month,
        Self::Week,
        Self::Range,
        Self::Day,
        Self::PartOfDay,
        Self::Minute,
    ];
}

impl Coded for Modifier {
    const LIST: &'static [Self] = &[
        Self::Approximate,
        Self::Start,
        Self::Middle,
        Self::End,
        Self::Before,
        Self::OnOrBefore,
        Self::After,
        Self::OnOrAfter,
        Self::MoreThan,
        Self::LessThan,
    ];
}

impl Coded for Certainty {
    const LIST: &'static [Self] = &[Self::Stated, Self::Inferred, Self::Tentative];
}

impl Coded for Status {
    const LIST: &'static [Self] = &[
        Self::Scheduled,
        Self::Ongoing,
        Self::Happened,
        Self::Postponed,
        Self::Cancelled,
    ];
}

impl Coded for Part {
    const LIST: &'static [Self] = &[Self::Headline, Self::Body];
}

impl Coded for TimexType {
    const LIST: &'static [Self] = &[Self::Date, Self::Time, Self::Duration, Self::Set];
}

impl Coded for DigestKind {
    const LIST: &'static [Self] = &[Self::Today, Self::Week, Self::New, Self::Changed];
}

impl Coded for CatchUp {
    const LIST: &'static [Self] = &[Self::Latest, Self::Skip];
}

impl Coded for Trouble {
    const LIST: &'static [Self] = &[
        Self::Forbidden,
        Self::Gone,
        Self::Unsure,
        Self::Refused,
        Self::Stale,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Coded>(words: &str) {
        let listed = T::LIST.iter().map(|one| format!("{one:?}"));
        assert_eq!(listed.collect::<Vec<_>>().join(" "), words);
        for (place, one) in T::LIST.iter().enumerate() {
            let code = one.code().expect("a member has a code");
            assert_eq!((usize::from(code), T::of(code)), (place, Ok(*one)));
        }
        let behind = u8::try_from(T::LIST.len()).expect("a short list");
        assert!(T::of(behind).is_err());
    }

    #[test]
    fn every_code_of_format_1_stays_what_it_was() {
        check::<BlockKind>("Headline Standfirst Byline Paragraph Subheading Caption Offer");
        check::<Precision>(
            "Century Decade Year Half Quarter Season Month Week Range Day PartOfDay Minute",
        );
        check::<Modifier>(
            "Approximate Start Middle End Before OnOrBefore After OnOrAfter MoreThan LessThan",
        );
        check::<Certainty>("Stated Inferred Tentative");
        check::<Status>("Scheduled Ongoing Happened Postponed Cancelled");
        check::<Part>("Headline Body");
        check::<TimexType>("Date Time Duration Set");
        check::<DigestKind>("Today Week New Changed");
        check::<CatchUp>("Latest Skip");
        check::<Trouble>("Forbidden Gone Unsure Refused Stale");
    }
}
