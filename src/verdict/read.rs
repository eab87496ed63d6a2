//! Reads results as the page and the program keep them: `[[{data, asymmetry, loss, seed, steps, settings}, {forward, backward, auc}], …]`, or packed,
//! `[{data, asymmetry, loss, seeds: […], steps, settings, outOf: [pairs, thousandths], forward: […], backward: […], auc: […]}, …]`, without `outOf` as shares.

use super::{Outcome, Results, Run, merge};
use crate::error::{Allowed, Error, Result};
use crate::settings::{Fields, Kind, LAST_STEP, Value, setting};

/// What a share of the pairs may be.
const SHARE: Kind = Kind::Number { default: 0.0, min: 0.0, max: 1.0, step: 0.0, logarithmic: false };

const PACKED: [&str; 11] = ["data", "asymmetry", "loss", "seeds", "steps", "settings", "outOf", "forward", "backward", "auc", "diverged"];
/// A step.
const STEP: Kind = Kind::Integer { default: 1, min: 1, max: LAST_STEP };

/// Reads a list of pairs or of what [`Packed`](super::Packed) writes; a run may be there twice if both say the same.
///
/// # Errors
/// The first run or outcome that is none, or two outcomes of one run.
pub fn results(value: &Value) -> Result<Results> {
    let Value::List(list) = value else { return Err(Error::value("results", value, Allowed::Outcomes)) };
    let mut results = Results::new();
    for (k, part) in list.iter().enumerate() {
        let path = format!("results[{k}]");
        let entries = match part {
            Value::Map(_) => packed(part, &path)?,
            Value::List(pair) if pair.len() == 2 => {
                vec![(Run::read(&pair[0], &format!("{path}[0]"))?, Outcome::read(&pair[1], &format!("{path}[1]"))?)]
            }
            other => return Err(Error::value(path, other, Allowed::Outcome)),
        };
        merge(&mut results, entries)?;
    }
    Ok(results)
}

fn packed(value: &Value, path: &str) -> Result<Vec<(Run, Outcome)>> {
    let fields = Fields::of(value, path, "", &PACKED)?;
    let seeds = numbers(&fields, "seeds", setting("seed").kind, None)?;
    let of_each = |key, kind, absent| match numbers(&fields, key, kind, absent)? {
        shares if shares.len() == seeds.len() => Ok(shares),
        shares => Err(Error::length(fields.name(key), shares.len(), Allowed::Exactly { count: seeds.len() })),
    };
    let shares = |key, all: Option<f64>, absent| match all {
        None => of_each(key, SHARE, absent),
        Some(all) => {
            let counts = of_each(key, Kind::Integer { default: 0, min: 0, max: all as u32 }, absent)?;
            Ok(counts.into_iter().map(|count| count / all).collect())
        }
    };
    let [pairs, areas] = out_of(&fields)?;
    let (forward, backward) = (shares("forward", pairs, None)?, shares("backward", pairs, None)?);
    let auc = shares("auc", areas, Some(f64::NAN))?;
    let diverged = if fields.given("diverged").is_some() { of_each("diverged", STEP, Some(f64::NAN))? } else { vec![f64::NAN; seeds.len()] };
    let run = |(k, &seed): (usize, &f64)| {
        let outcome =
            Outcome { forward: forward[k], backward: backward[k], auc: there(auc[k]), diverged: there(diverged[k]).map(|step| step as u32) };
        Ok((Run::of(&fields, seed as u32, path)?, outcome))
    };
    seeds.iter().enumerate().map(run).collect()
}

/// What recalls and areas are counted in, if they are.
fn out_of(fields: &Fields) -> Result<[Option<f64>; 2]> {
    if fields.given("outOf").is_none() {
        return Ok([None; 2]);
    }
    match numbers(fields, "outOf", STEP, None)?[..] {
        [pairs, areas] => Ok([Some(pairs), Some(areas)]),
        ref other => Err(Error::length(fields.name("outOf"), other.len(), Allowed::Exactly { count: 2 })),
    }
}

fn there(number: f64) -> Option<f64> {
    Some(number).filter(|number| !number.is_nan())
}

impl Run {
    /// Reads `{data, asymmetry, loss, seed, steps, settings}`, found at `path` for messages.
    ///
    /// # Errors
    /// The first field that is missing, unknown or outside its range.
    pub fn read(value: &Value, path: &str) -> Result<Self> {
        let fields = Fields::of(value, path, "", &["data", "asymmetry", "loss", "seed", "steps", "settings"])?;
        Self::of(&fields, fields.integer("seed")? as u32, path)
    }

    fn of(fields: &Fields, seed: u32, path: &str) -> Result<Self> {
        let run = Self {
            data: if fields.given("data").is_some() { text(fields, "data")? } else { String::new() },
            asymmetry: asymmetry(fields)?,
            loss: text(fields, "loss")?,
            seed,
            steps: number(fields, "steps", STEP)? as u32,
            settings: text(fields, "settings")?,
        };
        run.canonical().map_err(|problem| within(path, problem))
    }
}

impl Outcome {
    fn read(value: &Value, path: &str) -> Result<Self> {
        let fields = Fields::of(value, path, "", &["forward", "backward", "auc", "diverged"])?;
        let share = |key| number(&fields, key, SHARE);
        let auc = fields.given("auc").map(|_| share("auc")).transpose()?;
        let diverged = fields.given("diverged").map(|_| number(&fields, "diverged", STEP)).transpose()?.map(|step| step as u32);
        Ok(Self { forward: share("forward")?, backward: share("backward")?, auc, diverged })
    }
}

/// The same mistake, its field named from outside.
fn within(path: &str, problem: Error) -> Error {
    match problem {
        Error::Value { field, value, allowed } => Error::Value { field: format!("{path}.{field}"), value, allowed },
        Error::Unknown { field, allowed } => Error::Unknown { field: format!("{path}.{field}"), allowed },
        other => other,
    }
}

/// As a number is written, so that one asymmetry has one text.
fn asymmetry(fields: &Fields) -> Result<String> {
    let text = text(fields, "asymmetry")?;
    let kind = setting("data.asymmetry").kind;
    match text.parse() {
        Ok(number) if kind.accepts(&Value::Number(number)) => Ok(number.to_string()),
        _ => Err(Error::value(fields.name("asymmetry"), format!("\"{text}\""), kind.allowed())),
    }
}

fn text(fields: &Fields, key: &str) -> Result<String> {
    match fields.raw(key, Allowed::LinkText)? {
        Value::Text(text) => Ok(text.clone()),
        other => Err(Error::value(fields.name(key), other, Allowed::LinkText)),
    }
}

fn number(fields: &Fields, key: &str, kind: Kind) -> Result<f64> {
    accepted(fields.raw(key, kind.allowed())?, fields.name(key), kind)
}

fn accepted(value: &Value, name: String, kind: Kind) -> Result<f64> {
    match value {
        Value::Number(x) if kind.accepts(value) => Ok(*x),
        other => Err(Error::value(name, other, kind.allowed())),
    }
}

/// Where nothing stands, and something may be absent, it is `absent`.
fn numbers(fields: &Fields, key: &str, kind: Kind, absent: Option<f64>) -> Result<Vec<f64>> {
    let list = match fields.raw(key, Allowed::List)? {
        Value::List(list) => list,
        other => return Err(Error::value(fields.name(key), other, Allowed::List)),
    };
    let number = |(k, value): (usize, &Value)| match (value, absent) {
        (Value::Nothing(()), Some(absent)) => Ok(absent),
        _ => accepted(value, format!("{}[{k}]", fields.name(key)), kind),
    };
    list.iter().enumerate().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::{Result, results};
    use crate::verdict::{Outcome, Packed, Results};

    const RUN: &str = r#"{"asymmetry": "0.50", "loss": "both", "seed": 1, "steps": 300, "settings": ""}"#;
    const OUTCOME: &str = r#"{"forward": 0.5, "backward": 0.75, "auc": 0.875}"#;

    fn read(text: &str) -> Result<Results> {
        results(&serde_json::from_str(text).expect("well-formed JSON"))
    }

    #[test]
    fn results_are_read_and_written_alike() {
        let results = read(&format!("[[{RUN}, {OUTCOME}]]")).unwrap();
        let written = serde_json::to_string(&results.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(read(&written).unwrap(), results);
        let (run, outcome) = results.first_key_value().unwrap();
        assert_eq!((run.asymmetry.as_str(), run.seed, outcome.recall()), ("0.5", 1, 0.625));
    }

    const PACKED: &str = r#"{"asymmetry": "0.5", "loss": "both", "seeds": [1, 7], "steps": 300, "settings": "",
        "forward": [0.5, 0.33333], "backward": [0.75, 0.16667], "auc": [0.875, 1]}"#;

    const COUNTS: &str = r#""outOf":[12,1000],"forward":[6,4],"backward":[9,2],"auc":[875,1000]"#;

    #[test]
    fn packed_results_are_the_same_but_for_rounding() {
        let packed = read(&format!("[{PACKED}, [{RUN}, {OUTCOME}]]")).unwrap();
        assert_eq!(
            packed.iter().map(|(run, outcome)| (run.seed, outcome.forward, outcome.auc)).collect::<Vec<_>>(),
            [(1, 0.5, Some(0.875)), (7, 0.33333, Some(1.0))]
        );
        let third = Outcome { forward: 1.0 / 3.0, backward: 1.0 / 6.0, auc: Some(1.0), diverged: None };
        let exact: Results = packed.iter().map(|(run, outcome)| (run.clone(), if run.seed == 7 { third } else { *outcome })).collect();
        let text = serde_json::to_string(&Packed::of(&exact)).unwrap();
        assert!(text.contains(COUNTS), "{text}");
        assert_eq!(read(&text).unwrap(), exact);
        for (was, is, named) in [
            ("[6,4]", "[6,13]", "results[0].forward[1] is 13, but it must be a whole number from 0 to 12."),
            ("[12,1000]", "[12,0]", "results[0].outOf[1] is 0"),
            ("[12,1000]", "[12]", "results[0].outOf's length is 1, but it must be 2."),
        ] {
            let problem = read(&text.replace(was, is)).unwrap_err().to_string();
            assert!(problem.contains(named), "{problem}");
        }
        for (was, is, named) in [
            ("[0.5, 0.33333]", "[0.5]", "results[0].forward's length is 1, but it must be 2."),
            ("0.16667", "1.6", "results[0].backward[1] is 1.6"),
            ("[1, 7]", "[1, -7]", "results[0].seeds[1] is -7"),
        ] {
            let problem = read(&format!("[{}]", PACKED.replace(was, is))).unwrap_err().to_string();
            assert!(problem.contains(named), "{problem}");
        }
    }

    #[test]
    fn an_area_in_thousandths_is_that_which_it_was_made_of_and_no_other() {
        let one = |auc| Outcome { forward: 0.5, backward: 0.75, auc: Some(auc), diverged: None };
        assert!(one(0.779_49).agrees(&one(0.779)) && one(0.779).agrees(&one(0.778_51)));
        assert!(!one(0.779_6).agrees(&one(0.779)), "that is 0.780");
        assert!(!one(0.779_49).agrees(&one(0.779_43)), "neither is rounded so far");
        let merged = read(&format!("[[{RUN}, {}], {}]", OUTCOME.replace("0.875", "0.8754"), PACKED)).unwrap();
        assert_eq!(merged.len(), 2);
    }

    #[test]
    fn shares_of_so_many_pairs_that_five_decimals_tell_no_more_are_kept_with_five() {
        let run = |seed: u32| crate::verdict::Run { seed, ..read(&format!("[[{RUN}, {OUTCOME}]]")).unwrap().into_keys().next().unwrap() };
        let shares = [0.123_456_7, 0.765_432_1, 0.271_828_1, 0.314_159_2];
        let exact: Results = shares
            .into_iter()
            .zip(1..)
            .map(|(share, seed)| (run(seed), Outcome { forward: share, backward: share, auc: None, diverged: None }))
            .collect();
        let again = read(&serde_json::to_string(&Packed::of(&exact)).unwrap()).unwrap();
        for (run, outcome) in &exact {
            assert!((again[run].forward - outcome.forward).abs() <= 5e-6 && again[run].agrees(outcome), "{outcome:?}, {:?}", again[run]);
        }
    }

    #[test]
    fn results_on_a_file_name_it_and_may_lack_what_needs_pairs_of_both_kinds() {
        let run = RUN.replace("{", "{\"data\": \"my.csv (0123abcd)\", ").replace("0.50", "0");
        let text = format!("[[{run}, {}], [{RUN}, {OUTCOME}]]", OUTCOME.replace("0.875", "null"));
        let results = read(&text).unwrap();
        let kept: Vec<(&str, Option<f64>)> = results.iter().map(|(run, outcome)| (run.data.as_str(), outcome.auc)).collect();
        assert_eq!(kept, [("", Some(0.875)), ("my.csv (0123abcd)", None)]);
        for written in [serde_json::to_string(&results.iter().collect::<Vec<_>>()).unwrap(), serde_json::to_string(&Packed::of(&results)).unwrap()] {
            assert_eq!(read(&written).unwrap(), results);
            assert_eq!(written.matches("data").count(), 1, "built-in questions need no name: {written}");
        }
        let problem = read(&format!("[[{}, {OUTCOME}]]", run.replace("\"my.csv (0123abcd)\"", "3"))).unwrap_err().to_string();
        assert!(problem.contains("results[0][0].data is 3"), "{problem}");
        let other = format!("[[{run}, {OUTCOME}], [{run}, {}]]", OUTCOME.replace("0.875", "null"));
        assert!(read(&other).unwrap_err().to_string().contains("Seed 1 of both"));
    }

    #[test]
    fn what_is_no_result_is_said_in_a_sentence() {
        let other = OUTCOME.replace("0.75", "0.5");
        for (text, named) in [
            ("{}".to_owned(), "results is {…}"),
            ("[1]".to_owned(), "results[0] is 1"),
            (format!("[[{RUN}]]"), "results[0] is […]"),
            (format!("[[{RUN}, {OUTCOME}], [{RUN}, {other}]]"), "Seed 1 of both"),
            (format!("[[{}, {OUTCOME}]]", RUN.replace("\"both\"", "\"bath\"")), "results[0][0]"),
            (format!("[[{}, {OUTCOME}]]", RUN.replace("300", "0")), "results[0][0].steps is 0"),
            (format!("[[{}, {OUTCOME}]]", RUN.replace("1,", "-1,")), "results[0][0].seed is -1"),
            (format!("[[{}, {OUTCOME}]]", RUN.replace("0.50", "half")), "results[0][0].asymmetry is \"half\""),
            (format!("[[{RUN}, {}]]", OUTCOME.replace("0.875", "1.5")), "results[0][1].auc is 1.5"),
            (format!("[[{RUN}, {}]]", OUTCOME.replace("auc", "auk")), "results[0][1].auk is not a known field"),
        ] {
            let problem = read(&text).unwrap_err().to_string();
            assert!(problem.contains(named) && problem.ends_with('.'), "{problem}");
        }
        assert_eq!(read(&format!("[[{RUN}, {OUTCOME}], [{RUN}, {OUTCOME}]]")).unwrap().len(), 1);
    }
}
