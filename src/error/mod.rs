//! What can be wrong with what a user gives us: of what kind it is and its parts, from which a whole sentence is made that names the field, the value
//! and what is allowed. The sentence is in English; another language makes its own of the same parts.

mod allowed;
mod files;
mod why;

pub use allowed::Allowed;
pub use files::{ArrayFault, OtherArrays, OtherFile};
use serde::Serialize;
pub use why::Why;

/// A mistake in the input: a configuration, a matrix, a file.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Error {
    /// A value outside what its field takes.
    #[error("{field} is {value}, but it must be {allowed}.")]
    Value {
        /// Path of the field, such as `adam.learningRate`.
        field: String,
        /// What was given, as JavaScript writes it.
        value: String,
        /// What would have been right.
        allowed: Allowed,
    },
    /// A list of a length that does not fit.
    #[error("{field}'s length is {value}, but it must be {allowed}.")]
    Length {
        /// Path of the field.
        field: String,
        /// Its length.
        value: usize,
        /// What would have been right.
        allowed: Allowed,
    },
    /// A field that must be there and is not.
    #[error("{field} is missing; it must be {allowed}.")]
    Missing {
        /// Path of the field.
        field: String,
        /// What it takes.
        allowed: Allowed,
    },
    /// A field that nobody knows, most often a misspelt one.
    #[error("{field} is not a known field; allowed here: {allowed}.")]
    Unknown {
        /// Path of the field.
        field: String,
        /// The names that are known at this place.
        allowed: String,
    },
    /// An argument that is no plain data.
    #[error("{field} is not a plain object of numbers, strings, lists and switches, or is nested too deep.")]
    NotPlain {
        /// Its name.
        field: String,
    },
    /// A model that would not fit into a browser's memory.
    #[error("the number of weights is {weights}, but it must be at most {most}; make embeddingDim, hiddenDim or the vocabulary smaller.")]
    TooManyWeights {
        /// As many as it would have.
        weights: usize,
        /// As many as it may have.
        most: usize,
    },
    /// A batch that would not fit into a browser's memory.
    #[error(
        "A step of {pairs} pairs of up to {words} words takes about {} MB of memory, but at most {} MB can be had; make batchSize at most {fits}, or maxLength or model.hiddenDim smaller.",
        .needs / 1_000_000, .most / 1_000_000
    )]
    TooMuchMemory {
        /// Pairs in the batch.
        pairs: usize,
        /// Words of its longest question.
        words: usize,
        /// Bytes that it takes.
        needs: u64,
        /// Bytes that it may take.
        most: u64,
        /// Pairs that would fit.
        fits: u64,
    },
    /// Another model for a run that goes on.
    #[error("model differs from that of the run; another shape, start or seed of the weights needs a new run.")]
    OtherModel,
    /// Another seed for a run that goes on.
    #[error("seed is {value}, but it must be {seed} as in this run; another seed needs a new run.")]
    OtherSeed {
        /// What was given.
        value: u32,
        /// The run's.
        seed: u32,
    },
    /// An optimiser of one model for another.
    #[error("This optimiser has taken steps on a model of another shape; make a new Adam for this model.")]
    OtherOptimiser,
    /// A shared step out of turn, or with another batch's vectors.
    #[error("This part of the step is out of turn: begin, then encode the own questions, then pass the vectors of the whole batch, in every step.")]
    NotEncoded,
    /// Numbers that are not finite any more.
    #[error(
        "The run diverged at step {step}: its loss or its weights would no longer be finite numbers, so the step is not taken. A smaller \
         adam.learningRate, margin or scale, or a larger adam.epsilon or adam.beta2 can prevent it; here {settings}."
    )]
    Diverged {
        /// The step that is not taken; for a measurement, the last one that was.
        step: usize,
        /// Those that matter, as `key = value`.
        settings: String,
    },
    /// What else is wrong with a link.
    #[error("{count} more parts of the link are not allowed.")]
    MoreProblems {
        /// Those that no sentence is about.
        count: usize,
    },
    /// Not a byte of data.
    #[error("The file is empty; it must hold rows with two columns of questions.")]
    EmptyFile,
    /// Not text, or text of another kind.
    #[error("The file is {what}.")]
    OtherFile {
        /// What it is, and what to do.
        what: OtherFile,
    },
    /// Text without questions.
    #[error(
        "The file has no two columns of questions: its first row is \"{row}\". Name them question1 and question2, and separate them by a tab or what delimiter says; is_duplicate with 0 or 1 is optional.{}",
        if row.contains("  ") { " Where runs of blanks separate the columns, delimiter is two blanks." } else if row.contains(", ") { " Where its commas are none of the sentences', say that delimiter is a comma." } else { "" }
    )]
    NoColumns {
        /// The first row, or its beginning.
        row: String,
    },
    /// A column of questions that all are the same.
    #[error("Column {column} says \"{text}\" in every row, so it holds no questions; name the columns of the questions as question1 and question2.")]
    OneText {
        /// By header or number.
        column: String,
        /// What it says.
        text: String,
    },
    /// Texts that all begin or end with a label.
    #[error(
        "A label seems to stand within each text of column {column}, as in \"{text}\"; give it a column of its own, or say that label is null if every row is a duplicate pair."
    )]
    LabelInText {
        /// By header or number.
        column: String,
        /// One of them.
        text: String,
    },
    /// Texts in quotes that enclose no fields.
    #[error(
        "Column {column} has quotes that enclose no fields, so its texts are cut, as \"{text}\"; write \" around each, or separate the columns by tabs. Where they belong to the texts, say that quotes is false."
    )]
    OtherQuotes {
        /// By header or number.
        column: String,
        /// One that is cut.
        text: String,
    },
    /// What looks like a label, and nothing says what it means.
    #[error("{}", doubt(.column, .values, *.numbers, .others))]
    Doubt {
        /// The column, by header or number.
        column: String,
        /// Its values in the rows read so far.
        values: Vec<Counted>,
        /// Are they numbers, as scores are?
        numbers: bool,
        /// Other columns that may be the label.
        others: Vec<String>,
    },
    /// A third column of texts, and nothing says what they are.
    #[error(
        "Columns {question1} and {question2} look like the two questions, but column {column} holds texts too, and nothing says what they are. Name it as negative if they ask something else than question 1, or say that negative is null if they are not used; question1 and question2 name the columns that ask the same."
    )]
    ThirdText {
        /// By header or number.
        column: String,
        /// That of the left side.
        question1: String,
        /// That of the right side.
        question2: String,
    },
    /// What says train or test in later rows only.
    #[error(
        "Column {column} says train or test, but in {rows} of {of} rows only, and in none of the first ones. Name it as split if it says where a row belongs, and rows without it are skipped; or say that split is null."
    )]
    LateSplit {
        /// By key.
        column: String,
        /// Rows that have it.
        rows: usize,
        /// All rows.
        of: usize,
    },
    /// Lists of numbers in the place of texts.
    #[error("Columns {question1} and {question2} hold lists of numbers, no texts: see fromVectors, or open the file on the page.")]
    ListsOfNumbers {
        /// By header or number.
        question1: String,
        /// That of the right side.
        question2: String,
    },
    /// Lists or objects in the place of texts, and no two columns of texts beside them.
    #[error(
        "The file is JSON, and column {column} holds lists or objects where texts should be. Write each question as one text, and each of several answers in a row of its own."
    )]
    NotTexts {
        /// By key or number.
        column: String,
    },
    /// A test file without labels beside a labelled training file.
    #[error(
        "The training file has labels in column {label}, but the test file has none. Open a test file with labels, or say label: null of it if each of its rows is a pair of duplicates."
    )]
    TestUnlabelled {
        /// The training file's column, by header or number.
        label: String,
    },
    /// A row that does not end.
    #[error("The row that begins in line {line} is longer than 1 MB; most likely a quote that opens there is never closed.")]
    LongRow {
        /// Where it begins.
        line: u64,
    },
    /// Nothing that could be trained on.
    #[error(
        "Of {rows} rows read, {pairs} pairs can be used, {train} of them to train on. Training needs at least 2 pairs of duplicates that mean different things.{}",
        most_skipped(.skipped)
    )]
    FewPairs {
        /// Rows of the file.
        rows: usize,
        /// Pairs among them.
        pairs: usize,
        /// Pairs to train on.
        train: usize,
        /// Why the most of the others were left out, and the first of them.
        skipped: Option<(Why, u64)>,
    },
    /// Bytes in another format.
    #[error("The file is not a .safetensors file: {detail}.")]
    NotSafetensors {
        /// What its reader found.
        detail: String,
    },
    /// A file of another kind where arrays should be.
    #[error("The file is {what}.")]
    NotArrays {
        /// What it is, and what to do.
        what: OtherArrays,
    },
    /// An array that is not whole.
    #[error("{name} cannot be read: {fault}.")]
    BrokenArray {
        /// The array's name.
        name: String,
        /// What is wrong with it.
        fault: ArrayFault,
    },
    /// Arrays that are not a model's.
    #[error(
        "The file's arrays are not a model: {found}. A model is [V, D], [D, 4H], [H, 4H], [4H] as in Keras; [V, D], [D+H, 4H], [4H] as in Trax; [V, D], [4H, D], [4H, H], [4H], [4H] as in PyTorch; or one [D, H]."
    )]
    NoModel {
        /// Names and shapes.
        found: String,
    },
    /// A model without one of its arrays.
    #[error("A model as in {layout} has {name} {fits} too, but the file has only {found}.")]
    MissingArray {
        /// As such files name it.
        name: String,
        /// The shape that would fit, in letters where nothing says a size.
        fits: String,
        /// Whose names and shapes.
        layout: String,
        /// Names and shapes.
        found: String,
    },
    /// A matrix that lies the other way round.
    #[error("{name} is {found}, but it must be its transpose, {fits}.")]
    TurnedArray {
        /// Its name.
        name: String,
        /// Its shape.
        found: String,
        /// That of its transpose.
        fits: String,
    },
    /// A model's arrays without names and not in their order.
    #[error("The file's arrays, {found}, are a model's as in {layout}, but their order must be {fits}.")]
    OtherOrder {
        /// Whose order.
        layout: String,
        /// Names and shapes.
        found: String,
        /// Names in the order that fits.
        fits: String,
    },
    /// A model that cannot be asked.
    #[error("The model has no vocabulary, so no question can be asked; open its vocabulary with it: one word a line, or JSON.")]
    NoVocabulary,
    /// An encoder of words for vectors, or the other way round.
    #[error("{}", other_input(*.vectors))]
    OtherInput {
        /// Are the data vectors?
        vectors: bool,
    },
    /// A question without a vector.
    #[error("No question in the data is \"{text}\": with vector data, only the data's own questions have vectors.")]
    NoVector {
        /// What was asked.
        text: String,
    },
    /// Something that only texts have.
    #[error("There are no words and no steps to show: the data are vectors.")]
    NoSteps,
    /// A vector without a direction.
    #[error("{name}, line {line}: the vector is zero, so it has no direction.")]
    ZeroVector {
        /// Which side's.
        name: String,
        /// Counted from 1.
        line: u64,
    },
    /// A number that is none.
    #[error("{name}, line {line}: number {place} is {value}, but it must be finite.")]
    VectorNumber {
        /// Which side's.
        name: String,
        /// Counted from 1.
        line: u64,
        /// Counted from 1.
        place: usize,
        /// What it is.
        value: String,
    },
    /// A file of weights only.
    #[error("The file holds no saved run; is it a model only?")]
    NoRun,
    /// A run that was saved on other pairs.
    #[error("The run was saved on other data (fingerprint {saved}, this data set has {open}); open its data first.")]
    OtherData {
        /// Of the data of the run.
        saved: String,
        /// Of the data that is open.
        open: String,
    },
    /// A file without a tensor that it must have.
    #[error("The file has no tensor named {name}.")]
    NoTensor {
        /// Its name.
        name: String,
    },
    /// A tensor of another type or shape.
    #[error("{name} is {found}, but it must be {expected}.")]
    OtherTensor {
        /// Its name.
        name: String,
        /// Its type and shape.
        found: String,
        /// Those that fit.
        expected: String,
    },
    /// Recall without anything to find.
    #[error("No duplicates are held out, so there is nothing to compare losses by; open a file with more duplicates.")]
    NothingHeldOut,
    /// Results of a verdict that contradict each other.
    #[error(
        "Seed {seed} of {loss} (asymmetry {asymmetry}, {steps} steps) has two different outcomes: not all of these results were made by the same version."
    )]
    TwoOutcomes {
        /// The run's.
        loss: String,
        /// The run's.
        seed: u32,
        /// The run's.
        asymmetry: String,
        /// The run's.
        steps: u32,
    },
}

