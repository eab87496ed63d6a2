//! Writes what results say into a text, between marks: `<!-- tuned -->` … `<!-- end of tuned -->`.

use super::evidence;
use super::grid::{self, BASELINE};
use super::pictures;
use super::store;
use super::tables::{self, SIGNIFICANT, losses};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tripletscope::verdict::Results;
use tripletscope::verdict::summary::{Group, is_tuned, summary};
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

/// Everything that the program puts into the document; `further` results are for the conditions alone.
pub fn all(results: &Results, further: &Results, tuning: &Results, baseline: &str) -> Result<Parts, String> {
    let mut parts = parts(results, tuning, baseline)?;
    let conditions = grid::parts(&joined(results, further))?;
    parts.tables.extend(conditions.tables);
    parts.pictures.extend(conditions.pictures);
    Ok(parts)
}

/// What the page tells of the same results: first those at one rate for all, then those of tuned losses.
pub fn evidence(results: &Results, further: &Results) -> Result<String, String> {
    let same = summary(results, BASELINE).into_iter().filter(|group| kind_of(group) == Kind::Same).collect::<Vec<_>>();
    let [tuned, _] = grid::groups(&joined(results, further));
    evidence::text(same.iter().chain(&tuned))
}

fn joined(results: &Results, further: &Results) -> Results {
    results.iter().chain(further).map(|(run, outcome)| (run.clone(), *outcome)).collect()
}

fn parts(results: &Results, tuning: &Results, baseline: &str) -> Result<Parts, String> {
    let everything = summary(results, baseline);
    let comparisons = comparisons(&everything);
    let (groups, real): (Vec<Group>, Vec<Group>) = everything.into_iter().partition(|group| group.data.is_empty());
    let of = |kind: Kind| -> Vec<&Group> { groups.iter().filter(|group| kind_of(group) == kind).collect() };
    let (tuned, same, other) = (of(Kind::Tuned), of(Kind::Same), of(Kind::Other));
    let all = |groups: &[&Group]| groups.iter().map(|group| tables::table(group, baseline)).collect::<String>();
    let mut tables = vec![
        ("answer", tables::glance(&tuned, baseline)),
        ("answer at one rate", tables::glance(&same, baseline)),
        ("comparisons", comparisons),
        ("grid", rates_of(tuning)),
        ("rates", rates(tuning)),
        ("tuned", all(&tuned)),
        ("untuned", all(&same)),
    ];
    if !real.is_empty() {
        tables.push(("real", all(&real.iter().collect::<Vec<_>>())));
    }
    if !other.is_empty() {
        tables.push(("others", all(&other)));
    }
    let pictures = vec![
        ("tuned", pictures::differences(&pictures::by_loss(&tuned, baseline), baseline)?),
        ("untuned", pictures::differences(&pictures::by_loss(&same, baseline), baseline)?),
        ("rates", pictures::rates(&grids(tuning))?),
    ];
    Ok(Parts { tables, pictures })
}

#[derive(PartialEq, Eq)]
enum Kind {
    /// Each loss at its own learning rate.
    Tuned,
    /// All at the defaults.
    Same,
    /// With other settings.
    Other,
}

fn kind_of(group: &Group) -> Kind {
    let others = grid::others(group).next().is_some() || grid::batch(group) != grid::BATCH;
    match (others, is_tuned(group)) {
        (true, _) => Kind::Other,
        (false, true) => Kind::Tuned,
        (false, false) => Kind::Same,
    }
}

fn comparisons(groups: &[Group]) -> String {
    let p: Vec<(f64, f64)> = groups.iter().flat_map(|group| &group.losses).filter_map(|c| c.p.zip(c.adjusted_p)).collect();
    let (small, left) = (p.iter().filter(|p| p.0 < SIGNIFICANT).count(), p.iter().filter(|p| p.1 < SIGNIFICANT).count());
    let chance = (SIGNIFICANT * p.len() as f64).round();
    format!(
        "The tables make {} comparisons. In {small} of them p is below {SIGNIFICANT}; about {chance} would be by chance alone if no loss were different from \
         the baseline. After Holm's correction for all {}, {left} are left.\n",
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
            format!(" {}{} ({:.1} %) |", best.rate, if best.at_edge { " †" } else { "" }, 100.0 * best.recall)
        };
        let _ = writeln!(text, "| {loss} |{}", asymmetries.iter().map(cell).collect::<String>());
    }
    let edge = if grids.values().any(|grid| best(grid).at_edge) { "\n† At the end of the grid: a rate outside may do better.\n" } else { "" };
    text + edge
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

    #[test]
    fn the_document_says_what_the_kept_results_say() {
        let file = root().join("docs/verdict.md");
        let [results, further, tuning] = ["www/verdict/reference.json", "docs/verdict-grid.json", "docs/verdict-tuning.json"].map(kept);
        let parts = all(&results, &further, &tuning, "course-2020").unwrap();
        let is = |file: &Path, text: &str| std::fs::read_to_string(file).unwrap() == text;
        for (file, text) in filled(&file, &parts.tables).unwrap() {
            assert!(is(&file, &text), "make {} anew, with the command of docs/verdict-tables.md", file.display());
        }
        for (name, svg) in parts.pictures {
            assert!(is(&beside(&file, &format!("{name}.svg")), &svg), "make the picture {name} anew, with the command of docs/verdict-tables.md");
        }
        let evidence = root().join("www/first-minute/evidence.json");
        assert!(
            is(&evidence, &super::evidence(&results, &further).unwrap()),
            "make {} anew, with the command of docs/verdict-tables.md",
            evidence.display()
        );
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
