"""One WARC file from its first byte to its last: its members tile it, and each is what one entry says it is."""

from __future__ import annotations

import os
from typing import BinaryIO

from tidewaiter.model.capture import Member
from tidewaiter.model.errors import EvidenceDamaged
from tidewaiter.store.evidence.claims import TORN_KIND
from tidewaiter.store.evidence.facts import address_sha256
from tidewaiter.store.evidence.framing import begins_member, next_member, unpack
from tidewaiter.store.evidence.intake import stretch
from tidewaiter.store.evidence.proof.report import Report, Tick
from tidewaiter.store.evidence.proof.table import DIGEST, Claimed, ClaimsTable
from tidewaiter.store.evidence.records import HIDDEN, RecordReading, RecordSeen


class Walk:
    """Walks one file. `running` says that a crawl may be writing to it, so that its end has no entries yet."""

    def __init__(
        self, name: str, file: BinaryIO, table: ClaimsTable, *, report: Report, running: bool, tick: Tick
    ) -> None:
        self._name, self._file, self._table, self._report = name, file, table, report
        self._running, self._tick = running, tick
        self._size = file.seek(0, os.SEEK_END)
        self._unclaimed = Stretch("member-unclaimed", "{n} whole members without an entry, up to {end}")
        self._moved: Stretch | None = None
        self._shift = 0

    def run(self) -> None:
        offset = 0
        while offset < self._size:
            offset += self._one(self._file, offset)
        self._end_stretches()
        for claimed in self._table.unmet(self._name):
            self._report.fault("member-missing", self._at(claimed.start), f"{claimed.told}, is not there")
        self._report.files += 1
        self._report.size += self._size

    def _one(self, file: BinaryIO, offset: int) -> int:
        """Judge what lies at the offset; how far it reaches."""
        claimed = self._table.at(self._name, offset)
        if claimed and claimed.kind == TORN_KIND:
            return self._torn(file, claimed)
        reading = RecordReading()
        try:
            length, sha256 = unpack(file, offset, reading.feed)
        except EvidenceDamaged as error:
            return self._no_member(file, offset, claimed, error.what)
        self._tick(length)
        self._report.members += 1
        self._judge(claimed, Member(self._name, offset, length, sha256), reading)
        return length

    def _judge(self, claimed: Claimed | None, found: Member, reading: RecordReading) -> None:
        offset, sha256 = found.offset, bytes.fromhex(found.sha256)
        if claimed and (claimed.length, claimed.sha256) == (found.length, sha256):
            self._end_stretches()
            self._table.met(self._name, offset)
            if self._table.tombstone(self._name, offset):
                self._report.fault("not-deleted", self._at(offset), f"{claimed.told}, was to be deleted and is there")
            self._record(claimed, reading)
        elif claimed and self._is_tombstone(claimed, found):
            return
        elif elsewhere := self._table.elsewhere(self._name, sha256):
            self._table.met(self._name, elsewhere.start)
            self._move(elsewhere, found)
        elif claimed:
            self._end_stretches()
            self._table.met(self._name, offset)
            self._report.fault("member-altered", self._at(offset), f"{claimed.told}, is not the member entered")
        elif self._running:
            self._report.pending += 1
        else:
            self._unclaimed.take(offset, found.length)

    def _record(self, claimed: Claimed, reading: RecordReading) -> None:
        try:
            seen = reading.end()
        except EvidenceDamaged as error:
            self._report.fault("record", self._at(claimed.start), error.what)
            return
        for fault in seen.faults:
            self._report.fault("record", self._at(claimed.start), fault)
        for what in differences(claimed, seen):
            self._report.fault("entry-differs", self._at(claimed.start), f"entry {claimed.seq}: {what}")
        self._report.hid(seen.headers.get(HIDDEN.lower(), ""))

    def _torn(self, file: BinaryIO, claimed: Claimed) -> int:
        self._end_stretches()
        self._table.met(self._name, claimed.start)
        found = stretch(file, claimed.start, self._size)
        self._tick(found.length)
        where = self._at(claimed.start)
        if (found.length, bytes.fromhex(found.sha256)) == (claimed.length, claimed.sha256):
            self._report.explain("torn", where, f"{found.length} bytes of an unfinished member, entry {claimed.seq}")
        else:
            self._report.fault("member-altered", where, f"the torn end is not what entry {claimed.seq} names")
        return found.length

    def _no_member(self, file: BinaryIO, offset: int, claimed: Claimed | None, why: str) -> int:
        self._end_stretches()
        end = self._next(file, offset, claimed)
        self._tick(end - offset)
        if claimed:
            self._table.met(self._name, offset)
            self._report.fault("member-damaged", self._at(offset), f"{claimed.told}: {why}")
        elif self._running and end == self._size:
            self._report.pending += 1
        else:
            self._report.fault("no-member", self._at(offset), f"{end - offset} bytes that no entry names: {why}")
        return end - offset

    def _next(self, file: BinaryIO, offset: int, claimed: Claimed | None) -> int:
        """Where to go on behind damage: where the ledger says that a member begins, if one does, else search."""
        expected = offset + claimed.length if claimed else self._table.next_start(self._name, offset)
        if expected is not None and begins_member(file, expected):
            return expected
        found = next_member(file, offset)
        return self._size if found is None else found

    def _is_tombstone(self, claimed: Claimed, found: Member) -> bool:
        stands = self._table.tombstone(self._name, claimed.start)
        if not stands or stands[0].hex() != found.sha256 or found.length != claimed.length:
            return False
        self._end_stretches()
        self._table.met(self._name, claimed.start)
        self._report.deleted += 1
        self._report.explain("deleted", self._at(claimed.start), f"{claimed.told}, deleted by entry {stands[1]}")
        return True

    def _move(self, claimed: Claimed, found: Member) -> None:
        shift = found.offset - claimed.start
        if self._moved is None or shift != self._shift:
            self._end_stretches()
            self._shift = shift
            self._moved = Stretch(
                "member-moved", "{n} members, " + f" from {claimed.told}, on lie {shift:+d} bytes off their place"
            )
        self._moved.take(found.offset, found.length)

    def _end_stretches(self) -> None:
        for found in (self._unclaimed, self._moved):
            if found and found.members:
                self._report.fault(found.kind, self._at(found.start), found.told())
                found.members = 0
        self._moved = None

    def _at(self, offset: int) -> str:
        return f"{self._name} at {offset}"


