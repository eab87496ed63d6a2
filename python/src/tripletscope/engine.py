"""The core as a WASI module: trains in this process, with the numbers of the page to the bit, and without anything to compile."""

from __future__ import annotations

import functools
import hashlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Sequence

_MODULE = Path(__file__).parent / "static" / "outcomes.wasm"

Answer = dict[str, Any]


class Data(NamedTuple):
    """What runs are made on: a file's name and content, and how it is read where it does not say so; without content the built-in questions. ``test`` is a file of
    its own to test with, read as the other one but for what its own reading says."""

    name: str = ""
    content: bytes | None = None
    reading: Mapping[str, Any] = {}
    test: Any = None


def needed(package: str) -> Any:
    """A package that not everybody needs, or a sentence that says how to have it."""
    try:
        return importlib.import_module(package)
    except ImportError:
        name = package.split(".")[0]
        raise ImportError(f"There is no {name}, which this needs: pip install {name}") from None


@functools.lru_cache(maxsize=1)
def version() -> str:
    """Tells one core from another: eight digits of the module's SHA-256."""
    return hashlib.sha256(_MODULE.read_bytes()).hexdigest()[:8]


def check(runs: Sequence[dict[str, Any]], data: Data = Data()) -> list[dict[str, Any]]:
    """The same runs as results name them: however their settings are spelt and ordered, one experiment has one name; on a file with its fingerprint, and on
    vectors with the head that trains on them.

    Raises ``ValueError`` with the core's sentence if the file cannot be read or one of the runs cannot be made.
    """
    return [answer["run"] for answer in _answers({"runs": runs, "check": True}, data) if "run" in answer]


def grid(runs: Sequence[dict[str, Any]], rates: Sequence[float], seeds: int) -> list[dict[str, Any]]:
    """The runs that tune these: each at each learning rate, with so many other seeds, and on other built-in questions."""
    [answer] = _answers({"runs": runs, "tune": {"rates": rates, "seeds": seeds}})
    return answer["grid"]


def tuned(runs: Sequence[dict[str, Any]], rates: Sequence[float], seeds: int, results: Sequence[Any]) -> Answer:
    """``tuned``: the same runs, each loss at the rate that is best for it by the grid's results; ``best``: those rates, and whether one is an end of the grid."""
    [answer] = _answers({"runs": runs, "tune": {"rates": rates, "seeds": seeds, "results": results}})
    return answer


def work(runs: Sequence[dict[str, Any]], data: Data) -> tuple[str, list[Answer]]:
    """What an executor calls on one of its workers: the core's version there, and what it says of each run: its ``outcome`` or a ``problem``."""
    return version(), _answers({"runs": runs}, data)


def _answers(asked: dict[str, Any], data: Data = Data()) -> list[Answer]:
    """What the core says, line by line; where a file is given, first what it is called.

    Raises ``ValueError`` with the core's sentence where the request or the file cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="tripletscope-") as folder:
        place = Path(folder)
        request = dict(asked)
        if data.content is not None:
            (place / "data").mkdir()
            request["data"] = _asked(data, place, "pairs")
            if data.test is not None:
                request["data"]["test"] = _asked(data.test, place, "test")
        (place / "request").write_text(json.dumps(request), encoding="utf-8")
        code = _run(place) if _compiled().process == os.getpid() else _run_afresh(place)
        if code != 0:
            raise ValueError((place / "problems").read_text(encoding="utf-8").strip())
        return [json.loads(line) for line in (place / "answers").read_text(encoding="utf-8").splitlines()]


def _asked(data: Data, place: Path, file: str) -> dict[str, Any]:
    (place / "data" / file).write_bytes(data.content or b"")
    return {"name": data.name, "file": f"/data/{file}", "reading": data.reading or None}


def _run(place: Path) -> int:
    """The core on the request in this folder, beside which it writes its answers or its problems; the code that it ends with."""
    wasmtime = needed("wasmtime")
    config = wasmtime.WasiConfig()
    if (place / "data").is_dir():
        config.preopen_dir(str(place / "data"), "/data")
    config.stdin_file, config.stdout_file, config.stderr_file = (str(place / file) for file in ("request", "answers", "problems"))
    store = wasmtime.Store(_compiled().engine)
    store.set_wasi(config)
    linker = wasmtime.Linker(_compiled().engine)
    linker.define_wasi()
    try:
        linker.instantiate(store, _compiled().module).exports(store)["_start"](store)
    except wasmtime.ExitTrap as end:
        return end.code
    return 0


# As if the package had been imported there: no file of the user's is run again.
_AFRESH = "import json, sys; from pathlib import Path; sys.path[:] = json.loads(sys.argv[1]); from tripletscope import engine; sys.exit(engine._run(Path(sys.argv[2])))"


def _run_afresh(place: Path) -> int:
    """The same in a process of its own: wasmtime reads files on threads that a process has not if it was forked after they had begun, and waits for them for
    ever."""
    asked = [sys.executable, "-W", "ignore", "-c", _AFRESH, json.dumps(sys.path), str(place)]
    done = subprocess.run(asked, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0 and done.stderr.strip():
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return done.returncode


class _Compiled(NamedTuple):
    process: int
    engine: Any
    module: Any


@functools.lru_cache(maxsize=1)
def _compiled() -> _Compiled:
    """Compiled once a process, and by none that is forked later; the compiled code is kept on disk where that is possible."""
    wasmtime = needed("wasmtime")
    config = wasmtime.Config()
    try:
        config.cache = True
    except wasmtime.WasmtimeError:
        config = wasmtime.Config()
    engine = wasmtime.Engine(config)
    return _Compiled(os.getpid(), engine, wasmtime.Module.from_file(engine, str(_MODULE)))
