"""All claims of a ledger at hand by file and place, on disk where memory would not hold them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.model.capture import Member
from tidewaiter.model.times import stamp
from tidewaiter.store.evidence.claims import Claim
from tidewaiter.store.evidence.composing import plain_uri

_TABLES = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -20000;
create table claim (
    file text, start integer, length integer, sha256 blob, kind text, seq integer,
    url text, date text, payload blob, size integer, status integer, met integer default 0,
    primary key (file, start)
) without rowid;
create table deleted (file text, start integer, tombstone blob, seq integer, primary key (file, start)) without rowid;
begin;
"""
DIGEST = "sha256:"  # no address begins so
_COLUMNS = "start, length, sha256, kind, seq, url, date, payload, size, status"


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim as the walk asks for it. The last five are facts of a capture, None for other claims."""

    start: int
    length: int
    sha256: bytes
    kind: str
    seq: int
    url: str | None
    date: str | None
    payload: bytes | None
    size: int | None
    status: int | None

    @property
    def told(self) -> str:
        about = f" of {self.url}" if self.url else ""
        return f"the {self.kind or 'record'}{about}, entry {self.seq}"


def _address(claim: Claim) -> str | None:
    """As the record must state it; of one that is withheld its digest."""
    if claim.url_sha256:
        return f"{DIGEST}{claim.url_sha256}"
    return plain_uri(claim.capture.url) if claim.capture else None


class ClaimsTable:
    """A private SQLite file that its engine keeps in memory while small: 40 000 members added 6 MB."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.executescript(_TABLES)
        self._by_sha256 = False

    def close(self) -> None:
        self._rows.close()

    def add(self, claim: Claim) -> int | None:
        """Take the claim; the entry that claims the place already, if one does."""
        member, capture = claim.member, claim.capture
        of_response = capture if capture and claim.kind in {"response", "resource"} else None
        row = (
            member.file, member.offset, member.length, bytes.fromhex(member.sha256), claim.kind, claim.seq,
            _address(claim), stamp(capture.captured_at) if capture else None,
            bytes.fromhex(of_response.payload_sha256) if of_response else None,
            of_response.size if of_response else None,
            of_response.status if of_response and claim.kind == "response" else None,
        )  # fmt: skip
        added = self._rows.execute("insert or ignore into claim values (?,?,?,?,?,?,?,?,?,?,?,0)", row).rowcount
        if added:
            return None
        there = self.at(member.file, member.offset)
        return there.seq if there else None

    def delete(self, member: Member, tombstone: str, seq: int) -> None:
        row = (member.file, member.offset, bytes.fromhex(tombstone), seq)
        self._rows.execute("insert or replace into deleted values (?,?,?,?)", row)

    def files(self) -> list[str]:
        return [name for (name,) in self._rows.execute("select distinct file from claim order by file")]

    def at(self, file: str, start: int) -> Claimed | None:
        return self._one(f"select {_COLUMNS} from claim where file = ? and start = ?", (file, start))

    def next_start(self, file: str, start: int) -> int | None:
        (found,) = self._rows.execute(
            "select min(start) from claim where file = ? and start > ?", (file, start)
        ).fetchone()
        return None if found is None else int(found)

    def elsewhere(self, file: str, sha256: bytes) -> Claimed | None:
        """The claim of these very bytes at another place of the file that has not been met."""
        if not self._by_sha256:
            self._rows.execute("create index by_sha256 on claim (sha256)")
            self._by_sha256 = True
        return self._one(f"select {_COLUMNS} from claim where sha256 = ? and file = ? and not met", (sha256, file))

    def tombstone(self, file: str, start: int) -> tuple[bytes, int] | None:
        row = self._rows.execute(
            "select tombstone, seq from deleted where file = ? and start = ?", (file, start)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def deleted_after(self, file: str, seq: int) -> bool:
        return bool(self._rows.execute("select 1 from deleted where file = ? and seq > ?", (file, seq)).fetchone())

    def met(self, file: str, start: int) -> None:
        self._rows.execute("update claim set met = 1 where file = ? and start = ?", (file, start))

    def unmet(self, file: str) -> Iterator[Claimed]:
        rows = self._rows.execute(f"select {_COLUMNS} from claim where file = ? and not met order by start", (file,))
        return (Claimed(*row) for row in rows)

    def count(self, file: str) -> int:
        return int(self._rows.execute("select count(*) from claim where file = ?", (file,)).fetchone()[0])

    def _one(self, question: str, values: tuple[object, ...]) -> Claimed | None:
        row = self._rows.execute(question, values).fetchone()
        return Claimed(*row) if row else None
