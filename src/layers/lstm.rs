//! LSTM: all T hidden states of N questions. Reference: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
//!
//! Gate order i, f, g (candidate), o in the 4H columns of kernel [D, 4H], recurrent kernel [H, 4H] and bias [4H]; zero initial state.
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
//! Questions whose gradient is exactly zero take no part in the backward pass; they would only add zeros.

use super::{fit, matrix, matrix_mut, zeros};
use crate::matmul::{Packed, multiply_packed};
use crate::real::Real;
use ndarray::{Array1, Array2, ArrayView2};

/// Weights, or their gradients.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights<R> {
    /// [D, 4H]
    pub kernel: Array2<R>,
    /// [H, 4H]
    pub recurrent_kernel: Array2<R>,
    /// [4H]
    pub bias: Array1<R>,
}

/// What the forward pass leaves for the backward pass, step by step: [T, N, ·].
pub struct Cache<R> {
    /// N
    pub questions: usize,
    /// T
    pub steps: usize,
    /// i, f, g, o after their nonlinearities: [T, N, 4H].
    gates: Vec<R>,
    /// c: [T, N, H].
    cell: Vec<R>,
    /// tanh(c): [T, N, H].
    cell_tanh: Vec<R>,
    /// h: [T, N, H].
    pub hidden: Vec<R>,
    /// [U, 4H], and its gradient.
    projection: Vec<R>,
    dprojection: Vec<R>,
    space: Space<R>,
}

/// Working memory without meaning between calls.
struct Space<R> {
    packed: Packed<R>,
    rows: Vec<R>,
    dz: Vec<R>,
    dh: Vec<R>,
    dc: Vec<R>,
    before: Vec<R>,
    /// [U, D]
    dx: Vec<R>,
}

impl<R: Real> Default for Cache<R> {
    fn default() -> Self {
        let space = Space { packed: Packed::default(), rows: vec![], dz: vec![], dh: vec![], dc: vec![], before: vec![], dx: vec![] };
        Self {
            questions: 0,
            steps: 0,
            gates: vec![],
            cell: vec![],
            cell_tanh: vec![],
            hidden: vec![],
            projection: vec![],
            dprojection: vec![],
            space,
        }
    }
}

/// Runs over x [U, D] at `places` [T, N] (step by step), for N questions.
pub fn forward<R: Real>(w: &Weights<R>, x: ArrayView2<R>, places: &[u32], questions: usize, cache: &mut Cache<R>) {
    let hidden = w.recurrent_kernel.nrows();
    let (row, row4) = (questions * hidden, questions * 4 * hidden);
    let steps = places.len() / questions;
    (cache.questions, cache.steps) = (questions, steps);
    project(w, x, cache);
    for buffer in [&mut cache.cell, &mut cache.cell_tanh, &mut cache.hidden] {
        fit(buffer, steps * row);
    }
    fit(&mut cache.gates, steps * row4);
    cache.space.packed.pack(w.recurrent_kernel.view());
    for (t, places) in places.chunks_exact(questions).enumerate() {
        let z = &mut cache.gates[t * row4..][..row4];
        for (z, &place) in z.chunks_exact_mut(4 * hidden).zip(places) {
            z.copy_from_slice(&cache.projection[place as usize * 4 * hidden..][..4 * hidden]);
        }
        let (cell_before, cell) = cache.cell.split_at_mut(t * row);
        let (hidden_before, hidden_now) = cache.hidden.split_at_mut(t * row);
        if t > 0 {
            let before = matrix(&hidden_before[(t - 1) * row..], hidden);
            multiply_packed(before, &cache.space.packed, matrix_mut(z, 4 * hidden), &mut cache.space.rows);
        }
        let cell_tanh = &mut cache.cell_tanh[t * row..][..row];
        for n in 0..questions {
            let at = n * hidden..(n + 1) * hidden;
            let before = (t > 0).then(|| &cell_before[(t - 1) * row..][at.clone()]);
            let z = &mut z[n * 4 * hidden..][..4 * hidden];
            activate(z, before, &mut cell[at.clone()], &mut cell_tanh[at.clone()], &mut hidden_now[at]);
        }
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

/// One question, one step: z [4H] becomes the gates; writes c, tanh(c) and h [H].
#[inline]
fn activate<R: Real>(z: &mut [R], cell_before: Option<&[R]>, cell: &mut [R], cell_tanh: &mut [R], hidden: &mut [R]) {
    let size = cell.len();
    let (zi, rest) = z.split_at_mut(size);
    let (zf, rest) = rest.split_at_mut(size);
    let (zg, zo) = rest.split_at_mut(size);
    zi.iter_mut().for_each(|x| *x = x.sigmoid());
    zf.iter_mut().for_each(|x| *x = x.sigmoid());
    zg.iter_mut().for_each(|x| *x = x.tanh());
    zo.iter_mut().for_each(|x| *x = x.sigmoid());
    match cell_before {
        Some(before) => {
            for ((((c, &b), &f), &i), &g) in cell.iter_mut().zip(before).zip(&*zf).zip(&*zi).zip(&*zg) {
                *c = f * b + i * g;
            }
        }
        None => cell.iter_mut().zip(&*zi).zip(&*zg).for_each(|((c, &i), &g)| *c = i * g),
    }
    for (((t, &c), h), &o) in cell_tanh.iter_mut().zip(&*cell).zip(hidden).zip(&*zo) {
        *t = c.tanh();
        *h = o * *t;
    }
}

/// Adds to `dw`, and returns dx [U, D]. `dhidden(t, n, dh)` adds to dh [H] what comes straight from the layer above; `active` lists the
/// questions whose gradient is not zero.
pub fn backward<'a, R: Real>(
    w: &Weights<R>,
    x: ArrayView2<R>,
    places: &[u32],
    active: &[usize],
    dhidden: impl Fn(usize, usize, &mut [R]),
    cache: &'a mut Cache<R>,
    dw: &mut Weights<R>,
) -> &'a [R] {
    let hidden = w.recurrent_kernel.nrows();
    let (questions, rows) = (cache.questions, active.len() * hidden);
    zeros(&mut cache.dprojection, cache.projection.len());
    let space = &mut cache.space;
    zeros(&mut space.dh, rows);
    zeros(&mut space.dc, rows);
    fit(&mut space.dz, 4 * rows);
    fit(&mut space.before, rows);
    space.packed.pack(w.recurrent_kernel.t());
    let mut step = Packed::default();
    for t in (0..cache.steps).rev() {
        for (k, &n) in active.iter().enumerate() {
            let at = (t * questions + n) * hidden;
            let dh = &mut space.dh[k * hidden..][..hidden];
            dhidden(t, n, dh);
            let before = (t > 0).then(|| &cache.cell[at - questions * hidden..][..hidden]);
            let dz = &mut space.dz[k * 4 * hidden..][..4 * hidden];
            let dc = &mut space.dc[k * hidden..][..hidden];
            differentiate(&cache.gates[4 * at..][..4 * hidden], before, &cache.cell_tanh[at..][..hidden], dh, dc, dz);
            let place = places[t * questions + n] as usize;
            cache.dprojection[place * 4 * hidden..][..4 * hidden].iter_mut().zip(&*dz).for_each(|(d, &g)| *d += g);
            if t > 0 {
                space.before[k * hidden..][..hidden].copy_from_slice(&cache.hidden[at - questions * hidden..][..hidden]);
            }
        }
        if t > 0 {
            let dz = matrix(&space.dz, 4 * hidden);
            step.pack(dz);
            multiply_packed(matrix(&space.before, hidden).t(), &step, dw.recurrent_kernel.view_mut(), &mut space.rows);
            space.dh.fill(R::zero());
            multiply_packed(dz, &space.packed, matrix_mut(&mut space.dh, hidden), &mut space.rows);
        }
    }
    project_backward(w, x, cache, dw);
    &cache.space.dx
}

