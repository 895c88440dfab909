//! How an answer was chosen, for whoever wonders why it is that one.

use crate::{safe, told, words};
use dateline_core::{
    ChoiceTold, Explanation, Lack, SentenceTold, StoryTold, TermTold, Verdict, Worth,
};

/// How an answer was chosen: the question as it was understood, the stories, the sentences and the choices, with what each
/// is worth and what became of it.
#[must_use]
pub fn why(explanation: &Explanation) -> String {
    let looks = explanation.looks.join(", ");
    let mut lines = vec![
        "How it was chosen".to_owned(),
        fact(
            "kind",
            &format!("{} ({looks})", safe::line(&explanation.kind)),
        ),
        fact("asked", &words::moment(&explanation.asked)),
    ];
    let times: Vec<String> = explanation.times.iter().map(ToString::to_string).collect();
    if !times.is_empty() {
        lines.push(fact("only in", &times.join("; ")));
    }
    lines.extend(
        explanation
            .terms
            .iter()
            .map(|told| fact("word", &term(told))),
    );
    if explanation.terms.is_empty() {
        lines.push(fact("word", "none that tells a topic"));
    }
    lines.extend(
        explanation
            .thresholds
            .iter()
            .map(|least| fact("at least", &worth(least))),
    );
    lines.extend(
        explanation
            .stories
            .iter()
            .map(|told| fact("story", &story(told))),
    );
    section(
        &mut lines,
        "Sentences, the nearest first",
        explanation.sentences.iter().map(sentence),
    );
    section(
        &mut lines,
        "What might be the answer, the best first",
        explanation.choices.iter().map(choice),
    );
    lines.join("\n")
}

fn section(lines: &mut Vec<String>, heading: &str, told: impl Iterator<Item = Vec<String>>) {
    let told: Vec<String> = told.flatten().collect();
    lines.extend([String::new(), heading.to_owned()]);
    if told.is_empty() {
        lines.push("  none".to_owned());
    }
    lines.extend(told);
}

fn fact(name: &str, value: &str) -> String {
    format!("  {name:<8} {value}")
}

/// `fair, weighs 1.000, a name; also: show, market`
fn term(term: &TermTold) -> String {
    let name = match (term.is_person, term.is_name) {
        (true, _) => ", a person, who must be near",
        (false, true) => ", a name, which must be there",
        (false, false) => "",
    };
    let alike = if term.alike.is_empty() {
        String::new()
    } else {
        format!("; also: {}", safe::line(&term.alike.join(", ")))
    };
    format!(
        "{}, weighs {}{name}{alike}",
        safe::line(&term.word),
        term.weight
    )
}

fn worth((name, score): &Worth) -> String {
    format!("{score} {}", safe::line(name))
}

fn worths(parts: &[Worth]) -> String {
    parts.iter().map(worth).collect::<Vec<_>>().join(" + ")
}

fn story(story: &StoryTold) -> String {
    format!(
        "{} {} · {}  [{}]",
        story.score,
        safe::line(&story.title),
        words::day(story.known_from.day()),
        safe::line(story.article.as_str())
    )
}

fn sentence(sentence: &SentenceTold) -> Vec<String> {
    let read = match sentence.lacks {
        None => "read",
        Some(Lack::Words) => "not read: too few of the topic words in it and around it",
        Some(Lack::OwnWords) => "not read: too few of the topic words in the sentence itself",
        Some(Lack::Name) => "not read: a name or number of the question is missing",
    };
    vec![
        format!("  {read}"),
        format!("    {}", worths(&sentence.parts)),
        format!(
            "    {} [{}]",
            told::quoted(sentence.quote.text()),
            safe::line(sentence.quote.article().as_str())
        ),
    ]
}

fn choice(choice: &ChoiceTold) -> Vec<String> {
    let verdict = match choice.verdict {
        Verdict::Chosen => "chosen",
        Verdict::Behind => "not chosen: another is worth more, or says more",
        Verdict::Weak => "not chosen: worth less than silence",
        Verdict::Far => "not chosen: the topic words stand too far from it",
        Verdict::OtherSort => "not chosen: not of the sort that was asked for",
        Verdict::WrongSide => "not chosen: on the wrong side of the asking",
    };
    let mut lines = vec![format!("  {} · {verdict}", safe::line(&choice.text))];
    if !choice.parts.is_empty() {
        lines.push(format!("    {} = {}", choice.score, worths(&choice.parts)));
    }
    lines.push(format!(
        "    by rule {}, in {} [{}]",
        safe::line(&choice.rule),
        told::quoted(choice.quote.text()),
        safe::line(choice.quote.article().as_str())
    ));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::cited;
    use dateline_core::{Moment, Score};

    #[test]
    fn an_explanation_says_what_was_understood_and_why_each_was_or_was_not_taken() {
        let quote = cited("The fair opens on December 4.", None).quote;
        let id = quote.article().clone();
        let choice = |text: &str, verdict| ChoiceTold {
            quote: quote.clone(),
            text: text.into(),
            rule: "calendar-date".into(),
            score: Score::of(1.5),
            parts: vec![("the sentence".into(), Score::of(1.5))],
            verdict,
        };
        let explanation = Explanation {
            question: "when is the fair".into(),
            asked: Moment::parse("2026-11-24").expect("a day"),
            kind: "when".into(),
            looks: vec!["asks how it stands".into()],
            times: Vec::new(),
            terms: vec![TermTold {
                word: "fair".into(),
                alike: vec!["show".into()],
                weight: Score::of(1.0),
                is_name: true,
                is_person: false,
            }],
            thresholds: vec![("the answer in all".into(), Score::of(1.1))],
            stories: vec![StoryTold {
                article: id.clone(),
                title: "Fair".into(),
                known_from: Moment::parse("2026-11-23").expect("a day"),
                score: Score::of(2.0),
            }],
            sentences: vec![SentenceTold {
                quote: quote.clone(),
                parts: vec![("age of the story".into(), Score::of(0.3))],
                lacks: Some(Lack::Name),
            }],
            choices: vec![
                choice("4 December", Verdict::Chosen),
                choice("23 November", Verdict::Weak),
            ],
        };
        assert_eq!(
            why(&explanation),
            format!(
                "How it was chosen\n  kind     when (asks how it stands)\n  asked    Tue 24 Nov 2026\n  \
                 word     fair, weighs 1.000, a name, which must be there; also: show\n  at least 1.100 the answer in all\n  \
                 story    2.000 Fair · Mon 23 Nov 2026  [{id}]\n\nSentences, the nearest first\n  \
                 not read: a name or number of the question is missing\n    0.300 age of the story\n    \
                 “The fair opens on December 4.” [{id}]\n\nWhat might be the answer, the best first\n  \
                 4 December · chosen\n    1.500 = 1.500 the sentence\n    by rule calendar-date, in “The fair opens on December 4.” [{id}]\n  \
                 23 November · not chosen: worth less than silence\n    1.500 = 1.500 the sentence\n    \
                 by rule calendar-date, in “The fair opens on December 4.” [{id}]"
            )
        );
    }
}
