//! What is wrong with arrays that are no model: which one is missing or lies the other way round, or that their order is another. The shapes say so: V, D and H
//! that agree with all of them.

use super::layout::{IN_ORDER, Layout, Role};
use crate::data::arrays::Array;
use crate::error::{Error, short};

/// An extent of an array.
#[derive(Clone, Copy)]
enum Extent {
    V,
    D,
    H,
    /// 4H
    Gates,
    /// D + H
    Both,
}

/// V, D and H, where the arrays say them.
#[derive(Default)]
struct Sizes {
    vocabulary: Option<usize>,
    dim: Option<usize>,
    hidden: Option<usize>,
}

/// Extents in the place of letters.
const fn extents(layout: Layout, role: Role) -> &'static [Extent] {
    use Extent::{Both, D, Gates, H, V};
    match (layout, role) {
        (_, Role::Embedding) => &[V, D],
        (_, Role::Bias | Role::RecurrentBias) => &[Gates],
        (Layout::Linear, _) => &[D, H],
        (Layout::Trax, _) => &[Both, Gates],
        (Layout::PyTorch, Role::Kernel) => &[Gates, D],
        (Layout::PyTorch, Role::RecurrentKernel) => &[Gates, H],
        (Layout::Ours | Layout::Keras, Role::Kernel) => &[D, Gates],
        (Layout::Ours | Layout::Keras, Role::RecurrentKernel) => &[H, Gates],
    }
}

/// As the layout's own files have it.
const fn name_of(layout: Layout, role: Role) -> &'static str {
    match (layout, role) {
        (Layout::PyTorch, Role::Embedding) => "embedding.weight",
        (Layout::PyTorch, Role::Kernel) => "weight_ih_l0",
        (Layout::PyTorch, Role::RecurrentKernel) => "weight_hh_l0",
        (Layout::PyTorch, Role::Bias) => "bias_ih_l0",
        (_, Role::RecurrentBias) => "bias_hh_l0",
        (_, Role::Embedding) => "embedding",
        (_, Role::Kernel) => "kernel",
        (_, Role::RecurrentKernel) => "recurrent_kernel",
        (_, Role::Bias) => "bias",
    }
}

impl Sizes {
    /// Those of arrays of these shapes; `None` where they contradict one another.
    fn of<'a>(layout: Layout, arrays: impl Iterator<Item = (Role, &'a [usize])> + Clone) -> Option<Self> {
        let mut sizes = Self::default();
        // What is the sum of two sizes is checked when both are known.
        for sums in [false, true] {
            for (role, shape) in arrays.clone() {
                let wanted = extents(layout, role);
                if wanted.len() != shape.len() {
                    return None;
                }
                for (&extent, &found) in wanted.iter().zip(shape).filter(|(extent, _)| matches!(extent, Extent::Both) == sums) {
                    sizes.take(extent, found)?;
                }
            }
        }
        Some(sizes)
    }

    fn take(&mut self, extent: Extent, found: usize) -> Option<()> {
        let (size, value) = match extent {
            Extent::V => (&mut self.vocabulary, found),
            Extent::D => (&mut self.dim, found),
            Extent::H => (&mut self.hidden, found),
            Extent::Gates if found.is_multiple_of(4) => (&mut self.hidden, found / 4),
            Extent::Gates => return None,
            Extent::Both => (&mut self.dim, found.checked_sub(self.hidden?)?),
        };
        (value > 0 && *size.get_or_insert(value) == value).then_some(())
    }

    /// A shape, in letters where a size is not known.
    fn shape(&self, layout: Layout, role: Role) -> String {
        let or = |size: Option<usize>, letter: &str| size.map_or_else(|| letter.to_owned(), |size| size.to_string());
        let written = |&extent: &Extent| match extent {
            Extent::V => or(self.vocabulary, "V"),
            Extent::D => or(self.dim, "D"),
            Extent::H => or(self.hidden, "H"),
            Extent::Gates => or(self.hidden.map(|hidden| 4 * hidden), "4H"),
            Extent::Both => or(self.dim.zip(self.hidden).map(|(dim, hidden)| dim + hidden), "D+H"),
        };
        format!("[{}]", extents(layout, role).iter().map(written).collect::<Vec<_>>().join(", "))
    }
}

