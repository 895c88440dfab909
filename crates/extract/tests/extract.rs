//! Whole stories: what is read in them, how stories of one event are linked, and what never breaks.

use dateline_core::{Article, Certainty, Draft, EventView, Moment, Report, ReportId, Status};
use dateline_extract::link::{Known, link};
use proptest::prelude::*;

fn article(published: &str, text: &str) -> Article {
    let draft = Draft {
        title: "A story".into(),
        text: text.into(),
        ..Draft::published(Moment::parse(published).expect("a written day"))
    };
    Article::new(draft).expect("a story with words")
}

fn reports(published: &str, text: &str) -> Vec<Report> {
    reports_of(&article(published, text))
}

fn reports_of(article: &Article) -> Vec<Report> {
    dateline_extract::reports(article, &dateline_extract::read(article))
}

/// A report as one line: title, first and last day, status, place.
fn written(report: &Report) -> String {
    let when = report.when().map_or_else(String::new, |when| {
        format!(
            "{}..{}",
            when.interval.first_day(),
            when.interval.last_day()
        )
    });
    let place = report.place().map_or("", |place| place.name.as_str());
    format!(
        "{} | {when} | {} | {place}",
        report.title(),
        report.status()
    )
}

fn check(published: &str, text: &str, expected: &[&str]) {
    let found: Vec<String> = reports(published, text).iter().map(written).collect();
    assert_eq!(found, expected, "\n{}", found.join("\n"));
}

#[test]
fn talks_of_two_nations_are_dated_by_their_range_and_know_their_first_round() {
    check(
        "2024-05-20",
        "Kenya and Norway are set to hold fisheries talks in Oslo on May 20 to share notes on cod, the \
         harbour ministry in Nairobi has announced.\n\
         The talks, that will last from Monday to Wednesday, would be the second round of the Kenya-Norway \
         Ocean Dialogue after the first round was held in Kenya in June 2022, it said in a statement on Sunday.",
        &[
            "Kenya and Norway's fisheries talks in Oslo | 2024-05-20..2024-05-22 | scheduled | Oslo",
            "first round of the Kenya-Norway Ocean Dialogue | 2022-06-01..2022-06-30 | happened | Kenya",
            "harbour ministry's statement on first round | 2024-05-19..2024-05-19 | happened | ",
        ],
    );
}

#[test]
fn the_strike_is_named_as_the_story_names_it_and_an_edge_of_nothing_is_no_event() {
    check(
        "2024-05-20",
        "The harbour strike has emptied the quays. Nobody wanted the harbour strike, says the mayor.\n\
         The strike is set for May 27.\n\
         Lund, who lost money in the quarter that ended on March 31, is silent.",
        &[
            "harbour strike | 2024-05-27..2024-05-27 | scheduled | ",
            "Lund's loss of money | 2024-01-01..2024-03-31 | happened | ",
        ],
    );
}

#[test]
fn a_team_arrives_and_an_envoy_is_due() {
    check(
        "2024-05-20",
        "The Kenyan team, headed by the Director of Ports (DP) Major Otieno Barasa, reached the Norwegian \
         capital on Sunday evening.\n\
         Ms. Solberg, who handles ocean affairs for the premier, is due in Nairobi next week for talks on \
         a range of issues, the report said.",
        &[
            "Kenyan team's arrival in Norwegian capital | 2024-05-19..2024-05-19 | happened | ",
            "Solberg's visit to Nairobi for talks on a range of issues | 2024-05-27..2024-06-02 | scheduled | Nairobi",
        ],
    );
}

