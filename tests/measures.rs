//! The measures on the held-out pairs, against an encoder in float64 that takes one question at a time, one number after the other.

use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;
use tripletscope::data::{Dataset, Padding, Pair};
use tripletscope::measures::in_batches::Batching;
use tripletscope::measures::map;
use tripletscope::measures::measuring::{Extent, Measuring};
use tripletscope::measures::metrics::Confusion;
use tripletscope::measures::sample::Sizes;
use tripletscope::network::encoder::{Encoder, Normalise};
use tripletscope::training::checkpoint::{load_model, save_run};
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;

/// Questions of 3 to 50 words, more than are encoded at a time; one in three pairs is no duplicate.
fn dataset() -> Arc<Dataset> {
    with_long_ones(|_| true)
}

/// The same, where only some rows may be long.
fn with_long_ones(may_be_long: fn(usize) -> bool) -> Arc<Dataset> {
    let thing = |k: usize| format!("thing{} kind{}", k % 97, k % 13);
    let long = |k: usize| (0..47).map(|w| format!("word{} ", (k * 7 + w) % 60)).collect::<String>();
    let row = |k: usize| match k % 3 {
        0 => format!("what is {},{} is what now,1\n", thing(k), thing(k)),
        1 if may_be_long(k) => format!("why {},{}because {},1\n", thing(k), long(k), thing(k)),
        1 => format!("why {},because {},1\n", thing(k), thing(k)),
        _ => format!("how {},where is {} and then,0\n", thing(k), thing(k + 31)),
    };
    let rows: String = (0..600).map(row).collect();
    Arc::new(Dataset::from_csv(format!("question1,question2,is_duplicate\n{rows}").as_bytes()).expect("pairs"))
}

fn trainer(dataset: &Arc<Dataset>, pooling: &str, max_length: usize) -> Trainer {
    let config = json!({
        "model": { "embeddingDim": 10, "hiddenDim": 8, "pooling": pooling, "initialisation": "keras", "seed": 3 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [{ "negative": "hardest", "along": "rows", "margin": 0.25 }] },
        "adam": { "learningRate": 0.02, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0, "schedule": "constant", "warmupSteps": 1 },
        "batchSize": 16, "maxLength": max_length, "swap": false, "seed": 3
    });
    let config = RunConfig::read(&serde_json::from_value(config).expect("plain data")).expect("allowed settings");
    let mut trainer = Trainer::new(Arc::clone(dataset), config).expect("allowed settings");
    (0..25).for_each(|_| drop(trainer.step().expect("a finite step")));
    trainer
}

/// The formulas of the encoder's layers, for one question padded or cut to `length` tokens: y.
fn mean(encoder: &Encoder<f32>, question: &[u32], length: usize, masked: bool) -> Vec<f64> {
    let p = &encoder.parameters;
    let [embedding, kernel, recurrent, bias] = p.tensors().map(|t| t.iter().map(|&x| f64::from(x)).collect::<Vec<_>>());
    let (dim, size) = (p.embedding.ncols(), p.hidden());
    let sigmoid = |z: f64| 1.0 / (1.0 + (-z).exp());
    let (mut h, mut c, mut sum, mut count) = (vec![0.0; size], vec![0.0; size], vec![0.0; size], 0.0);
    for t in 0..length {
        let token = question.get(t).copied().unwrap_or(1) as usize;
        let gate = |k: usize| {
            let input: f64 = (0..dim).map(|d| embedding[token * dim + d] * kernel[d * 4 * size + k]).sum();
            let state: f64 = (0..size).map(|j| h[j] * recurrent[j * 4 * size + k]).sum();
            input + state + bias[k]
        };
        let z: Vec<f64> = (0..4 * size).map(gate).collect();
        for j in 0..size {
            c[j] = sigmoid(z[size + j]) * c[j] + sigmoid(z[j]) * z[2 * size + j].tanh();
            h[j] = sigmoid(z[3 * size + j]) * c[j].tanh();
        }
        if !masked || token != 1 {
            sum.iter_mut().zip(&h).for_each(|(sum, h)| *sum += h);
            count += 1.0;
        }
    }
    sum.iter().map(|x| x / count).collect()
}

