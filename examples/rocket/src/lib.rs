//! A shop's API with four CORS policies, and a page on another origin that calls it.
//!
//! * [`shop`] is the API: the file to read and to copy.
//! * [`recorder`] records the requests that the API receives, including preflights.
//! * [`Demo`] serves the API and the page.

mod page;
pub mod recorder;
pub mod shop;

use std::sync::Mutex;

use rocket::fairing::AdHoc;
use rocket::tokio::sync::oneshot;
use rocket::tokio::task::JoinSet;
use rocket::{Build, Error, Ignite, Rocket};
use shop_page::Traffic;

use crate::recorder::Recorder;

/// The two servers, which stop when this is dropped.
pub struct Demo {
    /// The origin of the API.
    pub api: String,
    /// The origin of the page that calls it.
    pub page: String,
    /// The requests that the API received.
    pub traffic: Traffic,
    servers: JoinSet<Result<(), Box<Error>>>,
}

impl Demo {
    /// Serves an API and the page on two ports of this machine; port 0 stands for any free one.
    ///
    /// The server of the page has the configuration of the API's.
    ///
    /// # Errors
    ///
    /// If one of them does not launch.
    pub async fn start(api: Rocket<Build>, ports: [u16; 2]) -> Result<Self, Box<Error>> {
        let mut servers = JoinSet::new();
        let traffic = Traffic::default();
        let figment = api.figment().clone();
        let api = launch(&mut servers, api.attach(Recorder(traffic.clone())), ports[0]).await?;
        let page = page::rocket(&api, traffic.clone()).configure(figment);
        let page = launch(&mut servers, page, ports[1]).await?;
        Ok(Self { api, page, traffic, servers })
    }

    /// Waits until the servers are asked to stop.
    ///
    /// # Errors
    ///
    /// The error that stopped one of them.
    pub async fn wait(mut self) -> Result<(), Box<Error>> {
        while let Some(ended) = self.servers.join_next().await {
            ended.unwrap_or(Ok(()))?;
        }
        Ok(())
    }
}

/// Launches a server and returns its origin.
async fn launch(
    servers: &mut JoinSet<Result<(), Box<Error>>>,
    rocket: Rocket<Build>,
    port: u16,
) -> Result<String, Box<Error>> {
    let (send, port_of_server) = oneshot::channel();
    let send = Mutex::new(Some(send));
    let tell_port = AdHoc::on_liftoff("port", move |rocket| {
        let send = send.lock().ok().and_then(|mut send| send.take());
        let port = rocket.config().port;
        Box::pin(async move {
            // Nobody may be waiting any more.
            let _ = send.map(|send| send.send(port));
        })
    });
    let figment = rocket.figment().clone().merge(("port", port));
    let launched = rocket.configure(figment).attach(tell_port).launch();
    servers.spawn(async { launched.await.map(|_: Rocket<Ignite>| ()).map_err(Box::new) });
    if let Ok(port) = port_of_server.await {
        return Ok(format!("http://localhost:{port}"));
    }
    // The server ended without a liftoff.
    while let Some(ended) = servers.join_next().await {
        ended.unwrap_or(Ok(()))?;
    }
    Ok(String::new())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_shows_the_policies_as_the_shop_writes_them() {
        let shown = shop_page::policies(shop_page::INDEX);
        assert_eq!(shown, shop_page::policies(include_str!("shop.rs")));
        assert_eq!(shown.len(), 4);
    }
}
