//! Runs the corpus of words that go on from a question.

use dateline_ask::{Before, follow};
use dateline_core::Moment;
use proptest::prelude::*;
use std::{fs, path::PathBuf};

/// What stands above a line.
#[derive(Default)]
struct Above {
    question: String,
    event: Option<String>,
    person: Option<String>,
}

impl Above {
    fn meant(&self, said: &str) -> Option<String> {
        let before = Before {
            question: &self.question,
            event: self.event.as_deref(),
            person: self.person.as_deref(),
        };
        let asked = Moment::parse("2026-11-24").expect("a day");
        follow(&before, said, &asked)
    }
}

#[test]
fn every_line_means_what_it_says() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/follow_ups.txt");
    let corpus = fs::read_to_string(path).expect("a readable corpus");
    let (mut above, mut wrong, mut lines) = (Above::default(), Vec::new(), 0);
    for line in corpus
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(question) = line.strip_prefix("? ") {
            above = Above {
                question: question.into(),
                ..Above::default()
            };
        } else if let Some(event) = line.strip_prefix("~ ") {
            above.event = Some(event.into());
        } else if let Some(person) = line.strip_prefix("! ") {
            above.person = Some(person.into());
        } else {
            lines += 1;
            let (said, wanted) = match (line.split_once(" = "), line.strip_suffix(" -")) {
                (Some((said, wanted)), _) => (said, Some(wanted.to_owned())),
                (None, Some(said)) => (said, None),
                (None, None) => panic!("{line} is no corpus line"),
            };
            let got = above.meant(said);
            if got != wanted {
                wrong.push(format!(
                    "{line}\n     after {:?} got {got:?}",
                    above.question
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lines > 40, "{lines}");
}

proptest! {
    #[test]
    fn no_words_make_it_panic(question in "\\PC{0,60}", said in "(and |what about )?\\PC{0,60}( it)?") {
        let above = Above { question, event: Some("fair".into()), person: Some("x".into()) };
        above.meant(&said);
    }
}
