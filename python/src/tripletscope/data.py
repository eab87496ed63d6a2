"""Data for the widget: a DataFrame of pairs becomes CSV, arrays of vectors become .npz; both go to the page as bytes."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from .engine import needed

_ALLOWED = "a DataFrame of pairs, arrays (v1, v2) or (v1, v2, labels), or the path of a file of pairs"


def packed(data: Any) -> dict[str, Any]:
    """What the page opens: ``kind``, ``name`` and the file's bytes; of vectors also ``dim``, and whether they have labels."""
    if isinstance(data, (str, os.PathLike)):
        file = Path(data)
        return {"kind": "pairs", "name": file.name, "bytes": file.read_bytes()}
    if hasattr(data, "to_csv") and hasattr(data, "columns"):
        return _of_frame(data)
    if isinstance(data, (tuple, list)) and len(data) in (2, 3):
        return _of_vectors(*data)
    raise ValueError(f"data is {type(data).__name__}; allowed is {_ALLOWED}.")


def _of_frame(frame: Any) -> dict[str, Any]:
    if len(frame.columns) < 2:
        raise ValueError(f"data has {len(frame.columns)} column; a DataFrame of pairs has two columns of texts, and may have a label.")
    return {"kind": "pairs", "name": "DataFrame", "bytes": frame.to_csv(index=False).encode("utf-8")}


def _of_vectors(v1: Any, v2: Any, labels: Any = None) -> dict[str, Any]:
    numpy = needed("numpy")
    one, two = numpy.asarray(v1), numpy.asarray(v2)
    for name, array in (("v1", one), ("v2", two)):
        if array.ndim != 2 or array.dtype.kind not in "fiub":
            raise ValueError(f"{name} is an array of shape {array.shape} and type {array.dtype}; allowed are numbers in the shape (pairs, dim).")
    if one.shape != two.shape:
        raise ValueError(f"v1 has the shape {one.shape} and v2 {two.shape}; both must have the same.")
    arrays = {"v1": one.astype("float32"), "v2": two.astype("float32")}
    if labels is not None:
        given = numpy.asarray(labels)
        if given.shape != one.shape[:1] or not numpy.isin(given, (0, 1)).all():
            raise ValueError(f"labels is an array of shape {given.shape}; allowed is 0 or 1 for each of the {one.shape[0]} pairs.")
        arrays["labels"] = given.astype("uint8")
    file = io.BytesIO()
    numpy.savez(file, **arrays)
    return {"kind": "vectors", "name": "vectors", "bytes": file.getvalue(), "dim": int(one.shape[1]), "labelled": labels is not None}
