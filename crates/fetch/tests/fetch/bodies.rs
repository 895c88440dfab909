//! Bodies that never end, unpack without end, come too slowly or break off.

use crate::{
    names::{fetched, fetcher, page_at, settings, visit},
    server::{Answer, Server},
};
use dateline_fetch::{Error, Fetcher, Reply, Settings};
use std::time::Duration;

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

fn head(more: &str) -> Vec<u8> {
    format!("{HEAD}{more}\r\n").into_bytes()
}

/// "The harbour bridge opens in May. " eight times, in two packings.
const GZIP: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 11, 201, 72, 85, 200, 72, 44, 74, 202, 47, 45, 82, 72, 42,
    202, 76, 73, 79, 85, 200, 47, 72, 205, 43, 86, 200, 204, 83, 240, 77, 172, 212, 83, 8, 25, 25,
    10, 0, 57, 90, 207, 211, 8, 1, 0, 0,
];
const BROTLI: &[u8] = &[
    27, 7, 1, 104, 28, 7, 110, 172, 216, 174, 109, 242, 24, 212, 32, 46, 84, 115, 171, 41, 173,
    195, 208, 220, 242, 52, 33, 138, 84, 50, 160, 244, 168, 140, 205, 125, 20, 37, 130, 9, 221,
    224, 8,
];

/// What the kernel holds of a connection beside what the client read.
const BUFFERS: u64 = 16 << 20;

fn assert_too_large(outcome: Result<Reply, Error>) {
    match outcome {
        Err(Error::TooLarge { limit, .. }) => assert_eq!(limit, settings().body),
        other => panic!("not too large: {other:?}"),
    }
}

#[tokio::test]
async fn a_body_without_end_is_cut_off_at_the_limit() {
    let chunk = format!("400\r\n{}\r\n", "x".repeat(1024)).into_bytes();
    let cases = [
        (head(""), b"endless ".to_vec()),
        (head("Transfer-Encoding: chunked\r\n"), chunk),
        (
            head("Content-Length: 999999999999\r\n"),
            b"announced ".to_vec(),
        ),
    ];
    for (start, piece) in cases {
        let server = Server::saying(move || Answer::Endless(start.clone(), piece.clone())).await;
        assert_too_large(visit(&server).await);
        assert!(
            server.sent() < settings().body + BUFFERS,
            "{} bytes",
            server.sent()
        );
    }
}

#[tokio::test]
async fn a_body_may_fill_the_limit_to_the_last_byte() {
    for (extra, fits) in [(0, true), (1, false)] {
        let length = usize::try_from(settings().body).unwrap() + extra;
        for start in [head(""), head(&format!("Content-Length: {length}\r\n"))] {
            let body = [start, vec![b'x'; length]].concat();
            let server = Server::saying(move || Answer::Bytes(body.clone())).await;
            match visit(&server).await {
                Ok(Reply::Fetched(found)) => assert!(fits && found.body.len() == length),
                outcome => {
                    assert!(!fits);
                    assert_too_large(outcome);
                }
            }
        }
    }
}

/// A gzip stream that says "the byte before, 258 times over" for ever: its head, and 13 bytes that unpack to 2,064.
fn gzip_bomb() -> (Vec<u8>, Vec<u8>) {
    // A block with fixed codes, the letter a; then eight times length 258 (code 285), distance 1 (code 0).
    let bits = format!("010{:08b}{}", 0x30 + b'a', "1100010100000".repeat(16));
    let bits: Vec<u8> = bits.bytes().map(|bit| bit - b'0').collect();
    let bytes: Vec<u8> = bits
        .chunks(8)
        .map(|bits| bits.iter().rev().fold(0, |byte, bit| byte << 1 | bit))
        .collect();
    let start = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255], &bytes[..2]].concat();
    (start, bytes[2..15].to_vec())
}

#[tokio::test]
async fn a_gzip_that_unpacks_to_ten_gigabytes_and_more_is_cut_off_at_the_limit() {
    let (start, cycle) = gzip_bomb();
    let start = [head("Content-Encoding: gzip\r\n"), start].concat();
    let server = Server::saying(move || Answer::Endless(start.clone(), cycle.clone())).await;
    assert_too_large(visit(&server).await);
    assert!(server.sent() < BUFFERS, "{} bytes", server.sent());
}

