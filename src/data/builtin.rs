//! The built-in sets: pairs written as templates and put together from a seed. What they are is in [`SETS`]; adding one is a text file and an entry.
//!
//! An intent is one thing to ask about any filler of its slot; intent and filler together are a *meaning*, and two questions are duplicates when they
//! have the same meaning. Each intent says it in three styles: long and polite, plain, and short as typed into a search box. Held out are whole
//! meanings, so that every intent and every filler is trained on but not their combination; the non-duplicates among them are hard ones: the same
//! template with another filler, or the same filler asked about otherwise.
//!
//! To add an intent, write a block into one of the text files: `# intent name`, then at least three templates of each style of the set, such as
//! `long: …`, with the slot's name in braces for the filler. A slot stands before its intents: `# slot name`, then its fillers between commas. A filler
//! that each style says in its own way has its forms between equals signs, in the order of the set's styles: `the clock=die Uhr`.

mod catalogue;

use super::split::shuffle;
pub use catalogue::{Catalogue, Intent, SETS, Set, Slot, Style, Template};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use rustc_hash::FxHashSet;

/// Held-out duplicates, and as many non-duplicates.
const EVALUATION_PAIRS: usize = 240;

/// What the set depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BuiltinConfig {
    /// Which of them.
    pub set: &'static Set,
    /// From 0, both sides alike, to 1, long questions against short ones.
    pub asymmetry: f64,
    /// Of the draws.
    pub seed: u32,
}

/// Two questions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BuiltinPair {
    /// Left.
    pub question1: String,
    /// Right.
    pub question2: String,
    /// Which intent about which filler question 1 asks.
    pub meaning: u32,
    /// Does question 2 ask the same?
    pub duplicate: bool,
}

/// The pairs; of the held-out ones duplicates first, one for each meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct BuiltinSet {
    /// Duplicates.
    pub train: Vec<BuiltinPair>,
    /// Duplicates and as many non-duplicates, of meanings that are not trained on.
    pub evaluation: Vec<BuiltinPair>,
}

/// An intent and a filler of its slot, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Meaning {
    intent: usize,
    filler: usize,
}

/// Draws the set.
pub fn generate(config: &BuiltinConfig) -> BuiltinSet {
    let asymmetry = if config.set.sides_differ { 1.0 } else { config.asymmetry };
    Generator { set: config.set, catalogue: Catalogue::of(config.set), asymmetry, rng: Pcg32::seed_from_u64(config.seed.into()) }.draw()
}

struct Generator {
    set: &'static Set,
    catalogue: Catalogue,
    asymmetry: f64,
    rng: Pcg32,
}

impl Generator {
    fn draw(mut self) -> BuiltinSet {
        let mut meanings: Vec<Meaning> = (0..self.catalogue.intents.len())
            .flat_map(|intent| (0..self.catalogue.slot(intent).fillers.len()).map(move |filler| Meaning { intent, filler }))
            .collect();
        shuffle(&mut meanings, &mut self.rng);
        let trained = meanings.split_off(meanings.len() / self.set.held_out);
        let held_out = meanings;
        let mut seen = FxHashSet::default();
        let mut train = Vec::with_capacity(self.set.train_pairs);
        while train.len() < self.set.train_pairs {
            let pair = self.duplicate(trained[train.len() % trained.len()]);
            if seen.insert(pair.clone()) {
                train.push(pair);
            }
        }
        let mut evaluation: Vec<_> = held_out.iter().take(EVALUATION_PAIRS).map(|&m| self.duplicate(m)).collect();
        evaluation.extend(self.non_duplicates(&held_out));
        BuiltinSet { train, evaluation }
    }

    /// Two different wordings of one meaning.
    fn duplicate(&mut self, meaning: Meaning) -> BuiltinPair {
        let [left, right] = self.styles();
        let question1 = self.question(meaning, left);
        loop {
            let question2 = self.question(meaning, right);
            if question2 != question1 {
                return BuiltinPair { question1, question2, meaning: self.number(meaning), duplicate: true };
            }
        }
    }

    /// Non-duplicates that share half of what they say, alternately the template and the filler.
    fn non_duplicates(&mut self, held_out: &[Meaning]) -> Vec<BuiltinPair> {
        let mut pairs = vec![];
        for &meaning in held_out.iter().cycle().take(held_out.len() * 2) {
            let same_intent = pairs.len() % 2 == 0;
            let slot = |m: Meaning| self.catalogue.intents[m.intent].slot;
            let fits = |m: &&Meaning| {
                **m != meaning && if same_intent { m.intent == meaning.intent } else { m.filler == meaning.filler && slot(**m) == slot(meaning) }
            };
            let others: Vec<_> = held_out.iter().filter(fits).copied().collect();
            if let Some(&other) = self.pick(&others) {
                let [left, right] = self.styles();
                let template = self.template(meaning.intent, left);
                let question1 = self.catalogue.fill(&template, meaning.filler);
                let same_template = same_intent && !self.set.sides_differ;
                let question2 = if same_template { self.catalogue.fill(&template, other.filler) } else { self.question(other, right) };
                pairs.push(BuiltinPair { question1, question2, meaning: self.number(meaning), duplicate: false });
            }
            if pairs.len() == EVALUATION_PAIRS {
                break;
            }
        }
        pairs
    }

    /// The two sides' styles, the set's first and last; `None` is any.
    fn styles(&mut self) -> [Option<Style>; 2] {
        let asymmetry = self.asymmetry;
        [0, self.set.styles.len() - 1].map(|own| self.rng.random_bool(asymmetry).then_some(own))
    }

    fn question(&mut self, meaning: Meaning, style: Option<Style>) -> String {
        let template = self.template(meaning.intent, style);
        self.catalogue.fill(&template, meaning.filler)
    }

    fn template(&mut self, intent: usize, style: Option<Style>) -> Template {
        let templates = self.catalogue.intents[intent].templates.iter();
        let fitting: Vec<_> = templates.filter(|own| style.is_none_or(|style| style == own.style)).cloned().collect();
        self.pick(&fitting).expect("every intent has every style").clone()
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let count = items.len() as u32;
        (count > 0).then(|| &items[self.rng.random_range(0..count) as usize])
    }

    /// A number of its own for each meaning.
    fn number(&self, meaning: Meaning) -> u32 {
        (meaning.intent * self.catalogue.most_fillers() + meaning.filler) as u32
    }
}
