//! Whom robots.txt binds, and what stands for it where it cannot be had.

use crate::{
    names::{feed_at, fetched, fetcher, page_at, scheduled_page, settings},
    server::{Answer, Server, page, response},
};
use dateline_fetch::{Error, RetryAfter, Settings};
use std::time::Duration;
use tokio::task::JoinSet;

fn text(rules: &str) -> Answer {
    response("200 OK", "Content-Type: text/plain\r\n", rules)
}

async fn with_robots(answer: impl Fn() -> Answer + Send + Sync + 'static) -> Server {
    Server::start(move |path, _| {
        if path == "/robots.txt" {
            answer()
        } else {
            page("news")
        }
    })
    .await
}

#[tokio::test]
async fn robots_txt_binds_the_schedule_at_pages_and_nobody_else() {
    let server = with_robots(|| text("User-agent: *\nDisallow: /private\n")).await;
    let fetcher = fetcher(settings());
    let error = fetcher
        .fetch(&scheduled_page("harbour.example", &server, "/private/a"))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Robots { url } if url.path() == "/private/a"),
        "{error}"
    );
    fetched(
        fetcher
            .fetch(&scheduled_page("harbour.example", &server, "/public"))
            .await,
    );
    fetched(
        fetcher
            .fetch(&page_at("harbour.example", &server, "/private/b"))
            .await,
    );
    fetched(
        fetcher
            .fetch(&feed_at("harbour.example", &server, "/private/feed"))
            .await,
    );
    assert_eq!(
        server.paths(),
        ["/robots.txt", "/public", "/private/b", "/private/feed"]
    );
}

#[tokio::test]
async fn many_visits_at_once_ask_for_robots_txt_once() {
    let server = with_robots(|| text("User-agent: *\nDisallow: /private\n")).await;
    let fetcher = fetcher(settings());
    let mut visits = JoinSet::new();
    for number in 0..8 {
        let (fetcher, request) = (
            fetcher.clone(),
            scheduled_page("harbour.example", &server, &format!("/{number}")),
        );
        visits.spawn(async move { fetched(fetcher.fetch(&request).await) });
    }
    assert_eq!(visits.join_all().await.len(), 8);
    assert_eq!(
        server
            .paths()
            .iter()
            .filter(|path| *path == "/robots.txt")
            .count(),
        1
    );
}

#[tokio::test]
async fn the_group_that_names_the_agent_counts_before_the_one_for_all() {
    let rules = "User-agent: *\nDisallow: /\n\nUser-agent: dateline\nUser-agent: other\nAllow: /\nDisallow: /secret\n";
    let server = with_robots(move || text(rules)).await;
    let ours = fetcher(settings());
    fetched(
        ours.fetch(&scheduled_page("harbour.example", &server, "/story"))
            .await,
    );
    let secret = ours
        .fetch(&scheduled_page("harbour.example", &server, "/secret"))
        .await;
    assert!(matches!(secret, Err(Error::Robots { .. })));
    let stranger = fetcher(Settings {
        user_agent: "Gazetteer/2.1".to_owned(),
        ..settings()
    });
    let story = stranger
        .fetch(&scheduled_page("harbour.example", &server, "/story"))
        .await;
    assert!(matches!(story, Err(Error::Robots { .. })));
}

#[tokio::test]
async fn a_host_without_robots_txt_admits_everybody() {
    let answers: [fn() -> Answer; 6] = [
        || response("404 Not Found", "", ""),
        || response("403 Forbidden", "", ""),
        || response("410 Gone", "", ""),
        || text(""),
        || page("<html><title>Not found</title>"),
        || response("302 Found", "Location: /robots.txt\r\n", ""),
    ];
    for answer in answers {
        let server = with_robots(answer).await;
        fetched(
            fetcher(settings())
                .fetch(&scheduled_page("harbour.example", &server, "/a"))
                .await,
        );
    }
}

