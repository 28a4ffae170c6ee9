"""A station's ledger and seals in the shared store: the ledger as the pieces by which it grew, byte for byte."""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tidewaiter.store.evidence.ledger import LEDGER, Ledger
from tidewaiter.store.evidence.ledger_tail import damaged_parts
from tidewaiter.store.evidence.seals import file_sha256
from tidewaiter.store.evidence.shared.store import SharedStore
from tidewaiter.store.whole import write_whole

LEDGERS, SEALS, TORN = "ledger", "seals", "torn"
_PIECE = re.compile(r"(\d{5})-(\d{15})-(\d{15})\.jsonl")
_STATION = re.compile(r"[A-Za-z0-9.-]{1,60}-[0-9a-f]{8}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # a seal, or what was torn off: never a way out of the folder
_REACHED, _LOCK = "shared.json", "shared.lock"  # in the evidence folder; gone, they are made anew from the store


def station_of(host: str, key: str) -> str:
    """The station's name: two workspaces on one machine, and two machines of one name, stay apart by their keys."""
    return f"{re.sub(r'[^A-Za-z0-9.-]', '-', host)[:60] or 'unnamed'}-{key[:8]}"


def is_station(name: str) -> bool:
    """Whether a station may be named so. Names in the store are whatever somebody wrote there."""
    return bool(_STATION.fullmatch(name))


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes from `start` to `end` of the station's ledger file number `part`: 0 is the first."""

    part: int = 0
    start: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        return f"{self.part:05d}-{self.start:015d}-{self.end:015d}.jsonl"

    @classmethod
    def read(cls, name: str) -> Piece | None:
        found = _PIECE.fullmatch(name)
        return cls(*map(int, found.groups())) if found else None


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the store has the record."""

    part: int = 0
    end: int = 0
    seal: str = ""


class Record:
    """Brings what the station's ledger and seals have become since the last time. Safe to repeat, and to do twice."""

    def __init__(self, store: SharedStore, ledger: Ledger, station: str) -> None:
        self._store, self._ledger, self._station = store, ledger, station
        self._evidence = ledger.path.parent

    def bring(self) -> None:
        """Raises StoreFailed where the store is down: what is there stays, and the rest follows."""
        with self._alone():
            reached = self._reached()
            # Before the ledger, whose entries name them.
            for path in sorted((self._evidence / "seals").glob("seal-*.json")):
                if path.name > reached.seal:
                    self._put(path, f"{SEALS}/{self._station}/{path.name}")
                    reached = self._keep(Reached(reached.part, reached.end, path.name))
            for path in sorted(self._evidence.glob("ledger-torn-*.part")):
                self._put(path, f"{TORN}/{self._station}/{path.name}")
            for path, piece in self._new_pieces(reached):
                self._put_piece(path, piece)
                reached = self._keep(Reached(piece.part, piece.end, reached.seal))

    def _new_pieces(self, reached: Reached) -> Iterator[tuple[Path, Piece]]:
        closed = damaged_parts(self._ledger.path)
        for part in range(reached.part, len(closed)):
            yield closed[part], Piece(part, reached.end * (part == reached.part), closed[part].stat().st_size)
        start = reached.end * (len(closed) == reached.part)
        end = self._ledger.head().end
        if end > start:
            yield self._ledger.path, Piece(len(closed), start, end)

    def _put_piece(self, path: Path, piece: Piece) -> None:
        if piece.end <= piece.start:
            return
        with TemporaryDirectory(dir=self._evidence, prefix=".shared-") as folder:
            copy = Path(folder) / piece.name
            with path.open("rb") as file, copy.open("wb") as out:
                file.seek(piece.start)
                left = piece.end - piece.start
                while left > 0 and (chunk := file.read(min(left, 1 << 20))):
                    out.write(chunk)
                    left -= len(chunk)
            self._put(copy, f"{LEDGERS}/{self._station}/{piece.name}")

    def _put(self, path: Path, name: str) -> None:
        self._store.put(path, name, size=path.stat().st_size, sha256=file_sha256(path))

    def _reached(self) -> Reached:
        """As noted here; where that is gone, as the store has it."""
        with suppress(OSError, ValueError, TypeError):
            return Reached(**json.loads((self._evidence / _REACHED).read_text(encoding="ascii")))
        pieces = pieces_of(self._store, self._station)
        seals = self._store.names(f"{SEALS}/{self._station}")
        last = pieces[-1] if pieces else Piece()
        return self._keep(Reached(last.part, last.end, max((name.rsplit("/", 1)[1] for name in seals), default="")))

    def _keep(self, reached: Reached) -> Reached:
        write_whole(self._evidence / _REACHED, json.dumps(asdict(reached)))
        return reached

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._evidence / _LOCK).open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield


def pieces_of(store: SharedStore, station: str) -> list[Piece]:
    """The pieces of a station's ledger, in their order."""
    names = (name.rsplit("/", 1)[1] for name in store.names(f"{LEDGERS}/{station}"))
    return sorted((piece for name in names if (piece := Piece.read(name))), key=lambda one: (one.part, one.end))


def fetch_record(store: SharedStore, station: str, folder: Path) -> list[str]:
    """Lay a station's record into a folder, as an evidence folder has it; what does not fit together, in words."""
    faults: list[str] = []
    for kind, into in ((SEALS, folder / "seals"), (TORN, folder)):
        into.mkdir(parents=True, exist_ok=True)
        for name in store.names(f"{kind}/{station}"):
            own = name.rpartition("/")[2]
            if _FILE.fullmatch(own):
                (into / own).write_bytes(store.read(name))
            else:
                faults.append(f"{name} is named as nothing of a station is")
    pieces = pieces_of(store, station)
    for part in range(pieces[-1].part + 1 if pieces else 0):
        last = part == pieces[-1].part
        path = folder / (LEDGER if last else f"ledger-{part + 1:05d}-damaged.jsonl")
        with path.open("wb") as out:
            for piece in (one for one in pieces if one.part == part):
                raw, end = store.read(f"{LEDGERS}/{station}/{piece.name}"), out.tell()
                if len(raw) != piece.end - piece.start or piece.start > end:
                    faults.append(f"{piece.name} does not follow what the store has before it")
                elif piece.start < end and _tail(path, piece.start, out) != raw[: end - piece.start]:
                    faults.append(f"{piece.name} says other than the piece before it")
                out.write(raw[max(0, end - piece.start) :])
    return faults


def _tail(path: Path, start: int, out: object) -> bytes:
    out.flush()  # type: ignore[attr-defined]
    with path.open("rb") as file:
        file.seek(start)
        return file.read()
