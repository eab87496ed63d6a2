#!/usr/bin/env python3
"""What a verdict costs beside the training itself, as lines of a table:

    python examples/cluster/cost.py [seeds]

Runs a second on one core and on all, what a process pool and Dask (where it is installed) take for a run that trains next to nothing, and what it takes to
keep and to read back results where there are many already.
"""

import os
import sys
import tempfile
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tripletscope import read, verdict
from tripletscope.results import Results

WHOLE = {"losses": ["course-2020", "both"], "steps": 300, "progress": False}
EMPTY = {**WHOLE, "steps": 1, "settings": {"batchSize": 2, "model.embeddingDim": 1, "model.hiddenDim": 1}}


class Here(Executor):
    """This process, one call after the other."""

    def submit(self, call, /, *arguments, **more):
        future = Future()
        future.set_result(call(*arguments, **more))
        return future


def seconds(call):
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def processes(count):
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))


def line(what, value):
    print(f"| {what} | {value} |", flush=True)


def trained(name, executor, seeds):
    """Runs a second, after a first call that starts the workers and compiles the core."""
    with executor:
        verdict(seeds=range(1001, 1005), executor=executor, **EMPTY)
        line(f"whole runs, {name}", f"{2 * seeds / seconds(lambda: verdict(seeds=seeds, executor=executor, **WHOLE)):.2f} a second")


def scheduled(name, executor, seeds, alone):
    """What a run takes of the scheduler: the difference from the same runs in one process."""
    verdict(seeds=range(1001, 1005), executor=executor, **EMPTY)
    wall = seconds(lambda: verdict(seeds=seeds, executor=executor, **EMPTY))
    line(f"next to nothing trained, {name}", f"{1000 * wall / (2 * seeds):.1f} ms a run, {1000 * (wall - alone) / (2 * seeds):+.1f} ms")


def kept(many):
    """Writing a file again that holds many runs, after two more, and reading it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "verdict.json"
        run = {"asymmetry": "0.5", "loss": "both", "steps": 300, "settings": ""}
        outcome = {"forward": 0.5, "backward": 0.5, "auc": 0.75}
        results = Results(file)
        results.add([({**run, "seed": seed}, outcome) for seed in range(1, many + 1)])
        results.add([({**run, "seed": many + k}, outcome) for k in (1, 2)])
        line(f"writing {many:,} runs", f"{1000 * seconds(results.write):.0f} ms")
        line(f"reading {many:,} runs", f"{seconds(lambda: read(file)):.2f} s, {file.stat().st_size / many:.0f} bytes a run")


def main(seeds=20, many=(1_000, 10_000, 100_000)):
    cores = os.cpu_count() or 1
    print("| what | cost |\n|---|---:|")
    trained("1 process", processes(1), seeds)
    trained(f"{cores} processes", processes(cores), seeds)
    alone = seconds(lambda: verdict(seeds=seeds, executor=Here(), **EMPTY))
    line("next to nothing trained, no executor", f"{1000 * alone / (2 * seeds):.1f} ms a run")
    with processes(1) as pool:
        scheduled("1 process", pool, seeds, alone)
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        line("next to nothing trained, Dask", "not installed")
    else:
        with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
            scheduled("Dask, 1 worker", client.get_executor(), seeds, alone)
    for count in many:
        kept(count)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
