"""The losses on a similarity matrix, written out anchor by anchor.

Plain Python control flow on scalars, so the same code runs on NumPy numbers (for central differences) and under jax.grad.
A configuration is the plain object of the package's interface:
{"kind": "triplet", "terms": [{"negative", "along", "margin", "weight"}], "reduction"} or
{"kind": "softmax", "along", "scale", "balance", "reduction"}. `left` and `right` are V1 V1^T and V2 V2^T, for losses that look at one side.
Behind the B columns of the similarity further ones may stand: candidates of the rows alone.
"""

import jax.numpy as jnp

NEGATIVES = ("mean", "hardest", "semi-hard", "semi-hard-course")
ALONGS = ("rows", "columns", "averaged", "harder")
SAME_SIDE = ("left", "right", "distance-swap")


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
    "four": triplet("mean", *[term(n, a, weight=0.25) for a in ("rows", "columns", "left", "right") for n in ("mean", "hardest")]),
    "vse++": triplet("sum", term("hardest", "rows", 0.2), term("hardest", "columns", 0.2)),
    "softmax-four": softmax("four", 20.0, "mean"),
}


def highest(candidates):
    """(value, index) of the highest of [(value, index)], the first of equals; None of none."""
    best = None
    for candidate in candidates:
        if best is None or candidate[0] > best[0]:
            best = candidate
    return best


def direction_negative(negative, m, i, positive):
    """(n_i, partner) along row i of m, a list of lists; None where the anchor has no candidate."""
    others = [(m[i][j], j) for j in range(len(m[i])) if j != i]
    if negative == "mean":
        return sum(value for value, _ in others) / len(others), -1
    if negative == "hardest":
        return highest(others)
    if negative == "semi-hard":
        return highest([(value, j) for value, j in others if value <= positive])
    if negative == "semi-hard-course":
        lowered = []
        for j in range(len(m[i])):
            z = 0.0 if j == i else m[i][j]
            masked = j == i or z > positive
            lowered.append((z - 2.0 if masked else z, -1 if j == i else j))
        return highest(lowered)
    raise ValueError(negative)


PARTNERS = {"row": "rowPartner", "column": "columnPartner", "left": "leftPartner", "right": "rightPartner"}
LOOKS = {
    "rows": ["row"],
    "columns": ["column"],
    "averaged": ["row", "column"],
    "harder": ["row", "column"],
    "left": ["left"],
    "right": ["right"],
    "distance-swap": ["row", "right"],
}


def matrices(s, left, right):
    """By direction, a matrix whose row i holds the candidates of anchor i."""
    return {"row": s, "column": [list(column) for column in zip(*s)][: len(s)], "left": left, "right": right}


def anchor_negative(negative, along, by_direction, i):
    """(n_i, {direction: partner}), or None where no direction has a candidate."""
    positive = by_direction["row"][i][i]
    found = [(d, direction_negative(negative, by_direction[d], i, positive)) for d in LOOKS[along]]
    found = [(d, chosen) for d, chosen in found if chosen is not None]
    if not found:
        return None
    if along in ("harder", "distance-swap"):
        best = found[0]
        for other in found[1:]:
            if other[1][0] > best[1][0]:
                best = other
        found = [best]
    return sum(chosen[0] for _, chosen in found) / len(found), {d: chosen[1] for d, chosen in found}


def evaluate_term(t, by_direction):
    """Per anchor: cost after the weight, negative (None: no candidate), and the partner in each direction that is always reported or looked at."""
    size = len(by_direction["row"])
    directions = ["row", "column", *[d for d in LOOKS[t["along"]] if d in ("left", "right")]]
    report = {"cost": [], "negative": []} | {PARTNERS[d]: [] for d in directions}
    for i in range(size):
        chosen = anchor_negative(t["negative"], t["along"], by_direction, i)
        cost, value, partners = 0.0, None, {}
        if chosen is not None:
            value, partners = chosen
            hinge = t["margin"] - by_direction["row"][i][i] + value
            cost = t["weight"] * hinge if hinge > 0 else 0.0
        report["cost"].append(cost)
        report["negative"].append(value)
        for d in directions:
            report[PARTNERS[d]].append(partners.get(d, -1))
    return report


def cross_entropy(logits, positive):
    top = max(logits)
    return jnp.log(sum(jnp.exp(x - top) for x in logits)) + top - positive


def softmax_logits(along, by_direction, i):
    """All that the sum of anchor i is over, before the scale: S_ii once in a row or column, and once where there is neither."""
    if along == "four":
        return [x for d in ("row", "column", "left", "right") for j, x in enumerate(by_direction[d][i]) if j != i or d in ("row", "column")]
    (direction,) = LOOKS[along]
    others = [x for j, x in enumerate(by_direction[direction][i]) if j != i]
    return [by_direction["row"][i][i], *others]


def softmax_costs(config, by_direction):
    scale, along = config["scale"], config["along"]

    def costs(along):
        positives = [scale * row[i] for i, row in enumerate(by_direction["row"])]
        return [cross_entropy([scale * x for x in softmax_logits(along, by_direction, i)], p) for i, p in enumerate(positives)]

    if along == "averaged":
        share = config.get("balance", 0.5)
        return [share * r + (1 - share) * c for r, c in zip(costs("rows"), costs("columns"))]
    return costs(along)


def as_lists(matrix):
    return None if matrix is None else [[matrix[i, j] for j in range(matrix.shape[1])] for i in range(matrix.shape[0])]


def evaluate(config, similarity, left=None, right=None):
    """(loss, reports of the terms) of B x B arrays, the similarity B x (B + K); a softmax has its costs only."""
    size = similarity.shape[0]
    by_direction = matrices(*map(as_lists, (similarity, left, right)))
    if config["kind"] == "softmax":
        reports = [{"cost": softmax_costs(config, by_direction)}]
    else:
        reports = [evaluate_term(t, by_direction) for t in config["terms"]]
    total = sum(sum(report["cost"]) for report in reports)
    return (total / size if config["reduction"] == "mean" else total), reports


def loss(config, similarity, left=None, right=None):
    return jnp.asarray(evaluate(config, similarity, left, right)[0])
