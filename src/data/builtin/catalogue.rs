//! The sets, and their templates and fillers, read from the text files beside this one.

/// Place of a way to say things among the set's styles.
pub type Style = usize;

/// A built-in set.
#[derive(Debug, PartialEq)]
pub struct Set {
    /// As links say it.
    pub name: &'static str,
    files: &'static [&'static str],
    /// Names of the ways to say things; the first is the left side's own, the last the right side's.
    pub styles: &'static [&'static str],
    /// Does each side always say it in its own way, whatever the asymmetry?
    pub sides_differ: bool,
    /// Duplicate pairs to train on.
    pub(super) train_pairs: usize,
    /// One meaning in so many is held out.
    pub(super) held_out: usize,
}

/// From polite and wordy, over a plain question, to what is typed into a search box.
const LENGTHS: &[&str] = &["long", "plain", "short"];

/// All of them, the default first; a setting of the table lists the same names.
pub const SETS: &[Set] = &[
    Set {
        name: "questions",
        files: &[
            include_str!("household.txt"),
            include_str!("world.txt"),
            include_str!("leisure.txt"),
            include_str!("learning.txt"),
            include_str!("devices.txt"),
            include_str!("computing.txt"),
        ],
        styles: LENGTHS,
        sides_differ: false,
        train_pairs: 24_000,
        held_out: 7,
    },
    Set {
        name: "answers",
        files: &[include_str!("answers.txt")],
        styles: &["question", "answer"],
        sides_differ: true,
        train_pairs: 2_400,
        held_out: 4,
    },
    Set {
        name: "languages",
        files: &[include_str!("languages.txt")],
        styles: &["english", "german"],
        sides_differ: true,
        train_pairs: 3_000,
        held_out: 4,
    },
    Set { name: "synonyms", files: &[include_str!("synonyms.txt")], styles: LENGTHS, sides_differ: false, train_pairs: 6_000, held_out: 4 },
];

/// One wording.
#[derive(Debug, Clone)]
pub struct Template {
    /// How it is said.
    pub style: Style,
    /// The slot's name in braces stands for the filler.
    pub text: String,
    /// Number of that slot.
    slot: usize,
}

/// One thing to ask about any filler of a slot.
#[derive(Debug, Clone)]
pub struct Intent {
    /// Its name in the file.
    pub name: String,
    /// Number of its slot.
    pub slot: usize,
    /// The wordings.
    pub templates: Vec<Template>,
}

/// What may be put into the templates of several intents.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The name in braces in templates.
    pub mark: String,
    /// What takes its place.
    pub fillers: Vec<String>,
}

/// All intents and slots of a set.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    styles: &'static [&'static str],
    /// What is asked.
    pub intents: Vec<Intent>,
    /// What it is asked about.
    pub slots: Vec<Slot>,
}

impl Catalogue {
    /// Reads a set's files.
    ///
    /// # Panics
    /// If a line is not in the format: a mistake in this crate.
    pub fn of(set: &Set) -> Self {
        let mut catalogue = Self { styles: set.styles, ..Self::default() };
        set.files.iter().flat_map(|file| file.lines()).filter(|line| !line.is_empty()).for_each(|line| catalogue.line(line));
        catalogue
    }

    fn line(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("# slot ") {
            self.slots.push(Slot { mark: format!("{{{name}}}"), fillers: vec![] });
        } else if let Some(name) = line.strip_prefix("# intent ") {
            self.intents.push(Intent { name: name.into(), slot: self.slots.len() - 1, templates: vec![] });
        } else if let Some((style, text)) = self.styled(line) {
            let intent = self.intents.last_mut().expect("a template stands behind its intent");
            let slot = self.slots.iter().position(|slot| text.contains(&slot.mark));
            intent.slot = slot.unwrap_or_else(|| panic!("no slot of that name stands before: {line}"));
            intent.templates.push(Template { style, text: text.into(), slot: intent.slot });
        } else {
            let slot = self.slots.last_mut().expect("fillers stand behind their slot");
            slot.fillers.extend(line.split(',').map(str::trim).filter(|f| !f.is_empty()).map(str::to_owned));
        }
    }

    /// A wording's style and text.
    fn styled<'a>(&self, line: &'a str) -> Option<(Style, &'a str)> {
        let (name, text) = line.split_once(": ")?;
        Some((self.styles.iter().position(|style| *style == name)?, text))
    }

    /// The slot of an intent.
    pub fn slot(&self, intent: usize) -> &Slot {
        &self.slots[self.intents[intent].slot]
    }

    /// The size of the largest slot.
    pub fn most_fillers(&self) -> usize {
        self.slots.iter().map(|slot| slot.fillers.len()).max().unwrap_or(0)
    }

    /// A template with the filler put in, as its style says it.
    pub fn fill(&self, template: &Template, filler: usize) -> String {
        let slot = &self.slots[template.slot];
        let filler = &slot.fillers[filler];
        template.text.replace(&slot.mark, filler.split('=').nth(template.style).unwrap_or(filler))
    }
}
