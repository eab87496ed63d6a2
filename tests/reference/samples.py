"""The inputs of the goldens: matrices, small models, token batches, lists of cosines, and the published values."""

import numpy as np

from encoder import PADDING, random_parameters
from losses import PRESETS, term, triplet

V1 = np.array([[0.26726124, 0.53452248, 0.80178373], [-0.5178918, -0.57543534, -0.63297887]])
V2 = np.array([[0.26726124, 0.53452248, 0.80178373], [0.5178918, 0.57543534, 0.63297887]])
LAB = [[0.9, -0.8, 0.3, -0.5], [-0.4, 0.5, 0.1, -0.1], [0.3, 0.1, -0.4, -0.8], [-0.5, -0.2, -0.7, 0.5]]
THREAD = [[0.90, 0.0], [0.68, 0.95]]


def mean_and(negative, along):
    return triplet("sum", term("mean", along), term(negative, along))


def published(name, similarity, config, value, tolerance=1e-8):
    return {"name": name, "similarity": np.asarray(similarity).tolist(), "config": config, "value": value, "tolerance": tolerance}


PUBLISHED = [
    published("course-2020", V1 @ V2.T, PRESETS["course-2020"], 0.5),
    published("course-2022", V1 @ V2.T, PRESETS["course-2022"], 0.7035077, 5e-8),
    published("course-tensorflow", V1 @ V2.T, PRESETS["course-tensorflow"], 2.40701537, 2e-8),
    published("hardest with sum, columns", V1 @ V2.T, mean_and("hardest", "columns"), 4.40701537, 2e-8),
    published("lab, rows", LAB, mean_and("semi-hard", "rows"), 0.51666667),
    published("lab, columns", LAB, mean_and("semi-hard", "columns"), 0.55),
    published("lab matrix, hardest with sum, rows", LAB, mean_and("hardest", "rows"), 1.46666667),
    published("lab matrix, hardest with sum, columns", LAB, mean_and("hardest", "columns"), 1.5),
    published("thread, rows", THREAD, triplet("sum", term("hardest", "rows")), 0.0),
    published("thread, columns", THREAD, triplet("sum", term("hardest", "columns")), 0.03),
    published("thread, mean of two anchors", THREAD, triplet("mean", term("hardest", "columns")), 0.015),
]


# The thread's two pairs once more: here the questions 1 are close to each other.
FOUR_SIDES = {"left": [[1.0, 0.8], [0.8, 1.0]], "right": [[1.0, 0.1], [0.1, 1.0]]}
SAME_SIDE_PUBLISHED = [
    published(f"thread, {along}, {reduction}", THREAD, triplet(reduction, term("hardest", along)), value) | FOUR_SIDES
    for along, reduction, value in [
        ("rows", "sum", 0.0), ("columns", "sum", 0.03), ("left", "sum", 0.25), ("left", "mean", 0.125), ("right", "sum", 0.0),
    ]
]


def unit_rows(rng, count, dimension):
    rows = rng.normal(size=(count, dimension))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def similarity_matrices(rng):
    """(name, S): cosines, arbitrary numbers, and shapes in which positives have no semi-hard negative or masked cells win."""
    named = [(f"cosines {size}", unit_rows(rng, size, 3) @ unit_rows(rng, size, 3).T) for size in (2, 3, 5, 8)]
    named += [(f"arbitrary {size}", rng.normal(scale=1.5, size=(size, size))) for size in (2, 3, 5)]
    lowest = rng.uniform(0.1, 0.95, (5, 5))
    np.fill_diagonal(lowest, rng.uniform(-0.95, 0.05, 5))
    named.append(("positives below all negatives", lowest))
    below = rng.uniform(-0.9, -0.1, (4, 4))
    np.fill_diagonal(below, rng.uniform(-3.0, -2.2, 4))
    below[1, 1] = -0.5
    named.append(("all below zero, the diagonal wins", below))
    mixed = unit_rows(rng, 6, 4) @ unit_rows(rng, 6, 4).T
    mixed[np.arange(0, 6, 2), np.arange(0, 6, 2)] = [-1.1, -1.3, -1.2]
    named.append(("some positives lowered", mixed))
    return named


def side_matrices(rng):
    """(name, (S, V1 V1^T, V2 V2^T)): of unit vectors, and arbitrary numbers, for which no side is symmetric."""
    named = []
    for size in (2, 4, 7):
        v1, v2 = unit_rows(rng, size, 3), unit_rows(rng, size, 3)
        named.append((f"unit vectors {size}", (v1 @ v2.T, v1 @ v1.T, v2 @ v2.T)))
    for size in (2, 5):
        named.append((f"arbitrary {size}", tuple(rng.normal(scale=1.5, size=(size, size)) for _ in range(3))))
    return named


def right_padded(rng, vocabulary, lengths, columns):
    tokens = np.full((len(lengths), columns), PADDING)
    for row, length in enumerate(lengths):
        choices = [token for token in range(vocabulary) if token != PADDING]
        tokens[row, :length] = rng.choice(choices, size=length)
    return tokens


def models(rng):
    """(name, poolings, parameters, left, right)."""
    full = [right_padded(rng, 11, [4, 4, 4], 4) for _ in range(2)]
    padded = [np.array([[2, 3, 2, 2, 5, 1, 1, 1], [4, 4, 0, 1, 1, 1, 1, 1]]), np.array([[6, 2, 1, 1, 1, 1, 1, 1], [3, 5, 0, 2, 6, 6, 2, 4]])]
    both = ["mean", "masked-mean"]
    empty = [np.array([[1, 1], [2, 3], [4, 1]]), np.array([[5, 0], [3, 1], [2, 2]])]
    return [
        ("no padding", ["mean"], random_parameters(rng, 11, 3, 4), *full),
        ("padding and repeated tokens", both, random_parameters(rng, 7, 5, 2), *padded),
        ("a question without words", both, random_parameters(rng, 6, 2, 3), *empty),
    ]


def token_batches(rng, vocabulary, batch, columns, count):
    def side():
        return right_padded(rng, vocabulary, rng.integers(1, columns + 1, batch), columns)

    return [(side(), side()) for _ in range(count)]


def cosine_lists(rng):
    """(cosines, labels), with ties, with the threshold itself, and with one kind of label only."""
    separated = sorted(rng.uniform(-1, 1, 12).tolist())
    noisy = np.round(rng.uniform(-1, 1, 40), 1)
    noisy_labels = (noisy + rng.normal(scale=0.6, size=40) > 0.2).astype(int).tolist()
    return [
        (separated, [0] * 7 + [1] * 5),
        (noisy.tolist(), noisy_labels),
        ([0.7, 0.7, 0.70000001, 0.69999999, 0.7], [1, 0, 1, 0, 1]),
        ([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1]),
        ([0.9, 0.1, 0.4], [1, 1, 1]),
        ([0.9, 0.1, 0.4], [0, 0, 0]),
        ([0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0]),
    ]
