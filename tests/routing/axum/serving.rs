//! Routers behind a real server.

use std::io;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, MatchedPath, OriginalUri};
use axum::serve;
use cors_runtime::axum::{Router, get, put};
use cors_runtime::cors;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

#[cors(origins = ["https://app.example.com"])]
async fn path(path: MatchedPath, OriginalUri(uri): OriginalUri) -> String {
    format!("{} {uri}", path.as_str())
}

#[cors(origins = ["https://app.example.com"], preflight_status = 200)]
async fn client(ConnectInfo(client): ConnectInfo<SocketAddr>) -> String {
    client.ip().to_string()
}

#[cors(origins = ["https://app.example.com"])]
async fn replace() {}

fn router() -> Router {
    Router::new()
        .nest("/items", Router::new().route("/{id}", get(path).put(replace)))
        .route("/client", get(client).put(client))
        .explained_answers(false)
}

/// Sends bytes on one connection, and reads until the server closes it.
async fn talk(address: SocketAddr, text: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(text.replace('\n', "\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer.replace("\r\n", "\n"))
}

async fn listen() -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// The responses on one connection, without the date.
fn answers(text: &str) -> Vec<String> {
    let lines: Vec<_> = text.split_inclusive('\n').filter(|line| !line.starts_with("date:")).collect();
    lines.concat().split("HTTP/1.1 ").skip(1).map(str::to_owned).collect()
}

const PREFLIGHT_THEN_PUT_THEN_REFUSED: &str = "\
OPTIONS /items/1 HTTP/1.1
Host: a
Origin: https://app.example.com
Access-Control-Request-Method: PUT

PUT /items/1 HTTP/1.1
Host: a
Origin: https://app.example.com

OPTIONS /items/1 HTTP/1.1
Host: a
Origin: https://evil.example
Access-Control-Request-Method: PUT
Connection: close

";

/// RFC 9110, 8.6: a 204 has no `Content-Length`; a 403 has one, or else its end is unknown.
#[tokio::test]
async fn a_connection_outlives_its_preflights() -> io::Result<()> {
    let (listener, address) = listen().await?;
    tokio::spawn(async { serve(listener, router()).await });
    let answers = answers(&talk(address, PREFLIGHT_THEN_PUT_THEN_REFUSED).await?);
    let [preflight, put, refused] = answers.as_slice() else { panic!("{answers:?}") };
    assert!(preflight.starts_with("204 No Content\n"), "{preflight}");
    assert!(!preflight.contains("content-length") && !preflight.contains("transfer-encoding"), "{preflight}");
    assert!(put.starts_with("200 OK\n"), "{put}");
    assert!(put.contains("access-control-allow-origin: https://app.example.com\n"), "{put}");
    assert!(refused.starts_with("403 Forbidden\n"), "{refused}");
    assert!(refused.contains("content-length: 0\n"), "{refused}");
    Ok(())
}

#[tokio::test]
async fn a_preflight_with_another_status_announces_its_empty_body() -> io::Result<()> {
    let (listener, address) = listen().await?;
    tokio::spawn(async { serve(listener, router()).await });
    let request = "\
OPTIONS /client HTTP/1.1
Host: a
Origin: https://app.example.com
Access-Control-Request-Method: PUT
Connection: close

";
    let answer = talk(address, request).await?;
    assert!(answer.starts_with("HTTP/1.1 200 OK\n"), "{answer}");
    assert!(answer.contains("content-length: 0\n"), "{answer}");
    Ok(())
}

/// RFC 9112, 3.2.2: a server must accept the absolute form in requests.
#[tokio::test]
async fn a_target_in_absolute_form_finds_its_policy() -> io::Result<()> {
    let (listener, address) = listen().await?;
    tokio::spawn(async { serve(listener, router()).await });
    let request = "\
OPTIONS http://a/items/1?b=c HTTP/1.1
Host: a
Origin: https://app.example.com
Access-Control-Request-Method: PUT
Connection: close

";
    let answer = talk(address, request).await?;
    assert!(answer.starts_with("HTTP/1.1 204 No Content\n"), "{answer}");
    Ok(())
}

#[tokio::test]
async fn handlers_learn_their_path_as_in_a_plain_router() -> io::Result<()> {
    let (listener, address) = listen().await?;
    tokio::spawn(async { serve(listener, router().into_make_service()).await });
    let answer = talk(address, "GET /items/7?a HTTP/1.1\nHost: a\nConnection: close\n\n").await?;
    assert!(answer.ends_with("\n\n/items/{id} /items/7?a"), "{answer}");
    Ok(())
}

#[tokio::test]
async fn handlers_learn_the_address_of_the_client() -> io::Result<()> {
    let (listener, address) = listen().await?;
    let service = router().into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async { serve(listener, service).await });
    let answer = talk(address, "GET /client HTTP/1.1\nHost: a\nConnection: close\n\n").await?;
    assert!(answer.ends_with("\n\n127.0.0.1"), "{answer}");
    Ok(())
}

#[tokio::test]
async fn one_route_is_enough() -> io::Result<()> {
    let (listener, address) = listen().await?;
    tokio::spawn(async { serve(listener, Router::new().route("/", put(replace))).await });
    let answer = talk(address, "PUT / HTTP/1.1\nHost: a\nConnection: close\n\n").await?;
    assert!(answer.starts_with("HTTP/1.1 200 OK\n"), "{answer}");
    Ok(())
}
