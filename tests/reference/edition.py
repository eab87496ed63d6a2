"""The float64 reference of the course's editions: writes editions.json beside this file, which tests/editions.rs reads.

Each edition at a smaller size: 20 steps from the start, and 20 more from the weights after 400 steps, by the notebooks' own formulas on whole
matrices. Losses, norms of the gradients and weights. Made anew like goldens.json: python tests/reference/edition.py
"""

import json
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

import adam  # noqa: E402
import encoder  # noqa: E402

VOCABULARY, DIM, HIDDEN, BATCH, BATCHES = 20, 3, 4, 8, 7
STEPS, LATER = 20, 400
SHOWN = (1, 2, 5, 20)
MARGIN = 0.25
NAMES = ("embedding", "kernel", "recurrentKernel", "bias")


def mean_loss(scores, closest):
    """Both hinges of each anchor, from a matrix whose rows are the anchors'."""
    positive = jnp.diag(scores)
    others = scores * (1 - jnp.eye(BATCH))
    average = others.sum(axis=1) / (BATCH - 1)
    return jnp.maximum(MARGIN - positive + closest(others, positive), 0) + jnp.maximum(MARGIN - positive + average, 0)


def hardest(others, _):
    return (others - 2.0 * jnp.eye(BATCH)).max(axis=1)


def masked(others, positive):
    excluded = (jnp.eye(BATCH) == 1) | (others > positive[:, None])
    return (others - 2.0 * excluded).max(axis=1)


EDITIONS = {
    "course-2020": (adam.TRAX, "batch", lambda v1, v2: mean_loss(v1 @ v2.T, hardest).mean()),
    "course-2022": (adam.TRAX, "batch", lambda v1, v2: mean_loss(v1 @ v2.T, masked).sum()),
    "course-tensorflow": (adam.KERAS, "sides", lambda v1, v2: mean_loss(v2 @ v1.T, masked).sum()),
}


def padded(questions, length):
    return np.array([list(q) + [encoder.PADDING] * (length - len(q)) for q in questions])


def batch_of(questions, padding):
    """Two matrices of tokens: both sides to the next power of two, or each to its own longest question."""
    longest = [max(len(q) for q in side) for side in questions]
    if padding == "batch":
        longest = [1 << (max(longest) - 1).bit_length()] * 2
    return [padded(side, length) for side, length in zip(questions, longest)]


def objective(loss):
    @jax.jit
    def value_and_gradients(parameters, left, right):
        return jax.value_and_grad(lambda p: loss(encode(p, left), encode(p, right)))(parameters)

    def encode(parameters, tokens):
        return encoder.encode(parameters, tokens, "mean")

    return value_and_gradients


def plain(arrays, digits=17):
    return {name: [float(f"{x:.{digits}g}") for x in np.asarray(arrays[name]).ravel()] for name in NAMES}


def single(arrays):
    """As single precision has them, so that both programs start alike."""
    return {name: np.asarray(array, dtype=np.float32).astype(np.float64) for name, array in arrays.items()}


def train(state, config, gradients_of, batches, steps):
    """(losses, norms, weights after some steps) of the steps, and the state after them."""
    parameters, first, second, done = state
    told = {"losses": [], "norms": [], "weights": {}}
    for step in range(done + 1, done + steps + 1):
        value, gradients = gradients_of(parameters, *batches[step % BATCHES])
        updated = {n: adam.update(config, step, parameters[n], gradients[n], first[n], second[n]) for n in NAMES}
        parameters, first, second = ({n: updated[n][k] for n in NAMES} for k in range(3))
        told["losses"].append(float(value))
        told["norms"].append([float(jnp.linalg.norm(gradients[n])) for n in NAMES])
        if step - done in SHOWN:
            told["weights"][step - done] = plain(parameters, 11)
    return told, (parameters, first, second, done + steps)


def edition(name, start, questions):
    config, padding, loss = EDITIONS[name]
    batches = [batch_of(batch, padding) for batch in questions]
    zeros = {n: np.zeros_like(start[n]) for n in NAMES}
    gradients_of = objective(loss)
    begun = (start, zeros, zeros, 0)
    fresh, _ = train(begun, config, gradients_of, batches, STEPS)
    _, later = train(begun, config, gradients_of, batches, LATER)
    later = (*map(single, later[:3]), LATER)
    trained, _ = train(later, config, gradients_of, batches, STEPS)
    moments = {key: plain(state) for key, state in zip(("parameters", "first", "second"), later)}
    return {"name": name, "fresh": fresh, "trained": moments | trained}


def main():
    rng = np.random.default_rng(2022)
    start = single(encoder.random_parameters(rng, VOCABULARY, DIM, HIDDEN))
    question = lambda: rng.integers(2, VOCABULARY, size=rng.integers(2, 8)).tolist()  # noqa: E731
    questions = [[[question() for _ in range(BATCH)] for _ in range(2)] for _ in range(BATCHES)]
    golden = {"vocabulary": VOCABULARY, "embeddingDim": DIM, "hiddenDim": HIDDEN, "batch": BATCH, "parameters": plain(start),
              "batches": questions, "editions": [edition(name, start, questions) for name in EDITIONS]}
    text = json.dumps(golden, separators=(",", ":"))
    Path(__file__).with_name("editions.json").write_text(text + "\n")
    print(f"editions.json: {len(text)} bytes")


if __name__ == "__main__":
    main()
