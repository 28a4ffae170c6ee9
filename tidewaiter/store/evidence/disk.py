"""Writes that are whole or named as failed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_all(file: int, raw: bytes, offset: int) -> None:
    """All bytes at the offset; raises OSError with part of them possibly written."""
    view = memoryview(raw)
    while view:
        written = os.pwrite(file, view, offset)
        view, offset = view[written:], offset + written


def sync(file: int) -> None:
    """The file's bytes and length to the disk (macOS knows only fsync)."""
    getattr(os, "fdatasync", os.fsync)(file)


def sync_folder(folder: Path) -> None:
    """A new name outlives a power cut only when its folder is synced too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, raw: bytes, *, mode: int = 0o600) -> None:
    """A new file, whole and synced, or none. Raises FileExistsError rather than replace anything."""
    half = path.with_name(f".{path.name}.half")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        try:
            write_all(handle, raw, 0)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.link(half, path)
    finally:
        half.unlink()
    sync_folder(path.parent)
