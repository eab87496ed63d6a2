//! Pictures of results as SVG: differences seed by seed, and recall over learning rates.

use super::tables::{called, losses};
use plotters::coord::Shift;
use plotters::element::{DashedPathElement, Drawable};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::collections::{BTreeMap, BTreeSet};
use tripletscope::verdict::summary::{Compared, Group};
use tripletscope::verdict::tuning::{Grid, best};

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Blue, vermilion and bluish green of Okabe and Ito: apart for every kind of colour vision.
const COLOURS: [RGBColor; 3] = [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115)];
const INK: RGBColor = RGBColor(34, 34, 34);
const GRID: RGBColor = RGBColor(204, 204, 204);
const FONT: f64 = 13.0;
const ROW: i32 = 27;
const PANEL: i32 = 300;
const NAMES: i32 = 140;
/// The width of a letter of a name, about.
const LETTER: i32 = 7;
const HEAD: i32 = 34;
const FOOT: i32 = 46;
/// The room of a number under an axis.
const TICK: i32 = 38;
/// A median farther out does not widen the axis: its seeds are drawn at the edge.
const FAR: f64 = 0.15;

/// An image of that size on white.
fn image(size: (i32, i32), draw: impl FnOnce(&Area) -> Result<(), String>) -> Result<String, String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (size.0 as u32, size.1 as u32)).into_drawing_area();
        area.fill(&WHITE).map_err(|e| e.to_string())?;
        draw(&area)?;
        area.present().map_err(|e| e.to_string())?;
    }
    Ok(svg)
}

fn put<'a, E>(area: &Area<'a>, element: &E) -> Result<(), String>
where
    for<'b> &'b E: plotters::element::PointCollection<'b, (i32, i32)>,
    E: Drawable<SVGBackend<'a>>,
{
    area.draw(element).map_err(|e| e.to_string())
}

fn write(area: &Area, text: &str, at: (i32, i32), side: HPos, colour: RGBColor) -> Result<(), String> {
    let style = ("sans-serif", FONT).into_font().color(&colour).pos(Pos::new(side, VPos::Center));
    put(area, &Text::new(text.to_owned(), at, style))
}

fn line(area: &Area, points: [(i32, i32); 2], style: impl Into<ShapeStyle>) -> Result<(), String> {
    put(area, &PathElement::new(points, style))
}

/// Rows of differences under a title.
#[derive(Debug)]
pub struct Panel {
    /// Above it.
    pub title: String,
    /// What each row is about, and its differences.
    pub rows: Vec<(String, Compared)>,
}

/// A panel for each asymmetry, a row for each loss that is compared.
pub fn by_loss<'a>(groups: impl Iterator<Item = &'a Group>) -> Vec<Panel> {
    let mut panels: BTreeMap<&str, Vec<(String, Compared)>> = BTreeMap::new();
    for group in groups {
        let compared = group.losses.iter().filter(|own| own.p.is_some()).map(|own| (called(&own.loss), own.clone()));
        panels.entry(&group.asymmetry).or_default().extend(compared);
    }
    panels.into_iter().map(|(asymmetry, rows)| Panel { title: format!("asymmetry {asymmetry}"), rows }).collect()
}

/// Of each row, every seed's difference from rows alone.
pub fn differences(panels: &[Panel]) -> Result<String, String> {
    let mut names: Vec<&str> = vec![];
    for (name, _) in panels.iter().flat_map(|panel| &panel.rows) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or_default() as i32;
    let left = (longest * LETTER + 24).max(NAMES);
    let bottom = HEAD + ROW * names.len() as i32;
    let scale = Scale::of(panels.iter().flat_map(|panel| &panel.rows).map(|(_, own)| own));
    image((left + PANEL * panels.len() as i32 + 10, bottom + FOOT), |area| {
        for (row, name) in names.iter().enumerate() {
            write(area, name, (left - 12, middle(row)), HPos::Right, INK)?;
        }
        for (k, panel) in panels.iter().enumerate() {
            let left = left + PANEL * k as i32;
            scale.axis(area, left, bottom)?;
            write(area, &panel.title, (left + scale.middle(), HEAD / 2 - 2), HPos::Center, INK)?;
            for (name, own) in &panel.rows {
                let row = names.iter().position(|known| known == name).unwrap_or_default();
                seeds(area, own, &scale, (left, middle(row)))?;
            }
        }
        let foot = "points of recall@1 more than rows alone with the same seed; bar: median; right: seeds that are better";
        write(area, foot, (left, bottom + 34), HPos::Left, INK)
    })
}

fn middle(row: usize) -> i32 {
    HEAD + ROW * row as i32 + ROW / 2
}

