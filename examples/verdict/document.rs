//! Writes what results say into a text, between marks: `<!-- tuned -->` … `<!-- end of tuned -->`.

use super::edges::{Edges, MARK};
use super::evidence;
use super::grid::{self, Family};
use super::pictures;
use super::store;
use super::tables::{self, losses, percent};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tripletscope::verdict::Results;
use tripletscope::verdict::sequential::CHANCE;
use tripletscope::verdict::summary::Group;
use tripletscope::verdict::tuning::{self, FIRST_SEED, best, grids};

/// What stands between which marks, and which picture is in which file.
pub struct Parts {
    /// By mark.
    pub tables: Vec<(&'static str, String)>,
    /// By the end of the file's name.
    pub pictures: Vec<(&'static str, String)>,
}

/// Tables into the text and the one with the details, pictures beside them.
pub fn write(file: &Path, parts: &Parts) -> Result<(), String> {
    for (file, text) in filled(file, &parts.tables)? {
        store::write(&file, &text)?;
    }
    parts.pictures.iter().try_for_each(|(name, svg)| store::write(&beside(file, &format!("{name}.svg")), svg))
}

/// `docs/verdict.md` and `tuned.svg` give `docs/verdict-tuned.svg`.
pub fn beside(file: &Path, name: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}-{name}"))
}

/// The text and the one with the details, if that is there, with each part between its marks, in whichever of them has these.
pub fn filled(file: &Path, parts: &[(&str, String)]) -> Result<Vec<(PathBuf, String)>, String> {
    let details = beside(file, "tables.md");
    let files = [file.to_owned()].into_iter().chain(details.exists().then_some(details));
    let read = |file: PathBuf| std::fs::read_to_string(&file).map_err(|e| format!("{} cannot be read: {e}", file.display())).map(|text| (file, text));
    let mut texts = files.map(read).collect::<Result<Vec<_>, _>>()?;
    for (name, part) in parts {
        let mark = format!("<!-- {name} -->");
        let place = texts.iter_mut().find(|(_, text)| text.contains(&mark)).ok_or_else(|| format!("{}: there is no mark {mark}", file.display()))?;
        place.1 = between(&place.1, name, part).map_err(|e| format!("{}: {e}", place.0.display()))?;
    }
    Ok(texts)
}

/// Everything that the program puts into the document, of results and of the runs by which their learning rates were chosen.
pub fn all(results: &Results, tuning: &Results) -> Result<Parts, String> {
    let families = grid::families(results);
    let mut parts = parts(&families, tuning)?;
    let conditions = grid::parts(results, &families)?;
    parts.tables.extend(conditions.tables);
    parts.pictures.extend(conditions.pictures);
    Ok(parts)
}

/// What the page tells of the same results: at once, and where somebody asks for more; and how sure those are that it brings along.
pub fn evidence(results: &Results, shown: &Results) -> Result<[String; 3], String> {
    evidence::texts(&grid::families(results), shown)
}

fn parts(families: &[Family; 2], tuning: &Results) -> Result<Parts, String> {
    let edges = Edges::of(tuning);
    let of = |groups: fn(&Family) -> &Vec<Group>, wanted: fn(&Group) -> bool| -> Vec<(&Group, &str)> {
        families.iter().flat_map(|family| groups(family).iter().filter(|group| wanted(group)).map(|group| (group, family.baseline))).collect()
    };
    let told = |groups: Vec<(&Group, &str)>| tables::all(groups.into_iter().map(|(group, _)| group), &edges);
    let (tuned, plain) = (of(|family| &family.tuned, grid::is_reference), of(|family| &family.plain, grid::is_reference));
    let (real, details) =
        (of(|family| &family.tuned, has_settings), of(|family| &family.tuned, |group| !grid::is_reference(group) && !has_settings(group)));
    let others = of(|family| &family.plain, |group| !grid::is_reference(group));
    let glance = |groups: &[(&Group, &str)]| {
        let of = |family: &Family| groups.iter().filter(|(_, baseline)| *baseline == family.baseline).map(|(group, _)| *group).collect::<Vec<_>>();
        families.iter().map(|family| tables::glance(&of(family), family.baseline)).collect::<String>()
    };
    let own = own_grid(tuning);
    let mut parts = vec![
        ("answer", glance(&tuned)),
        ("answer at one rate", glance(&plain)),
        ("comparisons", comparisons(families)),
        ("grid", rates_of(&own)),
        ("rates", rates(&own)),
    ];
    let pictured = |groups: &[(&Group, &str)]| pictures::differences(&pictures::by_loss(groups.iter().map(|(group, _)| *group)));
    let pictures = vec![("tuned", pictured(&tuned)?), ("untuned", pictured(&plain)?), ("rates", pictures::rates(&grids(&own))?)];
    let further = [("tuned", tuned), ("untuned", plain), ("real", real), ("others", others), ("details", details)];
    parts.extend(further.into_iter().filter(|(_, groups)| !groups.is_empty()).map(|(mark, groups)| (mark, told(groups))));
    Ok(Parts { tables: parts, pictures })
}

/// Has it settings besides those of a condition, on questions?
fn has_settings(group: &Group) -> bool {
    grid::others(group).next().is_some() && !evidence::on_vectors(group)
}

/// Of the page's own questions, with the page's own settings.
fn own_grid(tuning: &Results) -> Results {
    let is_own = |part: &str| part.starts_with("adam.learningRate=") || part == tuning::OTHER_QUESTIONS;
    tuning
        .iter()
        .filter(|(run, _)| run.data.is_empty() && run.settings.split('&').all(is_own))
        .map(|(run, outcome)| (run.clone(), *outcome))
        .collect()
}

fn comparisons(families: &[Family; 2]) -> String {
    let p: Vec<(f64, f64)> = grid::comparisons(families).filter_map(|c| c.p.zip(c.adjusted_p)).collect();
    let (small, left) = (p.iter().filter(|p| p.0 < CHANCE).count(), p.iter().filter(|p| p.1 < CHANCE).count());
    let chance = (CHANCE * p.len() as f64).ceil();
    format!(
        "Both pages together make {} comparisons. In {small} of them p is below {CHANCE}; by chance alone at most {chance} would be expected if no \
         loss were different from the baseline. After Holm's correction for all {}, {left} are left; they are bold on both pages.\n",
        p.len(),
        p.len()
    )
}

fn rates_of(tuning: &Results) -> String {
    let grids = grids(tuning);
    let rates: Vec<String> = grids.values().next().into_iter().flatten().map(|(rate, _)| rate.to_string()).collect();
    let seeds: BTreeSet<u32> = tuning.keys().map(|run| run.seed).collect();
    let last = seeds.last().copied().unwrap_or(FIRST_SEED);
    format!("Learning rates {}; seeds {FIRST_SEED} to {last}; `{}`.\n", rates.join(", "), tuning::OTHER_QUESTIONS)
}

fn rates(tuning: &Results) -> String {
    let grids = grids(tuning);
    let asymmetries: BTreeSet<&String> = grids.keys().map(|(asymmetry, _)| asymmetry).collect();
    let heads: String = asymmetries.iter().map(|asymmetry| format!(" asymmetry {asymmetry} |")).collect();
    let mut text = format!("| loss |{heads}\n|---|{}\n", "---:|".repeat(asymmetries.len()));
    for loss in losses(&grids) {
        let cell = |asymmetry: &&String| {
            let Some(grid) = grids.get(&((*asymmetry).clone(), loss.clone())) else { return " |".into() };
            let best = best(grid);
            format!(" {}{} ({} %) |", best.rate, if best.at_edge { MARK } else { "" }, percent(best.recall))
        };
        let _ = writeln!(text, "| {} |{}", tables::called(loss), asymmetries.iter().map(cell).collect::<String>());
    }
    tables::noted(text)
}

/// The text with a part between its marks.
fn between(text: &str, name: &str, part: &str) -> Result<String, String> {
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- end of {name} -->"));
    let (before, rest) = text.split_once(&begin).ok_or_else(|| format!("there is no mark {begin}"))?;
    let (_, after) = rest.split_once(&end).ok_or_else(|| format!("there is no mark {end}"))?;
    Ok(format!("{before}{begin}\n{}\n{end}{after}", part.trim_matches('\n')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn kept(file: &str) -> Results {
        Store::open(&root().join(file), true).unwrap().results
    }

    fn root() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
    }

    #[test]
    fn a_part_stands_between_its_marks_and_nothing_else_changes() {
        let text = "a\n<!-- tuned -->\nold\n<!-- end of tuned -->\nb";
        let new = between(text, "tuned", "\nnew\n").unwrap();
        assert_eq!(new, "a\n<!-- tuned -->\nnew\n<!-- end of tuned -->\nb");
        assert_eq!(between(&new, "tuned", "new").unwrap(), new);
        assert!(between("a", "tuned", "").unwrap_err().contains("<!-- tuned -->"));
    }

    /// Everything that the pages show, and the runs that chose the learning rates.
    fn everything() -> [Results; 2] {
        let all = |files: [&str; 2]| files.into_iter().flat_map(kept).collect();
        [all(["www/verdict/reference.json", "docs/verdict-grid.json"]), all(["docs/verdict-tuning.json", "docs/verdict-grid.tuning.json"])]
    }

    #[test]
    fn the_document_says_what_the_kept_results_say() {
        let file = root().join("docs/verdict.md");
        let [results, tuning] = everything();
        let parts = all(&results, &tuning).unwrap();
        let is = |file: &Path, text: &str| {
            assert!(std::fs::read_to_string(file).unwrap() == text, "make {} anew, with the command of docs/verdict-tables.md", file.display());
        };
        for (file, text) in filled(&file, &parts.tables).unwrap() {
            is(&file, &text);
        }
        for (name, svg) in parts.pictures {
            is(&beside(&file, &format!("{name}.svg")), &svg);
        }
        let [page, shown] = ["www/first-minute/evidence.json", "www/verdict/reference.json"].map(|file| root().join(file));
        for (file, text) in evidence::files(&page, &shown).iter().zip(evidence(&results, &kept("www/verdict/reference.json")).unwrap()) {
            is(file, &text);
        }
    }

    #[test]
    fn a_comparison_is_beyond_chance_on_both_pages_or_on_neither() {
        let [results, tuning] = everything();
        let parts = all(&results, &tuning).unwrap();
        let rows = |mark: &str| -> Vec<Vec<String>> {
            let text = &parts.tables.iter().find(|(name, _)| *name == mark).unwrap().1;
            text.lines().map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
        };
        let (answer, mut seen) = (rows("answer"), 0);
        for mark in ["conditions", "conditions of softmax"] {
            let table = rows(mark);
            for (asymmetry, place) in [("0", 1), ("0.5", 2), ("1", 3)] {
                let own = table.iter().find(|cells| cells[0] == format!("built-in, asymmetry {asymmetry}, B 32")).unwrap();
                for (loss, cell) in table[0].iter().zip(own).skip(3) {
                    let other = answer.iter().find(|cells| cells[0] == *loss).unwrap();
                    assert_eq!(&other[place], cell, "{loss} at asymmetry {asymmetry}");
                    seen += usize::from(cell.contains("**"));
                }
            }
        }
        assert!(seen > 0);
    }

    #[test]
    fn kept_runs_come_out_the_same_again() {
        for (file, every) in [
            ("www/verdict/reference.json", 397),
            ("docs/verdict-tuning.json", 911),
            ("docs/verdict-grid.json", 613),
            ("docs/verdict-grid.tuning.json", 1499),
        ] {
            // A run on a file needs that file.
            for (run, outcome) in kept(file).iter().filter(|(run, _)| run.data.is_empty()).skip(3).step_by(every) {
                let again = run.outcome().unwrap();
                assert!(again.agrees(outcome), "{run:?} gives {again:?}, and {file} holds {outcome:?}");
            }
        }
    }
}
