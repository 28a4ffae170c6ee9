"""Mentions of a sighting: its text, and the places of its own fields, each where it stands."""

from __future__ import annotations

import pytest

from pipelines.extract import Extraction, field_text, mentions
from tests.pipelines.conftest import NOON
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.sighting import Kind, Sighting

PLACES = {"germany": "DE", "south korea": "KR", "japan": "JP", "europe": "EU", "worldwide": "WW"}


def place(text: str) -> list[str]:
    small = text.lower()
    if "benelux" in small:
        return ["BE", "NL", "LU"]
    if "except" in small:
        small = small.partition("except")[0]
    return [code for name, code in PLACES.items() if name in small]


def words(text: str) -> list[Mention]:
    at = text.find("Germany")
    if at < 0:
        return []
    return [Mention(MentionKind.SHIP_FROM, at, at + 7, "Germany", "DE", 0.8, Status.ASSERTED, "test")]


EXTRACTION = Extraction(words, place, "7")


def found(**fields: object) -> list[tuple[str, str, str, object]]:
    sighting = Sighting("a", Kind.LISTING, "/k", "c", NOON, "http://a.onion", fields)  # type: ignore[arg-type]
    said = mentions(sighting, EXTRACTION)
    for one in said:
        text = sighting.text if one.place == "text" else field_text(fields[one.place])  # type: ignore[arg-type]
        assert text[one.start : one.end] == one.raw
    return [(str(one.kind), one.place, one.raw, one.value) for one in said]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Germany", [("Germany", "DE")]),
        ("South Korea, Japan", [("South Korea", "KR"), ("Japan", "JP")]),
        ("  Japan /Germany", [("Germany", "DE"), ("Japan", "JP")]),
        (("Japan", "Europe"), [("Japan", "JP"), ("Europe", "EU")]),
        ("Worldwide except Japan, Germany", [("Worldwide except Japan", "WW")]),
        ("Benelux", [("Benelux", "BE"), ("Benelux", "NL"), ("Benelux", "LU")]),
        ("Mars", []),
        ("", []),
        ((), []),
    ],
)
def test_places_of_a_field(value: object, expected: list[tuple[str, str]]) -> None:
    said = found(ships_to=value)
    assert [(kind, where) for kind, where, _, _ in said] == [("ship_to", "ships_to")] * len(expected)
    assert sorted((raw, code) for _, _, raw, code in said) == sorted(expected) or said == [
        ("ship_to", "ships_to", value, code) for _, code in expected
    ]


def test_field_and_text_both_stay() -> None:
    assert found(description="Posted in Germany", ships_from="Japan", ships_to_excluded="Europe") == [
        ("ship_from", "text", "Germany", "DE"),
        ("ship_from", "ships_from", "Japan", "JP"),
        ("ship_to_excluded", "ships_to_excluded", "Europe", "EU"),
    ]


def test_the_last_texts_are_remembered() -> None:
    asked: list[str] = []

    def counting(text: str) -> list[Mention]:
        asked.append(text)
        return words(text)

    remembering = Extraction(counting, place, "7").remembering(2)
    for text in ("Germany", "Japan", "Germany", "Japan", "Korea", "Germany"):
        assert list(remembering.text(text)) == words(text)
    assert asked == ["Germany", "Japan", "Korea", "Germany"]
    assert remembering.version == "7"
