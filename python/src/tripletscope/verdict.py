"""The same training with many seeds, on all cores of this machine or on whatever an executor spreads it over."""

from __future__ import annotations

import contextlib
import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from . import engine, plan
from .data import opened
from .progress import Progress
from .results import Results, frame


def verdict(
    losses: Sequence[Any] = ("course-2020", "columns", "both"),
    seeds: int | Iterable[int] = 10,
    *,
    data: Any = None,
    reading: Mapping[str, Any] | None = None,
    test: Any = None,
    test_reading: Mapping[str, Any] | None = None,
    asymmetry: float | Sequence[float] = 0.5,
    steps: int = 300,
    settings: Mapping[str, Any] | None = None,
    tune: Sequence[float] | None = None,
    tune_seeds: int = 5,
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
        A file of question pairs, a DataFrame of them, or its bytes; vectors for a linear head to train on: arrays ``(v1, v2)`` or ``(v1, v2, labels)``, their
        ``.npy`` files, or a file of them (``.npz``, ``.safetensors`` with ``v1``, ``v2``, and as an option ``labels``, ``left``, ``right``). Without it the
        built-in questions, with ``asymmetry`` from 0 to 1.
    reading
        What a file of pairs does not say of how it is read: ``{"delimiter": "|", "label": "match", "duplicate": ["y"], "different": ["n"]}``; docs/data.md has
        every key.
    test
        Pairs to test with, as ``data`` takes them; they are read as ``data`` is, and nothing of ``data`` is held out. ``test_reading`` is what else is to be said of
        them: ``{"label": None}`` where they have no labels and each of them is a pair of duplicates.
    settings
        As in a link: ``{"batchSize": 64, "model.hiddenDim": 64}``.
    tune
        Learning rates such as ``[0.005, 0.01, 0.02]``: each loss is trained at that one which is best for it. As in the page and in ``tripletscope-verdict``, it
        is the one with the greatest mean recall@1 over ``tune_seeds`` other seeds, from 1001 on, and of the built-in questions on others too. These runs are
        kept beside ``out``, in ``verdict.tuning.json`` for ``verdict.json``, and are no results.
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
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise ValueError(f"executor is {executor!r}; allowed is a concurrent.futures.Executor, such as ThreadPoolExecutor(), or None for all cores of this machine.")
    given = opened(data, reading, test, test_reading)
    settings = plan.settings_of(settings)
    rates, other_seeds = plan.rates_of(tune, settings), plan.whole("tune_seeds", tune_seeds, 1)
    runs = plan.runs(losses, seeds, asymmetry, steps, settings, given)
    results, tuning = Results(out), Results(Path(out).with_suffix(".tuning.json") if out and rates else None)
    with _Maker(executor, given, plan.whole("runs_per_task", runs_per_task, 1), progress) as maker:
        if rates:
            grid = engine.grid(runs, rates, other_seeds)
            plan.tell_shared(runs, grid)
            maker.make(grid, tuning, "tuning: ")
            answer = engine.tuned(runs, rates, other_seeds, [(run, tuning.outcome(run)) for run in grid])
            plan.tell_edges(answer["best"], rates)
            runs = answer["tuned"]
        maker.make(runs, results)
    return frame((run, results.outcome(run)) for run in runs)


def read(file: str | os.PathLike[str]) -> Any:
    """The results in a file, whichever program wrote it, as a DataFrame."""
    if not Path(file).exists():
        raise FileNotFoundError(f"There is no file {os.fspath(file)}.")
    return frame(Results(file))


class _Maker:
    """Makes runs with an executor, or with processes of its own, which start when there is something to make."""

    def __init__(self, executor: Any, data: engine.Data, in_one: int, progress: bool) -> None:
        self._executor, self._own = executor, None
        self._data, self._in_one, self._progress = data, in_one, progress

    def __enter__(self) -> _Maker:
        return self

    def __exit__(self, *_: object) -> None:
        if self._own:
            self._own.shutdown(cancel_futures=True)

    def make(self, runs: list[dict[str, Any]], results: Results, part: str = "") -> None:
        """Those that are missing; what is made is kept, however this ends."""
        missing = [run for run in runs if run not in results]
        tasks = [missing[k : k + self._in_one] for k in range(0, len(missing), self._in_one)]
        if tasks and self._executor is None:
            self._executor = self._own = ProcessPoolExecutor(mp_context=get_context("spawn"))
        told = Progress(part, len(runs), len(runs) - len(missing), self._progress)
        try:
            _make(self._executor, tasks, self._data, results, told)
        finally:
            results.write()
            told.end()


def _make(executor: Any, tasks: list[list[dict[str, Any]]], data: engine.Data, results: Results, told: Progress) -> None:
    futures: list[Future[Any]] = []
    kept: set[Future[Any]] = set()

    def keep(future: Future[Any]) -> None:
        made = _outcomes(future.result())
        results.add(made)
        kept.add(future)
        told.made(len(made))

    try:
        for task in tasks:
            futures.append(executor.submit(engine.work, task, data))
        for future in as_completed(futures):
            keep(future)
    except Exception as error:
        for future in futures:
            # What is done is kept, whatever has become of the rest.
            if not _cancelled(future) and future.done() and future not in kept and not future.exception():
                with contextlib.suppress(_Unusable):
                    keep(future)
        raise _told(error, results) from error
    finally:
        for future in futures:
            _cancelled(future)


def _cancelled(future: Future[Any]) -> bool:
    """What no longer runs; Parsl's futures cannot be cancelled, and say so."""
    try:
        return future.cancel()
    except NotImplementedError:
        return False


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
    count = "1 run is" if len(results) == 1 else f"{len(results)} runs are"
    kept = f"{count} kept{f' in {results.file}; call again to go on' if results.file else ''}."
    said = str(error) if isinstance(error, _Unusable) else f"The executor ended with {type(error).__name__}: {str(error).rstrip('.')}."
    if isinstance(error, BrokenProcessPool):
        said += " A script must call verdict under `if __name__ == \"__main__\":`, since every process reads it again."
    return error if isinstance(error, ValueError) else RuntimeError(f"{said} {kept}")
