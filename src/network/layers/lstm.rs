//! LSTM: all T hidden states of N questions. Reference: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
//!
//! Gate order i, f, g (candidate), o in the 4H columns of kernel [D, 4H], recurrent kernel [H, 4H] and bias `[4H]`; zero initial state.
//!
//! ```text
//! forward    z = x·kernel + h₋·recurrent + bias      i, f, o = σ(z_i), σ(z_f), σ(z_o)      g = tanh(z_g)
//!            c = f·c₋ + i·g                          h = o·tanh(c)
//! backward   dh = dh(from the mean) + dh(from t+1)   dc = dc(from t+1) + dh·o·(1 − tanh²c)
//!            dz_i = dc·g·i(1−i)   dz_f = dc·c₋·f(1−f)   dz_g = dc·i·(1−g²)   dz_o = dh·tanh(c)·o(1−o)
//!            drecurrent += h₋ᵀ·dz   dh₋ = dz·recurrentᵀ   dc₋ = dc·f   dprojection[token] += dz
//!            dkernel += xᵀ·dprojection   dx = dprojection·kernelᵀ   dbias += Σ dprojection
//! ```
//!
//! x·kernel + bias depends on the token only: it is computed once per distinct token (the *projection*, [U, 4H]), and so is its gradient.
//! Questions whose gradient is exactly zero, and steps of which nothing counts any more, take no part in the backward pass; they would only add
//! zeros. Sums over questions run in the order of [`Order`], step by step from the last, so that leaving out zeros changes no bit.

use super::cell::{Row, activate, differentiate};
use super::embedding;
use super::order::Order;
use super::{fit, matrix, matrix_mut, zeros};
use crate::numeric::matmul::{DEPTH, Packed, multiply_packed};
use crate::numeric::real::Real;
use ndarray::{Array1, Array2, ArrayView2};

/// Questions that go through products and gates together, so that what is between stays in the processor's cache.
const BLOCK: usize = 32;

/// Weights, or their gradients.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights<R> {
    /// [D, 4H]
    pub kernel: Array2<R>,
    /// [H, 4H]
    pub recurrent_kernel: Array2<R>,
    /// `[4H]`
    pub bias: Array1<R>,
}

/// What the forward pass leaves for the backward pass, row by row as in [`Order`].
#[derive(Default)]
pub struct Cache<R> {
    /// i, f, g, o after their nonlinearities: [·, 4H].
    gates: Vec<R>,
    /// c: [·, H].
    cell: Vec<R>,
    /// tanh(c): [·, H].
    cell_tanh: Vec<R>,
    /// h: [·, H].
    pub hidden: Vec<R>,
    /// [U, 4H]
    projection: Vec<R>,
    space: Space<R>,
}

/// Working memory without meaning between calls.
#[derive(Default)]
struct Space<R> {
    packed: Packed<R>,
    step: Packed<R>,
    rows: Vec<R>,
    dz: Vec<R>,
    dh: Vec<R>,
    dc: Vec<R>,
    before: Vec<R>,
    /// Rows of `dz` and `before` whose product still has to be added to the recurrent kernel's gradient.
    held: usize,
    dprojection: Vec<R>,
    /// The gradients of the recurrent kernel, the kernel and the bias.
    sums: [Vec<R>; 3],
    dx: Vec<R>,
}

/// Runs over the tokens' embeddings in the order of the questions.
pub fn forward<R: Real>(w: &Weights<R>, tokens: &embedding::Cache<R>, order: &Order, cache: &mut Cache<R>) {
    let hidden = w.recurrent_kernel.nrows();
    project(w, tokens.x(), cache);
    for buffer in [&mut cache.cell, &mut cache.cell_tanh, &mut cache.hidden] {
        fit(buffer, order.rows() * hidden);
    }
    fit(&mut cache.gates, order.rows() * 4 * hidden);
    cache.space.packed.pack(w.recurrent_kernel.view());
    for t in 0..order.steps() {
        for row in order.step(t).step_by(BLOCK) {
            let count = BLOCK.min(order.step(t).end - row);
            let before = (t > 0).then(|| order.step(t - 1).start + row - order.step(t).start);
            forward_block(hidden, &tokens.places[row..][..count], row, before, cache);
        }
    }
}

