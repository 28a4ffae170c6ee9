"""Reread as a job: all captures of a source read again by its profile as it stands now, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from crawler.profiles import Profile
from crawler.readers import HeldTooLong, read, within
from crawler.readers.bounded import LONGEST
from crawler.readers.decoding import page_of
from pipelines.prepare import Rules
from pipelines.rereading import reread
from tidewaiter.model.sighting import Reading
from tidewaiter.store.database import Database, captures
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.evidence import Ledger, read_capture

Track = Callable[[Iterable[Entered]], Iterable[Entered]]


@dataclass(frozen=True, slots=True)
class Reread:
    """`held` are the ids of captures that held their reader: what was read of them before stays."""

    captures: int
    held: tuple[str, ...] = ()


def reread_source(
    database: Database, profile: Profile, rules: Rules, *, ledger: Ledger, folders: Sequence[Path], at: datetime,
    person: str, track: Track = lambda entered: entered, longest: float = LONGEST,
) -> Reread:  # fmt: skip
    """Read and extract again; ids and judgements stay. `folders` hold the WARC files; `track` may count what passes.

    Raises EvidenceDamaged where a capture's digest does not hold: what was read up to there stays read.
    """
    held: list[str] = []
    readings = _readings(
        track(_captures(database, profile.source)), profile, folders=folders, held=held, longest=longest
    )
    done = reread(database, readings, rules, ledger=ledger, at=at, person=person)
    return Reread(done, tuple(held))


def _captures(database: Database, source: str) -> Iterator[Entered]:
    """All captures of a source that were read before, some at a time."""
    after = ""
    while True:
        with database.read() as rows:
            some = captures.of_source(rows, source, after=after)
        if not some:
            return
        yield from some
        after = some[-1].capture.id


def _readings(
    entered: Iterable[Entered], profile: Profile, *, folders: Sequence[Path], held: list[str], longest: float
) -> Iterator[tuple[Entered, Reading]]:
    for one in entered:
        got = read_capture(folders, one.capture)
        # The database does not tell the address of what was sealed off, and keys are made of addresses.
        capture = replace(one.capture, url=got.url) if one.sealed else one.capture
        try:
            with within(longest):
                reading = read(page_of(capture, got), capture.id, profile)
        except HeldTooLong:
            held.append(capture.id)
            continue
        yield one, reading
