//! Client and server together: the same as without a socket, and nobody in another's way.

use super::{
    Client, Health,
    bench::{PATIENCE, Served, day, healthy, story},
    server::Limits,
};
use crate::archive::Come;
use dateline_core::{ArchiveId, ArticleId, Draft};
use dateline_desk::Desk;
use dateline_render::{Errand, SocketFault, Trouble};
use std::{
    io::{BufRead, BufReader, Write},
    os::unix::net::UnixListener,
    sync::mpsc,
    thread,
    time::Duration,
};

const HEALTH: &[u8] = b"{\"protocol\":3,\"request\":\"health\"}\n";
const QUESTION: &str = "When does bridge 3 open?";

fn fault<T: std::fmt::Debug>(result: Result<T, Trouble>) -> SocketFault {
    match result {
        Err(Trouble::Socket { fault, .. }) => fault,
        other => panic!("{other:?} is no fault of the socket"),
    }
}

fn told<T: std::fmt::Debug>(result: Result<T, Trouble>) -> String {
    match result {
        Err(Trouble::Told { sentence }) => sentence,
        other => panic!("{other:?} is not told by the server"),
    }
}

#[test]
fn everything_is_the_same_as_at_the_desk_itself() {
    let (served, desk) = (Served::new(), Desk::in_memory().unwrap());
    let (client, archive) = (served.client(), ArchiveId::local());
    let stories = || {
        let empty = Draft::published(day("2026-04-02"));
        vec![story(1), empty, story(2), story(3), story(2)]
    };
    let direct = desk.take_many(&archive, stories()).unwrap().into_iter();
    let direct: Vec<_> = direct
        .map(|taken| taken.map_err(|why| dateline_render::refusal(&why)))
        .collect();
    assert_eq!(
        client.take(&archive, stories(), Come::ByHand).unwrap(),
        direct
    );
    assert!(direct[1].as_ref().is_err_and(|why| why.contains("empty")));

    let asked = day("2026-04-03");
    let answer = client.ask(&archive, QUESTION, &asked).unwrap();
    assert_eq!(answer, desk.ask(&archive, QUESTION, &asked).unwrap());
    assert!(answer.state().is_answered(), "{answer:?}");

    let all = desk.articles(&archive, None, 10).unwrap();
    assert_eq!(client.articles(&archive, None, 10).unwrap(), all);
    let second = client.articles(&archive, Some(all[0].id()), 1).unwrap();
    assert_eq!(second, all[1..2]);
    let shown = client.article(&archive, all[0].id()).unwrap();
    assert_eq!(shown.as_ref(), Some(&all[0]));

    assert!(client.forget(&archive, all[0].id()).unwrap());
    assert!(!client.forget(&archive, all[0].id()).unwrap());
    assert_eq!(client.article(&archive, all[0].id()).unwrap(), None);
    assert_eq!(client.health().unwrap(), healthy());
    served.end();
}

#[test]
fn two_archives_stay_apart() {
    let served = Served::new();
    let (client, one, two) = (served.client(), ArchiveId::server(1), ArchiveId::server(2));
    client.take(&one, vec![story(3)], Come::ByHand).unwrap();
    assert_eq!(client.articles(&one, None, 10).unwrap().len(), 1);
    assert!(client.articles(&two, None, 10).unwrap().is_empty());
    let asked = day("2026-04-03");
    let answer = client.ask(&two, QUESTION, &asked).unwrap();
    assert!(!answer.state().is_answered());
}

#[test]
fn a_connection_may_ask_again_and_again() {
    let served = Served::new();
    let mut line = served.line();
    for _ in 0..3 {
        line.write(HEALTH);
        let reply = line.read();
        assert!(
            reply.starts_with("{\"health\":{\"discord\":\"connected\""),
            "{reply}"
        );
    }
    line.write(&[HEALTH, HEALTH].concat());
    assert_eq!(line.read(), line.read());
}

