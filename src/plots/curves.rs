//! Curves over steps: the raw line faint, the smoothed one over it, each labelled where it ends.

use super::colour::{Colour, channels};
use super::line::{Line, Rule};
use crate::numeric::sort::order;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// One curve's looks; its points come beside it.
#[derive(Debug, Clone)]
pub struct Series {
    /// Written at its end.
    pub label: String,
    /// `0xrrggbb`.
    pub colour: u32,
    /// Weight of the past in the smoothed line, from 0 (none) to below 1.
    pub smoothing: f64,
    /// Pixels of a dash; 0 is a solid line.
    pub dash: u32,
    /// Faint and without a label: what another curve is compared with.
    pub pale: bool,
}

/// A level line across the chart.
#[derive(Debug, Clone)]
pub struct Level {
    /// Written on it.
    pub label: String,
    /// Where.
    pub y: f64,
}

/// A line at a step, with what was changed there.
#[derive(Debug, Clone)]
pub struct Flag {
    /// Written at its top.
    pub label: String,
    /// Where.
    pub x: f64,
}

/// A chart.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Under the chart.
    pub x_label: String,
    /// The curves.
    pub series: Vec<Series>,
    /// Level lines.
    pub levels: Vec<Level>,
    /// A step to mark on all charts.
    pub cursor: Option<f64>,
    /// Fixed ends of the y axis; otherwise 0 or the data's ends.
    pub y_range: Option<(f64, f64)>,
    /// Only these steps; otherwise all from 0 on.
    pub x_range: Option<(f64, f64)>,
    /// What was changed at which step.
    pub flags: Vec<Flag>,
    /// Numbers with a comma instead of a point.
    pub comma: bool,
    /// A logarithmic y axis.
    pub log: bool,
    /// Pixels at the right, for the labels.
    pub label_width: f64,
    /// Device pixels for a pixel of the page.
    pub scale: f64,
    /// Colour of text and axes.
    pub ink: u32,
    /// Colour of the grid.
    pub grid: u32,
}

/// Pixels for the numbers at the left.
const LEFT: f64 = 44.0;
const FONT: f64 = 12.0;
/// The axis reaches to this step at least.
const FEWEST: f64 = 10.0;
/// How much of its colour a pale curve has.
const PALE: f64 = 0.4;
/// Flags beside each other stand in so many rows.
const FLAG_ROWS: usize = 3;