#[test]
fn a_quotation_dates_two_events_and_a_may_leaves_the_place_open() {
    let text = "“I believe the Coastal Trade Agreement (COTA) talks will be here in Lima in the last week \
                of June, so the week after I am back … and we will also hold a piracy dialogue next month,” he said.\n\
                The report also noted that the piracy dialogue, which may be held in Quito next month, will \
                focus on bands at sea.";
    check(
        "2024-05-20",
        text,
        &[
            "Coastal Trade Agreement (COTA) talks | 2024-06-24..2024-06-30 | scheduled | Lima",
            "piracy dialogue | 2024-06-01..2024-06-30 | scheduled | Quito",
        ],
    );
    let place = reports("2024-05-20", text)
        .pop()
        .and_then(|report| report.place().cloned());
    assert_eq!(
        place.map(|place| place.certainty),
        Some(Certainty::Tentative)
    );
}

#[test]
fn a_flight_is_cancelled_and_a_vote_pushed_back() {
    check(
        "2025-03-10",
        "Organisers cancelled the first Skylark flight on March 2 because of fog.\n\
         The council is pushing back the ferry vote by two weeks to March 24, the mayor announced Monday.",
        &[
            "first Skylark flight | 2025-03-02..2025-03-02 | cancelled | ",
            "ferry vote | 2025-03-24..2025-03-24 | scheduled | ",
            "mayor's announcement of council pushing back the ferry vote | 2025-03-10..2025-03-10 | happened | ",
        ],
    );
}

#[test]
fn a_minister_resigns_and_a_vote_is_set() {
    check(
        "2025-10-23",
        "The resignation of Finance Minister Aino Virta on Tuesday after a short term has opened the race.\n\
         A new leader is expected to be elected on October 31, according to the party.\n\
         The parties will meet ahead of a budget statement, due on November 5.",
        &[
            "resignation of Finance Minister Aino Virta | 2025-10-21..2025-10-21 | happened | ",
            "election of new leader | 2025-10-31..2025-10-31 | scheduled | ",
            "budget statement | 2025-11-05..2025-11-05 | scheduled | ",
        ],
    );
}

/// Takes stories one after the other, as a desk would, and tells what is known at last of each event.
fn told(stories: &[(&str, &str)]) -> Vec<(Vec<EventView>, usize)> {
    let mut known: Vec<Known> = Vec::new();
    for (published, text) in stories {
        let article = article(published, text);
        let new: Vec<(ReportId, Report)> = (0..)
            .zip(reports_of(&article))
            .map(|(index, report)| {
                let article = article.id().clone();
                (
                    ReportId {
                        article,
                        revision: 0,
                        index,
                    },
                    report,
                )
            })
            .collect();
        let all: Vec<(ReportId, Report)> = known
            .iter()
            .flat_map(|known| {
                known
                    .event
                    .reports()
                    .iter()
                    .cloned()
                    .zip(known.reports.iter().cloned())
            })
            .chain(new.iter().cloned())
            .collect();
        for event in link(&new, &known) {
            let wanted = event.reports().iter();
            let find = |id: &ReportId| {
                all.iter()
                    .find(|(other, _)| other == id)
                    .map(|(_, report)| report.clone())
            };
            let reports = wanted.filter_map(find).collect();
            known.retain(|other| other.event.id() != event.id());
            known.push(Known { event, reports });
        }
    }
    let end = Moment::parse("2030-01-01").expect("a day");
    let view = |known: &Known| {
        let reports: Vec<&Report> = known.reports.iter().collect();
        EventView::fold(&reports, &end).into_iter().collect()
    };
    known
        .iter()
        .map(|known| (view(known), known.reports.len()))
        .collect()
}

fn day(view: &EventView) -> String {
    view.when
        .as_ref()
        .map_or_else(String::new, |when| when.interval.first_day().to_string())
}

#[test]
fn a_later_story_moves_the_event_and_the_old_date_is_kept() {
    let events = told(&[
        ("2025-03-01", "The Skylark launch is scheduled for March 9."),
        (
            "2025-03-06",
            "The Skylark launch was postponed until March 20.",
        ),
    ]);
    let [(views, 2)] = events.as_slice() else {
        panic!("one event of two reports: {events:?}");
    };
    assert_eq!(views.iter().map(day).collect::<Vec<_>>(), ["2025-03-20"]);
    assert_eq!(
        views
            .iter()
            .map(|view| view.history.len())
            .collect::<Vec<_>>(),
        [1]
    );
}

