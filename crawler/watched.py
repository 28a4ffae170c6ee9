"""A process that ends with the one that watches it, however that one ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

STARTED_BY = "CRAWL_STARTED_BY"  # in the environment: the id of the process that watches this one
_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Be sent SIGTERM when the thread that started us ends, so that no crawl goes on unwatched. Linux only.

    `parent` is the process that started us, told by itself: one that died before this line would never be missed.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if not _descends_from(parent):
            raise SystemExit(3)


def _descends_from(parent: int) -> bool:
    """Whether it is still above us: the parent itself, or beyond what it put between, such as a tracer. The children of
    a process that ends are given to another one at once."""
    above = os.getppid()
    with suppress(OSError, IndexError, ValueError):
        while above not in (0, 1, parent):
            # The name of a program may hold spaces and brackets: fields are counted from its end.
            above = int(Path(f"/proc/{above}/stat").read_text(errors="replace").rpartition(")")[2].split()[1])
    return above == parent


def die_with_whoever_started_us() -> None:
    """`die_with_parent` for the parent that the environment names, else for the one we have now."""
    die_with_parent(int(os.environ.get(STARTED_BY) or os.getppid()))
