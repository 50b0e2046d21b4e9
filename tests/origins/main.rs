//! The rules about origins, next to what others say: the URL standard, and the compiler.

mod stars;
mod texts_in_sets;
mod url_standard;