/// Some questions at one step: from row `row` on, and from row `before` on at the step before.
fn forward_block<R: Real>(hidden: usize, places: &[u32], row: usize, before: Option<usize>, cache: &mut Cache<R>) {
    let Cache { gates, cell, cell_tanh, hidden: h, projection, space } = cache;
    let size = places.len() * hidden;
    let z = &mut gates[row * 4 * hidden..][..4 * size];
    for (z, &place) in z.chunks_exact_mut(4 * hidden).zip(places) {
        z.copy_from_slice(&projection[place as usize * 4 * hidden..][..4 * hidden]);
    }
    let (h_before, h) = h.split_at_mut(row * hidden);
    let (cell_before, cell) = cell.split_at_mut(row * hidden);
    if let Some(before) = before {
        let h_before = matrix(&h_before[before * hidden..][..size], hidden);
        multiply_packed(h_before, &space.packed, matrix_mut(z, 4 * hidden), &mut space.rows);
    }
    let cell_before = before.map(|before| &cell_before[before * hidden..][..size]);
    let cell_tanh = &mut cell_tanh[row * hidden..][..size];
    for (k, z) in z.chunks_exact_mut(4 * hidden).enumerate() {
        let at = k * hidden..(k + 1) * hidden;
        activate(z, cell_before.map(|c| &c[at.clone()]), &mut cell[at.clone()], &mut cell_tanh[at.clone()], &mut h[at]);
    }
}

/// projection = x·kernel + bias, [U, 4H].
fn project<R: Real>(w: &Weights<R>, x: ArrayView2<R>, cache: &mut Cache<R>) {
    let width = w.bias.len();
    fit(&mut cache.projection, x.nrows() * width);
    for row in cache.projection.chunks_exact_mut(width) {
        row.copy_from_slice(w.bias.as_slice().expect("row-major"));
    }
    cache.space.packed.pack(w.kernel.view());
    multiply_packed(x, &cache.space.packed, matrix_mut(&mut cache.projection, width), &mut cache.space.rows);
}

/// Which questions go back through time, and how their gradient comes in.
pub struct Backward<'a, R, F: Fn(usize, usize, &mut [R])> {
    /// Their places in the order, rising.
    pub active: &'a [usize],
    /// The tokens' embeddings; those of the active questions are selected.
    pub tokens: &'a embedding::Cache<R>,
    /// The order of the forward pass.
    pub order: &'a Order,
    /// Adds to dh `[H]` what comes straight from the layer above, for a place in the order and its row.
    pub dhidden: F,
}

