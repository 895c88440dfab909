//! What front ends rely on: nothing is lost, nothing is seen that must not be, and the index follows the store.

#[path = "desk/correcting.rs"]
mod correcting;
#[path = "desk/digests.rs"]
mod digests;
#[path = "desk/fetched.rs"]
mod fetched;
#[path = "desk/keeping.rs"]
mod keeping;
#[path = "desk/lasting.rs"]
mod lasting;
#[path = "desk/listing.rs"]
mod listing;
#[path = "desk/shared.rs"]
mod shared;
#[path = "desk/suggesting.rs"]
mod suggesting;
#[path = "desk/watches.rs"]
mod watches;

use dateline_core::{Answer, ArchiveId, ArticleId, Draft, Intake, Moment, Saved, State};
use dateline_desk::{Desk, Error, Progress, events};
use dateline_search::{Index, Position};
use dateline_storage::{Change, MemoryStore, SledStore, Store, StoreId};
use shared::Shared;
use std::sync::Arc;

const QUESTION: &str = "When will the harbour bridge open?";

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a written moment")
}

fn id(text: &str) -> ArticleId {
    text.parse().expect("a plain id")
}

fn bridge() -> Draft {
    Draft {
        id: Some(id("bridge")),
        title: "Harbour bridge to open in May".into(),
        text: "The harbour bridge in Lindvik will open on 4 May 2026, the mayor said.".into(),
        ..Draft::published(moment("2026-04-02"))
    }
}

/// A story about a society of its own.
fn numbered(n: usize) -> Draft {
    let (day, month) = (1 + n % 28, ["May", "June", "July", "August"][n / 28 % 4]);
    Draft {
        id: Some(id(&format!("n{n:04}"))),
        title: format!("Society of ferry{n}x to meet"),
        text: format!("The ferry{n}x society will meet in Lindvik on {day} {month} 2026."),
        ..Draft::published(moment("2026-04-02"))
    }
}

fn desk() -> (Desk, ArchiveId) {
    (Desk::in_memory().expect("a desk"), ArchiveId::local())
}

fn ask(desk: &Desk, archive: &ArchiveId, question: &str, asked: &str) -> Answer {
    desk.ask(archive, question, &moment(asked))
        .expect("an answer")
}

/// How many stories are known then, and how many of them mention the bridge.
fn covered(desk: &Desk, archive: &ArchiveId, asked: &str) -> (u64, u64) {
    let answer = ask(desk, archive, QUESTION, asked);
    let coverage = answer.parts().coverage;
    (coverage.articles, coverage.mentioning)
}

#[test]
fn a_story_taken_in_one_archive_is_unknown_in_another() {
    let (desk, local) = desk();
    let other = ArchiveId::server(7);
    desk.take(&local, bridge()).expect("taken");
    let here = ask(&desk, &local, QUESTION, "2026-04-10");
    assert_eq!(here.state(), State::Found, "{here:?}");
    assert_eq!(here.parts().text, "Monday 4 May 2026");
    let there = ask(&desk, &other, QUESTION, "2026-04-10");
    assert_eq!(there.state(), State::Unknown);
    assert_eq!(covered(&desk, &other, "2026-04-10"), (0, 0));
    assert_eq!(desk.articles(&other, None, 10).expect("a list"), []);
    assert_eq!(desk.article(&other, &id("bridge")).expect("a look"), None);
    assert!(!desk.forget(&other, &id("bridge")).expect("nothing there"));
    assert_eq!(covered(&desk, &local, "2026-04-10"), (1, 1));
}

#[test]
fn the_answer_in_one_archive_is_the_same_whatever_the_others_hold() {
    let (desk, local) = desk();
    desk.take(&local, bridge()).expect("taken");
    let alone = ask(&desk, &local, QUESTION, "2026-04-10");
    let elsewhere = (0..30).map(|n| Draft {
        id: Some(id(&format!("x{n}"))),
        text: format!("The harbour bridge will open on 9 June 2026, clerk {n} said."),
        ..bridge()
    });
    desk.take_many(&ArchiveId::user(9), elsewhere.collect())
        .expect("taken");
    let later = Draft {
        id: None,
        title: "Harbour bridge postponed".into(),
        text: "The opening of the harbour bridge was postponed to 9 June 2026.".into(),
        ..Draft::published(moment("2026-04-11"))
    };
    desk.take(&local, later).expect("taken");
    assert_eq!(ask(&desk, &local, QUESTION, "2026-04-10"), alone);
}

