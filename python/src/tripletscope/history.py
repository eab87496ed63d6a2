"""The records of the runs, put together from the messages of the page."""

from __future__ import annotations

import threading
from typing import Any, Mapping


class History:
    """A line for each step of each run, as the last view that moved tells it.

    A kernel may hand over messages in several threads at one time and not in the order in which they were sent: each says which view
    it is ``by``, its ``turn`` among that view's messages, and the step ``from`` which on it replaces what was known.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: dict[tuple[str, int], dict[str, Any]] = {}
        self._heard: tuple[object, int] = (None, 0)

    def take(self, message: Mapping[str, Any]) -> bool:
        """False if a message before this one is missing: then the view has to tell everything."""
        by, turn, start = message["by"], message["turn"], message["from"]
        with self._lock:
            speaker, last = self._heard
            if by == speaker and turn <= last:
                return True
            if start > 0 and (speaker, last + 1) != (by, turn):
                return False
            kept = {key: line for key, line in self._lines.items() if key[1] < start}
            self._lines = {**kept, **{(line["run"], line["step"]): line for line in message["records"]}}
            self._heard = (by, turn)
        return True

    def lines(self) -> list[dict[str, Any]]:
        """By run, and by step."""
        with self._lock:
            return [dict(self._lines[key]) for key in sorted(self._lines)]