fn norm(y: &[f64]) -> f64 {
    cosine(y, y).max(1e-12).sqrt()
}

fn encode(encoder: &Encoder<f32>, question: &[u32], length: usize, masked: bool) -> Vec<f64> {
    let y = mean(encoder, question, length, masked);
    y.iter().map(|x| x / norm(&y)).collect()
}

fn predict(trainer: &Trainer, one: &str, other: &str) -> f32 {
    trainer.predict(one, other).expect("a finite score")
}

fn cosine(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// How often a duplicate scores higher than a pair that is none by more than `by`; as good as equal counts half.
fn auc(scores: &[(f64, bool)], by: f64) -> f64 {
    let of = |duplicate: bool| scores.iter().filter(move |s| s.1 == duplicate).map(|s| s.0);
    let won = |difference: f64| if difference > by { 1.0 } else { f64::from(u8::from(difference == by)) / 2.0 };
    let wins = of(true).flat_map(|p| of(false).map(move |n| won(p - n))).sum::<f64>();
    wins / (of(true).count() * of(false).count()) as f64
}

#[test]
fn held_out_scores_and_auc_are_those_of_an_independent_computation_in_float64() {
    let dataset = dataset();
    for (pooling, max_length, length) in [("mean", 64, 64), ("masked-mean", 64, 64), ("mean", 20, 20), ("mean", 512, 64)] {
        let trainer = trainer(&dataset, pooling, max_length);
        assert_eq!(trainer.length(), length);
        let mut encoder = load_model(&save_run(&trainer)).expect("a run's file holds its model");
        // As after a longer training: with small weights the padding makes all questions alike.
        encoder.parameters.embedding.mapv_inplace(|w| 20.0 * w);
        let sizes = Sizes { batch: 1, embedding: encoder.parameters.embedding.ncols(), hidden: encoder.parameters.hidden(), length };
        let (evaluation, scored) = Measuring::new(&encoder, dataset.clone(), Extent::Full, sizes).finish().expect("finite scores");
        let vector = |q: u32| encode(&encoder, dataset.tokens(q), length, pooling == "masked-mean");
        let wanted: Vec<_> = dataset.evaluation().iter().map(|p| (cosine(&vector(p.question1), &vector(p.question2)), p.duplicate)).collect();
        assert!(scored.len() > 100, "more than one chunk of questions");
        for (k, (have, want)) in scored.iter().zip(&wanted).enumerate() {
            assert!((have.0 - want.0).abs() < 2e-6 && have.1 == want.1, "{pooling}, {max_length}: pair {k} has {have:?}, not {want:?}");
        }
        // Scores that single precision cannot tell apart may be ranked either way.
        let (have, least, most) = (evaluation.auc.expect("both kinds"), auc(&wanted, 4e-6), auc(&wanted, -4e-6));
        assert!(least <= have && have <= most && most - least < 0.03, "{pooling}, {max_length}: AUC {have}, not {least} to {most}");
        assert!((have - auc(&scored, 0.0)).abs() < 1e-12);
    }
}

/// Cosines and labels as a notebook has them: the rows in the order of the file, in batches, each padded its own way.
fn scored_in_batches(encoder: &Encoder<f32>, dataset: &Dataset, Batching { size, padding, max_length }: Batching) -> Vec<(f64, bool)> {
    let mut pairs: Vec<&Pair> = dataset.evaluation().iter().collect();
    pairs.sort_by_key(|pair| pair.line);
    let of_batch = |batch: &[&Pair]| {
        let sides = [|p: &Pair| p.question1, |p: &Pair| p.question2].map(|side| batch.iter().map(|p| dataset.tokens(side(p))).collect::<Vec<_>>());
        let longest = sides.each_ref().map(|side| side.iter().map(|question| question.len().min(max_length)).max().expect("a pair"));
        let both = longest[0].max(longest[1]).next_power_of_two();
        let steps = if padding == Padding::Batch { [both; 2] } else { longest };
        let means = [0, 1].map(|k| sides[k].iter().map(|q| mean(encoder, &q[..q.len().min(max_length)], steps[k], false)).collect::<Vec<_>>());
        let all = means.each_ref().map(|side| norm(&side.concat()));
        let norms = |k: usize, y: &[f64]| if encoder.normalise == Normalise::Batch { all[k] } else { norm(y) };
        let pairs = batch.iter().zip(means[0].iter().zip(&means[1]));
        pairs.map(|(p, (a, b))| (cosine(a, b) / norms(0, a) / norms(1, b), p.duplicate)).collect::<Vec<_>>()
    };
    pairs.chunks(size).flat_map(of_batch).collect()
}

#[test]
fn what_a_notebook_measures_is_what_its_batches_give_in_float64() {
    // The long ones stand together, so that most batches are short: at one length all cosines are nearly 1.
    let dataset = with_long_ones(|k| k > 500);
    let mut encoder = load_model(&save_run(&trainer(&dataset, "mean", 64))).expect("a run's file holds its model");
    encoder.parameters.embedding.mapv_inplace(|w| 20.0 * w);
    let sizes = Sizes { batch: 1, embedding: 10, hidden: 8, length: 64 };
    let mut all = HashSet::new();
    // More pairs than are encoded at a time, a batch that is not full, questions that are cut, one norm for a batch.
    for (size, padding, max_length, normalise) in [
        (100, Padding::Batch, 512, Normalise::Each),
        (100, Padding::Sides, 512, Normalise::Each),
        (7, Padding::Batch, 20, Normalise::Each),
        (7, Padding::Sides, 512, Normalise::Each),
        (2, Padding::Batch, 512, Normalise::Batch),
        (2, Padding::Sides, 20, Normalise::Batch),
    ] {
        encoder.normalise = normalise;
        let batching = Batching { size, padding, max_length };
        let wanted = scored_in_batches(&encoder, &dataset, batching);
        assert!(wanted.iter().all(|(cosine, _)| (cosine - 0.7).abs() > 1e-6), "single precision may decide such a pair otherwise");
        let measuring = Measuring::new(&encoder, Arc::clone(&dataset), Extent::Full, sizes).in_batches(Some(batching));
        let (evaluation, _) = measuring.finish().expect("finite scores");
        let told = evaluation.in_batches.expect("asked for");
        assert_eq!((told.size, told.confusion), (size, Confusion::at(0.7, &wanted)), "{batching:?}");
        assert_eq!(told.accuracy_at07, told.confusion.accuracy());
        assert_ne!(told.confusion, evaluation.confusion, "{batching:?}: the padding matters");
        all.insert(format!("{:?}", told.confusion));
    }
    assert_eq!(all.len(), 6, "each way says something else");
}

#[test]
fn only_a_full_measurement_of_a_run_with_a_test_batch_is_in_batches() {
    let dataset = dataset();
    let mut run = trainer(&dataset, "mean", 64);
    assert_eq!(run.evaluate().expect("finite scores").in_batches, None);
    run.configure(RunConfig { test_batch: 64, ..run.config().clone() }).expect("allowed settings");
    assert_eq!(run.evaluate_sample().expect("finite scores").in_batches, None);
    let evaluation = run.evaluate().expect("finite scores");
    assert_eq!(evaluation.in_batches.map(|told| told.size), Some(64));
    let mut measuring = run.begin_evaluation(Extent::Full);
    while measuring.advance() {}
    assert_eq!(measuring.finish().map(|(pieces, _)| pieces), Some(evaluation));
}

#[test]
fn a_score_is_the_same_to_the_bit_wherever_it_is_computed() {
    let dataset = dataset();
    for pooling in ["mean", "masked-mean"] {
        let trainer = trainer(&dataset, pooling, 64);
        let (_, scored) = trainer.evaluate_scored().expect("finite scores");
        for (pair, (score, _)) in dataset.evaluation().iter().zip(scored) {
            let [one, other] = [pair.question1, pair.question2].map(|q| dataset.text(q));
            assert_eq!(f64::from(predict(&trainer, one, other)), score, "{pooling}: {one} — {other}");
            assert_eq!(predict(&trainer, one, other), predict(&trainer, other, one));
        }
        let short = dataset.evaluation().iter().map(|p| dataset.text(p.question1)).find(|text| text.starts_with("why")).expect("such a question");
        let (closest, itself) = trainer.nearest(short, 1).expect("finite scores")[0];
        assert!(closest == short && (itself - 1.0).abs() < 1e-6, "{pooling}: {short} has cosine {itself} with {closest}");
        let found = trainer.nearest(short, usize::MAX).expect("finite scores");
        for &(other, cosine) in &found {
            assert_eq!(predict(&trainer, short, other), cosine, "{pooling}: {short} — {other}");
        }
        assert!(found.iter().any(|(text, _)| text.split(' ').count() > 40), "a long question stands near it");
    }
}

#[test]
fn words_beyond_the_one_length_are_cut() {
    let dataset = dataset();
    let trainer = trainer(&dataset, "mean", 64);
    let words: Vec<String> = (0..80).map(|k| format!("word{}", k % 60)).collect();
    assert_eq!(predict(&trainer, &words.join(" "), "what is thing1"), predict(&trainer, &words[..64].join(" "), "what is thing1"));
    assert_ne!(predict(&trainer, &words.join(" "), "what is thing1"), predict(&trainer, &words[..63].join(" "), "what is thing1"));
}

#[test]
fn what_nothing_is_held_out_for_is_not_measured() {
    let dataset = Arc::new(Dataset::from_csv(b"question1,question2\nhow one,what one\nhow two,what two\n").expect("two pairs"));
    let evaluation = trainer(&dataset, "mean", 64).evaluate().expect("finite scores");
    assert_eq!((evaluation.pairs, evaluation.recall_at1.forward, evaluation.mrr.backward, evaluation.auc), (0, None, None, None));
}

#[test]
fn a_map_holds_each_held_out_question_once_and_words_of_length_one() {
    let dataset = dataset();
    let trainer = trainer(&dataset, "masked-mean", 64);
    let questions = trainer.map_of_questions(usize::MAX).expect("finite vectors");
    let distinct: HashSet<u32> = dataset.evaluation().iter().flat_map(|p| [p.question1, p.question2]).collect();
    assert_eq!(questions.texts.len(), distinct.len());
    let pair = dataset.evaluation().iter().find(|p| p.duplicate).expect("a duplicate");
    let at = |question| questions.texts.iter().position(|text| text == dataset.text(question)).expect("held out");
    let (one, other) = (at(pair.question1), at(pair.question2));
    assert!(questions.clusters[one] == questions.clusters[other] && questions.clusters[one] > 0);
    let cosine = questions.vectors.row(one).dot(&questions.vectors.row(other));
    assert_eq!(cosine, predict(&trainer, dataset.text(pair.question1), dataset.text(pair.question2)));
    assert_eq!(trainer.map_of_questions(3).expect("finite vectors").texts, questions.texts[..3]);
    let neighbours = map::nearest(questions.vectors.view(), one, 4);
    assert!(neighbours.len() == 4 && neighbours.iter().all(|&(i, _)| i != one) && neighbours.is_sorted_by(|a, b| a.1 >= b.1));
    let words = trainer.map_of_words(usize::MAX).expect("finite vectors");
    assert_eq!(words.texts.len(), dataset.vocabulary_size() - 2);
    assert!(words.vectors.rows().into_iter().all(|row| (row.dot(&row) - 1.0).abs() < 1e-5));
}