/// One question, one step: from dh and dc [H] at this step to dz [4H], and dc for the step before.
#[inline]
fn differentiate<R: Real>(gates: &[R], cell_before: Option<&[R]>, cell_tanh: &[R], dh: &[R], dc: &mut [R], dz: &mut [R]) {
    let size = dc.len();
    let one = R::one();
    let (i, rest) = gates.split_at(size);
    let (f, rest) = rest.split_at(size);
    let (g, o) = rest.split_at(size);
    let (dzi, rest) = dz.split_at_mut(size);
    let (dzf, rest) = rest.split_at_mut(size);
    let (dzg, dzo) = rest.split_at_mut(size);
    let (o, f, i, g, cell_tanh, dh) = (&o[..size], &f[..size], &i[..size], &g[..size], &cell_tanh[..size], &dh[..size]);
    for h in 0..size {
        dc[h] += dh[h] * o[h] * (one - cell_tanh[h] * cell_tanh[h]);
        dzo[h] = dh[h] * cell_tanh[h] * o[h] * (one - o[h]);
        dzi[h] = dc[h] * g[h] * i[h] * (one - i[h]);
        dzg[h] = dc[h] * i[h] * (one - g[h] * g[h]);
    }
    match cell_before {
        Some(before) => dzf.iter_mut().zip(before).zip(f).zip(&*dc).for_each(|(((d, &b), &f), &dc)| *d = dc * b * f * (one - f)),
        None => dzf.fill(R::zero()),
    }
    dc.iter_mut().zip(f).for_each(|(d, &f)| *d *= f);
}

/// dkernel += xᵀ·dprojection, dbias += Σ dprojection, dx = dprojection·kernelᵀ.
fn project_backward<R: Real>(w: &Weights<R>, x: ArrayView2<R>, cache: &mut Cache<R>, dw: &mut Weights<R>) {
    let Cache { dprojection, space, .. } = cache;
    let width = w.bias.len();
    for row in dprojection.chunks_exact(width) {
        dw.bias.iter_mut().zip(row).for_each(|(d, &g)| *d += g);
    }
    let dprojection = matrix(dprojection, width);
    space.packed.pack(dprojection);
    multiply_packed(x.t(), &space.packed, dw.kernel.view_mut(), &mut space.rows);
    zeros(&mut space.dx, x.len());
    space.packed.pack(w.kernel.t());
    multiply_packed(dprojection, &space.packed, matrix_mut(&mut space.dx, x.ncols()), &mut space.rows);
}
