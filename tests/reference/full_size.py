"""An edition at its full size against JAX in float64: same weights, same batches, 20 steps from the start and 20 after step 400.

    node tests/reference/full_size.mjs PAIRS.csv EDITION FOLDER
    FULL_SIZE=FOLDER cargo test --test native full_size:: -- --ignored
    python tests/reference/full_size.py EDITION FOLDER

The second follows the same steps by the crate's own program in double precision. Prints the largest relative differences of loss, norms of the gradients and weights. Takes minutes, so it is no part of the tests; the figures are in
docs/promises.md. The same formulas as edition.py, with a scan over the steps.
"""

import json
import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

import adam  # noqa: E402
import edition  # noqa: E402

NAMES = edition.NAMES


def encode(parameters, tokens):
    hidden = parameters["recurrentKernel"].shape[0]
    zero = jnp.zeros((tokens.shape[0], hidden), parameters["bias"].dtype)

    def advance(carry, column):
        h, c, total = carry
        z = parameters["embedding"][column] @ parameters["kernel"] + h @ parameters["recurrentKernel"] + parameters["bias"]
        i, f, g, o = jnp.split(z, 4, axis=1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c, total + h), None

    (_, _, total), _ = jax.lax.scan(advance, (zero, zero, zero), tokens.T)
    mean = total / tokens.shape[1]
    return mean / jnp.sqrt(jnp.maximum(jnp.sum(mean**2, axis=1, keepdims=True), 1e-12))


def far(mine, theirs):
    return abs(mine - theirs) / max(abs(mine), 1e-12)


def train(name, folder, part, dtype):
    """Losses, norms of the gradients that explain() tells (of the batch, after the step) and the weights at the end."""
    config, _, loss = edition.EDITIONS[name]
    told = json.loads((folder / f"{part}.json").read_text())
    edition.BATCH = told[0]["questions"] // 2
    saved = {key: jnp.asarray(array, dtype) for key, array in load_file(folder / f"{part}-run.safetensors").items()}
    moment = lambda key, n: saved.get(f"{key}.{n}", jnp.zeros_like(saved[n]))  # noqa: E731
    parameters, first, second = {n: saved[n] for n in NAMES}, {n: moment("m", n) for n in NAMES}, {n: moment("v", n) for n in NAMES}
    gradients_of = jax.jit(jax.value_and_grad(lambda p, left, right: loss(encode(p, left), encode(p, right))))
    losses, norms = [], []
    for k, own in enumerate(told):
        tokens = np.fromfile(folder / f"{part}-tokens-{k}.bin", dtype=np.uint32).astype(np.int32).reshape(own["questions"], -1)
        left, right = np.split(tokens, 2)
        value, gradients = gradients_of(parameters, left, right)
        assert gradients["kernel"].dtype == dtype
        losses.append(float(value))
        updated = {n: adam.update(config, own["step"], parameters[n], gradients[n], first[n], second[n]) for n in NAMES}
        parameters, first, second = ({n: updated[n][k] for n in NAMES} for k in range(3))
        _, gradients = gradients_of(parameters, left, right)
        norms.append([float(jnp.linalg.norm(gradients[n])) for n in NAMES])
    return losses, norms, {n: np.asarray(parameters[n], np.float64) for n in NAMES}


def in_double(folder, part, shapes):
    """What the crate's program comes to in double precision."""
    found = json.loads((folder / f"{part}-double.json").read_text())
    numbers, weights = np.fromfile(folder / f"{part}-double.bin", dtype="<f8"), {}
    for name in NAMES:
        own, numbers = np.split(numbers, [int(np.prod(shapes[name]))])
        weights[name] = own.reshape(shapes[name])
    return [one["loss"] for one in found], [one["norms"] for one in found], weights


def differences(exact, other):
    """The largest of losses, of norms, and that of each array of weights, all relative; losses and norms step by step too."""
    losses = [far(a, b) for a, b in zip(exact[0], other[0])]
    norms = [max(far(a, b) for a, b in zip(*step)) for step in zip(exact[1], other[1])]
    weights = {n: float(np.linalg.norm(exact[2][n] - other[2][n]) / np.linalg.norm(exact[2][n])) for n in NAMES}
    return losses, norms, weights


def main(name, folder):
    for part in ("start", "later"):
        told = json.loads((folder / f"{part}.json").read_text())
        own = [one["loss"] for one in told], [[one["norms"][n] for n in NAMES] for one in told], load_file(folder / f"{part}-weights.safetensors")
        exact, single = (train(name, folder, part, dtype) for dtype in (np.float64, np.float32))
        double = in_double(folder, part, {n: exact[2][n].shape for n in NAMES})
        print(f"{name}: steps {told[0]['step']} to {told[-1]['step']}, B {edition.BATCH}, loss {exact[0][0]:.3f} to {exact[0][-1]:.3f}")
        for who, other in (("tripletscope", own), ("its program in double precision", double), ("JAX in single precision", single)):
            losses, norms, weights = differences(exact, other)
            print(f"  {who}: loss {max(losses):.1e} (first step {losses[0]:.1e}), norms {max(norms):.1e} (first {norms[0]:.1e}), weights",
                  {n: f"{d:.1e}" for n, d in weights.items()})


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
