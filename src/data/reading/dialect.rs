//! Which delimiter and which quotes: all are tried, and the most regular rows win.

use super::columns;
use super::content;
use super::delimited::{BLANKS, Dialect, Lines, Quotes};
use super::label_column::{Found, find};
use super::profile::Profile;
use super::{Reading, record::Record};
use unicode_segmentation::UnicodeSegmentation;

/// Tried in this order; the first of equals is taken.
const DELIMITERS: [&str; 12] = ["\t", "|||", "||", ";", ",", "|", "\u{1}", "\u{1f}", "~", "^", "::", "§"];
/// Of rows that are as regular as this share of the most regular ones, those win that look most like pairs.
const ALMOST: f64 = 0.8;
/// As many lines may stand above the table, comments apart.
const MOST_ABOVE: usize = 30;
/// A table has no more columns.
const WIDEST: usize = 512;

/// A row of the sample.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleRow {
    /// The line in which it begins, from 1.
    pub line: u64,
    /// Its fields.
    pub fields: Vec<String>,
}

/// One way to read the sample.
struct Trial {
    dialect: Dialect,
    rows: Vec<SampleRow>,
    /// As many fields as most rows have.
    width: usize,
    /// Rows of this width less the others.
    score: i64,
    odd_quotes: usize,
    /// Rows with a field in quotes.
    quoted: usize,
    /// Rows with a space in front of each field but the first.
    spaced: usize,
}

/// The dialect that is found in a sample.
pub struct Detected {
    /// How lines become fields.
    pub dialect: Dialect,
    /// All rows.
    pub rows: Vec<SampleRow>,
    /// As many fields as most rows have.
    pub width: usize,
    /// Does space stand behind every comma, and nothing in quotes? Then they may be those of sentences.
    pub is_prose: bool,
}

impl From<Trial> for Detected {
    fn from(Trial { dialect, rows, width, spaced, quoted, .. }: Trial) -> Self {
        let is_prose = dialect.delimiter == "," && quoted == 0 && spaced == rows.iter().filter(|row| row.fields.len() > 1).count();
        Self { dialect, rows, width, is_prose }
    }
}

/// The dialect, the rows and the width of the most.
pub fn detect(sample: &str, whole: bool, reading: &Reading) -> Detected {
    let line_break = if sample.contains('\n') || !sample.contains('\r') { '\n' } else { '\r' };
    let given = reading.delimiter.as_deref().or_else(|| declared(sample));
    let tried: Vec<&str> = match given {
        Some(delimiter) => vec![delimiter],
        None => {
            // R separates texts in quotes by blanks.
            let blank = sample.contains("\" \"").then_some(" ");
            DELIMITERS.into_iter().filter(|delimiter| *delimiter == "," || sample.contains(delimiter)).chain(blank).collect()
        }
    };
    let mut trials: Vec<Trial> = tried.into_iter().map(|delimiter| with_quotes(sample, whole, delimiter, line_break, reading.quotes)).collect();
    let most = trials.iter().map(|trial| trial.score).max().unwrap_or(0);
    // Blanks stand in texts too: they align columns where nothing else separates any, nearly all rows are regular, and a header or labels say so.
    if given.is_none() && most <= 0 && sample.contains(BLANKS) {
        let aligned = with_quotes(sample, whole, BLANKS, line_break, None);
        if aligned.score as f64 >= ALMOST * aligned.rows.len() as f64 && plausibility(&aligned) > 1 {
            return aligned.into();
        }
    }
    trials.retain(|trial| trial.score == most || trial.score as f64 >= ALMOST * most as f64 && trial.score > 0);
    let best = if trials.len() == 1 { 0 } else { likeliest(&trials) };
    trials.swap_remove(best).into()
}

/// The first of those that look most like pairs.
fn likeliest(trials: &[Trial]) -> usize {
    let scores: Vec<(usize, i64)> = trials.iter().map(|trial| (plausibility(trial), trial.score)).collect();
    let best = scores.iter().max();
    scores.iter().position(|score| Some(score) == best).unwrap_or(0)
}

/// Excel's line that says the delimiter.
fn declared(sample: &str) -> Option<&str> {
    let line = sample.lines().next()?.trim_end_matches('\r');
    let rest = line.trim_matches('"');
    let delimiter = rest.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &rest[4..])?;
    (delimiter.chars().count() == 1).then_some(delimiter)
}

/// Quotes that enclose fields, with two within or with a backslash, or that are plain characters.
fn with_quotes(sample: &str, whole: bool, delimiter: &str, line_break: char, given: Option<bool>) -> Trial {
    let trial = |quotes| try_dialect(sample, whole, Dialect { delimiter: delimiter.to_owned(), quotes, line_break });
    if given == Some(false) || delimiter == BLANKS {
        return trial(Quotes::Plain);
    }
    let mut enclosing = trial(Quotes::Doubled);
    if sample.contains("\\\"") {
        let escaped = trial(Quotes::Escaped);
        if (escaped.score, std::cmp::Reverse(escaped.odd_quotes)) > (enclosing.score, std::cmp::Reverse(enclosing.odd_quotes)) {
            enclosing = escaped;
        }
    }
    if given.is_some() || !sample.contains('"') && delimiter != "\t" {
        return enclosing;
    }
    let plain = trial(Quotes::Plain);
    // In tab files quotes are plain characters unless many fields stand in them; in others the other way round. No quotes enclose a tab between columns.
    let by_habit = match delimiter {
        "\t" => enclosing.width >= plain.width && (2 * enclosing.quoted > enclosing.rows.len() || sample.contains("\"\"")),
        // Few of many are slips.
        _ => 10 * enclosing.odd_quotes <= enclosing.quoted,
    };
    if enclosing.score > plain.score || (enclosing.score == plain.score && by_habit) { enclosing } else { plain }
}

