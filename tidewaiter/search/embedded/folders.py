"""Where the embedded index lies: numbered folders, and a link that names the one that is searched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tidewaiter.search.analysis import ANALYSIS_VERSION
from tidewaiter.search.embedded.schema import SCHEMA_VERSION

_VERSION = f"records-s{SCHEMA_VERSION}-a{ANALYSIS_VERSION}-"
_LINK = "current"


def current(home: Path) -> Path:
    """The folder that searches go to. One of another schema or analysis is not it: a new, empty one is made then."""
    named = _named(home)
    if named is not None:
        return named
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    first = _make(home, 1)
    if _named(home) is None:
        point(home, first)
    return _named(home) or first


def beside(home: Path) -> Path:
    """A new folder that is not searched yet; what is neither it nor the current one is cleared away."""
    now = current(home)
    for left in home.glob("records-*"):
        if left.name != now.name:
            shutil.rmtree(left, ignore_errors=True)
    return _make(home, int(now.name.removeprefix(_VERSION)) + 1)


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
    """What `current` names now; "" without it."""
    try:
        return os.readlink(home / _LINK)
    except OSError:
        return ""


def _named(home: Path) -> Path | None:
    name = named(home)
    return home / name if name.startswith(_VERSION) and (home / name).is_dir() else None


def _make(home: Path, number: int) -> Path:
    folder = home / f"{_VERSION}{number}"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder
