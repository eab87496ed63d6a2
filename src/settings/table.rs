//! The table itself. See the module above for what a row means.

use super::{Choice, Kind, Setting};

const fn number(default: f64, min: f64, max: f64, step: f64) -> Kind {
    Kind::Number { default, min, max, step, logarithmic: false }
}
const fn logarithmic(default: f64, min: f64, max: f64) -> Kind {
    Kind::Number { default, min, max, step: 0.0, logarithmic: true }
}
const fn integer(default: u32, min: u32, max: u32) -> Kind {
    Kind::Integer { default, min, max }
}
const fn choice(default: &'static str, choices: &'static [Choice]) -> Kind {
    Kind::Choice { default, choices }
}
const fn switch(default: bool) -> Kind {
    Kind::Switch { default }
}
const fn named(value: &'static str, label: &'static str) -> Choice {
    Choice { value, label }
}
/// A setting that takes effect at the next step.
const fn live(group: &'static str, key: &'static str, kind: Kind, label: &'static str, help: &'static str) -> Setting {
    Setting { key, group, label, help, kind, optional: false, restarts: false }
}
/// A setting whose change needs a new run.
const fn fixed(group: &'static str, key: &'static str, kind: Kind, label: &'static str, help: &'static str) -> Setting {
    Setting { restarts: true, ..live(group, key, kind, label, help) }
}
const fn optional(setting: Setting) -> Setting {
    Setting { optional: true, ..setting }
}

/// The last step that a link, the page or a verdict may ask for.
pub const LAST_STEP: u32 = 1_000_000;

const ANY_SEED: Kind = integer(1, 0, u32::MAX);

/// Is a view open?
const fn view(key: &'static str, open: bool, label: &'static str, help: &'static str) -> Setting {
    optional(live("views", key, switch(open), label, help))
}

/// Is a part of the page that is always there otherwise left out?
const fn hidden(key: &'static str, label: &'static str, help: &'static str) -> Setting {
    optional(live("views", key, switch(false), label, help))
}

