"""A station's finished WARC files to the shared store, with what is known of each in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tidewaiter.model.errors import EvidenceDamaged
from tidewaiter.store.database import Database, kept
from tidewaiter.store.database.kept import KeptFile
from tidewaiter.store.evidence import Ledger
from tidewaiter.store.evidence.seals import file_sha256
from tidewaiter.store.evidence.shared import Record, SharedStore
from tidewaiter.store.evidence.shared.shelf import WARC
from tidewaiter.store.evidence.warc_files import SUFFIX, run_files

STORED = "store"  # the ledger's word for a file that the shared store has


class Carrier:
    """Each step may be repeated: a file is entered once, put there once, and told of in the ledger once it is proven.

    `folders` gives where the station's WARC files may lie at this moment.
    """

    def __init__(
        self, store: SharedStore, database: Database, ledger: Ledger, *, station: str,
        folders: Callable[[], Sequence[Path]], person: str, clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._store, self._database, self._ledger, self._station = store, database, ledger, station
        self._folders, self._person, self._clock = folders, person, clock

    def enter(self, folder: Path, run: str) -> None:
        """Of a run whose files nobody writes to any more: let them wait for the store."""
        self._enter(run_files(folder, run))

    def enter_all(self, evidence: Path) -> None:
        """Also what was kept before there was a store."""
        with self._database.read() as rows:
            known = kept.known(rows, self._station)
        self._enter([path for path in sorted(evidence.glob(f"*{SUFFIX}")) if path.name not in known])

    def bring(self, *, run: str = "") -> int:
        """Bring the files that wait, of one run or of all; how many came. Raises StoreFailed where the store is down,
        and EvidenceDamaged where it has another file of a name: the rest is brought before that is said."""
        with self._database.read() as rows:
            waiting = kept.waiting(rows, self._station, run=run)
        done, refused = 0, None
        for one in waiting:
            path = self._found(one.name)
            if path is None:
                continue  # another workspace of this station's name has it, or it is gone: verify says so
            try:
                self._store.put(path, f"{WARC}/{one.name}", size=one.size, sha256=one.sha256)
            except EvidenceDamaged as fault:
                refused = fault
                continue
            at = self._clock()
            facts = {"file": one.name, "size": one.size, "sha256": one.sha256, "place": str(self._store.location)}
            self._ledger.append(STORED, at, self._person, **facts)
            with self._database.write() as rows:
                kept.stored(rows, one.name, at)
            done += 1
        if refused is not None:
            raise refused
        return done

    def bring_record(self) -> None:
        """Bring what ledger and seals have become. Raises StoreFailed."""
        Record(self._store, self._ledger, self._station).bring()

    def _enter(self, paths: Sequence[Path]) -> None:
        at = self._clock()
        files = [
            KeptFile(path.name, path.name.removesuffix(SUFFIX)[:-6], self._station, path.stat().st_size,
                     file_sha256(path), at)
            for path in paths
        ]  # fmt: skip
        with self._database.write() as rows:
            kept.enter(rows, files)

    def _found(self, name: str) -> Path | None:
        return next((folder / name for folder in self._folders() if (folder / name).exists()), None)
