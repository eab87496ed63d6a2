"""A peer for the benchmark: whole training steps on given weights and batches, by PyTorch or JAX as one would write them for speed.

    python tools/bench/native.py torch|jax THREADS FOLDER

FOLDER holds for each size SIZE.json, {"batch", "steps", "dim", "vocabulary", "optimiser"}, and SIZE.bin: the tokens of both sides as uint32, then embedding,
kernel, recurrent kernel and bias as float32. Reads lines {"size", "count"} and answers each with {"ms", "loss"}: milliseconds a step, and the loss of the last.
"""

import json
import os
import sys
import time
from pathlib import Path

import numpy as np

MARGIN = 0.25
NAMES = ("embedding", "kernel", "recurrentKernel", "bias")


def given(folder, size):
    told = json.loads((folder / f"{size}.json").read_text())
    batch, steps, dim, vocabulary = (told[key] for key in ("batch", "steps", "dim", "vocabulary"))
    shapes = ((vocabulary, dim), (dim, 4 * dim), (dim, 4 * dim), (4 * dim,))
    words = np.fromfile(folder / f"{size}.bin", dtype=np.uint32)
    tokens, weights = words[: 2 * batch * steps].astype(np.int32).reshape(2 * batch, steps), words[2 * batch * steps :].view(np.float32)
    arrays, at = {}, 0
    for name, shape in zip(NAMES, shapes):
        arrays[name] = weights[at : at + int(np.prod(shape))].reshape(shape).copy()
        at += arrays[name].size
    return tokens, arrays, told["optimiser"]


def with_torch(threads, tokens, arrays, optimiser):
    import torch

    torch.set_num_threads(threads)
    vocabulary, dim = arrays["embedding"].shape
    embedding, lstm = torch.nn.Embedding(vocabulary, dim), torch.nn.LSTM(dim, dim, batch_first=True)
    with torch.no_grad():
        for parameter, array in ((embedding.weight, arrays["embedding"]), (lstm.weight_ih_l0, arrays["kernel"].T),
                                 (lstm.weight_hh_l0, arrays["recurrentKernel"].T), (lstm.bias_ih_l0, arrays["bias"])):
            parameter.copy_(torch.from_numpy(array.copy()))
        lstm.bias_hh_l0.zero_()
    parameters = [embedding.weight, lstm.weight_ih_l0, lstm.weight_hh_l0, lstm.bias_ih_l0]
    lstm.bias_hh_l0.requires_grad_(False)
    adam = torch.optim.Adam(parameters, lr=optimiser["learningRate"], betas=(optimiser["beta1"], optimiser["beta2"]), eps=optimiser["epsilon"], fused=True)
    ids, eye = torch.from_numpy(tokens), torch.eye(len(tokens) // 2)

    def step():
        adam.zero_grad()
        mean = lstm(embedding(ids))[0].mean(dim=1)
        left, right = torch.nn.functional.normalize(mean, eps=1e-6).chunk(2)
        scores = left @ right.T
        positive, others = scores.diagonal(), scores * (1 - eye)
        closest = (others - 2 * eye).max(dim=1).values
        loss = ((MARGIN - positive + closest).relu() + (MARGIN - positive + others.sum(dim=1) / (len(eye) - 1)).relu()).mean()
        loss.backward()
        adam.step()
        return loss.item()

    return step


def with_jax(threads, tokens, arrays, optimiser):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_platforms", "cpu")
    batch = len(tokens) // 2
    beta1, beta2, eye = optimiser["beta1"], optimiser["beta2"], jnp.eye(batch)

    def loss_of(weights):
        gates = jnp.take(weights["embedding"], tokens.T, axis=0) @ weights["kernel"] + weights["bias"]

        def advance(carry, own):
            h, c, total = carry
            i, f, g, o = jnp.split(own + h @ weights["recurrentKernel"], 4, axis=1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            h = jax.nn.sigmoid(o) * jnp.tanh(c)
            return (h, c, total + h), None

        zero = jnp.zeros((2 * batch, weights["recurrentKernel"].shape[0]), jnp.float32)
        mean = jax.lax.scan(advance, (zero, zero, zero), gates)[0][2] / tokens.shape[1]
        left, right = jnp.split(mean / jnp.sqrt(jnp.maximum((mean**2).sum(axis=1, keepdims=True), 1e-12)), 2)
        scores = left @ right.T
        positive, others = jnp.diag(scores), scores * (1 - eye)
        closest = (others - 2 * eye).max(axis=1)
        return (jax.nn.relu(MARGIN - positive + closest) + jax.nn.relu(MARGIN - positive + others.sum(axis=1) / (batch - 1))).mean()

    def whole(weights, first, second, done):
        loss, gradients = jax.value_and_grad(loss_of)(weights)
        first = {n: beta1 * first[n] + (1 - beta1) * gradients[n] for n in NAMES}
        second = {n: beta2 * second[n] + (1 - beta2) * gradients[n] ** 2 for n in NAMES}
        rate = optimiser["learningRate"] / (1 - beta1**done)
        weights = {n: weights[n] - rate * first[n] / (jnp.sqrt(second[n] / (1 - beta2**done)) + optimiser["epsilon"]) for n in NAMES}
        return loss, weights, first, second

    compiled = jax.jit(whole, donate_argnums=(0, 1, 2))
    state = [{n: jnp.asarray(arrays[n]) for n in NAMES}, *({n: jnp.zeros_like(arrays[n]) for n in NAMES} for _ in range(2))]
    done = 0

    def step():
        nonlocal done
        done += 1
        loss, *state[:] = compiled(*state, jnp.float32(done))
        return float(loss)

    return step


def main(library, threads, folder):
    # What no library can get around: the cores that the process may use.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    steps = {}
    for line in sys.stdin:
        asked = json.loads(line)
        size = asked["size"]
        if size not in steps:
            steps[size] = {"torch": with_torch, "jax": with_jax}[library](threads, *given(folder, size))
        begun = time.perf_counter()
        for _ in range(asked["count"]):
            loss = steps[size]()
        print(json.dumps({"ms": 1000 * (time.perf_counter() - begun) / asked["count"], "loss": loss}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
