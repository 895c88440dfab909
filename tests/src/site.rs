//! A web site on loopback: pages and feeds that a test puts there, with validators, and a memory of who asked for what.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

/// A site; it ends with the process.
pub struct Site {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    documents: HashMap<String, Document>,
    visits: Vec<Visit>,
}

#[derive(Clone)]
struct Document {
    status: u16,
    headers: String,
    body: String,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The path with its query.
    pub path: String,
    /// `User-Agent`.
    pub agent: String,
    /// The status that was answered.
    pub status: u16,
}

impl Site {
    /// Opens an empty site on a free port.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let inside = Arc::new(Mutex::new(Inside::default()));
        let seen = Arc::clone(&inside);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&seen);
                // Whoever hangs up in the middle is missed by nobody.
                thread::spawn(move || serve(stream, &seen).ok());
            }
        });
        Self { address, inside }
    }

    /// The address of a path of the site.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Puts a document at a path, in place of what stood there; `SITE` in it becomes the site's address.
    pub fn puts(&self, path: &str, kind: &str, body: &str) {
        self.answers(path, 200, &format!("Content-Type: {kind}\r\n"), body);
    }

    /// Puts an answer with a status and headers at a path.
    pub fn answers(&self, path: &str, status: u16, headers: &str, body: &str) {
        let site = self.url("");
        let document = Document {
            status,
            headers: headers.replace("SITE", &site),
            body: body.replace("SITE", &site),
        };
        self.inside().documents.insert(path.to_owned(), document);
    }

    /// Every request so far to paths that begin so.
    pub fn visits(&self, path: &str) -> Vec<Visit> {
        let inside = self.inside();
        let visits = inside.visits.iter();
        visits
            .filter(|visit| visit.path.starts_with(path))
            .cloned()
            .collect()
    }

    /// Waits until so many requests to paths that begin so were answered.
    pub fn wait_for_visits(&self, path: &str, count: usize) -> Vec<Visit> {
        let begun = std::time::Instant::now();
        loop {
            let visits = self.visits(path);
            if visits.len() >= count {
                return visits;
            }
            assert!(
                begun.elapsed().as_secs() < 60,
                "{path} was visited {} times, not {count}",
                visits.len()
            );
            thread::yield_now();
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        locked(&self.inside)
    }
}

fn locked(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers one request; the connection ends with it.
fn serve(stream: TcpStream, inside: &Mutex<Inside>) -> io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let mut headers: HashMap<String, String> = HashMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let document = locked(inside).documents.get(&path).cloned();
    let document = document.unwrap_or(Document {
        status: 404,
        headers: String::new(),
        body: String::new(),
    });
    let tag = tag(&document.body);
    let is_known = document.status == 200 && headers.get("if-none-match") == Some(&tag);
    let status = if is_known { 304 } else { document.status };
    let body = if is_known { "" } else { &document.body };
    locked(inside).visits.push(Visit {
        path,
        agent: headers.remove("user-agent").unwrap_or_default(),
        status,
    });
    let length = if is_known {
        String::new()
    } else {
        format!("Content-Length: {}\r\n", body.len())
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} Whatever\r\nETag: {tag}\r\n{length}Connection: close\r\n{}\r\n{body}",
        document.headers
    )?;
    stream.flush()
}

fn tag(body: &str) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("\"{:x}\"", hasher.finish())
}
