//! Chance that is the same for the same seed, on every machine.

/// A stream of numbers (splitmix64).
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// The stream for one thing of a seed: other things, other numbers.
    pub(super) fn of(seed: u64, thing: &str, number: u64) -> Self {
        let mut chance = Self(seed ^ 0x5851_f42d_4c95_7f2d);
        for byte in thing.bytes().chain(number.to_le_bytes()) {
            chance.0 = chance.0.wrapping_add(u64::from(byte));
            chance.0 = chance.next();
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to and without `end`; 0 where that is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// From `low` up to and with `high`.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, of_hundred: u64) -> bool {
        self.below(100) < of_hundred
    }

    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(of.len() as u64);
        &of[usize::try_from(at).unwrap_or_default()]
    }

    /// A rank below `end` by Zipf's law: the first as often as all from the second to the third together, and so on.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank need not be exact"
    )]
    pub(super) fn rank(&mut self, end: u64) -> u64 {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = ((end as f64 + 1.0).ln() * unit).exp() as u64;
        rank.saturating_sub(1).min(end.saturating_sub(1))
    }

    /// One of a list, the first ones far more often than the last.
    pub(super) fn usual<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.rank(of.len() as u64);
        &of[usize::try_from(at).unwrap_or_default()]
    }
}