#[test]
fn a_line_that_is_no_request_is_refused_and_ends_its_connection_only() {
    let served = Served::new();
    let mut other = served.line();
    for broken in [
        "hello\n",
        "\n",
        "{\"protocol\":3,\"request\":{\"forget\":{\"archive\":\"../x\",\"id\":\"a\"}}}\n",
    ] {
        let mut line = served.line();
        line.write(broken.as_bytes());
        let reply = line.read();
        let refusal = "{\"refused\":\"The running bot cannot read the request: ";
        assert!(reply.starts_with(refusal), "{reply}");
        assert_eq!(line.read(), "");
    }
    other.write(HEALTH);
    assert!(other.read().starts_with("{\"health\""));
}

#[test]
fn another_protocol_is_refused_in_plain_words() {
    let served = Served::new();
    let mut line = served.line();
    line.write(b"{\"protocol\":7,\"wish\":\"health\"}\n");
    let reply = line.read();
    let refusal = "{\"refused\":\"The running bot is another version of Dateline than this command \
                   (it speaks protocol 3, the command 7).";
    assert!(reply.starts_with(refusal), "{reply}");
    assert_eq!(line.read(), "");
}

#[test]
fn a_line_that_is_too_long_is_refused_while_it_is_still_being_sent() {
    let limits = Limits {
        line: 10_000,
        ..Limits::USUAL
    };
    let served = Served::within(limits);
    let long = Draft {
        text: "a".repeat(1_000_000),
        ..story(1)
    };
    let archive = ArchiveId::local();
    let said = told(served.client().take(&archive, vec![long], Come::ByHand));
    assert!(said.contains("is longer than 10000 bytes"), "{said}");
    assert!(
        served
            .client()
            .take(&archive, vec![story(1)], Come::ByHand)
            .is_ok()
    );

    let fitting = |bytes: usize| {
        let mut line = served.line();
        let blanks = " ".repeat(bytes - HEALTH.len());
        line.write(&[blanks.as_bytes(), HEALTH].concat());
        line.read()
    };
    assert!(fitting(10_000).starts_with("{\"health\""));
    assert!(fitting(10_002).starts_with("{\"refused\""));
}

#[test]
fn twenty_at_once_are_all_served() {
    let served = Served::new();
    thread::scope(|scope| {
        for number in 0..20u64 {
            let client = served.client();
            scope.spawn(move || {
                let archive = ArchiveId::user(number % 4);
                let drafts = vec![story(3), story(10 + number as usize)];
                let taken = client.take(&archive, drafts, Come::ByHand).unwrap();
                assert!(taken.iter().all(Result::is_ok), "{taken:?}");
                let asked = day("2026-04-03");
                let answer = client.ask(&archive, QUESTION, &asked).unwrap();
                assert!(answer.state().is_answered(), "{answer:?}");
            });
        }
    });
    let client = served.client();
    for number in 0..4 {
        let stored = client.articles(&ArchiveId::user(number), None, 100);
        assert_eq!(stored.unwrap().len(), 6);
    }
    served.end();
}

#[test]
fn one_who_sends_half_a_line_or_goes_away_harms_nobody() {
    let served = Served::new();
    let mut half = served.line();
    half.write(b"{\"protocol\":3,");
    let mut gone = served.line();
    gone.write(HEALTH);
    gone.write(b"{\"proto");
    drop(gone);
    assert_eq!(served.client().health().unwrap(), healthy());
    half.write(b"\"request\":\"health\"}\n");
    assert!(half.read().starts_with("{\"health\""));
    served.end();
}

