//! How a row of a table is written.

use super::{Choice, Kind, Scope, Setting};

pub(crate) const fn number(default: f64, min: f64, max: f64, step: f64) -> Kind {
    Kind::Number { default, min, max, step, logarithmic: false }
}
pub(crate) const fn logarithmic(default: f64, min: f64, max: f64) -> Kind {
    Kind::Number { default, min, max, step: 0.0, logarithmic: true }
}
pub(crate) const fn integer(default: u32, min: u32, max: u32) -> Kind {
    Kind::Integer { default, min, max }
}
pub(crate) const fn choice(default: &'static str, choices: &'static [Choice]) -> Kind {
    Kind::Choice { default, choices }
}
pub(crate) const fn switch(default: bool) -> Kind {
    Kind::Switch { default }
}
pub(crate) const fn named(value: &'static str, label: &'static str) -> Choice {
    Choice { value, label }
}
/// A setting that takes effect at the next step.
pub(crate) const fn live(group: &'static str, key: &'static str, kind: Kind, label: &'static str, help: &'static str) -> Setting {
    Setting { key, group, label, help, kind, optional: false, restarts: false, scope: Scope::Run }
}
/// A setting whose change needs a new run.
pub(crate) const fn fixed(group: &'static str, key: &'static str, kind: Kind, label: &'static str, help: &'static str) -> Setting {
    Setting { restarts: true, ..live(group, key, kind, label, help) }
}
pub(crate) const fn optional(setting: Setting) -> Setting {
    Setting { optional: true, ..setting }
}
/// A setting that may differ between runs side by side.
pub(crate) const fn own(setting: Setting) -> Setting {
    Setting { scope: Scope::Own, ..setting }
}
/// A setting of the page, which no run knows.
pub(crate) const fn of_page(setting: Setting) -> Setting {
    Setting { scope: Scope::Page, ..setting }
}
