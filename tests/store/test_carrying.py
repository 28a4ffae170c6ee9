"""From a station to the shared store and back: each file once, told in database and ledger, provable without the station."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.evidence.conftest import NOON, RUN, Bench
from tidewaiter.model.errors import EvidenceDamaged, StoreFailed
from tidewaiter.store.carrying import STORED, Carrier
from tidewaiter.store.database import Database, kept, sqlite_address
from tidewaiter.store.evidence import read_capture, seal
from tidewaiter.store.evidence.keys import make_key, public_hex
from tidewaiter.store.evidence.shared import Location, SharedStore, SharedWarc, station_of, verify_everywhere


class Station:
    """A workspace's evidence with one finished run, beside a folder that is shared."""

    def __init__(self, home: Path, database: Database) -> None:
        self.bench, self.database, self.store = Bench(home), database, SharedStore(Location.parse("shared", home=home))
        self.bench.fill()
        self.captures = self.bench.captures
        self.key = make_key(home / "own.pem")
        self.name = station_of("host-one", public_hex(self.key))
        self.carrier = Carrier(
            self.store, database, self.bench.ledger, station=self.name, folders=lambda: self.bench.folders, person="ahn",
            clock=lambda: NOON,
        )  # fmt: skip

    def bring(self) -> int:
        self.carrier.enter_all(self.bench.evidence / "warc")
        done = self.carrier.bring()
        seal(self.bench.ledger, self.key, at=NOON, person="ahn")
        self.carrier.bring_record()
        return done

    def stored(self) -> list[str]:
        return [str(entry.facts["file"]) for entry in self.bench.ledger.entries() if entry.action == STORED]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with Database.open(sqlite_address(tmp_path / "database.sqlite")) as database:
        yield Station(tmp_path, database)


def test_a_finished_run_is_brought_once_and_proven_without_its_station(station: Station) -> None:
    assert [station.bring(), station.bring()] == [1, 0]
    assert station.stored() == [f"{RUN}-00001.warc.gz"]
    report = verify_everywhere(station.store)
    assert report.faults == []
    assert (report.captures, report.files, report.seals) == (3, 1, 2)
    with station.database.read() as rows:
        assert kept.behind(rows) == []


def test_a_capture_is_read_from_the_store_where_its_file_is_not_here(station: Station) -> None:
    station.bring()
    station.bench.warc.unlink()
    capture = station.captures[0]
    got = read_capture([*station.bench.folders, SharedWarc(station.store)], capture)
    assert got.url == capture.url
    with pytest.raises(EvidenceDamaged, match="not there"):
        read_capture(station.bench.folders, capture)


def test_what_has_not_come_says_who_has_it(station: Station) -> None:
    far = SharedWarc(station.store, lambda name: station.name)
    with pytest.raises(StoreFailed, match="still on host-one"):
        read_capture([far], station.captures[0])


@pytest.mark.parametrize("part", ["warc", "ledger", "seals"])
def test_what_is_altered_or_gone_in_the_store_is_named(station: Station, part: str, tmp_path: Path) -> None:
    station.bring()
    path = next(path for path in sorted((tmp_path / "shared" / part).rglob("*")) if path.is_file())
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    assert verify_everywhere(station.store).faults
    path.unlink()
    assert verify_everywhere(station.store).faults


def test_a_store_that_is_down_leaves_all_waiting_here_and_gets_it_later(station: Station, tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("in the way")
    station.carrier.enter_all(station.bench.evidence / "warc")
    with pytest.raises(StoreFailed):
        station.carrier.bring()
    with station.database.read() as rows:
        (waiting,) = kept.behind(rows)
    assert (waiting.station, waiting.files, station.stored()) == (station.name, 1, [])
    assert station.bench.warc.exists()
    (tmp_path / "shared").unlink()
    assert station.bring() == 1
    assert verify_everywhere(station.store).faults == []


def test_another_file_of_a_name_is_said_and_neither_is_touched(station: Station, tmp_path: Path) -> None:
    there = tmp_path / "shared" / "warc" / f"{RUN}-00001.warc.gz"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"another")
    with suppress(EvidenceDamaged):
        station.bring()
        pytest.fail("it was taken for ours")
    assert there.read_bytes() == b"another"
    assert station.bench.warc.exists()
    assert station.stored() == []


@pytest.mark.parametrize(
    "name", ["stranger", "host-one", "host_one-0a1b2c3d", "host-0A1B2C3D"], ids=["bare", "no-key", "letter", "capitals"]
)
def test_a_name_that_no_station_has_is_a_fault_and_the_rest_is_checked(
    station: Station, tmp_path: Path, name: str
) -> None:
    station.bring()
    there = tmp_path / "shared" / "ledger" / name
    there.mkdir()
    (there / "00000-000000000000000-000000000000001.jsonl").write_bytes(b"x")
    report = verify_everywhere(station.store)
    assert [(one.kind, one.where) for one in report.faults] == [("station", name)]
    assert report.captures == 3


def test_names_that_lead_out_of_the_folder_are_never_followed(
    station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a bucket may have them, whose names are any text."""
    station.bring()
    names, read = SharedStore.names, SharedStore.read
    added = {"seals": "seals/../seal-x.json", f"seals/{station.name}": f"seals/{station.name}/.."}

    def listed(store: SharedStore, folder: str) -> dict[str, int]:
        more = {added[folder]: 1} if folder in added else {}
        return names(store, folder) | more

    def bytes_of(store: SharedStore, name: str, *where: int) -> bytes:
        assert ".." not in name
        return read(store, name, *where)

    monkeypatch.setattr(SharedStore, "names", listed)
    monkeypatch.setattr(SharedStore, "read", bytes_of)
    assert [one.kind for one in verify_everywhere(station.store).faults] == ["station", "ledger-piece"]
