//! Which columns hold the questions by what stands in them: those that have the most words in common.

use super::profile::Profile;
use crate::numeric::sort::sorted;
use unicode_segmentation::UnicodeSegmentation;

/// As many rows are looked at, and as many words of a cell.
const ROWS: usize = 200;
const WORDS: usize = 64;
/// Beside the words in common, columns whose texts are equally long score so much, and columns side by side so much.
const EQUALLY_LONG: f64 = 0.3;
const SIDE_BY_SIDE: f64 = 0.05;
/// Of further texts, so much is about the same as the questions if this share of their words is.
const ALIKE: f64 = 0.02;

/// Columns that may hold the questions.
pub fn texts(rows: &[Vec<String>], profiles: &[Profile], taken: &[usize]) -> Vec<usize> {
    let free = |column: &usize| !taken.contains(column) && (rows.len() < 2 || !profiles[*column].is_constant());
    let texts: Vec<usize> = (0..profiles.len()).filter(free).filter(|&c| profiles[c].is_text()).collect();
    let others = || (0..profiles.len()).filter(free).filter(|&c| profiles[c].could_be_text() && !profiles[c].is_kind()).collect();
    if texts.len() < 2 { others() } else { texts }
}

/// Of all columns of texts the two that have most words in common; of equals the first.
pub fn by_content(rows: &[Vec<String>], profiles: &[Profile], taken: &[usize]) -> Option<[usize; 2]> {
    let columns = texts(rows, profiles, taken);
    let mut best: Option<(f64, [usize; 2])> = None;
    pairs(rows, profiles, &columns, |score, pair| {
        if best.is_none_or(|(most, first)| score > most || (score == most && pair < first)) {
            best = Some((score, pair));
        }
    });
    best.map(|(_, pair)| pair)
}

/// Hands over the pairs of columns that may score most, with their scores. There may be thousands of columns: where two neighbours score more than two others
/// can that share no word, those are left out.
fn pairs(rows: &[Vec<String>], profiles: &[Profile], columns: &[usize], mut each: impl FnMut(f64, [usize; 2])) {
    let score = |share: f64, [a, b]: [usize; 2]| {
        let lengths = [a, b].map(|column| profiles[column].length());
        let alike = lengths[0].min(lengths[1]) / lengths[0].max(lengths[1]).max(1e-9);
        share + EQUALLY_LONG * alike + if b == a + 1 { SIDE_BY_SIDE } else { 0.0 }
    };
    let are_enough = columns.windows(2).any(|pair| score(0.0, [pair[0], pair[1]]) > EQUALLY_LONG);
    let mut words = Shared::of(rows, columns);
    for (place, &column) in columns.iter().enumerate() {
        let always = if are_enough { columns.len().min(place + 2) } else { columns.len() };
        for (other, share) in words.with_later(place, always) {
            let pair = [column, columns[other]];
            each(score(share, pair), pair);
        }
    }
}

/// A further column of texts that is about the same as the questions.
pub fn third(rows: &[Vec<String>], profiles: &[Profile], questions: [usize; 2], taken: &[usize]) -> Option<usize> {
    let further = |&column: &usize| !taken.contains(&column) && profiles[column].is_text() && !profiles[column].is_constant();
    let columns: Vec<usize> = questions.into_iter().chain((0..profiles.len()).filter(further)).collect();
    let mut words = Shared::of(rows, &columns);
    let alike = [0, 1].into_iter().flat_map(|question| words.with_later(question, 0)).filter(|&(place, share)| place > 1 && share >= ALIKE);
    alike.map(|(place, _)| columns[place]).min()
}

/// The words that columns have in common, each column being split once.
struct Shared {
    rows: Vec<Row>,
    /// Of one column with each other: words of a row, and shares of all rows.
    common: Vec<usize>,
    sums: Vec<f64>,
}

/// Words of a row by number.
struct Row {
    /// Of each column.
    words: Vec<Vec<usize>>,
    /// The columns that have each, in order.
    columns: Vec<Vec<usize>>,
}

impl Shared {
    fn of(rows: &[Vec<String>], columns: &[usize]) -> Self {
        let rows = rows.iter().take(ROWS).map(|row| Row::of(columns.iter().map(|&column| words(row, column)))).collect();
        Self { rows, common: vec![0; columns.len()], sums: vec![0.0; columns.len()] }
    }

