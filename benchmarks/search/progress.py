"""What is being done, on standard error, so that standard output holds the tables and the figures alone."""

from __future__ import annotations

import sys
import time

_QUIET = 20.0  # seconds between lines where nobody looks on; a person's line moves each half second


class Progress:
    """A line that moves on a terminal; else a line now and then."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._moves = sys.stderr.isatty()
        self._began = self._last = time.monotonic()

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if done < self._total and now - self._last < (0.5 if self._moves else _QUIET):
            return
        self._last = now
        left = (now - self._began) / max(done, 1) * (self._total - done)
        ends = "\n" if done >= self._total or not self._moves else ""
        start = "\r\033[K" if self._moves else ""
        sys.stderr.write(f"{start}[bench] {self._what}: {done:,} of {self._total:,}, {left:.0f} s left{ends}")
        sys.stderr.flush()


def say(text: str) -> None:
    sys.stderr.write(f"[bench] {text}\n")
    sys.stderr.flush()
