"""Laws of the corridor: amounts part listings without rest, no order matters, and a silent source is never a loss."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.views import Listed, Period, corridor
from tidewaiter.model.views.bands import UNITS, band_of
from tidewaiter.model.views.periods import periods
from tidewaiter.model.views.spread import spread

DAY = datetime(2026, 11, 1, tzinfo=timezone.utc)
NOW = Period(DAY, DAY + timedelta(days=30))
WHOLE = {"north": [DAY - timedelta(days=20), DAY + timedelta(days=5)], "south": [DAY - timedelta(days=20)]}
names = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(tuple)
amounts = st.one_of(st.none(), st.decimals(min_value=0, max_value=10**6, places=2))


@st.composite
def listings(draw: st.DrawFn) -> list[Listed]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        first = draw(st.integers(-40, 29))
        last = draw(st.integers(first, 29))
        amount = draw(amounts)
        found.append(
            Listed(
                f"r{number:02}", draw(st.sampled_from(["north", "south"])), draw(st.sampled_from(["", "x", "y"])),
                DAY + timedelta(days=first), DAY + timedelta(days=last), drugs=draw(names), froms=draw(names),
                methods=draw(names), concealments=draw(names), amount=amount,
                unit="" if amount is None else draw(st.sampled_from(UNITS)),
            )
        )  # fmt: skip
    return found


@given(listings())
def test_bands_of_amounts_add_up_to_the_listings_that_answer(found: list[Listed]) -> None:
    told = corridor(found, NOW, whole=WHOLE, by=("amount",))
    assert sum(cell.listings for cell in told.cells) == told.total
    assert sum(cell.new for cell in told.cells) == told.new
    assert sum(cell.before or 0 for cell in told.cells) == (told.before or 0)
    together = [one for cell in told.cells for one in cell.records]
    assert sorted(together) == sorted(one.record for one in found if one.last_seen >= DAY)


@given(listings(), st.randoms())
def test_no_order_matters(found: list[Listed], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert corridor(shuffled, NOW, whole=WHOLE) == corridor(found, NOW, whole=WHOLE)


@given(listings())
def test_each_record_stands_in_the_rows_that_it_names_and_in_no_other(found: list[Listed]) -> None:
    told = corridor(found, NOW, whole=WHOLE)
    known = {one.record: one for one in found}
    for cell in told.cells:
        assert len(set(cell.records)) == len(cell.records) == cell.listings
        for record in cell.records:
            one = known[record]
            assert cell.names["substance"] in (one.drugs or ("",))
            assert cell.names["origin"] in (one.froms or ("",))
            assert cell.names["method"] in (one.methods or ("",))
            assert cell.band == one.band


@given(listings())
def test_a_source_that_was_not_read_whole_changes_nothing(found: list[Listed]) -> None:
    """South had no complete run in this time: its listings are counted as seen, and no row says that they are gone."""
    told = corridor(found, NOW, whole=WHOLE, sources=("north", "south"))
    alone = corridor([one for one in found if one.source == "north"], NOW, whole=WHOLE, sources=("north",))
    assert told.unread == ("south",)
    assert told.change == alone.change
    assert told.before == alone.before


def test_without_any_whole_run_no_change_is_told() -> None:
    one = Listed("r", "north", "x", DAY, DAY, drugs=("mdma",))
    told = corridor([one], NOW, whole={})
    assert (told.total, told.before, told.change, told.cells[0].change) == (1, None, None, None)


@pytest.mark.parametrize(
    ("unit", "amount", "label"),
    [
        ("g", "0.5", "under 1 g"), ("g", "1", "1 to 10 g"), ("g", "9.99", "1 to 10 g"), ("g", "10", "10 to 100 g"),
        ("g", "1000", "1000 g and more"), ("count", "5", "under 10 pieces"), ("count", "10000", "10000 pieces and more"),
        ("ml", "250", "100 to 1000 ml"), ("barrel", "1", "not stated"),
    ],
)  # fmt: skip
def test_bands(unit: str, amount: str, label: str) -> None:
    assert band_of(unit, Decimal(amount)).label == label


@given(st.sampled_from(UNITS), st.decimals(min_value=0, max_value=10**9, places=3))
def test_a_band_holds_its_amounts_and_meets_its_neighbours(unit: str, amount: Decimal) -> None:
    band = band_of(unit, amount)
    assert band.least is None or band.least <= amount
    if band.below is not None:
        assert amount < band.below
        assert band_of(unit, Decimal(band.below)).least == band.below


@pytest.mark.parametrize(
    ("days", "label", "before"),
    [
        ((2026, 11, 23, 7), "2026-W48", "2026-W47"),
        ((2027, 1, 4, 7), "2027-W01", "2026-W53"),
        ((2026, 11, 24, 1), "2026-11-24", "2026-11-23"),
        ((2026, 3, 1, 31), "2026-03", "2026-02"),
        ((2026, 11, 24, 30), "2026-11-24 to 2026-12-23", "2026-10-25 to 2026-11-23"),
    ],
    ids=["week", "new year", "day", "month", "days"],
)
def test_periods_are_named_and_know_the_one_before(days: tuple[int, int, int, int], label: str, before: str) -> None:
    start = datetime(*days[:3], tzinfo=timezone.utc)
    period = Period(start, start + timedelta(days=days[3]))
    assert (period.label, period.before.label) == (label, before)
    assert periods([period.before.start, start, period.end]) == (period.before, period)


@given(st.lists(st.decimals(min_value=0, max_value=1000, places=2), min_size=1, max_size=30))
def test_quartiles_part_the_amounts(found: list[Decimal]) -> None:
    told = spread(found)
    assert told is not None
    assert min(found) <= told.low <= told.median <= told.high <= max(found)
    assert sum(one <= told.median for one in found) * 2 >= len(found)
    assert sum(one >= told.median for one in found) * 2 >= len(found)
    assert spread([]) is None
