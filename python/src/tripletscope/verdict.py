"""The same training with many seeds, on all cores of this machine or on whatever an executor spreads it over."""

from __future__ import annotations

import contextlib
import json
import operator
import os
import sys
import time
import warnings
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from . import engine, tables
from .data import packed
from .results import Results, frame


def verdict(
    losses: Sequence[Any] = ("course-2020", "columns", "both"),
    seeds: int | Iterable[int] = 10,
    *,
    data: Any = None,
    asymmetry: float | Sequence[float] = 0.5,
    steps: int = 300,
    settings: Mapping[str, Any] | None = None,
    executor: Executor | None = None,
    out: str | os.PathLike[str] | None = None,
    runs_per_task: int = 2,
    progress: bool = True,
) -> Any:
    """Trains every loss with every seed and returns a DataFrame with a line for each run.

    losses
        Presets, losses as links write them, or dicts; ``"+swap"`` behind a name exchanges each pair's sides with probability one half.
    seeds
        How many, from 1 on, or which.
    data
        A file of question pairs, a DataFrame of them, or its bytes; arrays of vectors ``(v1, v2)`` or ``(v1, v2, labels)``, or a file of them (``.npz``,
        ``.safetensors`` with ``v1``, ``v2``, and as an option ``labels``, ``left``, ``right``), which a linear head is trained on. Without it the built-in
        questions, with ``asymmetry`` from 0 to 1.
    settings
        As in a link: ``{"adam.learningRate": 0.01, "batchSize": 64}``.
    executor
        Any ``concurrent.futures.Executor``; without one, all cores of this machine. The numbers are the same on each.
    out
        A file in which every run is kept, at once while the file is small, and for a large one as often as a tenth of the time allows; what it
        holds is not made again. The page opens it too.
    runs_per_task
        How many runs one call of the executor makes: more save the sending of the data, fewer spread better.

    Raises ``ValueError`` with a sentence where something is not allowed, before anything is trained, and ``RuntimeError`` where an executor ends
    or its workers have another version; the runs that were made are in ``out``.
    """
    name, content = _bytes_of(data)
    asymmetries = [0.0] if content is not None else _list(asymmetry)
    runs = _runs(losses, _seeds(seeds), asymmetries, _whole("steps", steps, 1), settings or {}, name, content)
    in_one = _whole("runs_per_task", runs_per_task, 1)
    results = Results(out)
    missing = [run for run in runs if run not in results]
    tasks = [missing[k : k + in_one] for k in range(0, len(missing), in_one)]
    told = _Progress(len(runs), len(runs) - len(missing), progress)
    own = ProcessPoolExecutor(mp_context=get_context("spawn")) if executor is None and tasks else None
    try:
        _make(executor or own, tasks, name, content, results, told)
    finally:
        results.write()
        told.end()
        if own:
            own.shutdown(cancel_futures=True)
    return frame((run, results.outcome(run)) for run in runs)


def read(file: str | os.PathLike[str]) -> Any:
    """The results in a file, whichever program wrote it, as a DataFrame."""
    if not Path(file).exists():
        raise FileNotFoundError(f"There is no file {os.fspath(file)}.")
    return frame(Results(file))


def _make(executor: Any, tasks: list[list[dict[str, Any]]], name: str, content: bytes | None, results: Results, told: _Progress) -> None:
    futures: list[Future[Any]] = []
    kept: set[Future[Any]] = set()

    def keep(future: Future[Any]) -> None:
        made = _outcomes(future.result())
        results.add(made)
        kept.add(future)
        told.made(len(made))

    try:
        for task in tasks:
            futures.append(executor.submit(engine.work, task, name, content))
        for future in as_completed(futures):
            keep(future)
    except Exception as error:
        for future in futures:
            # What is done is kept, whatever has become of the rest.
            if not future.cancel() and future.done() and future not in kept and not future.exception():
                with contextlib.suppress(_Unusable):
                    keep(future)
        raise _told(error, results) from error
    finally:
        for future in futures:
            future.cancel()


class _Unusable(Exception):
    """What a worker gave cannot be kept; the text says why."""


