"""Lexicon files: read strictly, named by a version, and open to search expansion."""

from __future__ import annotations

import pytest

import nlp
from nlp.lexicon import read_terms
from nlp.lexicon.read import load
from tidewaiter.model.errors import WrongUse

HEADER = "term,canonical,kind,ambiguity,source,licence\n"
GOOD = "weed,cannabis,slang,1,own,Apache-2.0\n"

FAULTS = [
    ("drug.xx.csv", "term,canonical\n", ":1", "first line"),
    ("drug.xx.csv", "", ":1", "first line"),
    ("drug.xx.csv", HEADER + "weed,cannabis,slang,1,own\n", ":2", "5 fields"),
    ("drug.xx.csv", HEADER + GOOD + "weed,,slang,1,own,x\n", ":3", "must not be empty"),
    ("drug.xx.csv", HEADER + "weed,cannabis,plant,1,own,x\n", ":2", "'plant'"),
    ("drug.xx.csv", HEADER + "weed,cannabis,slang,9,own,x\n", ":2", "'9'"),
    ("drug.xx.csv", HEADER + " weed,cannabis,slang,1,own,x\n", ":2", "spaces"),
    ("drug.xx.csv", HEADER + "weed,cannabis,slang,1,,x\n", ":2", "source and licence"),
    ("drug.xx.csv", HEADER + "cu\u0302,cannabis,slang,1,own,x\n", ":2", "NFC"),
    ("drug.xx.csv", HEADER + GOOD + GOOD.replace("weed", "WEED"), ":3", "already on line 2"),
    ("drug.xx.csv", HEADER + '"weed"x,cannabis,slang,1,own,x\n', ":2", "CSV"),
    ("plants.xx.csv", HEADER + GOOD, "plants.xx.csv", "room"),
    ("drug.xx.txt", HEADER + GOOD, "drug.xx.txt", "named"),
]


@pytest.mark.parametrize(("name", "text", "where", "what"), FAULTS)
def test_a_wrong_file_stops_with_line_and_reason(name: str, text: str, where: str, what: str) -> None:
    with pytest.raises(WrongUse) as caught:
        read_terms(text, name)
    assert where in caught.value.where
    assert what in caught.value.what
    assert name in str(caught.value)


def test_a_good_file_gives_its_terms_in_order() -> None:
    (term,) = read_terms(HEADER + GOOD, "drug.en.csv")
    assert (term.term, term.canonical, term.room, term.language, term.where) == (
        "weed",
        "cannabis",
        "drug",
        "en",
        "drug.en.csv:2",
    )


def test_the_shipped_lexicons_are_wide() -> None:
    terms = load()
    drugs = [term for term in terms if term.room == "drug"]
    assert {term.language for term in drugs} >= set("en ko zh vi th id ja ru tl eu".split())
    assert len({term.canonical for term in drugs}) > 250
    assert {"isotonitazene", "carfentanil", "5f-adb", "a-pvp", "gbl", "pmk", "ketamine"} <= {
        term.canonical for term in drugs
    }


def test_no_single_latin_letter_is_clear() -> None:
    assert not [
        term
        for term in load()
        if term.room == "drug" and len(term.term) == 1 and term.term.isascii() and term.ambiguity < 2
    ]


def test_canonical_names_are_lower_case_and_places_are_codes() -> None:
    for term in load():
        if term.room == "drug":
            assert term.canonical == term.canonical.lower(), term
        if term.room == "place":
            assert len(term.canonical) == 2 or term.canonical in {"EUROPE", "SCANDINAVIA"}, term


# The same substance under two names of ours, or one name of two substances.
_TWO_NAMES = frozenset(("5f-mdmb-pinaca", "4-mmc", "4mmc", "4 mmc", "isobutyl nitrite", "npp", "thcb"))


def test_no_clear_name_of_a_substance_stands_for_its_neighbour() -> None:
    def plain(name: str) -> str:
        return name.lower().replace("-", "").replace(" ", "")

    named = [term for term in load() if term.room == "drug" and term.kind == "name" and term.ambiguity == 0]
    values = {plain(term.canonical): term.canonical for term in named}
    wrong = [
        (term.where, term.term, term.canonical)
        for term in named
        if values.get(plain(term.term), term.canonical) != term.canonical and term.term not in _TWO_NAMES
    ]
    assert not wrong


def test_every_clear_name_is_found_on_its_own() -> None:
    names = [term for term in load() if term.room == "drug" and term.kind == "name" and term.ambiguity == 0]
    lost = [
        term.where
        for term in names
        if not any(m.kind == "drug" and m.status == "asserted" for m in nlp.extract(f"* {term.term} *"))
    ]
    assert not lost


def test_names_expand_a_substance_to_what_it_is_called() -> None:
    names = nlp.names()
    assert {"필로폰", "冰毒", "sabu", "crystal meth"} <= set(names["methamphetamine"])
    assert not any(name in names["methamphetamine"] for name in ("ice", "술"))
    assert all(names.values())


def test_the_version_names_rules_and_lexicons() -> None:
    assert nlp.VERSION.startswith("rules-")
    assert nlp.VERSION == nlp.VERSION
    with pytest.raises(AttributeError):
        _ = nlp.NOTHING


def test_the_version_names_the_rules_as_they_are() -> None:
    from importlib.resources import files

    from nlp.lexicon.read import _modules

    named = set(_modules(files("nlp"), ""))
    assert {"money.py", "language.py", "steps/roles.py", "lexicon/read.py"} <= named
    assert not any(name.startswith("evaluate/") or name == "view.py" for name in named)
    rules, _, lexicon = nlp.VERSION.partition("+")
    assert len(rules.removeprefix("rules-")) == len(lexicon.removeprefix("lexicon-")) == 12
