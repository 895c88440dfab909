//! Reads base64, in which Atom 0.3 may write its texts.

/// The bytes; white space counts for nothing, any other sign than those of base64 makes it none.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0u32);
    let signs = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    for sign in signs.take_while(|byte| *byte != b'=') {
        held = held << 6 | u32::from(value(sign)?);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

fn value(sign: u8) -> Option<u8> {
    match sign {
        b'A'..=b'Z' => Some(sign - b'A'),
        b'a'..=b'z' => Some(sign - b'a' + 26),
        b'0'..=b'9' => Some(sign - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_any_length_is_read_and_words_are_not() {
        assert_eq!(decode("UGllcg==").as_deref(), Some(b"Pier".as_slice()));
        assert_eq!(decode("UGll\n cnM=").as_deref(), Some(b"Piers".as_slice()));
        assert_eq!(decode("UGllcnM/").as_deref(), Some(b"Piers?".as_slice()));
        assert_eq!(decode("The pier, reopened"), None);
        assert_eq!(decode("").as_deref(), Some(b"".as_slice()));
    }
}
