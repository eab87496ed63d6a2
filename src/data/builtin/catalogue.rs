//! The templates and fillers, read from the text files beside this one.

const FILES: [&str; 3] = [include_str!("household.txt"), include_str!("people.txt"), include_str!("technology.txt")];
const FRAMES: &str = include_str!("frames.txt");

/// How a question is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// An indirect question, to be put into a polite frame.
    Long,
    /// A whole question.
    Plain,
    /// As typed into a search box.
    Short,
}

/// One thing to ask about any filler of a slot.
#[derive(Debug, Clone)]
pub struct Intent {
    /// Its name in the file.
    pub name: String,
    /// Number of its slot.
    pub slot: usize,
    /// The wordings, with `{}` for the filler.
    pub templates: Vec<(Style, String)>,
}

/// All intents, slots and frames.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// What is asked.
    pub intents: Vec<Intent>,
    /// Names and fillers.
    pub slots: Vec<(String, Vec<String>)>,
    /// Around an indirect question.
    pub frames: Vec<String>,
}

impl Catalogue {
    /// Reads the files.
    ///
    /// # Panics
    /// If a line is not in the format: a mistake in this crate.
    pub fn read() -> Self {
        let frames = FRAMES.lines().map(str::to_owned).collect();
        let mut catalogue = Self { intents: vec![], slots: vec![], frames };
        FILES.iter().flat_map(|file| file.lines()).filter(|line| !line.is_empty()).for_each(|line| catalogue.line(line));
        catalogue
    }

    fn line(&mut self, line: &str) {
        let (mark, rest) = line.split_once(' ').expect("a line is a mark and its text");
        match mark {
            "slot" => {
                let (name, fillers) = rest.split_once(": ").expect("a slot is a name and its fillers");
                self.slots.push((name.into(), fillers.split(", ").map(str::to_owned).collect()));
            }
            "intent" => {
                let (name, slot) = rest.split_once(' ').expect("an intent is a name and a slot");
                let slot = self.slots.iter().position(|(name, _)| name == slot).expect("a slot stands before its intents");
                self.intents.push(Intent { name: name.into(), slot, templates: vec![] });
            }
            _ => self.intents.last_mut().expect("a template stands behind its intent").templates.push((style(mark), rest.into())),
        }
    }

    /// The fillers of an intent's slot.
    pub fn fillers(&self, intent: usize) -> &[String] {
        &self.slots[self.intents[intent].slot].1
    }

    /// The size of the largest slot.
    pub fn most_fillers(&self) -> usize {
        self.slots.iter().map(|(_, fillers)| fillers.len()).max().unwrap_or(0)
    }

    /// A template with the filler put in.
    pub fn fill(&self, template: &str, intent: usize, filler: usize) -> String {
        template.replace("{}", &self.fillers(intent)[filler])
    }
}

fn style(mark: &str) -> Style {
    match mark {
        "~" => Style::Long,
        "?" => Style::Plain,
        "-" => Style::Short,
        other => panic!("a line begins with {other}, but it must begin with slot, intent, ~, ? or -"),
    }
}