/// Draws the chart, with a line for each of its series.
///
/// # Errors
/// If the backend cannot draw.
pub fn draw<DB: DrawingBackend>(root: &DrawingArea<DB, Shift>, spec: &Spec, series: &mut [Line]) -> Result<(), String>
where
    DB::ErrorType: 'static,
{
    let px = |size: f64| (size * spec.scale).round() as i32;
    let font = ("sans-serif", px(FONT)).into_font().color(&rgb(spec.ink));
    let x_range = spec.steps(series);
    let columns = (root.dim_in_pixel().0 as i32 - px(LEFT) - px(spec.label_width)).max(1) as usize;
    let range = (x_range.start, x_range.end);
    let rules = spec.series.iter().map(|each| Rule { smoothing: each.smoothing, log: spec.log });
    let smooth: Vec<Vec<(f64, f64)>> = series.iter_mut().zip(rules).map(|(line, rule)| line.smoothed(range, columns, rule)).collect();
    let lines: Vec<Vec<(f64, f64)>> = series.iter().map(|line| line.raw(range, columns, spec.axis())).collect();
    let y_range = spec.heights(&lines);
    let flags: Vec<&Flag> = spec.flags.iter().filter(|flag| (x_range.start..=x_range.end).contains(&flag.x)).collect();
    // Flags fly above the lines, in a strip of their own.
    let strip = (FONT + 2.0) * flags.len().min(FLAG_ROWS) as f64;
    let mut chart = ChartBuilder::on(root)
        .margin_top(px(8.0 + strip))
        .margin_right(px(spec.label_width))
        .x_label_area_size(px(34.0))
        .y_label_area_size(px(LEFT))
        .build_cartesian_2d(x_range, y_range.clone())
        .map_err(|e| e.to_string())?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(rgb(spec.grid))
        .axis_style(rgb(spec.grid))
        .x_desc(&spec.x_label)
        .x_labels(6)
        .y_labels(5)
        .label_style(font.clone())
        .x_label_formatter(&|x| format!("{x:.0}"))
        .y_label_formatter(&|y| spec.tick(*y))
        .draw()
        .map_err(|e| e.to_string())?;
    let (left, right) = (chart.x_range().start, chart.x_range().end);
    for level in &spec.levels {
        let y = spec.height(level.y);
        if y_range.contains(&y) {
            let style = rgb(spec.ink).mix(0.6).stroke_width(px(1.0) as u32);
            chart.draw_series(DashedLineSeries::new(vec![(left, y), (right, y)], px(2.0), px(4.0), style)).map_err(|e| e.to_string())?;
            let (width, height) = root.estimate_text_size(&level.label, &font).map_err(|e| e.to_string())?;
            let points: Vec<_> = lines.iter().chain(&smooth).flatten().map(|point| chart.backend_coord(point)).collect();
            let ends = [right, left].map(|x| chart.backend_coord(&(x, y)));
            let (end, across, up) = beside(ends, (width as i32, height as i32), &points);
            root.draw(&Text::new(level.label.clone(), end, font.clone().pos(Pos::new(across, up)))).map_err(|e| e.to_string())?;
        }
    }
    for (k, flag) in flags.iter().enumerate() {
        let style = rgb(spec.ink).mix(0.7).stroke_width(px(1.0) as u32);
        let ends = vec![(flag.x, y_range.start), (flag.x, y_range.end)];
        chart.draw_series(DashedLineSeries::new(ends, px(3.0), px(3.0), style)).map_err(|e| e.to_string())?;
        // A flag in the right half flies to the left; two next to each other stand one above the other.
        let flies = if flag.x > (left + right) / 2.0 { HPos::Right } else { HPos::Left };
        let (x, y) = chart.backend_coord(&(flag.x, y_range.end));
        let place = (x + if matches!(flies, HPos::Left) { px(4.0) } else { -px(4.0) }, y + px((FONT + 2.0) * (k % FLAG_ROWS) as f64 - strip - 2.0));
        let text = font.clone().pos(Pos::new(flies, VPos::Top));
        root.draw(&Text::new(flag.label.clone(), place, text)).map_err(|e| e.to_string())?;
    }
    for ((series, line), smooth) in spec.series.iter().zip(&lines).zip(&smooth) {
        let (colour, width) = (rgb(series.colour).mix(if series.pale { PALE } else { 1.0 }), px(2.0) as u32);
        if series.smoothing > 0.0 && !series.pale {
            chart.draw_series(LineSeries::new(line.iter().copied(), colour.mix(0.3).stroke_width(px(1.0) as u32))).map_err(|e| e.to_string())?;
        }
        let style = colour.stroke_width(width);
        match series.dash {
            0 => chart.draw_series(LineSeries::new(smooth.iter().copied(), style)).map(drop),
            dash => chart.draw_series(DashedLineSeries::new(smooth.iter().copied(), px(dash.into()), px(4.0), style)).map(drop),
        }
        .map_err(|e| e.to_string())?;
    }
    if let Some(step) = spec.cursor.filter(|x| (left..=right).contains(x)) {
        let ends = vec![(step, y_range.start), (step, y_range.end)];
        chart.draw_series(LineSeries::new(ends, rgb(spec.ink).mix(0.5))).map_err(|e| e.to_string())?;
    }
    let named = || spec.series.iter().zip(&smooth).filter(|(series, _)| !series.pale);
    let ends: Vec<i32> = named().map(|(_, line)| line.last().map_or(0, |&p| chart.backend_coord(&p).1)).collect();
    let (corner, foot) = chart.backend_coord(&(right, y_range.start));
    let heights = apart(&ends, px(FONT + 3.0), foot);
    let edge = corner + px(6.0);
    for ((series, line), y) in named().zip(heights) {
        let colour = rgb(series.colour);
        let style = font.clone().color(&colour).pos(Pos::new(HPos::Left, VPos::Center));
        if !line.is_empty() {
            root.draw(&Text::new(series.label.clone(), (edge, y), style)).map_err(|e| e.to_string())?;
        }
    }
    Ok(())
}

