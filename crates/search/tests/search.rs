//! What callers of the index rely on: isolation, time, revisions, staying in step, and recovery.

use dateline_core::{
    ArchiveId, Article, ArticleId, Draft, Interval, Moment, Part, Quote, Report, ReportParts, Span,
    Status, TimeMention, TimexType, When,
};
use dateline_search::{Change, Error, Hit, Index, Position};
use std::fs;

const NONE: &[Report] = &[];

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a written moment")
}

fn id(text: &str) -> ArticleId {
    text.parse().expect("a plain id")
}

fn draft(name: &str, published: &str, title: &str, text: &str) -> Draft {
    Draft {
        id: Some(id(name)),
        title: title.into(),
        text: text.into(),
        ..Draft::published(moment(published))
    }
}

fn story(name: &str, published: &str, title: &str, text: &str) -> Article {
    Article::new(draft(name, published, title, text)).expect("a story")
}

fn at(sequence: u64) -> Position {
    Position {
        store: "store".into(),
        schema: Index::SCHEMA,
        sequence,
    }
}

fn put(index: &Index, archive: &ArchiveId, revisions: &[Article]) {
    let revisions = revisions.iter().map(|article| (article, NONE)).collect();
    let change = Change::Put { archive, revisions };
    index.apply([change], &at(1)).expect("applied");
}

fn find(index: &Index, archive: &ArchiveId, asked: &str, words: &[&str]) -> Vec<Hit> {
    let groups: Vec<Vec<String>> = words
        .iter()
        .map(|word| word.split('|').map(str::to_owned).collect())
        .collect();
    index
        .find(archive, &moment(asked), &groups, 10)
        .expect("a search")
}

fn names(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.id.as_str()).collect()
}

fn harbour_stories() -> Vec<Article> {
    vec![
        story(
            "ferry",
            "2026-04-02",
            "Ferry talks set for May",
            "Officials will meet in Bergen to discuss the ferry line.",
        ),
        story(
            "port",
            "2026-04-03",
            "Port opens new pier",
            "The pier opened on Friday. Talks on fees go on.",
        ),
        story(
            "choir",
            "2026-04-04",
            "Choir to tour the coast",
            "Forty singers will travel by ferry in June.",
        ),
    ]
}

fn harbour() -> (Index, ArchiveId) {
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    for article in harbour_stories() {
        put(&index, &local, &[article]);
    }
    (index, local)
}

#[test]
fn a_word_in_the_headline_counts_more_and_any_form_of_the_word_is_found() {
    let (index, local) = harbour();
    assert_eq!(
        names(&find(&index, &local, "2026-05-01", &["ferries"])),
        ["ferry", "choir"]
    );
    assert_eq!(
        names(&find(&index, &local, "2026-05-01", &["singer", "COAST"])),
        ["choir"]
    );
}

#[test]
fn synonyms_are_one_word_and_a_synonym_of_two_words_needs_both() {
    let (index, local) = harbour();
    let once = find(&index, &local, "2026-05-01", &["talks"]);
    let twice = find(&index, &local, "2026-05-01", &["talks|talk|negotiations"]);
    assert_eq!(once, twice);
    assert_eq!(
        names(&find(&index, &local, "2026-05-01", &["zeppelin|new pier"])),
        ["port"]
    );
    assert!(find(&index, &local, "2026-05-01", &["new choir"]).is_empty());
}

#[test]
fn a_question_without_words_finds_nothing() {
    let (index, local) = harbour();
    assert!(find(&index, &local, "2026-05-01", &[]).is_empty());
    assert!(find(&index, &local, "2026-05-01", &["?!"]).is_empty());
    let none = index.find(&local, &moment("2026-05-01"), &[Vec::new()], 10);
    assert!(none.expect("a search").is_empty());
    let ferry = [vec!["ferry".to_owned()]];
    let none = index.find(&local, &moment("2026-05-01"), &ferry, 0);
    assert!(none.expect("a search").is_empty());
}