#[tokio::test]
async fn eight_kilobytes_of_brotli_that_unpack_to_ten_gigabytes_are_cut_off_at_the_limit() {
    // 640 times 16 MiB of zero bytes.
    let packed = include_bytes!("ten_gigabytes.br");
    assert!(packed.len() < 10_000);
    let server = Server::saying(move || {
        let length = format!(
            "Content-Encoding: br\r\nContent-Length: {}\r\n",
            packed.len()
        );
        Answer::Bytes([head(&length), packed.to_vec()].concat())
    })
    .await;
    assert_too_large(visit(&server).await);
}

#[tokio::test]
async fn well_packed_bodies_are_unpacked() {
    for (encoding, packed) in [("gzip", GZIP), ("br", BROTLI)] {
        let server = Server::saying(move || {
            Answer::Bytes(
                [
                    head(&format!("Content-Encoding: {encoding}\r\n")),
                    packed.to_vec(),
                ]
                .concat(),
            )
        })
        .await;
        let text = "The harbour bridge opens in May. ".repeat(8);
        assert_eq!(
            fetched(visit(&server).await).body,
            text.as_bytes(),
            "{encoding}"
        );
    }
}

#[tokio::test]
async fn what_is_packed_wrongly_or_in_an_unknown_way_is_an_error() {
    let cases: [(&str, &[u8]); 8] = [
        ("gzip", b"this is no gzip at all"),
        ("br", b"\xff\xff\xff\xff this is no brotli"),
        ("gzip", &GZIP[..20]),
        ("br", &BROTLI[..12]),
        ("zstd", b"(\xb5/\xfd"),
        ("deflate", b"x"),
        ("gzip, br", b"x"),
        ("rot13", b"uryyb"),
    ];
    for (encoding, body) in cases {
        let server = Server::saying(move || {
            Answer::Bytes(
                [
                    head(&format!("Content-Encoding: {encoding}\r\n")),
                    body.to_vec(),
                ]
                .concat(),
            )
        })
        .await;
        let error = visit(&server).await.unwrap_err();
        assert!(
            matches!(error, Error::BadEncoding { .. }),
            "{encoding}: {error:?}"
        );
        assert!(!error.is_for_good());
    }
}

fn hasty(total: u64, idle: u64) -> Fetcher {
    fetcher(Settings {
        total: Duration::from_millis(total),
        idle: Duration::from_millis(idle),
        ..settings()
    })
}

fn ran_out(outcome: Result<Reply, Error>) -> u128 {
    match outcome {
        Err(Error::TimedOut { limit, .. }) => limit.as_millis(),
        other => panic!("in time: {other:?}"),
    }
}

#[tokio::test]
async fn a_body_that_trickles_runs_into_the_limit_of_the_whole_visit() {
    let server =
        Server::saying(|| Answer::Trickle(head(""), b"x".to_vec(), Duration::from_millis(20)))
            .await;
    let outcome = hasty(500, 60_000)
        .fetch(&page_at("harbour.example", &server, "/"))
        .await;
    assert_eq!(ran_out(outcome), 500);
    assert!(server.sent() > head("").len() as u64, "it did trickle");
}

#[tokio::test]
async fn headers_that_trickle_run_into_the_limit_of_the_whole_visit() {
    let server = Server::saying(|| {
        Answer::Trickle(
            HEAD.as_bytes().to_vec(),
            b"X-A: b\r\n".to_vec(),
            Duration::from_millis(50),
        )
    })
    .await;
    let outcome = hasty(400, 60_000)
        .fetch(&page_at("harbour.example", &server, "/"))
        .await;
    assert_eq!(ran_out(outcome), 400);
}

#[tokio::test]
async fn a_body_that_stops_runs_into_the_limit_between_pieces() {
    let server = Server::saying(|| Answer::Hang([head(""), b"half a".to_vec()].concat())).await;
    let outcome = hasty(60_000, 200)
        .fetch(&page_at("harbour.example", &server, "/"))
        .await;
    assert_eq!(ran_out(outcome), 200);
}

