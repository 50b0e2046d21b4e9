//! The diffs in the migration guide are those of the applications.

const GUIDE: &str = include_str!("../../cors-runtime/src/migration.md");

/// Each application, before and after, in the order of the guide.
const APPLICATIONS: [(&str, &str); 4] = [
    (include_str!("storefront/before.rs"), include_str!("storefront/after.rs")),
    (include_str!("bookshop/before.rs"), include_str!("bookshop/after.rs")),
    (include_str!("platform/before.rs"), include_str!("platform/after.rs")),
    (include_str!("configured/before.rs"), include_str!("../../examples/configured/src/main.rs")),
];

/// The lines of one side of a hunk, as they are in the file.
fn side(hunk: &[&str], other: char) -> String {
    let lines = hunk.iter().filter(|line| !line.starts_with(other));
    lines.map(|line| line.get(1..).unwrap_or_default().to_owned() + "\n").collect()
}

#[test]
fn its_diffs_are_in_the_files() {
    let (_, section) = GUIDE.split_once("\n# Whole applications on axum").expect("the section");
    let (section, _) = section.split_once("\n# ").expect("another section");
    let diffs: Vec<_> = section.split("```diff\n").skip(1).collect();
    assert_eq!(diffs.len(), APPLICATIONS.len());
    for (diff, (before, after)) in diffs.into_iter().zip(APPLICATIONS) {
        let (diff, _) = diff.split_once("```").expect("its end");
        let lines: Vec<_> = diff.lines().collect();
        for hunk in lines.split(|line| *line == " ...") {
            for (file, other) in [(before, '+'), (after, '-')] {
                let expected = side(hunk, other);
                assert!(file.contains(&expected), "{expected}\nis not in\n{file}");
            }
        }
    }
}
