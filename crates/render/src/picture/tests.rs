//! What the pictures hold, looked at as pixels; and that nothing that people write breaks them.

use super::*;
use crate::sample::{date, dossier, month, moved, on};
use dateline_core::{Coverage, Status, When};
use proptest::prelude::*;
use tiny_skia::Pixmap;

const PAPER: [u8; 3] = [0xfb, 0xfb, 0xf9];

fn now() -> Moment {
    Moment::parse("2026-11-24T09:00").expect("a time")
}

fn list(events: Vec<Dossier>) -> Agenda {
    Agenda {
        events,
        next: None,
        coverage: Coverage::default(),
    }
}

fn sheet(events: Vec<Dossier>, first: (u32, u32), last: (u32, u32)) -> Option<Picture> {
    let day = |(month, day)| date(2026, month, day);
    let span = Interval::days(day(first), day(last)).expect("in order");
    agenda(
        &list(events),
        &span,
        &Wanted::default(),
        &now(),
        Weekday::Mon,
    )
}

fn seen(picture: Option<Picture>) -> Pixmap {
    let picture = picture.expect("a picture");
    Pixmap::decode_png(&picture.png).expect("a PNG file")
}

fn at(seen: &Pixmap, x: u32, y: u32) -> [u8; 3] {
    let pixel = seen.pixel(x, y).expect("on the sheet");
    assert_eq!(pixel.alpha(), 0xff, "the paper is opaque");
    [pixel.red(), pixel.green(), pixel.blue()]
}

/// How many pixels of a part have that colour.
fn count(seen: &Pixmap, ink: [u8; 3], (left, right): (u32, u32)) -> usize {
    let above_legend = seen.height() - 55;
    let pixels = (0..above_legend).flat_map(|y| (left..right).map(move |x| (x, y)));
    pixels.filter(|(x, y)| at(seen, *x, *y) == ink).count()
}

fn with(status: Status, mut event: Dossier) -> Dossier {
    event.view.status = status;
    event
}

const BLUE: [u8; 3] = [0x2b, 0x5f, 0xc4];
const RED: [u8; 3] = [0xb7, 0x1c, 0x1c];

#[test]
fn a_week_stands_side_by_side_with_each_event_in_its_day() {
    let fair = dossier("harbour fair", Some(on(2026, 11, 25)));
    let vote = with(Status::Cancelled, dossier("vote", Some(on(2026, 11, 27))));
    let seen = seen(sheet(vec![fair, vote], (11, 23), (11, 29)));
    assert_eq!(seen.width(), 1_200);
    assert_eq!(at(&seen, 5, 5), PAPER);
    let column = |n: u32| (36 + n * 162, 36 + n * 162 + 150);
    for day in 0..7 {
        assert_eq!(count(&seen, BLUE, column(day)) > 100, day == 2, "{day}");
        let has_red = count(&seen, RED, column(day)) > 300;
        assert_eq!(has_red, day == 4, "{day}");
    }
    let again = sheet(
        vec![dossier("x", Some(on(2026, 11, 25)))],
        (11, 23),
        (11, 29),
    );
    assert_eq!(
        again,
        sheet(
            vec![dossier("x", Some(on(2026, 11, 25)))],
            (11, 23),
            (11, 29)
        )
    );
}

#[test]
fn a_month_has_rows_of_weeks_and_a_long_stretch_six_of_them_at_most() {
    let event = |day| dossier("harbour fair", Some(on(2026, 12, day)));
    let month_sheet = seen(sheet(vec![event(4)], (12, 1), (12, 31)));
    let year = seen(sheet(vec![event(4)], (1, 1), (12, 31)));
    assert!(month_sheet.height() > 600, "{}", month_sheet.height());
    assert!(year.height() < 900, "{}", year.height());
    let many: Vec<Dossier> = (0..40).map(|_| event(4)).collect();
    let crowded = seen(sheet(many, (12, 1), (12, 31)));
    assert!(crowded.height() < 1_100, "{}", crowded.height());
}

