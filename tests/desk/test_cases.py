"""Cases: what persons put together is kept entry by entry, and shown as it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.desk.conftest import Command, Said
from tests.desk.filled import SOURCE, Filled
from tidewaiter.model.ids import record_id

Say = Callable[..., Said]
LISTING = record_id(SOURCE, "listing", "/listing/1")


@pytest.fixture
def say(filled: Filled, command: Command) -> Say:
    return lambda *words: command("case", *words, "--home", str(filled.home))


@pytest.fixture
def case(say: Say) -> str:
    return str(json.loads(say("new", "Parcels from Rotterdam", "--json").out)["id"])


def shown(say: Say, case: str) -> dict[str, Any]:
    return json.loads(say("show", case, "--json").out)  # type: ignore[no-any-return]


def test_a_case_collects_leads_and_records_once_each_with_notes(filled: Filled, say: Say, case: str) -> None:
    assert say("add", case[:6], filled.lead[:8], LISTING, "--note", "same parcel").status == 0
    assert say("add", case, filled.lead).status == 0
    say("note", case, "asked the postal service")
    one = shown(say, case)
    assert one["holds"] == [filled.lead, LISTING]
    assert [(entry["turn"], entry["text"]) for entry in one["entries"]] == [
        ("add", "same parcel"), ("add", "same parcel"), ("note", "asked the postal service"),
    ]  # fmt: skip
    told = say("show", case).out
    assert "asked the postal service" in told
    assert filled.lead[:10] in told


def test_what_is_taken_out_stays_on_the_record(filled: Filled, say: Say, case: str) -> None:
    say("add", case, filled.lead)
    assert say("remove", case, filled.lead, "--note", "a mistake").status == 0
    one = shown(say, case)
    assert (one["holds"], [entry["turn"] for entry in one["entries"]]) == ([], ["add", "remove"])
    refused = say("remove", case, filled.lead)
    assert (refused.status, "does not hold" in refused.err) == (2, True)


def test_a_case_is_closed_and_opened_again(say: Say, case: str) -> None:
    assert say("close", case, "--note", "handed over").status == 0
    assert shown(say, case)["closed"] is True
    say("reopen", case)
    assert shown(say, case)["closed"] is False
    assert [one["id"] for one in json.loads(say("list", "--json").out)] == [case]


def test_each_act_is_one_entry_of_the_ledger(filled: Filled, say: Say, case: str) -> None:
    say("add", case, filled.lead)
    lines = (filled.home / "evidence" / "ledger.jsonl").read_text().splitlines()
    entries = [entry for entry in map(json.loads, lines) if entry["action"] == "case"]
    assert [(entry["facts"]["turn"], entry["facts"]["case"]) for entry in entries] == [("new", case), ("add", case)]
    assert shown(say, case)["entries"][0]["ledger"] == entries[1]["seq"]


@pytest.mark.parametrize(
    "words", [("new", " "), ("show", "zz"), ("add", "CASE", "zz"), ("note", "CASE", " "), ("add", "zz", "LEAD")],
    ids=["no-title", "no-case", "nothing", "no-words", "nowhere"],
)  # fmt: skip
def test_what_cannot_be_meant_leaves_no_entry(words: tuple[str, ...], filled: Filled, say: Say, case: str) -> None:
    ledger = filled.home / "evidence" / "ledger.jsonl"
    before = ledger.read_text()
    names = {"CASE": case, "LEAD": filled.lead}
    assert say(*(names.get(word, word) for word in words)).status == 2
    assert ledger.read_text() == before


def test_a_lead_tells_which_cases_hold_it(filled: Filled, say: Say, case: str, command: Command) -> None:
    say("add", case, filled.lead)
    told = json.loads(command("lead", "show", filled.lead, "--json", "--home", str(filled.home)).out)
    assert told["cases"] == [case]
