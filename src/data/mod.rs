//! Question pairs: files, the built-in set, the vocabulary, what is held out, and batches.
//!
//! Only duplicates are trained on. Held out are whole clusters of mutual duplicates, so that none of their questions was trained on, and
//! non-duplicates that have a question the training does not know; or what the file itself says.

mod arena;
pub mod arrays;
mod batches;
pub mod builtin;
mod clusters;
mod negatives;
mod nfc;
mod questions;
pub mod reading;
mod report;
mod split;
mod table;
mod tokenizer;
mod treebank;
mod vectors;
mod vocabulary;

pub use crate::network::layers::PADDING;
pub use batches::{Batches, Item, Padding, Prepared};
pub use reading::{Column, Inspection, Reader, Reading};
pub use report::{ColumnNames, HeldOut, Kept, Known, Reason, Reduced, Report, Tally, TestFile};
pub(crate) use split::shuffle;
pub use tokenizer::Tokenizer;
pub use vectors::Beside;
pub use vocabulary::MARKS;

use crate::error::{Allowed, Error, Result, short};
use crate::settings::{Fields, Value};
use builtin::{BuiltinConfig, BuiltinPair};
use negatives::Negatives;
use questions::Questions;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use vectors::GivenVectors;
use vocabulary::Vocabulary;

/// The token of every word that no training pair has.
pub const UNKNOWN: u32 = 0;

/// Two questions, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Question 1, the left side.
    pub question1: u32,
    /// Question 2, the right side.
    pub question2: u32,
    /// Pairs of one cluster are all duplicates of one another.
    pub cluster: u32,
    /// Do the two ask the same?
    pub duplicate: bool,
    /// Where the pair stands in its file, from 1; 0 without a file.
    pub line: u32,
}

/// Pairs to train on, and held-out ones: duplicates first, and of them first one of each cluster, for `retrieval`.
struct Split {
    train: Vec<Pair>,
    evaluation: Vec<Pair>,
    retrieval: usize,
    /// Neither trained on nor measured; their words are known.
    validation: Vec<Pair>,
    /// No duplicates and not measured, with the clusters of their questions.
    negatives: Vec<(Pair, [u32; 2])>,
}

/// Question pairs, split into training and held-out.
#[derive(Debug, Clone)]
pub struct Dataset {
    questions: Questions,
    /// The questions' vectors, where they are given in the place of words.
    vectors: Option<GivenVectors>,
    train: Vec<Pair>,
    evaluation: Vec<Pair>,
    negatives: Negatives,
    /// Tokens of the longest question.
    longest: usize,
    report: Report,
    /// Of the pairs, once it has been asked for: a run that is saved again and again names it each time.
    fingerprint: OnceLock<u64>,
}

impl Dataset {
    /// A data set that the package brings along, by its name in [`builtin::SETS`], with the settings `asymmetry` and `seed`.
    ///
    /// # Errors
    /// A name that is none, or a setting outside its range.
    pub fn builtin(name: &str, config: &Value) -> Result<Self> {
        let names = builtin::SETS.iter().map(|set| set.name);
        let set = builtin::SETS.iter().find(|set| set.name == name);
        Self::made(set.ok_or_else(|| Error::value("name", format!("\"{name}\""), Allowed::one_of(names)))?, config)
    }

    /// The data set that the settings `set`, `asymmetry` and `seed` name.
    ///
    /// # Errors
    /// As [`Self::builtin`].
    pub fn of_settings(config: &Value) -> Result<Self> {
        let named: String = builtin_fields(config)?.choice("set")?;
        Self::builtin(&named, config)
    }

    fn made(of: &'static builtin::Set, config: &Value) -> Result<Self> {
        let fields = builtin_fields(config)?;
        let config = BuiltinConfig { set: of, asymmetry: fields.number("asymmetry")?, seed: fields.number("seed")? as u32 };
        let set = builtin::generate(&config);
        let mut questions = Questions::default();
        let mut pairs = |list: &[BuiltinPair]| list.iter().map(|pair| number(pair, &mut questions)).collect();
        let (train, evaluation): (Vec<Pair>, Vec<Pair>) = (pairs(&set.train), pairs(&set.evaluation));
        questions.compare_words();
        let retrieval = evaluation.iter().filter(|p| p.duplicate).count();
        let (rows_read, duplicates, non_duplicates) = (train.len() + evaluation.len(), train.len() + retrieval, evaluation.len() - retrieval);
        let split = Split { train, evaluation, retrieval, validation: vec![], negatives: vec![] };
        Self::new(questions, None, split, Report { source: of.name, rows_read, duplicates, non_duplicates, ..Report::default() })
    }

