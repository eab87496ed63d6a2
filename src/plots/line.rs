//! A line that grows with the run: it takes new points only, keeps the extremes of groups of them, and shows as many as a chart has pixels, however many there are.

/// x and y.
pub type Point = (f64, f64);

/// Groups never are more; then each takes in its neighbour. A chart has fewer pixels.
const MOST: usize = 4096;

/// The lowest and the highest point of each so many in a row.
#[derive(Debug, Clone)]
struct Groups {
    size: usize,
    ends: Vec<[Point; 2]>,
    /// Points of the last group.
    last: usize,
}

impl Groups {
    fn new() -> Self {
        Self { size: 1, ends: vec![], last: 1 }
    }

    fn push(&mut self, point: Point) {
        match self.ends.last_mut().filter(|_| self.last < self.size) {
            Some(group) => {
                *group = wider(*group, [point; 2]);
                self.last += 1;
            }
            None => {
                self.ends.push([point; 2]);
                self.last = 1;
            }
        }
        if self.ends.len() > MOST {
            // The last one is alone, and has a single point, which it keeps.
            self.ends = self.ends.chunks(2).map(|two| two.iter().copied().reduce(wider).unwrap_or(two[0])).collect();
            self.size *= 2;
        }
    }
}

/// Of two groups together; of equal ones the first.
fn wider([low, high]: [Point; 2], [other_low, other_high]: [Point; 2]) -> [Point; 2] {
    [if other_low.1 < low.1 { other_low } else { low }, if other_high.1 > high.1 { other_high } else { high }]
}

/// How heights are made of values: the weight of the past in the smoothed line, and whether the axis is logarithmic.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rule {
    /// From 0 (none) to below 1.
    pub smoothing: f64,
    /// Values are shown by their logarithm.
    pub log: bool,
}

impl Rule {
    /// Values that a logarithmic axis cannot show are shown at this.
    const LOWEST: f64 = 1e-6;

    /// Where on the axis a value stands.
    pub fn height(self, y: f64) -> f64 {
        if self.log { y.max(Self::LOWEST).log10() } else { y }
    }
}

/// A line's points, and its smoothed ones by the rule of the last picture.
#[derive(Debug, Clone)]
pub struct Line {
    points: Vec<Point>,
    groups: Groups,
    rule: Rule,
    smooth: Vec<Point>,
    smooth_groups: Groups,
    /// Of the smoothed line at its end.
    mean: f64,
    weight: f64,
}

impl Default for Line {
    fn default() -> Self {
        Self { points: vec![], groups: Groups::new(), rule: Rule::default(), smooth: vec![], smooth_groups: Groups::new(), mean: 0.0, weight: 0.0 }
    }
}

impl Line {
    /// Takes further points, x, y, x, y, …, in the order of x. What is not finite has no place on a chart.
    pub fn extend(&mut self, points: &[f64]) {
        for &[x, y] in points.as_chunks::<2>().0 {
            if y.is_finite() {
                self.points.push((x, y));
                self.groups.push((x, y));
            }
        }
    }

    /// The last x.
    pub fn end(&self) -> Option<f64> {
        self.points.last().map(|p| p.0)
    }

    /// The raw line between two steps as heights: all its points, or the lowest and highest of each of `columns`.
    pub fn raw(&self, range: (f64, f64), columns: usize, rule: Rule) -> Vec<Point> {
        let shown = shown(&self.points, &self.groups, range, columns);
        shown.into_iter().map(|(x, y)| (x, rule.height(y))).collect()
    }

    /// The smoothed line likewise. It is smoothed from its start, whatever part of it is shown: an exponential moving average of the heights with the
    /// start's bias taken out (Kingma and Ba 2015, §3).
    pub fn smoothed(&mut self, range: (f64, f64), columns: usize, rule: Rule) -> Vec<Point> {
        if rule.smoothing == 0.0 {
            return self.raw(range, columns, rule);
        }
        if rule != self.rule {
            (self.rule, self.mean, self.weight) = (rule, 0.0, 0.0);
            self.smooth.clear();
            self.smooth_groups = Groups::new();
        }
        for &(x, y) in &self.points[self.smooth.len()..] {
            let share = 1.0 - rule.smoothing;
            self.mean = rule.smoothing * self.mean + share * rule.height(y);
            self.weight = rule.smoothing * self.weight + share;
            self.smooth.push((x, self.mean / self.weight));
            self.smooth_groups.push((x, self.mean / self.weight));
        }
        shown(&self.smooth, &self.smooth_groups, range, columns)
    }
}

/// All points of a range where they are few; otherwise the lowest and the highest of each column, so that no peak is lost, and the last one.
fn shown(points: &[Point], groups: &Groups, (from, to): (f64, f64), columns: usize) -> Vec<Point> {
    let start = points.partition_point(|p| p.0 < from);
    let inside = &points[start..start + points[start..].partition_point(|p| p.0 <= to)];
    if inside.len() <= 2 * columns {
        return inside.to_vec();
    }
    let coarse = inside.len() / groups.size >= 2 * columns;
    let ends = || groups.ends.iter().flat_map(|&[a, b]| if a.0 < b.0 { [a, b] } else { [b, a] }).filter(|p| (from..=to).contains(&p.0));
    let mut line = if coarse { thinned(ends(), (from, to), columns) } else { thinned(inside.iter().copied(), (from, to), columns) };
    line.extend(inside.last().filter(|last| line.last() != Some(last)));
    line
}

