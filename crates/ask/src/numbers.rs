//! Numbers in one form: "first" and "1st" are `#1`, "II", "two" and "2" are `2`.

use dateline_text::QuickMap;
use std::sync::LazyLock;

const CARDINALS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

const ORDINALS: [&str; 21] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

const ROMAN: [&str; 21] = [
    "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
    "xv", "xvi", "xvii", "xviii", "xix", "xx",
];

/// What a word counts.
struct Counting {
    form: String,
    /// Whether it does only as a Roman number.
    roman: bool,
}

static WORDS: LazyLock<QuickMap<&str, Counting>> = LazyLock::new(|| {
    let forms = |list: &'static [&'static str], from: usize, mark: &'static str, roman: bool| {
        let words = list.iter().enumerate().skip(from);
        words.map(move |(value, word)| {
            let form = format!("{mark}{value}");
            (*word, Counting { form, roman })
        })
    };
    let ordinals = forms(&ORDINALS, 0, "#", false);
    let cardinals = forms(&CARDINALS, 2, "", false);
    let romans = forms(&ROMAN, 1, "", true);
    ordinals.chain(cardinals).chain(romans).collect()
});

/// The one form of a lower-case number word, if it is one; a single letter is a Roman number only where `roman`.
pub(crate) fn number(word: &str, roman: bool) -> Option<String> {
    if let Some(known) = WORDS.get(word) {
        let counts = !known.roman || roman;
        return counts.then(|| known.form.clone());
    }
    if let Some(value) = in_tens(word) {
        return Some(value.to_string());
    }
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let rest: String = word.chars().filter(|c| !c.is_ascii_digit()).collect();
    match rest.as_str() {
        "" | "," | ",," => Some(digits.trim_start_matches('0').to_owned()),
        "st" | "nd" | "rd" | "th" => Some(format!("#{digits}")),
        _ => None,
    }
}

const TENS: [&str; 10] = [
    "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// "Thirty", "twenty-two".
fn in_tens(word: &str) -> Option<usize> {
    let (tens, ones) = word.split_once('-').unwrap_or((word, ""));
    if !tens.ends_with("ty") {
        return None;
    }
    let tens = TENS.iter().skip(2).position(|name| *name == tens)? + 2;
    let ones = match ones {
        "" => 0,
        ones => CARDINALS.iter().take(10).position(|name| *name == ones)?,
    };
    Some(10 * tens + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_and_counting_words_have_one_form_each() {
        for (word, form) in [
            ("first", "#1"),
            ("1st", "#1"),
            ("12th", "#12"),
            ("two", "2"),
            ("ii", "2"),
            ("thirty", "30"),
            ("twenty-two", "22"),
        ] {
            assert_eq!(number(word, true).as_deref(), Some(form), "{word}");
        }
        for word in ["i", "one", "", "b2b", "x"] {
            assert_eq!(number(word, false), None, "{word}");
        }
    }
}
