"""A workspace's lexicon as files: rows added whole or not at all, earlier versions kept, and what a person refused."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from nlp.lexicon.laid import laid, meanings, own_terms, own_version, read_folder
from nlp.lexicon.read import HEADER, HIDDEN
from nlp.shadow import shadow
from tidewaiter.model.errors import WrongUse
from tidewaiter.store.whole import write_whole

REFUSED = "refused.txt"
_HISTORY = "history"
_VERSION = re.compile(r"own-[0-9a-f]{1,12}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be added: of which room and language, and its columns."""

    room: str
    language: str
    columns: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.room}.{self.language}.csv"

    @property
    def term(self) -> str:
        return self.columns[0]


def add(folder: Path, row: Row) -> str:
    """Append the row; returns its place as file:line. Raises WrongUse, and then nothing is written."""
    with _alone(folder):
        files = dict(read_folder(folder))
        _refuse_known(files, row)
        text = files.get(row.file, _line(HEADER))
        text += "" if text.endswith("\n") else "\n"
        new = text + _line(row.columns)
        terms, faults = own_terms(files | {row.file: new})
        if faults:
            raise WrongUse(faults[0].what, where=faults[0].where, todo=faults[0].todo)
        _keep(folder, files)
        write_whole(folder / row.file, new.encode("utf-8"), durable=True)
        return next(term.where for term in reversed(terms) if term.where.startswith(f"own/{row.file}:"))


def remember(folder: Path, files: Mapping[str, str]) -> None:
    """Keep the files as they are, by their version, so that `diff --since` can tell what became of them."""
    if files and not _kept(folder, files).exists():
        with _alone(folder):
            _keep(folder, files)


def _keep(folder: Path, files: Mapping[str, str]) -> None:
    kept = _kept(folder, files)
    if files and not kept.exists():
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(kept, json.dumps(dict(files), ensure_ascii=False, indent=1).encode("utf-8"), durable=True)


def _kept(folder: Path, files: Mapping[str, str]) -> Path:
    return folder / _HISTORY / f"{own_version(files)}.json"


def earlier(folder: Path, version: str) -> Mapping[str, str]:
    """The files as they were in a version, which is that of a mention or of a capture. Raises WrongUse."""
    named = _VERSION.search(version)
    if named is None:
        if version.startswith("rules-"):
            return {}  # a version of the shipped lexicon alone
        raise WrongUse(f"{version!r} names no version", where=str(folder), todo=_known_versions(folder))
    found = sorted((folder / _HISTORY).glob(f"{named[0]}*.json"))
    if len(found) != 1:
        what = "several versions begin so" if found else "that version was not kept"
        raise WrongUse(f"{what}: {named[0]}", where=str(folder / _HISTORY), todo=_known_versions(folder))
    try:
        kept = json.loads(found[0].read_bytes())
    except (OSError, ValueError) as fault:
        raise WrongUse(f"the kept version is damaged: {fault}", where=str(found[0])) from fault
    return {str(name): str(text) for name, text in kept.items()}


def refused(folder: Path) -> list[str]:
    """The words that a person turned down, in the order in which they did."""
    try:
        return [line for line in (folder / REFUSED).read_text(encoding="utf-8").splitlines() if line.strip()]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(f"the refused words do not open: {fault}", where=str(folder / REFUSED)) from fault


def refuse(folder: Path, term: str) -> bool:
    """Suggest the word no more; False where it was refused before."""
    word = shadow(" ".join(term.split()))
    if not word:
        raise WrongUse("no word is given", todo="tidewaiter lexicon suggest --refuse WORD")
    with _alone(folder):
        known = refused(folder)
        if word in map(shadow, known):
            return False
        write_whole(folder / REFUSED, "".join(f"{one}\n" for one in (*known, word)).encode("utf-8"), durable=True)
        return True


def _refuse_known(files: Mapping[str, str], row: Row) -> None:
    own, faults = own_terms(files)
    if faults:
        raise WrongUse(f"the lexicon has a fault: {faults[0].what}", where=faults[0].where, todo="mend it first")
    canonical, kind = row.columns[1], row.columns[2]
    shade = shadow(row.term)
    for term in own:
        if (term.room, term.shade, term.canonical) == (row.room, shade, canonical):
            raise WrongUse(
                f"{row.term!r} is already in this workspace's lexicon", where=term.where, todo="edit that line"
            )
    if kind == HIDDEN:
        return
    for term in meanings(laid(files), row.room, shade):
        if term.canonical == canonical and (term.kind, str(term.ambiguity)) == (kind, row.columns[3]):
            raise WrongUse(
                f"{row.term!r} is already known as {canonical}", where=term.where, todo="nothing needs adding"
            )


def _line(columns: tuple[str, ...] | list[str]) -> str:
    written = StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerow(columns)
    return written.getvalue()


def _known_versions(folder: Path) -> str:
    kept = sorted((folder / _HISTORY).glob("own-*.json"), key=lambda file: file.stat().st_mtime)
    return "kept are: " + ", ".join(file.stem for file in kept[-8:]) if kept else "none is kept yet"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time; the folder is made when it is first written."""
    folder.mkdir(mode=0o700, exist_ok=True)
    with open(os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600), "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
