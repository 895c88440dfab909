//! The names of the tests' own internet, and fetchers that live in it.

use crate::server::Server;
use dateline_fetch::{
    Asked, Error, Fetched, Fetcher, Kind, Reply, Request, Resolve, Resolving, Settings, Url,
    Validators,
};
use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

/// A resolver that answers from a book: each name has a list of answers, given one after the other, the last for ever.
#[derive(Default)]
pub(crate) struct Book {
    answers: Mutex<HashMap<String, Vec<Vec<IpAddr>>>>,
    asked: Mutex<Vec<String>>,
}

impl Book {
    pub(crate) fn new(rows: &[(&str, &[&[&str]])]) -> Arc<Self> {
        let parse = |ip: &&str| ip.parse().expect("an IP address");
        let row = |(name, answers): &(&str, &[&[&str]])| {
            let answers = answers
                .iter()
                .map(|answer| answer.iter().map(parse).collect());
            ((*name).to_owned(), answers.collect())
        };
        Arc::new(Self {
            answers: Mutex::new(rows.iter().map(row).collect()),
            asked: Mutex::default(),
        })
    }

    /// The names that were looked up, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked
            .lock()
            .expect("no test panics in between")
            .clone()
    }

    pub(crate) fn answer(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        self.asked
            .lock()
            .expect("no test panics in between")
            .push(name.to_owned());
        let name = name.strip_suffix('.').unwrap_or(name);
        let mut answers = self.answers.lock().expect("no test panics in between");
        match answers.get_mut(name) {
            Some(list) if list.len() > 1 => Ok(list.remove(0)),
            Some(list) => Ok(list[0].clone()),
            // Every other name of the tests lives on this machine.
            None if name.ends_with(".example") => Ok(vec![IpAddr::from([127, 0, 0, 1])]),
            None => Err(io::Error::other("no such name in the book")),
        }
    }
}

impl Resolve for Book {
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a> {
        Box::pin(async move { self.answer(name) })
    }
}

/// Settings for tests: `harbour.example`, `hill.example` and `lake.example` may be on loopback; no gap; short limits.
pub(crate) fn settings() -> Settings {
    let hosts = ["harbour.example", "hill.example", "lake.example"];
    Settings {
        allowed: hosts.map(|host| host.parse().expect("a host")).to_vec(),
        gap: Duration::ZERO,
        connect: Duration::from_secs(5),
        idle: Duration::from_secs(5),
        total: Duration::from_secs(10),
        body: 1024 * 1024,
        ..Settings::default()
    }
}

/// A fetcher with these settings and an otherwise empty book.
pub(crate) fn fetcher(settings: Settings) -> Fetcher {
    Fetcher::with_resolver(settings, Book::new(&[])).expect("usable settings")
}

/// An address at a name of the tests, on the port of a server.
pub(crate) fn at(host: &str, server: &Server, path: &str) -> Url {
    format!("http://{host}:{}{path}", server.port())
        .parse()
        .expect("an address")
}

/// A page asked for by a person.
pub(crate) fn page_at(host: &str, server: &Server, path: &str) -> Request {
    Request::page(at(host, server, path))
}

/// A page that only the schedule wants.
pub(crate) fn scheduled_page(host: &str, server: &Server, path: &str) -> Request {
    Request {
        asked: Asked::BySchedule,
        ..page_at(host, server, path)
    }
}

/// A feed that the schedule polls.
pub(crate) fn feed_at(host: &str, server: &Server, path: &str) -> Request {
    let request = Request::feed(at(host, server, path), Validators::default());
    assert_eq!(
        (request.kind, request.asked),
        (Kind::Feed, Asked::BySchedule)
    );
    request
}

/// The document of a reply that must be one.
pub(crate) fn fetched(reply: Result<Reply, Error>) -> Fetched {
    match reply {
        Ok(Reply::Fetched(fetched)) => *fetched,
        other => panic!("no document: {other:?}"),
    }
}

/// What a server says to one plain visit of a page on `harbour.example`.
pub(crate) async fn visit(server: &Server) -> Result<Reply, Error> {
    fetcher(settings())
        .fetch(&page_at("harbour.example", server, "/"))
        .await
}
