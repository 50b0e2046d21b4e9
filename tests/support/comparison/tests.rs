use super::*;

const REQUEST: &str = "# h\n\n# n\n> GET /\n< 200\n";

fn request(method: &str) -> Request {
    let mut request = crate::notation::parse_file("some.http", REQUEST).unwrap().remove(0).request;
    method.clone_into(&mut request.method);
    request
}

fn lines(lines: &[(&str, &str)]) -> Vec<FieldLine> {
    lines.iter().map(|(name, value)| FieldLine::new(name, value.as_bytes())).collect()
}

fn expected(headers: &[(&str, &str)]) -> Expected {
    Expected { status: 200, lines: lines(headers), body: None, ran: None }
}

fn response(headers: &[(&str, &str)]) -> Response {
    Response { status: 200, lines: lines(headers), body: Vec::new() }
}

fn compare(expected: &Expected, response: &Response) -> Option<String> {
    difference(&request("GET"), expected, response, &["layer".to_owned()])
}

#[test]
fn equal_responses_do_not_differ() {
    let headers = [("Vary", "Accept"), ("Vary", "Origin"), ("ETag", "1")];
    assert_eq!(compare(&expected(&headers), &response(&headers)), None);
}

#[test]
fn names_are_compared_in_any_case_and_in_any_order() {
    let got = response(&[("etag", "1"), ("vary", "Origin")]);
    assert_eq!(compare(&expected(&[("Vary", "Origin"), ("ETag", "1")]), &got), None);
}

#[test]
fn transport_headers_are_not_compared() {
    let got = response(&[("Date", "today"), ("Content-Length", "0"), ("Connection", "close")]);
    assert_eq!(compare(&expected(&[]), &got), None);
}

#[test]
fn another_status_is_a_difference() {
    let diff = compare(&Expected { status: 204, ..expected(&[]) }, &response(&[]));
    assert_eq!(diff.as_deref(), Some("- 204\n+ 200\n"));
}

#[test]
fn an_extra_header_is_a_difference() {
    let diff = compare(&expected(&[]), &response(&[("Access-Control-Max-Age", "5")]));
    assert_eq!(diff.as_deref(), Some("  200\n+ Access-Control-Max-Age: 5\n"));
}

#[test]
fn a_missing_header_is_a_difference() {
    let diff = compare(&expected(&[("Vary", "Origin")]), &response(&[]));
    assert_eq!(diff.as_deref(), Some("  200\n- Vary: Origin\n"));
}

#[test]
fn a_header_that_came_twice_is_a_difference() {
    let diff = compare(
        &expected(&[("Access-Control-Allow-Origin", "*")]),
        &response(&[("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Origin", "*")]),
    );
    assert!(diff.is_some());
}

#[test]
fn a_header_with_another_value_is_a_difference() {
    for value in ["origin", "Origin ", "Origin, Accept", ""] {
        assert!(
            compare(&expected(&[("Vary", "Origin")]), &response(&[("Vary", value)])).is_some(),
            "{value}"
        );
    }
}

#[test]
fn lines_of_one_name_keep_their_order() {
    let diff = compare(
        &expected(&[("Vary", "Accept"), ("Vary", "Origin")]),
        &response(&[("Vary", "Origin"), ("Vary", "Accept")]),
    );
    assert!(diff.is_some());
}

#[test]
fn methods_of_allow_are_compared_in_any_order() {
    let expected = expected(&[("Allow", "GET, HEAD, OPTIONS")]);
    assert_eq!(compare(&expected, &response(&[("Allow", "OPTIONS,HEAD,GET")])), None);
    for other in [&[("Allow", "GET, HEAD")][..], &[("Allow", "GET, HEAD, HEAD, OPTIONS")], &[]] {
        assert!(compare(&expected, &response(other)).is_some(), "{other:?}");
    }
    let twice = [("Allow", "GET, HEAD, OPTIONS"), ("Allow", "GET, HEAD, OPTIONS")];
    assert!(compare(&expected, &response(&twice)).is_some());
}

#[test]
fn a_media_type_is_compared_only_where_there_is_no_body() {
    let mut got = response(&[("Content-Type", "text/plain")]);
    assert!(compare(&expected(&[]), &got).is_some());
    assert_eq!(difference(&request("HEAD"), &expected(&[]), &got, &[]), None);
    got.body = b"text".to_vec();
    assert_eq!(compare(&expected(&[]), &got), None);
}

#[test]
fn a_body_is_compared_where_the_case_has_one() {
    let got = Response { body: b"text".to_vec(), ..response(&[]) };
    let with_body = |body: &[u8]| Expected { body: Some(body.to_vec()), ..expected(&[]) };
    assert_eq!(compare(&expected(&[]), &got), None);
    assert_eq!(compare(&with_body(b"text"), &got), None);
    assert!(compare(&with_body(b""), &got).is_some());
    assert!(compare(&with_body(b"other"), &got).is_some());
}

#[test]
fn long_bodies_that_differ_after_the_cut_are_a_difference() {
    let mut body = vec![b'a'; 1000];
    let got = Response { body: body.clone(), ..response(&[]) };
    body[999] = b'b';
    assert!(compare(&Expected { body: Some(body), ..expected(&[]) }, &got).is_some());
}

#[test]
fn what_ran_is_compared_where_the_case_says_so() {
    let that_ran = |names: &[&str]| Expected {
        ran: Some(names.iter().map(|&name| name.to_owned()).collect()),
        ..expected(&[])
    };
    assert_eq!(compare(&that_ran(&["layer"]), &response(&[])), None);
    let diff = compare(&that_ran(&[]), &response(&[]));
    assert_eq!(diff.as_deref(), Some("  200\n- ran: nothing\n+ ran: layer\n"));
}
