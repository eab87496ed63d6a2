//! Weights from and to elsewhere: the arrays of Keras, Trax and PyTorch are one model, and what is opened can be asked and trained on.

use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;
use tripletscope::data::arrays::{npy_of_floats, npy_of_texts, npz};
use tripletscope::data::{Dataset, Tokenizer};
use tripletscope::network::parameters::Parameters;
use tripletscope::training::checkpoint::{load_run, save_run};
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;
use tripletscope::training::weights::{Format, Layout, Notes, open, read_list, to_weights};

fn dataset() -> Arc<Dataset> {
    let acts = ["mend", "clean", "sell", "paint", "draw", "carry", "describe", "lock"];
    let things = ["kettle", "old bicycle", "roof", "clock", "radio", "fence"];
    let rows: String =
        things.iter().flat_map(|thing| acts.map(|act| format!("How do I {act} a {thing}?,The best way to {act} the {thing}?\n"))).collect();
    Arc::new(Dataset::from_csv(format!("question1,question2\n{rows}").as_bytes()).expect("pairs"))
}

fn config(seed: u32) -> RunConfig {
    let config = json!({
        "model": { "embeddingDim": 6, "hiddenDim": 5, "pooling": "masked-mean", "initialisation": "keras", "seed": seed },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [{ "negative": "hardest", "along": "rows", "margin": 0.25 }] },
        "adam": { "learningRate": 0.02, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0, "schedule": "constant", "warmupSteps": 1 },
        "batchSize": 8, "maxLength": 16, "swap": false, "seed": seed
    });
    RunConfig::read(&serde_json::from_value(config).expect("plain data")).expect("allowed settings")
}

fn trained(dataset: &Arc<Dataset>) -> Trainer {
    let mut trainer = Trainer::new(Arc::clone(dataset), config(3)).expect("allowed settings");
    (0..12).for_each(|_| drop(trainer.step()));
    trainer
}

/// An archive of arrays in this order.
fn archive(arrays: &[(&str, &[usize], &[f32])]) -> Vec<u8> {
    let files: Vec<_> = arrays.iter().map(|(name, shape, values)| (format!("{name}.npy"), npy_of_floats(shape, values))).collect();
    npz(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect::<Vec<_>>())
}

const V: usize = 7;
const D: usize = 3;
const H: usize = 2;

fn parameters() -> Parameters<f32> {
    let mut p = Parameters::zeros(V, D, H);
    p.tensors_mut().into_iter().flatten().enumerate().for_each(|(k, x)| *x = ((k * 37) % 101) as f32 / 50.0 - 1.0);
    p
}

fn transposed(values: &[f32], columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|c| values.chunks(columns).map(move |row| row[c])).collect()
}

/// Rows of 4H with the second and third gate exchanged.
fn exchanged(values: &[f32]) -> Vec<f32> {
    values.chunks(4 * H).flat_map(|row| [&row[..H], &row[2 * H..3 * H], &row[H..2 * H], &row[3 * H..]].concat()).collect()
}