/// The lowest and the highest of each column, in their order.
fn thinned(points: impl Iterator<Item = Point>, (from, to): (f64, f64), columns: usize) -> Vec<Point> {
    let column = |x: f64| ((x - from) / (to - from) * columns as f64) as usize;
    let mut line: Vec<Point> = Vec::with_capacity(2 * columns + 2);
    let mut group: Option<[Point; 2]> = None;
    let mut put = |[low, high]: [Point; 2]| {
        let (first, second) = if low.0 < high.0 { (low, high) } else { (high, low) };
        line.push(first);
        if second != first {
            line.push(second);
        }
    };
    for point in points {
        group = Some(match group {
            Some(known) if column(known[0].0) == column(point.0) => wider(known, [point; 2]),
            Some(known) => {
                put(known);
                [point; 2]
            }
            None => [point; 2],
        });
    }
    group.into_iter().for_each(&mut put);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: usize = 300;

    /// A noisy loss that falls, with peaks.
    fn values(count: usize) -> Vec<f64> {
        let mut state = 1_u32;
        let noise = |k: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state) / f64::from(u32::MAX) * if k.is_multiple_of(997) { 5.0 } else { 0.2 }
        };
        (0..count).map(noise).enumerate().flat_map(|(k, noise)| [(k + 1) as f64, 1.0 / (1.0 + k as f64 / 800.0) + noise]).collect()
    }

    /// A line that has come in frames of so many points.
    fn line_of(values: &[f64], frame: usize) -> Line {
        let mut line = Line::default();
        values.chunks(2 * frame).for_each(|piece| line.extend(piece));
        line
    }

    /// Lowest and highest of all points by column, from one column before to one after it.
    fn extremes(points: &[Point], (from, to): (f64, f64), reach: usize) -> Vec<Option<(f64, f64)>> {
        let mut each = vec![None; COLUMNS + 1];
        for &(x, y) in points {
            let own = ((x - from) / (to - from) * COLUMNS as f64) as usize;
            for extremes in &mut each[own.saturating_sub(reach)..=(own + reach).min(COLUMNS)] {
                let (low, high) = extremes.unwrap_or((y, y));
                *extremes = Some((y.min(low), y.max(high)));
            }
        }
        each
    }

    /// Every point of all lies between what is drawn in its column and those beside it, and what is drawn are points of all.
    fn assert_same_picture(all: &[Point], drawn: &[Point], range: (f64, f64)) {
        let inside: Vec<Point> = all.iter().copied().filter(|p| (range.0..=range.1).contains(&p.0)).collect();
        let (own, shown) = (extremes(&inside, range, 0), extremes(drawn, range, 1));
        for (column, (own, shown)) in own.iter().zip(&shown).enumerate() {
            let Some((low, high)) = own else { continue };
            let (lowest, highest) = shown.expect("something is drawn where there is something");
            assert!(lowest <= *low && *high <= highest, "column {column}: {lowest} to {highest} instead of {low} to {high}");
        }
        let bits = |p: &Point| (p.0.to_bits(), p.1.to_bits());
        let known: std::collections::HashSet<_> = inside.iter().map(bits).collect();
        assert!(drawn.iter().all(|p| known.contains(&bits(p))), "only points of the line are drawn");
        assert!(drawn.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(drawn.last(), inside.last());
    }

    fn all_of(values: &[f64]) -> Vec<Point> {
        values.as_chunks::<2>().0.iter().map(|&[x, y]| (x, y)).collect()
    }

    #[test]
    fn the_picture_of_many_points_is_that_of_all_of_them_by_column_and_never_more_than_fits() {
        for count in [50, 599, 601, 5_000, 4097, 200_000] {
            let values = values(count);
            let all = all_of(&values);
            let line = line_of(&values, 37);
            for range in [(0.0, count as f64), (count as f64 / 3.0, count as f64 / 2.0), (count as f64 - 40.0, count as f64)] {
                let drawn = line.raw(range, COLUMNS, Rule::default());
                assert!(drawn.len() <= 2 * (COLUMNS + 1) + 1, "{} points", drawn.len());
                assert_same_picture(&all, &drawn, range);
            }
            assert!(line.groups.ends.len() <= MOST && line.groups.size * line.groups.ends.len() < 2 * count.max(MOST));
        }
    }

    #[test]
    fn a_smoothed_line_that_has_grown_is_the_one_that_is_smoothed_at_once_on_either_axis() {
        let values = values(20_000);
        for rule in [Rule { smoothing: 0.9, log: false }, Rule { smoothing: 0.99, log: true }] {
            let (mut mean, mut weight) = (0.0, 0.0);
            let average = |(x, y): Point| {
                mean = rule.smoothing * mean + (1.0 - rule.smoothing) * rule.height(y);
                weight = rule.smoothing * weight + (1.0 - rule.smoothing);
                (x, mean / weight)
            };
            let all: Vec<Point> = all_of(&values).into_iter().map(average).collect();
            let mut line = Line::default();
            let range = (0.0, 20_000.0);
            // Each frame draws; another rule in between is forgotten again.
            for (k, piece) in values.chunks(2_000).enumerate() {
                line.extend(piece);
                line.smoothed(range, COLUMNS, Rule { smoothing: if k == 4 { 0.5 } else { rule.smoothing }, ..rule });
            }
            assert_same_picture(&all, &line.smoothed(range, COLUMNS, rule), range);
            let few = line.smoothed((100.0, 200.0), COLUMNS, rule);
            assert_eq!(few, all[99..200]);
        }
    }

    #[test]
    fn what_is_not_finite_is_not_on_the_chart() {
        let mut line = Line::default();
        line.extend(&[1.0, 2.0, 2.0, f64::NAN, 3.0, f64::INFINITY, 4.0, 1.0]);
        assert_eq!(line.raw((0.0, 9.0), COLUMNS, Rule::default()), [(1.0, 2.0), (4.0, 1.0)]);
        assert_eq!(line.smoothed((0.0, 9.0), COLUMNS, Rule { smoothing: 0.5, log: false })[0], (1.0, 2.0));
    }
}