/// All settings, in the order in which the page shows them.
pub const TABLE: &[Setting] = &[
    // The run.
    fixed("run", "seed", ANY_SEED, "Seed", "The same seed, data and settings give the same run, to the bit."),
    live("run", "batchSize", integer(32, 2, 1024), "Batch size B", "Pairs in a batch: the similarity matrix is B by B."),
    live("run", "maxLength", integer(64, 1, 512), "Longest question", "Words beyond this many are cut off."),
    live(
        "run",
        "swap",
        switch(false),
        "Swap sides",
        "Exchange each pair's two questions with probability one half: the other way to treat both sides alike.",
    ),
    optional(live(
        "run",
        "distinctClusters",
        switch(true),
        "No duplicates among negatives",
        "Put at most one pair of a cluster of mutual duplicates into a batch.",
    )),
    // How the page goes through it.
    optional(live(
        "page",
        "page.speed",
        choice(
            "full",
            &[named("full", "as fast as it can"), named("30", "30 steps a second"), named("5", "5 steps a second"), named("1", "1 step a second")],
        ),
        "Speed",
        "The numbers are the same at every speed.",
    )),
    optional(live(
        "page",
        "page.workers",
        choice("auto", &[named("auto", "as many as help"), named("1", "one"), named("2", "up to two"), named("4", "up to four")]),
        "Workers for a run",
        "Large steps are shared by several workers. The numbers are the same with any number of them.",
    )),
    optional(live("page", "page.stopAt", integer(0, 0, LAST_STEP), "Stop at step", "Pause by itself at this step; 0 goes on until you pause.")),
    optional(live("page", "page.evaluateEvery", integer(25, 1, 10_000), "Measure every … steps", "How often the held-out pairs are measured.")),
    optional(fixed("page", "page.language", choice("en", &[named("en", "English"), named("de", "Deutsch")]), "Language", "Of the page's words.")),
    optional(live(
        "page",
        "page.theme",
        choice("auto", &[named("auto", "as the system"), named("light", "light"), named("dark", "dark")]),
        "Colours",
        "Light or dark.",
    )),
    optional(live(
        "page",
        "page.start",
        choice("first-minute", &[named("first-minute", "the first minute"), named("lab", "the lab")]),
        "Opens with",
        "What a page without other settings in its link shows first.",
    )),
    // What is on the page.
    view("view.cell", true, "Cell", "The cell that is looked at: its questions, hinges and gradient."),
    view("view.curves", true, "Curves", "Loss, held-out recall and similarities over the steps."),
    view("view.numbers", true, "In words", "The run's numbers in sentences."),
    view("view.split", false, "Gradient, term by term", "dL/dS of each term: they add up to the whole."),
    view("view.plane", false, "Margin plane", "Each anchor's positive against its negative: above the line it costs."),
    view("view.scores", false, "Held-out scores", "Histograms, a threshold to drag, and the ROC curve."),
    view("view.embeddings", false, "Embeddings", "The batch's vectors, seen from where they spread most."),
    view("view.formula", false, "Formula", "The loss with this batch's numbers, and as code to copy."),
    view("view.sandbox", false, "Sandbox", "A small matrix to change by hand."),
    view("view.slow", false, "One step, slowly", "From tokens to the update, with the real numbers."),
    view("view.ask", false, "Ask", "Any two questions: their cosine and the nearest held-out ones."),
    view("view.compare", false, "Runs compared", "Runs side by side: their numbers, and where their matrices differ."),
    view("view.verdict", false, "Verdict", "Several losses with many seeds, in the background: which of them is better, and by how much."),
    optional(live(
        "views",
        "view.sort",
        choice("batch", &[named("batch", "as in the batch"), named("hinge", "by hinge"), named("cluster", "by likeness")]),
        "Order",
        "Rows and columns of the matrix: as drawn, the dearest first, or like ones side by side.",
    )),
    // What an embedding page leaves out.
    hidden("hide.header", "Title", "The question on top, and the sentence under it."),
    hidden("hide.lessons", "Choice of lessons", "A lesson that the link names is shown all the same."),
    hidden("hide.run", "Run and time line", "Run, Back, Step, Reset, the seed and the time line."),
    hidden("hide.loss", "Loss", "The switches of the loss, and further runs."),
    hidden("hide.data", "Data", "The data, settings, links and saving."),
    hidden("hide.views", "Choice of views", "The buttons that open more views."),
    hidden("hide.footer", "Last line", "What it says about questions and files."),
    // The data.
    optional(fixed(
        "data",
        "data.set",
        choice(
            "questions",
            &[
                named("questions", "questions"),
                named("answers", "questions and answers"),
                named("languages", "English and German"),
                named("synonyms", "questions with near-duplicates"),
            ],
        ),
        "Built-in data",
        "Questions asked twice; questions with their answers or in two languages, where the sides really differ; or questions that others nearly repeat.",
    )),
    optional(fixed(
        "data",
        "data.asymmetry",
        number(0.5, 0.0, 1.0, 0.05),
        "Asymmetry",
        "How far the two sides of questions come from different styles: 0 both alike, 1 long and polite against short and telegraphic.",
    )),
    optional(fixed("data", "data.seed", ANY_SEED, "Data seed", "Which questions the built-in set draws, and which of them are held out.")),
    // The network.
    optional(fixed(
        "model",
        "model.encoder",
        choice("lstm", &[named("lstm", "LSTM on words"), named("linear", "linear head on given vectors")]),
        "Encoder",
        "What makes a question's vector: the course's LSTM, or one matrix where the data are vectors.",
    )),
    optional(fixed(
        "model",
        "model.embeddingRows",
        integer(0, 0, 1_000_000),
        "Embedding rows",
        "At least so many rows of the embedding; 0: one for each word.",
    )),
    fixed("model", "model.embeddingDim", integer(32, 1, 1024), "Embedding size D", "Numbers that stand for a word."),
    fixed("model", "model.hiddenDim", integer(32, 1, 1024), "Hidden size H", "Numbers in the LSTM's state, and in a question's vector."),
    fixed(
        "model",
        "model.pooling",
        choice("masked-mean", &[named("masked-mean", "real words only"), named("mean", "all steps (course)")]),
        "Mean over",
        "The course averages over the padding too.",
    ),
    fixed(
        "model",
        "model.initialisation",
        choice("keras", &[named("keras", "Keras"), named("trax", "Trax"), named("identity", "identity"), named("random", "random projection")]),
        "Initialisation",
        "How the weights start: as in the course's Keras or Trax notebooks; a linear head as the identity or at random.",
    ),
    fixed("", "model.vocabularySize", integer(1000, 3, 1_000_000), "Vocabulary V", "Words and the two special tokens, unknown and padding."),
    fixed("", "model.seed", ANY_SEED, "Weights' seed", "Seed of the initial weights."),
    // The optimiser.
    live("optimiser", "adam.learningRate", logarithmic(0.01, 1e-6, 1.0), "Learning rate", "The size of Adam's steps."),
    live(
        "optimiser",
        "adam.schedule",
        choice("constant", &[named("constant", "constant"), named("warmup-rsqrt", "warm-up, then 1/√step")]),
        "Schedule",
        "How the learning rate changes with the step.",
    ),
    live("optimiser", "adam.warmupSteps", integer(401, 1, 100_000), "Warm-up steps", "Steps until the schedule reaches the learning rate."),
    live("optimiser", "adam.beta1", number(0.9, 0.0, 0.9999, 0.01), "β₁", "Decay of the gradient's running mean."),
    live("optimiser", "adam.beta2", number(0.999, 0.0, 0.99999, 0.001), "β₂", "Decay of the squared gradient's running mean."),
    live("optimiser", "adam.epsilon", logarithmic(1e-7, 1e-12, 1.0), "ε", "Added to the root of the squared gradient's mean."),
    live("optimiser", "adam.weightDecay", number(0.0, 0.0, 0.1, 1e-5), "Weight decay", "Share of every weight that is taken away at each step."),
    // A loss and its terms.
    live(
        "loss",
        "loss.kind",
        choice("triplet", &[named("triplet", "triplet"), named("softmax", "softmax")]),
        "Family",
        "Hinges on triplets, or the cross-entropy of a softmax.",
    ),
    live(
        "loss",
        "loss.negative",
        choice(
            "hardest",
            &[
                named("mean", "mean"),
                named("hardest", "hardest"),
                named("semi-hard", "semi-hard"),
                named("semi-hard-course", "semi-hard, as the course computes it"),
            ],
        ),
        "Negative",
        "Which negative an anchor's hinge is held against.",
    ),
    live(
        "loss",
        "loss.along",
        choice("rows", &[named("rows", "rows"), named("columns", "columns"), named("averaged", "averaged"), named("harder", "harder of the two")]),
        "Along",
        "Where the negatives are looked for.",
    ),
    live("loss", "loss.margin", number(0.25, 0.0, 2.0, 0.01), "Margin", "How much closer the positive must be than the negative."),
    optional(live("loss", "loss.weight", number(1.0, 0.0, 100.0, 0.1), "Weight", "Factor of the term.")),
    live("loss", "loss.scale", number(20.0, 0.001, 1000.0, 1.0), "Scale", "Factor on the similarities before the softmax."),
    live(
        "loss",
        "loss.reduction",
        choice("mean", &[named("mean", "mean"), named("sum", "sum")]),
        "Reduction",
        "Mean or sum over the anchors of the batch.",
    ),
];
