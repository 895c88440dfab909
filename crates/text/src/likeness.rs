//! Which texts are nearly the same: the copies and light edits of one agency story in many papers.
//!
//! A text is seen as the set of its shingles, runs of four words (A. Broder, "On the resemblance and containment of
//! documents", 1997). The share of shingles that two texts have in common is estimated from 64 minima of hash functions, and
//! like texts are found without comparing all pairs by 16 bands of four minima (J. Leskovec, A. Rajaraman, J. Ullman, "Mining
//! of Massive Datasets", chapter 3).

use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

/// Words in a shingle.
const WORDS: usize = 4;
/// Minima in a sketch.
const MINIMA: usize = 64;
/// Minima in a band: texts that share half of their shingles share a band two times of three, those that share 0.7 nearly always.
const BAND: usize = 4;
/// Texts with so much in common are one story.
const NEAR: f32 = 0.5;

/// What is kept of a text to compare it with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u32>", into = "Vec<u32>")]
pub struct Sketch([u32; MINIMA]);

impl From<Sketch> for Vec<u32> {
    fn from(sketch: Sketch) -> Self {
        sketch.0.to_vec()
    }
}

impl TryFrom<Vec<u32>> for Sketch {
    type Error = &'static str;

    fn try_from(minima: Vec<u32>) -> Result<Self, Self::Error> {
        let minima = minima.try_into().map(Self);
        minima.map_err(|_| "a sketch has 64 minima")
    }
}

impl Sketch {
    /// The sketch of a text; none where it is shorter than a few shingles, for then likeness is chance.
    ///
    /// Case and punctuation do not count.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let words: Vec<Cow<'_, str>> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(small)
            .collect();
        if words.len() < WORDS * 4 {
            return None;
        }
        let mut minima = [u32::MAX; MINIMA];
        for shingle in words.windows(WORDS) {
            let mut hasher = DefaultHasher::new();
            shingle.hash(&mut hasher);
            let mut state = hasher.finish();
            for least in &mut minima {
                *least = (*least).min(top(spread(&mut state)));
            }
        }
        Some(Self(minima))
    }

    /// The share of shingles that both texts have among those that either has, 0 to 1; within 0.06 or so.
    ///
    /// ```
    /// use dateline_text::Sketch;
    /// let story = "The harbour fair opens on Friday at noon with boats from nine towns and a parade along the quay, the mayor said.";
    /// let copy = story.replace("the mayor said", "the town said");
    /// let sketch = |text: &str| Sketch::of(text).expect("long enough");
    /// assert!(sketch(story).resemblance(&sketch(&copy)) > 0.6);
    /// ```
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> f32 {
        let same = self.0.iter().zip(&other.0).filter(|(one, two)| one == two);
        f32::from(u8::try_from(same.count()).unwrap_or(u8::MAX)) / 64.0
    }

    /// Whether both texts are one story: half of their shingles or more are common.
    #[must_use]
    pub fn is_near(&self, other: &Self) -> bool {
        self.resemblance(other) >= NEAR
    }
}

/// A word in lower case, which most are as they stand.
fn small(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// The next number of the sequence SplitMix64 (G. Steele, D. Lea, C. Flood, 2014): each of them is one hash of the shingle.
fn spread(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn top(number: u64) -> u32 {
    u32::try_from(number >> 32).unwrap_or(u32::MAX)
}

/// For each text the position of the first one that it is near to; its own where there is none before it.
///
/// A text joins the first text of a group, never one that only joined: a chain of small changes does not tie strangers.
#[must_use]
pub fn groups(sketches: &[Option<Sketch>]) -> Vec<usize> {
    let mut shelves: HashMap<(usize, &[u32]), Vec<usize>> = HashMap::new();
    let mut first = Vec::with_capacity(sketches.len());
    for (at, sketch) in sketches.iter().enumerate() {
        let Some(sketch) = sketch else {
            first.push(at);
            continue;
        };
        let bands = || sketch.0.chunks(BAND).enumerate();
        let near = |other: &usize| {
            let other = sketches.get(*other).and_then(Option::as_ref);
            other.is_some_and(|other| other.is_near(sketch))
        };
        let candidates = bands().filter_map(|band| shelves.get(&band)).flatten();
        let found = candidates.copied().filter(near).min();
        if found.is_none() {
            for band in bands() {
                shelves.entry(band).or_default().push(at);
            }
        }
        first.push(found.unwrap_or(at));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The ferry company will stop its night crossings between the islands from Monday, it said in a \
        letter to passengers. The last boat leaves on Sunday at ten in the evening. Talks with the crews about \
        their hours broke down last week, and new ones are planned for January, the union said. Day boats run as before.";
    const OTHER: &str = "A bridge over the sound will open in May, two years late, after engineers found cracks in three \
        of its pillars. The minister for roads said the work had cost nine million crowns more than planned, and that \
        no toll would be asked of those who live on the islands before the end of next year.";

    fn sketch(text: &str) -> Option<Sketch> {
        Sketch::of(text)
    }

    #[test]
    fn copies_with_another_opening_or_ending_are_near_and_other_stories_are_not() {
        let near = |one: &str, two: &str| {
            let (one, two) = (sketch(one).expect("long"), sketch(two).expect("long"));
            one.is_near(&two)
        };
        assert!(near(STORY, &STORY.to_uppercase()));
        assert!(near(STORY, &format!("ISLE TOWN (Agency) - {STORY}")));
        assert!(near(
            STORY,
            STORY.trim_end_matches("Day boats run as before.")
        ));
        assert!(!near(STORY, OTHER));
        let same_subject = "The ferry company said on Tuesday that it had sold its two night boats to a yard in the south. \
            Talks with the crews ended without a result, and those who worked at night will be offered places on day boats.";
        assert!(!near(STORY, same_subject));
    }

    #[test]
    fn a_text_of_a_few_words_is_like_no_other() {
        assert_eq!(sketch("Ferry stops. Talks planned."), None);
        assert_eq!(sketch(""), None);
        assert_eq!(groups(&[sketch("a"), sketch("a")]), [0, 1]);
    }

    #[test]
    fn near_texts_are_put_under_the_first_of_them() {
        let edited = STORY.replace("last week", "on Thursday");
        let texts = [OTHER, STORY, "short", &edited, OTHER];
        let sketches: Vec<_> = texts.iter().map(|text| sketch(text)).collect();
        assert_eq!(groups(&sketches), [0, 1, 2, 1, 0]);
    }
}
