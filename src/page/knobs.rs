//! The page's own settings: how it goes through a run, which views are open, what an embedding page leaves out. No run knows them.

use crate::measures::evaluation::COURSE_THRESHOLD;
use crate::settings::row::{choice, integer, live, named, number, of_page, optional, switch};
use crate::settings::{Kind, LAST_STEP, Setting, TABLE};

/// Most runs side by side.
pub const MOST_RUNS: u32 = 4;

const fn shown(group: &'static str, key: &'static str, kind: Kind, label: &'static str, help: &'static str) -> Setting {
    of_page(optional(live(group, key, kind, label, help)))
}

/// Is a view open?
const fn view(key: &'static str, open: bool, label: &'static str, help: &'static str) -> Setting {
    shown("views", key, switch(open), label, help)
}

/// Is a part of the page that is always there otherwise left out?
const fn hidden(key: &'static str, label: &'static str, help: &'static str) -> Setting {
    shown("views", key, switch(false), label, help)
}

/// The page's settings, in the order in which it shows them.
pub const KNOBS: &[Setting] = &[
    // How the page goes through it.
    shown(
        "page",
        "page.speed",
        choice(
            "full",
            &[named("full", "as fast as it can"), named("30", "30 steps a second"), named("5", "5 steps a second"), named("1", "1 step a second")],
        ),
        "Speed",
        "The numbers are the same at every speed.",
    ),
    shown(
        "page",
        "page.workers",
        choice("auto", &[named("auto", "as many as help"), named("1", "one"), named("2", "up to two"), named("4", "up to four")]),
        "Workers for a run",
        "Large steps are shared by several workers. The numbers are the same with any number of them.",
    ),
    shown("page", "page.stopAt", integer(0, 0, LAST_STEP), "Stop at step", "Pause by itself at this step; 0 goes on until you pause."),
    shown("page", "page.evaluateEvery", integer(25, 1, 10_000), "Measure every … steps", "How often the held-out pairs are measured."),
    shown(
        "page",
        "page.language",
        choice("en", &[named("en", "English"), named("de", "Deutsch")]),
        "Language",
        "Of the page's words. Another one loads the page again; its run goes on.",
    ),
    shown(
        "page",
        "page.theme",
        choice("auto", &[named("auto", "system"), named("light", "light"), named("dark", "dark")]),
        "Colours",
        "Light or dark.",
    ),
    shown(
        "page",
        "page.start",
        choice("first-minute", &[named("first-minute", "the first minute"), named("lab", "the lab")]),
        "Opens with",
        "What a page without other settings in its link shows first.",
    ),
    shown(
        "page",
        "page.keep",
        switch(false),
        "Keep runs inside another page",
        "In a frame or an element too, the last run is kept in this browser and offered on return.",
    ),
    // What is on the page.
    view("view.cell", true, "Cell", "The selected cell: its questions, hinges and gradient."),
    view("view.curves", true, "Curves", "Loss, held-out recall and similarities over the steps."),
    view("view.numbers", true, "In words", "The run's numbers in sentences."),
    view("view.split", false, "Gradient, term by term", "dL/dS of each term: they add up to the whole."),
    view("view.plane", false, "Margin plane", "Each anchor's positive against its negative: above the line it violates the margin."),
    view("view.scores", false, "Held-out scores", "Histograms, a threshold to drag, and the ROC curve."),
    view("view.mistakes", false, "Mistakes", "The held-out pairs with their texts: sort, filter and search them."),
    view("view.embeddings", false, "Embeddings", "The batch's vectors, seen from where they spread most."),
    view("view.map", false, "Map", "Held-out questions, or words, in the plane in which they spread most: search, lasso, nearest ones."),
    view("view.formula", false, "Formula", "The loss with this batch's numbers, and as code to copy."),
    view("view.sandbox", false, "Sandbox", "A small matrix to change by hand."),
    view("view.slow", false, "One step, slowly", "From tokens to the update, with the real numbers."),
    view("view.ask", false, "Ask", "Any two questions: their cosine and the nearest held-out ones."),
    view("view.compare", false, "Runs compared", "Runs side by side: their numbers, and where their matrices differ."),
    view("view.verdict", false, "Verdict", "Several losses with many seeds, in the background: which of them is better, and by how much."),
    shown(
        "views",
        "view.sort",
        choice("batch", &[named("batch", "as in the batch"), named("hinge", "highest loss first"), named("cluster", "similar ones together")]),
        "Order",
        "Rows and columns of the matrix: as drawn, highest loss first, or similar ones side by side.",
    ),
    shown(
        "views",
        "curves.smoothing",
        number(0.9, 0.0, 0.99, 0.01),
        "Smoothing",
        "Weight of the past in the thick lines: 0 shows the raw ones alone.",
    ),
    shown(
        "views",
        "curves.ghost",
        switch(true),
        "Pale curve",
        "The run without its last change, trained on beside it where a core is free; after a restart, the run before.",
    ),
    shown("views", "curves.log", switch(false), "Logarithmic loss", "The loss on a logarithmic axis, where small differences show."),
    // What an embedding page leaves out.
    hidden("hide.header", "Title", "The question on top, and the sentence under it."),
    hidden("hide.lessons", "Choice of lessons", "A lesson that the link names is shown anyway."),
    hidden("hide.run", "Run and time line", "Run, Back, Step, Reset, the seed and the time line."),
    hidden("hide.loss", "Loss", "The switches of the loss, and further runs."),
    hidden("hide.data", "Data", "The data, settings, links and saving."),
    hidden("hide.views", "Choice of views", "The buttons that open more views."),
    hidden("hide.mistakes", "Marks of mistakes", "What says which of the mistakes people make acts, and the settings of these."),
    hidden("hide.footer", "Last line", "The note on questions and files at the bottom."),
    // What no link names.
    shown("", "runs", integer(1, 1, MOST_RUNS), "Runs", "How many runs stand side by side."),
    shown("", "threshold", number(COURSE_THRESHOLD, -1.0, 1.0, 0.01), "Threshold", "The cosine above which two questions count as duplicates."),
];

