"""The WARC files of the shared store, read as those in a folder are."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from tidewaiter.model.errors import StoreFailed
from tidewaiter.store.evidence.shared.store import SharedStore

WARC = "warc"
_BUFFER = 8 << 20  # bytes of one request while a whole file is walked


class SharedWarc:
    """Stands beside folders wherever WARC files are looked for. `holder` tells, of a file that is not in the store,
    which station still has it, "" where nobody knows."""

    def __init__(self, store: SharedStore, holder: Callable[[str], str] = lambda name: "") -> None:
        self._store, self._holder = store, holder

    def read(self, name: str, offset: int, length: int) -> bytes:
        """Raises FileNotFoundError, and StoreFailed where the file has not come yet."""
        try:
            return self._store.read(f"{WARC}/{name}", offset, length)
        except FileNotFoundError:
            if station := self._holder(name):
                todo = "run `tidewaiter evidence bring` there, or wait: a running worker brings it by itself"
                raise StoreFailed(f"the WARC file is still on {station} alone", where=name, todo=todo) from None
            raise

    def open(self, name: str) -> BinaryIO:
        """The whole file, for reading from its first byte to its last."""
        size = self._store.size(f"{WARC}/{name}")
        if size is None:
            raise FileNotFoundError(name)
        return io.BufferedReader(_Far(self._store, f"{WARC}/{name}", size), _BUFFER)

    def sizes(self) -> dict[str, int]:
        """Every WARC file of the store, by its name alone."""
        return {name.removeprefix(f"{WARC}/"): size for name, size in self._store.names(WARC).items()}


class _Far(io.RawIOBase):
    def __init__(self, store: SharedStore, name: str, size: int) -> None:
        self._store, self.name, self._size, self._at = store, name, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._store.read(self.name, self._at, min(len(buffer), max(0, self._size - self._at)))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
