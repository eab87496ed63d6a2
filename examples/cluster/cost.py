#!/usr/bin/env python3
"""What a verdict costs beside the training itself, as lines of a table:

    python examples/cluster/cost.py [seeds]

Runs a second on one core and on all, what a process pool and Dask (where it is installed) take for a run that trains next to nothing, and what it takes to
keep and to read back results where there are many already; how many bytes a call carries.
"""

import os
import pickle
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


def seconds(call, clock=time.perf_counter):
    begun = clock()
    call()
    return clock() - begun


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


BUILT_IN = {"asymmetry": "0.5", "loss": "both", "steps": 300, "settings": "batchSize=16&adam.learningRate=0.025"}
ON_A_FILE = {**BUILT_IN, "data": "tatoeba_questions.csv (c01e39ec)", "asymmetry": "0", "steps": 800}


def made(run, seed):
    """A run and its outcome with as many digits as a training gives: counts of 240 held-out pairs, and an area over 57,600 pairs of them."""
    return {**run, "seed": seed}, {"forward": (120 + seed % 97) / 240, "backward": (120 + seed % 89) / 240, "auc": (28_801 + seed % 28_001) / 57_600}


def kept(many, run, where):
    """Writing a file again that holds many runs, after two more, and reading it, in processor time."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "verdict.json"
        results = Results(file)
        results.add([made(run, seed) for seed in range(1, many + 1)])
        results.add([made(run, many + k) for k in (1, 2)])
        line(f"writing {many:,} runs {where}", f"{1000 * seconds(results.write, time.process_time):.0f} ms")
        line(f"reading {many:,} runs {where}", f"{seconds(lambda: read(file), time.process_time):.2f} s, {file.stat().st_size / many:.0f} bytes a run")


class Counted(Here):
    """Counts what a scheduler would carry."""

    def __init__(self):
        self.calls, self.there, self.back = 0, 0, 0

    def submit(self, call, /, *arguments, **more):
        future = super().submit(call, *arguments, **more)
        self.calls, self.there = self.calls + 1, self.there + len(pickle.dumps((call, arguments, more)))
        self.back += len(pickle.dumps(future.result()))
        return future


def carried(where, **given):
    """Bytes of the calls and of what comes back, as processes and clusters send them."""
    counted = Counted()
    verdict(seeds=4, executor=counted, **{**EMPTY, **given})
    line(f"carried {where}", f"{counted.there / counted.calls:,.0f} bytes a call, {counted.back / 8:.0f} back a run")


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
    carried("with the built-in questions")
    with tempfile.TemporaryDirectory() as folder:
        pairs = Path(folder) / "pairs.csv"
        rows = (f"how long does it take to learn the word {k},what is the time that word {k} takes one\n" for k in range(3979))
        pairs.write_text("question1,question2\n" + "".join(rows), encoding="utf-8")
        carried(f"with a file of {pairs.stat().st_size / 1000:.0f} kB", data=pairs)
    for count in many:
        kept(count, BUILT_IN, "on the built-in questions")
        kept(count, ON_A_FILE, "on a file")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