/// Every setting, in the page's order: the run's first group, the page's own, and what else a run is made of.
pub fn table() -> impl Iterator<Item = &'static Setting> {
    let of_run = |s: &&Setting| s.group == "run";
    TABLE.iter().filter(of_run).chain(KNOBS).chain(TABLE.iter().filter(move |s| !of_run(s)))
}

/// The setting of that key, the page's own among them.
///
/// # Panics
/// If there is no such key: a mistake in this crate, not in its input.
pub fn knob(key: &str) -> &'static Setting {
    table().find(|s| s.key == key).unwrap_or_else(|| panic!("no setting has the key {key}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Scope;

    #[test]
    fn every_default_is_allowed_and_every_key_is_there_once() {
        let all: Vec<_> = table().collect();
        assert_eq!(all.len(), TABLE.len() + KNOBS.len());
        for (i, s) in all.iter().enumerate() {
            assert!(s.kind.accepts(&s.kind.default_value()), "{}: {:?}", s.key, s.kind.default_value());
            assert!(all[..i].iter().all(|other| other.key != s.key), "{} is there twice", s.key);
            assert!(!s.label.is_empty() && s.help.ends_with(['.', '?']), "{} has no label or no sentence of help", s.key);
        }
    }

    #[test]
    fn the_scope_says_whose_a_setting_is() {
        assert!(KNOBS.iter().all(|s| s.scope == Scope::Page));
        let own: Vec<_> = TABLE.iter().filter(|s| s.scope == Scope::Own).map(|s| s.key).collect();
        assert_eq!(own, ["swap", "negatives", "data.asymmetry", "model.pooling", "model.normalise"]);
        assert!(TABLE.iter().all(|s| s.scope != Scope::Page));
    }
}
