//! The verbs of news and their forms: which base a form belongs to, and whether it reports speech.

use crate::QuickMap;
use crate::rows::{columns, rows};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Which form of a verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum VerbForm {
    /// "hold", as behind "to" and "will", and as a plural present.
    Base,
    /// "held", telling what happened.
    Past,
    /// "held", as behind "was" and "has", or describing a noun.
    Participle,
    /// "holding".
    Gerund,
    /// "holds".
    ThirdPerson,
}

/// A form of a listed verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbReading {
    /// The base form ("hold" for "held").
    pub base: &'static str,
    /// The form; where past and participle look alike it is [`VerbForm::Past`].
    pub form: VerbForm,
    /// Whether past and participle look alike.
    pub also_participle: bool,
    /// Whether the base itself is the past form ("set", "hit").
    pub unchanging: bool,
    /// Whether the base is at least as often a noun ("attack", "plan").
    pub also_noun: bool,
    /// Whether it reports speech ("said", "announced").
    pub speech: bool,
}

static FORMS: LazyLock<QuickMap<String, VerbReading>> = LazyLock::new(|| {
    let mut forms = QuickMap::default();
    for row in rows(include_str!("../data/verbs.txt")) {
        add_forms(&mut forms, row);
    }
    forms
});

/// Reads a lower-case word as a form of a listed verb.
///
/// ```
/// use dateline_text::{VerbForm, verb};
/// let held = verb("held").expect("in the list");
/// assert_eq!((held.base, held.form), ("hold", VerbForm::Past));
/// assert!(verb("table").is_some_and(|v| v.also_noun));
/// ```
#[must_use]
pub fn verb(lower: &str) -> Option<VerbReading> {
    FORMS.get(lower).copied()
}

/// Forms of irregular verbs that are words of their own as well ("the left", "a saw", "to found").
const MISTAKABLE: [&str; 20] = [
    "bore", "born", "bound", "cut", "does", "done", "felt", "found", "ground", "had", "has", "lay",
    "left", "lit", "read", "rose", "saw", "was", "were", "wound",
];

/// The base of an irregular past form that can be nothing else ("hold" for "held").
pub(crate) fn unmistakable_base(lower: &str) -> Option<&'static str> {
    let reading = FORMS.get(lower)?;
    let past = matches!(reading.form, VerbForm::Past | VerbForm::Participle);
    (past && !lower.ends_with("ed") && !MISTAKABLE.contains(&lower)).then_some(reading.base)
}

fn add_forms(forms: &mut QuickMap<String, VerbReading>, row: &'static str) {
    let mut words = columns(row);
    let Some(first) = words.next() else { return };
    let base = first.trim_end_matches('*');
    let (marks, irregular): (Vec<_>, Vec<_>) = words.partition(|word| matches!(*word, "n" | "s"));
    let doubled = doubled(base, first.ends_with('*'));
    let past = irregular
        .first()
        .map_or_else(|| with_ed(base, &doubled), |past| (*past).to_owned());
    let participle = irregular
        .get(1)
        .map_or_else(|| past.clone(), |participle| (*participle).to_owned());
    let reading = |form| VerbReading {
        base,
        form,
        also_participle: past == participle,
        unchanging: past == base,
        also_noun: marks.contains(&"n"),
        speech: marks.contains(&"s"),
    };
    let mut add = |word: String, form| {
        forms.entry(word).or_insert(reading(form));
    };
    add(base.to_owned(), VerbForm::Base);
    add(with_s(base), VerbForm::ThirdPerson);
    add(with_ing(base, &doubled), VerbForm::Gerund);
    add(past.clone(), VerbForm::Past);
    add(participle.clone(), VerbForm::Participle);
}

fn doubled(base: &str, doubles: bool) -> String {
    let last = base.chars().next_back().filter(|_| doubles);
    base.chars().chain(last).collect()
}

fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'i', 'o', 'u'])).then_some(stem)
}

fn with_s(base: &str) -> String {
    match consonant_y(base) {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z', 'o'])
            || base.ends_with("sh")
            || base.ends_with("ch") =>
        {
            format!("{base}es")
        }
        None => format!("{base}s"),
    }
}

fn with_ed(base: &str, doubled: &str) -> String {
    match consonant_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None => format!("{doubled}ed"),
    }
}

fn with_ing(base: &str, doubled: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && base.len() > 2 => format!("{stem}ing"),
        _ => format!("{doubled}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms_lead_to_their_base() {
        for (form, base) in [
            ("met", "meet"),
            ("planned", "plan"),
            ("carries", "carry"),
            ("lying", "lie"),
            ("agreed", "agree"),
            ("postponing", "postpone"),
            ("withdrawn", "withdraw"),
            ("reaches", "reach"),
        ] {
            assert_eq!(verb(form).map(|v| v.base), Some(base), "{form}");
        }
        assert_eq!(verb("parsley"), None);
    }

    #[test]
    fn no_verb_stands_twice_and_all_are_sorted() {
        let names: Vec<_> = rows(include_str!("../data/verbs.txt"))
            .filter_map(|row| columns(row).next())
            .map(|word| word.trim_end_matches('*'))
            .collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(names.len() > 900);
    }
}
