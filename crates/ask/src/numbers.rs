//! Numbers in one form: "first" and "1st" are `#1`, "II", "two" and "2" are `2`.

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

/// The one form of a lower-case number word, if it is one; a single letter is a Roman number only where `roman`.
pub(crate) fn number(word: &str, roman: bool) -> Option<String> {
    let at = |list: &[&str]| list.iter().position(|name| *name == word);
    if let Some(value) = at(&ORDINALS) {
        return Some(format!("#{value}"));
    }
    if let Some(value) = at(&CARDINALS).filter(|value| *value > 1) {
        return Some(value.to_string());
    }
    if let Some(value) = in_tens(word) {
        return Some(value.to_string());
    }
    if let Some(value) = at(&ROMAN).filter(|value| *value > 0 && roman) {
        return Some(value.to_string());
    }
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let rest: String = word.chars().filter(|c| !c.is_ascii_digit()).collect();
    match rest.as_str() {
        _ if digits.is_empty() => None,
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
