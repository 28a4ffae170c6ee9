"""CPU and peak memory of a process that we did not start ourselves, read from /proc while it lives."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


class Watch:
    """Of all processes whose command line holds each of the words. `cpu` in seconds, `peak` in MB, as last seen."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self._cpu: dict[str, float] = {}
        self._peak: dict[str, float] = {}

    @property
    def cpu(self) -> float:
        return sum(self._cpu.values())

    @property
    def peak(self) -> float:
        return sum(self._peak.values())

    def look(self) -> None:
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with suppress(OSError, ValueError, IndexError):
                    self._look(folder)

    def _look(self, folder: Path) -> None:
        command = (folder / "cmdline").read_bytes().decode("utf-8", "replace")
        if not all(word in command for word in self._words):
            return
        after_name = (folder / "stat").read_text().rpartition(")")[2].split()
        self._cpu[folder.name] = (int(after_name[11]) + int(after_name[12])) / _TICKS
        for line in (folder / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                self._peak[folder.name] = int(line.split()[1]) / 1024
