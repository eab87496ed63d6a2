//! Matrix products, `C += A·B`, as packed 4×8 register tiles.
//!
//! Plain Rust over fixed-size arrays: the compiler turns a tile into 128-bit SIMD, in wasm as natively, without `unsafe`. Each element of C is summed
//! strictly in the order of the inner dimension, starting from what C holds. So neither blocking, nor packing, nor leaving out rows that are
//! exactly zero changes a bit of the result.

use crate::numeric::real::Real;
use ndarray::{Array2, ArrayView2, ArrayViewMut2, Axis, s};

const ROWS: usize = 4;
const COLUMNS: usize = 8;
/// Inner-dimension block: a panel of B (256 × 8 × 4 bytes) stays in the first-level cache.
pub const DEPTH: usize = 256;
/// Rows of A that are packed together: 32 × 256 × 4 bytes stay near while all panels of B pass by.
const HEIGHT: usize = 32;

/// The right-hand side of a product, packed once for many products: blocks of `DEPTH` rows, in each of them panels of 8 columns.
#[derive(Default)]
pub struct Packed<R> {
    panels: Vec<R>,
    depth: usize,
    columns: usize,
}

impl<R: Real> Packed<R> {
    /// Packs `b` [K, N] anew, keeping the memory.
    pub fn pack(&mut self, b: ArrayView2<R>) {
        (self.depth, self.columns) = b.dim();
        let padded_columns = self.columns.next_multiple_of(COLUMNS);
        self.panels.resize(self.depth * padded_columns, R::zero());
        let blocks = b.axis_chunks_iter(Axis(0), DEPTH);
        for (b, block) in blocks.zip(self.panels.chunks_mut((DEPTH * padded_columns).max(1))) {
            pack_panels::<R, COLUMNS>(b, block);
        }
    }
}

/// Packs m [K, N] as panels of W columns, each row by row and filled up with zeros.
#[inline(never)]
fn pack_panels<R: Real, const W: usize>(m: ArrayView2<R>, target: &mut [R]) {
    for (panel, target) in m.axis_chunks_iter(Axis(1), W).zip(target.chunks_exact_mut((m.nrows() * W).max(1))) {
        let (rows, _) = target.as_chunks_mut::<W>();
        let whole = panel.ncols() == W;
        if whole && panel.row(0).to_slice().is_some() {
            for (row, values) in rows.iter_mut().zip(panel.rows()) {
                row.copy_from_slice(values.to_slice().expect("rows are contiguous"));
            }
        } else if whole && panel.column(0).to_slice().is_some() {
            let columns: [&[R]; W] = std::array::from_fn(|c| &panel.column(c).to_slice().expect("columns are contiguous")[..rows.len()]);
            for (k, row) in rows.iter_mut().enumerate() {
                *row = std::array::from_fn(|c| columns[c][k]);
            }
        } else {
            for (row, values) in rows.iter_mut().zip(panel.rows()) {
                row.fill(R::zero());
                row.iter_mut().zip(values).for_each(|(t, &v)| *t = v);
            }
        }
    }
}

/// `c += a · b` for any strides: a [M, K], b [K, N], c [M, N] with unit column stride.
pub fn multiply_add<R: Real>(a: ArrayView2<R>, b: ArrayView2<R>, c: ArrayViewMut2<R>) {
    let mut packed = Packed::default();
    packed.pack(b);
    multiply_packed(a, &packed, c, &mut Vec::new());
}

/// `v · vᵀ` [N, N]: of unit vectors, each one's likeness to all.
pub fn gram<R: Real>(v: ArrayView2<R>) -> Array2<R> {
    let mut product = Array2::zeros((v.nrows(), v.nrows()));
    multiply_add(v, v.t(), product.view_mut());
    product
}

/// `c += a · b` with b packed before and the packing space for `a` given, so that nothing is allocated.
///
/// # Panics
/// If the shapes do not fit.
pub fn multiply_packed<R: Real>(a: ArrayView2<R>, b: &Packed<R>, mut c: ArrayViewMut2<R>, space: &mut Vec<R>) {
    let (m, k) = a.dim();
    assert_eq!((k, b.columns), (b.depth, c.ncols()), "a {:?} times b [{}, {}] does not fit c {:?}", a.dim(), b.depth, b.columns, c.dim());
    assert_eq!(m, c.nrows(), "a {:?} does not fit c {:?}", a.dim(), c.dim());
    let padded_columns = b.columns.next_multiple_of(COLUMNS);
    let stride = c.ncols();
    let c = c.as_slice_mut().expect("c is in row-major order");
    for start in (0..k).step_by(DEPTH) {
        let depth = DEPTH.min(k - start);
        let block = &b.panels[start * padded_columns..][..depth * padded_columns];
        for top in (0..m).step_by(HEIGHT) {
            let height = HEIGHT.min(m - top);
            space.resize(height.next_multiple_of(ROWS) * depth, R::zero());
            pack_panels::<R, ROWS>(a.slice(s![top..top + height, start..start + depth]).reversed_axes(), space);
            multiply_block(space, block, depth, &mut c[top * stride..(top + height) * stride], stride);
        }
    }
}

