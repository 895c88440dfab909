//! The numbers that stand for closed sets in stored bytes: places in these lists, which only ever grow at the end.

use dateline_core::{BlockKind, Certainty, Modifier, Part, Precision, Status, TimexType};

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
