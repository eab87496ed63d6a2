//! One small run whose bits are the same natively and in every browser engine.

/// Steps of the run.
pub const STEPS: usize = 10;

/// FNV-1a over the losses' bits, then over the saved run.
pub const HASH: u64 = 0xf3f2_4786_2926_32e6;

/// The run's configuration as JSON.
pub const CONFIG: &str = r#"{
    "model": { "embeddingDim": 12, "hiddenDim": 10, "pooling": "masked-mean", "initialisation": "keras", "seed": 5 },
    "loss": { "kind": "triplet", "reduction": "mean", "terms": [
        { "negative": "mean", "along": "rows", "margin": 0.25, "weight": 1 },
        { "negative": "semi-hard", "along": "columns", "margin": 0.25, "weight": 0.5 },
        { "negative": "hardest", "along": "averaged", "margin": 0.3, "weight": 1 } ] },
    "adam": { "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 1e-5, "schedule": "warmup-rsqrt", "warmupSteps": 4 },
    "batchSize": 8, "maxLength": 16, "swap": true, "distinctClusters": true, "seed": 5
}"#;

/// The run's data: duplicates of a few lengths, as a file of pairs.
pub fn csv() -> String {
    let things = ["kettle", "old grey bicycle", "roof", "clock", "radio in the kitchen", "fence"];
    let acts = ["mend", "clean", "sell", "paint", "draw", "carry", "describe", "lock"];
    let pairs =
        things.iter().flat_map(|thing| acts.map(|act| format!("How do I {act} a {thing}?,What is the best way to {act} the {thing} at home?,1\n")));
    format!("question1,question2,is_duplicate\n{}", pairs.collect::<String>())
}

/// FNV-1a over the bits of all losses, in order, and then the bytes of the saved run.
pub fn hash(losses: &[f64], saved: &[u8]) -> u64 {
    let bits = losses.iter().flat_map(|loss| loss.to_bits().to_le_bytes());
    bits.chain(saved.iter().copied()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