def _outcomes(answer: tuple[str, list[dict[str, Any]]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    version, answers = answer
    if version != engine.version():
        raise _Unusable(f"A worker has version {version} of the core, this process {engine.version()}: install the same package on both.")
    problems = [line["problem"] for line in answers if "problem" in line]
    if problems:
        raise _Unusable(problems[0])
    return [(line["run"], line["outcome"]) for line in answers if "run" in line]


def _told(error: Exception, results: Results) -> Exception:
    """The same in a sentence that says what is kept."""
    kept = f"{len(results)} runs are kept{f' in {results.file}; call again to go on' if results.file else ''}."
    said = str(error) if isinstance(error, _Unusable) else f"The executor ended with {type(error).__name__}: {error}."
    return error if isinstance(error, ValueError) else RuntimeError(f"{said} {kept}")


def _runs(
    losses: Sequence[Any],
    seeds: list[int],
    asymmetries: list[float],
    steps: int,
    settings: Mapping[str, Any],
    name: str,
    content: bytes | None,
) -> list[dict[str, Any]]:
    """Every combination, the seeds outermost, so that what is made so far is always a fair comparison; checked by the core."""
    if name.lower().endswith(_ARRAYS):
        _check_head(settings)
    written = "&".join(f"{key}={_text(value)}" for key, value in _checked(settings).items())
    texts = [_loss(loss) for loss in ([losses] if isinstance(losses, (str, Mapping)) else losses)]
    for what, given in {"losses": texts, "seeds": seeds, "asymmetry": asymmetries}.items():
        if not given:
            raise ValueError(f"{what} is empty; name at least one.")
    asked = [
        {"asymmetry": _text(asymmetry), "loss": loss, "seed": seed, "steps": steps, "settings": written}
        for seed in seeds
        for asymmetry in asymmetries
        for loss in texts
    ]
    named = engine.check(asked, name, content)
    _tell_repeated("losses", [run["loss"] for run in named[: len(texts)]])
    _tell_repeated("asymmetry", asymmetries)
    _tell_repeated("seeds", seeds)
    # What is asked for twice is made once.
    return list({json.dumps(run, sort_keys=True): run for run in named}.values())


_ARRAYS = (".npz", ".safetensors")


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


def _whole(name: str, value: Any, least: int) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__") or operator.index(value) < least:
        raise ValueError(f"{name} is {value!r}, but it must be a whole number from {least}.")
    return operator.index(value)


def _seeds(seeds: Any) -> list[int]:
    if isinstance(seeds, str) or not (hasattr(seeds, "__index__") or hasattr(seeds, "__iter__")):
        raise ValueError(f"seeds is {seeds!r}, but it must say how many, or which.")
    return list(range(1, _whole("seeds", seeds, 1) + 1)) if hasattr(seeds, "__index__") else [_whole("seed", seed, 0) for seed in seeds]


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


def _list(values: float | Sequence[float]) -> list[float]:
    return [float(value) for value in ([values] if isinstance(values, (int, float)) else values)]


def _bytes_of(data: Any) -> tuple[str, bytes | None]:
    if data is None:
        return "", None
    if isinstance(data, (tuple, list)):
        return "vectors.npz", packed(data)["bytes"]
    if isinstance(data, (bytes, bytearray)):
        return "data.csv", bytes(data)
    if hasattr(data, "to_csv"):
        return "data.csv", data.to_csv(index=False).encode("utf-8")
    if not isinstance(data, (str, os.PathLike)):
        packed(data)
    path = Path(data)
    if not path.is_file():
        raise ValueError(f"data is {os.fspath(data)!r}, but there is no such file.")
    return path.name, path.read_bytes()


class _Progress:
    """Runs made, rate and time left: a line that is written over in a terminal, and one line a minute elsewhere."""

    _EVERY_SECONDS = 60.0

    def __init__(self, all_runs: int, known: int, shown: bool) -> None:
        self._all, self._known, self._made, self._shown = all_runs, known, 0, shown
        self._begun = self._told = time.monotonic()
        self._open = False

    def made(self, count: int) -> None:
        self._made += count
        now = time.monotonic()
        terminal = sys.stderr.isatty()
        if not self._shown or (not terminal and now - self._told < self._EVERY_SECONDS):
            return
        self._told, self._open = now, terminal
        rate = self._made / max(now - self._begun, 1e-9)
        done = self._known + self._made
        line = f"{done} of {self._all} runs, {rate:.2g} a second, {(self._all - done) / rate:.0f} s left"
        print(f"\r{line:<60}" if terminal else line, end="" if terminal else "\n", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._open:
            print(file=sys.stderr)