#[test]
fn stories_of_other_archives_and_later_stories_change_neither_hits_nor_scores() {
    let (index, local) = harbour();
    let ask = |index: &Index| {
        let hits = find(index, &local, "2026-04-10", &["ferry", "talks", "pier"]);
        let known = moment("2026-04-10");
        let frequency = index
            .frequency(&local, &known, "ferry")
            .expect("a frequency");
        let count = index.count(&local, &known).expect("a count");
        let groups = [vec!["ferry".into()], vec!["talk".into(), "tour".into()]];
        let mentioning = index.mentioning(&local, &known, &groups).expect("a count");
        (hits, frequency, count, mentioning)
    };
    let before = ask(&index);
    assert_eq!((before.0.len(), before.1, before.2, before.3), (3, 2, 3, 2));
    for n in 0..60 {
        let elsewhere = story(
            &format!("x{n}"),
            "2026-01-05",
            "Ferry, ferry, talks",
            "The ferry and the pier.",
        );
        put(&index, &ArchiveId::server(7), &[elsewhere]);
        let later = story(
            &format!("y{n}"),
            "2026-04-11",
            "Pier talks",
            "Talks on the pier. A very long tail of words on the ferry line and its boats.",
        );
        put(&index, &local, &[later]);
    }
    assert_eq!(ask(&index), before);
    assert_eq!(
        find(&index, &ArchiveId::server(8), "2026-04-10", &["ferry"]),
        []
    );
}

#[test]
fn what_is_known_at_the_asking_is_what_moment_says_to_the_second() {
    let moments = [
        "2026-04-02",
        "2026-04-03",
        "2026-04-02T10:00:00+05:30",
        "2026-04-02T04:30:00Z",
        "2026-04-02T04:29:59Z",
        "2026-04-02T23:30:00-05:00",
        "2026-04-03T00:30:00+09:00",
        "1969-12-31T23:59:59Z",
    ];
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    for (n, published) in moments.iter().enumerate() {
        put(
            &index,
            &local,
            &[story(&format!("s{n}"), published, "Ferry", "")],
        );
    }
    for asked in moments {
        let mut found: Vec<String> = names(&find(&index, &local, asked, &["ferry"]))
            .into_iter()
            .map(str::to_owned)
            .collect();
        found.sort();
        let known: Vec<String> = moments
            .iter()
            .enumerate()
            .filter(|(_, published)| moment(published).is_known_at(&moment(asked)))
            .map(|(n, _)| format!("s{n}"))
            .collect();
        assert_eq!(found, known, "asked at {asked}");
    }
}

#[test]
fn only_the_newest_revision_known_at_the_asking_is_found() {
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    let first = draft("pier", "2026-04-02", "Pier opens in May", "The old words.");
    let second = Draft {
        revision: 1,
        modified: Some(moment("2026-04-05T12:00Z")),
        text: "The new words.".into(),
        ..first.clone()
    };
    let revisions = [first, second].map(|draft| Article::new(draft).expect("a story"));
    put(&index, &local, &revisions);
    let seen = |asked: &str| {
        let hits = find(&index, &local, asked, &["pier"]);
        let count = index.count(&local, &moment(asked)).expect("a count");
        (
            hits.iter().map(|hit| hit.revision).collect::<Vec<_>>(),
            count,
        )
    };
    assert_eq!(seen("2026-04-01"), (vec![], 0));
    assert_eq!(seen("2026-04-04"), (vec![0], 1));
    assert_eq!(seen("2026-04-05T11:59Z"), (vec![0], 1));
    assert_eq!(seen("2026-04-05T12:00Z"), (vec![1], 1));
    assert_eq!(seen("2026-04-05"), (vec![1], 1));
    assert!(find(&index, &local, "2026-04-09", &["old"]).is_empty());
}