    /// The share of words that the cells of this column have in common with those of later ones, on average: of all up to `always`, and of those further on that
    /// have any.
    fn with_later(&mut self, column: usize, always: usize) -> Vec<(usize, f64)> {
        let Self { rows, common, sums } = self;
        let mut others: Vec<usize> = (column + 1..always).collect();
        for row in &*rows {
            let mut here = vec![];
            for &word in &row.words[column] {
                let columns = &row.columns[word];
                for &other in &columns[columns.partition_point(|&other| other <= column)..] {
                    if common[other] == 0 {
                        here.push(other);
                    }
                    common[other] += 1;
                }
            }
            for other in here {
                if other >= always && sums[other] == 0.0 {
                    others.push(other);
                }
                let counts = [column, other].map(|column| row.words[column].len());
                sums[other] += share(counts, std::mem::take(&mut common[other]));
            }
        }
        let count = rows.len().max(1) as f64;
        others.into_iter().map(|other| (other, std::mem::take(&mut sums[other]) / count)).collect()
    }
}

impl Row {
    fn of(cells: impl Iterator<Item = Vec<String>>) -> Self {
        let cells: Vec<Vec<String>> = cells.collect();
        let all: Vec<(&String, usize)> = cells.iter().enumerate().flat_map(|(column, words)| words.iter().map(move |word| (word, column))).collect();
        let (mut words, mut columns): (Vec<Vec<usize>>, Vec<Vec<usize>>) = (vec![vec![]; cells.len()], vec![]);
        let mut before = None;
        for (word, column) in sorted(&all, |a, b| a.0.cmp(b.0)) {
            if before.replace(word) != Some(word) {
                columns.push(vec![]);
            }
            words[column].push(columns.len() - 1);
            columns.last_mut().expect("a word").push(column);
        }
        Self { words, columns }
    }
}

/// The different words of a cell.
fn words(row: &[String], column: usize) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    for word in row.get(column).into_iter().flat_map(|cell| cell.unicode_words()).take(WORDS).map(str::to_lowercase) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Of the words of two cells, those that they have in common.
fn share(counts: [usize; 2], common: usize) -> f64 {
    common as f64 / (counts[0] + counts[1] - common).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::super::dialect::profiles;
    use super::*;

    /// Texts of three to five words, of so many words.
    fn table(rows: usize, columns: usize, vocabulary: usize) -> Vec<Vec<String>> {
        let mut state = (rows * columns * vocabulary) as u32;
        let mut random = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        let letters = |number: usize| number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>();
        let mut text = || (0..3 + random(3)).map(|_| letters(random(vocabulary))).collect::<Vec<_>>().join(" ");
        (0..rows).map(|_| (0..columns).map(|_| text()).collect()).collect()
    }

    /// Each with each, and each anew.
    fn naive(rows: &[Vec<String>], profiles: &[Profile]) -> Option<[usize; 2]> {
        let columns = texts(rows, profiles, &[]);
        let shared = |[a, b]: [usize; 2]| {
            let of_row = |row: &Vec<String>| {
                let [a, b] = [a, b].map(|column| words(row, column));
                share([a.len(), b.len()], a.iter().filter(|word| b.contains(word)).count())
            };
            rows.iter().map(of_row).sum::<f64>() / rows.len() as f64
        };
        let mut best = None;
        for [a, b] in columns.iter().enumerate().flat_map(|(i, &a)| columns[i + 1..].iter().map(move |&b| [a, b])) {
            let [long, short] = [f64::max, f64::min].map(|of| of(profiles[a].length(), profiles[b].length()));
            let score = shared([a, b]) + 0.3 * (short / long) + if b == a + 1 { 0.05 } else { 0.0 };
            best = best.filter(|&(most, _)| most >= score).or(Some((score, [a, b])));
        }
        best.map(|(_, pair)| pair)
    }

    #[test]
    fn the_two_columns_are_those_of_all_that_have_most_in_common() {
        let mut found = std::collections::BTreeSet::new();
        for rows in [1, 2, 7] {
            for (columns, vocabulary) in [2, 3, 9, 30].into_iter().flat_map(|columns| [9, 90, 900, 90_000].map(|words| (columns, words))) {
                let rows = table(rows, columns, vocabulary);
                let profiles = profiles(&rows, columns);
                let pair = by_content(&rows, &profiles, &[]);
                assert_eq!(pair, naive(&rows, &profiles), "{rows:?}");
                found.insert(pair);
            }
        }
        assert!(found.len() > 10, "{found:?}");
    }

    #[test]
    fn thousands_of_columns_are_not_compared_each_with_each() {
        let rows = table(3, 4_000, 100_000_000);
        let (mut compared, profiles) = (0, profiles(&rows, 4_000));
        pairs(&rows, &profiles, &texts(&rows, &profiles, &[]), |_, _| compared += 1);
        assert!((3_999..3 * 4_000).contains(&compared), "{compared}");
    }
}
