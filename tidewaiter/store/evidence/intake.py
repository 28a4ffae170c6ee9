"""A run's captures into the ledger: each once, whatever was entered before a crash; and what a crash left over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from errno import EXDEV
from pathlib import Path
from typing import BinaryIO

from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.errors import EvidenceDamaged, StoreFailed
from tidewaiter.store.evidence.claims import CAPTURE, DAMAGED, ORPHAN, TORN, WARC, claims
from tidewaiter.store.evidence.disk import sync_folder
from tidewaiter.store.evidence.entries import Draft, Entry, read_line
from tidewaiter.store.evidence.facts import WITHHELD, address_sha256, capture_facts, member_facts
from tidewaiter.store.evidence.framing import next_member, unpack
from tidewaiter.store.evidence.ledger import Ledger
from tidewaiter.store.evidence.ledger_tail import damaged_parts, lines
from tidewaiter.store.evidence.reading import open_file
from tidewaiter.store.evidence.records import RecordReading, RecordSeen
from tidewaiter.store.evidence.warc_files import run_files

_MEMBERS_AN_ENTRY = 500  # keeps an orphan entry below some 200 kB even when a whole spool was lost


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What `settle` entered: members without a capture, unfinished ends of files, and damage, by its place."""

    orphans: int = 0
    torn: int = 0
    damaged: tuple[str, ...] = ()


class Intake:
    """One run's way into the ledger. `folder` holds the run's WARC files while it lies in the spool.

    `withhold` says of an address that it may not be told: its entry then names the mirror and the address's digest.

    Made new after a restart it knows from the ledger itself what was entered, so that no capture is entered twice.
    One intake a run at a time: the recorder's.
    """

    def __init__(
        self, ledger: Ledger, folder: Path, run: str, *, withhold: Callable[[str], bool] = lambda url: False
    ) -> None:
        self._ledger, self._folder, self._run, self._withhold = ledger, folder, run, withhold
        self._claimed: dict[str, dict[int, int]] = {}
        self._named: set[tuple[str, int]] = set()
        for entry in _entries_about(ledger.path, run):
            self._remember(entry)

    def enter(self, captures: Sequence[Capture], at: datetime, person: str) -> list[Entry]:
        """Enter those that have no entry yet, with one sync; the first of a file enters that file too."""
        drafts: list[Draft] = []
        begun = {name for name, known in self._claimed.items() if 0 in known}
        pending: set[tuple[str, int]] = set()
        for capture in captures:
            file, offset = capture.response.file, capture.response.offset
            if offset in self._claimed.get(file, {}) or (file, offset) in pending:
                continue
            if file not in begun:
                begun.add(file)
                drafts.append(Draft(WARC, at, person, {"member": member_facts(self._warcinfo(file))}))
            facts = capture_facts(capture, withheld=self._withhold(capture.url))
            drafts.append(Draft(CAPTURE, at, person, facts))
            pending.add((file, offset))
        return self._enter(drafts)

    def settle(self, at: datetime, person: str) -> Leftovers:
        """Enter what the files hold beyond the captures entered. Only while nothing writes to the run's files.

        Afterwards `verify` finds nothing to say about the run, but for damage, which is entered by its place.
        """
        orphans, torn, damaged = 0, 0, []
        for path in run_files(self._folder, self._run):
            entries = self._enter(list(self._leftovers(path, at, person)))
            orphans += sum(len(claims(entry)) for entry in entries if entry.action == ORPHAN)
            torn += sum(entry.action == TORN for entry in entries)
            damaged += [f"{d.facts['file']} at {d.facts['offset']}" for d in entries if d.action == DAMAGED]
        return Leftovers(orphans, torn, tuple(damaged))

    def _enter(self, drafts: list[Draft]) -> list[Entry]:
        entries = self._ledger.append_all(drafts)
        for entry in entries:
            self._remember(entry)
        return entries

    def _remember(self, entry: Entry) -> None:
        for claim in claims(entry):
            self._claimed.setdefault(claim.member.file, {})[claim.member.offset] = claim.member.length
        if entry.action == DAMAGED:
            self._named.add((entry.facts["file"], entry.facts["offset"]))

    def _warcinfo(self, file: str) -> Member:
        with open_file([self._folder], file) as opened:
            return _member_at(opened, 0)[0]

    def _leftovers(self, path: Path, at: datetime, person: str) -> Iterator[Draft]:
        orphans: list[dict[str, object]] = []
        for member, seen in self._unclaimed(path):
            if seen is None:
                action = TORN if member.sha256 else DAMAGED
                facts = member_facts(member) if member.sha256 else {"file": path.name, "offset": member.offset}
                yield Draft(action, at, person, facts)
            elif seen.type == "warcinfo":
                yield Draft(WARC, at, person, {"member": member_facts(member)})
            else:
                about = {"type": seen.type, "date": seen.headers.get("warc-date", "")}
                orphans.append(member_facts(member) | about | self._address(seen.headers.get("warc-target-uri", "")))
        for start in range(0, len(orphans), _MEMBERS_AN_ENTRY):
            facts = {"file": path.name, "members": orphans[start : start + _MEMBERS_AN_ENTRY]}
            yield Draft(ORPHAN, at, person, facts)

    def _address(self, url: str) -> dict[str, str]:
        return {WITHHELD: address_sha256(url)} if self._withhold(url) else {"url": url}

    def _unclaimed(self, path: Path) -> Iterator[tuple[Member, RecordSeen | None]]:
        """Members without an entry; a torn end (no record, with its digest); damage (no record, no digest)."""
        known = self._claimed.get(path.name, {})
        size, offset = path.stat().st_size, 0
        with open(path, "rb") as file:
            while offset < size:
                if offset in known:
                    offset += known[offset]
                    continue
                try:
                    member, seen = _member_at(file, offset)
                    yield member, seen
                    offset += member.length
                except EvidenceDamaged:
                    behind = min((o for o in known if o > offset), default=next_member(file, offset))
                    if behind is None:
                        yield stretch(file, offset, size), None
                    elif (path.name, offset) not in self._named:
                        yield Member(path.name, offset, behind - offset, ""), None
                    offset = size if behind is None else behind


