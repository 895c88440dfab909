//! The way in: a CONNECT proxy that is `discord.com` and its CDN itself, with certificates of its own authority.

use super::{rest, state::Hub};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
};
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer},
};

/// The host of the API.
pub(crate) const API: &str = "discord.com";
/// The host of attachments.
pub(crate) const CDN: &str = "cdn.discordapp.com";

/// A certificate authority made for one fake, and what it vouches for.
pub(crate) struct Trust {
    /// What the bot has to trust.
    pub(crate) authority_pem: String,
    pub(crate) acceptor: TlsAcceptor,
}

impl Trust {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names are fine names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let name = "Authority of the fake Discord";
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().expect("ring makes keys");
        let authority = CertifiedIssuer::self_signed(params, key).expect("an authority");

        let hosts = vec![API.to_owned(), CDN.to_owned()];
        let params = CertificateParams::new(hosts).expect("host names are fine names");
        let key = KeyPair::generate().expect("ring makes keys");
        let certificate = params
            .signed_by(&key, &authority)
            .expect("the authority signs");
        let secret = PrivateKeyDer::try_from(key.serialize_der()).expect("a key that rcgen wrote");
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring knows the usual versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], secret)
            .expect("the key belongs to the certificate");
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Self {
            authority_pem: authority.pem(),
            acceptor: TlsAcceptor::from(Arc::new(config)),
        }
    }
}

/// Takes in connections for as long as the fake lives.
pub(crate) async fn listen(hub: Arc<Hub>, listener: TcpListener, acceptor: TlsAcceptor) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(Arc::clone(&hub), stream, acceptor.clone()));
    }
}

async fn serve(hub: Arc<Hub>, mut stream: TcpStream, acceptor: TlsAcceptor) {
    let Some(request) = request_line(&mut stream).await else {
        return;
    };
    let host = match request.split(' ').collect::<Vec<_>>()[..] {
        ["CONNECT", "discord.com:443", _] => API,
        ["CONNECT", "cdn.discordapp.com:443", _] => CDN,
        _ => {
            hub.change(|state| state.violate(format!("the proxy was asked for: {request}")));
            let refusal = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n";
            drop(stream.write_all(refusal).await);
            return;
        }
    };
    let welcome = b"HTTP/1.1 200 Connection established\r\n\r\n";
    if stream.write_all(welcome).await.is_err() {
        return;
    }
    let Ok(stream) = acceptor.accept(stream).await else {
        return;
    };
    let service = service_fn(|request| rest::answer(Arc::clone(&hub), host, request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // A client that leaves in the middle, as one that is killed, is no fault of the fake.
    drop(connection.await);
}

/// Reads the head of a proxy request, byte by byte so that nothing after it is lost.
async fn request_line(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() > 8192 {
            return None;
        }
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    head.lines().next().map(str::to_owned)
}
