//! What statuses and headers come to.

use crate::{
    names::{feed_at, fetched, fetcher, page_at, settings, visit},
    server::{Answer, Server, page, response},
};
use dateline_fetch::{Error, Reply, Request, RetryAfter, Settings, Validators};
use std::time::Duration;

#[tokio::test]
async fn a_page_comes_with_what_its_server_says_of_it() {
    let server = Server::saying(|| {
        response(
            "200 OK",
            "Content-Type: Text/HTML; Charset=\"ISO-8859-1\"\r\nETag: W/\"7\"\r\n\
             Last-Modified: Mon, 23 Nov 2026 10:00:00 GMT\r\nCache-Control: public, max-age=300\r\n",
            "caf\u{e9}",
        )
    })
    .await;
    let found = fetched(visit(&server).await);
    assert_eq!(found.content_type.as_deref(), Some("text/html"));
    assert_eq!(found.charset.as_deref(), Some("iso-8859-1"));
    assert_eq!(found.validators.etag.as_deref(), Some("W/\"7\""));
    assert_eq!(
        found.validators.last_modified.as_deref(),
        Some("Mon, 23 Nov 2026 10:00:00 GMT")
    );
    assert_eq!(found.fresh_for, Some(Duration::from_secs(300)));
    assert_eq!(
        (found.body, found.moved),
        ("caf\u{e9}".as_bytes().to_vec(), None)
    );
}

#[tokio::test]
async fn a_visitor_says_who_it_is_and_what_it_takes() {
    let server = Server::saying(|| page("news")).await;
    let fetcher = fetcher(Settings {
        contact: Some("https://news.example/bot".to_owned()),
        ..settings()
    });
    fetched(
        fetcher
            .fetch(&page_at("harbour.example", &server, "/a?b=c#d"))
            .await,
    );
    fetched(
        fetcher
            .fetch(&feed_at("harbour.example", &server, "/feed"))
            .await,
    );
    let heard = server.heard();
    assert!(
        heard[0].starts_with("GET /a?b=c HTTP/1.1\r\n"),
        "{}",
        heard[0]
    );
    assert!(heard[0].contains("accept: text/html"));
    assert!(heard[1].contains("accept: application/atom+xml"));
    for head in heard {
        assert!(head.contains("user-agent: Dateline/0."), "{head}");
        assert!(head.contains("(+https://news.example/bot)\r\n"), "{head}");
        assert!(
            head.contains("accept-encoding: gzip") && head.contains("br"),
            "{head}"
        );
    }
}

#[tokio::test]
async fn an_unchanged_feed_is_not_sent_again() {
    let server = Server::start(|_, before| match before {
        0 => response("200 OK", "Content-Type: application/rss+xml\r\nETag: \"7\"\r\nLast-Modified: Mon, 23 Nov 2026 10:00:00 GMT\r\n", "<rss/>"),
        _ => Answer::Bytes(b"HTTP/1.1 304 Not Modified\r\nETag: \"8\"\r\nCache-Control: max-age=60\r\n\r\n".to_vec()),
    })
    .await;
    let fetcher = fetcher(settings());
    let first = feed_at("harbour.example", &server, "/feed");
    let found = fetched(fetcher.fetch(&first).await);
    let again = Request::feed(first.url, found.validators);
    let Ok(Reply::NotModified(same)) = fetcher.fetch(&again).await else {
        panic!("sent again");
    };
    assert_eq!(same.validators.etag.as_deref(), Some("\"8\""), "renewed");
    assert_eq!(
        same.validators.last_modified, again.validators.last_modified,
        "kept"
    );
    assert_eq!(same.fresh_for, Some(Duration::from_secs(60)));
    assert!(server.heard()[1].contains("if-none-match: \"7\"\r\n"));
    assert!(server.heard()[1].contains("if-modified-since: Mon, 23 Nov 2026 10:00:00 GMT\r\n"));
}

#[tokio::test]
async fn validators_that_fit_no_header_are_not_sent() {
    let server = Server::saying(|| page("news")).await;
    let mut request = page_at("harbour.example", &server, "/");
    request.validators = Validators {
        etag: Some("\"1\"\r\nX-Evil: 1".to_owned()),
        last_modified: Some("\0".to_owned()),
    };
    fetched(fetcher(settings()).fetch(&request).await);
    let heard = server.heard()[0].to_lowercase();
    assert!(
        !heard.contains("x-evil") && !heard.contains("if-"),
        "{heard}"
    );
}

type Expectation = fn(&Error) -> bool;

