"""What runs are made on: files of pairs, DataFrames, and arrays of vectors, each as the bytes of a file."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any, Mapping, NamedTuple

from .engine import Data, needed

_ALLOWED = (
    "a DataFrame of pairs, arrays (v1, v2) or (v1, v2, labels), one array of both sides (pairs, 2, dim), .npy files of these, the path of a file of pairs, "
    "or that of a file of vectors (.npz, .safetensors)"
)
# The endings of files of vectors.
VECTORS = (".npz", ".safetensors", ".npy")
# A frame is written so, whatever its texts look like.
_OF_FRAMES = {"format": "csv", "encoding": "utf-8", "delimiter": ",", "quotes": True, "header": True, "firstLine": 1}
_COLUMNS = ("question1", "question2", "label", "negative", "split")
_BESIDE = ("labels", "left", "right", "split")
_OF_VECTORS = ("duplicate", "different", "split")


class _File(NamedTuple):
    """``name`` is empty where the data come from no file; ``numbered``: the columns' names are numbers."""

    name: str
    content: bytes
    are_vectors: bool = False
    reading: Mapping[str, Any] = {}
    numbered: bool = False


def opened(data: Any, reading: Mapping[str, Any] | None = None, test: Any = None, test_reading: Mapping[str, Any] | None = None) -> Data:
    """What a verdict is made on, and what it is tested with if that is a file of its own; nothing for the built-in questions."""
    for name, is_given, needs, there in (("reading", bool(reading), "data", data), ("test", test is not None, "data", data), ("test_reading", bool(test_reading), "test", test)):
        if is_given and there is None:
            raise ValueError(f"{name} is given, but there is no {needs}.")
    if data is None:
        return Data()
    made = _read(data, "data.csv", reading)
    if test is None:
        return made
    if made.name.lower().endswith(VECTORS):
        raise ValueError("test is given, but data are vectors; of them an array split says train or test for each pair.")
    # A test file is read as the other one, but for what a DataFrame's own form says.
    own = _file(test)
    said = check_reading(test_reading, {"kind": _kind(own), "numbered": own.numbered})
    return made._replace(test=Data(own.name or "test.csv", own.content, {**own.reading, **said}))


def _read(data: Any, name: str, reading: Mapping[str, Any] | None) -> Data:
    file = _file(data)
    said = check_reading(reading, {"kind": _kind(file), "numbered": file.numbered})
    return Data(file.name or ("vectors.npz" if file.are_vectors else name), file.content, {**file.reading, **said})


def packed(data: Any) -> dict[str, Any]:
    """What the page opens: ``kind``, ``name`` and the file's bytes; of pairs how they are read, of vectors ``dim`` and the arrays that there are."""
    file = _file(data)
    common = {"kind": _kind(file), "name": file.name or ("vectors" if file.are_vectors else "DataFrame"), "bytes": file.content}
    if not file.are_vectors:
        return {**common, "reading": dict(file.reading), "numbered": file.numbered}
    arrays = _arrays(file)
    return {**common, "dim": int(arrays["v1"].shape[1]), "arrays": list(arrays)}


