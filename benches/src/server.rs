//! A server that is called in this process, without a network connection.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::exchange::{Answer, Ask};

/// A framework's service, with the framework's own types.
pub(crate) trait Server {
    type Request;
    type Response;

    /// Creates a request; not measured.
    fn request(&self, ask: &Ask) -> Self::Request;

    /// The measured part: from the request to the response, whose body is not read.
    fn call(&mut self, request: Self::Request) -> Self::Response;

    /// Reads a response; not measured.
    fn answer(&self, response: &Self::Response) -> Answer;
}

/// A measured unit of work, which is prepared before each run.
pub trait Run {
    /// Prepares this many runs, and drops the results of earlier ones.
    fn load(&mut self, runs: usize);

    /// Runs once. The result is kept until the next [`load`](Self::load).
    fn run(&mut self);

    /// The response of the latest run.
    fn answer(&self) -> Answer;
}

/// A server with the requests that it gets next and the responses that it has given.
pub(crate) struct Loaded<S: Server> {
    server: S,
    ask: Ask,
    requests: Vec<S::Request>,
    responses: Vec<S::Response>,
}

impl<S: Server> Loaded<S> {
    pub(crate) fn new(server: S, ask: Ask) -> Self {
        Self { server, ask, requests: Vec::new(), responses: Vec::new() }
    }
}

impl<S: Server> Run for Loaded<S> {
    fn load(&mut self, runs: usize) {
        self.responses.clear();
        self.responses.reserve(runs);
        self.requests.extend((0..runs).map(|_| self.server.request(&self.ask)));
    }

    fn run(&mut self) {
        let request = self.requests.pop().expect("a request is loaded");
        self.responses.push(self.server.call(request));
    }

    fn answer(&self) -> Answer {
        self.server.answer(self.responses.last().expect("the server was called"))
    }
}

/// Building a server, up to its first request.
pub(crate) struct StartUp<F, S> {
    pub(crate) make: F,
    pub(crate) made: Vec<S>,
}

impl<F: Fn() -> S, S> Run for StartUp<F, S> {
    fn load(&mut self, runs: usize) {
        self.made.clear();
        self.made.reserve(runs);
    }

    fn run(&mut self) {
        let made = (self.make)();
        self.made.push(made);
    }

    fn answer(&self) -> Answer {
        Answer { status: 200, headers: Vec::new() }
    }
}

/// Polls a future that never waits.
pub(crate) fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("what is measured waits for something"),
    }
}
