//! Writes the JavaScript and the types that stand before the compiled crate: the same files as
//! `wasm-bindgen --target … --out-name tripletscope --remove-producers-section`, without the test servers that its program brings along and that take
//! minutes to compile.
//!
//! `tripletscope-bindgen MODULE.wasm (web|nodejs) FOLDER [(web|nodejs) FOLDER]…`
use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (module, outputs) = arguments.split_first().context("name the compiled module first")?;
    if outputs.is_empty() {
        bail!("name a target, web or nodejs, and its folder");
    }
    outputs.chunks(2).try_for_each(|output| match output {
        [target, folder] => write(module, target, folder),
        _ => bail!("the target {} lacks its folder", output[0]),
    })
}

fn write(module: &str, target: &str, folder: &str) -> Result<()> {
    let mut bindgen = Bindgen::new();
    match target {
        "web" => bindgen.web(true)?,
        "nodejs" => bindgen.nodejs(true)?,
        other => bail!("the target is {other}; allowed are web and nodejs"),
    };
    bindgen.remove_producers_section(true);
    bindgen.input_path(module).out_name("tripletscope").typescript(true).omit_default_module_path(false).generate(folder)
}
