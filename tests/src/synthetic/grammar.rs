//! The lists and sentences that stories are made of, as they stand in `tests/data/synthetic/`.

use std::{collections::HashMap, sync::LazyLock};

/// All of it, read once.
pub(super) static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::read);

pub(super) struct Grammar {
    pub(super) kinds: Vec<Kind>,
    /// Sentences of any story.
    pub(super) fillers: Vec<&'static str>,
    /// Headlines and sentences of plots, by step and place.
    steps: HashMap<&'static str, Vec<&'static str>>,
    words: HashMap<&'static str, Vec<&'static str>>,
}

/// What a plot is about.
pub(super) struct Kind {
    pub(super) things: Vec<&'static str>,
    pub(super) to: &'static str,
    pub(super) will: &'static str,
    pub(super) did: &'static str,
    pub(super) deed: &'static str,
    pub(super) asks_ahead: &'static str,
    pub(super) asks_behind: &'static str,
}

impl Grammar {
    fn read() -> Self {
        let kinds = lines(include_str!("../../data/synthetic/kinds.txt"));
        let words = sections(include_str!("../../data/synthetic/words.txt"));
        let words = words.into_iter().map(|(name, lines)| {
            let by = if lines.iter().any(|line| line.contains('|')) {
                '|'
            } else {
                ' '
            };
            (name, lines.iter().flat_map(|line| line.split(by)).collect())
        });
        Self {
            kinds: kinds.map(kind).collect(),
            fillers: lines(include_str!("../../data/synthetic/fillers.txt")).collect(),
            steps: sections(include_str!("../../data/synthetic/steps.txt")),
            words: words.collect(),
        }
    }

    /// The sentences of a section of `steps.txt`.
    pub(super) fn sentences(&self, section: &str) -> &[&'static str] {
        self.steps.get(section).expect("the file has that section")
    }

    /// The words of a section of `words.txt`.
    pub(super) fn words(&self, section: &str) -> &[&'static str] {
        self.words.get(section).expect("the file has that section")
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = file.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn sections(file: &'static str) -> HashMap<&'static str, Vec<&'static str>> {
    let (mut sections, mut name) = (HashMap::<_, Vec<_>>::new(), "");
    for line in lines(file) {
        match line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            Some(next) => name = next,
            None => sections.entry(name).or_default().push(line),
        }
    }
    sections
}

fn kind(line: &'static str) -> Kind {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [things, to, will, did, deed, asks_ahead, asks_behind] = parts[..] else {
        panic!("seven columns: {line}");
    };
    Kind {
        things: things.split(';').map(str::trim).collect(),
        to,
        will,
        did,
        deed,
        asks_ahead,
        asks_behind,
    }
}
