//! The templates and fillers, read from the text files beside this one.

const FILES: [&str; 6] = [
    include_str!("household.txt"),
    include_str!("world.txt"),
    include_str!("leisure.txt"),
    include_str!("learning.txt"),
    include_str!("devices.txt"),
    include_str!("computing.txt"),
];

/// How a question is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Polite and wordy.
    Long,
    /// A plain question.
    Plain,
    /// As typed into a search box.
    Short,
}

const STYLES: [(&str, Style); 3] = [("long: ", Style::Long), ("plain: ", Style::Plain), ("short: ", Style::Short)];

/// One thing to ask about any filler of a slot.
#[derive(Debug, Clone)]
pub struct Intent {
    /// Its name in the file.
    pub name: String,
    /// Number of its slot.
    pub slot: usize,
    /// The wordings, with the slot's name in braces for the filler.
    pub templates: Vec<(Style, String)>,
}

/// What may be put into the templates of several intents.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The name in braces in templates.
    pub mark: String,
    /// What takes its place.
    pub fillers: Vec<String>,
}

/// All intents and slots.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// What is asked.
    pub intents: Vec<Intent>,
    /// What it is asked about.
    pub slots: Vec<Slot>,
}

impl Catalogue {
    /// Reads the files.
    ///
    /// # Panics
    /// If a line is not in the format: a mistake in this crate.
    pub fn read() -> Self {
        let mut catalogue = Self::default();
        FILES.iter().flat_map(|file| file.lines()).filter(|line| !line.is_empty()).for_each(|line| catalogue.line(line));
        catalogue
    }

    fn line(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("# slot ") {
            self.slots.push(Slot { mark: format!("{{{name}}}"), fillers: vec![] });
        } else if let Some(name) = line.strip_prefix("# intent ") {
            self.intents.push(Intent { name: name.into(), slot: self.slots.len() - 1, templates: vec![] });
        } else if let Some((style, text)) = STYLES.iter().find_map(|(mark, style)| Some((*style, line.strip_prefix(mark)?))) {
            let intent = self.intents.last_mut().expect("a template stands behind its intent");
            let slot = self.slots.iter().position(|slot| text.contains(&slot.mark));
            intent.slot = slot.unwrap_or_else(|| panic!("no slot of that name stands before: {line}"));
            intent.templates.push((style, text.into()));
        } else {
            let slot = self.slots.last_mut().expect("fillers stand behind their slot");
            slot.fillers.extend(line.split(',').map(str::trim).filter(|f| !f.is_empty()).map(str::to_owned));
        }
    }

    /// The slot of an intent.
    pub fn slot(&self, intent: usize) -> &Slot {
        &self.slots[self.intents[intent].slot]
    }

    /// The size of the largest slot.
    pub fn most_fillers(&self) -> usize {
        self.slots.iter().map(|slot| slot.fillers.len()).max().unwrap_or(0)
    }

    /// A template of an intent with the filler put in.
    pub fn fill(&self, template: &str, intent: usize, filler: usize) -> String {
        let slot = self.slot(intent);
        template.replace(&slot.mark, &slot.fillers[filler])
    }
}
