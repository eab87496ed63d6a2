//! What can be wrong with what a user gives us: of what kind it is and its parts, from which a whole sentence is made that names the field, the value
//! and what is allowed. The sentence is in English; another language makes its own of the same parts.

use serde::Serialize;
use std::fmt;

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
        "The file has no two columns of questions: its first row is \"{row}\". Name them question1 and question2, or give each pair as two columns of text; a column is_duplicate with 0 or 1 is optional.{}",
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
        "A label seems to stand within each text of column {column}, as in \"{text}\"; give it a column of its own, separated as the questions are. Or say that label is null if every row is a duplicate pair."
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
        "The file is JSON, and column {column} holds lists or objects where texts should be. Write each question as one text: join a list of words, and give each text of a list of answers a row of its own."
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

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "`Display` says what each is")]
pub enum Allowed {
    Number { min: f64, max: f64 },
    Whole { min: u32, max: u32 },
    Count,
    Finite,
    NotNegative,
    Below { high: f32 },
    After { step: u32 },
    AtMost { most: usize },
    Exactly { count: usize },
    Switch,
    OneOf { names: String },
    Object { fields: String },
    List,
    Terms { most: usize },
    Floats { count: usize },
    SameSide { count: usize, question: u8 },
    MultipleOf { batch: usize },
    Square { batch: usize },
    TwoPairs,
    PairOf { batch: usize },
    Changeable,
    Loss { names: String },
    Version { version: String },
    LinkText,
    Outcome,
    Outcomes,
    Start { names: String, encoder: String },
    Identity { dim: usize },
    MultipleOfDim { dim: usize },
    Text,
    NewWord,
    NewRow,
    ShorterWords { longest: usize },
    Column,
    LabelColumn,
    Delimiter { most: usize },
    Labels { bound: &'static str },
    Split,
    OtherThan { field: &'static str },
    NotAbove { most: f64 },
}

/// A value and how often it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// As it is written.
    pub value: String,
    /// In so many rows.
    pub count: usize,
}

impl Allowed {
    /// One of these.
    pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let quoted: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
        Self::OneOf { names: quoted.join(", ") }
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { min, max } => write!(f, "a number from {min} to {max}"),
            Self::Whole { min, max } => write!(f, "a whole number from {min} to {max}"),
            Self::Count => f.write_str("a non-negative whole number"),
            Self::Finite => f.write_str("a finite number"),
            Self::NotNegative => f.write_str("a non-negative number"),
            Self::Below { high } => write!(f, "below high = {high}"),
            Self::After { step } => write!(f, "a step after {step}"),
            Self::AtMost { most } => write!(f, "at most {most}"),
            Self::Exactly { count } => write!(f, "{count}"),
            Self::Switch => f.write_str("true or false"),
            Self::OneOf { names } => write!(f, "one of {names}"),
            Self::Object { fields } if fields.is_empty() => f.write_str("an object"),
            Self::Object { fields } => write!(f, "an object with the fields {fields}"),
            Self::List => f.write_str("a list"),
            Self::Terms { most } => write!(f, "a list of 1 to {most} terms"),
            Self::Floats { count } => write!(f, "a Float32Array of {count}"),
            Self::SameSide { count, question } => {
                write!(f, "a Float32Array of {count}: the loss compares the questions {question} of the batch with each other")
            }
            Self::MultipleOf { batch } => write!(f, "a multiple of batchSize = {batch}, not 0"),
            Self::Square { batch } => write!(f, "batchSize² = {batch}·{batch}"),
            Self::TwoPairs => f.write_str("at least 2: a negative needs a second pair"),
            Self::PairOf { batch } => write!(f, "a pair of the batch, of which there are {batch}"),
            Self::Changeable => f.write_str("a setting that can change during a run"),
            Self::Loss { names } => write!(f, "{names}, or a reduction and terms such as mean~hardest_rows_0.25_1"),
            Self::Version { version } => write!(f, "{version}, the version of links that this page writes"),
            Self::LinkText => f.write_str("text as in a link"),
            Self::Outcome => f.write_str("a pair of a run and its outcome"),
            Self::Outcomes => f.write_str("a list of pairs of a run and its outcome"),
            Self::Start { names, encoder } => write!(f, "one of {names}: these are the ways in which the {encoder} encoder can start"),
            Self::MultipleOfDim { dim } => write!(f, "a multiple of dim = {dim}, not 0"),
            Self::Text => f.write_str("a text"),
            Self::NewWord => f.write_str("a word that has not appeared before"),
            Self::NewRow => f.write_str("a row that no other word has"),
            Self::ShorterWords { longest } => write!(f, "\"safetensors\" where a word is as long as {longest} characters"),
            Self::Identity { dim } => write!(f, "{dim}, the vectors' own size, where the weights start as the identity"),
            Self::Column => f.write_str("a column's header, or its number counted from 1"),
            Self::LabelColumn => f.write_str("a column's header, its number counted from 1, or null where every row is a duplicate pair"),
            Self::Delimiter { most } => write!(f, "a text of 1 to {most} characters without quotes and line breaks"),
            Self::Labels { bound } => write!(f, "a list of labels, or {{ {bound}: a number }}"),
            Self::OtherThan { field } => write!(f, "different from {field}"),
            Self::NotAbove { most } => write!(f, "at most {most}, the score from which pairs are duplicates"),
            Self::Split => f.write_str("a column, an object with train and test, or an object with heldOut"),
        }
    }
}

