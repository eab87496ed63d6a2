"""How far a verdict is."""

from __future__ import annotations

import sys
import time


class Progress:
    """Runs made, rate and time left: a line that is written over in a terminal, and one line a minute elsewhere."""

    _EVERY_SECONDS = 60.0

    def __init__(self, part: str, all_runs: int, known: int, shown: bool) -> None:
        self._part, self._all, self._known, self._made, self._shown = part, all_runs, known, 0, shown
        self._begun = self._told = time.monotonic()
        self._open = False

    def made(self, count: int) -> None:
        """So many runs more."""
        self._made += count
        now = time.monotonic()
        terminal = sys.stderr.isatty()
        if not self._shown or (not terminal and now - self._told < self._EVERY_SECONDS):
            return
        self._told, self._open = now, terminal
        rate = self._made / max(now - self._begun, 1e-9)
        done = self._known + self._made
        line = f"{self._part}{done} of {self._all} runs, {rate:.2g} a second, {(self._all - done) / rate:.0f} s left"
        print(f"\r{line:<70}" if terminal else line, end="" if terminal else "\n", file=sys.stderr, flush=True)

    def end(self) -> None:
        """The next line is somebody else's."""
        if self._open:
            print(file=sys.stderr)
