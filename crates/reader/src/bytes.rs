//! Turns bytes into text: byte order mark, what HTTP or the page declares, UTF-8, and the look of the bytes, in that order.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// How many bytes of a page are searched for its declared encoding.
const HEAD: usize = 4096;

/// The text of some bytes, for which HTTP may have named a charset; what no encoding explains becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0.into_owned();
    }
    let named = charset.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    let encoding = named
        .filter(|encoding| explains(encoding, bytes))
        .or_else(|| wide(bytes))
        .or_else(|| declared(bytes).filter(|encoding| explains(encoding, bytes)))
        .unwrap_or_else(|| look(bytes));
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether the bytes can be in an encoding that was named for them.
///
/// Servers and templates name Western charsets for UTF-8: letters that are valid UTF-8 are no one-byte letters.
fn explains(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(text) => !encoding.is_single_byte() || text.is_ascii(),
        Err(_) => encoding != UTF_8 || is_mostly_utf8(bytes),
    }
}

/// The encoding that the bytes look like.
fn look(bytes: &[u8]) -> &'static Encoding {
    // A stray byte in UTF-8 costs that byte; a page of another encoding has hardly any UTF-8 in it.
    if std::str::from_utf8(bytes).is_ok() || is_mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The encoding that the head of a page names; what could be read as ASCII is no UTF-16.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)<(?:meta|\?xml)\b[^<>]{0,300}?\b(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#)
            .expect("a valid pattern")
    });
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let label = CHARSET.captures(head)?.get(1)?.as_bytes();
    Encoding::for_label_no_replacement(label).map(Encoding::output_encoding)
}

/// UTF-16 without a mark: every second byte of Latin letters is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 4;
    if head.len() >= 4 && odd > many && even == 0 {
        Some(encoding_rs::UTF_16LE)
    } else if head.len() >= 4 && even > many && odd == 0 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad.saturating_mul(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str) {
        assert_eq!(decode(bytes, None), text);
    }

    #[test]
    fn marks_declarations_and_habits_name_the_encoding() {
        check("\u{feff}Café".as_bytes(), "Café");
        check("Café".as_bytes(), "Café");
        check(b"Caf\xe9 \x93Nord\x94", "Café “Nord”");
        check(
            b"<meta charset=windows-1251> \xcf\xe8\xf0\xf1",
            "<meta charset=windows-1251> Пирс",
        );
        check(b"\xff\xfeP\0i\0e\0r\0", "Pier");
        check(b"P\0i\0e\0r\0\xfc\0", "Pierü");
    }

    #[test]
    fn a_stray_byte_in_utf_8_costs_only_itself() {
        check(
            b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xff",
            "ééééé\u{fffd}",
        );
    }

    #[test]
    fn the_header_wins_over_the_page_and_neither_over_letters_of_utf_8() {
        let named = |bytes, charset| decode(bytes, Some(charset));
        let page = b"<meta charset=windows-1252> \xcf\xe8\xf0\xf1";
        assert_eq!(
            named(page, "Windows-1251"),
            "<meta charset=windows-1252> Пирс"
        );
        assert_eq!(
            named(page, "no such charset"),
            "<meta charset=windows-1252> Ïèðñ"
        );
        assert_eq!(named("Café".as_bytes(), "iso-8859-1"), "Café");
        assert_eq!(named(b"P\0i\0e\0r\0", "utf-16le"), "Pier");
        assert_eq!(
            named(b"\x8b\xb4\x82\xcd\x8a\x4a\x82\xad", "shift_jis"),
            "橋は開く"
        );
        check(
            "<meta charset=iso-8859-1>Café".as_bytes(),
            "<meta charset=iso-8859-1>Café",
        );
        check(b"<meta charset=utf-16>Pier", "<meta charset=utf-16>Pier");
    }

    #[test]
    fn undeclared_letters_are_told_by_their_look() {
        let russian = "Пирс откроется в пятницу, сообщил мэр города. Паром отойдёт в полдень.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, russian);
        let japanese = "桟橋は金曜日に再開すると市長が述べた。フェリーは正午に出航する。";
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(japanese);
        check(&bytes, japanese);
    }
}
