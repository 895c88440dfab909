//! Which addresses a connection may go to.

use crate::{
    names::{Book, at, fetched, fetcher, page_at, settings},
    server::{Server, page},
};
use dateline_fetch::{Error, Fetcher, Request, Settings, Url, address};

fn private(outcome: Result<impl std::fmt::Debug, Error>) -> String {
    match outcome {
        Err(Error::PrivateAddress { address, .. }) => address.to_string(),
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_name_that_leads_to_loopback_is_refused_before_a_connection() {
    let server = Server::saying(|| page("secret")).await;
    let fetcher = fetcher(settings());
    let reply = fetcher
        .fetch(&page_at("stranger.example", &server, "/"))
        .await;
    assert_eq!(private(reply), "127.0.0.1");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn every_spelling_of_a_private_number_is_refused_before_a_connection() {
    let server = Server::saying(|| page("secret")).await;
    let fetcher = fetcher(settings());
    for host in [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "%31%32%37.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "10.0.0.1",
        "192.168.1.1",
    ] {
        let url = address(&format!("http://{host}:{}/", server.port())).unwrap();
        private(fetcher.check(&url));
        private(fetcher.fetch(&Request::page(url)).await);
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_name_whose_answer_changes_is_judged_by_the_answer_that_is_dialled() {
    let server = Server::saying(|| page("secret")).await;
    let book = Book::new(&[("rebind.example", &[&["93.184.216.34"], &["127.0.0.1"]])]);
    // Whoever looked first saw a public address.
    let seen = book.answer("rebind.example").unwrap();
    assert!(dateline_fetch::guard::is_public(seen[0]));

    let fetcher = Fetcher::with_resolver(settings(), book).unwrap();
    let request = page_at("rebind.example", &server, "/");
    assert!(fetcher.check(&request.url).is_ok());
    assert_eq!(private(fetcher.fetch(&request).await), "127.0.0.1");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn an_allowed_name_that_turns_to_the_metadata_of_a_cloud_is_refused() {
    let server = Server::saying(|| page("news")).await;
    let book = Book::new(&[("harbour.example", &[&["127.0.0.1"], &["169.254.169.254"]])]);
    let fetcher = Fetcher::with_resolver(settings(), book.clone()).unwrap();
    let request = page_at("harbour.example", &server, "/");
    assert_eq!(fetched(fetcher.fetch(&request).await).body, b"news");
    // The server closed its connection, so that a new one is made.
    assert_eq!(private(fetcher.fetch(&request).await), "169.254.169.254");
    assert_eq!(server.connections(), 1);
    assert_eq!(
        book.asked().len(),
        2,
        "one look-up a connection, none between check and dial"
    );
}

#[tokio::test]
async fn refused_addresses_are_left_out_of_an_answer_and_the_rest_is_dialled() {
    let server = Server::saying(|| page("news")).await;
    let book = Book::new(&[(
        "harbour.example",
        &[&["169.254.169.254", "0.0.0.0", "127.0.0.1"]],
    )]);
    let fetcher = Fetcher::with_resolver(settings(), book).unwrap();
    assert_eq!(
        fetched(
            fetcher
                .fetch(&page_at("harbour.example", &server, "/"))
                .await
        )
        .body,
        b"news"
    );
}

#[tokio::test]
async fn a_host_is_allowed_on_its_port_only() {
    let (wiki, other) = (
        Server::saying(|| page("wiki")).await,
        Server::saying(|| page("secret")).await,
    );
    let fetcher = fetcher(Settings {
        allowed: vec![
            format!("wiki.example:{}", wiki.port()).parse().unwrap(),
            format!("127.0.0.1:{}", wiki.port()).parse().unwrap(),
        ],
        ..settings()
    });
    for host in ["wiki.example", "WIKI.example.", "127.0.0.1"] {
        assert_eq!(
            fetched(fetcher.fetch(&page_at(host, &wiki, "/")).await).body,
            b"wiki",
            "{host}"
        );
        private(fetcher.fetch(&page_at(host, &other, "/")).await);
    }
    private(
        fetcher
            .fetch(&page_at("sub.wiki.example", &wiki, "/"))
            .await,
    );
    assert_eq!((wiki.connections(), other.connections()), (3, 0));
}

#[tokio::test]
async fn a_connection_of_an_allowed_name_is_not_lent_to_another_name() {
    let server = Server::saying(|| page("secret")).await;
    let fetcher = fetcher(settings());
    assert!(
        fetcher
            .fetch(&page_at("harbour.example", &server, "/"))
            .await
            .is_ok()
    );
    private(
        fetcher
            .fetch(&page_at("stranger.example", &server, "/"))
            .await,
    );
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_name_without_an_address_and_a_port_without_a_server_are_told_apart() {
    let server = Server::saying(|| page("news")).await;
    let fetcher = fetcher(settings());
    let nowhere = fetcher
        .fetch(&page_at("nowhere.invalid", &server, "/"))
        .await;
    assert!(
        matches!(&nowhere, Err(Error::NoSuchHost { .. })),
        "{nowhere:?}"
    );
    let request = page_at("harbour.example", &server, "/");
    drop(server);
    // The listener goes with its task; until then nothing accepts.
    let gone = loop {
        tokio::task::yield_now().await;
        match fetcher.fetch(&request).await {
            Err(error) => break error,
            Ok(_) => continue,
        }
    };
    assert!(matches!(&gone, Error::Unreachable { .. }), "{gone:?}");
    assert!(gone.is_passing() && !gone.is_for_good());
}

#[tokio::test]
async fn no_visit_starts_from_another_scheme_or_with_credentials() {
    let server = Server::saying(|| page("news")).await;
    let fetcher = fetcher(settings());
    for (text, scheme) in [
        ("ftp://harbour.example/", true),
        ("file:///etc/passwd", true),
        ("data:text/html,x", true),
    ] {
        let outcome = fetcher
            .fetch(&Request::page(Url::parse(text).unwrap()))
            .await;
        assert_eq!(
            matches!(outcome, Err(Error::Scheme { .. })),
            scheme,
            "{text}"
        );
    }
    let mut url = at("harbour.example", &server, "/");
    url.set_username("reader").unwrap();
    url.set_password(Some("hunter2")).unwrap();
    let error = fetcher.fetch(&Request::page(url)).await.unwrap_err();
    assert!(matches!(error, Error::Credentials { .. }));
    assert!(!error.to_string().contains("hunter2"), "{error}");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_proxy_is_only_used_where_a_setting_names_one_and_numbers_are_checked_all_the_same() {
    let proxy = Server::saying(|| page("through the proxy")).await;
    let book = Book::new(&[("proxy.intern", &[&["127.0.0.1"]])]);
    let settings = Settings {
        proxy: Some(
            format!("http://proxy.intern:{}/", proxy.port())
                .parse()
                .unwrap(),
        ),
        ..settings()
    };
    let fetcher = Fetcher::with_resolver(settings, book.clone()).unwrap();
    let request = Request::page(address("http://news.example/story").unwrap());
    assert_eq!(
        fetched(fetcher.fetch(&request).await).body,
        b"through the proxy"
    );
    assert!(proxy.heard()[0].starts_with("GET http://news.example/story HTTP/1.1\r\n"));
    assert_eq!(
        book.asked(),
        ["proxy.intern"],
        "the proxy looks up the rest"
    );
    let number = Request::page(address("http://169.254.169.254/latest/").unwrap());
    assert_eq!(private(fetcher.fetch(&number).await), "169.254.169.254");
    let tunnel = Request::page(address("https://news.example/story").unwrap());
    assert!(
        fetcher.fetch(&tunnel).await.is_err(),
        "this proxy builds no tunnels"
    );
    assert!(proxy.heard()[1].starts_with("CONNECT news.example:443 HTTP/1.1\r\n"));
    assert_eq!(proxy.connections(), 2);
}
