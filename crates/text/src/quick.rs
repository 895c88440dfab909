//! Maps for words of our own lists, which are looked up many times for every word of a story.
//!
//! Their hash is quick and not proof against words that are chosen to collide: never keep words from outside in them.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// A map whose keys stand in our own lists.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;
/// A set of words of our own lists.
pub type QuickSet<K> = HashSet<K, BuildHasherDefault<QuickHasher>>;

/// Takes in eight bytes at a time, by a rotation and a multiplication with the golden ratio's bits.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuickHasher(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

impl QuickHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(GOLDEN);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((eight, behind)) = rest.split_first_chunk() {
            self.add(u64::from_le_bytes(*eight));
            rest = behind;
        }
        if let Some((four, behind)) = rest.split_first_chunk() {
            self.add(u64::from(u32::from_le_bytes(*four)));
            rest = behind;
        }
        let last = rest
            .iter()
            .fold(0, |word, byte| word << 8 | u64::from(*byte));
        self.add(last);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    // The high bits are the best mixed, and maps look at low ones.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::BuildHasher;

    #[test]
    fn words_that_differ_in_one_letter_spread_over_a_small_table() {
        let build = BuildHasherDefault::<QuickHasher>::default();
        let letters = || (b'a'..=b'z').map(char::from);
        let words = letters().flat_map(|a| letters().map(move |b| format!("un{a}rea{b}ed")));
        let mut slots = [0_u32; 64];
        for word in words {
            slots[(build.hash_one(word.as_str()) % 64) as usize] += 1;
        }
        assert!(
            slots.iter().all(|count| (1..40).contains(count)),
            "{slots:?}"
        );
    }

    #[test]
    fn words_are_found_again() {
        let words = ["a", "an", "and", "andes", "anaesthesia", "anaesthetists"];
        let map: QuickMap<&str, usize> = words.iter().copied().zip(0..).collect();
        assert!(
            words
                .iter()
                .zip(0..)
                .all(|(word, at)| map.get(word) == Some(&at))
        );
        assert_eq!(map.get("ande"), None);
    }
}