/// Names, shapes and values.
type Tensors<'a> = &'a [(&'a str, &'a [usize], &'a [f32])];

#[test]
fn the_arrays_of_keras_trax_and_pytorch_are_one_model() {
    let p = parameters();
    let [e, k, r, b] = p.tensors();
    let joined = exchanged(&[k, r].concat());
    let (kt, rt) = (transposed(k, 4 * H), transposed(r, 4 * H));
    let (half, rest): (Vec<f32>, Vec<f32>) = b.iter().map(|x| (0.25, x - 0.25)).unzip();
    let keras: [(&str, &[usize], &[f32]); 4] = [("arr_0", &[V, D], e), ("arr_1", &[D, 4 * H], k), ("arr_2", &[H, 4 * H], r), ("arr_3", &[4 * H], b)];
    let named = ["siamese/embedding/embeddings", "siamese/lstm/lstm_cell/kernel:0", "lstm/recurrent_kernel", "lstm/bias"];
    let shuffled: Vec<_> = [2, 0, 3, 1].map(|i| (named[i], keras[i].1, keras[i].2)).to_vec();
    let ours = ["embedding", "kernel", "recurrentKernel", "bias"];
    let trax: [(&str, &[usize], &[f32]); 3] = [("a", &[V, D], e), ("b", &[D + H, 4 * H], &joined), ("c", &[4 * H], &exchanged(b))];
    let torch: [(&str, &[usize], &[f32]); 5] = [
        ("lstm.weight_ih_l0", &[4 * H, D], &kt),
        ("lstm.weight_hh_l0", &[4 * H, H], &rt),
        ("lstm.bias_ih_l0", &[4 * H], &half),
        ("lstm.bias_hh_l0", &[4 * H], &rest),
        ("embedding.weight", &[V, D], e),
    ];
    let in_order: Vec<_> = [4, 0, 1, 2, 3].map(|i| (["a", "b", "c", "d", "e"][i], torch[i].1, torch[i].2)).to_vec();
    let cases: [(Tensors, Layout, bool); 7] = [
        (&keras, Layout::Keras, false),
        (&shuffled, Layout::Keras, true),
        (&[0, 1, 2, 3].map(|i| (ours[i], keras[i].1, keras[i].2)), Layout::Ours, true),
        (&trax, Layout::Trax, false),
        (&[("embedding", trax[0].1, trax[0].2), ("kernel", trax[1].1, trax[1].2), ("bias", trax[2].1, trax[2].2)], Layout::Trax, true),
        (&torch, Layout::PyTorch, true),
        (&in_order, Layout::PyTorch, false),
    ];
    for (arrays, layout, by_names) in cases {
        let opened = open(&archive(arrays), &Notes::default()).unwrap_or_else(|e| panic!("{layout:?}: {e}"));
        assert_eq!((opened.source.layout, opened.source.by_names, opened.source.words), (layout, by_names, None));
        for (found, wanted) in opened.encoder.parameters.tensors().into_iter().zip(p.tensors()) {
            assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6), "{layout:?}, by names {by_names}");
        }
    }
}

#[test]
fn arrays_that_do_not_fit_are_named_with_what_was_found_and_what_fits() {
    let p = parameters();
    let [e, k, r, b] = p.tensors();
    let refused = |arrays: &[(&str, &[usize], &[f32])]| open(&archive(arrays), &Notes::default()).unwrap_err().to_string();
    let order: [(&str, &[usize], &[f32]); 4] = [("e", &[V, D], e), ("k", &[D, 4 * H], k), ("r", &[H, 4 * H], r), ("b", &[4 * H], b)];
    let with = |place: usize, shape: &'static [usize]| {
        let mut arrays = order;
        arrays[place].1 = shape;
        refused(&arrays)
    };
    assert_eq!(with(0, &[21]), "e is [21], but it must be [V, D].");
    assert_eq!(with(1, &[3, 4]), "k is [3, 4], but it must be [3, 8].");
    assert_eq!(with(2, &[2, 4]), "r is [2, 4], but it must be [H, 4H].");
    assert_eq!(with(1, &[8, 3]), "k is [8, 3], but it must be its transpose, [3, 8].");
    assert_eq!(with(2, &[8, 2]), "r is [8, 2], but it must be its transpose, [2, 8].");
    assert_eq!(with(0, &[3, 7]), "e is [3, 7], but it must be its transpose, [7, 3].");
    assert_eq!(with(3, &[2, 4]), "b is [2, 4], but it must be [8].");
    assert_eq!(refused(&[order[0], ("k", &[4, 6], k), order[3]]), "k is [4, 6], but it must be [3+H, 4H].");
    assert!(refused(&order[..2]).contains("not a model: e [7, 3], k [3, 8]"));
    let mut nan = b.to_vec();
    nan[2] = f32::NAN;
    assert_eq!(refused(&[order[0], order[1], order[2], ("b", &[8], &nan)]), "b[2] is NaN, but it must be a finite number.");
}

