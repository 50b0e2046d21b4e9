//! A minimal client that sends the bytes of a request exactly as the case has them.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Exchange;
use crate::message::{FieldLine, Request, Response};

/// Opens a connection for each request.
#[derive(Debug, Clone, Copy)]
pub struct Tcp(pub SocketAddr);

/// After this time, a server is assumed not to answer.
const PATIENCE: Duration = Duration::from_secs(30);

impl Exchange for Tcp {
    async fn send(&self, request: &Request) -> Result<Response, String> {
        let answer = timeout(PATIENCE, exchange(self.0, &serialize(request)))
            .await
            .map_err(|_| format!("no response within {} s", PATIENCE.as_secs()))?
            .map_err(|error| format!("the connection failed: {error}"))?;
        parse(&request.method, &answer)
    }
}

async fn exchange(address: SocketAddr, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

fn serialize(request: &Request) -> Vec<u8> {
    let mut bytes = format!("{} {} HTTP/1.1\r\n", request.method, request.target).into_bytes();
    // Unless the case asks for another protocol.
    if !request.lines.iter().any(|line| line.is("connection")) {
        bytes.extend(b"Connection: close\r\n");
    }
    for line in request.lines_to_send() {
        bytes.extend(format!("{}: ", line.name).as_bytes());
        bytes.extend(&line.value);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"\r\n");
    bytes.extend(&request.body);
    bytes
}

fn parse(method: &str, answer: &[u8]) -> Result<Response, String> {
    let (head, rest) =
        split_once(answer, b"\r\n\r\n").ok_or("the connection was closed before the head's end")?;
    let head = head.to_vec();
    let mut head_lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end);
    let status = head_lines
        .next()
        .and_then(|line| line.strip_prefix(b"HTTP/1.1 "))
        .and_then(|rest| std::str::from_utf8(rest.get(..3)?).ok()?.parse().ok())
        .ok_or("the response has no status line")?;
    let mut lines = Vec::new();
    for line in head_lines {
        let (name, value) = split_once(line, b":").ok_or("a header line has no colon")?;
        lines.push(FieldLine::new(&String::from_utf8_lossy(name), value.trim_ascii()));
    }
    let value_of = |name: &str| lines.iter().find(|line| line.is(name)).map(|line| line.value.as_slice());

    // RFC 9112, 6.3: neither has a body, whatever the headers say.
    let body = if method == "HEAD" || status == 204 || status == 304 {
        if rest.is_empty() {
            Vec::new()
        } else {
            return Err("bytes follow a response that has no body".to_owned());
        }
    } else if value_of("transfer-encoding").is_some() {
        join_chunks(rest)?
    } else if let Some(length) = value_of("content-length") {
        let length = std::str::from_utf8(length).ok().and_then(|text| text.parse().ok());
        if length == Some(rest.len()) {
            rest.to_vec()
        } else {
            return Err("the body is not as long as announced".to_owned());
        }
    } else {
        rest.to_vec()
    };
    Ok(Response { status, lines, body })
}

/// Decodes the chunked transfer coding (RFC 9112, 7.1).
fn join_chunks(mut rest: &[u8]) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    loop {
        let (size, after) = split_once(rest, b"\r\n").ok_or("a chunk has no size")?;
        let size = std::str::from_utf8(size).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        let size = size.ok_or("the size of a chunk is not a hexadecimal number")?;
        let (chunk, after) = after.split_at_checked(size).ok_or("a chunk is shorter than its size")?;
        rest = after.strip_prefix(b"\r\n").ok_or("a chunk is longer than its size")?;
        body.extend(chunk);
        if size == 0 {
            return Ok(body);
        }
    }
}

fn split_once<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(separator.len()).position(|window| window == separator)?;
    Some((&bytes[..at], &bytes[at + separator.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_written_byte_for_byte() {
        let request = Request {
            method: "put".into(),
            target: "/cart".into(),
            lines: vec![
                FieldLine::new("Host", b"a"),
                FieldLine::new("Origin", b"\xff"),
                FieldLine::new("Origin", b""),
            ],
            body: b"{}".to_vec(),
        };
        let expected =
            b"put /cart HTTP/1.1\r\nConnection: close\r\nHost: a\r\nOrigin: \xff\r\nOrigin: \r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(serialize(&request), expected);
    }

    #[test]
    fn a_response_is_read() {
        let answer = b"HTTP/1.1 200 OK\r\nvary: Origin\r\nETag:1\r\ncontent-length: 4\r\n\r\ntext";
        let expected = Response {
            status: 200,
            lines: vec![
                FieldLine::new("vary", b"Origin"),
                FieldLine::new("ETag", b"1"),
                FieldLine::new("content-length", b"4"),
            ],
            body: b"text".to_vec(),
        };
        assert_eq!(parse("GET", answer), Ok(expected));
    }

    #[test]
    fn chunks_are_joined() {
        let answer =
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\na\r\n, two, six\r\n0\r\n\r\n";
        assert_eq!(parse("GET", answer).map(|response| response.body), Ok(b"one, two, six".to_vec()));
    }

    #[test]
    fn bytes_after_a_response_without_body_are_an_error() {
        assert!(parse("HEAD", b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n").is_ok());
        assert!(parse("HEAD", b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ntext").is_err());
        assert!(parse("OPTIONS", b"HTTP/1.1 204 No Content\r\n\r\ntext").is_err());
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        for answer in [
            &b""[..],
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ntex",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\non",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n",
        ] {
            assert!(parse("GET", answer).is_err(), "{}", String::from_utf8_lossy(answer));
        }
    }
}
