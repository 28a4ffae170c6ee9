"""Each mention says by which rule and version it was made, and why, in words."""

from __future__ import annotations

import re

import pytest

import nlp
from nlp.grounds import explain, needs
from tests.nlp.test_languages import CASES
from tidewaiter.model.mention import Mention

TEXTS = [line.split(" | ")[1] for line in CASES.strip().splitlines()]
# For every kind and rule there is.
TEXTS += [
    "PGP 6EF3 A9F6 9688 F4B5 F09F C6DF 6E8B E8E2 9A42 8BA6", "BTC bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "wickr: fish_99, call +1 202-555-0143", "conc MDMA, ice cream, snow", "Mango Cloud carts 1g $30, weed",
    "ADB-4en-HEXINACA 5g", "아이스 1그램 반작 30 한작 55", "冰毒 一克800", "đá nửa chỉ 900k", "60 carts of distillate",
]  # fmt: skip
MENTIONS = [mention for text in TEXTS for mention in nlp.extract(text)]


def test_every_mention_carries_what_it_must() -> None:
    for text in TEXTS:
        for mention in nlp.extract(text):
            assert text[mention.start : mention.end] == mention.raw
            assert re.fullmatch(r"rule:.+@" + re.escape(nlp.VERSION), mention.rule), mention
            assert 0 < mention.score <= 1
            assert mention.evidence, mention
            assert all(each.strip() for each in mention.evidence), mention


def test_what_each_rule_needs_is_described() -> None:
    rules = {mention.rule.removeprefix("rule:").partition("@")[0] for mention in MENTIONS}
    assert {str(mention.kind) for mention in MENTIONS} >= {
        "drug",
        "quantity",
        "price",
        "ship_from",
        "contact",
        "wallet",
        "pgp",
    }
    assert not [rule for rule in rules if not needs(rule)]


def test_every_explanation_names_rule_and_status_and_leaves_the_version_to_the_rule() -> None:
    for mention in MENTIONS:
        lines = explain(mention)
        assert mention.rule.removeprefix("rule:").partition("@")[0] in lines[0]
        assert nlp.VERSION not in " ".join(lines)
        assert str(mention.status) in lines[-1]
        assert all("\n" not in line for line in lines)


def test_a_substance_is_explained_with_its_class_and_codes() -> None:
    assert "isotonitazene: nitazenes, CAS 14188-81-9, UN 1961-I" in explain(drug("isotonitazene 5g $300"))
    assert not any("CAS" in line for mention in MENTIONS if mention.kind != "drug" for line in explain(mention))


def drug(text: str) -> Mention:
    return next(mention for mention in nlp.extract(text) if mention.kind == "drug")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ice 5g, dm me", "for it: an amount or purity beside it: “5g”"),
        ("ice cream 5g", "against it: an innocent compound covers it: “ice cream”"),
        ("speed and MDMA", "for it: a clear drug near it: “MDMA”"),
        ("MDMA", "found by lexicon:drug."),
        ("ADB-4en-HEXINACA 5g", "for it: code of a cannabinoid"),
    ],
)
def test_evidence_is_said_in_words(text: str, said: str) -> None:
    assert any(said in line for line in explain(drug(text))), explain(drug(text))


def test_a_place_says_the_words_that_gave_it_its_role() -> None:
    (mention,) = [m for m in nlp.extract("MDMA, ships from Germany") if m.kind == "ship_from"]
    assert any("said as where it is sent from" in line and "ships from Germany" in line for line in explain(mention))


def test_a_suspected_mention_says_that_it_is_too_little() -> None:
    assert "too little" in explain(drug("need some speed"))[-1]


def test_a_rule_that_nobody_described_is_still_said() -> None:
    assert needs("no:such:rule") == ""
    (first, *_) = explain(Mention(drug("MDMA").kind, 0, 1, "x", "x", 0.9, drug("MDMA").status, "rule:no:such@v1"))
    assert first == "found by no:such"
