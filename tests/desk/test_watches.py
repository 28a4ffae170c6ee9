"""Watches from the command line: silent about the past, one alert a record ever, whatever comes late or changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from tests.desk.conftest import Command, Said
from tests.desk.filled import SECOND, SOURCE, Filled, listing, run_of
from tidewaiter.desk.session import Session, tell
from tidewaiter.model.ids import record_id
from tidewaiter.store.workspace import find

Say = Callable[..., Said]


@pytest.fixture
def say(filled: Filled, command: Command) -> Say:
    return lambda *words: command(*words, "--home", str(filled.home))


def record(number: int) -> str:
    return record_id(SOURCE, "listing", f"/listing/{number}")


def crawled(filled: Filled, days: int, **pages: bytes) -> None:
    """A further run, which tells the index at its end."""
    with closing(Session(find(filled.home, {}, filled.home))) as here:
        run_of(here, SECOND + timedelta(days=days), {f"/listing/{name[1:]}": body for name, body in pages.items()})


def alerts(say: Say, *options: str) -> list[str]:
    return [one["record"] for one in json.loads(say("alerts", "--json", *options).out)]


def made(say: Say, *words: str) -> dict[str, Any]:
    return json.loads(say("watch", "add", *words, "--json").out)  # type: ignore[no-any-return]


def test_a_watch_is_silent_about_the_past_and_alerts_once_for_what_comes(filled: Filled, say: Say) -> None:
    assert made(say, "ket", "ketamine")["past"] == 2
    assert alerts(say) == []
    crawled(
        filled, 1, _20=listing("10g ketamine needles"), _21=listing("Tea"), _4=listing("3g ketamine", price="55 EUR")
    )
    assert alerts(say) == [record(20)]
    assert alerts(say) == []
    crawled(filled, 2, _20=listing("10g ketamine needles", price="70 EUR"))
    assert alerts(say) == []
    assert alerts(say, "--all") == [record(20)]


def test_a_record_that_changes_into_a_match_alerts_then(filled: Filled, say: Say) -> None:
    crawled(filled, 1, _20=listing("Blue tea"))
    made(say, "ket", "ketamine")
    crawled(filled, 2, _20=listing("Blue tea and ketamine"))
    assert alerts(say) == [record(20)]


def test_what_is_indexed_late_is_news(filled: Filled, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was recorded before the watch, but nobody could have found it."""
    monkeypatch.setattr("pipelines.recorder.drain", lambda *args, **more: 0)
    crawled(filled, 1, _20=listing("10g ketamine needles"))
    made(say, "ket", "ketamine")
    with closing(Session(find(filled.home, {}, filled.home))) as here:
        tell(here)
    assert alerts(say) == [record(20)]


def test_the_past_is_told_where_it_is_asked_for(filled: Filled, say: Say) -> None:
    told = made(say, "mdma", "mdma", "--days", "3650")
    assert (told["past"], told["alerts"]) == (0, 2)
    assert set(alerts(say)) == {record(1), record(2)}


def test_another_question_is_silent_about_its_past_and_repeats_no_alert(filled: Filled, say: Say) -> None:
    made(say, "one", "nosuchword")
    crawled(filled, 1, _20=listing("10g ketamine nosuchword"))
    assert alerts(say) == [record(20)]
    said = say("watch", "change", "one", "ketamine").out
    assert "2 records answer it already" in said  # the third has its alert
    crawled(filled, 2, _20=listing("10g ketamine nosuchword", price="7 EUR"), _22=listing("ketamine again"))
    assert alerts(say) == [record(22)]
    (one,) = json.loads(say("watch", "list", "--json").out)
    assert (one["version"], one["alerts"], one["question"]) == (2, 2, "ketamine")


def test_a_watch_that_is_off_misses_what_comes_unless_it_is_asked_for(filled: Filled, say: Say) -> None:
    made(say, "ket", "ketamine")
    say("watch", "off", "ket")
    crawled(filled, 1, _20=listing("10g ketamine needles"))
    assert alerts(say) == []
    say("watch", "on", "ket")
    assert alerts(say) == []
    crawled(filled, 2, _21=listing("5g ketamine needles"))
    assert alerts(say) == [record(21)]


def test_the_shipped_names_of_a_substance_are_watched_for(filled: Filled, say: Say) -> None:
    made(say, "ket", "drug:ketamine to:KR")
    crawled(filled, 1, _20=listing("케타민 5g"), _21=listing("tea 5g"))
    assert alerts(say) == [record(20)]


def test_a_rebuilt_index_tells_nothing_twice(filled: Filled, say: Say) -> None:
    made(say, "ket", "ketamine")
    crawled(filled, 1, _20=listing("10g ketamine needles"))
    assert alerts(say) == [record(20)]
    assert say("index", "rebuild", "--records").status == 0
    assert say("reread", SOURCE, "--quiet").status == 0
    assert alerts(say, "--all") == [record(20)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "ket", "ketamine"), "is called 'ket' already"), (("add", " ", "x"), "1 to 80 letters"),
        (("add", "y", "--nosuch"), "No such option"), (("change", "zz", "x"), "no watch is called 'zz'"),
        (("off", ""), "no watch is called ''"),
    ],
    ids=["twice", "no-name", "option", "nobody", "empty"],
)  # fmt: skip
def test_what_cannot_be_meant(words: tuple[str, ...], says: str, say: Say) -> None:
    made(say, "ket", "ketamine")
    refused = say("watch", *words)
    assert (refused.status, says in refused.err) == (2, True), refused.err


def test_a_watch_is_its_owners_and_a_supervisors(filled: Filled, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, role in (
        ("root", "admin"),
        ("kim", "analyst"),
        ("lee", "analyst"),
        ("sol", "supervisor"),
        ("vi", "viewer"),
    ):
        say("person", "add", name, "--role", role)

    def become(name: str) -> None:
        monkeypatch.setattr("getpass.getuser", lambda: name)

    become("kim")
    made(say, "ket", "ketamine")
    crawled(filled, 1, _20=listing("10g ketamine needles"))
    become("lee")
    assert alerts(say) == []
    assert alerts(say, "--watch", "ket") == [record(20)]
    assert "kim's" in say("watch", "off", "ket").err
    become("vi")
    assert say("watch", "add", "mine", "mdma").status != 0
    become("sol")
    assert say("watch", "change", "ket", "--priority", "5").status == 0
    become("kim")
    assert alerts(say) == [record(20)]  # another's look does not make it seen


def test_each_act_is_on_the_ledger(filled: Filled, say: Say) -> None:
    made(say, "ket", "ketamine")
    say("watch", "off", "ket")
    lines = (filled.home / "evidence" / "ledger.jsonl").read_text().splitlines()
    acts = [entry["facts"] for entry in map(json.loads, lines) if entry["action"] == "watch"]
    assert [(act["turn"], act["on"], act["question"]) for act in acts] == [
        ("new", True, "ketamine"), ("change", False, "ketamine"),
    ]  # fmt: skip