/// Some rows of c += packed rows of a · one block of b.
#[inline(never)]
fn multiply_block<R: Real>(a: &[R], b: &[R], depth: usize, c: &mut [R], stride: usize) {
    let rows = c.len() / stride;
    for (panel, b_panel) in b.chunks_exact(depth * COLUMNS).enumerate() {
        for (row_panel, a_panel) in a.chunks_exact(depth * ROWS).enumerate() {
            let (row, column) = (row_panel * ROWS, panel * COLUMNS);
            let tile = &mut c[row * stride + column..];
            let (height, width) = (ROWS.min(rows - row), COLUMNS.min(stride - column));
            if height == ROWS && width == COLUMNS {
                whole_tile(a_panel, b_panel, tile, stride);
            } else {
                edge_tile(a_panel, b_panel, tile, stride, height, width);
            }
        }
    }
}

#[inline(always)]
fn accumulate<R: Real>(a_panel: &[R], b_panel: &[R], sums: &mut [[R; COLUMNS]; ROWS]) {
    let (a_rows, _) = a_panel.as_chunks::<ROWS>();
    let (b_rows, _) = b_panel.as_chunks::<COLUMNS>();
    let mut local = *sums;
    for (a, b) in a_rows.iter().zip(b_rows) {
        for r in 0..ROWS {
            for c in 0..COLUMNS {
                local[r][c] += a[r] * b[c];
            }
        }
    }
    *sums = local;
}

#[inline(never)]
fn whole_tile<R: Real>(a_panel: &[R], b_panel: &[R], tile: &mut [R], stride: usize) {
    let mut sums = [[R::zero(); COLUMNS]; ROWS];
    for (r, row) in sums.iter_mut().enumerate() {
        row.copy_from_slice(&tile[r * stride..][..COLUMNS]);
    }
    accumulate(a_panel, b_panel, &mut sums);
    for (r, row) in sums.iter().enumerate() {
        tile[r * stride..][..COLUMNS].copy_from_slice(row);
    }
}

#[inline(never)]
fn edge_tile<R: Real>(a_panel: &[R], b_panel: &[R], tile: &mut [R], stride: usize, height: usize, width: usize) {
    let mut sums = [[R::zero(); COLUMNS]; ROWS];
    for (r, row) in sums.iter_mut().enumerate().take(height) {
        row[..width].copy_from_slice(&tile[r * stride..][..width]);
    }
    accumulate(a_panel, b_panel, &mut sums);
    for (r, row) in sums.iter().enumerate().take(height) {
        tile[r * stride..][..width].copy_from_slice(&row[..width]);
    }
}

#[cfg(test)]
mod tests {
    use super::multiply_add;
    use ndarray::Array2;

    /// The plain product that the tiles must equal to the bit, in the same order of summation.
    fn oracle(a: &Array2<f32>, b: &Array2<f32>, c: &mut Array2<f32>) {
        for ((i, j), sum) in c.indexed_iter_mut() {
            for k in 0..a.ncols() {
                *sum += a[[i, k]] * b[[k, j]];
            }
        }
    }

    fn filled(rows: usize, columns: usize, seed: usize) -> Array2<f32> {
        Array2::from_shape_fn((rows, columns), |(i, j)| ((i * 31 + j * 17 + seed * 7) % 101) as f32 / 50.5 - 1.0)
    }

    #[test]
    fn tiles_equal_the_plain_product_bit_for_bit() {
        for (m, k, n) in [(1, 1, 1), (4, 8, 8), (3, 5, 7), (9, 300, 17), (33, 16, 128), (5, 600, 4)] {
            let (a, b) = (filled(m, k, 1), filled(k, n, 2));
            let mut expected = filled(m, n, 3);
            let mut tiled = expected.clone();
            oracle(&a, &b, &mut expected);
            multiply_add(a.view(), b.view(), tiled.view_mut());
            assert_eq!(tiled, expected, "{m}×{k}×{n}");

            let (at, bt) = (a.t().as_standard_layout().to_owned(), b.t().as_standard_layout().to_owned());
            let mut transposed = filled(m, n, 3);
            multiply_add(at.t(), bt.t(), transposed.view_mut());
            assert_eq!(transposed, expected, "{m}×{k}×{n} from transposed inputs");
        }
    }
}
