"""The run's authorities as the parent last wrote them: read again whenever the file changes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from tidewaiter.model.authority import Authority
from tidewaiter.model.authority_json import authorities_of, authorities_text
from tidewaiter.store.whole import write_whole


def load(path: Path) -> list[Authority]:
    """Raises OSError or WrongUse where the file is missing or damaged."""
    return authorities_of(path.read_text(encoding="utf-8"))


def dump(authorities: Iterable[Authority]) -> str:
    return authorities_text(authorities)


def write(path: Path, authorities: Iterable[Authority]) -> None:
    """Replace the file as one: the gate sees the old authorities or the new ones, never a half."""
    write_whole(path, dump(authorities))


class AuthorityFile:
    """What the file says now; asked on every request, read only when it changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._authorities: list[Authority] = []

    def now(self) -> list[Authority]:
        """Raises as `load` does: without a readable file nothing is allowed, whatever it said before."""
        found = os.stat(self._path)
        mark = (found.st_mtime_ns, found.st_size, found.st_ino)
        if mark != self._seen:
            self._seen = None
            self._authorities = load(self._path)
            self._seen = mark
        return self._authorities
