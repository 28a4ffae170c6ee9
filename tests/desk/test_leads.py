"""Leads judged from the command line: each word is one entry and one row, and the state follows from all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import Command, Said
from tests.desk.filled import Filled
from tidewaiter.desk.cli import completing
from tidewaiter.desk.session import Session
from tidewaiter.store.database import leads
from tidewaiter.store.workspace import find

Say = Callable[..., Said]


@pytest.fixture
def say(filled: Filled, command: Command) -> Say:
    return lambda *words: command(*words, "--home", str(filled.home))


@pytest.fixture
def other(filled: Filled) -> str:
    """A second lead."""
    with closing(Session(find(filled.home, {}, filled.home))) as here, here.database.write() as rows:
        (known,) = leads.some(rows, [filled.lead])
        second = replace(known.lead, pivot="another", members=())
        leads.add(rows, [second])
        return second.id


def shown(say: Say, id_: str) -> dict[str, Any]:
    return json.loads(say("lead", "show", id_, "--json").out)  # type: ignore[no-any-return]


def judgements(filled: Filled) -> list[dict[str, Any]]:
    lines = (filled.home / "evidence" / "ledger.jsonl").read_text().splitlines()
    return [entry for entry in map(json.loads, lines) if entry["action"] == "judgement"]


@pytest.mark.parametrize(
    ("words", "verdict", "text", "state"),
    [
        (("confirm", "LEAD", "--why", "seen before"), "yes", "seen before", "confirmed"),
        (("dismiss", "LEAD"), "no", "", "dismissed"),
        (("unsure", "LEAD"), "unsure", "", "unsure"),
        (("reopen", "LEAD"), "reopen", "", "new"),
        (("tag", "LEAD", "  boat   7 "), "tag", "boat 7", "new"),
        (("tag", "LEAD", "boat 7", "--remove"), "untag", "boat 7", "new"),
        (("note", "LEAD", "asked\nthem"), "note", "asked\nthem", "new"),
        (("assign", "LEAD", "kim"), "assign", "kim", "new"),
    ],
    ids=["confirm", "dismiss", "unsure", "reopen", "tag", "untag", "note", "assign"],
)
def test_a_judgement_is_kept_under_its_number_in_the_ledger(
    words: tuple[str, ...], verdict: str, text: str, state: str, filled: Filled, say: Say
) -> None:
    assert say("lead", *(filled.lead[:8] if word == "LEAD" else word for word in words)).status == 0
    lead = shown(say, filled.lead)
    (judged,) = lead["judgements"]
    assert (judged["verdict"], judged["text"], lead["state"]) == (verdict, text, state)
    (entry,) = judgements(filled)
    assert (entry["seq"], entry["facts"]["about"]) == (judged["ledger"], filled.lead)
    assert entry["facts"]["seen"] == lead["reasons"]


@pytest.mark.parametrize(
    "words",
    [
        ("confirm", "zz"), ("confirm", "LEAD", "zz"), ("tag", "LEAD", " "), ("tag", "LEAD", "x" * 101),
        ("note", "LEAD", ""), ("merge", "LEAD", "LEAD"), ("merge", "zz", "LEAD"), ("confirm",),
    ],
    ids=["nothing", "one-of-two", "empty-tag", "long-tag", "empty-note", "itself", "into-nothing", "no-id"],
)  # fmt: skip
def test_what_cannot_be_meant_leaves_no_entry(words: tuple[str, ...], filled: Filled, say: Say) -> None:
    assert say("lead", *(filled.lead if word == "LEAD" else word for word in words)).status == 2
    assert judgements(filled) == []
    assert shown(say, filled.lead)["judgements"] == []


def test_only_a_person_of_the_workspace_can_be_given_a_lead(filled: Filled, say: Say) -> None:
    me = completing.complete_person  # nobody is entered yet, so any name goes
    assert me("") == []
    assert say("person", "add", "root", "--role", "admin").status == 0
    assert say("person", "add", "kim", "--role", "analyst").status == 0
    refused = say("lead", "assign", filled.lead, "nobody-here")
    assert (refused.status, "known are: kim, root" in refused.err) == (2, True)
    assert say("lead", "assign", filled.lead, "kim").status == 0
    assert say("lead", "assign", filled.lead, "").out.strip().endswith("assigned to nobody")


def test_lists_are_narrowed_by_state_tag_rule_and_person(
    filled: Filled, other: str, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def listed(*options: str) -> set[str]:
        return {one["id"] for one in json.loads(say("leads", "--json", *options).out)}

    both = {filled.lead, other}
    assert both <= listed("--new")
    say("lead", "dismiss", filled.lead)
    say("lead", "tag", other, "Nitazene")
    assert filled.lead not in listed("--new")
    assert listed("--state", "dismissed") == {filled.lead}
    assert listed("--state", "confirmed") == set()
    assert listed("--tag", "nitazene") == {other}
    say("lead", "tag", other, "Nitazene", "--remove")
    assert listed("--tag", "nitazene") == set()
    assert listed("--rule", "nosuch") == set()
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    say("lead", "assign", other, "kim (local administrator)")
    assert listed("--mine") == {other}
    assert say("leads", "--state", "perhaps").status == 2


def test_several_are_judged_at_once(filled: Filled, other: str, say: Say) -> None:
    assert say("lead", "confirm", filled.lead, other[:10], "--why", "same hand").status == 0
    assert {shown(say, one)["state"] for one in (filled.lead, other)} == {"confirmed"}


def test_a_dismissed_lead_is_back_when_its_rule_says_more(filled: Filled, say: Say) -> None:
    say("lead", "dismiss", filled.lead)
    with closing(Session(find(filled.home, {}, filled.home))) as here, here.database.write() as rows:
        (known,) = leads.some(rows, [filled.lead])
        leads.add(rows, [known.lead])
        assert leads.some(rows, [filled.lead])[0].triage.standing == "dismissed"
        leads.add(rows, [replace(known.lead, reasons=(*known.lead.reasons, "a third market"))])
    lead = shown(say, filled.lead)
    assert (lead["state"], lead["changed"]["now"]) == ("back", ["a third market"])
    assert filled.lead in {one["id"] for one in json.loads(say("leads", "--new", "--json").out)}
    told = say("lead", "show", filled.lead).out
    assert "since then  a third market" in told


def test_a_merged_lead_hands_its_records_over_and_can_be_taken_back(filled: Filled, other: str, say: Say) -> None:
    assert say("lead", "merge", other, filled.lead).out.strip().endswith(f"merged into {other[:10]}")
    assert shown(say, filled.lead)["into"] == other
    merged = shown(say, other)
    assert merged["merged"] == [filled.lead]
    assert {one["record"] for one in merged["records"]} == set(shown(say, filled.lead)["members"])
    assert say("lead", "merge", filled.lead, other).status == 2  # no rings
    say("lead", "reopen", filled.lead)
    assert shown(say, other)["merged"] == []


def test_the_shell_completes_ids_and_tags_in_use_before_the_vocabulary(
    filled: Filled, say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TIDEWAITER_HOME", str(filled.home))
    say("lead", "tag", filled.lead, "darknet boat")
    assert [tag for tag, _ in completing.complete_tag("dark")][:2] == [
        "darknet boat",
        'dark-web:topic="drugs-narcotics"',
    ]
    assert filled.lead[:10] in [id_ for id_, _ in completing.complete_lead(filled.lead[:3])]
    monkeypatch.setenv("TIDEWAITER_HOME", str(tmp_path / "nowhere"))
    assert completing.complete_tag("") == []


def test_hostile_words_stay_on_one_line_of_the_terminal(filled: Filled, say: Say) -> None:
    say("lead", "note", filled.lead, "x\x1b[2J\u202ey")
    assert not set(say("lead", "show", filled.lead).out) & set("\x1b\u202e")
