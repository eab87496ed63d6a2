"""The independent float64 reference: writes goldens.json beside this file, which tests/goldens.rs reads.

Written from the formulas alone, with loops and automatic differentiation; every loss gradient is checked by central differences
on the way. Not needed to run the tests. To make the numbers again, from the repository's root, in a virtual environment:

    pip install -r tests/reference/requirements.txt && python tests/reference/reference.py
"""

import json
from pathlib import Path

import jax
import numpy as np

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

import adam  # noqa: E402
import encoder  # noqa: E402
import losses  # noqa: E402
import metrics  # noqa: E402
from losses import ALONGS, NEGATIVES, PARTNERS, PRESETS, SAME_SIDE, softmax, term, triplet  # noqa: E402
from samples import PUBLISHED, SAME_SIDE_PUBLISHED, cosine_lists, models, right_padded, side_matrices, similarity_matrices, token_batches, unit_rows  # noqa: E402

DIFFERENCE = 1e-5
FOUR = ("four", "softmax-four")


def flat(array):
    return [float(x) for x in np.asarray(array).ravel()]


def plain(report):
    """A term's report as JSON numbers; a missing negative is null."""
    numbers = {key: [x if x is None else float(x) for x in report[key]] for key in ("cost", "negative") if key in report}
    partners = {key: report[key] for key in PARTNERS.values() if key in report}
    return numbers | partners


def central_differences(function, x):
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = DIFFERENCE
        gradient[place] = (function(x + step) - function(x - step)) / (2 * DIFFERENCE)
    return gradient


def loss_case(named, s):
    """`named` is a configuration, or the name of a preset."""
    config = PRESETS[named] if isinstance(named, str) else named
    gradient = jax.grad(lambda x: losses.loss(config, x))(jax.numpy.asarray(s))
    value, reports = losses.evaluate(config, s)
    numeric = central_differences(lambda x: float(losses.evaluate(config, x)[0]), s)
    np.testing.assert_allclose(gradient, numeric, rtol=1e-5, atol=1e-6, err_msg=str(config))
    return {"config": named, "loss": float(value), "gradient": flat(gradient), "terms": [plain(r) for r in reports]}


