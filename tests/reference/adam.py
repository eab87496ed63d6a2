"""Adam with bias correction and decoupled weight decay; steps count from 1."""

import math

import jax.numpy as jnp

TRAX = {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-5, "weightDecay": 1e-5,
        "schedule": "warmup-rsqrt", "warmupSteps": 401}
KERAS = {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0.0,
         "schedule": "constant", "warmupSteps": 401}


def learning_rate(config, step):
    if config["schedule"] == "constant":
        return config["learningRate"]
    warmup = config["warmupSteps"]
    return config["learningRate"] * (step / warmup if step < warmup else math.sqrt(warmup / step))


def update(config, step, weight, gradient, first, second):
    """One array's (weight, first moment, second moment) after the step."""
    beta1, beta2 = config["beta1"], config["beta2"]
    first = beta1 * first + (1 - beta1) * gradient
    second = beta2 * second + (1 - beta2) * gradient**2
    direction = first / (1 - beta1**step) / (jnp.sqrt(second / (1 - beta2**step)) + config["epsilon"])
    weight = (1 - config["weightDecay"]) * weight - learning_rate(config, step) * direction
    return weight, first, second
