"""Where a ledger file ends: its last whole line, and what stands torn behind it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.store.evidence.entries import LINE_LIMIT, Entry, read_line

DAMAGED_PARTS = "ledger-[0-9][0-9][0-9][0-9][0-9]-damaged.jsonl"
_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its sequence and hash, and where its line ends in the current file."""

    seq: int
    hash: str
    end: int


class TailDamaged(ValueError):
    """The last whole line is no entry. Says why."""


def find_head(file: int, start: Callable[[], Head]) -> tuple[Head, int]:
    """The head of the open ledger file, and how many torn bytes follow it; `start` makes the head of an empty file."""
    size = os.fstat(file).st_size
    end = _line_end_before(file, size)
    if not end:
        return start(), size
    begin = _line_end_before(file, end - 1)
    if end - begin > LINE_LIMIT:
        raise TailDamaged(f"the last line holds {end - begin} bytes")
    try:
        last = read_line(_read(file, begin, end))
    except ValueError as error:
        raise TailDamaged(f"the last line is {error}") from error
    return Head(last.seq, last.hash, end), size - end


def _line_end_before(file: int, stop: int) -> int:
    """Just behind the last line end in front of `stop`; 0 where there is none. Lines may be of any length."""
    while stop > 0:
        begin = max(0, stop - _STEP)
        found = os.pread(file, stop - begin, begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        stop = begin
    return 0


def _read(file: int, begin: int, end: int) -> bytes:
    parts = []
    while begin < end and (part := os.pread(file, end - begin, begin)):
        parts.append(part)
        begin += len(part)
    return b"".join(parts)


def damaged_parts(ledger: Path) -> list[Path]:
    """Ledger files that were found damaged and closed, oldest first."""
    return sorted(ledger.parent.glob(DAMAGED_PARTS))


def settled_size(ledger: Path) -> int:
    """The file's length at a moment when nobody is in the middle of an append; 0 where there is none."""
    if not ledger.exists():
        return 0
    with open(ledger, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        return os.fstat(file.fileno()).st_size


def lines(path: Path, stop: int | None = None) -> Iterator[bytes]:
    """The file's lines with their ends, up to the byte `stop`; one longer than the limit comes in pieces."""
    left = path.stat().st_size if stop is None else stop
    with open(path, "rb", buffering=1 << 17) as file:
        while left > 0 and (line := file.readline(min(left, LINE_LIMIT))):
            left -= len(line)
            yield line


def sound_entries(path: Path, stop: int | None = None) -> Iterator[Entry]:
    """Every entry of the file that stands by itself; lines that do not are left to `verify` to name."""
    for line in lines(path, stop):
        try:
            yield read_line(line)
        except ValueError:
            continue
