//! A table of numbers side by side, with their ratios to the first.

use std::fmt;
use std::time::Duration;

#[derive(Clone, Copy, Debug)]
pub(super) enum Cell {
    Seconds(f64),
    Bytes(u64),
}

impl Cell {
    pub(super) fn of(time: Duration) -> Self {
        Self::Seconds(time.as_secs_f64())
    }

    #[expect(clippy::cast_precision_loss, reason = "a binary has less than 2^53 bytes")]
    pub(super) fn value(self) -> f64 {
        match self {
            Self::Seconds(seconds) => seconds,
            Self::Bytes(bytes) => bytes as f64,
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seconds(seconds) => write!(out, "{seconds:.2} s"),
            Self::Bytes(bytes) => write!(out, "{} KiB", bytes / 1024),
        }
    }
}

pub(super) struct Row {
    name: &'static str,
    cells: Vec<Option<Cell>>,
}

impl Row {
    /// One number for each program, without CORS first.
    pub(super) fn compared(name: &'static str, cells: [Cell; 3]) -> Self {
        Self { name, cells: cells.map(Some).to_vec() }
    }

    /// A number of the attribute, with no counterpart in the other programs.
    pub(super) fn single(name: &'static str, cell: Cell) -> Self {
        Self { name, cells: vec![None, Some(cell), None] }
    }

    fn texts(&self) -> Vec<String> {
        let first = self.cells.first().copied().flatten();
        let text = |(index, cell): (usize, &Option<Cell>)| match (cell, first) {
            (None, _) => "-".to_owned(),
            (Some(cell), Some(first)) if index > 0 => {
                format!("{cell} ({:.2})", cell.value() / first.value())
            }
            (Some(cell), _) => cell.to_string(),
        };
        self.cells.iter().enumerate().map(text).collect()
    }
}

pub(super) struct Table {
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<String>,
}

const HEADS: [&str; 3] = ["without CORS", "#[cors(...)]", "CorsLayer per route"];

/// As Markdown, so that it can be pasted.
impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |row: &Row| row.name.chars().count();
        let names = self.rows.iter().map(name).chain([self.title.len()]).max().unwrap_or_default();
        let texts: Vec<_> = self.rows.iter().map(Row::texts).collect();
        let width = |column: usize| {
            let texts = texts.iter().filter_map(|texts| texts.get(column)).map(String::len);
            texts.chain([HEADS[column].len()]).max().unwrap_or_default()
        };
        let widths = [width(0), width(1), width(2)];
        write!(out, "| {:names$} |", self.title)?;
        for (head, width) in HEADS.iter().zip(widths) {
            write!(out, " {head:>width$} |")?;
        }
        write!(out, "\n|{:-<1$}|", "", names + 2)?;
        for width in widths {
            write!(out, "{:->1$}|", ":", width + 2)?;
        }
        writeln!(out)?;
        for (row, texts) in self.rows.iter().zip(&texts) {
            write!(out, "| {:names$} |", row.name)?;
            for (text, width) in texts.iter().zip(widths) {
                write!(out, " {text:>width$} |")?;
            }
            writeln!(out)?;
        }
        writeln!(out, "\nIn parentheses: ratio to the program without CORS.")?;
        self.notes.iter().try_for_each(|note| writeln!(out, "{note}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_aligned_and_shows_ratios_to_the_program_without_cors() {
        let table = Table {
            title: "1 handler".to_owned(),
            rows: vec![
                Row::single("macro", Cell::Seconds(1.0)),
                Row::compared("check", [1.0, 1.5, 20.0].map(Cell::Seconds)),
                Row::compared("size", [2048, 3072, 2048].map(Cell::Bytes)),
            ],
            notes: vec!["A note.".to_owned()],
        };
        let expected = "\
| 1 handler | without CORS |  #[cors(...)] | CorsLayer per route |
|-----------|-------------:|--------------:|--------------------:|
| macro     |            - |        1.00 s |                   - |
| check     |       1.00 s | 1.50 s (1.50) |     20.00 s (20.00) |
| size      |        2 KiB |  3 KiB (1.50) |        2 KiB (1.00) |

In parentheses: ratio to the program without CORS.
A note.
";
        assert_eq!(table.to_string(), expected);
    }
}
