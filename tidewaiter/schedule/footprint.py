"""How much memory a process and all it started hold. Linux only; elsewhere nothing is known, and nothing is limited."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def resident(pid: int) -> int:
    """Bytes of memory that the process and its descendants hold now; 0 for one that is gone."""
    children: dict[int, list[int]] = defaultdict(list)
    pages: dict[int, int] = {}
    for folder in _PROC.iterdir() if _PROC.is_dir() else ():
        if folder.name.isdecimal():
            with suppress(OSError, IndexError, ValueError):  # gone since we listed it
                # The name of a program may hold spaces and brackets: fields are counted from its end.
                told = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                children[int(told[1])].append(int(folder.name))
                pages[int(folder.name)] = int(told[21])
    ours, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        ours += pages.get(one, 0)
        waiting += children.get(one, [])
    return ours * os.sysconf("SC_PAGE_SIZE")
