"""The scores are themselves held to texts whose scores are known."""

import json

import pytest

from nlp.evaluate import changes, evaluate, read_gold
from tidewaiter.model.errors import WrongUse

TEXT = "MDMA 5g, ships from NL"


def line(text=TEXT, entities=(), **more):
    return json.dumps({"id": "T1", "text": text, "lang": "en", "entities": list(entities), **more})


def mark(kind, surface, text=TEXT, /, **more):
    start = text.index(surface)
    return {"type": kind, "start": start, "end": start + len(surface), "surface": surface, **more}


ALL_OF_IT = [
    mark("DRUG", "MDMA", canonical="mdma", role="offered"),
    mark("QUANTITY", "5g", value=5.0, unit="g", kind="amount"),
    mark("SHIP_FROM", "NL", place="NL"),
]


def scored(*lines):
    return evaluate(read_gold(lines, "gold.jsonl")).as_json()


@pytest.mark.parametrize("measure", ["documents", "strict", "overlap"])
def test_a_text_found_whole_scores_one(measure):
    result = scored(line(entities=ALL_OF_IT))
    kinds = result["scores"][measure]["all"]
    assert {kind: kinds[kind]["f1"] for kind in ("drug", "quantity", "ship_from")} == {
        "drug": 1.0, "quantity": 1.0, "ship_from": 1.0,
    }  # fmt: skip
    assert result["mistakes"] == []


def test_a_wrong_value_is_one_missed_and_one_false():
    wrong = [mark("DRUG", "MDMA", canonical="heroin"), *ALL_OF_IT[1:]]
    result = scored(line(entities=wrong))
    assert [(m["what"], m["kind"], m["value"]) for m in result["mistakes"]] == [
        ("missed", "drug", "heroin"), ("false", "drug", "mdma"),
    ]  # fmt: skip
    assert result["scores"]["documents"]["all"]["drug"]["f1"] == 0
    assert result["scores"]["overlap"]["all"]["drug"]["f1"] == 1
    assert "[MDMA]" in result["mistakes"][0]["around"]
    assert "asserted drug mdma" in result["mistakes"][0]["evidence"]


def test_amounts_of_other_things_count_neither_way():
    entities = [ALL_OF_IT[0], mark("QUANTITY", "5g", value=5.0, unit="g", kind="other"), ALL_OF_IT[2]]
    result = scored(line(entities=entities))
    assert "quantity" not in result["scores"]["documents"]["all"]


def test_strains_are_scored_with_and_without():
    text = "Sour Diesel 3.5g"
    entities = [mark("DRUG", "Sour Diesel", text, canonical="cannabis", sub="strain")]
    kinds = scored(line(text, entities))["scores"]["documents"]["all"]
    assert kinds["drug"]["wanted"] == 1
    assert kinds["drug, no strains or brands"]["wanted"] == 0


def test_parts_are_kept_apart():
    scores = scored(line(entities=ALL_OF_IT), line("heroin", [], id="T2", lang="de", synthetic=True))["scores"]
    documents = scores["documents"]
    assert documents["real"]["drug"]["f1"] == documents["lang:en"]["drug"]["f1"] == 1
    assert documents["synthetic"]["drug"]["f1"] == documents["lang:de"]["drug"]["f1"] == 0


def test_a_drug_in_an_innocent_text_is_an_alarm():
    result = scored(line("cocaine", drug_offer=False), line("good morning", intent="innocent"))
    assert (result["innocent"], result["alarms"]) == (2, {"drug": 1})


def test_what_changed_is_told():
    before = scored(line(entities=ALL_OF_IT[1:]))
    after = scored(line(entities=ALL_OF_IT))
    told = changes(before, after, where="before.json")
    assert ("documents", "all", "drug", 0.0, 1.0) in told.moved
    assert [mistake["kind"] for mistake in told.gone] == ["drug"]
    assert told.new == []
    assert changes(after, after, where="x").moved == []


@pytest.mark.parametrize(
    "broken",
    ["{", "[]", '{"id": 1}', line(entities=[{"type": "DRUG", "start": 3, "end": 99}]),
     line(entities=[mark("PRICE", "5g", value="much", currency="USD")])],
    ids=["no-json", "a-list", "no-text", "outside", "no-number"],
)  # fmt: skip
def test_a_broken_line_is_named(broken):
    with pytest.raises(WrongUse) as fault:
        scored(line(), broken)
    assert fault.value.where == "gold.jsonl:2"


def test_a_file_that_is_no_evaluation_is_refused():
    with pytest.raises(WrongUse, match="not an evaluation"):
        changes({"scores": 3}, scored(line()), where="old.json")
