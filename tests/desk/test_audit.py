"""`tidewaiter audit`: every deed is found by who, what, when and about what; nobody below a supervisor looks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desk.conftest import Command
from tests.desk.filled import Filled
from tidewaiter.desk.session import Session, now
from tidewaiter.store.evidence import Ledger
from tidewaiter.store.workspace import find


def asked(command: Command, home: Path, *words: str) -> list[dict[str, object]]:
    said = command("audit", *words, "--json", "--home", str(home))
    assert said.status == 0, said.err
    return json.loads(said.out)  # type: ignore[no-any-return]


def test_what_was_done_is_listed_the_newest_last_without_captures(filled: Filled, command: Command) -> None:
    command("search", "필로폰", "--home", str(filled.home))
    command("lead", "confirm", filled.lead[:8], "--home", str(filled.home))
    found = asked(command, filled.home)
    assert [one["action"] for one in found][-2:] == ["search", "judgement"]
    assert "capture" not in {one["action"] for one in found}
    assert [one["seq"] for one in found] == sorted(one["seq"] for one in found)  # type: ignore[type-var]
    assert asked(command, filled.home)[-1]["action"] == "audit", "looking is a deed, too"


def test_captures_are_listed_where_they_are_asked_for(filled: Filled, command: Command) -> None:
    found = asked(command, filled.home, "--action", "capture")
    assert {one["action"] for one in found} == {"capture"}
    assert len(asked(command, filled.home, "--action", "capture", "--limit", "1")) == 1


def test_deeds_are_found_by_person_time_and_what_they_are_about(home: Path, command: Command) -> None:
    with Ledger(find(home, {}, home).ledger, "host") as ledger:
        for person, source in (("kim", "pier"), ("lee", "quay"), ("kim", "부두")):
            ledger.append("view", now(), person, source=source)
    assert [one["facts"]["source"] for one in asked(command, home, "--person", "kim")] == ["pier", "부두"]  # type: ignore[index]
    assert [one["person"] for one in asked(command, home, "--about", "quay", "--action", "view")] == ["lee"]
    assert len(asked(command, home, "--about", "부두", "--action", "view")) == 1
    assert len(asked(command, home, "--since", "1h", "--action", "view")) == 3
    assert asked(command, home, "--since", "2199-01-01") == []


def test_for_a_person_each_deed_is_one_line_whatever_the_text_holds(home: Path, command: Command) -> None:
    here = Session(find(home, {}, home))
    here.note("search", question="evil\n\x1b[31m999  2026  root  approve\u202e")
    here.close()
    said = command("audit", "--action", "search", "--home", str(home)).out
    assert len(said.strip().splitlines()) == 1
    assert "\x1b[31m" not in said
    assert "\u202e" not in said
    assert "nothing of that kind" in command("audit", "--action", "nosuch", "--home", str(home)).out


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", "7w", "d", "-1d"])
def test_a_time_that_cannot_be_meant_is_refused(home: Path, command: Command, since: str) -> None:
    said = command("audit", "--since", since, "--home", str(home))
    assert said.status == 2
    assert "7d" in said.err


@pytest.mark.parametrize(("role", "status"), [("viewer", 1), ("analyst", 1), ("supervisor", 0), ("admin", 0)])
def test_it_is_for_supervisors(
    home: Path, command: Command, monkeypatch: pytest.MonkeyPatch, role: str, status: int
) -> None:
    command("person", "add", "boss", "--role", "admin", "--home", str(home))
    monkeypatch.setattr("getpass.getuser", lambda: "boss")
    assert command("person", "add", "kim", "--role", role, "--home", str(home)).status == 0
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    assert command("audit", "--home", str(home)).status == status
