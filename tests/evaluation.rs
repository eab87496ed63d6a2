//! Intervals against their definitions, and measuring in pieces and on a sample against measuring at once.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use std::sync::Arc;
use tripletscope::data::{Dataset, Pair};
use tripletscope::measures::evaluation::Evaluation;
use tripletscope::measures::intervals::{of_area, of_share};
use tripletscope::measures::measuring::{Extent, Measuring};
use tripletscope::measures::metrics::{Ranks, area_under_curve};
use tripletscope::measures::sample::{Sizes, choose};
use tripletscope::page::link;
use tripletscope::settings::Value;
use tripletscope::training::checkpoint;
use tripletscope::training::crew::Partner;
use tripletscope::training::trainer::Trainer;

const Z: f64 = 1.959963984540054;

/// The lowest and the highest of a fine grid of values that are within z standard deviations.
fn scanned(estimate: f64, variance: impl Fn(f64) -> f64) -> [f64; 2] {
    let likely: Vec<f64> = (0..=200_000).map(|k| f64::from(k) / 200_000.0).filter(|&p| (estimate - p).abs() <= Z * variance(p).sqrt()).collect();
    let ends = [likely.first(), likely.last()].map(|end| end.copied().unwrap_or(estimate));
    [ends[0].min(estimate), ends[1].max(estimate)]
}

fn close(a: [f64; 2], b: [f64; 2], within: f64) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < within)
}

#[test]
fn wilsons_interval_holds_the_shares_that_are_likely() {
    for (right, all) in [(0, 1), (1, 1), (0, 50), (50, 50), (7, 9), (81, 263), (15, 148), (5_000, 10_240)] {
        let expected = scanned(right as f64 / all as f64, |p| p * (1.0 - p) / all as f64);
        assert!(close(of_share(right, all), expected, 1e-5), "{right} of {all}: {:?}, not {expected:?}", of_share(right, all));
    }
    // Newcombe (1998), table I.
    assert!(close(of_share(81, 263), [0.2553, 0.3662], 5e-5) && close(of_share(15, 148), [0.0624, 0.1605], 5e-5));
}

#[test]
fn the_areas_interval_holds_the_areas_that_are_likely() {
    for (area, m, n) in [(0.5, 10, 10), (0.73, 240, 240), (1.0, 20, 40), (0.0, 20, 40), (0.97, 5, 400), (0.9, 1, 1)] {
        // As Hanley and McNeil write it, with the mean of both numbers for each.
        let inner = (m + n) as f64 / 2.0 - 1.0;
        let variance = |t: f64| {
            let (q1, q2) = (t / (2.0 - t), 2.0 * t * t / (1.0 + t));
            (t * (1.0 - t) + inner * (q1 - t * t) + inner * (q2 - t * t)).max(0.0) / (m * n) as f64
        };
        let expected = scanned(area, variance);
        assert!(close(of_area(area, m, n), expected, 1e-4), "{area}: {:?}, not {expected:?}", of_area(area, m, n));
    }
    let [low, high] = of_area(1.0, 20, 40);
    assert!(low < 0.98 && high == 1.0, "no mistake among a few is no proof: {low}");
}

#[test]
fn the_areas_interval_covers_the_truth_as_often_as_it_says() {
    // Duplicates uniform from 0.5 to 1.5, others from 0 to 1: the area is 1 − 0.5²/2.
    let mut rng = Pcg32::seed_from_u64(3);
    let covered = (0..2_000).filter(|_| {
        let pairs: Vec<(f64, bool)> = (0..90).map(|k| (rng.random::<f64>() + if k % 3 == 0 { 0.5 } else { 0.0 }, k % 3 == 0)).collect();
        let [low, high] = of_area(area_under_curve(&pairs), 30, 60);
        low <= 0.875 && 0.875 <= high
    });
    let share = covered.count() as f64 / 2_000.0;
    assert!((0.93..0.99).contains(&share), "{share}");
}