def check_reading(reading: Any, data: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What is said of how a file is read, as plain data, if it can be said of such data; the core looks at each part of it."""
    try:
        said = json.loads(json.dumps(reading or {}))
    except (TypeError, ValueError):
        said = None
    if not isinstance(said, dict):
        raise ValueError(f"reading is {reading!r}; allowed is a dict of what JSON holds, such as {{'delimiter': '|', 'label': None}}.")
    for key in said if data and data["kind"] == "vectors" else ():
        if key not in _OF_VECTORS:
            raise ValueError(f"reading names {key!r}, but data are vectors; of them it may say {', '.join(_OF_VECTORS)}.")
    for name in _COLUMNS if data and data.get("numbered") else ():
        numbers = [value for value in (said[name] if isinstance(said.get(name), list) else [said.get(name)]) if isinstance(value, (int, float))]
        if numbers:
            raise ValueError(f"reading.{name} is {numbers[0]}, but the columns of the DataFrame are named by numbers; write {str(numbers[0])!r} for the one of that name.")
    return said


def _kind(file: _File) -> str:
    return "vectors" if file.are_vectors else "pairs"


def _file(data: Any) -> _File:
    if isinstance(data, (str, os.PathLike)):
        return _of_path(data)
    if isinstance(data, (bytes, bytearray)):
        return _File("", bytes(data))
    if hasattr(data, "to_csv") and hasattr(data, "columns"):
        return _of_frame(data)
    if isinstance(data, (tuple, list)) and len(data) in (2, 3):
        return _of_vectors(*data)
    if hasattr(data, "ndim") and hasattr(data, "shape"):
        return _of_both_sides(needed("numpy").asarray(data))
    raise ValueError(f"data is {type(data).__name__}; allowed is {_ALLOWED}.")


def _of_path(data: str | os.PathLike[str]) -> _File:
    path = Path(data)
    if not path.is_file():
        raise ValueError(f"data is {os.fspath(data)!r}, but there is no such file.")
    if path.name.lower().endswith(".npy"):
        return _of_both_sides(_loaded("data", path))._replace(name=path.name)
    return _File(path.name, path.read_bytes(), path.name.lower().endswith(VECTORS))


def _of_frame(frame: Any) -> _File:
    if len(frame.columns) < 2:
        raise ValueError(f"data has {len(frame.columns)} column; a DataFrame of pairs has two columns of texts, and may have a label.")
    if getattr(frame.columns, "nlevels", 1) > 1:
        raise ValueError(f"data has columns of {frame.columns.nlevels} levels; allowed is one level.")
    numbered = any(not isinstance(name, str) for name in frame.columns)
    return _File("", frame.to_csv(index=False).encode("utf-8"), reading=_OF_FRAMES, numbered=numbered)


def _of_both_sides(array: Any) -> _File:
    """Of (pairs, 2, dim) or (2, pairs, dim), as the program takes them too."""
    if array.ndim != 3 or 2 not in array.shape[:2]:
        raise ValueError(f"data is one array of shape {array.shape}; vectors of pairs have two sides: data=(v1, v2), or one array of shape (pairs, 2, dim).")
    return _of_vectors(*(array.swapaxes(0, 1) if array.shape[1] == 2 else array))


def _of_vectors(v1: Any, v2: Any, labels: Any = None) -> _File:
    numpy = needed("numpy")
    given = {"v1": _loaded("v1", v1), "v2": _loaded("v2", v2), **({} if labels is None else {"labels": _loaded("labels", labels)})}
    _check_vectors(given)
    arrays = {name: array if name == "labels" else array.astype("float32") for name, array in given.items()}
    file = io.BytesIO()
    numpy.savez(file, **arrays)
    return _File("", file.getvalue(), are_vectors=True)


def _loaded(name: str, given: Any) -> Any:
    """An array, or that of an ``.npy`` file."""
    numpy = needed("numpy")
    if not isinstance(given, (str, os.PathLike)):
        return numpy.asarray(given)
    try:
        array = numpy.load(given, allow_pickle=False)
    except FileNotFoundError:
        raise ValueError(f"{name} is {os.fspath(given)!r}, but there is no such file.") from None
    except ValueError:
        array = None
    if not isinstance(array, numpy.ndarray):
        raise ValueError(f"{name} is {os.fspath(given)!r}, which is no .npy file of numbers.")
    return array


def _arrays(file: _File) -> dict[str, Any]:
    """What a file of vectors holds for the page: ``v1``, ``v2``, and beside them what there is of ``labels``, ``left`` and ``right``."""
    ending = Path(file.name or "vectors.npz").suffix.lower()
    try:
        found = _safetensors(file.content) if ending == ".safetensors" else _npz(file.content)
    except ImportError:
        raise
    except Exception as error:
        raise ValueError(f"{file.name} cannot be read as {ending}: {error}.") from None
    missing = [name for name in ("v1", "v2") if name not in found]
    if missing:
        raise ValueError(f"{file.name} holds no array {missing[0]}; it has {', '.join(found) or 'none'}.")
    arrays = {name: found[name] for name in ("v1", "v2", *_BESIDE) if name in found}
    _check_vectors(arrays)
    return arrays


def _npz(content: bytes) -> dict[str, Any]:
    with needed("numpy").load(io.BytesIO(content), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays}


def _safetensors(content: bytes) -> dict[str, Any]:
    return needed("safetensors.numpy").load(content)


def _check_vectors(arrays: Mapping[str, Any]) -> None:
    v1, v2, labels = arrays["v1"], arrays["v2"], arrays.get("labels")
    for name, array in (("v1", v1), ("v2", v2)):
        if array.ndim != 2 or array.dtype.kind not in "fiub":
            raise ValueError(f"{name} is an array of shape {array.shape} and type {array.dtype}; allowed are numbers in the shape (pairs, dim).")
    if v1.shape != v2.shape:
        raise ValueError(f"v1 has the shape {v1.shape} and v2 {v2.shape}; both must have the same.")
    if labels is not None and (labels.shape not in (v1.shape[:1], (*v1.shape[:1], 1)) or labels.dtype.kind not in "fiubU"):
        raise ValueError(f"labels is an array of shape {labels.shape} and type {labels.dtype}; allowed is a number or a word for each of the {v1.shape[0]} pairs.")
