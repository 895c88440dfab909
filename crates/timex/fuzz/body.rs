//! What holds for any bytes: nothing panics, mentions are words of the text in order, and explaining changes nothing.

use dateline_core::Moment;
use dateline_timex::{distances, explain, ranges, times};

/// The first four bytes choose the day of publication, the rest is the story.
pub(crate) fn any_bytes(bytes: &[u8]) {
    let (head, story) = bytes.split_at(bytes.len().min(4));
    let seed = head
        .iter()
        .fold(0_u32, |seed, byte| seed << 8 | u32::from(*byte));
    let (year, month, day) = (
        1 + seed % 9_999,
        1 + seed / 9_999 % 12,
        1 + seed / 119_988 % 28,
    );
    let published =
        Moment::parse(&format!("{year:04}-{month:02}-{day:02}")).expect("a calendar day");
    let text = String::from_utf8_lossy(story);
    let mentions = times(&text, &published);
    let mut behind = 0;
    for mention in &mentions {
        assert_eq!(mention.span.read(&text), Some(mention.text.as_str()));
        assert!(mention.span.start() >= behind && !mention.span.is_empty());
        assert!(!mention.value.is_empty());
        behind = mention.span.end();
    }
    for range in ranges(&text, &mentions) {
        assert!(range.from < range.to && range.span.read(&text).is_some());
    }
    for counted in distances(&text, &mentions) {
        assert!(counted.from < mentions.len() && counted.span.read(&text).is_some());
    }
    let explained: Vec<_> = explain(&text, &published)
        .into_iter()
        .map(|told| told.mention)
        .collect();
    assert_eq!(explained, mentions);
}
