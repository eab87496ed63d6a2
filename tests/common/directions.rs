//! Vectors for the plane of the neighbours, and where it has them, bit for bit.

/// Numbers of each of the vectors.
pub const SIZE: usize = 12;

/// Unit vectors around a few directions, of no particular order.
pub fn vectors() -> Vec<f32> {
    let fract = |x: f64| x - x.floor();
    let number = |n: usize, h: usize| fract((n * 31 + h * 17 + 1) as f64 * 0.754_877_666) - 0.5 + if h == n % 5 { 1.0 } else { 0.0 };
    let vector = |n: usize| {
        let numbers: Vec<f64> = (0..SIZE).map(|h| number(n, h)).collect();
        let length = numbers.iter().map(|x| x * x).sum::<f64>().sqrt();
        numbers.into_iter().map(move |x| (x / length) as f32)
    };
    (0..400).flat_map(vector).collect()
}

/// FNV-1a over the bits of the points of their plane, natively and in every engine.
pub const HASH: u64 = 0x35e8_57d7_c86c_e1e7;

/// FNV-1a over the bits of points.
pub fn hash<'a>(points: impl IntoIterator<Item = &'a f32>) -> u64 {
    let bytes = points.into_iter().flat_map(|x| x.to_bits().to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
