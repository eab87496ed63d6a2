//! What a run is made of. See the module above for what a row means.

use super::row::{choice, fixed, integer, live, logarithmic, named, number, optional, own, switch};
use super::{Kind, Setting};

/// The last step that a link, the page or a verdict may ask for.
pub const LAST_STEP: u32 = 1_000_000;
/// The margin of the course.
pub const COURSE_MARGIN: f64 = 0.25;
/// Rows and columns of a softmax count alike.
pub const EVEN: f64 = 0.5;

const ANY_SEED: Kind = integer(1, 0, u32::MAX);

/// What a run is made of, in the order in which the page shows it.
pub const TABLE: &[Setting] = &[
    // The run.
    optional(fixed(
        "run",
        "data.edition",
        choice(
            "none",
            &[
                named("none", "none"),
                named("course-2020", "the course’s 2020 notebook"),
                named("course-2022", "the course’s 2022 notebook"),
                named("course-tensorflow", "the course’s TensorFlow notebook"),
            ],
        ),
        "Edition of the course",
        "All of a notebook at once: split, words, sizes, padding, initialisation, optimiser and loss.",
    )),
    fixed("run", "seed", ANY_SEED, "Seed", "The same seed, data and settings give the same run, to the bit."),
    live("run", "batchSize", integer(32, 2, 1024), "Batch size B", "Pairs in a batch: the similarity matrix is B by B."),
    live("run", "maxLength", integer(64, 1, 512), "Longest question", "Words beyond this many are cut off."),
    optional(live(
        "run",
        "padding",
        choice("batch", &[named("batch", "to the batch’s power of two"), named("sides", "each side to its longest")]),
        "Padding",
        "How long the questions of a batch are made with padding.",
    )),
    optional(live(
        "run",
        "testBatch",
        integer(0, 0, 1024),
        "Test batch",
        "Where all held-out pairs are measured: accuracy in batches of so many too, each padded as one to train on, as a notebook does it. 0: not.",
    )),
    own(live(
        "run",
        "swap",
        switch(false),
        "Swap sides",
        "Exchange each pair's two questions with probability one half: the other way to treat both sides alike.",
    )),
    own(optional(live(
        "run",
        "negatives",
        integer(0, 0, 1024),
        "Further negatives K",
        "At most so many texts that the data say are no duplicates of a batch's questions are further candidates of its rows.",
    ))),
    optional(live(
        "run",
        "distinctClusters",
        switch(true),
        "No duplicates among negatives",
        "Put at most one pair of a cluster of mutual duplicates into a batch.",
    )),
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
    own(optional(fixed(
        "data",
        "data.asymmetry",
        number(0.5, 0.0, 1.0, 0.05),
        "Asymmetry",
        "How far the two sides of questions come from different styles: 0 both alike, 1 long and polite against short and telegraphic.",
    ))),
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
    own(fixed(
        "model",
        "model.pooling",
        choice(
            "masked-mean",
            &[named("masked-mean", "real words only"), named("mean", "all steps (course)"), named("units", "units: the wrong axis")],
        ),
        "Mean over",
        "The course averages over the padding too.",
    )),
    own(optional(fixed(
        "model",
        "model.normalise",
        choice("each", &[named("each", "each vector"), named("batch", "the whole batch: a mistake")]),
        "Normalise",
        "What has length 1: each vector, or by mistake all vectors of one side of a batch together.",
    ))),
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
    live("optimiser", "adam.weightDecay", number(0.0, 0.0, 0.1, 1e-5), "Weight decay", "Share by which every weight shrinks at each step."),
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
        "Which negative an anchor's positive is compared with.",
    ),
    live(
        "loss",
        "loss.along",
        choice(
            "rows",
            &[
                named("rows", "rows"),
                named("columns", "columns"),
                named("averaged", "averaged"),
                named("harder", "harder of the two"),
                named("left", "left"),
                named("right", "right"),
                named("distance-swap", "distance swap"),
                named("four", "all four"),
            ],
        ),
        "Along",
        "Where the negatives are looked for.",
    ),
    live("loss", "loss.margin", number(COURSE_MARGIN, 0.0, 2.0, 0.01), "Margin", "How much closer the positive must be than the negative."),
    optional(live("loss", "loss.weight", number(1.0, 0.0, 100.0, 0.1), "Weight", "Factor of the term.")),
    live("loss", "loss.scale", number(20.0, 0.001, 1000.0, 1.0), "Scale", "Factor on the similarities before the softmax."),
    optional(live("loss", "loss.balance", number(EVEN, 0.0, 1.0, 0.05), "Rows’ share", "Weight λ of the rows against the columns’ 1 − λ.")),
    optional(live(
        "loss",
        "loss.mistakes.transposed",
        switch(false),
        "V2·V1ᵀ",
        "By mistake the matrix is the other one’s transpose: what is meant for rows sees columns.",
    )),
    optional(live(
        "loss",
        "loss.mistakes.oneHinge",
        switch(false),
        "Maximum of the sum",
        "By mistake one hinge is over the sum of the terms, so that one term can pay for another.",
    )),
    live(
        "loss",
        "loss.reduction",
        choice("mean", &[named("mean", "mean"), named("sum", "sum")]),
        "Reduction",
        "Mean or sum over the anchors of the batch.",
    ),
];