#[test]
fn a_threshold_is_judged_by_pairs_it_was_not_chosen_on() {
    let mut rng = Pcg32::seed_from_u64(9);
    let noise: Vec<(f64, bool)> = (0..400).map(|k| (rng.random::<f64>(), k < 200)).collect();
    let judged = Evaluation::of(&noise, &Ranks::default(), 400);
    let chosen = judged.chosen_threshold.expect("both halves have both kinds");
    assert!(judged.best_accuracy > Some(0.5) && chosen.interval[0] < 0.5, "pure noise is not learnt: {chosen:?}");
    let right = |threshold: f64| noise.iter().filter(|(cosine, label)| (*cosine > threshold) == *label).count() as f64;
    let twice = chosen.accuracy * 200.0;
    assert!((twice - twice.round()).abs() < 1e-9 && twice <= right(chosen.threshold), "of 200 pairs");
    let apart: Vec<(f64, bool)> = (0..40).map(|k| (f64::from(k) / 40.0, k >= 20)).collect();
    assert_eq!(Evaluation::of(&apart, &Ranks::default(), 40).chosen_threshold.expect("both kinds").accuracy, 1.0);
    assert_eq!(Evaluation::of(&apart[30..], &Ranks::default(), 40).chosen_threshold, None);
}

/// Ten steps on a file of 60 clusters, with further duplicates and non-duplicates held out.
fn run() -> Trainer {
    let word = |c: usize, k: usize| format!("wording{k} about topic{} and topic{} and topic{}", c % 7, c % 8, c % 11);
    let duplicates = (0..360).flat_map(|c| (0..3).map(move |k| (c, k, c, k + 1, 1)));
    let others = (0..360).map(|c| (c, 0, (c + 7) % 360, 1, 0));
    let rows: String = duplicates.chain(others).map(|(a, i, b, j, label)| format!("{},{},{label}\n", word(a, i), word(b, j))).collect();
    let dataset = Dataset::from_csv(format!("question1,question2,label\n{rows}").as_bytes()).expect("a file of pairs");
    let config = link::parse("v=1&batchSize=8").run_config().expect("a configuration");
    let mut trainer = Trainer::new(Arc::new(dataset), config).expect("it fits");
    (0..10).for_each(|_| drop(trainer.step().expect("a finite step")));
    trainer
}

#[test]
fn pieces_add_up_to_the_same_bits_even_while_the_run_goes_on() {
    let mut run = run();
    let at_once = run.evaluate_scored().expect("finite scores");
    let sampled = run.evaluate_sample().expect("finite scores");
    let [mut full, mut sample] = [Extent::Full, Extent::Sample].map(|extent| run.begin_evaluation(extent));
    let mut pieces = 1;
    while full.advance() {
        pieces += 1;
        sample.advance();
        if pieces == 3 {
            run.step().expect("a finite step");
        }
    }
    assert!(pieces > 4, "{pieces} pieces");
    assert!(!full.advance(), "nothing is left");
    assert_eq!(full.finish(), Some(at_once));
    assert_eq!(sample.finish().map(|(evaluation, _)| evaluation), Some(sampled));
}

#[test]
fn pieces_that_partners_encode_have_the_same_bits() {
    let run = run();
    let at_once = run.evaluate_scored().expect("finite scores");
    let mut partners = [0; 2].map(|_| Partner::of(&checkpoint::save_run(&run)).expect("a saved run"));
    let mut measuring = run.begin_evaluation(Extent::Full);
    let (mut more, mut lent) = (true, 0);
    while more {
        let ahead: Vec<_> = (1..3).filter_map(|k| measuring.ahead(k)).collect();
        more = measuring.advance();
        for ((tokens, questions), partner) in ahead.iter().zip(&mut partners) {
            lent += questions;
            measuring.take(partner.encode(tokens, *questions).expect("such tokens")).expect("so many questions are left");
        }
    }
    assert!(lent > 100, "{lent} questions were lent");
    let refusal = |measuring: &mut Measuring, vectors: &[f32]| measuring.take(vectors).expect_err("nothing is left").to_string();
    assert!(refusal(&mut measuring, &[0.5]).contains("a multiple of dim = 32"));
    assert!(refusal(&mut measuring, &[0.5; 64]).contains("64") && refusal(&mut measuring, &[0.5; 64]).contains("at most 0"));
    assert_eq!(measuring.finish(), Some(at_once));
}

