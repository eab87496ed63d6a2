//! A step shared by several memories has the bits of one that is not, whatever their number, and nothing is lost when it is not finished.

use serde_json::json;
use std::sync::Arc;
use tripletscope::data::Dataset;
use tripletscope::settings::Value;
use tripletscope::training::checkpoint::save_run;
use tripletscope::training::config::RunConfig;
use tripletscope::training::crew::{Partner, Share};
use tripletscope::training::trainer::Trainer;

fn value(json: serde_json::Value) -> Value {
    serde_json::from_value(json).expect("plain data")
}

fn trainer(batch: usize, size: usize) -> Trainer {
    trainer_on(Dataset::builtin("questions", &value(json!({ "asymmetry": 0.5, "seed": 1 }))).expect("the built-in set"), batch, size, 0)
}

/// 600 clusters of two questions, each with a text that asks something else.
fn triplets() -> Dataset {
    let row = |k: usize| format!("how is number {k} made,who makes number {k},what is {} good for\n", k % 7 * k);
    let file = std::iter::once("anchor,positive,negative\n".into()).chain((0..600).map(row)).collect::<String>();
    Dataset::from_csv(file.as_bytes()).expect("triplets")
}

fn trainer_on(dataset: Dataset, batch: usize, size: usize, further: usize) -> Trainer {
    let config = json!({
        "model": { "embeddingDim": size, "hiddenDim": size, "pooling": "mean", "initialisation": "keras", "seed": 3 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [{ "negative": "hardest", "along": "averaged", "margin": 0.25 }] },
        "adam": { "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0.0, "schedule": "constant", "warmupSteps": 1 },
        "batchSize": batch, "maxLength": 8, "swap": true, "negatives": further, "distinctClusters": false, "seed": 3
    });
    Trainer::new(Arc::new(dataset), RunConfig::read(&value(config)).expect("allowed settings")).expect("a model")
}

/// Two steps of a leader and so many partners: the losses' bits and the saved run.
fn shared(mut leader: Trainer, partners: usize) -> (Vec<u64>, Vec<u8>) {
    let saved = save_run(&leader);
    let mut crew: Vec<Partner> = (0..partners).map(|_| Partner::of(&saved).expect("a saved run")).collect();
    let (of, memories) = (leader.parts(), partners + 1);
    let shares: Vec<Share> = (0..memories).map(|k| Share::new(k * of / memories, (k + 1) * of / memories, of).expect("a part each")).collect();
    let adam = leader.config().adam;
    let loss = leader.config().loss.clone();
    let losses = (0..2).map(|_| {
        let (tokens, all) = leader.begin().expect("texts");
        let pairs = leader.pairs_begun();
        let own = |share: &Share| (share.questions(all), tokens.len() / all);
        let ids = |share: &Share| {
            let (questions, steps) = own(share);
            (&tokens[questions.start * steps..questions.end * steps], questions.len())
        };
        let (first, count) = ids(&shares[0]);
        let mut vectors = leader.encode_share(first, count).expect("begun").to_vec();
        for (partner, share) in crew.iter_mut().zip(&shares[1..]) {
            let (tokens, count) = ids(share);
            vectors.extend_from_slice(partner.encode(tokens, count).expect("tokens of the vocabulary"));
        }
        let mut parts = leader.part_gradients(vectors.clone(), &shares[0]).expect("encoded").to_vec();
        for (partner, share) in crew.iter_mut().zip(&shares[1..]) {
            parts.extend_from_slice(partner.part_gradients((&vectors, pairs), share, &loss).expect("encoded").1);
        }
        // Nobody is given what it has made itself.
        let given =
            |share: &Share| -> Vec<_> { parts.iter().enumerate().map(|(k, part)| (!share.parts.contains(&k)).then(|| part.clone())).collect() };
        crew.iter_mut().zip(&shares[1..]).for_each(|(partner, share)| partner.finish(&given(share), adam).expect("parts that fit"));
        leader.finish(&given(&shares[0])).expect("parts that fit").loss.to_bits()
    });
    (losses.collect(), save_run(&leader))
}

#[test]
fn steps_shared_by_one_to_four_memories_have_the_bits_of_steps_taken_alone() {
    for (batch, size, parts, further) in [(16, 8, 2, 0), (512, 64, 4, 0), (16, 8, 2, 5), (256, 96, 4, 100)] {
        let trainer = || if further > 0 { trainer_on(triplets(), batch, size, further) } else { trainer(batch, size) };
        let mut alone = trainer();
        assert_eq!(alone.parts(), parts, "B = {batch}, D = H = {size}");
        let losses: Vec<u64> = (0..2).map(|_| alone.step().expect("a finite step").loss.to_bits()).collect();
        for partners in 0..parts {
            let (shared, saved) = shared(trainer(), partners);
            assert_eq!(shared, losses, "the losses with {partners} partners");
            assert!(saved == save_run(&alone), "the saved run with {partners} partners");
        }
        assert_eq!(alone.further_texts().len(), further, "B = {batch}");
    }
}

#[test]
fn a_step_that_is_begun_and_not_finished_leaves_the_run_where_it_was() {
    let (mut run, mut other) = (trainer(16, 8), trainer(16, 8));
    let before = save_run(&run);
    let (tokens, all) = run.begin().expect("texts");
    run.encode_share(&tokens, all).expect("begun");
    assert!(save_run(&run) == before, "begun");
    let vectors = run.vectors().to_vec();
    run.encode_share(&tokens[..tokens.len() / 2], all / 2).expect("begun");
    run.part_gradients(vectors, &Share::new(0, 1, 2).expect("the first part")).expect("encoded");
    assert!(run.finish(&[]).expect_err("no parts").to_string().contains("parts's length is 0, but it must be 2."));
    assert!(run.finish(&[None, None]).expect_err("a part that nobody has made").to_string().contains("begin"));
    assert!(save_run(&run) == before, "refused");
    assert_eq!(run.step(), other.step());
    assert!(save_run(&run) == save_run(&other), "taken alone after all");
}
