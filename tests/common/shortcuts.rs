//! Work that is left out must not change a bit: what is the same natively and in every browser engine.

use tripletscope::loss::{Along, LossConfig, Mistakes, Negative, Reduction, Term};
use tripletscope::network::encoder::{Encoder, Normalise, Tokens, Workspace};
use tripletscope::network::gradients::Gradients;
use tripletscope::network::initialise::{Initialisation, Kind, ModelConfig};
use tripletscope::network::layers::PADDING;
use tripletscope::network::layers::mean::Pooling;
use tripletscope::training::adam::{Adam, AdamConfig, Schedule};
use tripletscope::training::crew::{Partner, Share};

const VOCABULARY: usize = 60;
const BATCH: usize = 19;
const STEPS: usize = 9;
const TRAINED: usize = 12;

/// Questions of every length from none to all of T; side 1 has other words than side 0.
fn side(side: usize) -> Vec<u32> {
    let token = |n: usize, t: usize| match t < (5 * n + side) % (STEPS + 1) {
        true => 2 + ((n * n + 7 * t + 3 * side + n * t) % 41) as u32,
        false => PADDING,
    };
    (0..BATCH).flat_map(|n| (0..STEPS).map(move |t| token(n, t))).collect()
}

/// Of embeddings so large that the questions' vectors are far apart and most hinges silent.
fn encoder(pooling: Pooling) -> Encoder<f32> {
    let config = ModelConfig {
        encoder: Kind::Lstm,
        embedding_rows: 0,
        embedding_dim: 11,
        hidden_dim: 9,
        pooling,
        normalise: Normalise::Each,
        initialisation: Initialisation::Trax,
        seed: 4,
    };
    let mut encoder: Encoder<f32> = config.build(VOCABULARY).expect("a small model");
    encoder.parameters.embedding *= 20.0;
    encoder
}

fn loss() -> LossConfig {
    let term = |negative, along| Term { negative, along, margin: 0.02, weight: 1.0 };
    LossConfig::Triplet {
        terms: vec![term(Negative::SemiHard, Along::Rows), term(Negative::Mean, Along::Rows)],
        reduction: Reduction::Mean,
        mistakes: Mistakes::default(),
    }
}

fn adam() -> Adam<f32> {
    let (learning_rate, beta1, beta2, epsilon, weight_decay) = (0.01, 0.9, 0.999, 1e-7, 1e-5);
    Adam::new(AdamConfig { learning_rate, beta1, beta2, epsilon, weight_decay, schedule: Schedule::Constant, warmup_steps: 1 })
}

/// What a training of some steps leaves: losses and weights, as bits.
fn bits(losses: &[f32], encoder: &Encoder<f32>) -> Vec<u32> {
    losses.iter().chain(encoder.parameters.tensors().into_iter().flatten()).map(|x| x.to_bits()).collect()
}

fn train(pooling: Pooling, mut space: Workspace<f32>) -> (Vec<u32>, usize) {
    let (mut encoder, mut adam, sides) = (encoder(pooling), adam(), [side(0), side(1)]);
    let [left, right] = sides.each_ref().map(|ids| Tokens { ids, steps: STEPS });
    let mut gradients = Gradients::of(&encoder.parameters);
    let mut silent = 0;
    let losses: Vec<f32> = (0..TRAINED)
        .map(|_| {
            gradients.fill_zero();
            let report = encoder.gradients(left, right, &loss(), &mut space, &mut gradients);
            adam.update(&mut encoder.parameters, &gradients).expect("finite numbers");
            silent += report.gradient.rows().into_iter().filter(|row| row.iter().all(|&d| d == 0.0)).count();
            report.loss
        })
        .collect();
    (bits(&losses, &encoder), silent)
}

/// Several memories that take the parts of each step between them, as workers do.
fn train_by_parts(pooling: Pooling, memories: usize) -> Vec<u32> {
    let mut crew: Vec<Partner> = (0..memories).map(|_| Partner::new(encoder(pooling), adam())).collect();
    let ids = [side(0), side(1)].concat();
    let of = crew[0].parts(BATCH);
    let shares: Vec<Share> = (0..memories).map(|k| Share::new(k * of / memories, (k + 1) * of / memories, of).expect("a part each")).collect();
    let mut losses = vec![];
    for _ in 0..TRAINED {
        let own = |share: &Share| share.questions(2 * BATCH);
        let encode = |(partner, share): (&mut Partner, &Share)| {
            let questions = own(share);
            partner.encode(&ids[questions.start * STEPS..questions.end * STEPS], questions.len()).expect("tokens").to_vec()
        };
        let vectors: Vec<f32> = crew.iter_mut().zip(&shares).flat_map(encode).collect();
        let made: Vec<_> =
            crew.iter_mut().zip(&shares).map(|(p, share)| p.part_gradients((&vectors, BATCH), share, &loss()).expect("encoded")).collect();
        assert!(made.iter().all(|(loss, _)| *loss == made[0].0), "everyone sees the same loss");
        losses.push(made[0].0);
        let parts: Vec<_> = made.into_iter().flat_map(|(_, parts)| parts.iter().cloned().map(Some).collect::<Vec<_>>()).collect();
        crew.iter_mut().for_each(|partner| partner.finish(&parts, adam().config).expect("the parts fit"));
    }
    let all: Vec<_> = crew.iter().map(|partner| bits(&losses, partner.encoder())).collect();
    assert!(all.iter().all(|bits| *bits == all[0]), "everyone holds the same weights");
    all[0].clone()
}

/// Trains with all shortcuts, with none, and in parts.
pub fn check() {
    for pooling in [Pooling::Mean, Pooling::MaskedMean] {
        let (short, silent) = train(pooling, Workspace::default());
        assert!((TRAINED * BATCH / 4..TRAINED * BATCH * 3 / 4).contains(&silent), "{silent} of {} rows have no gradient", TRAINED * BATCH);
        assert_eq!(short, train(pooling, Workspace::thorough()).0, "{pooling:?} without shortcuts");
        for memories in 1..=2 {
            assert_eq!(short, train_by_parts(pooling, memories), "{pooling:?} by {memories} memories");
        }
    }
}
