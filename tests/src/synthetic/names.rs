//! Names made of syllables: each number another name.

const STARTS: [&str; 32] = [
    "ar", "bel", "bran", "cor", "dal", "dor", "el", "fen", "gal", "gren", "hal", "har", "isk",
    "jor", "kal", "kir", "lor", "lun", "mar", "mel", "nor", "os", "pel", "quan", "ral", "sel",
    "stor", "tam", "ul", "var", "wen", "yar",
];
const MIDDLES: [&str; 16] = [
    "a", "ba", "de", "en", "go", "i", "ka", "lo", "me", "no", "o", "ra", "si", "ta", "u", "vi",
];
const ENDS: [&str; 32] = [
    "beck", "berg", "by", "dorf", "fall", "feld", "fjord", "ford", "garth", "ham", "hold", "holm",
    "hurst", "kirk", "land", "low", "mark", "minster", "moor", "mouth", "port", "rock", "rup",
    "stad", "stock", "sund", "thorp", "vik", "wald", "wick", "wold", "worth",
];

/// So many names of two syllables with a middle.
pub(super) const MANY: u64 = 32 * 16 * 32;

/// So many longer ones.
pub(super) const ENDLESS: u64 = MANY * 16 * 32;

fn part(list: &[&'static str], number: u64) -> &'static str {
    list[usize::try_from(number % list.len() as u64).unwrap_or_default()]
}

/// A name for each number below [`MANY`], neighbours unlike one another.
pub(super) fn name(number: u64) -> String {
    let at = number.wrapping_mul(7_919) % MANY;
    let all = [
        part(&STARTS, at),
        part(&MIDDLES, at / 32),
        part(&ENDS, at / 512),
    ];
    capital(&all.concat())
}

/// A name for each number below [`ENDLESS`], none of which [`name`] makes.
pub(super) fn rare_name(number: u64) -> String {
    let at = number.wrapping_mul(2_654_435_761) % ENDLESS;
    let all = [
        part(&STARTS, at),
        part(&MIDDLES, at / 32),
        part(&STARTS, at / 512),
        part(&MIDDLES, at / 16_384),
        part(&ENDS, at / 262_144),
    ];
    capital(&all.concat())
}

/// The text with a capital first.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_number_has_another_name() {
        let some: HashSet<String> = (0..MANY).map(name).collect();
        assert_eq!(some.len() as u64, MANY);
        let rare: HashSet<String> = (0..20_000).map(rare_name).collect();
        assert_eq!(rare.len(), 20_000);
        assert!(some.is_disjoint(&rare));
    }
}
