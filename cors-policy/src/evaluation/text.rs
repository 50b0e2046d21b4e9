//! Text that is built in const evaluation.

use crate::evaluation::const_str::find_any;

/// The capacity of a [`Text`], in bytes.
const CAPACITY: usize = 2048;

/// A text of at most 2048 bytes, built without allocation.
///
/// Bytes beyond that are dropped; [`Text::is_complete`] tells whether any were.
#[derive(Clone, Copy)]
pub struct Text {
    bytes: [u8; CAPACITY],
    len: usize,
    complete: bool,
}

impl Text {
    /// The empty text.
    pub const fn new() -> Self {
        Self { bytes: [0; CAPACITY], len: 0, complete: true }
    }

    /// The text built so far.
    pub const fn as_str(&self) -> &str {
        let (bytes, _) = self.bytes.split_at(self.len);
        match core::str::from_utf8(bytes) {
            Ok(text) => text,
            // The capacity ended inside a character.
            Err(error) => match core::str::from_utf8(bytes.split_at(error.valid_up_to()).0) {
                Ok(text) => text,
                Err(_) => "",
            },
        }
    }

    /// Whether everything that was pushed fitted.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether nothing was pushed.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds one byte of ASCII.
    pub const fn push_byte(&mut self, byte: u8) {
        if self.len < CAPACITY {
            self.bytes[self.len] = byte;
            self.len += 1;
        } else {
            self.complete = false;
        }
    }

    /// Adds a text.
    pub const fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self.push_byte(bytes[i]);
            i += 1;
        }
    }

    /// Adds a text with its ASCII letters in lowercase.
    pub const fn push_lowercase(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self.push_byte(bytes[i].to_ascii_lowercase());
            i += 1;
        }
    }

    /// Adds a number in decimal.
    pub const fn push_number(&mut self, number: u64) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        self.push_byte(b'0' + (number % 10) as u8);
    }

    /// Adds a text as a Rust string literal, in quotes.
    pub const fn push_literal(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.push_byte(b'"');
        let mut i = 0;
        while i < bytes.len() {
            match bytes[i] {
                b'"' => self.push("\\\""),
                b'\\' => self.push("\\\\"),
                b'\n' => self.push("\\n"),
                b'\r' => self.push("\\r"),
                b'\t' => self.push("\\t"),
                control if control.is_ascii_control() => {
                    self.push("\\x");
                    self.push_byte(HEX[(control >> 4) as usize]);
                    self.push_byte(HEX[(control & 15) as usize]);
                }
                byte => self.push_byte(byte),
            }
            i += 1;
        }
        self.push_byte(b'"');
    }

    /// Adds what the user wrote between backquotes, shortened if it is long.
    pub const fn push_written(&mut self, written: &str) {
        self.push_byte(b'`');
        if written.len() <= WRITTEN_LEN && find_any(written, b"\r\n\t").is_none() {
            self.push(written);
        } else {
            let mut shown = 0;
            let bytes = written.as_bytes();
            let mut to = if bytes.len() < WRITTEN_LEN { bytes.len() } else { WRITTEN_LEN };
            while to < bytes.len() && bytes[to] & 0b1100_0000 == 0b1000_0000 {
                // Inside a character.
                to -= 1;
            }
            while shown < to {
                // A line break here would break the message.
                self.push_byte(if bytes[shown].is_ascii_control() { b' ' } else { bytes[shown] });
                shown += 1;
            }
            if to < bytes.len() {
                self.push("…");
            }
        }
        self.push_byte(b'`');
    }

    /// The length so far, in bytes; a mark for [`truncate`](Self::truncate).
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// Drops what was pushed since the text was `len` bytes long.
    pub(crate) const fn truncate(&mut self, len: usize) {
        if len < self.len {
            self.len = len;
        }
    }
}

/// How much of what the user wrote a headline shows, in bytes.
const WRITTEN_LEN: usize = 40;

/// The digits of hexadecimal numbers.
pub(crate) const HEX: &[u8; 16] = b"0123456789abcdef";

impl Default for Text {
    fn default() -> Self {
        Self::new()
    }
}

impl core::fmt::Display for Text {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::fmt::Debug for Text {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        core::fmt::Debug::fmt(self.as_str(), f)
    }
}