/// Why a row is left out, or kept otherwise than it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "`text` says what each is")]
pub enum Why {
    UnclosedQuote,
    FewFields,
    ManyFields,
    Nested,
    NotJson,
    Header,
    NoLabel,
    BetweenScores,
    NoPart,
    NoWords,
    Absent,
    SameText,
    SameVector,
    SamePair,
    Contradicted,
    NotTested,
    Validation,
    OutsideSplit,
    NotUtf8,
    ManyLines,
    FurtherTexts,
}

impl Why {
    /// A clause that reads on from "because".
    pub fn text(self) -> &'static str {
        match self {
            Self::UnclosedQuote => "a quote that opens in it is never closed",
            Self::FewFields => "it has too few fields",
            Self::ManyFields => "it has too many fields: a text contains the delimiter",
            Self::Nested => "it has a list or an object where a text should be",
            Self::NotJson => "it is not a complete JSON object",
            Self::Header => "it repeats the header",
            Self::NoLabel => "its label means neither duplicates nor different questions",
            Self::BetweenScores => "its score is too low for duplicates and too high for different questions",
            Self::NoPart => "its split column says neither train nor test nor validation",
            Self::NoWords => "one of its questions has no words",
            Self::Absent => "one of its questions is a mark for a missing value, such as NaN, NULL or None",
            Self::SameVector => "both its vectors are the same",
            Self::SameText => "both its questions are the same text",
            Self::SamePair => "the same pair stands in an earlier row",
            Self::Contradicted => "it says that the two are not duplicates, but other rows say that they are",
            Self::NotTested => "it says that the two are not duplicates and is not held out; only duplicates are trained on",
            Self::Validation => "it is kept for validation",
            Self::OutsideSplit => "it belongs neither to the rows to train on nor to those to test with",
            Self::NotUtf8 => "bytes that are not valid characters became �",
            Self::ManyLines => "one of its quoted fields spans several lines",
            Self::FurtherTexts => "further positives or lists in it are not used",
        }
    }
}

/// What a file is that holds no question pairs as text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "`Display` says what each is")]
pub enum OtherFile {
    Zip,
    Archive,
    Gzip,
    Parquet,
    Columnar,
    Arrays,
    Pdf,
    Office,
    Database,
    Picture,
    WebPage,
    Xml,
    Json,
    JsonLists,
    JsonColumns,
    Python,
    Pickle,
    Pointer,
    Arff,
    Encoding,
    Binary,
}

impl fmt::Display for OtherFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zip => "a ZIP archive or a spreadsheet (.xlsx, .ods); unpack it, or save the sheet as CSV",
            Self::Archive => "an archive; unpack it and open the file of pairs in it",
            Self::Gzip => "compressed with gzip, but damaged or incomplete; download or compress it again",
            Self::Parquet => "a Parquet file; save the table as CSV or JSON Lines",
            Self::Columnar => "a table in a binary format (Arrow, ORC, Avro or HDF5); save it as CSV or JSON Lines",
            Self::Arrays => "a NumPy array, not texts; arrays are opened two at a time, one for each side",
            Self::Pdf => "a PDF; the pairs must be CSV, TSV or JSON Lines",
            Self::Office => "an Office document; save the table as CSV",
            Self::Database => "a database; save the table as CSV",
            Self::Picture => "a picture, a sound or a film; the pairs must be CSV, TSV or JSON Lines",
            Self::WebPage => "a web page; save the file itself, not the page that shows it",
            Self::Xml => "XML; save the pairs as CSV, TSV or JSON Lines",
            Self::Json => {
                "JSON, but not a list of objects with a text for each question; give one object for each pair, as pandas does with to_json(name, orient=\"records\")"
            }
            Self::JsonLists => "JSON with more than one list of rows; save each list as a file, and open a list to test with beside the one to train on",
            Self::JsonColumns => "JSON with a list for each column, and they do not have the same rows or the file is not whole; write to_json(name, orient=\"records\", lines=True) of pandas",
            Self::Python => "a list or a dictionary as Python prints it; write it with json.dump",
            Self::Pickle => "written with pickle; write it with to_csv(name, index=False) of pandas, or with json.dump",
            Self::Pointer => "a pointer of Git LFS, which stands for the file; download the file itself, or run git lfs pull",
            Self::Arff => "a table of Weka (ARFF); save it as CSV",
            Self::Encoding => "text in an encoding other than UTF-8, UTF-16 or Windows-1252; save it as UTF-8",
            Self::Binary => "not text; the pairs must be CSV, TSV or JSON Lines",
        })
    }
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

/// What a file is that holds no arrays that are read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "`Display` says what each is")]
pub enum OtherArrays {
    Empty,
    Hdf5,
    Pickle,
    Unknown,
}

impl fmt::Display for OtherArrays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty, but it must be .npy, .npz or .safetensors",
            Self::Hdf5 => "HDF5, as Keras saves a model; write numpy.savez(name, *model.get_weights()) instead and open that .npz file",
            Self::Pickle => "pickled by Python; write safetensors.torch.save_file(model.state_dict(), name) or numpy.savez(name, …) instead",
            Self::Unknown => "neither .npy nor .npz nor .safetensors",
        })
    }
}

/// What is wrong with an array.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "`Display` says what each is")]
pub enum ArrayFault {
    Cut,
    Header,
    Text,
    Packed,
    Checksum,
    Method,
    Encrypted,
    TooLarge,
    Twice,
}

impl fmt::Display for ArrayFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cut => "the file ends before the array does",
            Self::Header => "its header is damaged",
            Self::Text => "it holds text that is not Unicode",
            Self::Packed => "its compressed contents are damaged",
            Self::Checksum => "its contents do not match their checksum",
            Self::Method => "it is compressed with a method other than deflate",
            Self::Encrypted => "it is encrypted",
            Self::TooLarge => "there are more than 268435456 values in the file",
            Self::Twice => "the file has two arrays of this name",
        })
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