/// One dot a seed, the median as a bar, and how many are better in numbers.
fn seeds(area: &Area, own: &Compared, scale: &Scale, (left, y): (i32, i32)) -> Result<(), String> {
    for (k, &difference) in own.differences.iter().enumerate() {
        let colour = if difference > 0.0 { COLOURS[0] } else { COLOURS[1] };
        let at = (left + scale.place(difference), y + (k as i32 * 2) % 5 * 2 - 4);
        let inside = difference.abs() <= scale.limit;
        put(area, &Circle::new(at, 3, if inside { colour.mix(0.55).filled() } else { ShapeStyle::from(&colour) }))?;
    }
    if let Some(median) = own.median_difference {
        let x = left + scale.place(median);
        line(area, [(x, y - 10), (x, y + 10)], INK.stroke_width(2))?;
    }
    let better = format!("{}/{}", own.better, own.differences.len());
    write(area, &better, (left + PANEL - 14, y), HPos::Right, INK)
}

/// Differences from −limit to limit on a part of a panel.
struct Scale {
    limit: f64,
}

impl Scale {
    const WIDTH: i32 = PANEL - 66;

    fn of<'a>(losses: impl Iterator<Item = &'a Compared>) -> Self {
        let near = losses.filter(|c| c.median_difference.is_some_and(|median| median.abs() < FAR));
        let most = near.flat_map(|c| &c.differences).fold(0.05, |most: f64, difference| most.max(difference.abs()));
        Self { limit: (most * 20.0).ceil() / 20.0 }
    }

    /// What lies outside is put at the edge.
    fn place(&self, difference: f64) -> i32 {
        let share = (difference / self.limit).clamp(-1.0, 1.0);
        8 + (f64::from(Self::WIDTH) * (share + 1.0) / 2.0).round() as i32
    }

    fn middle(&self) -> i32 {
        self.place(0.0)
    }

    fn axis(&self, area: &Area, left: i32, bottom: i32) -> Result<(), String> {
        let step = if self.limit > 0.2 { 0.1 } else { 0.05 };
        let ticks = (self.limit / step + 1e-9).floor() as i32;
        for tick in -ticks..=ticks {
            let difference = f64::from(tick) * step;
            let x = left + self.place(difference);
            line(area, [(x, HEAD), (x, bottom)], if tick == 0 { INK.stroke_width(1) } else { GRID.stroke_width(1) })?;
            write(area, &format!("{:+.0}", 100.0 * difference).replace("+0", "0").replace('-', "−"), (x, bottom + 12), HPos::Center, INK)?;
        }
        Ok(())
    }
}

/// A panel for each loss, a line for each asymmetry, a disc at the rate that is chosen.
pub fn rates(grids: &BTreeMap<(String, String), Grid>) -> Result<String, String> {
    const COLUMNS: usize = 4;
    const SIZE: (i32, i32) = (250, 190);
    let losses = losses(grids);
    let asymmetries: BTreeSet<&String> = grids.keys().map(|(asymmetry, _)| asymmetry).collect();
    let height = SIZE.1 * losses.len().div_ceil(COLUMNS) as i32;
    image((SIZE.0 * COLUMNS as i32, HEAD + height), |area| {
        for (k, asymmetry) in asymmetries.iter().enumerate() {
            let x = 46 + 150 * k as i32;
            stroke(area, &[(x, HEAD / 2), (x + 34, HEAD / 2)], k)?;
            write(area, &format!("asymmetry {asymmetry}"), (x + 40, HEAD / 2), HPos::Left, INK)?;
        }
        let foot = "mean recall@1 over the learning rate; disc: the rate that is chosen";
        write(area, foot, (46 + 150 * asymmetries.len() as i32 + 10, HEAD / 2), HPos::Left, INK)?;
        for (k, loss) in losses.iter().enumerate() {
            let corner = (SIZE.0 * (k % COLUMNS) as i32, HEAD + SIZE.1 * (k / COLUMNS) as i32);
            let own: Vec<&Grid> = asymmetries.iter().filter_map(|asymmetry| grids.get(&((*asymmetry).clone(), (*loss).clone()))).collect();
            panel(area, &called(loss), &own, Frame { left: corner.0 + 46, top: corner.1 + 20, width: SIZE.0 - 62, height: SIZE.1 - 52 })?;
        }
        Ok(())
    })
}

