"""Results in a file, in the format of the page and of the native program: a list of pairs of a run and its outcome."""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping

from .engine import needed

Run = dict[str, Any]
Outcome = dict[str, Any]

_KEYS = ("data", "asymmetry", "loss", "seed", "steps", "settings")
_SHARES = ("forward", "backward", "auc")
# Shares that differ by no more are the same: a file may keep them rounded. One that is packed keeps the AUC in thousandths.
_NO_DIFFERENCE = 2e-5
# So many times as long as the last writing took goes by before the next, so that a large file takes at most a tenth of the time.
_BETWEEN_WRITES = 9


class Results:
    """Each run once; where a file is given, what it holds is read, and what is added is kept in it, at the latest by ``write()``."""

    def __init__(self, file: str | os.PathLike[str] | None = None) -> None:
        self.file = Path(file) if file is not None else None
        self._by_key: dict[tuple[Any, ...], tuple[Run, Outcome]] = {}
        self._unwritten, self._next_write = False, 0.0
        if self.file and not self.file.absolute().parent.is_dir():
            raise ValueError(f"out is {os.fspath(self.file)!r}, but there is no folder {self.file.absolute().parent}.")
        if self.file and self.file.exists():
            self._add(_pairs(self.file))

    def __contains__(self, run: Run) -> bool:
        return _key(run) in self._by_key

    def __len__(self) -> int:
        return len(self._by_key)

    def outcome(self, run: Run) -> Outcome:
        """What came out of a run that is there."""
        return self._by_key[_key(run)][1]

    def __iter__(self) -> Iterator[tuple[Run, Outcome]]:
        return iter(self._by_key.values())

    def add(self, pairs: list[tuple[Run, Outcome]]) -> None:
        """Adds outcomes; a run that is there already must have come out the same."""
        self._add(pairs)
        self._unwritten = True
        if time.monotonic() >= self._next_write:
            self.write()

    def write(self) -> None:
        """Keeps what has been added since the last time, with what others have added to the file meanwhile."""
        if not self.file or not self._unwritten:
            return
        begun = time.monotonic()
        with _locked(self.file):
            if self.file.exists():
                self._add(_pairs(self.file))
            _write(self.file, [self._by_key[key] for key in sorted(self._by_key)])
        self._unwritten = False
        self._next_write = time.monotonic() + _BETWEEN_WRITES * (time.monotonic() - begun)

    def _add(self, pairs: list[tuple[Run, Outcome]]) -> None:
        for run, outcome in pairs:
            known = self._by_key.setdefault(_key(run), (run, outcome))[1]
            if not _agree(known, outcome):
                raise ValueError(
                    f"Seed {run['seed']} of {run['loss']} (asymmetry {run['asymmetry']}, {run['steps']} steps) is there with two outcomes: "
                    "not all of it was made by the same version."
                )


def frame(results: Iterable[tuple[Run, Outcome]]) -> Any:
    """A DataFrame with a line for each run: what it was, both recalls, their mean, the AUC, and the step at which it diverged, if it did."""
    pandas = needed("pandas")
    lines = [{**dict.fromkeys(_KEYS, ""), **run, **outcome, "recall": (outcome["forward"] + outcome["backward"]) / 2} for run, outcome in results]
    return pandas.DataFrame(lines, columns=[*_KEYS, "forward", "backward", "recall", "auc", "diverged"]).astype({"diverged": "Int64"})


def packed(results: Any) -> dict[str, Any]:
    """What the page opens: ``name`` and the bytes of a file of results."""
    if isinstance(results, (str, os.PathLike)):
        file = Path(results)
        if not file.exists():
            raise ValueError(f"There is no file {os.fspath(results)}.")
        _pairs(file)
        return {"name": file.name, "bytes": file.read_bytes()}
    missing = [name for name in (*_KEYS, *_SHARES) if name not in getattr(results, "columns", ())]
    if missing:
        raise ValueError(f"results is {type(results).__name__} without {missing[0]}; allowed is a file of results, or the DataFrame of verdict() or read().")
    return {"name": "DataFrame.json", "bytes": _text(_pairs_of(results)).encode("utf-8")}


def _pairs_of(lines: Any) -> list[tuple[Run, Outcome]]:
    """A DataFrame's lines, as files hold them; what is missing there is none."""
    names = [*_KEYS, *_SHARES, *(name for name in ("diverged",) if name in lines.columns)]
    records = json.loads(lines[names].to_json(orient="records", double_precision=15))
    return [({name: line[name] for name in _KEYS}, _outcome(line)) for line in records]


def _outcome(given: Mapping[str, Any]) -> Outcome:
    """As files hold it: most runs have not diverged, and say nothing of it."""
    step = given.get("diverged")
    return {**{name: given[name] for name in _SHARES}, **({} if step is None else {"diverged": step})}


def _key(run: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(run.get(name, "") for name in _KEYS)


def _agree(one: Outcome, other: Outcome) -> bool:
    def same(name: str) -> bool:
        a, b = one.get(name), other.get(name)
        if a is None or b is None:
            return a == b
        in_thousandths = name == "auc" and (round(a, 3) == a or round(b, 3) == b)
        return abs(a - b) < _NO_DIFFERENCE + (0.0005 if in_thousandths else 0)

    return one.get("diverged") == other.get("diverged") and all(map(same, _SHARES))


def _pairs(file: Path) -> list[tuple[Run, Outcome]]:
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} is no JSON: {error}.") from None
    if not isinstance(listed, list):
        raise ValueError(f"{file} holds no results: it must be a list of pairs of a run and its outcome.")
    pairs: list[tuple[Run, Outcome]] = []
    for place, entry in enumerate(listed):
        try:
            pairs += _unpacked(entry) if isinstance(entry, dict) else [(dict(entry[0]), dict(entry[1]))]
            _key(pairs[-1][0]), float(pairs[-1][1]["forward"]), float(pairs[-1][1]["backward"])
        except (KeyError, IndexError, TypeError, ValueError):
            raise ValueError(f"{file}: entry {place} is no pair of a run and its outcome.") from None
    return pairs


def _unpacked(packed: Mapping[str, Any]) -> list[tuple[Run, Outcome]]:
    """The runs of one loss, as the reference results are kept: as shares, or as counts out of so many."""
    seeds = packed["seeds"]
    lists = {name: packed[name] for name in (*_SHARES, "diverged") if name in packed}
    if "outOf" in packed:
        pairs, areas = packed["outOf"]
        for name, every in zip(_SHARES, (pairs, pairs, areas)):
            lists[name] = [None if count is None else count / every for count in packed[name]]
    if any(len(values) != len(seeds) for values in lists.values()):
        raise ValueError
    run = {name: packed[name] for name in _KEYS if name in packed}
    return [({**run, "seed": seed}, _outcome({name: values[k] for name, values in lists.items()})) for k, seed in enumerate(seeds)]


def _text(pairs: list[tuple[Run, Outcome]]) -> str:
    lines = ",\n".join(json.dumps([run, outcome], ensure_ascii=False) for run, outcome in pairs)
    return f"[\n{lines}\n]\n"


def _write(file: Path, pairs: list[tuple[Run, Outcome]]) -> None:
    """As a whole or not at all."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with open(part, "w", encoding="utf-8") as stream:
        stream.write(_text(pairs))
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, file)


@contextlib.contextmanager
def _locked(file: Path) -> Iterator[None]:
    """One writer at a time; the lock goes with its process, however that ends."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(file.with_name(f"{file.name}.lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