impl<R: Real, F: Fn(usize, usize, &mut [R])> Backward<'_, R, F> {
    /// Adds to `dw`, and returns dx of the selected tokens. Everything is summed from zero before it is added: what two halves of a batch add,
    /// in whichever memory, does not depend on what was there.
    pub fn run<'c>(&self, w: &Weights<R>, cache: &'c mut Cache<R>, dw: &mut Weights<R>) -> &'c [R] {
        let hidden = w.recurrent_kernel.nrows();
        let x = self.tokens.selected();
        let space = &mut cache.space;
        for buffer in [&mut space.dh, &mut space.dc] {
            zeros(buffer, self.active.len() * hidden);
        }
        let most = (self.active.len() + DEPTH) * hidden;
        fit(&mut space.before, most);
        fit(&mut space.dz, 4 * most);
        space.held = 0;
        zeros(&mut space.dprojection, x.nrows() * 4 * hidden);
        zeros(&mut space.sums[0], w.recurrent_kernel.len());
        space.packed.pack(w.recurrent_kernel.t());
        for t in (0..self.order.steps()).rev() {
            self.step(t, hidden, cache);
        }
        project_backward(w, x, &mut cache.space);
        let tensors = [&mut dw.recurrent_kernel, &mut dw.kernel].map(|tensor| tensor.as_slice_mut().expect("row-major"));
        for (tensor, sums) in tensors.into_iter().chain(dw.bias.as_slice_mut()).zip(&cache.space.sums) {
            tensor.iter_mut().zip(sums).for_each(|(d, &g)| *d += g);
        }
        &cache.space.dx
    }

    fn step(&self, t: usize, hidden: usize, cache: &mut Cache<R>) {
        let running = self.active.partition_point(|&place| place < self.order.step(t).len());
        for first in (0..running).step_by(BLOCK) {
            self.block(t, first, &self.active[first..running.min(first + BLOCK)], hidden, cache);
        }
        let space = &mut cache.space;
        space.held += if t > 0 { running } else { 0 };
        if space.held >= DEPTH || t == 1 {
            space.step.pack(matrix(&space.dz[..space.held * 4 * hidden], 4 * hidden));
            let before = matrix(&space.before[..space.held * hidden], hidden).reversed_axes();
            multiply_packed(before, &space.step, matrix_mut(&mut space.sums[0], 4 * hidden), &mut space.rows);
            space.held = 0;
        }
    }

    /// Some questions at one step: those at these places in the order, from the `first` active one on. Leaves dz, and dh for the step before.
    fn block(&self, t: usize, first: usize, places: &[usize], hidden: usize, cache: &mut Cache<R>) {
        let Cache { gates, cell, cell_tanh, hidden: h, space, .. } = cache;
        for (k, &place) in places.iter().enumerate() {
            let row = self.order.step(t).start + place;
            let before = (t > 0).then(|| (self.order.step(t - 1).start + place) * hidden);
            let at = (first + k) * hidden;
            let (dh, dc) = (&mut space.dh[at..][..hidden], &mut space.dc[at..][..hidden]);
            let held = space.held * hidden + at;
            let dz = &mut space.dz[4 * held..][..4 * hidden];
            (self.dhidden)(place, row, dh);
            let cell_before = before.map(|before| &cell[before..][..hidden]);
            let row_cache = Row { gates: &gates[row * 4 * hidden..][..4 * hidden], cell_before, cell_tanh: &cell_tanh[row * hidden..][..hidden] };
            differentiate(row_cache, dh, dc, dz);
            let slot = self.tokens.slot(row) * 4 * hidden;
            space.dprojection[slot..][..4 * hidden].iter_mut().zip(&*dz).for_each(|(d, &g)| *d += g);
            if let Some(before) = before {
                space.before[held..][..hidden].copy_from_slice(&h[before..][..hidden]);
            }
        }
        if t > 0 {
            let at = first * hidden..(first + places.len()) * hidden;
            let dh = &mut space.dh[at.clone()];
            dh.fill(R::zero());
            let held = space.held * hidden;
            let dz = matrix(&space.dz[4 * (held + at.start)..4 * (held + at.end)], 4 * hidden);
            multiply_packed(dz, &space.packed, matrix_mut(dh, hidden), &mut space.rows);
        }
    }
}

/// dkernel = xᵀ·dprojection, dbias = Σ dprojection, dx = dprojection·kernelᵀ.
fn project_backward<R: Real>(w: &Weights<R>, x: ArrayView2<R>, space: &mut Space<R>) {
    let width = w.bias.len();
    let [_, dkernel, dbias] = &mut space.sums;
    zeros(dbias, width);
    for row in space.dprojection.chunks_exact(width) {
        dbias.iter_mut().zip(row).for_each(|(d, &g)| *d += g);
    }
    let dprojection = matrix(&space.dprojection, width);
    zeros(dkernel, w.kernel.len());
    space.packed.pack(dprojection);
    multiply_packed(x.t(), &space.packed, matrix_mut(dkernel, width), &mut space.rows);
    zeros(&mut space.dx, x.len());
    space.packed.pack(w.kernel.t());
    multiply_packed(dprojection, &space.packed, matrix_mut(&mut space.dx, x.ncols()), &mut space.rows);
}
