"""What the widget takes: the tables of the JavaScript package, written at build, and the checks that follow from them."""

from __future__ import annotations

import json
import math
import numbers
from pathlib import Path
from typing import Any, Mapping

STATIC = Path(__file__).parent / "static"
_TABLES = json.loads((STATIC / "tables.json").read_text(encoding="utf-8"))

SETTINGS: dict[str, dict[str, Any]] = {setting["key"]: setting for setting in _TABLES["settings"]}
LOSSES: dict[str, dict[str, Any]] = _TABLES["losses"]
LESSONS: list[str] = _TABLES["lessons"]
VIEWS: list[str] = [key[len("view.") :] for key, row in SETTINGS.items() if key.startswith("view.") and row["kind"] == "switch"]

_ON_THE_PAGE = [key for key, row in SETTINGS.items() if row["group"] not in ("", "loss")]

# What changes only how the page looks, and what changes a run's numbers.
OF_THE_PAGE = [key for key in _ON_THE_PAGE if SETTINGS[key]["scope"] == "page"]
OF_RUNS = [key for key in _ON_THE_PAGE if SETTINGS[key]["scope"] != "page"]


def check_settings(settings: Mapping[str, Any], names: list[str] = _ON_THE_PAGE) -> dict[str, Any]:
    """The settings, or a ValueError whose sentence says what is not allowed."""
    for key in settings:
        check_name("setting", key, names)
    return {key: check(key, value) for key, value in settings.items()}


def check_name(what: str, name: str, names: list[str]) -> str:
    """One of the names, or a ValueError that lists them."""
    if name not in names:
        raise ValueError(f"There is no {what} {name!r}. There are: {', '.join(names)}.")
    return name


def loss_text(loss: str | Mapping[str, Any]) -> str:
    """A loss as a link writes it: a preset's name, or the reduction and the terms."""
    if isinstance(loss, str):
        return loss if loss == "" or "~" in loss else check_name("loss", loss, list(LOSSES))
    if not isinstance(loss, Mapping):
        raise ValueError(f"A loss is a preset's name or a dict, not {loss!r}.")
    kind = _field(loss, "kind")
    parts = [_field(loss, "reduction")]
    if kind == "softmax":
        parts.append(f"softmax_{_field(loss, 'along')}_{_field(loss, 'scale')!r}")
    else:
        terms = loss.get("terms")
        if not isinstance(terms, (list, tuple)) or not terms:
            raise ValueError('A triplet loss needs "terms": a list of one term or more.')
        parts += [_term(term) for term in terms]
    return "~".join(parts)


def _term(term: Mapping[str, Any]) -> str:
    return f"{_field(term, 'negative')}_{_field(term, 'along')}_{_field(term, 'margin')!r}_{_field(term, 'weight')!r}"


def _field(fields: Mapping[str, Any], name: str) -> Any:
    row = SETTINGS[f"loss.{name}"]
    if name not in fields and not row["optional"]:
        raise ValueError(f'A part of the loss lacks "{name}": {dict(fields)}.')
    return check(f"loss.{name}", fields.get(name, row["default"]))


def check(key: str, value: Any, name: str | None = None) -> Any:
    """A setting's value, or a ValueError that names it, by another name where it is said by an argument."""
    row = SETTINGS[key]
    if not _CHECKS[row["kind"]](row, value):
        raise ValueError(f"{name or key} is {value!r}; allowed is {_allowed(row)}.")
    return _PLAIN.get(row["kind"], lambda same: same)(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool) and math.isfinite(value)


_CHECKS = {
    "number": lambda row, value: _is_number(value) and row["min"] <= value <= row["max"],
    "integer": lambda row, value: _is_number(value) and value == int(value) and row["min"] <= value <= row["max"],
    "choice": lambda row, value: value in [choice["value"] for choice in row["choices"]],
    "switch": lambda row, value: isinstance(value, bool),
}

# NumPy's numbers become Python's.
_PLAIN = {"number": float, "integer": int}


def _allowed(row: Mapping[str, Any]) -> str:
    if row["kind"] == "switch":
        return "True or False"
    if row["kind"] == "choice":
        return "one of " + ", ".join(choice["value"] for choice in row["choices"])
    kind = "a whole number" if row["kind"] == "integer" else "a number"
    return f"{kind} from {row['min']} to {row['max']}"