#[test]
fn a_story_taken_twice_changes_nothing_and_tells_its_events_again() {
    let (desk, local) = desk();
    let first = desk.take(&local, bridge()).expect("taken");
    assert!(first.new && first.changed);
    let before = desk.store().head().expect("a head");
    let again = desk.take(&local, bridge()).expect("taken");
    assert!(!again.new && !again.changed);
    assert_eq!((&again.id, again.events), (&first.id, first.events));
    let unnamed = Draft {
        id: None,
        ..bridge()
    };
    let unnamed = desk.take(&local, unnamed).expect("taken");
    assert_eq!((unnamed.id, unnamed.new), (first.id, false));
    assert_eq!(desk.store().head().expect("a head"), before);
    assert_eq!(first.events, 1);
}

#[test]
fn a_story_twice_in_one_batch_is_stored_once() {
    let (desk, local) = desk();
    let taken = desk
        .take_many(&local, vec![bridge(), bridge(), numbered(1)])
        .expect("taken");
    let new: Vec<bool> = taken
        .iter()
        .map(|taken| taken.as_ref().expect("a story").new)
        .collect();
    assert_eq!(new, [true, false, true]);
    assert_eq!(desk.statistics(&local).expect("figures").articles, 2);
}

#[test]
fn a_refused_story_does_not_keep_the_rest_of_its_batch_out() {
    let (desk, local) = desk();
    let empty = Draft::published(moment("2026-04-02"));
    let taken = desk
        .take_many(&local, vec![numbered(1), empty.clone(), numbered(2)])
        .expect("taken");
    let fine: Vec<bool> = taken.iter().map(Result::is_ok).collect();
    assert_eq!(fine, [true, false, true]);
    assert_eq!(desk.statistics(&local).expect("figures").articles, 2);
    assert!(matches!(desk.take(&local, empty), Err(Error::Refused(_))));
}

#[test]
fn changed_text_at_a_url_is_the_next_revision_and_known_from_its_change_on() {
    let (desk, local) = desk();
    let first = Draft {
        id: None,
        url: Some("https://lindvik.example/bridge".into()),
        ..bridge()
    };
    let second = Draft {
        title: "Harbour bridge to open in June".into(),
        text: "The harbour bridge in Lindvik will open on 9 June 2026, the mayor said.".into(),
        modified: Some(moment("2026-04-05")),
        ..first.clone()
    };
    let one = desk.take(&local, first.clone()).expect("taken");
    let two = desk.take(&local, second.clone()).expect("taken");
    assert_eq!((one.revision, two.revision), (0, 1));
    assert!(!two.new && two.changed && two.id == one.id);
    let said = |asked: &str| ask(&desk, &local, QUESTION, asked).parts().text.clone();
    assert_eq!(said("2026-04-04"), "Monday 4 May 2026");
    assert_eq!(said("2026-04-05"), "Tuesday 9 June 2026");
    assert_eq!(covered(&desk, &local, "2026-04-05"), (1, 1));

    let article = desk.article(&local, &one.id).expect("a look");
    assert_eq!(article.expect("stored").title(), second.title);
    for known in [first, second] {
        assert!(!desk.take(&local, known).expect("taken").changed);
    }
}

