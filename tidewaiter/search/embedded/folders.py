"""Where the embedded index lies: numbered folders, and a link that names the one that is searched."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tidewaiter.model.errors import StoreFailed
from tidewaiter.search.analysis import ANALYSIS_VERSION
from tidewaiter.search.embedded.schema import SCHEMA_VERSION

REBUILD = "build it anew: tidewaiter index rebuild"
_VERSION = f"records-s{SCHEMA_VERSION}-a{ANALYSIS_VERSION}-"
_LINK = "current"


@contextmanager
def refused(home: Path) -> Iterator[None]:
    """What the system refuses is said as a fault of the index's folder."""
    try:
        yield
    except OSError as fault:
        raise StoreFailed(
            f"the index's folder cannot be used: {fault.strerror}",
            where=str(fault.filename or home),
            todo="see that it may be written and has room; no record is lost, what was to be written waits",
        ) from fault


def current(home: Path) -> Path:
    """The folder that searches go to; the first one is made. Raises StoreFailed where it is not one of ours."""
    name = named(home)
    if not name:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        first = _make(home, 1)
        if not named(home):
            point(home, first)
        name = named(home) or first.name
    folder = home / name
    if not name.startswith(_VERSION):
        raise StoreFailed(
            f"the index was built by another version of this program: {name}, not {_VERSION}N",
            where=str(home / _LINK),
            todo=REBUILD,
        )
    if not folder.is_dir():
        raise StoreFailed("the index's folder is gone", where=str(folder), todo=REBUILD)
    return folder


def beside(home: Path) -> Path:
    """A new folder that is not searched yet; what is neither it nor the current one is cleared away."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    live = named(home)
    there = [folder for folder in home.glob("records-*") if folder.is_dir() and not folder.is_symlink()]
    for left in there:
        if left.name != live:
            shutil.rmtree(left, ignore_errors=True)
    numbers = [int(last) for folder in there if (last := folder.name.rpartition("-")[2]).isdecimal()]
    return _make(home, max(numbers, default=0) + 1)


def point(home: Path, folder: Path) -> None:
    """Let `current` name this folder, in one step that is there or not after a crash."""
    new = home / f"{_LINK}.{os.getpid()}"
    new.unlink(missing_ok=True)
    new.symlink_to(folder.name)
    new.replace(home / _LINK)
    handle = os.open(home, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def named(home: Path) -> str:
    """What `current` names now; "" without it. Raises StoreFailed where something else stands in its place."""
    link = home / _LINK
    try:
        return os.readlink(link)
    except FileNotFoundError:
        return ""
    except OSError as fault:
        if fault.errno != errno.EINVAL:
            raise
        raise StoreFailed(
            "what names the index is no link",
            where=str(link),
            todo="move it away, then build the index anew: tidewaiter index rebuild",
        ) from fault


def _make(home: Path, number: int) -> Path:
    folder = home / f"{_VERSION}{number}"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder
