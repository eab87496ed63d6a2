//! A loss as a link's text: a preset's name, or its reduction and terms, `mean~hardest_rows_0.25_1~mean_columns_0.25_0.5`; a softmax is
//! `mean~softmax_rows_20`, and with a weight of the rows other than one half `mean~softmax_averaged_20_0.7`. Mistakes stand in front:
//! `transposed~one-hinge~forum`.

use crate::error::{Allowed, Error, Result};
use crate::loss::{DEFAULT_PRESET, EVEN, LossConfig, Mistakes, Named, presets};
use crate::numeric::sort::map;
use crate::settings::Value;

/// How mistakes are called.
const TRANSPOSED: &str = "transposed";
const ONE_HINGE: &str = "one-hinge";

/// What a link without a loss means.
pub fn default_loss() -> LossConfig {
    preset(DEFAULT_PRESET).expect("the default is one of the presets")
}

/// The preset of that name.
pub fn preset(name: &str) -> Option<LossConfig> {
    presets().into_iter().find(|(own, _)| *own == name).map(|(_, loss)| loss)
}

/// The shortest text of a loss.
pub fn loss_text(loss: &LossConfig) -> String {
    let Mistakes { transposed, one_hinge } = loss.mistakes();
    let said = [(TRANSPOSED, transposed), (ONE_HINGE, one_hinge)].into_iter().filter(|(_, on)| *on).map(|(name, _)| name);
    said.chain([right_text(&loss.clone().rightly()).as_str()]).collect::<Vec<_>>().join("~")
}

fn right_text(loss: &LossConfig) -> String {
    if let Some((name, _)) = presets().iter().find(|(_, preset)| preset == loss) {
        return (*name).into();
    }
    match loss {
        LossConfig::Softmax { along, scale, balance, reduction, .. } => {
            let balance = if *balance == EVEN { String::new() } else { format!("_{balance}") };
            format!("{}~softmax_{}_{scale}{balance}", Named(reduction), Named(along))
        }
        LossConfig::Triplet { terms, reduction, .. } => {
            let terms = terms.iter().map(|t| format!("{}_{}_{}_{}", Named(&t.negative), Named(&t.along), t.margin, t.weight));
            std::iter::once(Named(reduction).to_string()).chain(terms).collect::<Vec<_>>().join("~")
        }
    }
}

/// The loss that a text means, built up as the plain object that programs pass in, so that it is checked in the same way.
///
/// # Errors
/// A text that is neither a preset nor a reduction with terms, or a part of it outside its range.
pub fn read_loss(text: &str) -> Result<LossConfig> {
    let mut mistakes = Mistakes::default();
    let mut right = text;
    for (name, on) in [(TRANSPOSED, &mut mistakes.transposed), (ONE_HINGE, &mut mistakes.one_hinge)] {
        if let Some(rest) = right.strip_prefix(name).and_then(|rest| rest.strip_prefix('~')) {
            (right, *on) = (rest, true);
        }
    }
    let mut loss = read_right(right)?;
    match &mut loss {
        LossConfig::Triplet { mistakes: own, .. } | LossConfig::Softmax { mistakes: own, .. } => *own = mistakes,
    }
    Ok(loss)
}

fn read_right(text: &str) -> Result<LossConfig> {
    if let Some(loss) = preset(text) {
        return Ok(loss);
    }
    let mut parts = text.split('~');
    let reduction = ("reduction", Value::Text(parts.next().unwrap_or_default().into()));
    let parts: Vec<Vec<&str>> = parts.map(|part| part.split('_').collect()).collect();
    let object = |fields: Vec<(&str, Value)>| Value::Map(map(fields.into_iter().map(|(k, v)| (k.to_owned(), v))));
    let word = |text: &str| Value::Text(text.into());
    let number = |text: &str| text.parse().map_or_else(|_| word(text), Value::Number);
    let term = |part: &Vec<&str>| match part[..] {
        [negative, along, margin, weight] => {
            Ok(object(vec![("negative", word(negative)), ("along", word(along)), ("margin", number(margin)), ("weight", number(weight))]))
        }
        _ => {
            let names: Vec<_> = presets().iter().map(|(name, _)| *name).collect();
            Err(Error::value("loss", format!("\"{text}\""), Allowed::Loss { names: names.join(", ") }))
        }
    };
    let config = match parts.first().map(Vec::as_slice) {
        Some(["softmax", along, scale, balance @ ..]) if parts.len() == 1 && balance.len() < 2 => {
            let balance = balance.iter().map(|balance| ("balance", number(balance)));
            object([("kind", word("softmax")), ("along", word(along)), ("scale", number(scale)), reduction].into_iter().chain(balance).collect())
        }
        Some(_) => object(vec![("kind", word("triplet")), ("terms", Value::List(parts.iter().map(term).collect::<Result<_>>()?)), reduction]),
        None => return Err(term(&vec![]).expect_err("no parts are no term")),
    };
    LossConfig::read(&config, "loss")
}
