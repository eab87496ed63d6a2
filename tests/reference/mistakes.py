"""The float64 reference of the mistakes that people make: writes mistakes.json beside this file, which tests/mistakes.rs reads.

Loss and gradients of a small network under each, by automatic differentiation. Made anew like goldens.json: python tests/reference/mistakes.py
"""

import json
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

from encoder import random_parameters  # noqa: E402

VOCABULARY, DIM, HIDDEN, BATCH, STEPS = 11, 3, 5, 6, 4
MARGIN = 0.25


def states(parameters, tokens):
    """Hidden states [B, T, H]."""
    size = parameters["recurrentKernel"].shape[0]
    h, c, all_states = jnp.zeros((len(tokens), size)), jnp.zeros((len(tokens), size)), []
    for t in range(tokens.shape[1]):
        z = parameters["embedding"][tokens[:, t]] @ parameters["kernel"] + h @ parameters["recurrentKernel"] + parameters["bias"]
        i, f, g, o = jnp.split(z, 4, axis=1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        all_states.append(h)
    return jnp.stack(all_states, axis=1)


def vectors(parameters, tokens, axis, norm_axis):
    y = states(parameters, tokens).mean(axis=axis)
    return y / jnp.sqrt(jnp.sum(y**2, axis=norm_axis, keepdims=True))


def hinges(scores):
    """The notebook's two differences of each anchor before the maximum: of the mean negative and of the closest one."""
    eye = jnp.eye(BATCH)
    positive, others = jnp.diag(scores), scores * (1 - eye)
    excluded = (eye == 1) | (others > positive[:, None])
    return MARGIN - positive + others.sum(axis=1) / (BATCH - 1), MARGIN - positive + (others - 2.0 * excluded).max(axis=1)


def loss(parameters, left, right, axis=1, norm_axis=1, transposed=False, one_hinge=False):
    v1, v2 = (vectors(parameters, tokens, axis, norm_axis) for tokens in (left, right))
    average, closest = hinges(v2 @ v1.T if transposed else v1 @ v2.T)
    if one_hinge:
        return jnp.maximum(average + closest, 0).sum()
    return (jnp.maximum(average, 0) + jnp.maximum(closest, 0)).sum()


CASES = {
    "none": {},
    "batch-norm": {"norm_axis": None},
    "wrong-axis": {"axis": 2},
    "transposed": {"transposed": True},
    "one-hinge": {"one_hinge": True},
    "all": {"norm_axis": None, "axis": 2, "transposed": True, "one_hinge": True},
}


def main():
    rng = np.random.default_rng(126)
    parameters = random_parameters(rng, VOCABULARY, DIM, HIDDEN)
    left, right = (rng.integers(1, VOCABULARY, size=(BATCH, STEPS)) for _ in range(2))
    flat = lambda array: [float(x) for x in np.asarray(array).ravel()]  # noqa: E731
    cases = []
    for name, how in CASES.items():
        value, gradients = jax.value_and_grad(lambda p: loss(p, left, right, **how))(parameters)
        cases.append({"name": name, "loss": float(value), "gradients": {k: flat(g) for k, g in gradients.items()}})
    golden = {"vocabulary": VOCABULARY, "embeddingDim": DIM, "hiddenDim": HIDDEN, "batch": BATCH, "steps": STEPS,
              "parameters": {k: flat(p) for k, p in parameters.items()}, "left": left.ravel().tolist(), "right": right.ravel().tolist(), "cases": cases}
    Path(__file__).with_name("mistakes.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