/// Where a panel's lines are drawn.
struct Frame {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl Frame {
    fn height_of(&self, recall: f64) -> i32 {
        self.top + (f64::from(self.height) * (1.0 - recall)).round() as i32
    }
}

fn panel(area: &Area, loss: &str, grids: &[&Grid], frame: Frame) -> Result<(), String> {
    let ends = |pick: fn(f64, f64) -> f64, from| grids.iter().flat_map(|grid| grid.iter()).fold(from, |end, (rate, _)| pick(end, rate.log10()));
    let (low, high) = (ends(f64::min, f64::INFINITY), ends(f64::max, f64::NEG_INFINITY));
    let place = |rate: f64| frame.left + (f64::from(frame.width) * (rate.log10() - low) / (high - low).max(1e-9)).round() as i32;
    write(area, loss, (frame.left, frame.top - 10), HPos::Left, INK)?;
    for share in [0.0, 0.5, 1.0] {
        let y = frame.height_of(share);
        line(area, [(frame.left, y), (frame.left + frame.width, y)], GRID.stroke_width(1))?;
        write(area, &format!("{:.0} %", 100.0 * share), (frame.left - 6, y), HPos::Right, INK)?;
    }
    let mut free = i32::MIN;
    for rate in grids.first().into_iter().flat_map(|grid| grid.iter()).map(|(rate, _)| *rate) {
        let x = place(rate);
        line(area, [(x, frame.top + frame.height), (x, frame.top + frame.height + 4)], GRID.stroke_width(1))?;
        if x >= free {
            write(area, &rate.to_string(), (x, frame.top + frame.height + 13), HPos::Center, INK)?;
            free = x + TICK;
        }
    }
    for (k, grid) in grids.iter().enumerate() {
        let at = |rate: f64, recall: f64| (place(rate), frame.height_of(recall));
        stroke(area, &grid.iter().map(|&(rate, recall)| at(rate, recall)).collect::<Vec<_>>(), k)?;
        let best = best(grid);
        put(area, &Circle::new(at(best.rate, best.recall), 4, COLOURS[k % 3].filled()))?;
    }
    Ok(())
}

/// Recall@1 of both ways over the share of rows.
#[derive(Debug)]
pub struct Curve {
    /// Under which condition.
    pub title: String,
    /// The share of rows, and question 1 → 2 and 2 → 1.
    pub points: Vec<(f64, [f64; 2])>,
}

/// A panel for each condition; recall over the share of rows, from columns alone to rows alone.
pub fn shares(curves: &[Curve]) -> Result<String, String> {
    const SIZE: (i32, i32) = (250, 210);
    const WAYS: [&str; 2] = ["question 1 → question 2", "question 2 → question 1"];
    const COLUMNS: usize = 4;
    image((SIZE.0 * COLUMNS as i32, HEAD + SIZE.1 * curves.len().div_ceil(COLUMNS).max(1) as i32), |area| {
        for (k, way) in WAYS.iter().enumerate() {
            let x = 46 + 220 * k as i32;
            stroke(area, &[(x, HEAD / 2), (x + 34, HEAD / 2)], k)?;
            write(area, way, (x + 40, HEAD / 2), HPos::Left, INK)?;
        }
        write(area, "median recall@1 over the share of rows λ", (46 + 440, HEAD / 2), HPos::Left, INK)?;
        curves.iter().enumerate().try_for_each(|(k, curve)| {
            let (left, top) = (SIZE.0 * (k % COLUMNS) as i32, SIZE.1 * (k / COLUMNS) as i32);
            let frame = Frame { left: left + 50, top: top + HEAD + 22, width: SIZE.0 - 66, height: SIZE.1 - 56 };
            share_panel(area, curve, &frame)
        })
    })
}

/// Its recalls fill the height, in steps of five points.
fn share_panel(area: &Area, Curve { title, points }: &Curve, frame: &Frame) -> Result<(), String> {
    const STEP: f64 = 0.05;
    let recalls = || points.iter().flat_map(|(_, ways)| *ways);
    let (low, high) = (recalls().fold(1.0, f64::min), recalls().fold(0.0, f64::max));
    let (low, high) = ((low / STEP - 1e-9).floor() as i32, ((high / STEP + 1e-9).ceil() as i32).max((low / STEP).floor() as i32 + 1));
    let height_of = |recall: f64| frame.height_of((recall / STEP - f64::from(low)) / f64::from(high - low));
    let place = |share: f64| frame.left + (f64::from(frame.width) * share).round() as i32;
    write(area, title, (frame.left, frame.top - 12), HPos::Left, INK)?;
    for tick in low..=high {
        let y = height_of(f64::from(tick) * STEP);
        line(area, [(frame.left, y), (frame.left + frame.width, y)], GRID.stroke_width(1))?;
        write(area, &format!("{} %", tick * 5), (frame.left - 6, y), HPos::Right, INK)?;
    }
    for (share, name) in [(0.0, "columns"), (0.5, "0.5"), (1.0, "rows")] {
        write(area, name, (place(share), frame.top + frame.height + 13), HPos::Center, INK)?;
    }
    for way in 0..2 {
        let line: Vec<(i32, i32)> = points.iter().map(|(share, ways)| (place(*share), height_of(ways[way]))).collect();
        stroke(area, &line, way)?;
        line.iter().try_for_each(|&at| put(area, &Circle::new(at, 3, COLOURS[way].filled())))?;
    }
    Ok(())
}

/// The k-th line's colour and dashes.
fn stroke(area: &Area, points: &[(i32, i32)], k: usize) -> Result<(), String> {
    let style = COLOURS[k % 3].stroke_width(2);
    match k % 3 {
        0 => put(area, &PathElement::new(points.to_vec(), style)),
        dashes => put(area, &DashedPathElement::new(points.to_vec(), 8 / dashes as i32, 4, style)),
    }
}
