//! The weights of `data/spots.txt`: how likely words are the answer where no rule finds one.

use super::signs::NAMES;
use crate::model::{Model, Weighed};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../data/spots.txt");

static SHIPPED: LazyLock<Likelihood> =
    LazyLock::new(|| Likelihood::read(FILE).expect("a test reads the file"));

/// Words that may be an answer, weighed by what is seen of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Spots {}

impl Weighed for Spots {
    const NAMES: &'static [&'static str] = &NAMES;
}

/// The weights by which words are weighed where no rule finds an answer.
pub type Likelihood = Model<Spots>;

impl Likelihood {
    /// Those that this crate ships.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_written_the_same() {
        let read = Likelihood::read(FILE).unwrap();
        assert_eq!(Likelihood::read(&read.written(FILE)).unwrap(), read);
        assert_eq!(&read, Likelihood::shipped());
    }
}
