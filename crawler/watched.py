"""A process that ends with the one that watches it, however that one ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

STARTED_BY = "CRAWL_STARTED_BY"  # in the environment: the id of the process that watches this one
_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Be sent SIGTERM when the thread that started us ends, so that no crawl goes on unwatched. Linux only.

    `parent` is the process that started us, told by itself: one that died before this line would never be missed.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            raise SystemExit(3)


def die_with_whoever_started_us() -> None:
    """`die_with_parent` for the parent that the environment names, else for the one we have now."""
    die_with_parent(int(os.environ.get(STARTED_BY) or os.getppid()))