impl Error {
    /// `field` is `value`, but must be `allowed`.
    pub fn value(field: impl Into<String>, value: impl ToString, allowed: Allowed) -> Self {
        Self::Value { field: short(field.into()), value: short(value.to_string()), allowed }
    }

    /// `field` has `value` entries, but must have `allowed`.
    pub fn length(field: impl Into<String>, value: usize, allowed: Allowed) -> Self {
        Self::Length { field: short(field.into()), value, allowed }
    }

    /// The tensor `name` is `found`, but must be `expected`; whoever wrote the file has chosen the first two.
    pub fn tensor(name: &str, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::OtherTensor { name: short(name.into()), found: short(found.into()), expected: expected.into() }
    }
}

/// What is longer would hide the sentence around it.
const LONGEST_VALUE: usize = 200;

/// The beginning of a text.
pub fn short(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST_VALUE) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// A value and how often it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// As it is written.
    pub value: String,
    /// In so many rows.
    pub count: usize,
}

/// The question what a column's values mean, with the options that answer it.
fn doubt(column: &str, values: &[Counted], numbers: bool, others: &[String]) -> String {
    const NAMED: usize = 8;
    let name = |value: &str| if value.is_empty() { "blank".to_owned() } else { format!("\"{}\"", short(value.into())) };
    let named: Vec<String> = values.iter().take(NAMED).map(|Counted { value, count }| format!("{} ({count})", name(value))).collect();
    let more = if values.len() > NAMED { ", …" } else { "" };
    let (what, options) = if numbers {
        ("scores", "duplicate: { from: a number } and different: { below: a number }")
    } else {
        ("labels", "duplicate and different, a list of values each")
    };
    let others = if others.is_empty() { String::new() } else { format!(" Other columns that may be the label: {}.", short(others.join(", "))) };
    let column = short(column.into());
    format!(
        "Column {column} looks like {what}, and nothing says which of its values mean duplicates: {}{more}. Say so with {options}; or name another column as label, or null if every row is a duplicate pair.{others}",
        named.join(", ")
    )
}

fn other_input(vectors: bool) -> &'static str {
    match vectors {
        true => "The data are vectors, but the encoder reads words; take the linear encoder.",
        false => "The data are texts, but the linear encoder reads vectors; take the LSTM.",
    }
}

fn most_skipped(skipped: &Option<(Why, u64)>) -> String {
    skipped.map_or(String::new(), |(why, line)| format!(" Most of those skipped: {} (line {line}).", why.text()))
}

/// A mistake as it is told: its sentence in English, and what another language makes its own of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// The whole sentence.
    pub sentence: String,
    /// Its kind and parts.
    pub problem: Error,
}

impl From<Error> for Problem {
    fn from(problem: Error) -> Self {
        Self { sentence: problem.to_string(), problem }
    }
}

/// The result of anything that reads user input.
pub type Result<T> = std::result::Result<T, Error>;
