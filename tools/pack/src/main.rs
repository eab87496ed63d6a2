//! Packs a file as an LZMA stream with its header, as small as it goes.
//!
//! `tripletscope-pack FILE TO`
use anyhow::{Context, Result};
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::{fs, io::Write};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let [file, to] = ["name the file", "name where it goes"].map(|missing| arguments.next().context(missing));
    let content = fs::read(file?)?;
    let mut stream = LzmaWriter::new_use_header(Vec::new(), &options(), Some(content.len() as u64))?;
    stream.write_all(&content)?;
    Ok(fs::write(to?, stream.finish()?)?)
}

/// A byte is foretold by the upper half of the one before and not by its place, which is not what LZMA's own defaults suppose: texts and WebAssembly have no words of four
/// bytes. Four mebibytes to look back over are all that there is to pack, and what unpacks it takes that much memory.
fn options() -> LzmaOptions {
    LzmaOptions { lc: 4, pb: 0, nice_len: LzmaOptions::NICE_LEN_MAX, depth_limit: 2000, dict_size: 1 << 22, ..LzmaOptions::with_preset(9) }
}
