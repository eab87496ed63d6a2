//! Unicode's composed form (NFC), in which "é" is one character however it was typed.
//!
//! Natively a crate has the tables; in a browser or Node the engine has them (`String.prototype.normalize`), which keeps 70 kB out of the module.
//! Unicode promises that the composed form of assigned characters never changes, so both give the same text.

use std::borrow::Cow;

/// Characters that stand for themselves whatever is next to them, if that is one of them too: Latin, Cyrillic, dashes and quotation marks, Kana,
/// Han, Hangul.
const INERT: [(char, char); 8] = [
    ('\0', '\u{2FF}'),
    ('\u{400}', '\u{482}'),
    ('\u{2010}', '\u{2027}'),
    ('\u{3001}', '\u{3029}'),
    ('\u{3041}', '\u{3096}'),
    ('\u{309B}', '\u{30FF}'),
    ('\u{3400}', '\u{9FFF}'),
    ('\u{AC00}', '\u{D7A3}'),
];

/// The text in its composed form.
pub fn composed(text: &str) -> Cow<'_, str> {
    let inert = |c: char| INERT.iter().any(|&(first, last)| (first..=last).contains(&c));
    if text.is_ascii() || text.chars().all(inert) { Cow::Borrowed(text) } else { Cow::Owned(by_tables(text)) }
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn by_tables(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn by_tables(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_is_composed_already() {
        let all: Vec<char> = INERT.iter().flat_map(|&(first, last)| first..=last).collect();
        for neighbours in all.windows(2) {
            let text: String = neighbours.iter().collect();
            assert_eq!(by_tables(&text), text);
        }
        assert_eq!(composed("cafe\u{301} \u{1112}\u{1161}\u{11ab}"), "café 한");
    }
}
