"""The ledger line by line: each entry sound, each link whole, each seal met; what it claims goes into the table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from tidewaiter.store.evidence.claims import DELETE, ORPHAN, SEAL, Claim, claims
from tidewaiter.store.evidence.entries import GENESIS, Entry, read_line
from tidewaiter.store.evidence.facts import member_from_facts, sha256_fact
from tidewaiter.store.evidence.ledger import TORN_ACTION
from tidewaiter.store.evidence.ledger_tail import damaged_parts, lines
from tidewaiter.store.evidence.proof.report import Report
from tidewaiter.store.evidence.proof.table import ClaimsTable
from tidewaiter.store.evidence.reading import FILE_NAME
from tidewaiter.store.evidence.seals import Seal, file_sha256


class Chain:
    """Reads the closed files of a ledger and the current one, in order. `seals` are those whose signature holds."""

    def __init__(
        self, report: Report, table: ClaimsTable, *, seals: Sequence[Seal], tick: Callable[[int], None]
    ) -> None:
        self._report, self._table, self._tick = report, table, tick
        self._wanted: dict[int, list[Seal]] = {}
        for seal in seals:
            self._wanted.setdefault(seal.seq, []).append(seal)
        self._seq, self._prev = 0, GENESIS
        self._prev_known = True

    def read(self, ledger: Path, stop: int) -> None:
        """`stop` is the length of the current file when the verification began."""
        self._meet(0, GENESIS, hashlib.sha256(b"").hexdigest())
        for part in damaged_parts(ledger):
            self._report.fault("ledger-damaged", part.name, "closed as damaged; a new file was begun behind it")
            self._prev = self._file(part, part.stat().st_size)
            self._prev_known = True
        if ledger.exists():
            self._file(ledger, stop)
        for seal in (seal for seals in self._wanted.values() for seal in seals):
            self._unmet(seal)
        self._report.head_seq = self._seq

    def _file(self, path: Path, stop: int) -> str:
        whole = hashlib.sha256()
        for number, line in enumerate(lines(path, stop), 1):
            whole.update(line)
            self._tick(len(line))
            where = f"{path.name} line {number}"
            try:
                entry = read_line(line)
            except ValueError as error:
                self._no_entry(where, line, str(error))
                continue
            self._link(entry, where)
            self._take(entry, path, where)
            self._meet(entry.seq, entry.hash, whole.copy)
        return whole.hexdigest()

    def _no_entry(self, where: str, line: bytes, why: str) -> None:
        if line.endswith(b"\n"):
            self._report.fault("ledger-line", where, f"the line is {why}")
            self._seq += 1
            self._prev_known = False
        else:
            self._report.fault("ledger-torn", where, f"the last {len(line)} bytes are no whole entry")

    def _link(self, entry: Entry, where: str) -> None:
        report = self._report
        if entry.seq != self._seq + 1:
            report.fault("ledger-order", where, f"entry {entry.seq} stands where entry {self._seq + 1} belongs")
        elif self._prev_known and entry.prev != self._prev:
            report.fault("ledger-chain", where, f"entry {entry.seq} does not follow the entry before it")
        self._seq, self._prev, self._prev_known = entry.seq, entry.hash, True
        report.entries += 1
        report.head = entry.hash

    def _take(self, entry: Entry, ledger: Path, where: str) -> None:
        try:
            for claim in claims(entry):
                self._claim(claim, entry)
            if entry.action == DELETE:
                self._table.delete(member_from_facts(entry.facts), sha256_fact(entry.facts, "tombstone"), entry.seq)
            elif entry.action in (SEAL, TORN_ACTION):
                self._beside(entry, ledger.parent)
        except ValueError as error:
            self._report.fault("entry-facts", where, f"entry {entry.seq} ({entry.action}): {error}")

    def _claim(self, claim: Claim, entry: Entry) -> None:
        report, place = self._report, f"{claim.member.file} at {claim.member.offset}"
        if not FILE_NAME.fullmatch(claim.member.file):
            raise ValueError(f"{claim.member.file!r} is no file name")
        report.captures += claim.kind in {"response", "resource"}
        if entry.action == ORPHAN:
            report.orphans += 1
            report.explain("orphan", place, f"a crash left it without its capture, entry {entry.seq}")
        other = self._table.add(claim)
        if other is not None:
            report.fault("claimed-twice", place, f"by entry {other} and by entry {entry.seq}")

    def _beside(self, entry: Entry, folder: Path) -> None:
        """A file that the entry names by its digest must be there as it was."""
        name, sha256 = str(entry.facts.get("file")), sha256_fact(entry.facts, "sha256")
        path = (folder / "seals" if entry.action == SEAL else folder) / name
        if not FILE_NAME.fullmatch(name) or not path.is_file():
            self._report.fault("file-missing", name, f"entry {entry.seq} names it and it is not there")
        elif file_sha256(path) != sha256:
            self._report.fault("file-altered", name, f"it is not the file that entry {entry.seq} names")

    def _meet(self, seq: int, head: str, ledger_sha256: str | Callable[[], hashlib._Hash]) -> None:
        for seal in self._wanted.pop(seq, ()):
            whole = ledger_sha256 if isinstance(ledger_sha256, str) else ledger_sha256().hexdigest()
            if (seal.head, seal.ledger_sha256) == (head, whole):
                self._report.sealed_to = max(self._report.sealed_to, seq)
            else:
                what = "the ledger up to there is not the one that was sealed"
                self._report.fault("ledger-not-as-sealed", f"entry {seq}, seal of {seal.when}", what)

    def _unmet(self, seal: Seal) -> None:
        where = f"entry {seal.seq}, seal of {seal.when}"
        if seal.seq > self._seq:
            what = f"the ledger ends with entry {self._seq}: {seal.seq - self._seq} sealed entries were cut off"
            self._report.fault("tail-cut", where, what)
        else:
            self._report.fault("ledger-not-as-sealed", where, "the entry that was sealed is not there")
