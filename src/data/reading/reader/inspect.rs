//! Looking at a file before it is read.

use super::{Reader, unlabelled};
use crate::data::reading::Reading;
use crate::data::reading::sample::{SAMPLE, Sample, sample_of};
use crate::data::reading::survey::{self, Doubt, Inspection};
use crate::data::reading::wrapper::ByRows;
use crate::error::{Error, Result};

impl Reader {
    /// What the beginning of a file looks like, and what is not clear about it.
    ///
    /// # Errors
    /// What the file turns out to be where it is no table of question pairs.
    pub fn inspect(bytes: &[u8], reading: &Reading) -> Result<Inspection> {
        let mut reader = Self::new(reading);
        let mut whole = true;
        for piece in bytes.chunks(SAMPLE) {
            reader.characters(piece, false)?;
            whole = reader.sets_aside(false) || reader.text.len() < SAMPLE;
            if !whole {
                break;
            }
        }
        if whole {
            reader.characters(&[], true)?;
            if reader.sets_aside(true) {
                let text = reader.columns.take().unwrap_or_default().concat();
                ByRows::of(&text)?.fill(&mut reader.text, SAMPLE)?;
                whole = reader.text.len() < SAMPLE;
            }
        }
        let sample = Sample::of(sample_of(&reader.text, whole)?, whole, reading)?;
        let mut found = survey::inspect(reading, &sample, &reader.decoder);
        if found.doubts.is_empty() {
            let mut all = Self::new(reading);
            if let Err(problem @ (Error::Doubt { .. } | Error::LateSplit { .. })) = all.push(bytes).and_then(|()| all.ended()) {
                found.raise(problem, reading, &sample);
            }
        }
        Ok(found)
    }

    /// The same of a test file beside the beginning of the file to train on; labels that only that one has are a doubt too.
    ///
    /// # Errors
    /// As [`Self::inspect`].
    pub fn inspect_test(bytes: &[u8], reading: &Reading, train: (&[u8], &Reading)) -> Result<Inspection> {
        let mut found = Self::inspect(bytes, reading)?;
        let ended = |(bytes, reading): (&[u8], &Reading)| {
            let mut reader = Self::new(reading);
            reader.push(bytes).and_then(|()| reader.ended())
        };
        if found.doubts.is_empty() && reading.label != Some(None) {
            let both = ended(train).ok().zip(ended((bytes, reading)).ok());
            found.doubts.extend(both.and_then(|(train, test)| unlabelled(&train, &test)).map(Doubt::of));
        }
        Ok(found)
    }
}
