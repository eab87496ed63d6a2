//! Why rows of a file are left out, or kept otherwise than they stood.

use serde::Serialize;

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
