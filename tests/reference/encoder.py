"""Embedding -> LSTM -> mean over time -> L2 normalise, one step after the other; gates in the order i, f, g, o."""

import jax
import jax.numpy as jnp
import numpy as np

PADDING = 1


def random_parameters(rng, vocabulary, embedding, hidden):
    shapes = {
        "embedding": (vocabulary, embedding),
        "kernel": (embedding, 4 * hidden),
        "recurrentKernel": (hidden, 4 * hidden),
        "bias": (4 * hidden,),
    }
    return {name: rng.normal(scale=0.7, size=shape) for name, shape in shapes.items()}


def encode(parameters, tokens, pooling):
    """tokens [B, T] -> unit vectors [B, H]."""
    batch, length = tokens.shape
    hidden = parameters["recurrentKernel"].shape[0]
    h = jnp.zeros((batch, hidden))
    c = jnp.zeros((batch, hidden))
    total = jnp.zeros((batch, hidden))
    count = np.zeros((batch, 1))
    for t in range(length):
        x = parameters["embedding"][tokens[:, t]]
        z = x @ parameters["kernel"] + h @ parameters["recurrentKernel"] + parameters["bias"]
        i, f, g, o = jnp.split(z, 4, axis=1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        counted = np.ones((batch, 1)) if pooling == "mean" else (tokens[:, t : t + 1] != PADDING) * 1.0
        total = total + counted * h
        count = count + counted
    pooled = total / np.maximum(count, 1.0)
    return pooled / jnp.sqrt(jnp.maximum(jnp.sum(pooled**2, axis=1, keepdims=True), 1e-12))


def similarity(parameters, left, right, pooling):
    return encode(parameters, left, pooling) @ encode(parameters, right, pooling).T