#[test]
fn recall_is_what_counting_by_hand_gives() {
    let run = run();
    let held_out = run.dataset();
    let pairs = &held_out.evaluation()[..held_out.retrieval_pairs()];
    let cosine = |a: u32, b: u32| run.predict(held_out.text(a), held_out.text(b)).expect("finite");
    // As close counts half; two ways of adding up differ by less than a millionth.
    let rank = |p: &Pair| {
        let ahead = pairs.iter().map(|other| cosine(p.question1, other.question2) - cosine(p.question1, p.question2));
        0.5 + ahead.map(|by| if by.abs() < 1e-6 { 0.5 } else { f64::from(u8::from(by > 0.0)) }).sum::<f64>()
    };
    let ranks: Vec<f64> = pairs.iter().map(rank).collect();
    let evaluation = run.evaluate().expect("finite scores");
    assert_eq!(evaluation.retrieval_pairs, pairs.len());
    for (recall, k) in [(evaluation.recall_at1, 1.0), (evaluation.recall_at5, 5.0), (evaluation.recall_at10, 10.0)] {
        let share = ranks.iter().filter(|&&rank| rank <= k).count() as f64 / pairs.len() as f64;
        assert!((recall.forward.expect("some are held out") - share).abs() <= 0.021, "at {k}: {recall:?}, not {share}");
    }
    let intervals = &evaluation.intervals;
    for (recall, interval) in [(evaluation.recall_at5, intervals.recall_at5), (evaluation.recall_at10, intervals.recall_at10)] {
        let of = |share: Option<f64>| share.map(|share| of_share((share * pairs.len() as f64).round() as usize, pairs.len()));
        assert_eq!((interval.forward, interval.backward), (of(recall.forward), of(recall.backward)));
    }
    let mrr = ranks.iter().map(|rank| 1.0 / rank).sum::<f64>() / pairs.len() as f64;
    assert!((evaluation.mrr.forward.expect("some are held out") - mrr).abs() < 0.01);
}

#[test]
fn the_sample_keeps_the_kinds_in_proportion_and_is_always_the_same() {
    let run = run();
    let dataset = run.dataset();
    let all = dataset.evaluation();
    let numbers = choose(dataset, all.len() / 3);
    assert_eq!((numbers.len(), numbers.clone()), (all.len() / 3, choose(dataset, all.len() / 3)));
    assert!(numbers.is_sorted() && numbers.windows(2).all(|two| two[0] < two[1]));
    let duplicates = |numbers: &[u32]| numbers.iter().filter(|&&n| all[n as usize].duplicate).count();
    let there = all.iter().filter(|p| p.duplicate).count();
    assert!(duplicates(&numbers).abs_diff(there / 3) <= 1, "{} of {there}", duplicates(&numbers));
    assert_eq!(choose(dataset, all.len()), (0..all.len() as u32).collect::<Vec<_>>());
}

#[test]
fn the_samples_size_follows_from_the_sizes_alone() {
    let sizes = Sizes { batch: 64, embedding: 32, hidden: 32, length: 16 };
    let builtin = Dataset::builtin("questions", &Value::Nothing(())).expect("the defaults are allowed");
    assert!(sizes.sample(builtin.evaluation().len(), builtin.retrieval_pairs()) > 280);
    let many = sizes.sample(100_000, 10_000);
    assert!((280..=320).contains(&many), "25 steps of 64 pairs, two and a half passes each, 0.08 of it: {many}");
    let course = Sizes { batch: 256, embedding: 128, hidden: 128, length: 32 };
    assert!(course.sample(100_000, 10_000) > 3 * many);
    assert_eq!(sizes.sample(50, 10), 50);
}