def varied_configs(rng, first_reduction):
    """Every term alone, every softmax, and one loss of several terms; the reductions take turns."""
    reductions = ("mean", "sum")
    single = [term(n, a, round(rng.uniform(0.1, 1.2), 3), round(rng.uniform(0.3, 2), 3)) for n in NEGATIVES for a in ALONGS]
    several = [single[k] for k in rng.choice(len(single), size=4, replace=False)]
    configs = [triplet(reductions[(k + k // 4 + first_reduction) % 2], t) for k, t in enumerate(single)]
    configs += [softmax(a, scale, reductions[(k + first_reduction) % 2])
                for k, (a, scale) in enumerate([("rows", 20.0), ("columns", 7.5), ("averaged", 20.0)])]
    return [*configs, triplet(reductions[first_reduction], *several)]


def loss_goldens(rng):
    goldens = []
    for k, (name, s) in enumerate(similarity_matrices(rng)):
        configs = [*varied_configs(rng, k % 2), *[name for name in PRESETS if name not in FOUR]]
        cases = [loss_case(config, s) for config in configs]
        goldens.append({"name": name, "size": len(s), "similarity": flat(s), "cases": cases})
    return goldens


def side_case(named, sides):
    """The same with gradients by S, V1 V1^T and V2 V2^T."""
    config = PRESETS[named] if isinstance(named, str) else named
    gradients = jax.grad(lambda *m: losses.loss(config, *m), argnums=(0, 1, 2))(*map(jax.numpy.asarray, sides))
    value, reports = losses.evaluate(config, *sides)
    for k, gradient in enumerate(gradients):
        moved = lambda x: float(losses.evaluate(config, *[x if n == k else m for n, m in enumerate(sides)])[0])
        np.testing.assert_allclose(gradient, central_differences(moved, sides[k]), rtol=1e-5, atol=1e-6, err_msg=str(config))
    named_gradients = dict(zip(("gradient", "leftGradient", "rightGradient"), map(flat, gradients)))
    return {"config": named, "loss": float(value), **named_gradients, "terms": [plain(r) for r in reports]}


def side_configs(rng):
    """Every term that looks at one side, softmaxes, unequal shares, and one loss of several terms."""
    single = [term(n, a, round(rng.uniform(0.1, 1.2), 3), round(rng.uniform(0.3, 2), 3)) for n in NEGATIVES for a in SAME_SIDE]
    several = [single[k] for k in rng.choice(len(single), size=4, replace=False)]
    configs = [triplet(("mean", "sum")[k % 2], t) for k, t in enumerate(single)]
    configs += [softmax(a, scale, "mean") for a, scale in [("left", 20.0), ("right", 7.5), ("four", 5.0)]]
    configs.append(softmax("averaged", 20.0, "sum") | {"balance": 0.3})
    return [*configs, triplet("sum", *several, term("hardest", "harder", 0.4))]


def side_goldens(rng):
    goldens = []
    for name, sides in side_matrices(rng):
        cases = [side_case(config, sides) for config in [*side_configs(rng), *FOUR]]
        s, left, right = sides
        goldens.append({"name": name, "size": len(s), "similarity": flat(s), "left": flat(left), "right": flat(right), "cases": cases})
    return goldens


def side_published():
    for entry in SAME_SIDE_PUBLISHED:
        sides = [np.array(entry[name]) for name in ("similarity", "left", "right")]
        value = float(losses.evaluate(entry["config"], *sides)[0])
        assert abs(value - entry["value"]) <= entry["tolerance"], (entry, value)
    flattened = ("similarity", "left", "right")
    return [entry | {name: flat(entry[name]) for name in flattened} | {"size": len(entry["similarity"])} for entry in SAME_SIDE_PUBLISHED]


def side_objective(parameters, left, right, config):
    v1, v2 = (encoder.encode(parameters, tokens, "mean") for tokens in (left, right))
    second = v2[: len(v1)]
    return losses.loss(config, v1 @ v2.T, v1 @ v1.T, second @ second.T)


def side_encoder_goldens(rng):
    name, _, parameters, left, right = models(rng)[0]
    configs = [*FOUR, triplet("sum", term("hardest", "left", 1.2), term("semi-hard", "right", 0.9, 0.7)), softmax("right", 8.0, "sum")]
    cases = []
    for named in configs:
        config = PRESETS[named] if isinstance(named, str) else named
        value, gradients = jax.value_and_grad(side_objective)(parameters, left, right, config)
        cases.append({"config": named, "loss": float(value), "gradients": {k: flat(g) for k, g in gradients.items()}})
    v1, v2 = (np.asarray(encoder.encode(parameters, tokens, "mean")) for tokens in (left, right))
    return {
        "name": f"{name}, one side", "pooling": "mean", **sizes(parameters, left),
        "parameters": {k: flat(p) for k, p in parameters.items()}, "left": left.ravel().tolist(), "right": right.ravel().tolist(),
        "v1": flat(v1), "v2": flat(v2), "similarity": flat(v1 @ v2.T), "cases": cases,
    }


def same_side_goldens(rng):
    return {"published": side_published(), "losses": side_goldens(rng), "encoder": side_encoder_goldens(rng)}


def further_case(parameters, left, right, config):
    value, gradients = jax.value_and_grad(side_objective)(parameters, left, right, config)
    return {"config": config, "loss": float(value), "gradients": {k: flat(g) for k, g in gradients.items()}}


def further_configs(rng):
    return [*varied_configs(rng, 0), *side_configs(rng), *FOUR]


def further_goldens(rng):
    """S with columns behind the B, which are candidates of the rows, and a network with further texts behind its questions 2."""
    goldens = []
    for (name, (s, left, right)), more in zip(side_matrices(rng), (1, 2, 4, 3, 2)):
        wide = np.concatenate([s, rng.uniform(-1.0, 1.0, (len(s), more))], axis=1)
        cases = [side_case(config, (wide, left, right)) for config in further_configs(rng)]
        matrices = {"similarity": flat(wide), "left": flat(left), "right": flat(right)}
        goldens.append({"name": f"{name}, {more} further", "size": len(s), **matrices, "cases": cases})
    name, _, parameters, left, right = models(rng)[0]
    right = np.concatenate([right, right_padded(rng, 11, [3, 4], 4)])
    v1, v2 = (np.asarray(encoder.encode(parameters, tokens, "mean")) for tokens in (left, right))
    configs = [PRESETS["forum"], softmax("rows", 8.0, "sum"), triplet("sum", term("hardest", "rows", 1.2), term("semi-hard", "right", 0.9, 0.7))]
    network = {
        "name": f"{name}, two further texts", "pooling": "mean", **sizes(parameters, left),
        "parameters": {k: flat(p) for k, p in parameters.items()}, "left": left.ravel().tolist(), "right": right.ravel().tolist(),
        "v1": flat(v1), "v2": flat(v2), "similarity": flat(v1 @ v2.T), "cases": [further_case(parameters, left, right, c) for c in configs],
    }
    return {"published": [], "losses": goldens, "encoder": network}


def published_goldens():
    for entry in PUBLISHED:
        s = np.array(entry["similarity"])
        value = float(losses.evaluate(entry["config"], s)[0])
        assert abs(value - entry["value"]) <= entry["tolerance"], (entry, value)
    return [entry | {"similarity": flat(entry["similarity"]), "size": len(entry["similarity"])} for entry in PUBLISHED]


def encoder_losses():
    return [
        PRESETS["course-2020"],
        PRESETS["forum"],
        triplet("sum", term("semi-hard-course", "rows", 1.5), term("semi-hard", "harder", 1.1, 0.7)),
        softmax("averaged", 20.0, "mean"),
    ]


def objective(parameters, left, right, pooling, config):
    return losses.loss(config, encoder.similarity(parameters, left, right, pooling))


def encoder_goldens(rng):
    goldens = []
    for name, poolings, parameters, left, right in models(rng):
        for pooling in poolings:
            cases = []
            for config in encoder_losses():
                value, gradients = jax.value_and_grad(objective)(parameters, left, right, pooling, config)
                cases.append({"config": config, "loss": float(value), "gradients": {k: flat(g) for k, g in gradients.items()}})
            v1, v2 = (np.asarray(encoder.encode(parameters, tokens, pooling)) for tokens in (left, right))
            goldens.append({
                "name": f"{name}, {pooling}", "pooling": pooling, **sizes(parameters, left),
                "parameters": {k: flat(p) for k, p in parameters.items()}, "left": left.ravel().tolist(), "right": right.ravel().tolist(),
                "v1": flat(v1), "v2": flat(v2), "similarity": flat(v1 @ v2.T), "cases": cases,
            })
    return goldens


def sizes(parameters, tokens):
    vocabulary, embedding = parameters["embedding"].shape
    return {"vocabulary": vocabulary, "embeddingDim": embedding, "hiddenDim": parameters["recurrentKernel"].shape[0], "batch": len(tokens)}


def train(config, parameters, batches, loss_config):
    moments = {name: (np.zeros_like(p), np.zeros_like(p)) for name, p in parameters.items()}
    values = []
    for step, (left, right) in enumerate(batches, start=1):
        value, gradients = jax.value_and_grad(objective)(parameters, left, right, "mean", loss_config)
        values.append(float(value))
        updated = {name: adam.update(config, step, parameters[name], gradients[name], *moments[name]) for name in parameters}
        parameters = {name: new[0] for name, new in updated.items()}
        moments = {name: new[1:] for name, new in updated.items()}
    return values, parameters


def optimiser_goldens(rng):
    parameters = encoder.random_parameters(rng, 11, 3, 4)
    batches = token_batches(rng, 11, 3, 4, 4)
    runs = [
        ("the course's Trax settings", adam.TRAX, 3),
        ("the course's Keras settings", adam.KERAS, 3),
        ("a schedule that turns at its second step", adam.TRAX | {"warmupSteps": 2, "weightDecay": 0.01}, 4),
    ]
    goldens = []
    for name, config, steps in runs:
        values, trained = train(config, parameters, batches[:steps], PRESETS["both"])
        goldens.append({"name": name, "adam": config, "losses": values, "parameters": {k: flat(p) for k, p in trained.items()}})
    return {
        **sizes(parameters, batches[0][0]), "loss": PRESETS["both"], "parameters": {k: flat(p) for k, p in parameters.items()},
        "batches": [{"left": left.ravel().tolist(), "right": right.ravel().tolist()} for left, right in batches], "runs": goldens,
    }


def metric_goldens(rng):
    vectors = [(unit_rows(rng, size, 4), unit_rows(rng, size, 4)) for size in (2, 5, 9)]
    return {
        "vectors": [{"size": len(v1), "v1": flat(v1), "v2": flat(v2), "similarity": flat(v1 @ v2.T), **metrics.geometry(v1, v2),
                     **metrics.matrix(v1 @ v2.T), "forward": metrics.retrieval(v1 @ v2.T), "backward": metrics.retrieval((v1 @ v2.T).T)}
                    for v1, v2 in vectors],
        "decisions": [{"cosines": cosines, "labels": labels, **metrics.decisions(cosines, labels)} for cosines, labels in cosine_lists(rng)],
    }


def main():
    rng = np.random.default_rng(20)
    goldens = {
        "presets": PRESETS,
        "published": published_goldens(),
        "losses": loss_goldens(rng),
        "encoder": encoder_goldens(rng),
        "optimiser": optimiser_goldens(rng),
        "metrics": metric_goldens(rng),
        "sameSide": same_side_goldens(np.random.default_rng(21)),
        "further": further_goldens(np.random.default_rng(22)),
    }
    text = json.dumps(goldens, separators=(",", ":"), allow_nan=False)
    Path(__file__).with_name("goldens.json").write_text(text + "\n")
    print(f"goldens.json: {len(text)} bytes")


if __name__ == "__main__":
    main()
