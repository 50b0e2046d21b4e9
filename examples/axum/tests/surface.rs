//! What pages may do is kept in `surface.txt`, where a review sees each change of it. After one that is meant,
//! `UPDATE_EXPECT=1 cargo test -p example-axum` rewrites the file.

#[test]
fn the_surface_is_the_reviewed_one() {
    expect_test::expect_file!["surface.txt"].assert_eq(&example_axum::shop::router().surface().to_string());
}