#[test]
fn an_array_that_is_missing_is_named_with_the_shape_that_fits() {
    let p = parameters();
    let [e, k, r, b] = p.tensors();
    let (kt, rt, joined) = (transposed(k, 4 * H), transposed(r, 4 * H), [k, r].concat());
    let keras: [(&str, &[usize], &[f32]); 4] =
        [("embedding", &[V, D], e), ("kernel", &[D, 4 * H], k), ("recurrent_kernel", &[H, 4 * H], r), ("bias", &[4 * H], b)];
    let torch: [(&str, &[usize], &[f32]); 5] = [
        ("embedding.weight", &[V, D], e),
        ("lstm.weight_ih_l0", &[4 * H, D], &kt),
        ("lstm.weight_hh_l0", &[4 * H, H], &rt),
        ("lstm.bias_ih_l0", &[4 * H], b),
        ("lstm.bias_hh_l0", &[4 * H], b),
    ];
    let trax: [(&str, &[usize], &[f32]); 3] = [("embedding", &[V, D], e), ("kernel", &[D + H, 4 * H], &joined), ("bias", &[4 * H], b)];
    let refused = |arrays: Tensors| open(&archive(arrays), &Notes::default()).unwrap_err().to_string();
    let without = |arrays: Tensors, place: usize, by_names: bool| {
        let letters = ["a", "b", "c", "d", "e"];
        let left: Vec<_> =
            (0..arrays.len()).filter(|&k| k != place).map(|k| (if by_names { arrays[k].0 } else { letters[k] }, arrays[k].1, arrays[k].2)).collect();
        refused(&left)
    };
    for by_names in [true, false] {
        for (place, wanted) in ["embedding [V, 3]", "kernel [3, 8]", "recurrent_kernel [2, 8]", "bias [8]"].into_iter().enumerate() {
            let said = without(&keras, place, by_names);
            assert!(
                said.starts_with(&format!("A model as in Keras has {wanted} too, but the file has only ")),
                "{place}, by names {by_names}: {said}"
            );
        }
        for (place, wanted) in
            ["embedding.weight [V, 3]", "weight_ih_l0 [8, 3]", "weight_hh_l0 [8, 2]", "bias_ih_l0 [8]", "bias_hh_l0 [8]"].into_iter().enumerate()
        {
            let said = without(&torch, place, by_names);
            // Of two that are alike, no order says which one is there.
            let wanted = if place == 4 && !by_names { "bias_ih_l0 [8]" } else { wanted };
            assert!(
                said.starts_with(&format!("A model as in PyTorch has {wanted} too, but the file has only ")),
                "{place}, by names {by_names}: {said}"
            );
        }
    }
    assert_eq!(
        without(&keras, 3, true),
        "A model as in Keras has bias [8] too, but the file has only embedding [7, 3], kernel [3, 8], recurrent_kernel [2, 8]."
    );
    assert!(without(&trax, 2, true).starts_with("A model as in Trax has bias [8] too"), "{}", without(&trax, 2, true));
    assert!(refused(&torch[..3]).starts_with("A model as in PyTorch has bias_ih_l0 [8] too"), "several are missing");
    let shuffled: Vec<_> = [1, 0, 2, 3].map(|k| (["a", "b", "c", "d"][k], keras[k].1, keras[k].2)).to_vec();
    assert_eq!(
        refused(&shuffled),
        "The file's arrays, b [3, 8], a [7, 3], c [2, 8], d [8], are a model's as in Keras, but their order must be a, b, c, d."
    );
    // Both kernels as PyTorch has them, under the names of Keras.
    let turned: Vec<_> = [0, 1, 2, 3].map(|k| (keras[k].0, [keras[0].1, torch[1].1, torch[2].1, keras[3].1][k], keras[k].2)).to_vec();
    assert_eq!(refused(&turned), "kernel is [8, 3], but it must be its transpose, [3, 8].");
}