#[tokio::test]
async fn a_packed_body_that_unpacks_to_nothing_runs_into_the_limit_between_pieces() {
    // Empty stored blocks.
    let start = [
        head("Content-Encoding: gzip\r\n"),
        vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255],
    ]
    .concat();
    let server =
        Server::saying(move || Answer::Endless(start.clone(), vec![0, 0, 0, 255, 255])).await;
    let outcome = hasty(60_000, 300)
        .fetch(&page_at("harbour.example", &server, "/"))
        .await;
    assert_eq!(ran_out(outcome), 300);
}

#[tokio::test]
async fn a_server_that_accepts_and_says_nothing_runs_into_the_limit_of_the_whole_visit() {
    let server = Server::saying(|| Answer::Hang(Vec::new())).await;
    let outcome = hasty(300, 200)
        .fetch(&page_at("harbour.example", &server, "/"))
        .await;
    assert_eq!(ran_out(outcome), 300);
}

#[tokio::test]
async fn slow_hops_add_up_to_one_visit() {
    // Each hop alone would be in time.
    let server = Server::start(|_, before| {
        let redirect =
            format!("HTTP/1.1 302 Found\r\nLocation: /{before}\r\nContent-Length: 0\r\n\r\n");
        Answer::Slowly(redirect.into_bytes(), Duration::from_millis(1))
    })
    .await;
    let patient = fetcher(Settings {
        total: Duration::from_millis(700),
        redirects: 1000,
        ..settings()
    });
    let outcome = patient
        .fetch(&page_at("harbour.example", &server, "/"))
        .await;
    assert_eq!(ran_out(outcome), 700);
    assert!(server.heard().len() > 1, "more than one hop was taken");
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_not_taken_for_a_whole_one() {
    for start in ["Content-Length: 1000\r\n", "Transfer-Encoding: chunked\r\n"] {
        let body = if start.starts_with('C') {
            "half a story"
        } else {
            "c\r\nhalf a story\r\n"
        };
        let server =
            Server::saying(move || Answer::Bytes([head(start), body.as_bytes().to_vec()].concat()))
                .await;
        let error = visit(&server).await.unwrap_err();
        assert!(matches!(error, Error::Broken { .. }), "{start}: {error:?}");
        assert!(error.is_passing());
    }
}

#[tokio::test]
async fn chunks_with_notes_or_trailers_without_end_are_cut_off() {
    let chunked = head("Transfer-Encoding: chunked\r\n");
    let cases = [
        (
            [chunked.as_slice(), b"5;note="].concat(),
            b"on and on".to_vec(),
        ),
        (
            [chunked.as_slice(), b"4\r\nnews\r\n0\r\n"].concat(),
            b"X-More: and more\r\n".to_vec(),
        ),
    ];
    for (start, piece) in cases {
        let server = Server::saying(move || Answer::Endless(start.clone(), piece.clone())).await;
        let outcome = hasty(60_000, 2_000)
            .fetch(&page_at("harbour.example", &server, "/"))
            .await;
        assert!(matches!(outcome, Err(Error::Broken { .. })), "{outcome:?}");
        assert!(server.sent() < BUFFERS, "{} bytes", server.sent());
    }
}

#[tokio::test]
async fn an_encoding_that_says_nothing_is_as_good_as_none() {
    for encoding in ["identity", "Identity", ""] {
        let server = Server::saying(move || {
            let start = head(&format!("Content-Encoding: {encoding}\r\n"));
            Answer::Bytes([start, b"news".to_vec()].concat())
        })
        .await;
        assert_eq!(fetched(visit(&server).await).body, b"news", "{encoding}");
    }
}

#[tokio::test]
async fn what_follows_a_gzip_is_left_away() {
    let server = Server::saying(|| {
        let start = head("Content-Encoding: gzip\r\n");
        Answer::Bytes([start, GZIP.to_vec(), vec![0; 8]].concat())
    })
    .await;
    assert_eq!(fetched(visit(&server).await).body.len(), 264);
}

#[tokio::test]
async fn a_chunk_whose_length_has_no_last_digit_runs_into_the_limit_between_pieces() {
    let start = [
        head("Transfer-Encoding: chunked\r\n"),
        b"4\r\nnews\r\n".to_vec(),
    ]
    .concat();
    let server = Server::saying(move || Answer::Endless(start.clone(), b"0".to_vec())).await;
    let outcome = hasty(60_000, 300)
        .fetch(&page_at("harbour.example", &server, "/"))
        .await;
    assert_eq!(ran_out(outcome), 300);
}