    /// Reads a whole file of pairs, of any format.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn from_csv(bytes: &[u8]) -> Result<Self> {
        Self::read(bytes, &Reading::default())
    }

    /// Reads a whole file of pairs; `reading` says what the file does not.
    ///
    /// # Errors
    /// No table of question pairs, two readings that cannot be told apart, or too few pairs to train on.
    pub fn read(bytes: &[u8], reading: &Reading) -> Result<Self> {
        let mut reader = Reader::new(reading);
        reader.push(bytes)?;
        reader.finish()
    }

    fn new(mut questions: Questions, vectors: Option<GivenVectors>, split: Split, mut report: Report) -> Result<Self> {
        report.held_out = HeldOut { by_validation: report.held_out.by_validation, ..split::summary(&split, &questions) };
        let Split { train, evaluation, validation, negatives, .. } = split;
        if train.iter().all(|p| p.cluster == train[0].cluster) {
            let skipped = report.skipped.reasons.iter().max_by_key(|r| r.count).map(|r| (r.why, r.lines[0]));
            let (rows, pairs, train) = (report.rows_read, train.len() + evaluation.len(), train.len());
            return Err(Error::FewPairs { rows, pairs, train, skipped });
        }
        let words_of: [&[Pair]; 2] = if vectors.is_none() { [&train, &validation] } else { [&[], &[]] };
        let by = report.reading.as_ref().and_then(|reading| reading.word_ids).unwrap_or_default();
        questions.keep_words_of(words_of.into_iter().flatten().flat_map(|p| [p.question1, p.question2]), by);
        (report.train_pairs, report.evaluation_pairs) = (train.len(), evaluation.len());
        report.kept = Kept { train: train.len(), test: evaluation.len() };
        (report.shared_words, report.characters_split) = (questions.shared_words(), questions.characters_split());
        (report.tokenizer, report.vocabulary_size) = (questions.tokenizer(), questions.vocabulary().size());
        let negatives = Negatives::of(&negatives, [&train, &evaluation], &questions);
        (report.negatives, report.negatives_held_out) = (negatives.texts().len(), negatives.held_out());
        Ok(Self { questions, vectors, train, evaluation, negatives, longest: 1, report, fingerprint: OnceLock::new() }.counted())
    }

    /// The same pairs, their texts encoded with other words: word by id, with marks in the places of [`UNKNOWN`] and [`PADDING`].
    ///
    /// # Errors
    /// If the data are vectors, not texts.
    pub fn with_vocabulary(&self, words: &[String], tokenizer: Tokenizer) -> Result<Self> {
        if self.vectors.is_some() {
            return Err(Error::OtherInput { vectors: true });
        }
        let mut other = self.clone();
        other.questions.encode_with(Vocabulary::of(words), tokenizer);
        (other.report.tokenizer, other.report.vocabulary_size) = (tokenizer, other.vocabulary_size());
        Ok(other.counted())
    }

    /// With the questions' tokens counted.
    fn counted(mut self) -> Self {
        let tokens = |pairs: &[Pair]| pairs.iter().flat_map(|p| [p.question1, p.question2]).map(|q| self.questions.tokens(q)).collect::<Vec<_>>();
        let (train, held_out) = (tokens(&self.train), tokens(&self.evaluation));
        self.longest = train.iter().chain(&held_out).map(|question| question.len()).max().unwrap_or(1);
        let mut of_length = vec![0; self.longest + 1];
        train.iter().for_each(|question| of_length[question.len()] += 1);
        // The shortest length that so many of a hundred questions do not exceed.
        let within = |share: usize| {
            let mut seen = 0;
            of_length.iter().position(|count| {
                seen += count;
                100 * seen >= share * train.len()
            })
        };
        self.report.lengths = [50, 95, 100].map(|share| within(share).unwrap_or(self.longest));
        self.report.held_out.words = held_out.iter().map(|question| question.len()).sum();
        self.report.held_out.unknown_words = held_out.iter().flat_map(|question| question.iter()).filter(|&&id| id == UNKNOWN).count();
        self.fingerprint = OnceLock::new();
        self
    }

    /// The words by id, with marks in the places of [`UNKNOWN`] and [`PADDING`].
    pub fn vocabulary(&self) -> Vec<String> {
        self.questions.vocabulary().list()
    }

    /// D of given vectors; `None` where the data are texts.
    pub fn vector_dim(&self) -> Option<usize> {
        self.vectors.as_ref().map(GivenVectors::dim)
    }

    /// What an encoder takes of a question.
    pub fn item(&self, question: u32) -> Item<'_> {
        match &self.vectors {
            Some(vectors) => Item::Vector(vectors.row(question)),
            None => Item::Tokens(Cow::Borrowed(self.tokens(question))),
        }
    }

    /// What an encoder takes of any text.
    ///
    /// # Errors
    /// If the data are vectors and no question has this text.
    pub fn item_of(&self, text: &str) -> Result<Item<'_>> {
        if self.vectors.is_none() {
            return Ok(Item::Tokens(Cow::Owned(self.tokenise(text))));
        }
        let question = self.questions.find(text).ok_or_else(|| Error::NoVector { text: short(text.into()) })?;
        Ok(self.item(question))
    }

    /// Duplicate pairs to train on.
    pub fn train(&self) -> &[Pair] {
        &self.train
    }

    /// Held-out pairs: one duplicate of each cluster, then the clusters' other duplicates, then non-duplicates.
    pub fn evaluation(&self) -> &[Pair] {
        &self.evaluation
    }

    /// Texts of rows that are no duplicates and not held out: at most so many for a batch that has just been drawn, each once, and of no pair in it.
    pub fn further(&self, batches: &Batches, chosen: &[(u32, bool)], most: usize) -> Vec<u32> {
        let most = most.min(self.negatives.texts().len());
        if most == 0 { vec![] } else { batches::further(chosen, most, (batches.beside(), &self.train), |cluster| self.negatives.of_cluster(cluster)) }
    }

    /// So many of the held-out pairs, the first ones, are for retrieval: no two of one cluster.
    pub fn retrieval_pairs(&self) -> usize {
        self.report.held_out.retrieval
    }

    /// The rule that makes words of texts.
    pub fn tokenizer(&self) -> Tokenizer {
        self.questions.tokenizer()
    }

    /// V: the training duplicates' words and the two special tokens.
    pub fn vocabulary_size(&self) -> usize {
        self.questions.vocabulary().size()
    }

    /// A question as it was written.
    pub fn text(&self, question: u32) -> &str {
        self.questions.text(question)
    }

    /// A question's token ids, at least one.
    pub fn tokens(&self, question: u32) -> &[u32] {
        self.questions.tokens(question)
    }

    /// T of everything that is measured, asked or looked up: the smallest power of two that holds the longest question, `max_length` at most.
    pub fn length(&self, max_length: usize) -> usize {
        self.longest.next_power_of_two().min(max_length)
    }

    /// The same of what a batch holds, with the texts that are no duplicates or without.
    pub fn length_with(&self, max_length: usize, negatives: bool) -> usize {
        let longest = self.negatives.texts().iter().filter(|_| negatives).map(|text| self.tokens(text.question).len()).max();
        self.length(max_length).max(longest.unwrap_or(1).next_power_of_two().min(max_length))
    }

    /// A question's words, one for each of its tokens.
    pub fn words(&self, question: u32) -> Vec<String> {
        self.tokenizer().words(self.text(question), str::to_owned)
    }

    /// Token ids of any text; a text without words is one unknown word.
    pub fn tokenise(&self, text: &str) -> Vec<u32> {
        let ids: Vec<u32> = self.tokenizer().words(text, |word| self.questions.vocabulary().id(word));
        if ids.is_empty() { vec![UNKNOWN] } else { ids }
    }

    /// What was read, and what was skipped and why.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// A number that tells this data set from others: FNV-1a (64 bit) over all words and tokens of all pairs.
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| {
            let mut hash = Fnv::default();
            for pair in self.train.iter().chain(&self.evaluation) {
                hash.add(&u32::from(pair.duplicate).to_le_bytes());
                for question in [pair.question1, pair.question2] {
                    if let Some(vectors) = &self.vectors {
                        vectors.row(question).iter().for_each(|x| hash.add(&x.to_bits().to_le_bytes()));
                    }
                    self.tokens(question).iter().for_each(|&id| hash.add(&id.to_le_bytes()));
                    hash.add(&u32::MAX.to_le_bytes());
                    hash.add(self.text(question).as_bytes());
                }
            }
            hash.0
        })
    }

    /// The same with the texts that are no duplicates, of a run that uses them.
    pub fn fingerprint_with(&self, negatives: bool) -> u64 {
        let mut hash = Fnv(self.fingerprint());
        for text in self.negatives.texts().iter().filter(|_| negatives) {
            hash.add(self.text(text.question).as_bytes());
            hash.add(&text.question.to_le_bytes());
        }
        hash.0
    }
}

/// FNV-1a of 64 bits.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The fields of a built-in set's configuration; all may be left out.
fn builtin_fields(config: &Value) -> Result<Fields<'_>> {
    static NONE: Value = Value::Map(BTreeMap::new());
    let config = if *config == Value::Nothing(()) { &NONE } else { config };
    Fields::of(config, "data", "data", &["set", "asymmetry", "seed"])
}

fn number(pair: &BuiltinPair, questions: &mut Questions) -> Pair {
    let [question1, question2] = [&pair.question1, &pair.question2].map(|text| questions.add(text).expect("a built-in question has words"));
    Pair { question1, question2, cluster: pair.meaning, duplicate: pair.duplicate, line: 0 }
}
