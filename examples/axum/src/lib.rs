//! A shop's API with four CORS policies, and a page on another origin that calls it.
//!
//! * [`shop`] is the API: the file to read and to copy.
//! * [`traffic`] records requests, including preflights, with a layer around the finished API.
//! * [`Demo`] serves the API and the page.

mod page;
pub mod shop;
pub mod traffic;

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};

use axum::Router;
use shop_page::Traffic;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// The two servers, which stop when this is dropped.
pub struct Demo {
    /// The origin of the API.
    pub api: String,
    /// The origin of the page that calls it.
    pub page: String,
    /// The requests that the API received.
    pub traffic: Traffic,
    servers: JoinSet<io::Result<()>>,
}

impl Demo {
    /// Serves an API and the page on two ports of this machine.
    ///
    /// A port that is taken is replaced with a free one, as is port 0.
    ///
    /// # Errors
    ///
    /// If it cannot listen on any port.
    pub async fn start(api: impl Into<Router>, ports: [u16; 2]) -> io::Result<Self> {
        let (api_port, api_listeners) = listen(ports[0]).await?;
        let (page_port, page_listeners) = listen(ports[1]).await?;
        let traffic = Traffic::default();
        let mut demo = Self {
            api: format!("http://localhost:{api_port}"),
            page: format!("http://localhost:{page_port}"),
            traffic: traffic.clone(),
            servers: JoinSet::new(),
        };
        demo.serve(api_listeners, &traffic::recorded(api.into(), traffic.clone()));
        demo.serve(page_listeners, &page::router(&demo.api, traffic));
        Ok(demo)
    }

    /// Waits until a server stops, which neither does on its own.
    ///
    /// # Errors
    ///
    /// The error that stopped the server.
    pub async fn wait(mut self) -> io::Result<()> {
        self.servers.join_next().await.unwrap_or(Ok(Ok(())))?
    }

    fn serve(&mut self, listeners: Vec<TcpListener>, app: &Router) {
        for listener in listeners {
            let app = app.clone();
            self.servers.spawn(async move { axum::serve(listener, app).await });
        }
    }
}

async fn listen(port: u16) -> io::Result<(u16, Vec<TcpListener>)> {
    match listen_on(port).await {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => listen_on(0).await,
        other => other,
    }
}

/// Listens on both addresses of `localhost`, since browsers differ in which one they try first.
async fn listen_on(port: u16) -> io::Result<(u16, Vec<TcpListener>)> {
    let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let port = v4.local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
        Ok(v6) => Ok((port, vec![v4, v6])),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
        // The machine has no IPv6.
        Err(_) => Ok((port, vec![v4])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_the_policies_as_the_shop_writes_them() {
        let shown = shop_page::policies(shop_page::INDEX);
        assert_eq!(shown, shop_page::policies(include_str!("shop.rs")));
        assert_eq!(shown.len(), 4);
    }

    #[tokio::test]
    async fn a_port_that_is_taken_is_replaced_by_a_free_one() {
        let (taken, _listeners) = listen(0).await.unwrap();
        let (other, _listeners) = listen(taken).await.unwrap();
        assert_ne!(taken, other);
    }
}