impl Spec {
    /// The axis, for lines that are not smoothed.
    fn axis(&self) -> Rule {
        Rule { smoothing: 0.0, log: self.log }
    }

    /// Where on the axis a value stands.
    fn height(&self, y: f64) -> f64 {
        self.axis().height(y)
    }

    fn steps(&self, lines: &[Line]) -> std::ops::Range<f64> {
        let (from, to) = self.x_range.unwrap_or_else(|| (0.0, lines.iter().filter_map(Line::end).fold(FEWEST, f64::max)));
        from..to
    }

    fn tick(&self, height: f64) -> String {
        let y = if self.log { 10_f64.powf(height) } else { height };
        let digits = if y.abs() >= 100.0 {
            0
        } else if y.abs() >= 1.0 {
            1
        } else {
            2
        };
        let text = if self.log && y < 0.01 { format!("{y:.0e}") } else { format!("{y:.digits$}") };
        // What is rounded to nothing has no sign.
        let size = text.trim_start_matches('-');
        let text = if size.bytes().all(|digit| matches!(digit, b'0' | b'.')) { size.into() } else { text.replace('-', "−") };
        if self.comma { text.replace('.', ",") } else { text }
    }

    fn heights(&self, lines: &[Vec<(f64, f64)>]) -> std::ops::Range<f64> {
        if let Some((low, high)) = self.y_range {
            return self.height(low)..self.height(high);
        }
        let levels = self.levels.iter().map(|l| self.height(l.y));
        let all = || lines.iter().flatten().map(|p| p.1).chain(levels.clone()).filter(|y| y.is_finite());
        let high = all().fold(f64::NEG_INFINITY, f64::max);
        let low = if self.log { all().fold(f64::INFINITY, f64::min) } else { all().fold(0.0, f64::min) };
        if high > low { low..high + 0.05 * (high - low) } else { low.min(0.0)..low.min(0.0) + 1.0 }
    }
}

fn rgb(colour: u32) -> RGBColor {
    let [r, g, b]: Colour = channels(colour);
    RGBColor(r, g, b)
}

/// Where a label of that size stands on a level line or hangs from it, at the line's right end or its left: where the fewest points lie under it.
fn beside(ends: [(i32, i32); 2], (width, height): (i32, i32), points: &[(i32, i32)]) -> ((i32, i32), HPos, VPos) {
    let [right, left] = ends;
    let places = [VPos::Bottom, VPos::Top].into_iter().flat_map(|up| [(right, HPos::Right, up), (left, HPos::Left, up)]);
    let covered = |((x, y), across, up): &((i32, i32), HPos, VPos)| {
        let from = (if matches!(across, HPos::Right) { x - width } else { *x }, if matches!(up, VPos::Bottom) { y - height } else { *y });
        points.iter().filter(|point| (from.0..=from.0 + width).contains(&point.0) && (from.1..=from.1 + height).contains(&point.1)).count()
    };
    places.min_by_key(covered).unwrap_or((right, HPos::Right, VPos::Bottom))
}

