"""Row and column triplet losses on the similarity matrix: a widget for a notebook's cell, and trainings over many seeds on any number of machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .verdict import read, verdict

if TYPE_CHECKING:
    from .widget import Tripletscope

__all__ = ["Tripletscope", "read", "verdict"]


def __getattr__(name: str) -> Any:
    # Workers of a cluster need no widget.
    if name == "Tripletscope":
        from .widget import Tripletscope

        return Tripletscope
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
