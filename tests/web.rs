//! The package's interface from JavaScript values, in a browser: what only a browser can tell, and that its bits are the agreed ones.
#![cfg(target_arch = "wasm32")]

mod common {
    pub mod agreed;
    pub mod directions;
    pub mod shortcuts;
}

use common::{agreed, directions};
use js_sys::{Array, Float32Array, Float64Array, Function, Int32Array, JSON, Reflect};
use tripletscope::browser::dataset::Dataset;
use tripletscope::browser::loss::{evaluate_loss, presets};
use tripletscope::browser::map::neighbour_plane;
use tripletscope::browser::model::{Adam, Model};
use tripletscope::browser::plots::{draw_curves, heat_map_bytes};
use tripletscope::browser::trainer::Trainer;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

wasm_bindgen_test_configure!(run_in_browser);

const LAB: [f32; 16] = [0.9, -0.8, 0.3, -0.5, -0.4, 0.5, 0.1, -0.1, 0.3, 0.1, -0.4, -0.8, -0.5, -0.2, -0.7, 0.5];
const FORUM: [f32; 4] = [0.9, 0.0, 0.68, 0.95];

fn json(text: &str) -> JsValue {
    JSON::parse(text).expect("well-formed JSON")
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).expect("an object")
}

fn number(object: &JsValue, key: &str) -> f64 {
    get(object, key).as_f64().unwrap_or_else(|| panic!("{key} is a number"))
}

fn ok<T>(result: Result<T, JsValue>) -> T {
    result.unwrap_or_else(|error| panic!("{}", sentence(error)))
}

fn sentence(error: JsValue) -> String {
    get(&error, "message").as_string().expect("an error has a message")
}

fn refused<T>(result: Result<T, JsValue>) -> String {
    sentence(result.err().expect("must be refused"))
}

