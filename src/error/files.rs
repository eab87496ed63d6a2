//! What files are that hold nothing that is read, and what is wrong with an array.

use serde::Serialize;
use std::fmt;

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
    Corpus,
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
            Self::Corpus => "a corpus of documents, not pairs: join its queries (queries.jsonl) and judgements (qrels) by their ids; or name question1 and question2 if each title and its text are a pair",
            Self::Encoding => "text in an encoding other than UTF-8, UTF-16 or Windows-1252; save it as UTF-8",
            Self::Binary => "not text; the pairs must be CSV, TSV or JSON Lines",
        })
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