#[test]
fn putting_twice_is_the_same_as_once_and_forgetting_removes_at_once() {
    let (index, local) = harbour();
    let once = find(&index, &local, "2026-05-01", &["ferry"]);
    for article in harbour_stories() {
        put(&index, &local, &[article]);
    }
    assert_eq!(find(&index, &local, "2026-05-01", &["ferry"]), once);

    let forgotten = id("ferry");
    let forget = Change::Forget {
        archive: &local,
        id: &forgotten,
    };
    index.apply([forget], &at(2)).expect("applied");
    assert_eq!(
        names(&find(&index, &local, "2026-05-01", &["ferry"])),
        ["choir"]
    );

    put(&index, &ArchiveId::user(1), &harbour_stories()[..1]);
    index
        .apply([Change::ForgetArchive(&local)], &at(3))
        .expect("applied");
    assert_eq!(index.count(&local, &moment("2026-05-01")).expect("0"), 0);
    assert_eq!(
        index
            .count(&ArchiveId::user(1), &moment("2026-05-01"))
            .expect("1"),
        1
    );
}

#[test]
fn an_article_put_and_forgotten_in_one_call_is_gone_and_the_other_way_round_it_stays() {
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    let stories = harbour_stories();
    let put = Change::Put {
        archive: &local,
        revisions: vec![(&stories[0], NONE)],
    };
    let forget = Change::Forget {
        archive: &local,
        id: stories[0].id(),
    };
    let known = moment("2026-05-01");
    index
        .apply([put.clone(), forget.clone()], &at(2))
        .expect("applied");
    assert_eq!(index.count(&local, &known).expect("a count"), 0);
    index.apply([forget, put], &at(4)).expect("applied");
    assert_eq!(index.count(&local, &known).expect("a count"), 1);
}

#[test]
fn ids_that_begin_alike_and_archives_that_begin_alike_are_told_apart() {
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    for name in ["a", "a b", "a/b"] {
        put(&index, &local, &[story(name, "2026-04-02", "Ferry", "")]);
    }
    let gone = id("a");
    let forget = Change::Forget {
        archive: &local,
        id: &gone,
    };
    index.apply([forget], &at(2)).expect("applied");
    assert_eq!(
        names(&find(&index, &local, "2026-05-01", &["ferry"])),
        ["a b", "a/b"]
    );
}

#[test]
fn a_reopened_index_knows_its_position_and_its_stories() {
    let folder = tempfile::tempdir().expect("a folder");
    let local = ArchiveId::local();
    {
        let index = Index::open(folder.path()).expect("a new index");
        assert_eq!(index.position(), None);
        put(&index, &local, &harbour_stories()[..1]);
        assert_eq!(index.position(), Some(at(1)));
        assert!(matches!(Index::open(folder.path()), Err(Error::InUse(_))));
    }
    let index = Index::open(folder.path()).expect("the same index");
    assert_eq!(index.position(), Some(at(1)));
    assert_eq!(
        names(&find(&index, &local, "2026-05-01", &["ferry"])),
        ["ferry"]
    );
    index.clear().expect("cleared");
    assert_eq!(index.position(), None);
    assert_eq!(
        index.count(&local, &moment("2026-05-01")).expect("a count"),
        0
    );
}

#[test]
fn a_damaged_index_opens_empty_and_works_again() {
    let local = ArchiveId::local();
    for damage in ["meta.json", "segment", ".managed.json"] {
        let folder = tempfile::tempdir().expect("a folder");
        {
            let index = Index::open(folder.path()).expect("a new index");
            put(&index, &local, &harbour_stories()[..1]);
        }
        for entry in fs::read_dir(folder.path()).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            let segment = !name.contains("meta.json") && !name.starts_with('.');
            if name == damage || (damage == "segment" && segment) {
                fs::write(&path, "damaged").expect("written");
            }
        }
        let index = Index::open(folder.path()).expect("an empty index");
        assert_eq!(index.position(), None, "{damage}");
        put(&index, &local, &harbour_stories()[..1]);
        assert_eq!(
            find(&index, &local, "2026-05-01", &["ferry"]).len(),
            1,
            "{damage}"
        );
    }
}

