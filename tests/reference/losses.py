"""The losses on a similarity matrix, written out anchor by anchor.

Plain Python control flow on scalars, so the same code runs on NumPy numbers (for central differences) and under jax.grad.
A configuration is the plain object of the package's interface:
{"kind": "triplet", "terms": [{"negative", "along", "margin", "weight"}], "reduction"} or {"kind": "softmax", "along", "scale", "reduction"}.
"""

import jax.numpy as jnp

NEGATIVES = ("mean", "hardest", "semi-hard", "semi-hard-course")
ALONGS = ("rows", "columns", "averaged", "harder")


def term(negative, along, margin=0.25, weight=1.0):
    return {"negative": negative, "along": along, "margin": margin, "weight": weight}


def triplet(reduction, *terms):
    return {"kind": "triplet", "terms": list(terms), "reduction": reduction}


def softmax(along, scale, reduction):
    return {"kind": "softmax", "along": along, "scale": scale, "reduction": reduction}


def both_directions(reduction, weight):
    terms = [term(n, a, weight=weight) for n in ("mean", "hardest") for a in ("rows", "columns")]
    return triplet(reduction, *terms)


PRESETS = {
    "course-2020": triplet("mean", term("mean", "rows"), term("hardest", "rows")),
    "course-2022": triplet("sum", term("mean", "rows"), term("semi-hard-course", "rows")),
    "course-tensorflow": triplet("sum", term("mean", "columns"), term("semi-hard-course", "columns")),
    "lab": triplet("sum", term("mean", "rows"), term("semi-hard", "rows")),
    "columns": triplet("mean", term("mean", "columns"), term("hardest", "columns")),
    "forum": triplet("mean", term("mean", "averaged"), term("hardest", "averaged")),
    "both": both_directions("mean", 0.5),
    "both-sum": both_directions("sum", 1.0),
    "vse++": triplet("sum", term("hardest", "rows", 0.2), term("hardest", "columns", 0.2)),
}


def highest(candidates):
    """(value, index) of the highest of [(value, index)], the first of equals; None of none."""
    best = None
    for candidate in candidates:
        if best is None or candidate[0] > best[0]:
            best = candidate
    return best


def direction_negative(negative, m, i):
    """(n_i, partner) along the rows of m, a list of lists; None where the anchor has no candidate."""
    others = [(m[i][j], j) for j in range(len(m)) if j != i]
    if negative == "mean":
        return sum(value for value, _ in others) / len(others), -1
    if negative == "hardest":
        return highest(others)
    if negative == "semi-hard":
        return highest([(value, j) for value, j in others if value <= m[i][i]])
    if negative == "semi-hard-course":
        lowered = []
        for j in range(len(m)):
            z = 0.0 if j == i else m[i][j]
            masked = j == i or z > m[i][i]
            lowered.append((z - 2.0 if masked else z, -1 if j == i else j))
        return highest(lowered)
    raise ValueError(negative)


def anchor_negative(negative, along, s, i):
    """(n_i, row partner, column partner), or None where no direction has a candidate."""
    transposed = [list(column) for column in zip(*s)]
    row = direction_negative(negative, s, i) if along != "columns" else None
    column = direction_negative(negative, transposed, i) if along != "rows" else None
    if row is None and column is None:
        return None
    if column is None:
        return row[0], row[1], -1
    if row is None:
        return column[0], -1, column[1]
    if along == "averaged":
        return (row[0] + column[0]) / 2, row[1], column[1]
    return (column[0], -1, column[1]) if column[0] > row[0] else (row[0], row[1], -1)


def evaluate_term(t, s):
    """Per anchor: cost after the weight, negative (None: no candidate), row and column partner."""
    report = {"cost": [], "negative": [], "rowPartner": [], "columnPartner": []}
    for i in range(len(s)):
        chosen = anchor_negative(t["negative"], t["along"], s, i)
        cost, value, row, column = 0.0, None, -1, -1
        if chosen is not None:
            value, row, column = chosen
            hinge = t["margin"] - s[i][i] + value
            cost = t["weight"] * hinge if hinge > 0 else 0.0
        for key, entry in zip(report, (cost, value, row, column)):
            report[key].append(entry)
    return report


def cross_entropy(logits, i):
    top = max(logits)
    return jnp.log(sum(jnp.exp(x - top) for x in logits)) + top - logits[i]


def softmax_costs(config, s):
    scaled = [[config["scale"] * x for x in row] for row in s]
    rows = [cross_entropy(row, i) for i, row in enumerate(scaled)]
    columns = [cross_entropy(list(column), i) for i, column in enumerate(zip(*scaled))]
    if config["along"] == "averaged":
        return [(r + c) / 2 for r, c in zip(rows, columns)]
    return rows if config["along"] == "rows" else columns


def evaluate(config, similarity):
    """(loss, reports of the terms) of a B x B array; a softmax has its costs only."""
    size = similarity.shape[0]
    s = [[similarity[i, j] for j in range(size)] for i in range(size)]
    if config["kind"] == "softmax":
        reports = [{"cost": softmax_costs(config, s)}]
    else:
        reports = [evaluate_term(t, s) for t in config["terms"]]
    total = sum(sum(report["cost"]) for report in reports)
    return (total / size if config["reduction"] == "mean" else total), reports


def loss(config, similarity):
    return jnp.asarray(evaluate(config, similarity)[0])
