"""Percentiles by counting: for any values, and whatever the first guess was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.search.hits import PERCENTS, Spread
from tidewaiter.search.percentiles import NARROW, Cell, narrowed

amounts = st.floats(-1e12, 1e12, allow_subnormal=False) | st.sampled_from([0.0, 0.5, 1.0, 3.5, 28.0, 1000.0])


def spread(values: Sequence[float], guesses: Sequence[float]) -> Spread:
    percentiles = dict(zip(PERCENTS, guesses, strict=True))
    return Spread(len(values), min(values), max(values), sum(values) / len(values), percentiles)


def counting(values: Mapping[str, Sequence[float]], rounds: list[object]):
    """As an index counts."""

    def count(edges: Mapping[str, Sequence[float]]) -> dict[str, list[Cell]]:
        rounds.append(edges)
        found = {}
        for name, some in edges.items():
            assert list(some) == sorted(set(some))
            inside = [[v for v in values[name] if a <= v < b] for a, b in pairwise((-inf, *some, inf))]
            found[name] = [Cell(len(one), min(one, default=None), max(one, default=None)) for one in inside]
        return found

    return count


@given(st.lists(amounts, min_size=1, max_size=60), st.lists(amounts, min_size=5, max_size=5))
def test_each_is_a_value_that_exists_and_as_near_as_promised(values: list[float], guesses: list[float]) -> None:
    given_ = spread(values, guesses)
    found = narrowed({"price": given_}, counting({"price": values}, []))["price"]
    assert (found.count, found.least, found.most, found.mean) == (
        given_.count,
        given_.least,
        given_.most,
        given_.mean,
    )
    for per, value in found.percentiles.items():
        true = sorted(values)[(len(values) - 1) * per // 100]
        assert value in values
        assert value == pytest.approx(true, rel=2 * NARROW, abs=0)


def test_a_good_guess_needs_one_round_and_few_values_none() -> None:
    values = [float(n) for n in range(1, 1001)]
    near = [value * 1.009 for value in (50, 250, 500, 750, 950)]
    rounds: list[object] = []
    found = narrowed({"price": spread(values, near)}, counting({"price": values}, rounds))["price"]
    assert list(found.percentiles.values()) == pytest.approx([50, 250, 500, 750, 950], rel=NARROW)
    assert len(rounds) == 1
    same = spread([7.0, 7.0], [7.0] * 5)
    assert narrowed({"price": same}, counting({}, rounds))["price"] == same
    assert len(rounds) == 1


def test_nothing_has_no_percentiles() -> None:
    assert narrowed({"price": Spread(0)}, counting({}, [])) == {"price": Spread(0)}


def test_records_that_come_and_go_between_the_rounds_end_it() -> None:
    gone = narrowed({"price": spread([1.0, 9.0, 200.0], [3.0] * 5)}, lambda edges: {name: [] for name in edges})
    assert gone["price"].percentiles.keys() == set(PERCENTS)