#[test]
fn a_folder_of_other_things_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let letter = folder.path().join("letter.txt");
    fs::write(&letter, "dear").expect("written");
    assert!(matches!(
        Index::open(folder.path()),
        Err(Error::NotAnIndex(_))
    ));
    assert_eq!(fs::read_to_string(&letter).expect("still there"), "dear");
}

/// A report of something on that day.
fn report(article: &Article, day: &str) -> Report {
    let when = When::day(moment(day).day()).expect("a day");
    let quote = Quote::of(article, Part::Headline, Span::of(0..article.title().len()));
    Report::new(ReportParts {
        title: "event".into(),
        time: Some(TimeMention {
            span: Span::of(0..1),
            text: day.into(),
            kind: TimexType::Date,
            value: day.into(),
            modifier: None,
            when: Some(when),
            anchor: None,
            doubt: None,
            rule: "test".into(),
        }),
        was: None,
        place: None,
        participants: Vec::new(),
        status: Status::Scheduled,
        quote: quote.expect("a headline"),
        visible_from: article.visible_from(),
        rules: Vec::new(),
    })
    .expect("a report")
}

#[test]
fn stories_with_events_in_an_interval_are_found_by_words_then_by_age() {
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    for (name, published, title, day) in [
        ("a", "2026-04-02", "Ferry talks", "2026-05-04"),
        ("b", "2026-04-03", "Choir sings", "2026-05-10"),
        ("c", "2026-04-01", "Choir rests", "2026-05-05"),
        ("d", "2026-04-02", "Ferry ends", "2026-05-11"),
        ("e", "2026-04-02", "Ferry starts", "2026-05-03"),
        ("f", "2026-04-09", "Known too late", "2026-05-06"),
    ] {
        let article = story(name, published, title, "");
        let reports = [report(&article, day)];
        let change = Change::Put {
            archive: &local,
            revisions: vec![(&article, &reports)],
        };
        index.apply([change], &at(1)).expect("applied");
    }
    let week = Interval::days(moment("2026-05-04").day(), moment("2026-05-10").day());
    let week = week.expect("a week");
    let within = |groups: &[Vec<String>]| {
        let asked = moment("2026-04-05");
        let hits = index.find_within(&local, &asked, (groups, &week), 10);
        let hits = hits.expect("a search");
        hits.into_iter()
            .map(|hit| hit.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(within(&[]), ["b", "a", "c"]);
    assert_eq!(within(&[vec!["ferries".into()]]), ["a", "b", "c"]);
}

#[test]
fn what_came_in_a_time_and_what_is_dated_in_days_is_found_whole_among_many_stories() {
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    let told = |n: usize| {
        // Every third story tells its minute, and the days go up and down among the documents.
        let day = 1 + n * 7 % 28;
        let minute = if n.is_multiple_of(3) {
            "T10:48+05:30"
        } else {
            ""
        };
        let published = format!("2026-04-{day:02}{minute}");
        let article = story(&format!("s{n}"), &published, "Talks", "They talk.");
        let dated = format!("2026-05-{:02}", 1 + n * 11 % 28);
        let report = report(&article, &dated);
        (article, vec![report], dated)
    };
    let stories: Vec<_> = (0..1_500).map(told).collect();
    let changes = stories.iter().map(|(article, reports, _)| Change::Put {
        archive: &local,
        revisions: vec![(article, reports.as_slice())],
    });
    index.apply(changes, &at(1)).expect("applied");
    for (since, asked) in [
        ("2026-04-10", "2026-04-12"),
        ("2026-04-10T05:18", "2026-04-10T05:19"),
        ("2026-04-01", "2026-04-28T23:00"),
        ("2026-04-20T09:00", "2026-04-21"),
    ] {
        let (since, asked) = (moment(since), moment(asked));
        let come = index.come(&local, &since, &asked).expect("a search");
        let wanted = stories
            .iter()
            .map(|(article, _, _)| article)
            .filter(|article| {
                let known = article.visible_from();
                known.is_known_at(&asked) && !known.is_known_at(&since)
            });
        assert_eq!(
            come,
            wanted.map(|article| article.id().clone()).collect(),
            "{since} {asked}"
        );
        let first = "2026-05-10".parse().expect("a day");
        let last = "2026-05-12".parse().expect("a day");
        let days = Interval::days(first, last).expect("in order");
        let dated = index.dated(&local, &asked, &days).expect("a search");
        let wanted = stories.iter().filter(|(article, _, dated)| {
            let inside = ("2026-05-10"..="2026-05-12").contains(&dated.as_str());
            inside && article.visible_from().is_known_at(&asked)
        });
        assert_eq!(
            dated,
            wanted.map(|(article, _, _)| article.id().clone()).collect(),
            "{asked}"
        );
        assert!(
            !index
                .come(&ArchiveId::user(7), &since, &asked)
                .is_ok_and(|come| !come.is_empty())
        );
    }
}

#[test]
fn a_word_that_stands_almost_everywhere_is_asked_only_where_nothing_else_is_found() {
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    let text = |n: usize| if n == 700 { "Harbour zebra" } else { "Harbour" };
    let stories: Vec<Article> = (0..1_100)
        .map(|n| story(&format!("s{n}"), "2026-04-02", text(n), ""))
        .collect();
    let changes = stories.iter().map(|article| Change::Put {
        archive: &local,
        revisions: vec![(article, NONE)],
    });
    index.apply(changes, &at(1)).expect("applied");
    let found = |words: &[&str]| find(&index, &local, "2026-05-01", words);
    assert_eq!(names(&found(&["harbour", "zebra"])), ["s700"]);
    assert_eq!(found(&["harbour"]).len(), 10);
    assert_eq!(found(&["harbour", "giraffe"]).len(), 10);
}

#[test]
fn a_rare_synonym_of_a_common_word_weighs_no_more_than_the_word() {
    let (index, local) = (Index::in_memory().expect("an index"), ArchiveId::local());
    for (n, title) in ["talks", "talks", "talks", "parley", "rowing"]
        .iter()
        .enumerate()
    {
        let name = format!("s{n}");
        put(&index, &local, &[story(&name, "2026-04-02", title, "")]);
    }
    let hits = find(&index, &local, "2026-05-01", &["talks|parley", "rowing"]);
    assert_eq!(names(&hits), ["s4", "s0", "s1", "s2", "s3"]);
    assert!(hits[4].score < hits[1].score, "a synonym counts less");
}

#[test]
fn what_is_purged_is_in_no_file_of_the_index_and_what_stays_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("an index");
    let local = ArchiveId::local();
    let kept = story("kept", "2026-04-02", "Ferry", "The ferry sails.");
    let gone = story("xylograph", "2026-04-02", "Secret", "The word is out.");
    let both = [&kept, &gone].map(|story| Change::Put {
        archive: &local,
        revisions: vec![(story, NONE)],
    });
    index.apply(both, &at(1)).expect("applied");
    let holds = |word: &str| {
        let files = fs::read_dir(folder.path()).expect("a folder");
        let mut bytes = files.map(|file| fs::read(file.expect("a file").path()).expect("bytes"));
        bytes.any(|bytes| {
            bytes
                .windows(word.len())
                .any(|some| some == word.as_bytes())
        })
    };
    assert!(holds("xylograph"));
    let id = id("xylograph");
    let forget = Change::Forget {
        archive: &local,
        id: &id,
    };
    index.apply([forget], &at(2)).expect("applied");
    assert!(index.purge().expect("purged"));
    assert!(!holds("xylograph"));
    assert_eq!(
        names(&find(&index, &local, "2026-05-01", &["ferry"])),
        ["kept"]
    );
    assert_eq!(index.position(), Some(at(2)));
    assert!(!index.purge().expect("nothing left"));
}
