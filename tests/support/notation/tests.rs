use super::*;

const WHOLE: &str = "\
# A heading
! ran: nothing

# A name
# and an explanation
> POST /cart?full
> Origin: https://app.example.com
> X-Empty:
>
> first
> second
< 200
< Vary: Accept
< Vary: Origin
<
< done
! ran: layer, add_to_cart
! not on tcp, local: a reason

# Another
> GET /
< 404
";

fn parse(text: &str) -> Result<Vec<Case>, String> {
    parse_file("some.http", text).map_err(|error| error.to_string())
}

#[test]
fn every_part_of_a_case_is_read() {
    let cases = parse(WHOLE).unwrap();
    let [case, other] = cases.as_slice() else { panic!("two cases") };
    assert_eq!(case.name, "A name");
    assert_eq!(case.place.to_string(), "some.http:4");
    assert_eq!((case.request.method.as_str(), case.request.target.as_str()), ("POST", "/cart?full"));
    assert_eq!(
        case.request.lines,
        [FieldLine::new("Origin", b"https://app.example.com"), FieldLine::new("X-Empty", b"")]
    );
    assert_eq!(case.request.body, b"first\nsecond");
    assert_eq!(case.expected.status, 200);
    assert_eq!(case.expected.lines, [FieldLine::new("Vary", b"Accept"), FieldLine::new("Vary", b"Origin")]);
    assert_eq!(case.expected.body.as_deref(), Some(&b"done"[..]));
    assert_eq!(case.expected.ran.as_deref(), Some(&["layer".to_owned(), "add_to_cart".to_owned()][..]));
    assert!(case.runs_on(&["axum", "router"]));
    assert!(!case.runs_on(&["axum", "tcp"]));
    assert!(!case.runs_on(&["rocket", "local"]));

    assert_eq!(other.expected.body, None, "a body that is not written is not compared");
    assert_eq!(other.expected.ran.as_deref(), Some(&[][..]), "the heading speaks for every case");
}

#[test]
fn an_empty_body_is_a_bare_mark_or_a_note() {
    for text in ["# h\n\n# n\n> GET /\n< 200\n<\n", "# h\n! body: empty\n\n# n\n> GET /\n< 200\n"] {
        assert_eq!(parse(text).unwrap()[0].expected.body.as_deref(), Some(&[][..]), "{text}");
    }
}

#[test]
fn what_departs_from_the_notation_is_named_with_file_and_line() {
    for (text, expected) in [
        ("", "some.http:1: the file is empty"),
        ("# h\n", "some.http:1: the file has a heading and no case"),
        ("> GET /\n< 200\n", "some.http:1: a file begins with a heading"),
        ("# h\n\n> GET /\n< 200\n", "some.http:3: the case has no name"),
        ("# h\n\n# n\n< 200\n", "some.http:3: the case has no request"),
        ("# h\n\n# n\n> GET /\n", "some.http:3: the case has no response"),
        ("# h\n\n# n\n> GET\n< 200\n", "some.http:4: the request line is"),
        ("# h\n\n# n\n> GET /\n> Origin\n< 200\n", "some.http:5: a header line is"),
        ("# h\n\n# n\n> GET /\n> Ori gin: a\n< 200\n", "some.http:5: `Ori gin` is not a header name"),
        ("# h\n\n# n\n> GET /\n> Origin: \\q\n< 200\n", "some.http:5: an escape is"),
        ("# h\n\n# n\n> GET /\n< 20\n", "some.http:5: `20` is not a status code"),
        ("# h\n\n# n\n> GET /\n< 200 OK\n", "some.http:5: `200 OK` is not a status code"),
        ("# h\n\n# n\n< 200\n> GET /\n", "some.http:5: a case is"),
        ("# h\n\n# n\n> GET /\n< 200\n! often\n", "some.http:6: a note is"),
        ("# h\n\n# n\n> GET /\n< 200\nVary: a\n", "some.http:6: a line begins with"),
        ("# h\n\n# n\n> GET /\n< 200\n# m\n> GET /\n", "some.http:6: a case is"),
        (
            "# h\n\n# n\n> GET /\n< 200\n\n# n\n> GET /\n< 200\n",
            "some.http:7: line 3 has a case of this name",
        ),
    ] {
        let error = parse(text).unwrap_err();
        assert!(error.starts_with(expected), "{text:?}: {error}");
    }
}

/// Whether a path in the README's table, which may contain parameters, matches a target.
fn leads_to(path: &str, target: &str) -> bool {
    let mut target = target.split(['/', '?']);
    path.split('/').all(|segment| {
        let asked = target.next();
        asked.is_some() && (segment.starts_with('{') || asked == Some(segment))
    })
}

#[test]
fn every_route_of_the_readme_is_asked_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let cases = read_folder(&folder).unwrap();
    let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let first_cells =
        readme.lines().filter(|line| line.starts_with("| `/")).filter_map(|line| line.split('|').nth(1));
    let mut paths = 0;
    for path in
        first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).filter(|path| path.starts_with('/'))
    {
        let asked = cases.iter().any(|case| leads_to(path, &case.request.target));
        assert!(asked, "no case asks for {path}");
        paths += 1;
    }
    assert!(paths > 50, "{paths} paths were found in the table");
}
