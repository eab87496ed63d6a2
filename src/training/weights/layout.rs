//! Whose arrays they are, and which is which: by their names, else by their order; the shapes must agree.
//!
//! | layout | arrays, in this order | gates |
//! |---|---|---|
//! | ours, Keras | embedding [V, D], kernel [D, 4H], recurrent kernel [H, 4H], bias [4H] | i, f, g, o |
//! | Trax | embedding [V, D], kernel over recurrent kernel [D+H, 4H], bias [4H] | i, g, f, o |
//! | PyTorch | embedding [V, D], kernel [4H, D], recurrent kernel [4H, H], two biases [4H] that are added | i, f, g, o |
//! | linear | kernel [D, H] | – |

use super::unfit;
use crate::data::arrays::Array;
use crate::error::{Error, Result};
use crate::network::encoders::Kind;
use crate::network::initialise::checked_shapes;
use crate::network::parameters::{Parameters, TENSOR_NAMES};
use serde::Serialize;

/// Whose arrays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// This program's.
    Ours,
    /// `model.get_weights()`.
    Keras,
    /// `model.weights`, flattened.
    Trax,
    /// `model.state_dict()`.
    PyTorch,
    /// A linear head's matrix.
    Linear,
}

impl Layout {
    /// Where such files come from.
    pub(super) fn library(self) -> &'static str {
        match self {
            Self::Ours | Self::Keras => "Keras",
            Self::Trax => "Trax",
            Self::PyTorch => "PyTorch",
            Self::Linear => "a linear head",
        }
    }
}

/// What an array is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// [V, D]
    Embedding,
    /// Of the input.
    Kernel,
    /// Of the state.
    RecurrentKernel,
    /// Of the gates.
    Bias,
    /// PyTorch's second one.
    RecurrentBias,
}

/// An array that was taken for something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Taken {
    /// Its name in the file.
    pub name: String,
    /// What it was taken for.
    pub role: Role,
    /// Its shape in the file.
    pub shape: Vec<usize>,
}

/// A model's arrays, found.
pub struct Found {
    pub layout: Layout,
    pub kind: Kind,
    pub by_names: bool,
    pub taken: Vec<Taken>,
    pub parameters: Parameters<f32>,
}

/// Names by their last part, and what they are; those after the gap are PyTorch's.
const NAMES: [(&str, Role); 11] = [
    ("embedding", Role::Embedding),
    ("embeddings", Role::Embedding),
    ("kernel", Role::Kernel),
    ("recurrentKernel", Role::RecurrentKernel),
    ("recurrent_kernel", Role::RecurrentKernel),
    ("bias", Role::Bias),
    ("weight", Role::Embedding),
    ("weight_ih_l0", Role::Kernel),
    ("weight_hh_l0", Role::RecurrentKernel),
    ("bias_ih_l0", Role::Bias),
    ("bias_hh_l0", Role::RecurrentBias),
];

/// The end of names that only PyTorch gives.
const PYTORCH: &str = "_l0";

/// What each layout has, in its order.
pub(super) const IN_ORDER: [(Layout, &[Role]); 4] = [
    (Layout::Linear, &[Role::Kernel]),
    (Layout::Trax, &[Role::Embedding, Role::Kernel, Role::Bias]),
    (Layout::Keras, &[Role::Embedding, Role::Kernel, Role::RecurrentKernel, Role::Bias]),
    (Layout::PyTorch, &[Role::Embedding, Role::Kernel, Role::RecurrentKernel, Role::Bias, Role::RecurrentBias]),
];

fn role_of(name: &str) -> Option<Role> {
    let last = name.rsplit(['/', '.']).next().unwrap_or(name);
    let last = last.split(':').next().unwrap_or(last);
    NAMES.iter().find(|(known, _)| *known == last).map(|&(_, role)| role)
}

