//! One text, one verdict: const evaluation and the running program agree about every text of the
//! tables, in the rule and in the words. That the macro agrees with both is tested in `cors-macros`.
#![allow(long_running_const_eval, reason = "hundreds of texts in one constant")]

use std::hint::black_box;

use cors_policy::{
    Flags, OriginEntry, Rule, Text, Violation, check_method, check_request_header_name,
    check_response_header_name,
};

/// The id of the rule that was broken, and the message; empty if none was.
#[derive(Clone, Copy)]
struct Verdict {
    rule: Option<Rule>,
    message: Text,
}

impl Verdict {
    const fn of(result: Result<(), Violation<'_>>) -> Self {
        match result {
            Ok(()) => Self { rule: None, message: Text::new() },
            Err(violation) => Self { rule: Some(violation.rule), message: violation.message() },
        }
    }

    fn id(&self) -> &'static str {
        self.rule.map_or("", Rule::id)
    }
}

const fn check_origin(written: &str) -> Result<(), Violation<'_>> {
    match OriginEntry::parse(written, Flags::NONE) {
        Ok(_) => Ok(()),
        Err(violation) => Err(violation),
    }
}

macro_rules! agreement {
    ($($name:ident: $check:ident on $table:literal;)+) => {
        $(
            #[test]
            fn $name() {
                const TABLE: &[(&str, &str)] = &include!($table);
                static EVALUATED: [Verdict; TABLE.len()] = {
                    let mut verdicts = [Verdict { rule: None, message: Text::new() }; TABLE.len()];
                    let mut i = 0;
                    while i < TABLE.len() {
                        verdicts[i] = Verdict::of($check(TABLE[i].0));
                        i += 1;
                    }
                    verdicts
                };
                let mut mistaken = Vec::new();
                for ((written, expected), evaluated) in TABLE.iter().zip(&EVALUATED) {
                    let run = Verdict::of($check(black_box(written)));
                    if run.id() != *expected {
                        mistaken.push(format!("{written:?} breaks {:?}, not {expected:?}", run.id()));
                    }
                    assert_eq!(evaluated.id(), run.id(), "{written:?} in const evaluation");
                    assert_eq!(evaluated.message.as_str(), run.message.as_str(), "{written:?}");
                }
                assert!(mistaken.is_empty(), "{mistaken:#?}");
            }
        )+
    };
}

agreement! {
    origins_get_one_verdict: check_origin on "agreement/origins.rs";
    methods_get_one_verdict: check_method on "agreement/methods.rs";
    request_header_names_get_one_verdict: check_request_header_name on "agreement/request_headers.rs";
    response_header_names_get_one_verdict: check_response_header_name on "agreement/response_headers.rs";
}
