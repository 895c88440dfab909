//! The bare answer: what stands in the `text` field of JSON and at the head of every reply.

use crate::words;
use dateline_core::{Answer, AnswerParts, Coverage, State, Status};

/// The bare answer ("Islamabad", "over 80", "March 2023"); where nothing is told, a sentence that says so.
#[must_use]
pub fn answer_text(answer: &Answer) -> String {
    let parts = answer.parts();
    let given = parts.text.trim();
    if !given.is_empty() {
        return given.to_owned();
    }
    match parts.state {
        State::Found | State::Disputed | State::Unconfirmed => claimed(parts),
        State::Unannounced => "The news says that it is not announced.".to_owned(),
        State::Undated => undated(parts.coverage),
        State::Unreported => unreported(parts.coverage),
        State::Unknown => unknown(parts.coverage),
    }
}

/// What an answer without words of its own claims: its date, else its place, else its status, else its quote.
fn claimed(parts: &AnswerParts) -> String {
    let when = parts.when.as_ref().map(ToString::to_string);
    let place = || parts.place.as_ref().map(|place| place.name.clone());
    let status = || parts.status.map(Status::word).map(str::to_owned);
    let quote = || {
        parts
            .cited
            .as_ref()
            .map(|cited| cited.quote.text().to_owned())
    };
    when.or_else(place)
        .or_else(status)
        .or_else(quote)
        .unwrap_or_default()
}

fn unknown(coverage: Coverage) -> String {
    let all = words::count(coverage.articles, "article");
    match (coverage.articles, coverage.mentioning) {
        (0, _) => "The stored news does not say: no article is stored.".to_owned(),
        (_, 0) => format!("The stored news does not say: nothing about it in {all}."),
        (1, _) => {
            "The stored news does not say: the one stored article comes near, but does not tell it."
                .to_owned()
        }
        (_, 1) => {
            format!("The stored news does not say: 1 of {all} comes near, but does not tell it.")
        }
        (_, some) => {
            format!("The stored news does not say: {some} of {all} come near, none tells it.")
        }
    }
}

fn undated(coverage: Coverage) -> String {
    match coverage.mentioning {
        0 => "The stored news mentions it, but gives no date.".to_owned(),
        1 => "1 stored article mentions it; it gives no date.".to_owned(),
        many => format!("{many} stored articles mention it; none gives a date."),
    }
}

fn unreported(coverage: Coverage) -> String {
    match coverage.articles {
        0 => "No article is stored that could report it.".to_owned(),
        1 => "No report of it in the one stored article.".to_owned(),
        all => format!(
            "No report of it in {}.",
            words::count(all, "stored article")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(state: State, articles: u64, mentioning: u64, sentence: &str) {
        let coverage = Coverage {
            articles,
            mentioning,
        };
        let parts = AnswerParts {
            coverage,
            ..AnswerParts::empty(state)
        };
        let answer = Answer::new(parts).expect("an answer that claims nothing");
        assert_eq!(answer_text(&answer), sentence);
    }

    #[test]
    fn what_is_not_told_is_said_in_a_sentence_with_coverage() {
        check(
            State::Unknown,
            412,
            0,
            "The stored news does not say: nothing about it in 412 articles.",
        );
        check(
            State::Unknown,
            0,
            0,
            "The stored news does not say: no article is stored.",
        );
        check(
            State::Unknown,
            9,
            2,
            "The stored news does not say: 2 of 9 articles come near, none tells it.",
        );
        check(
            State::Undated,
            40,
            12,
            "12 stored articles mention it; none gives a date.",
        );
        check(
            State::Undated,
            40,
            1,
            "1 stored article mentions it; it gives no date.",
        );
        check(
            State::Unreported,
            412,
            3,
            "No report of it in 412 stored articles.",
        );
        check(
            State::Unannounced,
            5,
            1,
            "The news says that it is not announced.",
        );
    }

    #[test]
    fn words_of_the_answer_itself_come_first() {
        let parts = AnswerParts {
            text: " not decided ".into(),
            ..AnswerParts::empty(State::Unannounced)
        };
        let answer = Answer::new(parts).expect("an answer that claims nothing");
        assert_eq!(answer_text(&answer), "not decided");
    }
}
