//! The letters of pictures: how wide words are, where they are cut, and their outlines. Only letters that the font has are drawn.

use tiny_skia::{Path, PathBuilder};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// What stands for words that are cut.
const CUT: char = '…';

/// What stands for words of which the font has no letter.
const ELSEWHERE: &str = "(in another script)";

/// One weight of the font.
pub(super) struct Letters {
    face: Face<'static>,
}

impl Letters {
    /// For what is read second.
    pub(super) fn regular() -> Self {
        Self::of(include_bytes!("../../fonts/inter-regular.ttf"))
    }

    /// For what is read first.
    pub(super) fn strong() -> Self {
        Self::of(include_bytes!("../../fonts/inter-semibold.ttf"))
    }

    fn of(bytes: &'static [u8]) -> Self {
        let face = Face::parse(bytes, 0).expect("the font of the repository is whole");
        Self { face }
    }

    /// The words as they can be drawn: on one line, without letters that the font lacks.
    pub(super) fn readable(&self, words: &str) -> String {
        let has = |c: &char| *c == ' ' || self.face.glyph_index(*c).is_some();
        let line = crate::safe::line(words);
        let kept: String = line.chars().filter(has).collect();
        let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        let holds = |text: &str| text.chars().any(char::is_alphanumeric);
        if holds(&line) && !holds(&kept) {
            return ELSEWHERE.to_owned();
        }
        kept
    }

    /// How wide readable words are.
    pub(super) fn width(&self, words: &str, size: f32) -> f32 {
        let glyphs = words.chars().filter_map(|c| self.face.glyph_index(c));
        let units: u32 = glyphs.map(|glyph| self.advance(glyph)).sum();
        units as f32 * self.scale(size)
    }

    /// The words on one line, cut at a word where they are wider than the room.
    pub(super) fn fitted(&self, words: &str, size: f32, room: f32) -> String {
        self.wrapped(words, size, room, 1).concat()
    }

    /// The words on so many lines at most, broken between words; the last line is cut where more follows.
    pub(super) fn wrapped(&self, words: &str, size: f32, room: f32, most: usize) -> Vec<String> {
        let words = self.readable(words);
        let fits = |line: &str| self.width(line, size) <= room;
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut words = words.split(' ').peekable();
        while let Some(word) = words.peek() {
            let longer = if line.is_empty() {
                (*word).to_owned()
            } else {
                format!("{line} {word}")
            };
            if fits(&longer) {
                line = longer;
                words.next();
            } else if lines.len() + 1 >= most {
                return finished(lines, self.cut(&line, word, size, room));
            } else if line.is_empty() {
                // Not even one word fits: it is cut, and the next line goes on with the next word.
                lines.push(self.cut("", word, size, room));
                words.next();
            } else {
                lines.push(std::mem::take(&mut line));
            }
        }
        finished(lines, line)
    }

    /// The line with the mark of what is left out behind it; a word that is alone on its line is cut within.
    fn cut(&self, line: &str, word: &str, size: f32, room: f32) -> String {
        let fits = |line: &str| self.width(line, size) <= room;
        let mut line = line.to_owned();
        loop {
            let marked = format!("{}{CUT}", line.trim_end_matches([',', ':', ';', '-', '–']));
            if !line.is_empty() && fits(&marked) {
                return marked;
            }
            match line.rsplit_once(' ') {
                Some((rest, _)) => line = rest.to_owned(),
                None => break,
            }
        }
        let word = if line.is_empty() { word } else { &line };
        let mut kept = String::new();
        for c in word.chars() {
            if !fits(&format!("{kept}{c}{CUT}")) {
                break;
            }
            kept.push(c);
        }
        kept.push(CUT);
        kept
    }

    /// The outline of readable words that begin at a place on their base line.
    pub(super) fn outline(&self, words: &str, (x, base): (f32, f32), size: f32) -> Option<Path> {
        let mut drawn = Drawn {
            path: PathBuilder::new(),
            x,
            base,
            scale: self.scale(size),
        };
        for glyph in words.chars().filter_map(|c| self.face.glyph_index(c)) {
            // A blank has no outline.
            let _ = self.face.outline_glyph(glyph, &mut drawn);
            drawn.x += self.advance(glyph) as f32 * drawn.scale;
        }
        drawn.path.finish()
    }

    fn advance(&self, glyph: GlyphId) -> u32 {
        u32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default())
    }

    fn scale(&self, size: f32) -> f32 {
        size / f32::from(self.face.units_per_em())
    }
}

fn finished(mut lines: Vec<String>, last: String) -> Vec<String> {
    if !last.is_empty() {
        lines.push(last);
    }
    lines
}

/// Takes outlines from the font, whose axis of heights points upwards.
struct Drawn {
    path: PathBuilder,
    x: f32,
    base: f32,
    scale: f32,
}

impl Drawn {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.base - y * self.scale)
    }
}

impl OutlineBuilder for Drawn {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_and_cut_between_words_and_a_long_one_within() {
        let letters = Letters::strong();
        let room = letters.width("harbour fair opens…", 20.0);
        let wrap = |words, most| letters.wrapped(words, 20.0, room, most);
        assert_eq!(wrap("harbour fair", 2), ["harbour fair"]);
        assert_eq!(
            wrap("harbour fair opens in Bergen, the mayor said", 2),
            ["harbour fair opens", "in Bergen, the…"]
        );
        assert_eq!(
            letters.fitted("harbour fair opens in Bergen", 20.0, room),
            "harbour fair opens…"
        );
        let long = wrap("Donaudampfschifffahrtsgesellschaft meets", 2);
        assert!(
            long[0].starts_with("Donaudampf") && long[0].ends_with('…'),
            "{long:?}"
        );
        assert_eq!(long[1], "meets");
    }

    #[test]
    fn letters_that_the_font_lacks_are_left_out_and_never_shown_as_boxes() {
        let letters = Letters::regular();
        for text in [
            "Ωμέγα",
            "Київ – Łódź",
            "Ngày hội Đà Nẵng",
            "“quoted” ’s 5 €",
        ] {
            assert_eq!(letters.readable(text), text);
        }
        assert_eq!(letters.readable("東京 Tokyo vote 🎉"), "Tokyo vote");
        assert_eq!(letters.readable("東京"), ELSEWHERE);
        assert_eq!(letters.readable("…"), "…");
        assert_eq!(letters.readable(""), "");
        assert!(letters.outline(" ", (0.0, 0.0), 20.0).is_none());
    }
}
