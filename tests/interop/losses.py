"""Runs losses that the page gives as classes: python losses.py pytorch|jax|keras, cases as JSON in, loss and gradients of each as JSON out.

Besides, a small model, one linear layer before the vectors, is trained for some steps where a case asks for it: its losses.
"""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"

import numpy as np

STEPS, RATE = 6, 0.003


def in_torch(make, v, steps):
    import torch

    loss = make()
    given = [torch.tensor(side, requires_grad=True) for side in v]
    value = loss(*given)
    value.backward()
    layer = torch.nn.Linear(v[0].shape[-1], v[0].shape[-1], bias=False)
    torch.nn.init.eye_(layer.weight)
    optimiser = torch.optim.SGD(layer.parameters(), lr=RATE)
    losses = []
    for _ in range(steps):
        cost = loss(*[torch.nn.functional.normalize(layer(torch.tensor(side)), dim=1) for side in v])
        losses.append(float(cost))
        optimiser.zero_grad()
        cost.backward()
        optimiser.step()
    return float(value), [np.zeros(p.shape) if p.grad is None else p.grad.numpy() for p in given], losses


def in_jax(make, v, steps):
    import jax
    import jax.numpy as jnp

    loss, places = make(), tuple(range(len(v)))
    value, gradients = jax.value_and_grad(loss, argnums=places)(*[jnp.asarray(side) for side in v])

    def cost(w):
        encoded = [side @ w for side in v]
        return loss(*[x / jnp.linalg.norm(x, axis=1, keepdims=True) for x in encoded])

    w, losses = jnp.eye(v[0].shape[-1]), []
    step = jax.value_and_grad(cost)
    for _ in range(steps):
        now, gradient = step(w)
        losses.append(float(now))
        w -= RATE * gradient
    return float(value), gradients, losses


def in_keras(make, v, steps):
    import jax.numpy as jnp

    # What Keras itself calls: labels, and one output. With further texts it is as long as all of them.
    further = v[2:]
    loss = make(*[len(side) for side in further])
    labels = np.zeros(sum(map(len, v)) if further else len(v[0]), "float32")
    return in_jax(lambda: lambda *sides: loss(labels, jnp.concatenate(sides, axis=0 if further else 1)), v, steps)


RUNNERS = {"pytorch": in_torch, "jax": in_jax, "keras": in_keras}


def main():
    run, answers = RUNNERS[sys.argv[1]], []
    for case in json.load(sys.stdin):
        names = {}
        exec(case["code"], names)
        v = [*np.array(case["vectors"], "float32").reshape(2, case["size"], -1)]
        if case["further"]:
            v.append(np.array(case["further"], "float32").reshape(-1, v[0].shape[-1]))
        value, gradients, losses = run(names["PairLoss"], v, STEPS if case["train"] else 0)
        flat = np.concatenate([np.asarray(g, np.float64).ravel() for g in gradients]).tolist()
        answers.append({"loss": value, "gradient": flat, "losses": losses})
    json.dump(answers, sys.stdout)


main()
