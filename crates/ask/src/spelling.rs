//! How alike two words are spelled.

/// Whether a word may be a slip for another: one slip from five letters on, two from nine; swapped letters are one slip.
pub(crate) fn is_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let slips = match typed.len().min(meant.len()) {
        0..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    typed.first() == meant.first()
        && typed.len().abs_diff(meant.len()) <= slips
        && distance(&typed, &meant) <= slips
}

/// Whether two words differ only in doubled letters ("karlson", "mathisson").
pub(crate) fn same_but_doubled(one: &str, other: &str) -> bool {
    one.len() >= 5
        && other.len() >= 5
        && one.len() != other.len()
        && squeezed(one).eq(squeezed(other))
}

/// Whether a word names the people of a place: "nevadans" those of "nevada".
pub(crate) fn is_people_of(people: &str, place: &str) -> bool {
    let endings = ["ians", "ian", "ans", "an", "ese", "ers", "er", "ns", "n"];
    endings.into_iter().any(|ending| {
        let root = people.strip_suffix(ending).filter(|root| root.len() >= 5);
        root.is_some_and(|root| place.starts_with(root) && place.len() <= root.len() + 2)
    })
}

/// The letters of a word, those that stand twice once.
fn squeezed(word: &str) -> impl Iterator<Item = char> {
    let mut last = None;
    word.chars()
        .filter(move |letter| last.replace(*letter) != Some(*letter))
}

/// Insertions, deletions, replacements and swaps of neighbours.
pub(crate) fn distance(one: &[char], other: &[char]) -> usize {
    let width = other.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let cell = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best = (cell(&above, j) + usize::from(a != b))
                .min(cell(&above, j + 1) + 1)
                .min(cell(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if swapped {
                best = best.min(cell(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_by_the_length_of_the_word() {
        for (typed, meant) in [
            ("minster", "minister"),
            ("wehn", "when"),
            ("recieved", "received"),
        ] {
            assert!(is_slip(typed, meant), "{typed}");
        }
        for (typed, meant) in [("dog", "dig"), ("hosting", "posting"), ("trade", "braid")] {
            assert!(!is_slip(typed, meant), "{typed}");
        }
    }

    #[test]
    fn people_are_known_by_their_place() {
        for (people, place) in [
            ("nevadans", "nevada"),
            ("bolivians", "bolivia"),
            ("londoner", "london"),
        ] {
            assert!(is_people_of(people, place), "{people}");
        }
        assert!(!is_people_of("germans", "germ") && !is_people_of("banners", "banknote"));
    }

    #[test]
    fn doubled_letters_do_not_make_another_name() {
        assert!(same_but_doubled("karlson", "karlsson"));
        assert!(!same_but_doubled("karlsson", "karlsson"));
        assert!(!same_but_doubled("later", "latter."));
    }
}
