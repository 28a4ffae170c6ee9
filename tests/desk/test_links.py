"""`tidewaiter links` at the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest

from benchmarks.month import Player, address
from tests.desk.conftest import Command, Said
from tests.desk.filled import ATTACK, SECOND, UNSAFE, Filled
from tidewaiter.desk.session import Session
from tidewaiter.model.sighting import Kind
from tidewaiter.store.workspace import find

Say = Callable[..., Said]
BTC = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"
EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def say(filled: Filled, command: Command) -> Say:
    """Two more markets, whose vendors name one wallet."""
    with closing(Session(find(filled.home, {}, filled.home))) as here:
        player = Player(here.database)
        for day, (source, name) in enumerate((("anglerfish", EVIL), ("moonfish", f"{ATTACK} Tern")), 1):
            told = {"/vendor/x": {"name": name, "description": f"pay to {BTC} please"}}
            at = SECOND + timedelta(days=day)
            player.run(source, {Kind.VENDOR: told, Kind.LISTING: {}}, at=at, mirror=address(day))
    return lambda *words: command(*words, "--home", str(filled.home))


def test_a_tree_names_evidence_strength_and_state_and_no_terminal_code(say: Say) -> None:
    said = say("links", f"anglerfish/{EVIL}")
    assert said.status == 0
    assert "strong 0.80  suggested  wallet" in said.out
    assert f"“{BTC}”" in said.out
    assert not set(said.out) & set(UNSAFE)


def test_confirming_the_lead_confirms_the_link(say: Say) -> None:
    (link,) = json.loads(say("links", f"anglerfish/{EVIL}", "--json").out)["links"]
    assert say("lead", "confirm", link["lead"]).status == 0
    (after,) = json.loads(say("links", f"anglerfish/{EVIL}", "--json").out)["links"]
    assert (link["state"], after["state"]) == ("suggested", "confirmed")
    assert "confirmed by" in say("links", f"anglerfish/{EVIL}").out
    (one, other) = link["evidence"]
    assert (one[0]["raw"], other[0]["raw"]) == (BTC, BTC)
    shown = say("show", one[0]["record"], "--json")
    assert one[0]["capture"] in json.loads(shown.out)["captures"]


def test_the_edge_list_runs_nothing_in_a_spreadsheet(say: Say) -> None:
    rows = list(csv.DictReader(io.StringIO(say("links", f"anglerfish/{EVIL}", "--csv").out)))
    assert len(rows) == 1
    assert rows[0]["one_name"] == f"'{EVIL}"
    assert (rows[0]["by"], rows[0]["value"], float(rows[0]["strength"])) == ("wallet", BTC, 0.8)
    assert all(cell[:1] not in "=+-@" for row in rows for cell in row.values() if cell)


def test_looking_is_on_the_ledger(filled: Filled, say: Say) -> None:
    say("links", f"anglerfish/{EVIL}", "--depth", "1")
    last = json.loads((filled.home / "evidence" / "ledger.jsonl").read_text().splitlines()[-1])
    assert last["action"] == "view"
    facts = last["facts"]
    assert (facts["links"], facts["depth"], facts["found"]) == (f"anglerfish/{EVIL.lower()}", 1, 1)


@pytest.mark.parametrize(
    ("words", "says"),
    [(("nowhere/Gull",), "nobody is called"), (("zz",), "no record begins"), (("x/y", "--csv", "--json"), "exclude"),
     (("x/y", "--depth", "0"), "depth")],
    ids=["name", "id", "both", "depth"],
)  # fmt: skip
def test_what_cannot_be_meant(words: tuple[str, ...], says: str, say: Say) -> None:
    said = say("links", *words)
    assert (said.status, says in said.err) == (2, True)


def test_one_who_is_alone_is_told_to_be(say: Say) -> None:
    said = say("links", "lanternfish/night pier")
    assert (said.status, "nobody else" in said.out) == (0, True)
    alone = json.loads(say("links", "lanternfish/Night Pier", "--json").out)
    assert (alone["links"], [one["name"] for one in alone["sellers"]]) == ([], ["Night Pier"])
