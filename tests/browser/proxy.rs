//! A proxy that provides realistic origins: connections to `https://app.example.com`, port 443, end here.
//!
//! It accepts `CONNECT host:443` for the hosts it knows (and port 8443), terminates TLS with one certificate for all, and forwards
//! the rest to a port of this machine. It refuses every other host, so no browser reaches the network.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use rcgen::PublicKeyData;
use ring::digest::{SHA256, digest};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// The known hosts, without `localhost`. `xn--bcher-kva.example` is `bücher.example`.
const HOSTS: [&str; 13] = [
    "api.example.com",
    "api.example.net",
    "app.example.com",
    "app.example.com.",
    "a.b.example.com",
    "3dprinter",
    "admin.example.com",
    "partner.example.org",
    "evil.example.net",
    "app.example.com.evil.example.net",
    "evilexample.com",
    "example.com",
    "xn--bcher-kva.example",
];

const PORTS: [&str; 2] = ["443", "8443"];

/// A running proxy, which stops when this is dropped.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    /// The SHA-256 of the certificate's public key, in Base64, by which Chromium trusts it.
    pub(crate) public_key: String,
    _running: JoinSet<()>,
}

impl Proxy {
    /// Starts a proxy in front of a server on a port of this machine.
    ///
    /// # Panics
    ///
    /// When no port is free.
    pub(crate) async fn start(server: u16) -> Self {
        let (acceptor, public_key) = acceptor();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let mut running = JoinSet::new();
        running.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                // A browser may close a connection at any time.
                connections.spawn(pass_on(stream, acceptor.clone(), server));
                while connections.try_join_next().is_some() {}
            }
        });
        Self { address, public_key, _running: running }
    }
}

/// One certificate for all hosts, and HTTP/1.1 and HTTP/2: a streamed body requires the latter.
fn acceptor() -> (TlsAcceptor, String) {
    let names = HOSTS.map(|host| host.trim_end_matches('.').to_owned());
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("the key is the certificate's");
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let public_key = digest(&SHA256, &made.signing_key.subject_public_key_info());
    (TlsAcceptor::from(Arc::new(config)), BASE64_STANDARD.encode(public_key))
}

async fn pass_on(stream: TcpStream, acceptor: TlsAcceptor, server: u16) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut request_line = String::new();
    let mut head = (&mut stream).take(8192);
    head.read_line(&mut request_line).await?;
    let mut line = String::new();
    while head.read_line(&mut line).await? > 2 {
        line.clear();
    }
    let authority = request_line.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next());
    let (host, port) = authority.and_then(|authority| authority.split_once(':')).unwrap_or_default();
    if !HOSTS.contains(&host) || !PORTS.contains(&port) {
        return stream
            .write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .await;
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
    let mut client = acceptor.accept(stream).await?;
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, server)).await?;
    copy_bidirectional(&mut client, &mut server).await?;
    Ok(())
}