fn try_dialect(sample: &str, whole: bool, dialect: Dialect) -> Trial {
    let (mut rows, mut odd_quotes, mut quoted, mut spaced) = (vec![], 0, 0, 0);
    let mut take = |record: Record| {
        odd_quotes += record.odd_quotes + usize::from(record.broken.is_some());
        quoted += usize::from(record.lines > 1 || record.enclosed);
        spaced += usize::from(record.is_spaced());
        rows.push(SampleRow { line: record.line, fields: record.texts() });
        Ok(())
    };
    // A row that is too long is found, and named, when the file is read.
    let _ = Lines::new(dialect.clone()).feed(sample, whole, &mut take);
    if declared(sample).is_some() {
        rows.retain(|row| row.line > 1);
    }
    let count = |width: usize| rows.iter().filter(|row| row.fields.len() == width).count();
    let widest = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0).min(WIDEST);
    let width = (2..=widest).max_by_key(|&width| (count(width), std::cmp::Reverse(width))).unwrap_or(1);
    let regular = if width < 2 { 0 } else { count(width) as i64 };
    let score = 2 * regular - rows.len() as i64;
    Trial { dialect, width, score, odd_quotes, quoted, spaced, rows }
}

/// How much the rows look like pairs with a label.
fn plausibility(trial: &Trial) -> usize {
    let rows = &trial.rows[first_row(&trial.rows, trial.width).0..];
    let Some((first, below)) = rows.split_first() else { return 0 };
    let (body, profiles) = body(below, trial.width);
    let named = columns::by_name(&first.fields, None).is_some();
    let known = matches!(find(None, &profiles, &[]), Found::Known(_));
    let texts = content::texts(&body, &profiles, &[]).len() > 1;
    4 * usize::from(named) + usize::from(known) + usize::from(texts)
}

/// What each column holds.
#[inline(never)]
pub fn profiles(rows: &[Vec<String>], width: usize) -> Vec<Profile> {
    (0..width).map(|column| Profile::of(rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.as_str()))).collect()
}

/// Is the first of these rows a header?
#[inline(never)]
fn has_header(rows: &[SampleRow], width: usize) -> bool {
    columns::has_header(&rows[0].fields, &body(&rows[1..], width).1)
}

/// The cells of these rows, but of no more than so many, and what each column holds.
#[inline(never)]
fn body(rows: &[SampleRow], width: usize) -> (Vec<Vec<String>>, Vec<Profile>) {
    let body: Vec<Vec<String>> = rows.iter().take(200).map(|row| row.fields.clone()).collect();
    let profiles = profiles(&body, width);
    (body, profiles)
}

/// Where the table begins, below titles, comments and lines of nothing; and is that a row of texts with fields too few or too many?
#[inline(never)]
pub fn first_row(rows: &[SampleRow], width: usize) -> (usize, bool) {
    let filled = |row: &SampleRow| row.fields.iter().filter(|field| !field.is_empty()).count();
    let named = |row: &SampleRow| row.fields.len() > 1 && columns::by_name(&row.fields, None).is_some();
    let remarks = rows.iter().take_while(|row| row.fields.len() != width && row.fields[0].starts_with('#') && !named(row)).count();
    let above = &rows[..rows.len().min(remarks + MOST_ABOVE)];
    let Some(regular) = above.iter().position(|row| row.fields.len() == width && filled(row) > 1) else { return (0, false) };
    // A header may be shorter or longer than the rows below it.
    let header = above[..regular].iter().rposition(named);
    let comments = above[regular..].iter().take_while(|row| row.fields[0].starts_with('#') && !named(row)).count();
    let behind = regular + comments;
    let texts = |row: &SampleRow| row.fields.iter().filter(|field| field.unicode_words().nth(1).is_some()).count() > 1;
    match header {
        Some(header) => (header, false),
        None if comments > 0 && above.get(behind).is_some_and(named) => (behind, false),
        None => match above[remarks..regular].iter().position(texts).map(|row| remarks + row) {
            Some(row) if !has_header(&rows[regular..], width) => (row, true),
            // Of two headers the second one counts, if only that one names the questions.
            _ => {
                let short = |row: &&SampleRow| row.fields.iter().all(|field| field.unicode_words().count() < 3);
                let second = above[regular..].get(1).filter(|row| !named(&above[regular]) && short(&&above[regular]) && named(row) && short(row));
                (regular + usize::from(second.is_some()), false)
            }
        },
    }
}
