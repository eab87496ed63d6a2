"""What a verdict is to make: every loss with every seed, checked by the core before anything is trained."""

from __future__ import annotations

import json
import operator
import warnings
from typing import Any, Mapping, Sequence

from . import engine, tables
from .data import VECTORS

Run = dict[str, Any]

_RATE = "adam.learningRate"


def runs(
    losses: Any,
    seeds: Any,
    asymmetry: float | Sequence[float],
    steps: Any,
    settings: Mapping[str, Any],
    data: engine.Data,
) -> list[Run]:
    """Every combination, the seeds outermost, so that what is made so far is always a fair comparison; checked by the core."""
    if data.name.lower().endswith(VECTORS):
        _check_head(settings)
    written = "&".join(f"{key}={_text(value)}" for key, value in _checked(settings).items())
    texts = [_loss(loss) for loss in ([losses] if isinstance(losses, (str, Mapping)) else losses)]
    numbers, asymmetries = _seeds(seeds), [0.0] if data.content is not None else _asymmetries(asymmetry)
    for what, given in {"losses": texts, "seeds": numbers, "asymmetry": asymmetries}.items():
        if not given:
            raise ValueError(f"{what} is empty; name at least one.")
    count = whole("steps", steps, 1)
    asked = [
        {"asymmetry": _text(one), "loss": loss, "seed": seed, "steps": count, "settings": written} for seed in numbers for one in asymmetries for loss in texts
    ]
    named = engine.check(asked, data)
    _tell_repeated("losses", [run["loss"] for run in named[: len(texts)]])
    _tell_repeated("asymmetry", asymmetries)
    _tell_repeated("seeds", numbers)
    # What is asked for twice is made once.
    return list({json.dumps(run, sort_keys=True): run for run in named}.values())


def settings_of(settings: Any) -> Mapping[str, Any]:
    """As they are given; none are an empty dict."""
    if not isinstance(settings or {}, Mapping):
        raise ValueError(f'settings is {settings!r}; it takes a dict such as {{"batchSize": 64}}.')
    return settings or {}


def rates_of(tune: Any, settings: Mapping[str, Any]) -> list[float]:
    """Learning rates to try, each once and rising; none where nothing is tuned."""
    if tune is None:
        return []
    if isinstance(tune, str) or not (hasattr(tune, "__iter__") or hasattr(tune, "__float__")):
        raise ValueError(f"tune is {tune!r}, but it must list learning rates, such as [0.005, 0.01, 0.02].")
    rates = [tables.check_settings({_RATE: rate})[_RATE] for rate in (tune if hasattr(tune, "__iter__") else [tune])]
    if not rates:
        raise ValueError("tune is empty; name at least one learning rate.")
    if _RATE in settings:
        raise ValueError(f"settings names {_RATE!r}, which tune chooses for each loss; leave one of the two out.")
    return sorted(set(rates))


def tell_shared(runs: Sequence[Run], grid: Sequence[Run]) -> None:
    """Seeds that choose a rate are to judge it no more."""
    for seed in sorted({run["seed"] for run in runs} & {run["seed"] for run in grid}):
        warnings.warn(f"seeds names {seed}, by which learning rates are chosen; a fair comparison has others.", stacklevel=3)


def tell_edges(best: Sequence[Mapping[str, Any]], rates: Sequence[float]) -> None:
    """A best rate at an end of those that were tried says that a rate outside may do better."""
    for one in best if len(rates) > 1 else ():
        if one["atEdge"]:
            end, other = ("lowest", "lower") if one["rate"] == rates[0] else ("highest", "higher")
            warnings.warn(
                f"{one['loss']} (asymmetry {one['asymmetry']}) does best at {one['rate']:g}, the {end} learning rate of those tried; a {other} one may do better.",
                stacklevel=3,
            )


def _check_head(settings: Mapping[str, Any]) -> None:
    """What is the default on questions is never said in a run's name, so on vectors it would be passed over."""
    for key in ("model.encoder", "model.hiddenDim", "model.initialisation"):
        if key in settings and settings[key] == tables.SETTINGS[key]["default"]:
            raise ValueError(f"{key} is {settings[key]!r}, but vectors are trained on with a linear head of their own size that begins as the identity; leave it out.")


def _tell_repeated(what: str, given: Sequence[Any]) -> None:
    """However they are spelt."""
    for one in dict.fromkeys(value for value in given if given.count(value) > 1):
        warnings.warn(f"{what} names {one} more than once; it is made once.", stacklevel=4)


# What an argument of its own says.
_ARGUMENTS = {"seed": "the argument seeds", "data.asymmetry": "the argument asymmetry", "swap": '"+swap" behind the name of a loss', "loss": "the argument losses"}


def _checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings, or a sentence with the names that a verdict takes; what belongs to the page changes no run, and is passed over."""
    for key in settings:
        if key in _ARGUMENTS:
            raise ValueError(f"settings names {key!r}; say it by {_ARGUMENTS[key]}.")
    kept = {key: value for key, value in settings.items() if key not in tables.OF_THE_PAGE}
    return tables.check_settings(kept, [name for name in tables.OF_RUNS if name not in _ARGUMENTS])


def whole(name: str, value: Any, least: int) -> int:
    """A whole number, or a ValueError that names it."""
    if isinstance(value, bool) or not hasattr(value, "__index__") or operator.index(value) < least:
        raise ValueError(f"{name} is {value!r}, but it must be a whole number from {least}.")
    return operator.index(value)


def _seeds(seeds: Any) -> list[int]:
    if isinstance(seeds, str) or not (hasattr(seeds, "__index__") or hasattr(seeds, "__iter__")):
        raise ValueError(f"seeds is {seeds!r}, but it must say how many, or which.")
    return list(range(1, whole("seeds", seeds, 1) + 1)) if hasattr(seeds, "__index__") else [whole("seed", seed, 0) for seed in seeds]


def _loss(loss: Any) -> str:
    if isinstance(loss, str) and loss.endswith("+swap"):
        return f"{tables.loss_text(loss[: -len('+swap')])}+swap"
    return tables.loss_text(loss)


def _text(value: Any) -> str:
    """A value as links write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def _asymmetries(asymmetry: Any) -> list[float]:
    if isinstance(asymmetry, str) or not (hasattr(asymmetry, "__iter__") or hasattr(asymmetry, "__float__")):
        raise ValueError(f"asymmetry is {asymmetry!r}; allowed is a number from 0 to 1, or a list of such numbers.")
    return [tables.check("data.asymmetry", one, "asymmetry") for one in (asymmetry if hasattr(asymmetry, "__iter__") else [asymmetry])]