#[test]
fn a_saved_model_is_the_run_s_and_can_be_asked_measured_and_trained_on() {
    let data = dataset();
    let trainer = trained(&data);
    for format in [Format::Npz, Format::Safetensors] {
        let file = to_weights(&trainer, format).expect("short words");
        assert_eq!(file, to_weights(&trainer, format).expect("short words"), "the same bytes every time");
        let opened = open(&file, &Notes::default()).expect("what was saved");
        let source = &opened.source;
        assert_eq!((source.layout, source.tokenizer, source.length), (Layout::Ours, Some(Tokenizer::Words), Some(trainer.length())));
        assert_eq!(source.words, Some(data.vocabulary_size() - 2));

        // Other data: of its words the model knows only its own.
        let other = Dataset::from_csv(b"question1,question2\nHow do I mend a boat?,What mends the boat?\nHow do I sell a roof?,Who buys the roof?\n")
            .unwrap();
        let mut run = Trainer::from_weights(&other, config(9), &file, &Notes::default()).expect("a model with words");
        assert_eq!((run.config().model.embedding_dim, run.config().model.hidden_dim, run.length()), (6, 5, trainer.length()));
        let [one, two] = ["How do I mend a kettle?", "The best way to clean the clock?"];
        assert_eq!(run.predict(one, two), trainer.predict(one, two));
        assert_eq!(run.evaluate().unwrap().pairs, other.evaluation().len());
        let config = run.config().clone();
        run.configure(config).expect("the run's own configuration");
        run.step().unwrap();

        // It is saved and goes on, bit for bit, on the data as they are opened.
        let mut again = load_run(Arc::new(other), &save_run(&run)).expect("what was saved");
        assert_eq!(again.step(), run.step());
        assert_eq!(again.predict(one, two), run.predict(one, two));
    }
}

#[test]
fn a_model_without_words_is_opened_and_takes_a_vocabulary_of_its_own() {
    let (data, p) = (dataset(), parameters());
    let [e, k, r, b] = p.tensors();
    let file = archive(&[("a", &[V, D], e), ("b", &[D, 4 * H], k), ("c", &[H, 4 * H], r), ("d", &[4 * H], b)]);
    assert_eq!(open(&file, &Notes::default()).unwrap().source.words, None);
    let refused = Trainer::from_weights(&data, config(1), &file, &Notes::default()).err().expect("no words").to_string();
    assert!(refused.contains("no vocabulary"), "{refused}");

    let run = |vocabulary: &[u8]| {
        let vocabulary = Some(read_list(vocabulary).expect("a vocabulary"));
        Trainer::from_weights(&data, config(1), &file, &Notes { vocabulary, length: Some(8), ..Notes::default() }).expect("with words")
    };
    let wanted = run(b"how\nmend\nroof\n").predict("how mend", "roof");
    for vocabulary in [&br#"{"how": 2, "mend": 3, "roof": 4, "<PAD>": 1}"#[..], br#"["<UNK>", "<PAD>", "how", "mend", "roof"]"#] {
        assert_eq!(run(vocabulary).predict("how mend", "roof"), wanted);
    }
}

#[test]
fn where_padding_is_0_and_unknown_1_the_two_rows_are_exchanged() {
    let p = parameters();
    let [e, k, r, b] = p.tensors();
    let swapped = [&e[D..2 * D], &e[..D], &e[2 * D..]].concat();
    let words = |marks: [&'static str; 2]| npy_of_texts(&[4], &[marks[0], marks[1], "how", "mend"]);
    let model = |embedding: &[f32], marks| {
        let arrays = [("a", vec![V, D], embedding), ("b", vec![D, 4 * H], k), ("c", vec![H, 4 * H], r), ("d", vec![4 * H], b)];
        let mut files: Vec<_> = arrays.iter().map(|(name, shape, values)| (format!("{name}.npy"), npy_of_floats(shape, values))).collect();
        files.push(("vocabulary.npy".into(), words(marks)));
        npz(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect::<Vec<_>>())
    };
    let ours = open(&model(e, ["<UNK>", "<PAD>"]), &Notes::default()).unwrap();
    let theirs = open(&model(&swapped, ["", "[UNK]"]), &Notes::default()).unwrap();
    assert_eq!((ours.source.padding_first, theirs.source.padding_first), (false, true));
    assert_eq!(ours.encoder, theirs.encoder);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn no_change_of_bytes_makes_the_reader_stop(npz in any::<bool>(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        thread_local! {
            static FILES: [Vec<u8>; 2] = {
                let trainer = trained(&dataset());
                [Format::Npz, Format::Safetensors].map(|format| to_weights(&trainer, format).expect("short words"))
            };
        }
        let mut bytes = FILES.with(|files| files[usize::from(npz)].clone());
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = open(&bytes, &Notes::default());
    }
}