/// Finds the model in a file's arrays.
pub fn find(arrays: Vec<Array>) -> Result<Found> {
    let names: Option<Vec<Role>> = arrays.iter().map(|array| role_of(&array.name)).collect();
    let named = names.clone().and_then(|roles| layout_of(&roles, &arrays).map(|layout| (layout, roles)));
    let by_names = named.is_some();
    if let (false, Some(roles), true) = (by_names, &names, arrays.len() > 1)
        && let Some(error) = unfit::missing(&arrays, Some(roles))
    {
        return Err(error);
    }
    let in_order = || IN_ORDER.iter().find(|(_, roles)| roles.len() == arrays.len()).map(|&(layout, roles)| (layout, roles.to_vec()));
    let Some((layout, roles)) = named.or_else(in_order) else {
        return Err(Error::NoModel { found: unfit::listed(&arrays) });
    };
    let kind = if layout == Layout::Linear { Kind::Linear } else { Kind::Lstm };
    let parameters = read(layout, &Parts { arrays: &arrays, roles: &roles }).map_err(|error| {
        let turned = || unfit::turned(layout, &roles, &arrays);
        let found = if by_names {
            turned().or_else(|| unfit::missing(&arrays, Some(&roles)))
        } else {
            unfit::missing(&arrays, None).or_else(|| unfit::reordered(layout, &roles, &arrays)).or_else(turned)
        };
        found.unwrap_or(error)
    })?;
    arrays.iter().try_for_each(Array::finite)?;
    let taken = arrays.into_iter().zip(roles).map(|(array, role)| Taken { name: array.name, role, shape: array.shape }).collect();
    Ok(Found { layout, kind, by_names, taken, parameters })
}

fn read(layout: Layout, parts: &Parts) -> Result<Parameters<f32>> {
    match layout {
        Layout::Ours | Layout::Keras => keras(parts),
        Layout::Trax => trax(parts),
        Layout::PyTorch => pytorch(parts),
        Layout::Linear => linear(parts),
    }
}

/// The layout that has each of these roles once.
fn layout_of(roles: &[Role], arrays: &[Array]) -> Option<Layout> {
    let theirs = arrays.iter().any(|array| array.name.ends_with(PYTORCH));
    let fits = |layout: Layout, wanted: &[Role]| {
        wanted.len() == roles.len() && wanted.iter().all(|role| roles.contains(role)) && theirs == (layout == Layout::PyTorch)
    };
    let (layout, _) = IN_ORDER.iter().find(|(layout, wanted)| fits(*layout, wanted))?;
    let ours = arrays.iter().all(|array| TENSOR_NAMES.contains(&array.name.as_str()));
    Some(if *layout == Layout::Keras && ours { Layout::Ours } else { *layout })
}

/// Arrays and what each is.
struct Parts<'a> {
    arrays: &'a [Array],
    roles: &'a [Role],
}

impl<'a> Parts<'a> {
    fn of(&self, role: Role) -> &'a Array {
        let place = self.roles.iter().position(|&other| other == role).expect("a layout has its roles");
        &self.arrays[place]
    }

    /// An array's two extents; `fits` says in letters which they should be.
    fn matrix(&self, role: Role, fits: &str) -> Result<(usize, usize)> {
        let array = self.of(role);
        match array.shape[..] {
            [rows, columns] if rows > 0 && columns > 0 => Ok((rows, columns)),
            _ => Err(other_shape(array, fits.into())),
        }
    }

    /// An array's numbers, of exactly this shape.
    fn exactly(&self, role: Role, shape: &[usize]) -> Result<&'a [f32]> {
        let array = self.of(role);
        if array.shape != shape {
            return Err(other_shape(array, format!("{shape:?}")));
        }
        array.numbers()
    }
}

fn other_shape(array: &Array, expected: String) -> Error {
    Error::tensor(&array.name, format!("{:?}", array.shape), expected)
}

