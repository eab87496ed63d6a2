//! How far it is: a line that is written over where somebody watches, a line a minute where nobody does.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Of runs that are made together.
#[derive(Debug)]
pub struct Progress {
    all: usize,
    done: usize,
    start: Instant,
    told: Instant,
    watched: bool,
}

const BAR: usize = 24;

impl Progress {
    /// Before the first of so many runs.
    pub fn of(all: usize) -> Self {
        let now = Instant::now();
        Self { all, done: 0, start: now, told: now, watched: stderr().is_terminal() }
    }

    /// One more run is made.
    pub fn made(&mut self) {
        self.done += 1;
        let pause = if self.watched { Duration::from_millis(200) } else { Duration::from_secs(60) };
        if self.done < self.all && self.told.elapsed() < pause {
            return;
        }
        self.told = Instant::now();
        let line = line(self.done, self.all, self.start.elapsed());
        if self.watched {
            let end = if self.done == self.all { "\n" } else { "" };
            let _ = write!(stderr(), "\r{} {line}\x1b[K{end}", bar(self.done, self.all)).and_then(|()| stderr().flush());
        } else {
            tell(&line);
        }
    }

    /// A sentence of its own between the lines.
    pub fn say(&self, sentence: &str) {
        if self.watched {
            tell(&format!("\r{sentence}\x1b[K"));
        } else {
            tell(sentence);
        }
    }
}

/// A line to standard error. Where nobody reads it any more, the runs go on.
pub fn tell(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}

fn bar(done: usize, all: usize) -> String {
    let full = BAR * done / all.max(1);
    format!("[{}{}]", "#".repeat(full), "·".repeat(BAR - full))
}

/// `12 of 60 runs, 3.1 a second, about 16 s left`
fn line(done: usize, all: usize, spent: Duration) -> String {
    let rate = done as f64 / spent.as_secs_f64().max(1e-3);
    let said = if rate >= 1.0 { format!("{rate:.1} a second") } else { format!("{:.1} a minute", 60.0 * rate) };
    let left = if done < all { format!(", about {} left", long((all - done) as f64 / rate)) } else { format!(" in {}", long(spent.as_secs_f64())) };
    format!("{done} of {all} run{}, {said}{left}", if all == 1 { "" } else { "s" })
}

fn long(seconds: f64) -> String {
    match seconds {
        s if s < 90.0 => format!("{:.0} s", s.ceil()),
        s if s < 5400.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_many_how_fast_and_how_long() {
        let line = |done, all, seconds| line(done, all, Duration::from_secs(seconds));
        assert_eq!(line(12, 60, 4), "12 of 60 runs, 3.0 a second, about 16 s left");
        assert_eq!(line(10, 1000, 120), "10 of 1000 runs, 5.0 a minute, about 3.3 h left");
        assert_eq!(line(60, 60, 600), "60 of 60 runs, 6.0 a minute in 10 min");
        assert_eq!(bar(1, 2), format!("[{}{}]", "#".repeat(12), "·".repeat(12)));
    }
}