/// Names and shapes of all arrays.
pub(super) fn listed(arrays: &[Array]) -> String {
    short(arrays.iter().map(|array| format!("{} {:?}", array.name, array.shape)).collect::<Vec<_>>().join(", "))
}

/// An array that is missing, if the others are a model's; `named` says what each is. Where no name does, one may be missing, and the order says which.
pub(super) fn missing(arrays: &[Array], named: Option<&[Role]>) -> Option<Error> {
    // Keras before Trax: where both would do, the more usual one.
    [Layout::Keras, Layout::PyTorch, Layout::Trax].into_iter().find_map(|layout| {
        let (_, all) = IN_ORDER.iter().find(|(other, _)| *other == layout)?;
        all.iter().find_map(|&role| {
            let others: Vec<Role> = all.iter().copied().filter(|&other| other != role).collect();
            let roles = named.unwrap_or(&others);
            let fits = roles.len() == arrays.len() && roles.iter().all(|role| others.contains(role));
            let shapes = roles.iter().copied().zip(arrays.iter().map(|array| array.shape.as_slice()));
            let sizes = if fits { Sizes::of(layout, shapes)? } else { return None };
            let (name, fits) = (name_of(layout, role).to_owned(), sizes.shape(layout, role));
            Some(Error::MissingArray { name, fits, layout: layout.library().into(), found: listed(arrays) })
        })
    })
}

/// The first array that lies the other way round, if all fit once as few as possible are turned.
pub(super) fn turned(layout: Layout, roles: &[Role], arrays: &[Array]) -> Option<Error> {
    let other = |shape: &[usize]| shape.iter().rev().copied().collect::<Vec<_>>();
    let turns = |choice: u32, k: usize| choice >> k & 1 == 1;
    let mut choices: Vec<u32> = (0..1 << arrays.len()).collect();
    choices.sort_by_key(|choice| choice.count_ones());
    choices.retain(|&choice| arrays.iter().enumerate().all(|(k, array)| !turns(choice, k) || other(&array.shape) != array.shape));
    let fits = |&choice: &u32| {
        let shapes: Vec<Vec<usize>> =
            arrays.iter().enumerate().map(|(k, a)| if turns(choice, k) { other(&a.shape) } else { a.shape.clone() }).collect();
        Sizes::of(layout, roles.iter().copied().zip(shapes.iter().map(Vec::as_slice))).is_some()
    };
    let choice = choices.into_iter().find(fits)?;
    let array = (0..arrays.len()).find(|&k| turns(choice, k)).map(|k| &arrays[k])?;
    Some(Error::TurnedArray { name: short(array.name.clone()), found: format!("{:?}", array.shape), fits: format!("{:?}", other(&array.shape)) })
}

/// Another order in which all arrays fit.
pub(super) fn reordered(layout: Layout, roles: &[Role], arrays: &[Array]) -> Option<Error> {
    let place = |orders: Vec<Vec<usize>>, next: usize| {
        let inserted = |order: Vec<usize>| (0..=order.len()).map(move |at| [&order[..at], &[next], &order[at..]].concat());
        orders.into_iter().flat_map(inserted).collect::<Vec<_>>()
    };
    let orders = (0..arrays.len()).fold(vec![vec![]], place);
    let fits = |order: &&Vec<usize>| {
        let shapes = roles.iter().copied().zip(order.iter().map(|&k| arrays[k].shape.as_slice()));
        !order.is_sorted() && Sizes::of(layout, shapes).is_some()
    };
    let order = orders.iter().find(fits)?;
    let wanted: Vec<&str> = order.iter().map(|&k| arrays[k].name.as_str()).collect();
    Some(Error::OtherOrder { layout: layout.library().into(), found: listed(arrays), fits: short(wanted.join(", ")) })
}