#[test]
fn further_connections_wait_for_a_seat() {
    let limits = Limits {
        connections: 2,
        ..Limits::USUAL
    };
    let served = Served::within(limits);
    let mut seated = [served.line(), served.line()];
    for line in &mut seated {
        line.write(HEALTH);
        assert!(line.read().starts_with("{\"health\""));
    }
    let hasty = served.client_that_waits(Duration::from_millis(50));
    let silent = SocketFault::Silent {
        seconds: 0,
        errand: Errand::Read,
    };
    assert_eq!(fault(hasty.health()), silent);
    let client = served.client();
    drop(seated);
    assert_eq!(client.health().unwrap(), healthy());
}

#[test]
fn one_who_asks_nothing_for_too_long_loses_the_seat() {
    let limits = Limits {
        wait: Duration::from_millis(100),
        ..Limits::USUAL
    };
    let served = Served::within(limits);
    assert_eq!(served.line().read(), "");
    let mut slow = served.line();
    slow.write(b"{\"protocol\":3,");
    assert_eq!(slow.read(), "");
}

#[test]
fn a_request_under_way_is_finished_when_the_server_stops() {
    let (began, begun) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let released = std::sync::Mutex::new(released);
    let held = move || -> Health {
        began.send(()).unwrap();
        let _ = released.lock().unwrap().recv_timeout(PATIENCE);
        healthy()
    };
    let served = Served::telling(Limits::USUAL, held);
    let (client, late) = (served.client(), served.client());
    let mut idle = served.line();
    thread::scope(|scope| {
        let asking = scope.spawn(move || client.health());
        begun.recv_timeout(PATIENCE).unwrap();
        served.stop();
        assert_eq!(idle.read(), "", "who asks nothing is not waited for");
        while served.socket().exists() {
            thread::yield_now();
        }
        assert_eq!(fault(late.health()), SocketFault::Gone);
        release.send(()).unwrap();
        assert_eq!(asking.join().unwrap().unwrap(), healthy());
    });
    let folder = served.end();
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[test]
fn a_fault_of_ours_is_told_and_the_next_request_is_served() {
    let first = std::sync::atomic::AtomicBool::new(true);
    let faulty = move || -> Health {
        let first = first.swap(false, std::sync::atomic::Ordering::Relaxed);
        assert!(!first, "this test panics on purpose");
        healthy()
    };
    let served = Served::telling(Limits::USUAL, faulty);
    let client = served.client();
    let said = told(client.health());
    assert!(
        said.starts_with("The running bot failed at this request"),
        "{said}"
    );
    assert_eq!(client.health().unwrap(), healthy());
}

#[test]
fn where_nobody_listens_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(fault(Client::connect(folder.path())), SocketFault::Unserved);
    drop(UnixListener::bind(folder.path().join("socket")).unwrap());
    assert_eq!(fault(Client::connect(folder.path())), SocketFault::Unserved);
}

#[test]
fn a_connection_that_breaks_off_is_told_by_what_was_asked() {
    let folder = tempfile::tempdir().unwrap();
    let listener = UnixListener::bind(folder.path().join("socket")).unwrap();
    let client = Client::connect_within(folder.path(), PATIENCE).unwrap();
    drop(listener.accept().unwrap());
    let archive = ArchiveId::local();
    let id: ArticleId = "a".parse().unwrap();
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..3 {
                drop(listener.accept().unwrap());
            }
            for reply in ["{\"forgotten\":true}\n", "{\"sung\":true}\n"] {
                let (mut stream, _) = listener.accept().unwrap();
                let mut asked = String::new();
                BufReader::new(&stream).read_line(&mut asked).unwrap();
                stream.write_all(reply.as_bytes()).unwrap();
            }
        });
        let lost = |errand| SocketFault::Lost { errand };
        let stored = client.take(&archive, vec![story(1)], Come::ByHand);
        assert_eq!(fault(stored), lost(Errand::Store));
        assert_eq!(fault(client.forget(&archive, &id)), lost(Errand::Remove));
        assert_eq!(fault(client.health()), lost(Errand::Read));
        assert_eq!(fault(client.health()), SocketFault::Garbled);
        assert_eq!(fault(client.health()), SocketFault::Garbled);
    });
}