class Stretch:
    """Members beside each other with one and the same fault, told once."""

    def __init__(self, kind: str, words: str) -> None:
        self.kind, self._words = kind, words
        self.start = self.end = self.members = 0

    def take(self, offset: int, length: int) -> None:
        if not self.members:
            self.start = offset
        self.members += 1
        self.end = offset + length

    def told(self) -> str:
        return self._words.replace("{n}", str(self.members)).replace("{end}", str(self.end))


def differences(claimed: Claimed, seen: RecordSeen) -> list[str]:
    """Where the entry says something else than the record itself."""
    pairs: list[tuple[str, object, object]] = []
    if claimed.kind:
        pairs.append(("record type", claimed.kind, seen.type))
    if claimed.url is not None:
        there = seen.headers.get("warc-target-uri", "")
        withheld = claimed.url.startswith(DIGEST)
        pairs.append(("address", claimed.url, f"{DIGEST}{address_sha256(there)}" if withheld else there))
        pairs.append(("time", claimed.date, seen.headers.get("warc-date")))
    if claimed.payload is not None:
        pairs.append(("payload SHA-256", claimed.payload.hex(), seen.payload_sha256))
        pairs.append(("payload size", claimed.size, seen.payload_size))
    if claimed.status is not None:
        status = seen.http_head[:64].decode("latin-1").split()[1:2]
        pairs.append(("status", [str(claimed.status)], status))
    return [f"its {name} is {there}, the entry says {told}" for name, told, there in pairs if told != there]
