//! A sheet of paper of one colour, and the few marks that are made on it.

use super::letters::Letters;
use tiny_skia::{
    Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform,
};

/// A colour: red, green, blue.
pub(super) type Ink = [u8; 3];

/// The paper is opaque, so that it looks the same on dark and on light.
pub(super) const PAPER: Ink = [0xfb, 0xfb, 0xf9];
pub(super) const BLACK: Ink = [0x1d, 0x22, 0x2a];
pub(super) const GREY: Ink = [0x5c, 0x64, 0x70];
pub(super) const FAINT: Ink = [0xe3, 0xe5, 0xe1];
pub(super) const WHITE: Ink = [0xff, 0xff, 0xff];

/// How words are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f32,
    pub(super) is_strong: bool,
    pub(super) ink: Ink,
}

/// What is drawn on.
pub(super) struct Canvas {
    paper: Pixmap,
    regular: Letters,
    strong: Letters,
}

impl Canvas {
    /// An empty sheet; none where it would have no size.
    pub(super) fn new(width: f32, height: f32) -> Option<Self> {
        let mut paper = Pixmap::new(width.ceil() as u32, height.ceil() as u32)?;
        paper.fill(colour(PAPER));
        Some(Self {
            paper,
            regular: Letters::regular(),
            strong: Letters::strong(),
        })
    }

    /// The sheet as a PNG file.
    pub(super) fn png(&self) -> Option<Vec<u8>> {
        self.paper.encode_png().ok()
    }

    fn letters(&self, set: Type) -> &Letters {
        if set.is_strong {
            &self.strong
        } else {
            &self.regular
        }
    }

    /// Words on their base line, cut where they are wider than the room; what is given back is where they end.
    pub(super) fn words(&mut self, words: &str, at: (f32, f32), room: f32, set: Type) -> f32 {
        let letters = self.letters(set);
        let words = letters.fitted(words, set.size, room);
        let end = at.0 + letters.width(&words, set.size);
        if let Some(path) = letters.outline(&words, at, set.size) {
            self.fill(&path, set.ink);
        }
        end
    }

    /// Words that end at a place.
    pub(super) fn words_before(&mut self, words: &str, end: (f32, f32), room: f32, set: Type) {
        let letters = self.letters(set);
        let words = letters.fitted(words, set.size, room);
        let begin = end.0 - letters.width(&words, set.size);
        self.words(&words, (begin, end.1), room, set);
    }

    /// Words with a place in their middle.
    pub(super) fn words_around(&mut self, words: &str, middle: (f32, f32), room: f32, set: Type) {
        let letters = self.letters(set);
        let words = letters.fitted(words, set.size, room);
        let half = letters.width(&words, set.size) / 2.0;
        self.words(&words, (middle.0 - half, middle.1), room, set);
    }

    /// A box with round corners: its upper left corner and its size.
    pub(super) fn slab(&mut self, (x, y): (f32, f32), (w, h): (f32, f32), round: f32, ink: Ink) {
        if let Some(path) = slab((x, y), (w, h), round.min(w / 2.0).min(h / 2.0)) {
            self.fill(&path, ink);
        }
    }

    /// A full disc.
    pub(super) fn disc(&mut self, (x, y): (f32, f32), radius: f32, ink: Ink) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            self.fill(&path, ink);
        }
    }

    /// A circle, white within.
    pub(super) fn ring(&mut self, at: (f32, f32), radius: f32, ink: Ink) {
        self.disc(at, radius, ink);
        self.disc(at, radius - 3.0, WHITE);
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        self.stroke(from, to, width, None, ink);
    }

    /// A line of dashes.
    pub(super) fn dashes(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        self.stroke(from, to, width, StrokeDash::new(vec![6.0, 6.0], 0.0), ink);
    }

    /// An arrow from left to right or from right to left.
    pub(super) fn arrow(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink) {
        let back = if to.0 >= from.0 { -9.0 } else { 9.0 };
        self.line(from, to, 3.0, ink);
        self.line(to, (to.0 + back, to.1 - 7.0), 3.0, ink);
        self.line(to, (to.0 + back, to.1 + 7.0), 3.0, ink);
    }

    fn stroke(
        &mut self,
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        dash: Option<StrokeDash>,
        ink: Ink,
    ) {
        let mut path = PathBuilder::new();
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            dash,
            ..Stroke::default()
        };
        if let Some(path) = path.finish() {
            let same = Transform::identity();
            self.paper
                .stroke_path(&path, &paint(ink), &stroke, same, None);
        }
    }

    fn fill(&mut self, path: &Path, ink: Ink) {
        let (rule, same) = (FillRule::Winding, Transform::identity());
        self.paper.fill_path(path, &paint(ink), rule, same, None);
    }
}

fn slab((x, y): (f32, f32), (w, h): (f32, f32), r: f32) -> Option<Path> {
    if r < 1.0 {
        return Some(PathBuilder::from_rect(Rect::from_xywh(x, y, w, h)?));
    }
    let (right, bottom) = (x + w, y + h);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.quad_to(right, y, right, y + r);
    path.line_to(right, bottom - r);
    path.quad_to(right, bottom, right - r, bottom);
    path.line_to(x + r, bottom);
    path.quad_to(x, bottom, x, bottom - r);
    path.line_to(x, y + r);
    path.quad_to(x, y, x + r, y);
    path.close();
    path.finish()
}

fn colour([red, green, blue]: Ink) -> Color {
    Color::from_rgba8(red, green, blue, 0xff)
}

fn paint(ink: Ink) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(ink));
    paint.anti_alias = true;
    paint
}
