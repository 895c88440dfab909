//! How often and how many at once a host is visited. The gaps here last an hour: a visit that waits never comes.

use crate::{
    names::{feed_at, fetched, fetcher, page_at, settings},
    server::{Answer, Server, page, response},
};
use dateline_fetch::{Error, Fetcher, RetryAfter, Settings};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);

fn polite() -> Fetcher {
    fetcher(Settings {
        gap: HOUR,
        ..settings()
    })
}

#[tokio::test]
async fn a_second_scheduled_visit_waits_while_people_and_other_hosts_do_not() {
    let server = Server::saying(|| page("news")).await;
    let polite = polite();
    fetched(
        polite
            .fetch(&feed_at("harbour.example", &server, "/first"))
            .await,
    );
    let (own, second) = (
        polite.clone(),
        feed_at("HARBOUR.example.", &server, "/second"),
    );
    let waiting = tokio::spawn(async move { own.fetch(&second).await });
    for _ in 0..5 {
        fetched(
            polite
                .fetch(&page_at("harbour.example", &server, "/person"))
                .await,
        );
    }
    fetched(
        polite
            .fetch(&feed_at("hill.example", &server, "/other"))
            .await,
    );
    assert!(!waiting.is_finished());
    waiting.abort();
    assert_eq!(
        server.paths(),
        [
            "/first", "/person", "/person", "/person", "/person", "/person", "/other"
        ]
    );
}

#[tokio::test]
async fn a_redirect_within_a_host_belongs_to_the_same_visit() {
    let server = Server::start(|path, _| match path {
        "/feed" => response("302 Found", "Location: /rss\r\n", ""),
        _ => page("news"),
    })
    .await;
    let found = fetched(
        polite()
            .fetch(&feed_at("harbour.example", &server, "/feed"))
            .await,
    );
    assert_eq!(found.url.path(), "/rss");
}

#[tokio::test]
async fn a_host_that_asked_for_rest_is_left_alone_by_the_schedule_and_asked_by_people() {
    let server = Server::start(|path, _| match path {
        "/busy" => response("429 Too Many Requests", "Retry-After: 600\r\n", ""),
        _ => page("news"),
    })
    .await;
    let fetcher = fetcher(settings());
    let busy = fetcher
        .fetch(&feed_at("harbour.example", &server, "/busy"))
        .await
        .unwrap_err();
    assert_eq!(
        busy.retry_after(),
        Some(RetryAfter::After(Duration::from_secs(600)))
    );
    match fetcher
        .fetch(&feed_at("harbour.example", &server, "/feed"))
        .await
    {
        Err(Error::TooManyRequests {
            retry_after: Some(RetryAfter::After(wait)),
            ..
        }) => assert!(wait <= Duration::from_secs(600) && wait > Duration::from_secs(300)),
        other => panic!("not left alone: {other:?}"),
    }
    fetched(
        fetcher
            .fetch(&page_at("harbour.example", &server, "/person"))
            .await,
    );
    fetched(
        fetcher
            .fetch(&feed_at("hill.example", &server, "/other"))
            .await,
    );
    assert_eq!(server.paths(), ["/busy", "/person", "/other"]);
}

#[tokio::test]
async fn a_place_that_a_hanging_server_holds_is_free_again_after_its_limit() {
    let server = Server::start(|path, _| match path {
        "/hangs" => Answer::Hang(Vec::new()),
        _ => page("news"),
    })
    .await;
    let narrow = fetcher(Settings {
        at_once: 1,
        total: Duration::from_secs(1),
        ..settings()
    });
    for _ in 0..2 {
        let outcome = narrow
            .fetch(&feed_at("harbour.example", &server, "/hangs"))
            .await;
        assert!(
            matches!(outcome, Err(Error::TimedOut { .. })),
            "{outcome:?}"
        );
        fetched(
            narrow
                .fetch(&feed_at("harbour.example", &server, "/good"))
                .await,
        );
    }
}

#[tokio::test]
async fn a_visit_that_is_dropped_gives_its_place_back() {
    let server = Server::start(|path, _| match path {
        "/hangs" => Answer::Hang(Vec::new()),
        _ => page("news"),
    })
    .await;
    let narrow = fetcher(Settings {
        at_once: 1,
        ..settings()
    });
    let (own, hangs) = (
        narrow.clone(),
        page_at("harbour.example", &server, "/hangs"),
    );
    let visit = tokio::spawn(async move { own.fetch(&hangs).await });
    while server.heard().is_empty() {
        tokio::task::yield_now().await;
    }
    visit.abort();
    fetched(
        narrow
            .fetch(&page_at("harbour.example", &server, "/good"))
            .await,
    );
}