#[test]
fn what_has_no_day_stands_below_and_no_event_is_no_picture() {
    let fair = || dossier("fair", Some(on(2026, 12, 4)));
    let market = dossier("market", Some(month(2026, 12, 31)));
    let alone = seen(sheet(vec![fair()], (12, 1), (12, 31)));
    let both = seen(sheet(vec![fair(), market], (12, 1), (12, 31)));
    assert!(both.height() > alone.height() + 30);
    assert_eq!(sheet(Vec::new(), (12, 1), (12, 31)), None);
    assert_eq!(timeline("fair", &[], &now()), None);
}

#[test]
fn a_line_shows_where_an_event_was_and_where_it_is() {
    let shown = seen(timeline("fair", &[moved()], &now()));
    assert_eq!(shown.width(), 1_200);
    let (dot, ring) = (BLUE, [0x8b, 0x93, 0x9e]);
    assert!(
        count(&shown, dot, (850, 1_200)) > 200,
        "the date that stands lies right"
    );
    assert!(
        count(&shown, ring, (520, 850)) > 40,
        "the old one left of it"
    );
    let still = seen(timeline(
        "fair",
        &[dossier("fair", Some(on(2026, 12, 4)))],
        &now(),
    ));
    assert_eq!(count(&still, ring, (520, 1_200)), 0);
}

#[test]
fn a_line_shows_the_events_near_to_now_and_counts_the_others() {
    let near = |day| dossier("fair", Some(on(2026, 12, day)));
    let old = dossier("founding", Some(on(1890, 5, 1)));
    let few: Vec<Dossier> = (1..5).map(near).collect();
    let with_old: Vec<Dossier> = std::iter::once(old).chain((1..5).map(near)).collect();
    let height = |events: &[Dossier]| seen(timeline("fair", events, &now())).height();
    assert_eq!(height(&with_old), height(&few) + 40, "a line says + 1 more");
    let many: Vec<Dossier> = (1..30).map(near).collect();
    assert!(height(&many) < 1_300);
}

#[test]
fn the_words_beside_a_picture_tell_what_it_shows_and_how_much_more() {
    let told = timeline("fair", &[moved()], &now())
        .expect("a picture")
        .about;
    assert_eq!(
        told,
        "A line of time: fair, 1 event. Fri 11 Dec 2026, harbour fair, scheduled, Bergen, Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026."
    );
    let many: Vec<Dossier> = (0..40)
        .map(|n| {
            dossier(
                &format!("a fair with quite a long name, number {n}"),
                Some(on(2026, 12, 4)),
            )
        })
        .collect();
    let told = sheet(many, (12, 1), (12, 31)).expect("a picture").about;
    assert!(
        told.starts_with("A calendar: 40 events in 1–31 Dec. Fri 4 Dec 2026, a fair"),
        "{told}"
    );
    assert!(
        told.ends_with(" more.") && told.chars().count() <= LONGEST,
        "{told}"
    );
}

fn some_when() -> impl Strategy<Value = Option<When>> {
    let day = (0_i32..3_000, 1_u32..13, 1_u32..29).prop_map(|(y, m, d)| on(y, m, d));
    let month = (1_i32..3_000).prop_map(|y| month(y, 12, 31));
    proptest::option::of(prop_oneof![4 => day, 1 => month])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_words_and_no_dates_break_a_picture(
        events in proptest::collection::vec(("\\PC{1,60}", some_when()), 1..20),
        days in 0_u64..500,
    ) {
        let events: Vec<Dossier> = events
            .into_iter()
            .filter(|(title, _)| !title.trim().is_empty())
            .map(|(title, when)| dossier(&title, when))
            .collect();
        let first = date(2026, 11, 24);
        let last = first + chrono::Days::new(days);
        let span = Interval::days(first, last).expect("in order");
        let topic = events.first().map_or_else(String::new, |event| event.view.title.clone());
        let drawn = [
            agenda(&list(events.clone()), &span, &Wanted::default(), &now(), Weekday::Sun),
            timeline(&topic, &events, &now()),
        ];
        for picture in drawn {
            prop_assert_eq!(picture.is_some(), !events.is_empty());
            if let Some(picture) = picture {
                prop_assert!(Pixmap::decode_png(&picture.png).is_ok());
                prop_assert!(picture.about.chars().count() <= LONGEST);
            }
        }
    }
}
