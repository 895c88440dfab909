//! Where redirects may lead, and what is remembered of them.

use crate::{
    names::{at, fetched, fetcher, page_at, settings},
    server::{Answer, Server, page, response},
};
use dateline_fetch::{Error, Request, Settings, Validators};

fn to(status: &str, place: &str) -> Answer {
    response(status, &format!("Location: {place}\r\n"), "")
}

#[tokio::test]
async fn a_redirect_to_a_private_address_is_refused_whatever_its_spelling() {
    let inner = Server::saying(|| page("secret")).await;
    let port = inner.port();
    for host in [
        "127.0.0.1",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "stranger.example",
        "localhost.example",
    ] {
        let outer =
            Server::saying(move || to("302 Found", &format!("http://{host}:{port}/"))).await;
        let error = fetcher(settings())
            .fetch(&page_at("harbour.example", &outer, "/"))
            .await
            .unwrap_err();
        assert!(
            matches!(error, Error::PrivateAddress { .. }),
            "{host}: {error}"
        );
        assert_eq!(outer.connections(), 1);
    }
    assert_eq!(inner.connections(), 0);
}

#[tokio::test]
async fn a_redirect_to_another_scheme_is_refused() {
    for place in [
        "file:///etc/passwd",
        "ftp://harbour.example/",
        "javascript:alert(1)",
        "gopher://harbour.example:70/",
    ] {
        let server = Server::saying(move || to("301 Moved", place)).await;
        let error = crate::names::visit(&server).await.unwrap_err();
        assert!(
            matches!(&error, Error::BadRedirect { location, .. } if location == place),
            "{error}"
        );
        assert!(!error.is_for_good(), "the site may mend it");
    }
}

#[tokio::test]
async fn a_chain_of_redirects_is_followed_across_hosts_up_to_the_limit() {
    let server = Server::start(
        |path, _| match path.trim_start_matches('/').parse::<usize>() {
            Ok(0) => page("the end"),
            Ok(left) => to("302 Found", &format!("/{}", left - 1)),
            Err(_) => response("404 Not Found", "", ""),
        },
    )
    .await;
    let fetcher = fetcher(settings());
    let end = fetched(
        fetcher
            .fetch(&page_at("harbour.example", &server, "/10"))
            .await,
    );
    assert_eq!(
        (end.body.as_slice(), end.url.path()),
        (b"the end".as_slice(), "/0")
    );
    let error = fetcher
        .fetch(&page_at("harbour.example", &server, "/11"))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::TooManyRedirects { url, limit: 10 } if url.path() == "/11"),
        "{error}"
    );
}

#[tokio::test]
async fn a_circle_of_redirects_is_seen_at_its_second_round() {
    let server = Server::start(|path, _| match path {
        "/a" => to("302 Found", "/b"),
        "/b" => to("302 Found", "/a#again"),
        _ => to("302 Found", "/self"),
    })
    .await;
    let fetcher = fetcher(settings());
    for (start, requests) in [("/a", 2), ("/self", 1)] {
        let before = server.heard().len();
        let error = fetcher
            .fetch(&page_at("harbour.example", &server, start))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::RedirectLoop { .. }), "{error}");
        assert_eq!(server.heard().len() - before, requests);
    }
}

#[tokio::test]
async fn only_a_wholly_permanent_chain_gives_a_new_address_to_keep() {
    let server = Server::start(|path, _| match path {
        "/moved" => to("301 Moved Permanently", "/also"),
        "/also" => to("308 Permanent Redirect", "/new"),
        "/for-now" => to("307 Temporary Redirect", "/moved"),
        "/then" => to("301 Moved Permanently", "/elsewhere"),
        "/elsewhere" => to("303 See Other", "/new"),
        _ => page("news"),
    })
    .await;
    let fetcher = fetcher(settings());
    let new = at("harbour.example", &server, "/new");
    for (start, keep) in [
        ("/moved", true),
        ("/also", true),
        ("/for-now", false),
        ("/then", false),
        ("/new", false),
    ] {
        let found = fetched(
            fetcher
                .fetch(&page_at("harbour.example", &server, start))
                .await,
        );
        assert_eq!(found.url, new, "{start}");
        assert_eq!(found.moved.is_some(), keep, "{start}");
        assert!(found.moved.is_none_or(|moved| moved == new));
    }
}

#[tokio::test]
async fn nothing_private_travels_to_the_next_host() {
    let second = Server::saying(|| page("news")).await;
    let place = format!("http://reader:hunter2@hill.example:{}/next", second.port());
    let first = Server::saying(move || to("302 Found", &place)).await;
    let mut request = page_at("harbour.example", &first, "/start?token=1");
    request.validators = Validators {
        etag: Some("\"1\"".to_owned()),
        last_modified: Some("Mon, 23 Nov 2026 10:00:00 GMT".to_owned()),
    };
    let found = fetched(fetcher(settings()).fetch(&request).await);
    assert_eq!(found.url, at("hill.example", &second, "/next"));
    assert!(first.heard()[0].contains("if-none-match: \"1\""));
    let heard = second.heard()[0].to_lowercase();
    for private in [
        "authorization",
        "referer",
        "cookie",
        "if-none-match",
        "if-modified-since",
        "hunter2",
        "token",
    ] {
        assert!(!heard.contains(private), "{private}: {heard}");
    }
}

type Script = fn() -> Answer;

#[tokio::test]
async fn a_redirect_without_a_readable_place_is_an_error() {
    let cases: [(Script, &str); 4] = [
        (|| response("302 Found", "", ""), "302"),
        (|| to("302 Found", "http://"), "redirects to"),
        (|| to("302 Found", "http://[::1"), "redirects to"),
        (|| response("304 Not Modified", "", ""), "304"),
    ];
    for (answer, says) in cases {
        let server = Server::saying(answer).await;
        let error = crate::names::visit(&server).await.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[tokio::test]
async fn a_setting_of_no_redirects_follows_none() {
    let server = Server::saying(|| to("301 Moved", "/new")).await;
    let strict = fetcher(Settings {
        redirects: 0,
        ..settings()
    });
    let error = strict
        .fetch(&Request::page(at("harbour.example", &server, "/")))
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::TooManyRedirects { limit: 0, .. }),
        "{error}"
    );
    assert_eq!(server.connections(), 1);
}
