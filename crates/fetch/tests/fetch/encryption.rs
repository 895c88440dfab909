//! Servers whose encryption is broken, borrowed or false.

use crate::{
    names::{fetched, fetcher, settings},
    server::{Answer, Server, page},
};
use dateline_fetch::{Error, Reply, Request, Settings};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::sync::Arc;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer},
};

/// A certificate of its own making for these names, as DER, and the server that shows it.
async fn certified(names: &[&str], answer: fn() -> Answer) -> (Vec<u8>, String, Server) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(names).expect("names fit a certificate");
    let key =
        PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key that was just made");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring speaks TLS")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("the key fits the certificate");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let server = Server::behind(
        move |stream| {
            let acceptor = acceptor.clone();
            async move { acceptor.accept(stream).await }
        },
        move |_, _| answer(),
    )
    .await;
    (cert.der().to_vec(), cert.pem(), server)
}

async fn visit(server: &Server, host: &str, roots: Vec<Vec<u8>>) -> Result<Reply, Error> {
    let url = format!("https://{host}:{}/", server.port())
        .parse()
        .expect("an address");
    let settings = Settings {
        roots,
        ..settings()
    };
    fetcher(settings).fetch(&Request::page(url)).await
}

#[tokio::test]
async fn a_certificate_that_the_settings_trust_is_trusted_in_either_form() {
    let (der, pem, server) = certified(&["harbour.example"], || page("news")).await;
    for root in [der, pem.into_bytes()] {
        let found = fetched(visit(&server, "harbour.example", vec![root]).await);
        assert_eq!(
            (found.body.as_slice(), found.url.scheme()),
            (b"news".as_slice(), "https")
        );
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let (_, _, server) = certified(&["harbour.example"], || page("news")).await;
    let error = visit(&server, "harbour.example", Vec::new())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Tls { .. }), "{error:?}");
    assert!(server.heard().is_empty());
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let (der, _, server) = certified(&["harbour.example"], || page("news")).await;
    let error = visit(&server, "hill.example", vec![der]).await.unwrap_err();
    assert!(matches!(error, Error::Tls { .. }), "{error:?}");
    assert!(server.heard().is_empty());
}

#[tokio::test]
async fn a_server_that_answers_a_handshake_with_anything_else_is_refused() {
    for garbage in [
        "HTTP/1.1 400 Bad Request\r\n\r\nplain HTTP here",
        "\u{0}\u{1}\u{2}",
        "",
        "\u{15}\u{3}\u{3}\u{0}\u{2}\u{2}(",
    ] {
        let server = Server::behind(
            move |mut stream| async move {
                use tokio::io::AsyncWriteExt;
                stream.write_all(garbage.as_bytes()).await?;
                stream.shutdown().await?;
                Err::<tokio::net::TcpStream, _>(std::io::ErrorKind::Other.into())
            },
            |_, _| page("never"),
        )
        .await;
        let error = visit(&server, "harbour.example", Vec::new())
            .await
            .unwrap_err();
        assert!(
            matches!(error, Error::Tls { .. } | Error::Unreachable { .. }),
            "{garbage:?}: {error:?}"
        );
        assert!(server.heard().is_empty());
    }
}

#[tokio::test]
async fn a_handshake_without_end_runs_into_the_limit_to_connect() {
    let server = Server::saying(|| Answer::Hang(Vec::new())).await;
    let url = format!("https://harbour.example:{}/", server.port())
        .parse()
        .unwrap();
    let limit = std::time::Duration::from_millis(200);
    let hasty = fetcher(Settings {
        connect: limit,
        ..settings()
    });
    let error = hasty.fetch(&Request::page(url)).await.unwrap_err();
    assert!(
        matches!(error, Error::TimedOut { limit: ran_out, .. } if ran_out == limit),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_body_cut_off_without_farewell_is_not_taken_for_a_whole_one() {
    let (der, _, server) = certified(&["harbour.example"], || {
        Answer::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".to_vec())
    })
    .await;
    let error = visit(&server, "harbour.example", vec![der])
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Broken { .. }), "{error:?}");
}

#[test]
fn settings_that_make_no_client_are_refused_at_the_start() {
    let with = |change: fn(&mut Settings)| {
        let mut settings = settings();
        change(&mut settings);
        dateline_fetch::Fetcher::new(settings)
    };
    assert!(with(|_| ()).is_ok());
    for change in [
        (|settings| settings.roots = vec![b"no certificate".to_vec()]) as fn(&mut Settings),
        |settings| settings.user_agent = "Dateline\r\nX-Evil: 1".to_owned(),
        |settings| settings.proxy = Some("ftp://proxy.example/".parse().unwrap()),
    ] {
        let outcome = with(change);
        assert!(
            matches!(outcome, Err(Error::Settings { .. })),
            "{outcome:?}"
        );
    }
}