#[tokio::test]
async fn each_refusal_is_an_error_of_its_own() {
    let cases: [(&str, &str, Expectation); 16] = [
        ("404 Not Found", "", |e| {
            matches!(e, Error::NotFound { .. }) && !e.is_for_good() && !e.is_passing()
        }),
        ("410 Gone", "", |e| {
            matches!(e, Error::Gone { .. }) && e.is_for_good()
        }),
        ("401 Unauthorized", "", |e| {
            matches!(
                e,
                Error::Forbidden {
                    status: 401,
                    challenge: false,
                    ..
                }
            )
        }),
        ("403 Forbidden", "", |e| {
            matches!(
                e,
                Error::Forbidden {
                    status: 403,
                    challenge: false,
                    ..
                }
            )
        }),
        ("451 Unavailable", "", |e| {
            matches!(e, Error::Forbidden { status: 451, .. })
        }),
        ("403 Forbidden", "cf-mitigated: challenge\r\n", |e| {
            matches!(
                e,
                Error::Forbidden {
                    challenge: true,
                    ..
                }
            )
        }),
        ("503 Wait", "CF-Mitigated: challenge\r\n", |e| {
            matches!(
                e,
                Error::Forbidden {
                    challenge: true,
                    ..
                }
            )
        }),
        ("200 OK", "cf-mitigated: challenge\r\n", |e| {
            matches!(
                e,
                Error::Forbidden {
                    challenge: true,
                    ..
                }
            )
        }),
        ("202 Accepted", "x-amzn-waf-action: challenge\r\n", |e| {
            matches!(
                e,
                Error::Forbidden {
                    challenge: true,
                    ..
                }
            )
        }),
        ("429 Too Many Requests", "Retry-After: 120\r\n", |e| {
            matches!(e, Error::TooManyRequests { .. })
                && e.is_passing()
                && e.retry_after() == Some(RetryAfter::After(Duration::from_secs(120)))
        }),
        ("429 Too Many Requests", "", |e| {
            e.is_passing() && e.retry_after().is_none()
        }),
        (
            "503 Service Unavailable",
            "Date: Mon, 23 Nov 2026 10:00:00 GMT\r\nRetry-After: Mon, 23 Nov 2026 10:05:00 GMT\r\n",
            |e| {
                e.is_passing()
                    && e.retry_after() == Some(RetryAfter::After(Duration::from_secs(300)))
            },
        ),
        ("500 Internal Server Error", "", |e| {
            matches!(e, Error::Status { status: 500, .. }) && e.is_passing()
        }),
        ("418 I'm a teapot", "", |e| {
            matches!(e, Error::Status { status: 418, .. }) && !e.is_passing()
        }),
        ("204 No Content", "", |e| {
            matches!(e, Error::Status { status: 204, .. })
        }),
        ("206 Partial Content", "", |e| {
            matches!(e, Error::Status { status: 206, .. })
        }),
    ];
    for (status, headers, is_right) in cases {
        let server = Server::saying(move || response(status, headers, "")).await;
        let error = visit(&server).await.unwrap_err();
        assert!(is_right(&error), "{status} {headers}: {error:?}");
        let url = format!("http://harbour.example:{}/", server.port());
        assert_eq!(error.to_string().matches(&url).count(), 1, "{error}");
    }
}

#[tokio::test]
async fn a_riddle_for_humans_is_known_by_its_page_too() {
    let riddle = "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script>";
    for status in [
        "403 Forbidden",
        "503 Service Unavailable",
        "429 Too Many Requests",
    ] {
        let server =
            Server::saying(move || response(status, "Content-Type: text/html\r\n", riddle)).await;
        let error = visit(&server).await.unwrap_err();
        assert!(
            matches!(
                error,
                Error::Forbidden {
                    challenge: true,
                    ..
                }
            ),
            "{status}: {error:?}"
        );
    }
    let server =
        Server::saying(|| response("503 Service Unavailable", "", "down for a moment")).await;
    assert!(matches!(
        visit(&server).await,
        Err(Error::Status { status: 503, .. })
    ));
    let server = Server::saying(|| page("<title>Just a moment: a story</title>")).await;
    fetched(visit(&server).await);
}

