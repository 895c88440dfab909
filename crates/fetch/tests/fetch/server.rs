//! A server on loopback that answers by script, byte for byte, and notes what it heard and what it managed to send.

use std::{
    future::Future,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What a server does with a request.
pub(crate) enum Answer {
    /// Sends this and closes.
    Bytes(Vec<u8>),
    /// Sends the first, then the second over and over, as long as anybody takes it.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends the first, then the second again at every tick.
    Trickle(Vec<u8>, Vec<u8>, Duration),
    /// Sends this byte by byte, one at every tick, and closes.
    Slowly(Vec<u8>, Duration),
    /// Sends this and then nothing more, with the connection open.
    Hang(Vec<u8>),
}

/// A running server; it ends with the test.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    notes: Arc<Notes>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Notes {
    heard: Mutex<Vec<String>>,
    sent: AtomicU64,
    connections: AtomicUsize,
}

type Script = dyn Fn(&str, usize) -> Answer + Send + Sync;

impl Server {
    /// Starts a server that speaks through a wrapping of each connection: TLS, or nothing.
    pub(crate) async fn behind<W, F, S>(
        wrap: W,
        script: impl Fn(&str, usize) -> Answer + Send + Sync + 'static,
    ) -> Self
    where
        W: Fn(TcpStream) -> F + Send + Sync + 'static,
        F: Future<Output = std::io::Result<S>> + Send,
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound listener");
        let (notes, script, wrap) = (Arc::<Notes>::default(), Arc::new(script), Arc::new(wrap));
        let own = Arc::clone(&notes);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (notes, script, wrap) =
                    (Arc::clone(&own), Arc::clone(&script), Arc::clone(&wrap));
                notes.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    if let Ok(stream) = wrap(stream).await {
                        serve(stream, &notes, &*script).await;
                    }
                });
            }
        });
        Self {
            address,
            notes,
            task,
        }
    }

    /// Starts a server whose script is given the path, and how many requests came before.
    pub(crate) async fn start(
        script: impl Fn(&str, usize) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::behind(|stream| async { Ok(stream) }, script).await
    }

    /// A server with one answer to everything.
    pub(crate) async fn saying(answer: impl Fn() -> Answer + Send + Sync + 'static) -> Self {
        Self::start(move |_, _| answer()).await
    }

    /// The heads of the requests so far.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.notes
            .heard
            .lock()
            .expect("no test panics in between")
            .clone()
    }

    /// The paths of the requests so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        let path = |head: &String| head.split(' ').nth(1).unwrap_or_default().to_owned();
        self.heard().iter().map(path).collect()
    }

    /// How many bytes of answers the kernel took.
    pub(crate) fn sent(&self) -> u64 {
        self.notes.sent.load(Ordering::SeqCst)
    }

    pub(crate) fn connections(&self) -> usize {
        self.notes.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, notes: &Notes, script: &Script) {
    let Some(head) = read_head(&mut stream).await else {
        return;
    };
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let before = {
        let mut heard = notes.heard.lock().expect("no test panics in between");
        heard.push(head);
        heard.len() - 1
    };
    // An error only says that the client hung up.
    let _ = give(&mut stream, script(&path, before), &notes.sent).await;
    let _ = stream.shutdown().await;
}

pub(crate) async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let (mut head, mut piece) = (Vec::new(), [0; 4096]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream
            .read(&mut piece)
            .await
            .ok()
            .filter(|read| *read > 0)?;
        head.extend_from_slice(&piece[..read]);
    }
    Some(String::from_utf8_lossy(&head).into_owned())
}

async fn give(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    answer: Answer,
    sent: &AtomicU64,
) -> std::io::Result<()> {
    match answer {
        Answer::Bytes(bytes) => put(stream, &bytes, sent).await,
        Answer::Endless(head, piece) => {
            put(stream, &head, sent).await?;
            let pieces = piece.repeat(64 * 1024 / piece.len() + 1);
            loop {
                put(stream, &pieces, sent).await?;
            }
        }
        Answer::Trickle(head, piece, tick) => {
            put(stream, &head, sent).await?;
            let mut ticks = tokio::time::interval(tick);
            loop {
                ticks.tick().await;
                put(stream, &piece, sent).await?;
            }
        }
        Answer::Slowly(bytes, tick) => {
            let mut ticks = tokio::time::interval(tick);
            for byte in bytes {
                ticks.tick().await;
                put(stream, &[byte], sent).await?;
            }
            Ok(())
        }
        Answer::Hang(bytes) => {
            put(stream, &bytes, sent).await?;
            // Until the client goes.
            stream.read(&mut [0; 16]).await.map(|_| ())
        }
    }
}

async fn put(
    stream: &mut (impl AsyncWrite + Unpin),
    mut bytes: &[u8],
    sent: &AtomicU64,
) -> std::io::Result<()> {
    while !bytes.is_empty() {
        let took = stream.write(bytes).await?;
        sent.fetch_add(took as u64, Ordering::SeqCst);
        bytes = &bytes[took..];
    }
    stream.flush().await
}

/// A whole response with these headers (each with its line end) and this body.
pub(crate) fn response(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref();
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    Answer::Bytes([head.as_bytes(), body].concat())
}

/// A small page of HTML.
pub(crate) fn page(body: &str) -> Answer {
    response("200 OK", "Content-Type: text/html; charset=UTF-8\r\n", body)
}
