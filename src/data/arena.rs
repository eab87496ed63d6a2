//! Many short slices, one behind the other.

/// Slices by number, in pieces that stay where they are: whatever is added, nothing is held twice while room is made for it.
#[derive(Debug, Clone)]
pub struct Arena<T> {
    pieces: Vec<Vec<T>>,
    /// Where each slice begins: its piece times [`PIECE`], and its place there.
    starts: Vec<u32>,
}

/// Items of a piece; a longer slice has one of its own.
const PIECE: usize = 1 << 16;

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { pieces: vec![], starts: vec![] }
    }
}

impl<T: Copy> Arena<T> {
    /// One more slice.
    #[inline(never)]
    pub fn push(&mut self, slice: &[T]) {
        match self.pieces.last() {
            None => self.pieces.push(vec![]),
            Some(last) if last.len() == PIECE || last.len() + slice.len() > PIECE => self.pieces.push(Vec::with_capacity(PIECE)),
            Some(_) => {}
        }
        let piece = self.pieces.len() - 1;
        if self.starts.len() == self.starts.capacity() {
            self.starts.reserve_exact(self.starts.len() / 4 + 1);
        }
        self.starts.push((piece * PIECE + self.pieces[piece].len()) as u32);
        self.pieces[piece].extend_from_slice(slice);
    }

    /// The slice of that number.
    #[inline(never)]
    pub fn get(&self, index: u32) -> &[T] {
        let place = |start: u32| (start as usize / PIECE, start as usize % PIECE);
        let (piece, start) = place(self.starts[index as usize]);
        let next = self.starts.get(index as usize + 1).map(|&next| place(next)).filter(|next| next.0 == piece);
        let all = &self.pieces[piece];
        &all[start..next.map_or(all.len(), |(_, end)| end)]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The items of all of them.
    pub fn items_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.pieces.iter_mut().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::{Arena, PIECE};

    #[test]
    fn slices_of_every_length_come_back_as_they_were_given() {
        let lengths = [0, 3, PIECE - 3, 0, 0, 1, PIECE, 2 * PIECE + 1, 0, 5, PIECE - 4, 0];
        let given: Vec<Vec<usize>> = lengths.iter().enumerate().map(|(k, &length)| vec![k; length]).collect();
        let mut arena = Arena::default();
        for (k, slice) in given.iter().enumerate() {
            arena.push(slice);
            (0..=k).for_each(|at| assert_eq!(arena.get(at as u32), given[at], "slice {at} of {k}"));
        }
        assert_eq!(arena.len(), given.len());
    }
}
