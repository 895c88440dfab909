//! Stories that came from addresses: copies of one agency story, and pages that change.

use super::{QUESTION, ask, bridge, desk, moment};
use dateline_core::Draft;

/// A story as an agency sends it out, long enough to be known again.
fn wire(source: &str, opening: &str) -> Draft {
    Draft {
        title: "Harbour bridge to open in May".into(),
        text: format!(
            "{opening}The harbour bridge in Lindvik will open on 4 May 2026, the mayor said. It is two years late because \
             three of its pillars had to be built anew. Boats may pass below it from the first day, and no toll will be \
             asked of those who live on the island. A parade along the quay is planned for the evening."
        ),
        source: Some(source.into()),
        url: Some(format!("https://{source}.example/bridge")),
        ..Draft::published(moment("2026-04-02"))
    }
}

#[test]
fn a_story_that_three_papers_print_is_told_once_with_all_of_them() {
    let (desk, local) = desk();
    let drafts = vec![
        wire("post", ""),
        wire("courier", "LINDVIK (Agency) - "),
        wire("wave", ""),
        bridge(),
    ];
    for taken in desk.take_many(&local, drafts).expect("stored") {
        taken.expect("taken");
    }
    let answer = ask(&desk, &local, QUESTION, "2026-04-03");
    let parts = answer.parts();
    let cited = parts.cited.as_ref().expect("a citation");
    let mut papers: Vec<_> = cited
        .copies
        .iter()
        .filter_map(|copy| copy.source.as_deref())
        .chain(cited.source.as_deref())
        .collect();
    papers.sort_unstable();
    assert_eq!(papers, ["courier", "post", "wave"], "{parts:#?}");
    let repeated = |other: &dateline_core::Citation| other.source.is_some();
    assert!(!parts.others.iter().any(repeated), "{parts:#?}");
}

#[test]
fn other_words_at_an_address_count_from_their_fetch_where_they_do_not_say_when_they_changed() {
    let (desk, local) = desk();
    let take = |draft: Draft, fetched: &str| {
        let taken = desk.take_fetched(&local, vec![draft], &moment(fetched));
        taken.expect("stored").remove(0).expect("taken")
    };
    let first = take(wire("post", ""), "2026-04-02T09:00");
    assert!(first.new);
    let again = take(wire("post", ""), "2026-04-02T10:00");
    assert!(!again.changed, "the same words are no change");
    let mut later = wire("post", "");
    later.text = later.text.replace("4 May", "9 June");
    let renewed = take(later, "2026-04-20T09:00");
    assert_eq!((renewed.id, renewed.revision), (first.id, 1));
    let date = |asked: &str| {
        let answer = ask(&desk, &local, QUESTION, asked);
        answer.parts().text.clone()
    };
    assert!(
        date("2026-04-19").contains("4 May"),
        "{}",
        date("2026-04-19")
    );
    assert!(
        date("2026-04-21").contains("9 June"),
        "{}",
        date("2026-04-21")
    );
}