/// Heights of labels, moved so that none covers another; where there is no room down to the foot, those above make it.
pub fn apart(heights: &[i32], gap: i32, foot: i32) -> Vec<i32> {
    let order = order(heights.len(), |a, b| heights[a].cmp(&heights[b]));
    let mut result = heights.to_vec();
    for pair in order.windows(2) {
        result[pair[1]] = result[pair[1]].max(result[pair[0]] + gap);
    }
    let mut floor = foot;
    for &label in order.iter().rev() {
        result[label] = result[label].min(floor);
        floor = result[label] - gap;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::super::line::Line;
    use super::{FONT, Spec, VPos, apart, beside, draw};
    use plotters::prelude::{IntoDrawingArea, SVGBackend};

    fn spec(json: serde_json::Value) -> Spec {
        Spec::read(&serde_json::from_value(json).unwrap()).unwrap()
    }

    #[test]
    fn ticks_have_a_minus_where_there_is_something_below_zero() {
        let spec = |log| spec(serde_json::json!({ "xLabel": "", "series": [], "log": log, "scale": 1, "ink": 0, "grid": 0 }));
        let ticks = |log, heights: &[f64]| heights.iter().map(|height| spec(log).tick(*height)).collect::<Vec<_>>();
        assert_eq!(ticks(false, &[-12.5, -0.1, -1e-17, 0.0, 0.25, 120.0]), ["−12.5", "−0.10", "0.00", "0.00", "0.25", "120"]);
        assert_eq!(ticks(true, &[-4.0, -1.0, 0.0]), ["1e−4", "0.10", "1.0"]);
    }

    #[test]
    fn part_of_the_steps_is_shown_and_numbers_may_have_a_comma() {
        let spec = spec(serde_json::json!({ "xLabel": "", "series": [], "xRange": [2, 3], "comma": true, "scale": 1, "ink": 0, "grid": 0 }));
        let mut line = Line::default();
        line.extend(&[1.0, 9.0, 2.0, 1.0, 3.0, 2.0, 4.0, -7.0]);
        let shown = line.raw((2.0, 3.0), 100, spec.axis());
        assert_eq!(shown, [(2.0, 1.0), (3.0, 2.0)]);
        assert_eq!(spec.steps(&[line]), 2.0..3.0);
        let heights = spec.heights(&[shown]);
        assert!(heights.start == 0.0 && (heights.end - 2.1).abs() < 1e-12, "{heights:?}");
        assert_eq!([spec.tick(-0.25), spec.tick(12.5)], ["−0,25", "12,5"]);
    }

    #[test]
    fn flags_fly_above_the_lines() {
        let flags = [2, 9].map(|x| serde_json::json!({ "label": format!("flag {x}"), "x": x }));
        let spec = spec(serde_json::json!({
            "xLabel": "", "series": [{ "label": "", "colour": 0xff_0000 }], "flags": flags, "yRange": [0, 1], "scale": 1, "ink": 0, "grid": 0
        }));
        let mut svg = String::new();
        let mut line = Line::default();
        line.extend(&[0.0, 1.0, 10.0, 1.0]);
        draw(&SVGBackend::with_string(&mut svg, (400, 150)).into_drawing_area(), &spec, &mut [line]).unwrap();
        let after = |text: &str, mark: &str| text.split(mark).nth(1).unwrap().split(['"', ' ']).next().unwrap().to_owned();
        let line = svg.lines().find(|line| line.contains("polyline") && line.contains("#FF0000")).unwrap();
        let top: f64 = after(line, "points=\"").split(',').nth(1).unwrap().parse().unwrap();
        let lines: Vec<&str> = svg.lines().collect();
        let labels: Vec<f64> = lines.windows(2).filter(|two| two[1].starts_with("flag")).map(|two| after(two[0], " y=\"").parse().unwrap()).collect();
        assert_eq!(labels.len(), 2);
        assert!(labels.iter().all(|y| y + FONT <= top) && labels[0] != labels[1], "{labels:?} above {top}");
    }

    #[test]
    fn a_level_is_named_where_no_line_runs() {
        let ends = [(200, 50), (0, 50)];
        let place = |points: &[(i32, i32)]| {
            let ((x, _), _, up) = beside(ends, (80, 12), points);
            (x, matches!(up, VPos::Bottom))
        };
        assert_eq!(place(&[]), (200, true), "above its right end");
        assert_eq!(place(&[(150, 45)]), (0, true));
        assert_eq!(place(&[(150, 45), (30, 40)]), (200, false));
        assert_eq!(place(&[(150, 45), (30, 40), (190, 55)]), (0, false));
        assert_eq!(place(&[(150, 45), (30, 40), (190, 55), (10, 60), (11, 60)]), (200, true), "as few as can be");
    }

    #[test]
    fn labels_keep_their_distance_and_stay_above_the_foot() {
        assert_eq!(apart(&[10, 40, 80], 15, 100), [10, 40, 80]);
        assert_eq!(apart(&[50, 50, 45], 15, 100), [60, 75, 45]);
        assert_eq!(apart(&[95, 98, 97, 20], 15, 100), [70, 100, 85, 20]);
    }
}
