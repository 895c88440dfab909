//! Turns bytes into text: byte order mark, UTF-8, declared encoding, and the usual one of old pages, in that order.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// How many bytes of a page are searched for its declared encoding.
const HEAD: usize = 4096;

/// The text of some bytes; what no encoding explains becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let encoding = declared(bytes).or_else(|| wide(bytes)).unwrap_or_else(|| {
        // A stray byte in UTF-8 costs that byte; a page of another encoding has hardly any UTF-8 in it.
        if is_mostly_utf8(bytes) {
            UTF_8
        } else {
            WINDOWS_1252
        }
    });
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The encoding that the head of a page names, unless it is UTF-8, which the bytes are not.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#)
            .expect("a valid pattern")
    });
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let label = CHARSET.captures(head)?.get(1)?.as_bytes();
    Encoding::for_label(label).filter(|encoding| *encoding != UTF_8)
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
        assert_eq!(decode(bytes), text);
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
}
