"""A table of rates is read line by line; a bad line is named."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal

import pytest

from pipelines.rates import read_rates
from tidewaiter.model.errors import WrongUse


def test_a_table() -> None:
    first, second = read_rates(
        ["day,currency,rate", "", "# from the bank", "2026-11-24, eur ,1.08", "2026-11-25,XMR,171.5"], "bank.csv"
    )
    assert (first.on_day, first.currency, first.rate) == (
        datetime(2026, 11, 24, tzinfo=timezone.utc),
        "EUR",
        Decimal("1.08"),
    )
    assert (second.currency, second.origin) == ("XMR", "bank.csv")
    assert first.id != second.id


@pytest.mark.parametrize(
    ("line", "says"),
    [("2026-11-24,EUR", "2 columns"), ("soon,EUR,1", "no day: 'soon'"), ("2026-02-30,EUR,1", "no day"), ("2026-11-24,E,1", "no currency"),
     ("2026-11-24,USD,1", "no currency to reckon"), ("2026-11-24,EUR,x", "no rate: 'x'"), ("2026-11-24,EUR,-1", "above zero"),
     ("2026-11-24,EUR,NaN", "above zero"), ("2026-11-24,EUR,0", "above zero")],
)  # fmt: skip
def test_a_bad_line_is_named(line: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says) as told:
        list(read_rates(["2026-01-01,EUR,1", line], "bank.csv"))
    assert told.value.where == "bank.csv:2"
