"""What a run reports, each by its definition and by loops over all pairs."""

import math

import numpy as np


def geometry(v1, v2):
    vectors = np.concatenate([v1, v2])
    pairs = [(x, y) for a, x in enumerate(vectors) for y in vectors[a + 1 :]]
    mean = vectors.mean(axis=0)
    return {
        "collapse": float(mean @ mean),
        "alignment": float(np.mean([np.sum((x - y) ** 2) for x, y in zip(v1, v2)])),
        "uniformity": math.log(np.mean([math.exp(-2 * np.sum((x - y) ** 2)) for x, y in pairs])),
    }


def matrix(s):
    size = len(s)
    closest_row = [max((s[i, j], j) for j in range(size) if j != i) for i in range(size)]
    closest_column = [max((s[j, i], j) for j in range(size) if j != i) for i in range(size)]
    others = [s[i, j] for i in range(size) for j in range(size) if i != j]
    difference = sum((s[i, j] - s[j, i]) ** 2 for i in range(size) for j in range(size))
    same = [r[1] == c[1] for r, c in zip(closest_row, closest_column)]
    return {
        "asymmetry": float(math.sqrt(difference) / math.sqrt(sum(x * x for x in others))),
        "meanPositive": float(np.mean([s[i, i] for i in range(size)])),
        "meanNegative": float(np.mean(others)),
        "closestRow": float(np.mean([value for value, _ in closest_row])),
        "closestColumn": float(np.mean([value for value, _ in closest_column])),
        "samePartner": sum(same) / size,
    }


def retrieval(s):
    """Recall@1 and mean reciprocal rank of row i finding column i."""
    ranks = [1 + sum(bool(s[i, j] > s[i, i]) for j in range(len(s)) if j != i) for i in range(len(s))]
    return {"recallAt1": sum(rank == 1 for rank in ranks) / len(s), "mrr": sum(1 / rank for rank in ranks) / len(s)}


def accuracy(cosines, labels, threshold):
    return sum((c > threshold) == bool(label) for c, label in zip(cosines, labels)) / len(labels)


def decisions(cosines, labels):
    positives = [c for c, label in zip(cosines, labels) if label]
    negatives = [c for c, label in zip(cosines, labels) if not label]
    wins = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    predicted = [c > 0.7 for c in cosines]
    counts = [sum(p == a and bool(label) == b for p, label in zip(predicted, labels))
              for a, b in ((True, True), (True, False), (False, False), (False, True))]
    names = ("truePositive", "falsePositive", "trueNegative", "falseNegative")
    return {
        "auc": wins / (len(positives) * len(negatives)) if positives and negatives else None,
        "accuracyAt07": accuracy(cosines, labels, 0.7),
        "bestAccuracy": max(accuracy(cosines, labels, t) for t in [-2.0, *cosines]),
        "confusion": dict(zip(names, counts)),
    }