#[tokio::test]
async fn what_is_no_page_is_refused_before_its_body_is_read() {
    for sort in [
        "image/png",
        "video/mp4",
        "audio/mpeg",
        "application/pdf",
        "application/zip",
        "application/octet-stream",
        "image/svg+xml",
        "font/woff2",
        "application/javascript",
        "text/css",
    ] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {sort}\r\n\r\n");
        let server =
            Server::saying(move || Answer::Endless(head.clone().into_bytes(), b"x".to_vec())).await;
        let error = visit(&server).await.unwrap_err();
        assert!(
            matches!(&error, Error::WrongType { content_type, .. } if content_type == sort),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn servers_call_pages_and_feeds_by_many_names() {
    let both = [
        "text/html",
        "text/plain",
        "application/xhtml+xml",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/json",
        "application/feed+json",
        "nonsense",
        "",
    ];
    let feeds = [
        "application/octet-stream",
        "application/x-rss+xml",
        "application/rss",
        "unknown/unknown",
    ];
    let fetcher = fetcher(settings());
    for sort in both.into_iter().chain(feeds) {
        let server =
            Server::saying(move || response("200 OK", &format!("Content-Type: {sort}\r\n"), "x"))
                .await;
        fetched(
            fetcher
                .fetch(&feed_at("harbour.example", &server, "/"))
                .await,
        );
        let is_page = fetcher
            .fetch(&page_at("harbour.example", &server, "/"))
            .await
            .is_ok();
        assert_eq!(
            is_page,
            both.contains(&sort) || sort.contains("rss"),
            "{sort}"
        );
    }
    let server = Server::saying(|| response("200 OK", "", "x")).await;
    assert_eq!(fetched(visit(&server).await).content_type, None);
    for sort in [
        "image/png",
        "application/pdf",
        "video/mp4",
        "application/zip",
    ] {
        let server =
            Server::saying(move || response("200 OK", &format!("Content-Type: {sort}\r\n"), "x"))
                .await;
        let outcome = fetcher
            .fetch(&feed_at("harbour.example", &server, "/"))
            .await;
        assert!(matches!(outcome, Err(Error::WrongType { .. })), "{sort}");
    }
}

#[tokio::test]
async fn headers_without_end_are_cut_off() {
    let cases: [(&str, &[u8], &[u8]); 3] = [
        (
            "many headers",
            b"HTTP/1.1 200 OK\r\n",
            b"X-More: and more\r\n",
        ),
        (
            "one long header",
            b"HTTP/1.1 200 OK\r\nX-Long: ",
            b"aaaaaaaaaaaaaaaa",
        ),
        ("a long status line", b"HTTP/1.1 200 ", b"very fine "),
    ];
    for (name, head, piece) in cases {
        let server = Server::saying(move || Answer::Endless(head.to_vec(), piece.to_vec())).await;
        let error = visit(&server).await.unwrap_err();
        assert!(
            matches!(error, Error::HeadersTooLarge { .. }),
            "{name}: {error:?}"
        );
        // What the client takes, and what waits in the kernel's buffers.
        assert!(server.sent() < 16 << 20, "{name}: {} bytes", server.sent());
    }
}

#[tokio::test]
async fn early_hints_without_end_run_into_the_limit_of_time() {
    let server = Server::saying(|| {
        Answer::Endless(
            Vec::new(),
            b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".to_vec(),
        )
    })
    .await;
    let limit = Duration::from_millis(300);
    let fetcher = fetcher(Settings {
        total: limit,
        ..settings()
    });
    let error = fetcher
        .fetch(&page_at("harbour.example", &server, "/"))
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::TimedOut { limit: ran_out, .. } if ran_out == limit),
        "{error:?}"
    );
}

#[tokio::test]
async fn what_is_no_http_is_an_answer_that_broke_off() {
    for garbage in [
        "SSH-2.0-harbour\r\n",
        "220 mail.example ESMTP\r\n\r\n",
        "",
        "HTTP/1.1",
        "<html>hello</html>\r\n\r\n",
    ] {
        let server = Server::saying(move || Answer::Bytes(garbage.as_bytes().to_vec())).await;
        let error = visit(&server).await.unwrap_err();
        assert!(
            matches!(error, Error::Broken { .. }),
            "{garbage}: {error:?}"
        );
    }
}

#[tokio::test]
async fn one_odd_header_line_does_not_lose_a_story() {
    for odd in [
        "Bad Name: x\r\n",
        "X-Folded: one\r\n two\r\n",
        "no colon\r\n",
        "X-Latin: caf\u{e9}\r\n",
    ] {
        let server = Server::saying(move || {
            response(
                "200 OK",
                &format!("{odd}Content-Type: text/html\r\n"),
                "news",
            )
        })
        .await;
        let found = fetched(visit(&server).await);
        assert_eq!(
            (found.body.as_slice(), found.content_type.as_deref()),
            (b"news".as_slice(), Some("text/html")),
            "{odd}"
        );
    }
}
