"""What a run falls short of is said in words that name the field."""

from __future__ import annotations

import pytest

from tidewaiter.model.run import EXIT_STATUS, Expectations, Outcome, shortfalls

EXPECTED = Expectations(at_least={"listing": 10}, filled={"listing.title": 98, "listing.price": 90})


@pytest.mark.parametrize(
    ("counts", "filled", "words"),
    [
        ({"listing": 10}, {"listing.title": (10, 10), "listing.price": (9, 10)}, []),
        ({"listing": 9}, {"listing.title": (9, 9), "listing.price": (9, 9)}, ["9 listing read, at least 10"]),
        ({}, {}, ["0 listing read"]),
        ({"listing": 10}, {"listing.title": (0, 10), "listing.price": (10, 10)}, ["listing.title filled in 0 % of 10"]),
        ({"listing": 10}, {"listing.title": (97, 100), "listing.price": (89, 100)}, ["listing.price", "listing.title"]),
    ],
)
def test_shortfalls(counts: dict[str, int], filled: dict[str, tuple[int, int]], words: list[str]) -> None:
    said = shortfalls(EXPECTED, counts, filled)
    assert len(said) == len(words)
    assert all(word in line for word, line in zip(words, said, strict=True))


def test_every_outcome_has_an_exit_status() -> None:
    assert {EXIT_STATUS[outcome] for outcome in Outcome} == {0, 1, 3}
