//! How to begin, and how to go on: for a server without stories, and for `/help`.

use super::{
    answer::Asked,
    card::{Body, Card, Tone, outside},
};
use crate::{answer_text, words};
use dateline_core::{Answer, Coverage, Report};

const STEPS: &str = "Nothing is stored here yet. To begin:\n\
    **1.** `/save text` opens a form: paste a story with its headline.\n\
    **2.** `/save url` fetches a page, `/save file` takes a file; `/feed add` follows a feed.\n\
    **3.** `/ask question: when is the harbour fair` answers from what is stored, with the sentence it rests on.";

/// What is answered where no story is stored: that it is not known, and how to begin.
#[must_use]
pub fn empty_archive(asked: Asked) -> Card {
    let unknown = answer_text(&Answer::unknown(Coverage::default()));
    let card = Card::new(Tone::Plain, format!("{unknown}\n\n{STEPS}"));
    card.footed(&format!("No article is stored for {}", asked.whose()))
}

/// `/help`: what can be asked, with examples from what is stored.
#[must_use]
pub fn help(asked: Asked, articles: u64, examples: &[Report]) -> Card {
    let mut body = Body::default();
    body.add(&[
        "I read stored news and remember **what happens when**. Every answer shows the sentence it rests on, its source \
         and the arithmetic; where the stored news does not tell, I say so."
            .to_owned(),
        String::new(),
    ]);
    if articles == 0 {
        body.add(&[STEPS.to_owned()]);
    } else {
        body.add(&["**Ask**, for instance:".to_owned()]);
        for report in examples {
            body.add(&[format!(
                "- /ask question: {}",
                outside(&question(report), 200)
            )]);
        }
        if examples.is_empty() {
            body.add(&["- /ask question: when is the harbour fair".to_owned()]);
        }
        body.add(&[
            "**Look**: `/when` tells one event's date, `/event show` all of it, `/agenda` what is dated in a week or any days, \
             `/timeline` the events of a topic, `/changes` what was moved, postponed or cancelled, `/search` stories by their words."
                .to_owned(),
            String::new(),
            "**Save** a story: `/save url` fetches a page, `/save text` opens a form, `/save file` takes a text file or a saved page; in the menu of a message, below Apps: Save article. Those who manage the server follow feeds with `/feed add`, and have digests posted with `/digest set`."
                .to_owned(),
            String::new(),
            "**Be told**: Remind me below an answer, or `/event remind`, tells you before an event and follows it when it moves; `/event reminders` lists them. \
             `/watch add` tells you of each new report of words, a name, a place or an event."
                .to_owned(),
        ]);
    }
    body.add(&[
        String::new(),
        "You can also mention me, reply to me, or write to me directly. In a server I answer from its stories, in direct \
         messages from yours alone; neither knows anything of the other. I answer when, where, who, what, how many, how \
         long, and whether something took place; I do not explain or predict."
            .to_owned(),
    ]);
    let stored = words::count(articles, "article");
    Card::new(Tone::Plain, body.finish()).footed(&format!("{stored} stored for {}", asked.whose()))
}

/// A question that the report answers.
fn question(report: &Report) -> String {
    format!("when is {}", report.title())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_archive_is_told_how_to_begin() {
        let card = empty_archive(Asked::Server);
        let said =
            "The stored news does not say: no article is stored.\n\nNothing is stored here yet.";
        assert!(card.body.starts_with(said), "{}", card.body);
        assert!(card.body.contains("**1.** `/save text`"));
        assert_eq!(
            card.footer.as_deref(),
            Some("No article is stored for this server")
        );
        assert!(
            help(Asked::Person, 0, &[])
                .body
                .contains("Nothing is stored here yet")
        );
    }

    #[test]
    fn help_shows_an_example_even_where_nothing_is_dated() {
        let card = help(Asked::Server, 1, &[]);
        assert!(
            card.body
                .contains("- /ask question: when is the harbour fair")
        );
        assert_eq!(
            card.footer.as_deref(),
            Some("1 article stored for this server")
        );
    }
}
