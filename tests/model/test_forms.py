"""Days and ratings in one form, whoever states them; what is not certain stays as it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.forms import formed, rating


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("2025-01-02", "2025-01-02"),
        ("2025-01-02 10:30", "2025-01-02T10:30"),
        ("2025-01-02T10:30", "2025-01-02T10:30"),
        ("2025-01-02T10:30:59.123Z", "2025-01-02T10:30"),
        (" 2025-01-02 10:30:00+09:00 ", "2025-01-02T10:30"),
        ("2025-01-02 10:30 UTC", "2025-01-02T10:30"),
        ("01/02/2025", "01/02/2025"),
        ("2 days ago", "2 days ago"),
        ("3시간 전", "3시간 전"),
        ("2025-01-02 or so", "2025-01-02 or so"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("name", ["date", "member_since", "last_online"])
def test_days(name: str, said: str, form: str) -> None:
    assert formed({name: said}) == {name: form}


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("5/5", 5), ("4.5/5", 4.5), ("4,5 / 5", 4.5), ("(5/5)", 5), ("5 of 5", 5), ("4 out of 5 stars", 4),
        ("4.8/5 (120)", 4.8), ("4 из 5", 4), ("4 von 5", 4), ("3 sur 5", 3), ("4 dari 5", 4), ("4 trên 5 sao", 4), ("5/5 ★", 5),
        ("9/10", "9/10"), ("9 out of 10", "9/10"), ("8.0/10", "8/10"), ("87/100", 87),
        ("98.5%", 98.5), ("100 %", 100), ("98.5％", 98.5), ("4.87", 4.87), ("[4.88]", 4.88), ("4.0", 4), ("5 stars", 5),
        ("★★★★☆", 4), ("★★★★★", 5), ("★★★", 3), ("⭐️⭐️⭐️", 3), ("☆☆☆☆☆", 0), ("★★★★★★★☆☆☆", "7/10"),
        ("+1", 1), ("-1", -1), ("−1", -1), (5, 5), (4.0, 4), (4.6, 4.6), (True, True),
        ("Positive", "Positive"), ("好评", "好评"), ("긍정", "긍정"), ("level 5 vendor", "level 5 vendor"),
        ("four of five", "four of five"), ("", ""), ("  spaced   out ", "spaced out"),
        ("as I said before: I give this shop 5/5 for what it is", "as I said before: I give this shop 5/5 for what it is"),
    ],
)  # fmt: skip
def test_ratings(said: object, form: object) -> None:
    found = rating(said)  # type: ignore[arg-type]
    assert (found, type(found)) == (form, type(form))


def test_no_other_field_is_touched() -> None:
    fields = {"title": "5/5", "text": "2025-01-02 10:30", "price": "4.0", "ships_to": ("EU",), "sold": 4}
    assert formed(fields) == fields


@given(st.dictionaries(st.sampled_from(["date", "rating", "member_since"]), st.text(max_size=60) | st.floats(0, 1e6)))
def test_a_form_is_its_own_form(fields: dict[str, object]) -> None:
    once = formed(fields)  # type: ignore[arg-type]
    assert formed(once) == once
