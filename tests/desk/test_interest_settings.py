"""What a workspace says is of interest, and leads listed by their score."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.leads.interest import AMOUNTS, COUNTRIES, SUBSTANCES
from tests.desk.conftest import Command
from tests.desk.filled import Filled
from tidewaiter.desk.crawling import limits_of
from tidewaiter.model.errors import WrongUse
from tidewaiter.store.workspace import SETTINGS_FILE, find


def written(home: Path, interest: str) -> Path:
    file = home / SETTINGS_FILE
    text = file.read_text(encoding="utf-8").replace("[interest]", f"[interest]\n{interest}\n#", 1)
    file.write_text(text, encoding="utf-8")
    return home


def test_as_shipped_it_is_the_asia_pacific(home: Path) -> None:
    found = limits_of(find(home, {}, home)).interest
    assert (found.countries, found.substances, found.amounts) == (COUNTRIES, SUBSTANCES, AMOUNTS)


def test_a_workspace_may_say_otherwise_and_keeps_the_amounts_it_does_not_name(home: Path) -> None:
    said = 'countries = ["KR"]\nsubstances = ["mdma", "cathinones"]\namounts = { cannabis = { g = 50 } }\ndays = 3'
    found = limits_of(find(written(home, said), {}, home)).interest
    assert (found.countries, found.substances, found.days) == (("KR",), ("mdma", "cathinones"), 3)
    assert (found.size("cannabis", "g"), found.size("ketamine", "g")) == (50, 100)


@pytest.mark.parametrize(
    ("said", "names"),
    [('substances = ["quazzle"]', "quazzle"), ("amounts = { quazzle = { g = 1 } }", "quazzle"),
     ('countries = ["korea"]', "countries"), ("amounts = { mdma = { kg = 1 } }", "kg"), ("prices = 3", "prices")],
    ids=["substance", "amount", "country", "unit", "unknown"],
)  # fmt: skip
def test_what_could_never_be_met_is_refused_by_name(said: str, names: str, home: Path) -> None:
    written(home, said)
    with pytest.raises(WrongUse) as told:
        limits_of(find(home, {}, home))
    assert names in f"{told.value.what} {told.value.where} {told.value.todo}"


def test_leads_are_listed_by_score(filled: Filled, command: Command) -> None:
    said = command("leads", "--by", "score", "--json", "--home", str(filled.home))
    scores = [one["score"] for one in json.loads(said.out)]
    assert len(set(scores)) > 1
    assert scores == sorted(scores, reverse=True)
    assert command("leads", "--by", "luck", "--home", str(filled.home)).status == 2
