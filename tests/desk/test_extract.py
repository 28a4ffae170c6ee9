"""`tidewaiter extract` and `tidewaiter evaluate`: what a text mentions and offers, and why; how well that is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import nlp
from tests.desk.conftest import Command
from tests.desk.filled import ATTACK, UNSAFE

TEXT = "MDMA 1g $50 / 3.5g $150, ships from NL"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "texts.jsonl"
    file.write_text(
        json.dumps({"id": 1, "text": TEXT}) + "\n" + json.dumps({"id": 2, "text": ATTACK}) + "\n", encoding="utf-8"
    )
    return file


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_json_alone_has_the_keys_of_the_contract_and_no_more(command: Command, lines: Path) -> None:
    said = command("extract", str(lines), "--json")
    assert said.status == 0
    first, second = map(json.loads, said.out.splitlines())
    assert set(first) == set(second) == {"id", "language", "mentions"}
    for mention in first["mentions"]:
        assert {"kind", "start", "end", "raw", "value", "score", "status", "rule", "evidence"} <= set(mention)
        assert TEXT[mention["start"] : mention["end"]] == mention["raw"]
        assert mention["rule"].endswith(f"@{nlp.VERSION}")


def test_explain_says_in_json_why_each_mention_was_made_and_what_each_offer_links(
    command: Command, lines: Path
) -> None:
    first, _ = map(json.loads, command("extract", str(lines), "--json", "--explain").out.splitlines())
    assert first["lexicon"] == nlp.VERSION
    spans = {(one["kind"], one["start"], one["end"]) for one in first["mentions"]}
    for mention in first["mentions"]:
        assert len(mention["explanation"]) >= 2
        assert mention["rule"].endswith(f"@{nlp.VERSION}")
        assert mention["status"] in mention["explanation"][-1]
    assert [(one["drug"], one["amount"], one["unit"], one["price"], one["currency"]) for one in first["offers"]] == [
        ("mdma", 1, "g", 50, "USD"), ("mdma", 3.5, "g", 150, "USD"),
    ]  # fmt: skip
    for offer in first["offers"]:
        assert offer["evidence"]
        assert {(one["kind"], one["start"], one["end"]) for one in offer["mentions"]} <= spans


def test_explain_says_it_to_a_person(command: Command, text: Path) -> None:
    said = command("extract", str(text), "--explain").out
    for words in (
        "a term of the lexicon", "a number with a unit", "the sign or name of a currency", "said as where it is sent from",
        "50 for one g",
        "links drug “MDMA”, amount “1g”, price “$50”", "mdma: amphetamines, CAS 42542-10-9, UN 1971-I",
    ):  # fmt: skip
        assert words in said
    assert said.count(nlp.VERSION) == 1
    plain = command("extract", str(text)).out
    assert "a number with a unit" not in plain
    assert "50 for one g" in plain


def test_explain_says_what_spoke_against_a_mention(command: Command, text: Path) -> None:
    text.write_text("we only sell ice cream", encoding="utf-8")
    said = command("extract", str(text), "--explain").out
    assert "against it: an innocent compound covers it: “ice cream”" in said
    assert "suspected: the score is" in said


def test_hostile_text_is_explained_without_harm(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text(f"{ATTACK} 5g $50\n[bold red]{ATTACK}[/bold red] ice 1g", encoding="utf-8")
    said = command("extract", str(file), "--explain")
    assert said.status == 0
    assert not set(UNSAFE) & set(said.out)


def test_texts_marked_by_hand_are_scored(command: Command, tmp_path: Path) -> None:
    marked = tmp_path / "marked.txt"
    marked.write_text("@ en listing offer\n[5g|q 5 g] [MDMA|d mdma] [$200|p 200 USD]\n", encoding="utf-8")
    scores = json.loads(command("evaluate", str(marked), "--json").out)["scores"]
    assert scores["documents"]["all"]["all"]["f1"] == 1
    marked.write_text("@ en listing offer\n[5g|z 5]\n", encoding="utf-8")
    said = command("evaluate", str(marked))
    assert (said.status, "is not CODE VALUE" in " ".join(said.err.split())) == (2, True)


def test_bytes_that_are_no_text_are_read_around(command: Command, tmp_path: Path) -> None:
    """Invalid UTF-8 and lone surrogates: what stands beside them is found, in text that a program can take."""
    file = tmp_path / "broken.jsonl"
    line = b'{"id": "\xff\xfe", "text": "\xc3( 5g cocaine \xed\xa0\x80 $300 \\ud800 wickr: fish_99"}'
    file.write_bytes(line + b"\n\xff\n")
    said = command("extract", str(file), "--json")
    assert said.status == 1  # the second line is none
    first, second = map(json.loads, said.out.splitlines())
    assert {"cocaine", "fish_99", 300} <= {mention["value"] for mention in first["mentions"]}
    assert second["line"] == 2
    file.write_bytes(b"\xc3( 5g cocaine \xed\xa0\x80 $300")
    assert "cocaine" in command("extract", str(file), "--explain").out


def test_a_named_workspace_that_is_none_is_refused(command: Command, text: Path, tmp_path: Path) -> None:
    assert command("extract", str(text), "--home", str(tmp_path / "nosuch")).status == 2


def test_without_a_workspace_the_shipped_lexicon_is_used(
    command: Command, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIDEWAITER_HOME", raising=False)
    assert command("extract", str(text)).status == 0


GOLD = {
    "id": "G1", "text": "5g MDMA", "lang": "en", "drug_offer": True,
    "entities": [
        {"type": "DRUG", "start": 3, "end": 7, "surface": "MDMA", "canonical": "mdma", "role": "offered"},
        {"type": "QUANTITY", "start": 0, "end": 2, "surface": "5g", "value": 5, "unit": "g", "kind": "amount"},
    ],
}  # fmt: skip


def test_evaluate_scores_lists_each_mistake_and_compares(command: Command, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    whole = json.loads(command("evaluate", str(gold), "--json").out)
    assert whole["scores"]["documents"]["all"]["drug"]["f1"] == 1.0
    before = tmp_path / "before.json"
    before.write_text(json.dumps(whole), encoding="utf-8")
    missed = GOLD | {"text": "5g MDMX", "entities": [GOLD["entities"][0] | {"surface": "MDMX"}]}  # type: ignore[index]
    gold.write_text(json.dumps(missed) + "\n", encoding="utf-8")
    said = command("evaluate", str(gold), "--compare", str(before))
    assert said.status == 0
    assert "missed" in said.out
    assert "1.000 -> 0.000" in said.out


@pytest.mark.parametrize("wrong", ["not json\n", '{"id": 1}\n', '{"id": 1, "text": 5}\n'])
def test_evaluate_names_a_line_that_cannot_be_read(wrong: str, command: Command, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n" + wrong, encoding="utf-8")
    said = command("evaluate", str(gold))
    assert said.status == 2
    assert "gold.jsonl:2" in said.err
