"""The fold in the database is `model.fold`: in any order of arrival, in any batches, however often it is replayed."""

from __future__ import annotations

import itertools
import multiprocessing
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tidewaiter.model.record import fold, versions
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.store.database import Columns, Database, Derive, Seen, records
from tidewaiter.store.database.folding import Appended, append, refold
from tidewaiter.store.database.tables import outbox, record, sighting

WHEN = datetime(2026, 11, 24, 5, 46, 18, 123456, tzinfo=timezone.utc)
SEOUL = timezone(timedelta(hours=9))
CAPTURES = [f"{number:02}" for number in range(8)]
NUMBER = itertools.count()

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
values = st.one_of(
    texts, st.integers(-(2**40), 2**40), st.booleans(), st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.lists(texts, max_size=3).map(tuple),
)  # fmt: skip
fields = st.dictionaries(st.sampled_from(["title", "description", "price", "stock", "vendor"]), values, max_size=5)
# Few times, so that many are equal; two of them the same instant in different zones.
times = st.sampled_from([WHEN, WHEN.astimezone(SEOUL), WHEN - timedelta(days=1), WHEN + timedelta(microseconds=1)])
said = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([Kind.LISTING, Kind.VENDOR]),
        "key": st.sampled_from(["/a", "/b"]),
        "capture": st.sampled_from(CAPTURES),
        "captured_at": times,
        "mirror": st.sampled_from(["http://one.onion", "http://two.onion"]),
        "fields": fields,
    }
)
unique = st.lists(said, min_size=1, max_size=10, unique_by=lambda one: (one["kind"], one["key"], one["capture"]))


@pytest.fixture
def stocked(database: Database, enter: Callable[..., None]) -> Database:
    with database.write() as rows:
        enter(rows, CAPTURES)
    return database


def folded(sightings: Iterable[Sighting]) -> dict[str, object]:
    by_record: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for one in sightings:
        by_record[one.kind, one.key].append(one)
    return {record.id: record for record in map(fold, by_record.values())}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=unique, chance=st.randoms(use_true_random=False), size=st.integers(1, 4))
def test_any_order_any_batches_any_replay(
    stocked: Database, plain: Derive, statements: list[dict[str, object]], chance: random.Random, size: int
) -> None:
    source = f"source-{next(NUMBER)}"
    sightings = [Sighting(source=source, **one) for one in statements]  # type: ignore[arg-type]
    arriving = sightings + chance.choices(sightings, k=3)
    chance.shuffle(arriving)
    for at in range(0, len(arriving), size):
        with stocked.write() as rows:
            append(rows, [Seen(one) for one in arriving[at : at + size]], plain)
    expected = folded(sightings)
    with stocked.read() as rows:
        kept = records.load(rows, expected)
        assert {one.record.id: one.record for one in kept} == expected
        for one in kept:
            mine = [s for s in sightings if (s.kind, s.key) == (one.record.kind, one.record.key)]
            assert records.history(rows, one.record.id) == versions(mine)
            waiting = rows.execute(select(func.max(outbox.c.revision)).where(outbox.c.record == one.record.id)).scalar()
            assert waiting == one.revision
    with stocked.write() as rows:
        refold(rows, expected, plain)
    with stocked.read() as rows:
        again = records.load(rows, expected)
        assert [one.record for one in again] == [one.record for one in kept]
        assert [one.revision for one in again] == [one.revision + 1 for one in kept]


def sample(capture: str, *, key: str = "/a", at: datetime = WHEN, **said: object) -> Seen:
    return Seen(Sighting("lanternfish", Kind.LISTING, key, capture, at, "http://one.onion", said))  # type: ignore[arg-type]


def test_the_same_again_changes_nothing(stocked: Database, plain: Derive) -> None:
    seen = [sample("00", title="a"), sample("01", title="b")]
    with stocked.write() as rows:
        changed = append(rows, seen, plain)
        assert changed.changed == changed.created == {records.listed(rows, Kind.LISTING)[0].record.id}
        before = (rows.execute(select(record)).all(), rows.execute(select(outbox)).all())
    with stocked.write() as rows:
        assert append(rows, seen, plain) == Appended()
        assert (rows.execute(select(record)).all(), rows.execute(select(outbox)).all()) == before


def test_one_key_twice_in_a_batch_is_two_sightings_of_one_record(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        append(rows, [sample("00", title="card"), sample("01", description="page", price="4.50")], plain)
        (kept,) = records.listed(rows, Kind.LISTING)
        assert kept.record.fields == {"title": "card", "description": "page", "price": "4.50"}
        assert (kept.record.sightings, kept.revision) == (2, 1)


def test_an_older_capture_stored_later_changes_only_what_was_not_said(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        append(rows, [sample("00", title="new", price="9")], plain)
        append(rows, [sample("01", at=WHEN - timedelta(days=9), title="old", description="of old")], plain)
        (kept,) = records.listed(rows, Kind.LISTING)
    assert kept.record.fields == {"title": "new", "price": "9", "description": "of old"}
    assert (kept.record.first_seen, kept.record.last_seen) == (WHEN - timedelta(days=9), WHEN)
    assert (kept.columns.title, kept.revision) == ("new", 2)


def test_times_come_back_aware_and_in_utc(stocked: Database, plain: Derive) -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=SEOUL)
    with stocked.write() as rows:
        append(rows, [sample("00", at=noon, title="x")], plain)
        (kept,) = records.listed(rows, Kind.LISTING)
        (seen,) = records.sightings(rows, kept.record.id)
    assert kept.record.last_seen == seen.captured_at == noon
    assert seen.captured_at.isoformat() == "2026-11-24T03:00:00+00:00"


def test_a_failed_batch_leaves_no_half(stocked: Database) -> None:
    def broken(kind: Kind, fields: object) -> Columns:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), stocked.write() as rows:
        append(rows, [sample("00", title="x")], broken)
    with stocked.read() as rows:
        assert rows.execute(select(sighting)).all() == []


def _columns(kind: Kind, fields: object) -> Columns:
    return Columns()


def _write(address: str, number: int, faults: multiprocessing.Queue[str]) -> None:
    """25 batches of the same 50 records, each writer in an order of its own, with captures of its own."""
    chance = random.Random(number)
    try:
        with Database.open(address) as database:
            for batch in range(25):
                seen = [
                    sample(f"{number}-{batch}", key=f"/{key}", title=f"{number}.{batch}.{key}") for key in range(50)
                ]
                chance.shuffle(seen)
                with database.write() as rows:
                    append(rows, seen, _columns)
    except Exception as fault:  # noqa: BLE001 - told to the test, which fails on it
        faults.put(f"{type(fault).__name__}: {fault}")


@pytest.mark.slow
def test_four_writers_of_the_same_records_never_block_each_other_for_good(
    database: Database, address: str, enter: Callable[..., None]
) -> None:
    with database.write() as rows:
        enter(rows, [f"{number}-{batch}" for number in range(4) for batch in range(25)])
    spawn = multiprocessing.get_context("spawn")
    faults = spawn.Queue()
    writers = [
        spawn.Process(daemon=True, target=_write, args=(database_address(database, address), n, faults))
        for n in range(4)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)
    assert faults.empty(), faults.get()
    with database.read() as rows:
        kept = records.listed(rows, Kind.LISTING)
        assert [(one.record.sightings, one.revision) for one in kept] == [(100, 100)] * 50
        for one in kept[:5]:
            assert one.record == fold(records.sightings(rows, one.record.id))


def database_address(database: Database, address: str) -> str:
    return address if "sqlite" not in address else database.address