fn hardest(along: &str, reduction: &str) -> JsValue {
    json(&format!(r#"{{"kind": "triplet", "reduction": "{reduction}", "terms": [{{"negative": "hardest", "along": "{along}", "margin": 0.25}}]}}"#))
}

fn lab(along: &str) -> JsValue {
    let term = |negative: &str| format!(r#"{{"negative": "{negative}", "along": "{along}", "margin": 0.25}}"#);
    json(&format!(r#"{{"kind": "triplet", "reduction": "sum", "terms": [{}, {}]}}"#, term("mean"), term("semi-hard")))
}

fn loss_of(similarity: &[f32], loss: JsValue) -> f64 {
    number(&ok(evaluate_loss(similarity, (similarity.len() as f64).sqrt(), loss, JsValue::UNDEFINED)), "loss")
}

fn dataset() -> Dataset {
    ok(Dataset::from_csv(agreed::csv().as_bytes(), JsValue::UNDEFINED))
}

fn trainer() -> Trainer {
    ok(Trainer::new(&dataset(), json(agreed::CONFIG)))
}

fn losses(trainer: &mut Trainer, steps: usize) -> Vec<f64> {
    (0..steps).map(|_| number(&ok(trainer.step()), "loss")).collect()
}

#[wasm_bindgen_test]
fn published_values_come_out() {
    let cases = [
        (&LAB[..], lab("rows"), 0.516_666_67),
        (&LAB, lab("columns"), 0.55),
        (&FORUM, hardest("rows", "mean"), 0.0),
        (&FORUM, hardest("columns", "mean"), 0.015),
    ];
    for (similarity, loss, expected) in cases {
        let actual = loss_of(similarity, loss);
        assert!((actual - expected).abs() < 1e-6, "{actual} is not {expected}");
    }
    let equal = [1.0_f32; 16];
    let named = ok(presets());
    assert!((loss_of(&equal, get(&named, "course-2020")) - 0.5).abs() < 1e-6, "the collapse line");
}

#[wasm_bindgen_test]
fn a_loss_report_says_which_cells_were_used() {
    let report = ok(evaluate_loss(&FORUM, 2.0, hardest("columns", "sum"), JsValue::UNDEFINED));
    let gradient = Float32Array::from(get(&report, "gradient")).to_vec();
    assert_eq!(gradient, [-1.0, 0.0, 1.0, 0.0], "the column's negative is pushed away, its positive pulled");
    let term = Array::from(&get(&report, "terms")).get(0);
    assert_eq!(Int32Array::from(get(&term, "columnPartner")).to_vec(), [1, 0]);
    assert_eq!(Int32Array::from(get(&term, "rowPartner")).to_vec(), [-1, -1]);
}

#[wasm_bindgen_test]
fn mistakes_are_errors_that_name_field_value_and_range() {
    let margin = json(r#"{"kind": "triplet", "reduction": "mean", "terms": [{"negative": "mean", "along": "rows", "margin": 9}]}"#);
    assert_eq!(refused(evaluate_loss(&FORUM, 2.0, margin, JsValue::UNDEFINED)), "loss.terms[0].margin is 9, but it must be a number from 0 to 2.");
    let nan = refused(evaluate_loss(&[f32::NAN; 4], 2.0, hardest("rows", "mean"), JsValue::UNDEFINED));
    assert_eq!(nan, "similarity[0] is NaN, but it must be a finite number.");
    let config = json(agreed::CONFIG);
    Reflect::set(&config, &"batchsize".into(), &8.into()).expect("an object");
    let unknown = refused(Trainer::new(&dataset(), config));
    assert!(unknown.starts_with("batchsize is not a known field; allowed here: model, loss"), "{unknown}");
}

#[wasm_bindgen_test]
fn ten_steps_have_the_agreed_bits() {
    let mut trainer = trainer();
    let losses = losses(&mut trainer, agreed::STEPS);
    let hash = agreed::hash(&losses, &trainer.save());
    assert_eq!(hash, agreed::HASH, "the hash is {hash:#018x}");
}

#[wasm_bindgen_test]
fn the_plane_of_the_neighbours_has_the_agreed_bits() {
    let found = ok(neighbour_plane(&directions::vectors(), directions::SIZE as f64, &Function::new_no_args("")));
    let points = Float32Array::from(get(&found, "points")).to_vec();
    let hash = directions::hash(&points);
    assert_eq!(hash, directions::HASH, "the hash is {hash:#018x}");
}

#[wasm_bindgen_test]
fn shortcuts_and_a_step_in_two_halves_have_the_bits_of_the_whole() {
    common::shortcuts::check();
}

#[wasm_bindgen_test]
fn a_restored_run_continues_bit_for_bit() {
    let mut original = trainer();
    losses(&mut original, 4);
    let mut restored = ok(Trainer::restore(&dataset(), &original.save()));
    assert_eq!(losses(&mut original, 6), losses(&mut restored, 6));
    assert_eq!(original.save(), restored.save());
}

#[wasm_bindgen_test]
fn a_model_trains_with_tokens_from_javascript() {
    let config = r#"{"vocabularySize": 9, "embeddingDim": 4, "hiddenDim": 3, "pooling": "mean", "initialisation": "trax", "seed": 1}"#;
    let adam = r#"{"learningRate": 0.05, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0, "schedule": "constant", "warmupSteps": 1}"#;
    let (mut model, mut adam) = (ok(Model::new(json(config))), ok(Adam::new(json(adam))));
    let (left, right) = ([2, 3, 4, 1, 5, 6], [3, 2, 4, 5, 5, 6]);
    let mut step = || ok(adam.step(&mut model, &left, &right, 3.0, get(&ok(presets()), "both")));
    let first = step();
    let last = (0..40).map(|_| step()).last().expect("forty steps");
    assert!(last < first, "{last} is below {first}");
    let squares = ok(model.encode(&left, 3.0)).chunks(3).map(|v| v.iter().map(|x| x * x).sum::<f32>()).collect::<Vec<_>>();
    assert!(squares.iter().all(|s| (s - 1.0).abs() < 1e-5), "{squares:?}");
}

fn canvas() -> HtmlCanvasElement {
    let document = get(&js_sys::global(), "document");
    let create = get(&document, "createElement").unchecked_into::<js_sys::Function>();
    let canvas: HtmlCanvasElement = create.call1(&document, &"canvas".into()).expect("a document makes elements").unchecked_into();
    canvas.set_width(400);
    canvas.set_height(200);
    canvas
}

/// How many pixels are not transparent.
fn drawn(canvas: &HtmlCanvasElement) -> usize {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").expect("no error").expect("a 2d context").unchecked_into();
    let read = get(&context, "getImageData").unchecked_into::<js_sys::Function>();
    let image = read.apply(&context, &Array::of4(&0.into(), &0.into(), &400.into(), &200.into())).expect("a canvas of our own can be read");
    js_sys::Uint8Array::new(&get(&image, "data")).to_vec().chunks(4).filter(|pixel| pixel[3] > 0).count()
}

#[wasm_bindgen_test]
fn curves_change_the_pixels_of_a_canvas() {
    let canvas = canvas();
    assert_eq!(drawn(&canvas), 0);
    let spec = r#"{"xLabel": "step", "series": [{"label": "rows", "colour": 200, "smoothing": 0.5}, {"label": "columns", "colour": 65280, "dash": 4}],
        "levels": [{"label": "collapse", "y": 0.5}], "cursor": 1, "scale": 1, "ink": 0, "grid": 14540253}"#;
    let series = [[0.0, 0.6, 1.0, 0.4, 2.0, 0.1], [0.0, 0.3, 1.0, 0.2, 2.0, 0.2]];
    let points = series.iter().map(|xy| JsValue::from(Float64Array::from(xy.as_slice()))).collect::<Array>();
    ok(draw_curves(canvas.clone(), json(spec), points));
    assert!(drawn(&canvas) > 400, "{} pixels", drawn(&canvas));
    let misspelt = refused(draw_curves(canvas, json(r#"{"xLabel": "step"}"#), Array::new()));
    assert!(misspelt.starts_with("spec does not describe curves"), "{misspelt}");
}

#[wasm_bindgen_test]
fn a_heat_map_has_one_opaque_pixel_a_number() {
    let bytes = ok(heat_map_bytes(&[-1.0, 0.0, 1.0, f32::NAN, 7.0], "sequential", -1.0, 1.0));
    assert_eq!(bytes.len(), 20);
    assert_eq!(bytes[..4], [0x00, 0x22, 0x4e, 255]);
    assert_eq!(bytes[8..12], [0xfe, 0xe8, 0x38, 255]);
    assert_eq!(bytes[12..16], [0; 4], "NaN is transparent");
    assert_eq!(bytes[16..], bytes[8..12], "what lies beyond has the colour of the end");
    assert!(refused(heat_map_bytes(&[0.0], "sequential", 1.0, 1.0)).starts_with("low is 1"));
    assert!(refused(heat_map_bytes(&[0.0], "rainbow", 0.0, 1.0)).starts_with("map is not a colour map"));
}
