"""The one hash-chained ledger of a host: appended to under a lock that holds across processes, synced each time."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from tidewaiter.model.errors import EvidenceDamaged, StoreFailed
from tidewaiter.store.evidence.disk import FULL, sync, sync_folder, write_all, write_new
from tidewaiter.store.evidence.entries import GENESIS, Draft, Entry, write_line
from tidewaiter.store.evidence.ledger_tail import Head, TailDamaged, damaged_parts, find_head, lines, sound_entries

LEDGER = "ledger.jsonl"
TORN_ACTION, DAMAGED_ACTION = "ledger-torn", "ledger-damaged"


class Ledger:
    """`path` is the evidence folder's `ledger.jsonl`; `host` names this machine in each entry.

    Any number of processes and threads may append. A torn last line (a crash in mid-write) is kept in a file beside and
    the next append enters that first. A last line that is whole and no entry is damage: the file is closed under
    another name, and the next append begins a new one that names it; nothing is cut.
    """

    def __init__(self, path: Path, host: str) -> None:
        self.path, self.host = path, host
        self._mine = RLock()
        self._file: int | None = None
        self._known: Head | None = None

    def append(self, action: str, at: datetime, person: str, **facts: object) -> Entry:
        """Enter one act. When this returns, the entry is on the disk."""
        return self.append_all([Draft(action, at, person, facts)])[0]

    def append_all(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Enter several acts in their order with one sync; all of them, or none where the disk fails."""
        if not drafts:
            return []
        with self._locked() as file:
            head = self._settled(file, drafts[0])
            return self._write(self._opened(), head, drafts)

    def head(self) -> Head:
        """The last entry's sequence and hash (0 and zeros before the first)."""
        with self._locked() as file:
            try:
                return self._head(file)[0]
            except TailDamaged as error:
                raise EvidenceDamaged(
                    f"the ledger is damaged: {error}", where=str(self.path), todo="run verify"
                ) from error

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """All sound entries behind the sequence, as of now; what is not sound is for `verify` to name."""
        for path in [*damaged_parts(self.path), self.path]:
            if path.exists():
                yield from (entry for entry in sound_entries(path, path.stat().st_size) if entry.seq > after)

    def close(self) -> None:
        with self._mine:
            if self._file is not None:
                os.close(self._file)
            self._file = self._known = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, ours alone. Another process may have closed it as damaged meanwhile: then it is the new one."""
        with self._mine:
            try:
                while True:
                    fcntl.flock(self._opened(), fcntl.LOCK_EX)
                    if self._is_current():
                        break
                    self.close()
                yield self._opened()
            except OSError as error:
                todo = "free some space" if error.errno in FULL else "look at the disk and its rights"
                raise StoreFailed(f"the ledger: {error.strerror}", where=str(self.path), todo=todo) from error
            finally:
                if self._file is not None:
                    fcntl.flock(self._file, fcntl.LOCK_UN)

    def _opened(self) -> int:
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = not self.path.exists()
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            if new:
                sync_folder(self.path.parent)
        return self._file

    def _is_current(self) -> bool:
        try:
            there = os.stat(self.path)
        except FileNotFoundError:
            return False
        mine = os.fstat(self._opened())
        return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)

    def _head(self, file: int) -> tuple[Head, int]:
        """The head, read again where another writer moved it."""
        size = os.fstat(file).st_size
        if self._known is not None:
            if size == self._known.end:
                return self._known, 0
            if size < self._known.end:
                what = f"the ledger became shorter: {size} bytes, {self._known.end} were written"
                raise EvidenceDamaged(what, where=str(self.path), todo="run verify with the last seal")
        head, torn = find_head(file, lambda: start_head(self.path))
        self._known = head
        return head, torn

    def _settled(self, file: int, next_draft: Draft) -> Head:
        """A head that can be written behind, once what a crash or damage left has been entered."""
        why = "its last line was damaged"
        try:
            head, torn = self._head(file)
        except TailDamaged as error:
            why = str(error)
            self._close_damaged()
            head, torn = self._head(self._opened())
        left = []
        parts = damaged_parts(self.path) if not head.end else []
        if parts:
            facts = {"file": parts[-1].name, "size": parts[-1].stat().st_size, "sha256": head.hash, "why": why}
            left.append(Draft(DAMAGED_ACTION, next_draft.at, next_draft.person, facts))
        if torn:
            facts = self._keep_torn(self._opened(), head, torn)
            left.append(Draft(TORN_ACTION, next_draft.at, next_draft.person, facts))
        if left:
            self._write(self._opened(), head, left)
        return self._known or head

    def _close_damaged(self) -> None:
        number = len(damaged_parts(self.path)) + 1
        self.path.rename(self.path.with_name(f"ledger-{number:05d}-damaged.jsonl"))
        sync_folder(self.path.parent)
        self.close()
        fcntl.flock(self._opened(), fcntl.LOCK_EX)

    def _keep_torn(self, file: int, head: Head, torn: int) -> dict[str, object]:
        """The torn bytes, kept beside. They are overwritten by the entry that names them, never cut before it."""
        raw = os.pread(file, torn, head.end)
        sha256 = hashlib.sha256(raw).hexdigest()
        path = self.path.with_name(f"ledger-torn-{head.end}-{sha256[:16]}.part")
        with suppress(FileExistsError):  # an earlier start got so far and no further
            write_new(path, raw)
        return {"file": path.name, "offset": head.end, "size": torn, "sha256": sha256}

    def _write(self, file: int, head: Head, drafts: Sequence[Draft]) -> list[Entry]:
        entries, raw, seq, prev = [], [], head.seq, head.hash
        for draft in drafts:
            entry, line = write_line(draft, seq=seq + 1, prev=prev, host=self.host)
            entries.append(entry)
            raw.append(line)
            seq, prev = entry.seq, entry.hash
        whole = b"".join(raw)
        end = head.end + len(whole)
        clean = os.fstat(file).st_size == head.end
        try:
            write_all(file, whole, head.end)
            if os.fstat(file).st_size > end:
                os.ftruncate(file, end)
            sync(file)
        except OSError:
            if clean:  # else what is torn stays, to be entered once there is room
                with suppress(OSError):
                    os.ftruncate(file, head.end)
            raise
        self._known = Head(seq, prev, end)
        return entries


def start_head(path: Path) -> Head:
    """What the first entry of the current file follows: nothing, or the files closed as damaged.

    Behind a damaged file the sequence goes on from its number of lines, and `prev` is the SHA-256 of the whole file.
    """
    seq, prev = 0, GENESIS
    for part in damaged_parts(path):
        whole = hashlib.sha256()
        for line in lines(part):
            whole.update(line)
            seq += line.endswith(b"\n")
        prev = whole.hexdigest()
    return Head(seq, prev, 0)