#[test]
fn an_older_copy_of_a_page_does_not_take_the_place_of_a_newer_one() {
    let (desk, local) = desk();
    let older = Draft {
        id: None,
        url: Some("https://lindvik.example/bridge".into()),
        ..bridge()
    };
    let newer = Draft {
        text: "The harbour bridge in Lindvik will open on 9 June 2026, the mayor said.".into(),
        modified: Some(moment("2026-04-05")),
        ..older.clone()
    };
    let between = Draft {
        text: "The harbour bridge in Lindvik will open on 5 May 2026, the mayor said.".into(),
        modified: Some(moment("2026-04-04")),
        ..older.clone()
    };
    assert!(desk.take(&local, newer.clone()).expect("taken").new);
    for copy in [older, between] {
        let taken = desk.take(&local, copy).expect("taken");
        assert!(!taken.changed && taken.revision == 0);
    }
    let answer = ask(&desk, &local, QUESTION, "2026-04-10");
    assert_eq!(answer.parts().text, "Tuesday 9 June 2026");
    let newest = Draft {
        text: "The harbour bridge in Lindvik will open on 10 June 2026, the mayor said.".into(),
        modified: Some(moment("2026-04-06")),
        ..newer
    };
    assert_eq!(desk.take(&local, newest).expect("taken").revision, 1);
}

#[test]
fn changed_text_under_the_callers_id_is_the_next_revision() {
    let (desk, local) = desk();
    desk.take(&local, bridge()).expect("taken");
    let changed = Draft {
        text: "The harbour bridge will open on 5 May 2026.".into(),
        ..bridge()
    };
    let taken = desk.take(&local, changed).expect("taken");
    assert_eq!((taken.revision, taken.new), (1, false));
    assert_eq!(desk.statistics(&local).expect("figures").revisions, 2);
}

#[test]
fn a_forgotten_story_is_gone_at_once_and_may_come_back() {
    let (desk, local) = desk();
    desk.take_many(&local, vec![bridge(), numbered(1)])
        .expect("taken");
    assert_eq!(covered(&desk, &local, "2026-04-10"), (2, 1));
    assert!(desk.forget(&local, &id("bridge")).expect("forgotten"));
    assert!(!desk.forget(&local, &id("bridge")).expect("nothing left"));
    assert_eq!(covered(&desk, &local, "2026-04-10"), (1, 0));
    let answer = ask(&desk, &local, QUESTION, "2026-04-10");
    assert!(!answer.state().is_answered(), "{answer:?}");
    assert_eq!(desk.article(&local, &id("bridge")).expect("a look"), None);
    assert_eq!(desk.events_of(&local, &id("bridge")).expect("a look"), []);

    assert!(desk.take(&local, bridge()).expect("taken").new);
    assert_eq!(covered(&desk, &local, "2026-04-10"), (2, 1));
    desk.forget_archive(&local).expect("forgotten");
    assert_eq!(covered(&desk, &local, "2026-04-10"), (0, 0));
}

#[test]
fn only_stories_known_at_the_asking_are_used() {
    let (desk, local) = desk();
    let timed = Draft {
        published: moment("2026-04-02T10:00:00+05:30"),
        ..bridge()
    };
    desk.take(&local, timed).expect("taken");
    assert_eq!(covered(&desk, &local, "2026-04-02T04:29:00Z"), (0, 0));
    assert_eq!(
        ask(&desk, &local, QUESTION, "2026-04-02T04:29:00Z").state(),
        State::Unknown
    );
    assert_eq!(covered(&desk, &local, "2026-04-02T04:30:00Z"), (1, 1));
}

#[test]
fn a_question_that_only_names_a_time_finds_what_is_reported_for_it() {
    let (desk, local) = desk();
    let others = (0..40).map(|n| Draft {
        text: format!("The ferry{n}x society met in Lindvik on 1 April 2026."),
        ..numbered(n)
    });
    desk.take_many(&local, others.collect()).expect("taken");
    desk.take(&local, bridge()).expect("taken");
    let answer = ask(&desk, &local, "What is happening next week?", "2026-04-28");
    let cited = answer.parts().cited.as_ref().expect("a citation");
    assert_eq!(cited.quote.article(), &id("bridge"), "{answer:?}");
}

