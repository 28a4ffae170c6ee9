"""Work in a process of its own, so that its memory is its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_ENDS = 10.0  # seconds that a process has to end


def apart(work: Callable[..., dict[str, Any]], *given: object) -> dict[str, Any]:
    """What the work gives, with `peak_mb`, the most memory its process held. An interrupted one is ended."""
    context = multiprocessing.get_context("spawn")
    ours, its = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(its, work, given), daemon=True)
    child.start()
    its.close()
    try:
        return dict(ours.recv())
    except EOFError:
        child.join(_ENDS)
        sys.exit(f"script/bench: {work.__name__} ended with status {child.exitcode}; the reason stands above")
    finally:
        child.terminate()
        child.join(_ENDS)


def peak_mb(process: int | str = "self") -> float:
    """From VmHWM: what getrusage calls the peak counts the parent's memory, too, where the process was spawned."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return round(sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024, 1)


def end_with_parent() -> None:
    """For a process that was started here: Ctrl-C is its parent's affair, and it does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_outlived, daemon=True).start()


def _outlived() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(told: Connection, work: Callable[..., dict[str, Any]], given: tuple[object, ...]) -> None:
    end_with_parent()
    found = work(*given)
    told.send({**found, "peak_mb": peak_mb()})
