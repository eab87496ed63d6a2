//! The LSTM's gates, one question at one step; the formulas stand in [`super::lstm`].

use crate::numeric::real::Real;

/// The four gates of z or dz [4H].
#[inline(always)]
fn quarters<R>(z: &mut [R]) -> [&mut [R]; 4] {
    let size = z.len() / 4;
    let (i, rest) = z.split_at_mut(size);
    let (f, rest) = rest.split_at_mut(size);
    let (g, o) = rest.split_at_mut(size);
    [i, f, g, &mut o[..size]]
}

/// z `[4H]` becomes the gates; writes c, tanh(c) and h `[H]`.
#[inline(never)]
pub fn activate<R: Real>(z: &mut [R], cell_before: Option<&[R]>, cell: &mut [R], cell_tanh: &mut [R], hidden: &mut [R]) {
    let [i, f, g, o] = quarters(z);
    i.iter_mut().for_each(|x| *x = x.sigmoid());
    f.iter_mut().for_each(|x| *x = x.sigmoid());
    g.iter_mut().for_each(|x| *x = x.tanh());
    o.iter_mut().for_each(|x| *x = x.sigmoid());
    match cell_before {
        Some(before) => {
            for ((((c, &b), &f), &i), &g) in cell.iter_mut().zip(before).zip(&*f).zip(&*i).zip(&*g) {
                *c = f * b + i * g;
            }
        }
        None => cell.iter_mut().zip(&*i).zip(&*g).for_each(|((c, &i), &g)| *c = i * g),
    }
    for (((t, &c), h), &o) in cell_tanh.iter_mut().zip(&*cell).zip(hidden).zip(&*o) {
        *t = c.tanh();
        *h = o * *t;
    }
}

/// What the forward pass left of one question at one step.
pub struct Row<'a, R> {
    /// i, f, g, o `[4H]`
    pub gates: &'a [R],
    /// c₋ `[H]`; none at the first step, where it is zero.
    pub cell_before: Option<&'a [R]>,
    /// tanh(c) `[H]`
    pub cell_tanh: &'a [R],
}

/// From dh and dc `[H]` at this step to dz `[4H]`, and dc for the step before.
#[inline(never)]
pub fn differentiate<R: Real>(row: Row<R>, dh: &[R], dc: &mut [R], dz: &mut [R]) {
    let size = dc.len();
    let one = R::one();
    let [dzi, dzf, dzg, dzo] = quarters(dz);
    let (i, rest) = row.gates.split_at(size);
    let (f, rest) = rest.split_at(size);
    let (g, o) = rest.split_at(size);
    let (dzi, dzg, dzo) = (&mut dzi[..size], &mut dzg[..size], &mut dzo[..size]);
    let (o, i, g, cell_tanh, dh) = (&o[..size], &i[..size], &g[..size], &row.cell_tanh[..size], &dh[..size]);
    for h in 0..size {
        dc[h] += dh[h] * o[h] * (one - cell_tanh[h] * cell_tanh[h]);
        dzo[h] = dh[h] * cell_tanh[h] * o[h] * (one - o[h]);
        dzi[h] = dc[h] * g[h] * i[h] * (one - i[h]);
        dzg[h] = dc[h] * i[h] * (one - g[h] * g[h]);
    }
    match row.cell_before {
        Some(before) => dzf.iter_mut().zip(before).zip(f).zip(&*dc).for_each(|(((d, &b), &f), &dc)| *d = dc * b * f * (one - f)),
        None => dzf.fill(R::zero()),
    }
    dc.iter_mut().zip(f).for_each(|(d, &f)| *d *= f);
}
