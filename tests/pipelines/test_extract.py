"""Mentions of a sighting: its text, and the places of its own fields, each where it stands."""

from __future__ import annotations

import pytest

from pipelines.extract import Extraction, field_text, mentions, offers
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


def listing(**fields: object) -> Sighting:
    return Sighting("a", Kind.LISTING, "/k", "c", NOON, "http://a.onion", fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"price": "4.50", "currency": "eur"}, [("4.50", "4.50", "EUR")]),
        ({"price": "4.50"}, [("4.50", "4.50", None)]),
        ({"price": 7, "currency": " "}, [("7", "7", None)]),
        ({"price": "0"}, []),
        ({"price": "ask"}, []),
        ({}, []),
    ],
)
def test_a_pages_own_price_is_a_mention_in_its_field(fields: dict[str, object], expected: list[object]) -> None:
    said = [one for one in mentions(listing(title="x", **fields), EXTRACTION) if one.kind is MentionKind.PRICE]
    assert [(one.raw, one.value, one.more["currency"]) for one in said] == expected
    assert all(one.place == "price" and one.rule == "field:price@7" for one in said)


OURS = Extraction.ours()


def linked(**fields: object) -> list[tuple[str, str | None, str, str | None]]:
    sighting = listing(**fields)
    found = offers(sighting, mentions(sighting, OURS), OURS)
    return [(one.told_by.place, one.drug, str(one.price), str(one.unit_price)) for one in found]


def test_a_pages_own_price_is_for_the_amount_of_its_title() -> None:
    assert linked(title="5g MDMA", price="200", currency="EUR") == [("price", "mdma", "200", "40")]
    assert linked(title="MDMA", description="5g MDMA", price="200", currency="EUR") == []


def test_tiers_of_the_text_stand_beside_the_pages_own_price() -> None:
    found = linked(title="1g MDMA", description="5g - €150", price="40", currency="EUR")
    assert found == [("text", "mdma", "150", "30"), ("price", "mdma", "40", "40")]


def test_an_extraction_that_links_nothing_has_no_offers() -> None:
    sighting = listing(title="Germany 5g", price="4")
    assert offers(sighting, mentions(sighting, EXTRACTION), EXTRACTION) == ()
