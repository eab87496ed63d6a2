//! The course's encoder: Embedding(V, D) → LSTM(H), all steps → mean over time.
//!
//! | start | Keras | Trax |
//! |---|---|---|
//! | embedding | uniform ±0.05 | uniform ±0.153 |
//! | kernel, recurrent kernel | Glorot uniform; orthogonal | one Glorot-uniform matrix [D+H, 4H] |
//! | bias | 1 on the forget gate, else 0 | 1 on all four gates |

use super::{Initialisation, Input, Layers, Parts, Steps};
use crate::error::Result;
use crate::network::gradients::Gradients;
use crate::network::layers::mean::Pooling;
use crate::network::layers::order::Order;
use crate::network::layers::{ABSENT, PADDING, embedding, fit, lstm, mean};
use crate::network::parameters::{Parameters, Shapes};
use crate::network::random::{glorot, orthogonal, uniform};
use crate::numeric::real::Real;
use rand_pcg::Pcg64Mcg;

/// What it is made of.
pub fn parts<R: Real>() -> Parts<R> {
    Parts {
        shapes,
        starts: vec![(Initialisation::Keras, keras), (Initialisation::Trax, trax)],
        layers: |thorough| Box::new(Lstm { thorough, ..Lstm::default() }),
    }
}

fn shapes(vocabulary: usize, dim: usize, hidden: usize) -> Shapes {
    [vec![vocabulary, dim], vec![dim, 4 * hidden], vec![hidden, 4 * hidden], vec![4 * hidden]]
}

fn keras<R: Real>(p: &mut Parameters<R>, rng: &mut Pcg64Mcg) -> Result<()> {
    let hidden = p.hidden();
    let bound = glorot(p.lstm.kernel.dim());
    let [embedding, kernel, recurrent_kernel, bias] = p.tensors_mut();
    uniform(embedding, 0.05, rng);
    uniform(kernel, bound, rng);
    orthogonal(recurrent_kernel, 4 * hidden, rng);
    bias[hidden..2 * hidden].fill(R::one());
    Ok(())
}

fn trax<R: Real>(p: &mut Parameters<R>, rng: &mut Pcg64Mcg) -> Result<()> {
    let (dim, width) = p.lstm.kernel.dim();
    let bound = glorot((dim + p.hidden(), width));
    let [embedding, kernel, recurrent_kernel, bias] = p.tensors_mut();
    uniform(embedding, 0.153, rng);
    uniform(kernel, bound, rng);
    uniform(recurrent_kernel, bound, rng);
    bias.fill(R::one());
    Ok(())
}

/// The layers' caches.
#[derive(Default)]
struct Lstm<R> {
    thorough: bool,
    order: Order,
    embedding: embedding::Cache<R>,
    lstm: lstm::Cache<R>,
    mean: mean::Cache<R>,
    lengths: Vec<usize>,
    active: Vec<usize>,
}

impl<R: Real> Layers<R> for Lstm<R> {
    fn forward(&mut self, weights: &Parameters<R>, pooling: Pooling, input: Input<R>, y: &mut Vec<R>) {
        let Input::Tokens(tokens) = input else { panic!("the LSTM reads tokens") };
        let questions = tokens.ids.chunks_exact(tokens.steps);
        let count = questions.len();
        self.lengths.clear();
        self.lengths.extend(questions.map(|q| pooling.length(q)));
        let order = &mut self.order;
        order.arrange(&self.lengths, self.thorough.then_some(tokens.steps));
        // A thorough space runs over what is absent too; nothing of it counts.
        let token = |n: usize, t: usize| Some(tokens.ids[n * tokens.steps + t]).filter(|&id| id != ABSENT).unwrap_or(PADDING);
        let by_row = (0..order.steps()).flat_map(|t| order.step(t).zip(&order.questions).map(move |(_, &n)| token(n, t)));
        embedding::forward(&weights.embedding, by_row, &mut self.embedding);
        lstm::forward(&weights.lstm, &self.embedding, order, &mut self.lstm);
        fit(y, count * pooling.width(tokens.steps, weights.hidden()));
        mean::forward(pooling, order, tokens.ids, &self.lstm.hidden, y, &mut self.mean);
    }

    fn backward(&mut self, weights: &Parameters<R>, moved: &[bool], dy: &[R], gradients: &mut Gradients<R>) {
        let size = dy.len() / self.order.questions.len();
        let Self { order, embedding, lstm, mean, active, .. } = self;
        active.clear();
        active.extend(order.questions.iter().enumerate().filter(|&(_, &n)| moved[n]).map(|(place, _)| place));
        let (order, reached) = (&*order, &*active);
        let running = |t: usize| reached.iter().map(move |&place| order.step(t).start + place).take_while(move |&row| row < order.step(t).end);
        embedding.select((0..order.steps()).flat_map(running));
        let dhidden = |place: usize, row: usize, dh: &mut [R]| mean::backward(mean, row, &dy[order.questions[place] * size..][..size], dh);
        let backward = lstm::Backward { active, tokens: embedding, order, dhidden };
        let dx = backward.run(&weights.lstm, lstm, &mut gradients.parameters.lstm);
        gradients.add_rows(embedding.selected_tokens(), dx);
    }

    fn steps(&self, n: usize) -> Steps<R> {
        let rows = (0..self.order.steps()).filter_map(|t| self.order.row(t, n));
        let size = self.lstm.hidden.len() / self.order.rows().max(1);
        Steps {
            embeddings: rows.clone().flat_map(|row| self.embedding.x().row(self.embedding.places[row] as usize).to_vec()).collect(),
            hidden: rows.clone().flat_map(|row| self.lstm.hidden[row * size..][..size].to_vec()).collect(),
            weights: rows.map(|row| self.mean.weights[row]).collect(),
        }
    }
}
