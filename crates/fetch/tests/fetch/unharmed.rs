//! Hostile and good servers visited at the same time by one fetcher: the good ones all answer.

use crate::{
    names::{feed_at, fetched, fetcher, settings},
    server::{Answer, Server, page, response},
};
use dateline_fetch::{Error, Settings};
use std::time::Duration;
use tokio::task::JoinSet;

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

fn hostile(number: usize) -> Answer {
    let head = |more: &str| format!("{OK}{more}\r\n").into_bytes();
    match number % 10 {
        0 => Answer::Endless(head(""), b"endless ".to_vec()),
        1 => Answer::Endless(OK.as_bytes().to_vec(), b"X-More: and more\r\n".to_vec()),
        2 => Answer::Bytes(
            [
                head("Content-Encoding: br\r\n"),
                include_bytes!("ten_gigabytes.br").to_vec(),
            ]
            .concat(),
        ),
        3 => Answer::Trickle(head(""), b"x".to_vec(), Duration::from_millis(20)),
        4 => Answer::Hang(Vec::new()),
        5 => response(
            "302 Found",
            "Location: http://169.254.169.254/latest/meta-data/\r\n",
            "",
        ),
        6 => response("302 Found", "Location: /\r\n", ""),
        7 => Answer::Bytes(b"no HTTP at all\r\n\r\n".to_vec()),
        8 => response("200 OK", "Content-Type: image/png\r\n", "x"),
        _ => Answer::Bytes([head("Content-Encoding: gzip\r\n"), b"no gzip".to_vec()].concat()),
    }
}

fn is_expected(number: usize, error: &Error) -> bool {
    match number % 10 {
        0 | 2 => matches!(error, Error::TooLarge { .. }),
        1 => matches!(error, Error::HeadersTooLarge { .. }),
        3 | 4 => matches!(error, Error::TimedOut { .. }),
        5 => matches!(error, Error::PrivateAddress { .. }),
        6 => matches!(error, Error::RedirectLoop { .. }),
        7 => matches!(error, Error::Broken { .. }),
        8 => matches!(error, Error::WrongType { .. }),
        _ => matches!(error, Error::BadEncoding { .. }),
    }
}

#[tokio::test]
async fn hostile_servers_harm_no_other_visit() {
    let good = Server::start(|path, _| page(path)).await;
    let fetcher = fetcher(Settings {
        allowed: (0..100)
            .map(|number| format!("h{number}.example").parse().unwrap())
            .collect(),
        total: Duration::from_secs(4),
        ..settings()
    });
    let (mut visits, mut servers) = (JoinSet::new(), Vec::new());
    for number in 0..20 {
        let bad = Server::saying(move || hostile(number)).await;
        let request = feed_at(&format!("h{number}.example"), &bad, "/");
        servers.push(bad);
        let own = fetcher.clone();
        visits.spawn(async move {
            let error = own.fetch(&request).await.unwrap_err();
            assert!(is_expected(number, &error), "{number}: {error:?}");
        });
    }
    for number in 20..60 {
        let path = format!("/story-{number}");
        let request = feed_at(&format!("h{number}.example"), &good, &path);
        let own = fetcher.clone();
        visits.spawn(async move {
            assert_eq!(fetched(own.fetch(&request).await).body, path.as_bytes());
        });
    }
    assert_eq!(visits.join_all().await.len(), 60);
    assert!(servers.iter().all(|server| server.sent() < 20 << 20));
}