def keep(spool: Path, evidence: Path, run: str) -> list[str]:
    """Move a finished run's WARC files from its spool to the evidence folder; their names. Safe to repeat."""
    try:
        evidence.mkdir(parents=True, exist_ok=True)
        return [_move(path, evidence / path.name) for path in run_files(spool, run)]
    except OSError as error:
        todo = "keep spool and evidence on one file system" if error.errno == EXDEV else "look at the disk"
        raise StoreFailed(f"cannot move a WARC file: {error.strerror}", where=str(evidence), todo=todo) from error


def _move(path: Path, target: Path) -> str:
    if target.exists() and not os.path.samefile(path, target):
        raise StoreFailed("another WARC file has this name already", where=str(target), todo="move one of them")
    with suppress(FileExistsError):  # a crash between the two steps
        os.link(path, target)
    sync_folder(target.parent)
    path.unlink()
    return path.name


def _entries_about(path: Path, run: str) -> Iterator[Entry]:
    """The run's entries; a line that does not name one of its files is not even parsed."""
    needle = f'"{run}-'.encode()
    for part in [*damaged_parts(path), path]:
        for line in lines(part) if part.exists() else ():
            if needle in line:
                with suppress(ValueError):
                    yield read_line(line)


def _member_at(file: BinaryIO, offset: int) -> tuple[Member, RecordSeen]:
    reading = RecordReading()
    length, sha256 = unpack(file, offset, reading.feed)
    name = str(file.name).rsplit("/", 1)[-1]
    return Member(name, offset, length, sha256), reading.end()


def stretch(file: BinaryIO, offset: int, size: int) -> Member:
    file.seek(offset)
    whole, left = hashlib.sha256(), size - offset
    while left > 0 and (chunk := file.read(min(left, 1 << 20))):
        whole.update(chunk)
        left -= len(chunk)
    return Member(str(file.name).rsplit("/", 1)[-1], offset, size - offset, whole.hexdigest())