fn keras(parts: &Parts) -> Result<Parameters<f32>> {
    let (vocabulary, dim) = parts.matrix(Role::Embedding, "[V, D]")?;
    let (hidden, width) = parts.matrix(Role::RecurrentKernel, "[H, 4H]")?;
    if width != 4 * hidden {
        return Err(other_shape(parts.of(Role::RecurrentKernel), "[H, 4H]".into()));
    }
    let mut p = Parameters::of(&checked_shapes(Kind::Lstm, vocabulary, dim, hidden)?);
    let shapes = p.shapes();
    let roles = [Role::Embedding, Role::Kernel, Role::RecurrentKernel, Role::Bias];
    for ((target, shape), role) in p.tensors_mut().into_iter().zip(&shapes).zip(roles) {
        target.copy_from_slice(parts.exactly(role, shape)?);
    }
    Ok(p)
}

fn trax(parts: &Parts) -> Result<Parameters<f32>> {
    let (vocabulary, dim) = parts.matrix(Role::Embedding, "[V, D]")?;
    let (rows, width) = parts.matrix(Role::Kernel, "[D+H, 4H]")?;
    let hidden = width / 4;
    if hidden == 0 || width != 4 * hidden || rows != dim + hidden {
        return Err(other_shape(parts.of(Role::Kernel), format!("[{dim}+H, 4H]")));
    }
    let joined = parts.exactly(Role::Kernel, &[rows, width])?;
    let mut p = Parameters::of(&checked_shapes(Kind::Lstm, vocabulary, dim, hidden)?);
    let [embedding, kernel, recurrent, bias] = p.tensors_mut();
    embedding.copy_from_slice(parts.exactly(Role::Embedding, &[vocabulary, dim])?);
    kernel.copy_from_slice(&joined[..dim * width]);
    recurrent.copy_from_slice(&joined[dim * width..]);
    bias.copy_from_slice(parts.exactly(Role::Bias, &[width])?);
    for line in kernel.chunks_exact_mut(width).chain(recurrent.chunks_exact_mut(width)).chain([bias]) {
        let (g, f) = line[hidden..3 * hidden].split_at_mut(hidden);
        g.swap_with_slice(f);
    }
    Ok(p)
}

fn pytorch(parts: &Parts) -> Result<Parameters<f32>> {
    let (vocabulary, dim) = parts.matrix(Role::Embedding, "[V, D]")?;
    let (width, hidden) = parts.matrix(Role::RecurrentKernel, "[4H, H]")?;
    if width != 4 * hidden {
        return Err(other_shape(parts.of(Role::RecurrentKernel), "[4H, H]".into()));
    }
    let mut p = Parameters::of(&checked_shapes(Kind::Lstm, vocabulary, dim, hidden)?);
    let [embedding, kernel, recurrent, bias] = p.tensors_mut();
    embedding.copy_from_slice(parts.exactly(Role::Embedding, &[vocabulary, dim])?);
    transpose(parts.exactly(Role::Kernel, &[width, dim])?, kernel, dim);
    transpose(parts.exactly(Role::RecurrentKernel, &[width, hidden])?, recurrent, hidden);
    let [own, other] = [Role::Bias, Role::RecurrentBias].map(|role| parts.exactly(role, &[width]));
    for ((sum, a), b) in bias.iter_mut().zip(own?).zip(other?) {
        *sum = a + b;
    }
    Ok(p)
}

fn linear(parts: &Parts) -> Result<Parameters<f32>> {
    let (dim, hidden) = parts.matrix(Role::Kernel, "[D, H]")?;
    let mut p = Parameters::of(&checked_shapes(Kind::Linear, 0, dim, hidden)?);
    let [_, kernel, ..] = p.tensors_mut();
    kernel.copy_from_slice(parts.exactly(Role::Kernel, &[dim, hidden])?);
    Ok(p)
}

/// `target` [columns, rows] from `values` [rows, columns].
fn transpose(values: &[f32], target: &mut [f32], columns: usize) {
    let rows = values.len() / columns;
    for (row, line) in values.chunks_exact(columns).enumerate() {
        for (column, &value) in line.iter().enumerate() {
            target[column * rows + row] = value;
        }
    }
}