#[test]
fn a_thousand_stories_are_each_known_to_the_question_that_follows() {
    let (desk, local) = desk();
    let asked = moment("2026-04-10");
    for n in 0..1_000 {
        desk.take(&local, numbered(n)).expect("taken");
        let question = format!("When will the ferry{n}x society meet?");
        let answer = desk.ask(&local, &question, &asked).expect("an answer");
        assert_eq!(answer.parts().coverage.articles, n as u64 + 1);
        let cited = answer.parts().cited.as_ref().expect("a citation");
        assert_eq!(
            cited.quote.article(),
            &id(&format!("n{n:04}")),
            "{answer:?}"
        );
    }
}

#[test]
fn events_are_read_without_storing_anything() {
    let reports = events(bridge()).expect("a story");
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].quote().article(), &id("bridge"));
    let french = Draft {
        language: Some("fr".into()),
        ..bridge()
    };
    assert_eq!(events(french).expect("a story"), []);
    assert!(events(Draft::published(moment("2026-04-02"))).is_err());
}

/// Every event of the archive, with the reports it holds.
fn all_events(desk: &Desk, archive: &ArchiveId) -> Vec<dateline_core::Event> {
    let mut all = Vec::new();
    for article in desk.articles(archive, None, 100).expect("a list") {
        all.extend(desk.events_of(archive, article.id()).expect("a look"));
    }
    all.sort_by(|a, b| a.id().cmp(b.id()));
    all.dedup();
    all
}

#[test]
fn stories_of_one_batch_are_linked_as_if_they_came_one_by_one() {
    let moved = Draft {
        id: Some(id("moved")),
        title: "Harbour bridge opening postponed".into(),
        text: "The opening of the harbour bridge in Lindvik was postponed to 9 June 2026.".into(),
        ..Draft::published(moment("2026-04-08"))
    };
    let stories = vec![bridge(), numbered(1), moved];
    let (together, local) = desk();
    together.take_many(&local, stories.clone()).expect("taken");
    let (single, _) = desk();
    for story in stories {
        single.take(&local, story).expect("taken");
    }
    let events = all_events(&together, &local);
    assert_eq!(events, all_events(&single, &local));
    assert!(events.iter().map(|e| e.reports().len()).sum::<usize>() >= 3);
    let stored = together.store().verify().expect("read through");
    assert!(stored.is_clean(), "{stored:?}");
}

#[test]
fn many_may_ask_while_one_takes() {
    let (desk, local) = desk();
    desk.take(&local, bridge()).expect("taken");
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..20 {
                    let (articles, mentioning) = covered(&desk, &local, "2026-04-10");
                    assert!(articles >= 1 && mentioning == 1);
                }
            });
        }
        for n in 0..20 {
            desk.take(&local, numbered(n)).expect("taken");
        }
    });
    assert_eq!(covered(&desk, &local, "2026-04-10"), (21, 1));
}

/// A store, and desks opened on it over an index folder; each counts the steps of bringing the index in step.
struct Restarts {
    store: Arc<MemoryStore>,
    folder: tempfile::TempDir,
}

