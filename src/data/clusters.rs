//! Clusters of mutual duplicates: the connected components of the questions under "is a duplicate of" (union–find, Tarjan 1975).

/// A forest over questions; each tree is a cluster.
#[derive(Debug, Clone, Default)]
pub struct Clusters {
    parent: Vec<u32>,
}

impl Clusters {
    /// `questions` clusters of one question each.
    pub fn new(questions: usize) -> Self {
        Self { parent: (0..questions as u32).collect() }
    }

    /// The cluster of a question, named by one of its questions.
    pub fn find(&mut self, question: u32) -> u32 {
        let mut at = question;
        while self.parent[at as usize] != at {
            let grandparent = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = grandparent;
            at = grandparent;
        }
        at
    }

    /// Makes one cluster of two; the smaller name stays.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
