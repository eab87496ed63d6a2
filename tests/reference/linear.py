"""The float64 reference of the linear head: writes linear.json beside this file, which tests/vectors.rs reads.

v = x W / |x W|, both sides by the same W; made again like goldens.json: python tests/reference/linear.py
"""

import json
from pathlib import Path

import jax
import numpy as np

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

import adam  # noqa: E402
import losses  # noqa: E402
from losses import PRESETS  # noqa: E402
from samples import unit_rows  # noqa: E402

BATCH, DIM, HIDDEN, STEPS = 5, 6, 4, 3


def flat(array):
    return [float(x) for x in np.asarray(array).ravel()]


def objective(kernel, left, right, config):
    unit = [x @ kernel / jax.numpy.linalg.norm(x @ kernel, axis=1, keepdims=True) for x in (left, right)]
    return losses.loss(config, unit[0] @ unit[1].T)


def train(start, batches, name):
    kernel, moments, steps = start, (np.zeros_like(start), np.zeros_like(start)), []
    for step, (left, right) in enumerate(batches, start=1):
        value, gradient = jax.value_and_grad(objective)(kernel, left, right, PRESETS[name])
        kernel, *moments = adam.update(adam.KERAS, step, kernel, gradient, *moments)
        steps.append({"loss": float(value), "gradient": flat(gradient), "kernel": flat(kernel)})
    return {"loss": PRESETS[name], "steps": steps}


def main():
    rng = np.random.default_rng(384)
    start = rng.standard_normal((DIM, HIDDEN)) / np.sqrt(HIDDEN)
    batches = [(unit_rows(rng, BATCH, DIM), unit_rows(rng, BATCH, DIM)) for _ in range(STEPS)]
    runs = [train(start, batches, name) for name in ("both", "course-2022", "forum")]
    golden = {"dim": DIM, "hidden": HIDDEN, "adam": adam.KERAS, "kernel": flat(start),
              "batches": [{"left": flat(left), "right": flat(right)} for left, right in batches], "runs": runs}
    Path(__file__).with_name("linear.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