impl Restarts {
    fn new() -> Self {
        Self {
            store: Arc::new(MemoryStore::new(StoreId::new(1))),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn open(&self, seen: &mut Vec<Progress>) -> Desk {
        let index = Index::open(self.folder.path()).expect("an index");
        Desk::open_watched(Box::new(Shared::new(self.store.clone())), index, |p| {
            seen.push(p)
        })
        .expect("a desk")
    }

    /// Opens once more and says how much was applied.
    fn applied(&self) -> u64 {
        let mut seen = Vec::new();
        let desk = self.open(&mut seen);
        assert_eq!(covered(&desk, &ArchiveId::local(), "2026-04-10"), (3, 1));
        assert_eq!(covered(&desk, &ArchiveId::user(1), "2026-04-10"), (1, 0));
        seen.last().map_or(0, |progress| {
            assert_eq!(progress.done, progress.total);
            progress.done
        })
    }

    fn fill(&self) {
        let desk = self.open(&mut Vec::new());
        let three = vec![bridge(), numbered(1), numbered(2)];
        desk.take_many(&ArchiveId::local(), three).expect("taken");
        desk.take(&ArchiveId::user(1), numbered(3)).expect("taken");
    }
}

#[test]
fn an_index_in_step_has_nothing_to_do() {
    let restarts = Restarts::new();
    restarts.fill();
    assert_eq!(restarts.applied(), 0);
}

#[test]
fn an_index_that_is_behind_reads_only_the_rest_of_the_log() {
    let restarts = Restarts::new();
    restarts.fill();
    let store = &restarts.store;
    let local = ArchiveId::local();
    let before = store.head().expect("a head").sequence;
    {
        let elsewhere = Desk::open(
            Box::new(Shared::new(store.clone())),
            Index::in_memory().expect("an index"),
        )
        .expect("a desk");
        elsewhere.forget(&local, &id("n0001")).expect("forgotten");
        elsewhere.take(&local, numbered(4)).expect("taken");
        elsewhere
            .take(&ArchiveId::user(2), numbered(5))
            .expect("taken");
        elsewhere
            .forget_archive(&ArchiveId::user(2))
            .expect("forgotten");
    }
    let behind = store.head().expect("a head").sequence - before;
    assert!(behind > 3);
    assert_eq!(restarts.applied(), behind);
    assert_eq!(restarts.applied(), 0);
}

#[test]
fn a_missing_a_foreign_and_a_too_new_index_are_built_again_from_the_stories() {
    let restarts = Restarts::new();
    restarts.fill();
    let head = restarts.store.head().expect("a head");
    let at = |store: String, schema: u32, sequence: u64| Position {
        store,
        schema,
        sequence,
    };
    let ours = head.store.to_string();
    for position in [
        None,
        Some(at("another".into(), Index::SCHEMA, head.sequence)),
        Some(at(ours.clone(), Index::SCHEMA, head.sequence + 1)),
        Some(at(ours, Index::SCHEMA + 1, head.sequence)),
    ] {
        let index = Index::open(restarts.folder.path()).expect("an index");
        match &position {
            Some(position) => index.apply([], position).expect("applied"),
            None => index.clear().expect("cleared"),
        }
        drop(index);
        assert_eq!(restarts.applied(), 4, "{position:?}");
        assert_eq!(restarts.applied(), 0, "{position:?}");
    }
}

#[test]
fn a_desk_on_disk_knows_its_stories_again_even_without_its_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = |index: &str| {
        let store = SledStore::open(folder.path().join("store"), StoreId::new(1));
        let index = Index::open(&folder.path().join(index));
        let mut applied = 0;
        let desk = Desk::open_watched(
            Box::new(store.expect("a store")),
            index.expect("an index"),
            |progress| applied = progress.done,
        );
        (desk.expect("a desk"), applied)
    };
    let local = ArchiveId::local();
    let first = {
        let (desk, _) = open("index");
        desk.take(&local, bridge()).expect("taken");
        ask(&desk, &local, QUESTION, "2026-04-10")
    };
    for (index, rebuilt) in [("index", 0), ("new", 1)] {
        let (desk, applied) = open(index);
        assert_eq!(applied, rebuilt);
        assert_eq!(ask(&desk, &local, QUESTION, "2026-04-10"), first);
        assert!(!desk.take(&local, bridge()).expect("taken").changed);
    }
    assert_eq!(first.state(), State::Found);
}

#[test]
fn what_another_hand_appends_to_the_store_is_known_to_the_next_question() {
    let restarts = Restarts::new();
    let desk = restarts.open(&mut Vec::new());
    let elsewhere = Desk::open(
        Box::new(Shared::new(restarts.store.clone())),
        Index::in_memory().expect("an index"),
    )
    .expect("a desk");
    elsewhere
        .take(&ArchiveId::local(), bridge())
        .expect("taken");
    assert_eq!(covered(&desk, &ArchiveId::local(), "2026-04-10"), (1, 1));
    desk.rebuild(|_| {}).expect("rebuilt");
    assert_eq!(covered(&desk, &ArchiveId::local(), "2026-04-10"), (1, 1));
}

#[test]
fn a_story_that_was_read_before_is_answered_as_one_that_is_read_anew() {
    let (restarts, local) = (Restarts::new(), ArchiveId::local());
    let first = restarts.open(&mut Vec::new());
    first.take(&local, bridge()).expect("taken");
    first
        .take_many(&local, (0..30).map(numbered).collect())
        .expect("taken");
    let kept = |name: &str| restarts.store.reading(&local, &id(name)).expect("a look");
    assert!(kept("bridge").is_some() && kept("n0029").is_some());
    let bare = MemoryStore::new(StoreId::new(2));
    for record in restarts.store.scan(&local, None, 100).expect("stories") {
        let mut changes = vec![Change::article(record.clone())];
        let events = restarts.store.events_of(&local, record.id());
        changes.extend(events.expect("events").into_iter().map(Change::Event));
        bare.append(&local, changes).expect("stored");
    }
    assert!(
        bare.reading(&local, &id("bridge"))
            .expect("a look")
            .is_none()
    );
    let index = || Index::in_memory().expect("an index");
    let again = Desk::open(Box::new(Shared::new(restarts.store.clone())), index()).expect("a desk");
    let anew = Desk::open(Box::new(bare), index()).expect("a desk");
    for question in [QUESTION, "When will the ferry7x society meet?", "Where?"] {
        let answered = ask(&again, &local, question, "2026-04-10");
        assert_eq!(answered, ask(&anew, &local, question, "2026-04-10"));
    }
    again.forget(&local, &id("bridge")).expect("forgotten");
    assert_eq!(kept("bridge"), None);
}

fn by(person: u64) -> Saved {
    Saved {
        by: person,
        how: Intake::Pasted,
    }
}

fn saver(answer: &Answer) -> Option<Saved> {
    answer.parts().cited.as_ref().and_then(|cited| cited.saved)
}

#[test]
fn an_answer_from_a_saved_story_tells_who_saved_it_first() {
    let (desk, local) = desk();
    let taken = desk.take_saved(&local, bridge(), &by(7)).expect("stored");
    desk.take_saved(&local, bridge(), &by(8)).expect("known");
    let answer = ask(&desk, &local, QUESTION, "2026-04-03");
    assert_eq!(saver(&answer), Some(by(7)));
    desk.forget(&local, &taken.id).expect("forgotten");
    assert_eq!(
        desk.store().state_list(&local, "").expect("read"),
        [],
        "who saved it is forgotten with it"
    );
    desk.take(&local, bridge()).expect("stored");
    assert_eq!(saver(&ask(&desk, &local, QUESTION, "2026-04-03")), None);
}

#[test]
fn what_a_person_put_in_never_passes_for_a_new_text_of_a_page() {
    let (desk, local) = desk();
    let page = Draft {
        id: None,
        url: Some("https://news.example/bridge".into()),
        ..bridge()
    };
    let fetched = desk.take(&local, page.clone()).expect("stored");
    let forged = Draft {
        text: page.text.replace("4 May", "9 May"),
        ..page.clone()
    };
    let beside = desk.take_saved(&local, forged, &by(7)).expect("stored");
    assert!(beside.new && beside.id != fetched.id, "{beside:?}");
    let article = desk.article(&local, &beside.id).expect("read");
    assert_eq!(
        article.and_then(|story| story.url().map(str::to_owned)),
        None
    );
    let same = desk.take_saved(&local, page, &by(7)).expect("known");
    assert!(!same.changed && same.id == fetched.id);
}

#[test]
fn examples_are_dated_known_and_first_what_is_to_come() {
    let (desk, local) = desk();
    for n in [3, 40, 80] {
        desk.take(&local, numbered(n)).expect("stored");
    }
    let titles = |asked: &str| -> Vec<String> {
        let reports = desk.some_reports(&local, &moment(asked), 2).expect("read");
        reports
            .iter()
            .map(|report| report.title().to_owned())
            .collect()
    };
    assert_eq!(titles("2026-04-01"), [""; 0], "nothing is published yet");
    let after_the_first = titles("2026-05-20");
    assert!(
        after_the_first.len() == 2 && after_the_first[0].contains("ferry40x"),
        "{after_the_first:?}"
    );
}
