"""The index rebuilt beside itself, compared with the database, and told of what it refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from pipelines.index import drain
from pipelines.upkeep import check, rebuild
from tests.pipelines.conftest import Home
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.sighting import Statement
from tidewaiter.search import EmbeddedIndex, Question
from tidewaiter.search.hits import Refusal
from tidewaiter.search.question import parse
from tidewaiter.store.database import journal, letters, outbox, rates
from tidewaiter.store.database.rates import Rate, Rates


@pytest.fixture
def stocked(home: Home, statement: Callable[..., Statement]) -> Home:
    """Five listings, recorded and told to the index."""
    child = home.child()
    for number in range(5):
        child.page(f"/{number}", statement(f"/{number}", title=f"MDMA number{number}", price="10", currency="EUR"))
    home.record(child)
    drain(home.database, home.index, owner="me")
    return home


def ids(home: Home) -> list[str]:
    return [id_ for _, id_, _ in home.index.held()]


def test_a_sound_index_has_no_faults(stocked: Home) -> None:
    found = check(stocked.database, stocked.index)
    assert (found.records, found.sound) == (5, True)


def test_faults_are_named(stocked: Home) -> None:
    first, second, *_ = sorted(ids(stocked))
    stocked.index.delete([first])
    stocked.index.commit()
    with stocked.database.write() as rows:
        outbox.touch(rows, [second])
        rows.execute(outbox.outbox.delete())  # an index that was told nothing of it
    found = check(stocked.database, stocked.index)
    assert (found.missing, found.stale, found.surplus, found.doubled) == ((first,), (second,), (), ())


def test_what_waits_is_no_fault(stocked: Home) -> None:
    with stocked.database.write() as rows:
        outbox.touch(rows, ids(stocked))
    assert check(stocked.database, stocked.index).sound
    assert drain(stocked.database, stocked.index, owner="me") == 5
    assert check(stocked.database, stocked.index).sound


def test_a_rebuild_mends_all_of_it_while_searches_go_on(stocked: Home) -> None:
    stocked.index.delete(ids(stocked)[:3])
    stocked.index.commit()
    seen: list[int] = []
    assert rebuild(stocked.database, stocked.index, owner="me", told=lambda _: seen.append(stocked.index.count())) == 5
    assert seen == [2], "the old index served until the new one was whole"
    assert check(stocked.database, stocked.index).sound
    assert stocked.index.search(Question(parse("mdma"))).total == 5


def test_a_rebuild_that_fails_half_way_changes_nothing(stocked: Home) -> None:
    def broken(text: str) -> str:
        raise StoreFailed("the disk is full")

    with pytest.raises(StoreFailed, match="full"):
        rebuild(stocked.database, stocked.index, owner="me", language=broken)
    assert check(stocked.database, stocked.index).sound
    assert rebuild(stocked.database, stocked.index, owner="another") == 5


def test_what_the_old_index_was_told_while_a_rebuild_slept_is_told_to_the_new_one(stocked: Home) -> None:
    """A machine that was suspended: the lease ran out, another told the old index, and the lease was free again."""
    some = ids(stocked)[:2]

    def meanwhile(filled: int) -> None:
        with stocked.database.write() as rows:
            journal.release(rows, "drain", "me")
            outbox.touch(rows, some)
        assert drain(stocked.database, EmbeddedIndex(stocked.path / "index"), owner="another") == 2

    assert rebuild(stocked.database, stocked.index, owner="me", told=meanwhile) == 5
    with stocked.database.read() as rows:
        assert outbox.all_waiting(rows) == set(some)
    drain(stocked.database, stocked.index, owner="me")
    assert check(stocked.database, stocked.index).sound


def test_a_rebuild_settles_the_letters_it_cures(stocked: Home) -> None:
    with stocked.database.write() as rows:
        letters.add(rows, [letters.Letter(ids(stocked)[0], 1, "the disk was full")])
    rebuild(stocked.database, stocked.index, owner="me")
    with stocked.database.read() as rows:
        assert letters.count(rows) == 0


def test_one_tells_the_index_at_a_time(stocked: Home) -> None:
    with stocked.database.write() as rows:
        assert journal.hold(rows, "drain", "another", length=timedelta(minutes=2))
    with pytest.raises(StoreFailed, match="another process"):
        rebuild(stocked.database, stocked.index, owner="me")


def test_what_the_index_refuses_is_kept_and_replayed(stocked: Home) -> None:
    class Picky:
        def put(self, entries: object) -> list[Refusal]:
            return [Refusal(one.id, one.revision, "immense term") for one in entries]  # type: ignore[attr-defined]

        def delete(self, ids: object) -> None: ...

        def commit(self) -> None: ...

    with stocked.database.write() as rows:
        outbox.touch(rows, ids(stocked)[:2])
    assert drain(stocked.database, Picky(), owner="me") == 2
    with stocked.database.write() as rows:
        assert {one.reason for one in letters.listed(rows)} == {"immense term"}
        assert outbox.count(rows) == 0
        assert letters.replay(rows) == 2
    assert drain(stocked.database, stocked.index, owner="me") == 2
    with stocked.database.read() as rows:
        assert letters.count(rows) == 0
    assert check(stocked.database, stocked.index).sound


def test_a_rate_lets_prices_compare_and_is_named(stocked: Home) -> None:
    assert stocked.index.search(Question(parse("price:..12"))).total == 0
    assert stocked.index.search(Question(parse("price:..12EUR"))).total == 5
    day = datetime(2020, 1, 1, tzinfo=timezone.utc)
    one = Rate(day, "EUR", Decimal("1.1"), "rates.csv")
    with stocked.database.write() as rows:
        outbox.touch(rows, rates.add(rows, [one]))
    assert drain(stocked.database, stocked.index, owner="me") == 5
    assert stocked.index.search(Question(parse("price:11"))).total == 5
    with stocked.database.read() as rows:
        kept = rates.kept(rows, ids(stocked)[0])
    assert kept is not None
    assert (kept.amount, kept.currency, kept.worth, kept.rate) == (Decimal(10), "EUR", Decimal("11.0"), one.id)


@pytest.mark.parametrize(
    ("days", "worth"), [(-1, None), (0, "20"), (9, "20"), (10, "30"), (400, "30")]
)  # fmt: skip
def test_the_latest_rate_of_the_day_or_before_counts(days: int, worth: str | None) -> None:
    start = datetime(2026, 1, 1, tzinfo=timezone.utc)
    table = Rates([Rate(start + timedelta(days=10), "XMR", Decimal(3), "x"), Rate(start, "XMR", Decimal(2), "x")])
    found = table.reckon(Decimal(10), "XMR", start + timedelta(days=days))
    assert (found and found.worth) == (worth and Decimal(worth))
    assert table.reckon(Decimal(10), "DOGE", start) is None
    assert table.reckon(Decimal(10), "USD", start).worth == 10  # type: ignore[union-attr]
