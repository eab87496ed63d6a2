//! Which questions run at which step: those that have something left to read, the longest first, so that at every step they are the first rows.
//!
//! Hidden states lie step by step without gaps: step t holds `running(t)` rows, one per question that is at least t + 1 long.

use std::ops::Range;

use crate::numeric::sort::order;

/// N questions by length.
#[derive(Default)]
pub struct Order {
    /// The questions, longest first; equal ones as they came.
    pub questions: Vec<usize>,
    /// Row of the first question at step t, and after the last step the number of rows: T + 1.
    starts: Vec<usize>,
}

impl Order {
    /// Puts questions of these lengths in order. With `all` steps given, every question runs that long.
    pub fn arrange(&mut self, lengths: &[usize], all: Option<usize>) {
        self.questions = order(lengths.len(), |a, b| lengths[b].cmp(&lengths[a]));
        self.starts.clear();
        self.starts.push(0);
        let mut running = lengths.len();
        for t in 0..all.or(lengths.iter().copied().max()).unwrap_or(0) {
            while all.is_none() && lengths[self.questions[running - 1]] <= t {
                running -= 1;
            }
            self.starts.push(self.starts[t] + running);
        }
    }

    /// Steps of the longest question.
    pub fn steps(&self) -> usize {
        self.starts.len() - 1
    }

    /// Rows of all steps together.
    pub fn rows(&self) -> usize {
        self.starts[self.steps()]
    }

    /// The rows of step t.
    pub fn step(&self, t: usize) -> Range<usize> {
        self.starts[t]..self.starts[t + 1]
    }

    /// The row of question n at step t, if it runs there.
    pub fn row(&self, t: usize, n: usize) -> Option<usize> {
        self.step(t).zip(&self.questions).find(|&(_, &question)| question == n).map(|(row, _)| row)
    }
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn at_every_step_the_questions_that_run_come_first_the_longest_before_the_others() {
        let mut order = Order::default();
        order.arrange(&[2, 0, 3, 2], None);
        assert_eq!(order.questions, [2, 0, 3, 1]);
        assert_eq!((0..order.steps()).map(|t| order.step(t)).collect::<Vec<_>>(), [0..3, 3..6, 6..7]);
        assert_eq!(order.rows(), 7);
        assert_eq!([order.row(1, 3), order.row(2, 3), order.row(0, 1)], [Some(5), None, None]);
        order.arrange(&[0, 0], None);
        assert_eq!((order.steps(), order.rows()), (0, 0));
        order.arrange(&[1, 2], Some(3));
        assert_eq!((order.questions.as_slice(), order.steps(), order.rows()), (&[1, 0][..], 3, 6));
    }
}
