"""Collected text cannot act on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.desk.cli.plain import line, marked, plain


@pytest.mark.parametrize(
    "attack",
    [
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x9b31m",
        "\u202egnp.exe",
        "\u2066x\u2069",
        "a\rb",
        "\x00",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\ud800",
    ],
)
def test_every_attack_is_shown_as_a_mark(attack: str) -> None:
    shown = plain(attack)
    assert "\ufffd" in shown
    assert not any(
        unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in shown.replace("\n", "").replace("\t", "")
    )


@given(st.text())
def test_letters_stay_in_their_places(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(), st.integers(2, 50))
def test_a_line_is_one_line(text: str, letters: int) -> None:
    shown = line(text, letters)
    assert "\n" not in shown
    assert len(shown) <= letters


def test_markup_of_ours_in_collected_text_stays_text() -> None:
    assert marked("[bold]x[/bold]", [(0, 6)]).plain == "[bold]x[/bold]"
