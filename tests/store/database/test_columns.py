"""Times keep their instant, amounts their digits, JSON its text, ids their order: on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import StatementError

from tidewaiter.store.database import Database
from tidewaiter.store.database.tables import rate, source

zones = st.sampled_from([timezone(timedelta(minutes=minutes)) for minutes in (-720, -90, 0, 1, 345, 540, 840)])
moments = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1)).flatmap(
    lambda naive: zones.map(lambda zone: naive.replace(tzinfo=zone))
)
amounts = st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**20), max_value=10**20)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
plain = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False, allow_infinity=False), texts
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
ON_ONE_DATABASE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ON_ONE_DATABASE
@given(at=moments, amount=amounts)
def test_times_and_amounts(database: Database, at: datetime, amount: Decimal) -> None:
    with database.write() as rows:
        rows.execute(delete(rate))
        values = {"id": "r", "on_day": at, "currency": "XMR", "into": "USD", "rate": amount, "origin": "operator"}
        rows.execute(insert(rate), [values])
        kept = rows.execute(select(rate)).one()
        assert (kept.on_day, kept.on_day.utcoffset()) == (at, timedelta(0))
        assert format(kept.rate, "f") == format(amount, "f")
        found = select(rate.c.id).where(rate.c.on_day <= at, rate.c.on_day > at - timedelta(microseconds=1))
        assert rows.execute(found).scalars().all() == ["r"]


@ON_ONE_DATABASE
@given(value=st.lists(plain, max_size=4), name=texts.filter(bool))
def test_json_and_text(database: Database, value: object, name: str) -> None:
    with database.write() as rows:
        rows.execute(delete(source))
        rows.execute(insert(source), [{"id": name, "languages": value}])
        kept = rows.execute(select(source)).one()
        assert kept.id == name
        assert repr(kept.languages) == repr(value)  # 1 is not True and not 1.0, and keys keep their order


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_say_is_refused_and_nothing_is_written(database: Database, value: object) -> None:
    with pytest.raises((StatementError, ValueError)), database.write() as rows:
        rows.execute(insert(source), [{"id": "s", "languages": [value]}])
    with database.read() as rows:
        assert rows.execute(select(source)).all() == []


@pytest.mark.parametrize("value", [1.5, float("nan"), Decimal("NaN"), Decimal("inf"), "12"])
def test_what_is_no_amount_is_refused(database: Database, value: object) -> None:
    values = {"id": "r", "on_day": datetime.now(timezone.utc), "currency": "a", "into": "b", "origin": "o"}
    with pytest.raises(StatementError, match="not a finite decimal"), database.write() as rows:
        rows.execute(insert(rate), [values | {"rate": value}])