#[test]
fn an_event_called_off_on_a_day_stands_as_cancelled_on_its_own_date() {
    let events = told(&[
        (
            "2025-03-01",
            "The Skylark concert is scheduled for March 9.",
        ),
        (
            "2025-03-06",
            "The Skylark concert was cancelled on March 5.",
        ),
    ]);
    let states: Vec<(String, Status)> = events
        .iter()
        .flat_map(|(views, _)| views)
        .map(|view| (day(view), view.status))
        .collect();
    assert!(
        states.contains(&("2025-03-09".into(), Status::Cancelled)),
        "{states:?}"
    );
    assert!(
        states.contains(&("2025-03-05".into(), Status::Happened)),
        "{states:?}"
    );
    assert_eq!(states.len(), 2);
}

#[test]
fn the_first_and_the_second_round_stay_two_events() {
    let events = told(&[
        (
            "2025-03-01",
            "The first round of the Skylark talks was held in Lima on February 20.",
        ),
        (
            "2025-03-06",
            "The second round of the Skylark talks will be held in Quito on March 20.",
        ),
    ]);
    assert_eq!(events.len(), 2);
}

#[test]
fn other_events_of_the_same_kind_are_not_linked() {
    let events = told(&[
        ("2025-03-01", "The Skylark launch is scheduled for March 9."),
        ("2025-03-06", "The Petrel launch is scheduled for March 20."),
        ("2025-03-07", "The harbour strike begins on March 20."),
    ]);
    assert_eq!(events.len(), 3);
}

#[test]
fn linking_the_same_reports_again_changes_no_event() {
    let article = article("2025-03-01", "The Skylark launch is scheduled for March 9.");
    let report = reports_of(&article).remove(0);
    let id = ReportId {
        article: article.id().clone(),
        revision: 0,
        index: 0,
    };
    let new = [(id, report.clone())];
    let first = link(&new, &[]);
    let known: Vec<Known> = first
        .iter()
        .map(|event| Known {
            event: event.clone(),
            reports: vec![report.clone()],
        })
        .collect();
    assert_eq!(link(&new, &known), first);
}

#[test]
fn what_is_put_off_without_a_date_of_its_own_is_postponed() {
    let found = reports(
        "2025-03-01",
        "The book festival planned for March 16 in Lima was postponed.",
    );
    assert_eq!(
        found.iter().map(Report::status).collect::<Vec<_>>(),
        [Status::Postponed]
    );
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading_and_every_quote_is_verbatim(text in "\\PC{1,200}") {
        prop_assume!(!text.trim().is_empty());
        check_quotes(&text);
    }

    #[test]
    fn no_order_of_news_words_breaks_the_reading(words in prop::collection::vec(prop::sample::select(WORDS), 1..40)) {
        check_quotes(&words.join(" "));
    }
}

const WORDS: &[&str] = &[
    "the",
    "talks",
    "on",
    "Monday",
    ",",
    "who",
    "will",
    "be",
    "held",
    "in",
    "Lima",
    "was",
    "set",
    "for",
    "May 3",
    "to",
    "from",
    "said",
    "that",
    "it",
    "and",
    "pushed",
    "back",
    "(",
    ")",
    "“",
    "”",
    "—",
    "first",
    "of",
    "is",
    "due",
    "after",
    "July 2024",
    ".",
    "Ivar Lund",
    "his",
    "visit",
    "launch",
    "cancelled",
    "é’s",
];

fn check_quotes(text: &str) {
    let article = article("2025-03-01", text);
    let (once, again) = (reports_of(&article), reports_of(&article));
    assert_eq!(once, again, "the same words are read in the same way");
    for report in &once {
        let quote = report.quote();
        assert_eq!(quote.span().read(article.text()), Some(quote.text()));
        assert!(
            report.title().split(' ').count() <= 14,
            "{}",
            report.title()
        );
    }
}