#[tokio::test]
async fn a_robots_txt_that_cannot_be_had_keeps_the_schedule_away_for_a_while() {
    let answers: [fn() -> Answer; 3] = [
        || response("500 Internal Server Error", "", ""),
        || response("503 Service Unavailable", "", ""),
        || response("429 Too Many Requests", "", ""),
    ];
    for answer in answers {
        let server = with_robots(answer).await;
        let fetcher = fetcher(settings());
        for _ in 0..2 {
            let error = fetcher
                .fetch(&scheduled_page("harbour.example", &server, "/a"))
                .await
                .unwrap_err();
            assert!(matches!(error, Error::RobotsUnknown { .. }), "{error:?}");
            assert!(
                error.is_passing() && matches!(error.retry_after(), Some(RetryAfter::After(_)))
            );
        }
        assert_eq!(server.paths(), ["/robots.txt"], "asked once, and no page");
        fetched(
            fetcher
                .fetch(&page_at("harbour.example", &server, "/person"))
                .await,
        );
    }
}

#[tokio::test]
async fn a_robots_txt_that_hangs_is_an_error_within_its_limit_and_then_known() {
    let server =
        with_robots(|| Answer::Hang(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\n".to_vec())).await;
    let hasty = fetcher(Settings {
        idle: Duration::from_millis(200),
        ..settings()
    });
    let request = scheduled_page("harbour.example", &server, "/a");
    let first = hasty.fetch(&request).await.unwrap_err();
    assert!(
        matches!(&first, Error::TimedOut { url, .. } if url.path() == "/robots.txt"),
        "{first:?}"
    );
    let second = hasty.fetch(&request).await.unwrap_err();
    assert!(matches!(second, Error::RobotsUnknown { .. }), "{second:?}");
    assert_eq!(server.paths(), ["/robots.txt"]);
}

#[tokio::test]
async fn a_robots_txt_without_end_is_read_as_far_as_the_standard_asks() {
    let start = b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private\n".to_vec();
    let server =
        with_robots(move || Answer::Endless(start.clone(), b"# and so on\n".to_vec())).await;
    let fetcher = fetcher(settings());
    let error = fetcher
        .fetch(&scheduled_page("harbour.example", &server, "/private"))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Robots { .. }), "{error:?}");
    fetched(
        fetcher
            .fetch(&scheduled_page("harbour.example", &server, "/public"))
            .await,
    );
    assert!(server.sent() < 16 << 20);
}

#[tokio::test]
async fn robots_txt_is_followed_over_five_redirects_and_never_into_a_private_network() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => response("301 Moved", "Location: /r4\r\n", ""),
        "/r4" => response("301 Moved", "Location: /r3\r\n", ""),
        "/r3" => response("301 Moved", "Location: /r2\r\n", ""),
        "/r2" => response("301 Moved", "Location: /r1\r\n", ""),
        "/r1" => response("301 Moved", "Location: /r0\r\n", ""),
        "/r0" => text("User-agent: *\nDisallow: /\n"),
        _ => page("news"),
    })
    .await;
    let error = fetcher(settings())
        .fetch(&scheduled_page("harbour.example", &server, "/a"))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Robots { .. }), "{error:?}");

    let inner = Server::saying(|| text("User-agent: *\nDisallow: /\n")).await;
    let place = format!("Location: http://127.0.0.1:{}/\r\n", inner.port());
    let server = with_robots(move || response("301 Moved", &place, "")).await;
    fetched(
        fetcher(settings())
            .fetch(&scheduled_page("harbour.example", &server, "/a"))
            .await,
    );
    assert_eq!(inner.connections(), 0);
}

#[tokio::test]
async fn a_redirect_does_not_lead_around_robots_txt() {
    let inner = with_robots(|| text("User-agent: *\nDisallow: /private\n")).await;
    let place = format!("Location: http://hill.example:{}/private\r\n", inner.port());
    let outer = Server::start(move |path, _| match path {
        "/robots.txt" => response("404 Not Found", "", ""),
        _ => response("302 Found", &place, ""),
    })
    .await;
    let error = fetcher(settings())
        .fetch(&scheduled_page("harbour.example", &outer, "/a"))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Robots { url } if url.path() == "/private"),
        "{error:?}"
    );
    assert_eq!(inner.paths(), ["/robots.txt"]);
}

#[tokio::test]
async fn a_page_on_a_private_host_is_refused_as_such_and_not_for_its_robots_txt() {
    let server = with_robots(|| text("")).await;
    let error = fetcher(settings())
        .fetch(&scheduled_page("stranger.example", &server, "/a"))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::PrivateAddress { url, .. } if url.path() == "/a"),
        "{error:?}"
    );
    assert_eq!(server.connections(), 0);
}
