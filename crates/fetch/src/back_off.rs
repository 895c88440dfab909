//! How long to leave a site alone after it failed; the dice are the caller's.

use std::time::Duration;

/// The wait before the next try after `failures` failures in a row.
///
/// Exponential with full jitter over a floor, after "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015):
/// anywhere between `base` and a ceiling that starts at twice `base` and doubles with each failure up to `longest`,
/// at the place that `random` (any 64 bits) names. The floor is that of the article's decorrelated jitter, since a
/// site that just failed is not asked again at once; the spread keeps sources that failed together from coming back
/// together. No failures, no wait.
///
/// ```
/// use dateline_fetch::back_off;
/// use std::time::Duration;
///
/// let (minute, day) = (Duration::from_secs(60), Duration::from_secs(86_400));
/// assert_eq!(back_off(0, minute, day, 7), Duration::ZERO);
/// assert_eq!(back_off(1, minute, day, 0), minute);
/// assert_eq!(back_off(3, minute, day, u64::MAX), 8 * minute);
/// assert_eq!(back_off(99, minute, day, u64::MAX), day);
/// ```
pub fn back_off(failures: u32, base: Duration, longest: Duration, random: u64) -> Duration {
    if failures == 0 {
        return Duration::ZERO;
    }
    let factor = 1_u32.checked_shl(failures).unwrap_or(u32::MAX);
    let floor = base.min(longest);
    let ceiling = base.saturating_mul(factor).min(longest);
    floor + part(ceiling.saturating_sub(floor), random)
}

/// `span` times `random` of 64 bits: none of it at 0, all of it at the top.
fn part(span: Duration, random: u64) -> Duration {
    let (span, random, top) = (span.as_nanos(), u128::from(random), u128::from(u64::MAX));
    let nanos = (span / top) * random + (span % top) * random / top;
    let whole = u64::try_from(nanos / 1_000_000_000).unwrap_or(u64::MAX);
    let rest = u32::try_from(nanos % 1_000_000_000).unwrap_or(0);
    Duration::new(whole, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: Duration = Duration::from_secs(60);
    const LONGEST: Duration = Duration::from_secs(86_400);

    #[test]
    fn the_ceiling_doubles_until_the_longest() {
        let tops: Vec<u64> = (0..13)
            .map(|failures| back_off(failures, BASE, LONGEST, u64::MAX).as_secs())
            .collect();
        assert_eq!(
            tops,
            [
                0, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 30_720, 61_440, 86_400, 86_400
            ]
        );
    }

    #[test]
    fn the_dice_spread_the_wait_between_base_and_ceiling() {
        let waits: Vec<u64> = [0, u64::MAX / 4, u64::MAX / 2, u64::MAX]
            .map(|random| back_off(3, BASE, LONGEST, random).as_secs())
            .to_vec();
        assert_eq!(waits, [60, 164, 269, 480]);
    }

    #[test]
    fn a_longest_wait_below_the_base_is_kept() {
        let short = Duration::from_secs(5);
        assert_eq!(back_off(1, BASE, short, 0), short);
        assert_eq!(back_off(9, BASE, short, u64::MAX), short);
    }

    #[test]
    fn no_number_of_failures_and_no_length_overflows() {
        for failures in [1, 31, 32, 33, 64, u32::MAX] {
            for random in [0, 1, u64::MAX] {
                let wait = back_off(failures, Duration::MAX, Duration::MAX, random);
                assert_eq!(wait, Duration::MAX);
                assert!(back_off(failures, BASE, Duration::MAX, random) >= BASE);
                assert_eq!(
                    back_off(failures, Duration::ZERO, LONGEST, random),
                    Duration::ZERO
                );
            }
        }
    }
}
