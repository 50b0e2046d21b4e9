//! Arguments live until the end of the body, whether it uses them or not.
#![expect(clippy::future_not_send, reason = "what is dropped is noted in one thread")]

use std::cell::RefCell;
use std::rc::Rc;

use cors_runtime::cors;

use crate::support::{awaited, nothing};

type Log = Rc<RefCell<Vec<&'static str>>>;

/// Records when it is dropped.
struct Guard(&'static str, Log);

impl Drop for Guard {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

/// One body, as it is and annotated.
macro_rules! both {
    ([$($asyncness:ident)?] fn $plain:ident, $annotated:ident($($parameters:tt)*) -> $result:ty $body:block) => {
        $($asyncness)? fn $plain($($parameters)*) -> $result $body

        #[cors(origins = ["*"])]
        $($asyncness)? fn $annotated($($parameters)*) -> $result $body
    };
}

both! {
    [async] fn plain, annotated(log: Log, _used: Guard, _: Guard, (_first, _): (Guard, Guard), mut _last: Guard) -> () {
        let _inside = Guard("inside", Rc::clone(&log));
        nothing().await;
        log.borrow_mut().push("end of the body");
    }
}

both! {
    [] fn not_async_plain, not_async_annotated(log: Log, _used: Guard, _: Guard) -> impl Future<Output = ()> {
        log.borrow_mut().push("called");
        async move { log.borrow_mut().push("awaited") }
    }
}

fn guard(name: &'static str, log: &Log) -> Guard {
    Guard(name, Rc::clone(log))
}

/// What `run` has recorded.
fn written(run: impl FnOnce(&Log)) -> Vec<&'static str> {
    let log = Log::default();
    run(&log);
    log.take()
}

macro_rules! arguments {
    ($handler:ident, $log:ident) => {
        $handler(
            Rc::clone($log),
            guard("used", $log),
            guard("underscore", $log),
            (guard("first", $log), guard("second", $log)),
            guard("last", $log),
        )
    };
}

#[test]
fn arguments_are_dropped_after_the_body_in_the_order_of_the_plain_function() {
    let plain = written(|log| assert_eq!(awaited(arguments!(plain, log)), Some(())));
    let annotated = written(|log| assert_eq!(awaited(arguments!(annotated, log)), Some(())));
    assert_eq!(annotated, plain);
    assert_eq!(
        annotated,
        ["end of the body", "inside", "last", "first", "second", "underscore", "used"],
        "the order of the language"
    );
}

#[test]
fn arguments_of_a_call_that_is_never_awaited_are_dropped_with_it() {
    let plain = written(|log| drop(arguments!(plain, log)));
    let annotated = written(|log| drop(arguments!(annotated, log)));
    assert_eq!(annotated, plain);
    assert_eq!(annotated.len(), 5, "{annotated:?}");
}

#[test]
fn arguments_of_a_function_that_is_not_async_are_dropped_when_it_returns() {
    let run = |call: &dyn Fn(&Log)| written(|log| call(log));
    let plain = run(&|log| {
        let future = not_async_plain(Rc::clone(log), guard("used", log), guard("underscore", log));
        log.borrow_mut().push("returned");
        assert_eq!(awaited(future), Some(()));
    });
    let annotated = run(&|log| {
        let future = not_async_annotated(Rc::clone(log), guard("used", log), guard("underscore", log));
        log.borrow_mut().push("returned");
        assert_eq!(awaited(future), Some(()));
    });
    assert_eq!(annotated, plain);
    assert_eq!(annotated, ["called", "underscore", "used", "returned", "awaited"]);
}
