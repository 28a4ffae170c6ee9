"""`tidewaiter index`, `watch test` and `rates import`: what they say, change and refuse."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import Command, Said
from tests.desk.filled import FIRST, Filled
from tidewaiter.desk.cli import watch
from tidewaiter.search import EmbeddedIndex
from tidewaiter.store.database import Database, letters, outbox, sqlite_address
from tidewaiter.store.database.letters import Letter

Ask = Callable[..., Said]


@pytest.fixture
def said(filled: Filled, command: Command) -> Ask:
    return lambda *words: command(*words, "--home", str(filled.home))


@pytest.fixture
def ask(said: Ask) -> Callable[..., Any]:
    def asked(*words: str) -> Any:
        answer = said(*words, "--json")
        assert answer.status == 0, answer.err
        return json.loads(answer.out)

    return asked


def ids(home: Path) -> list[str]:
    with closing(EmbeddedIndex(home / "index")) as index:
        return [id_ for _, id_, _ in index.held()]


def wait_again(home: Path, some: list[str]) -> None:
    with Database.open(sqlite_address(home / "database.sqlite")) as database, database.write() as rows:
        outbox.touch(rows, some)


def test_status_says_what_is_held_and_what_waits(said: Ask, ask: Callable[..., Any], filled: Filled) -> None:
    assert ask("index", "status") == {"indexed": 3, "waiting": 0, "refused": 0}
    wait_again(filled.home, ids(filled.home)[:2])
    assert ask("index", "status") == {"indexed": 3, "waiting": 2, "refused": 0}
    assert said("index", "status").out == "3 records are indexed, 2 wait\n"
    assert said("index", "catch-up").out == "2 records told\n"
    assert said("index", "catch-up").out == "0 records told\n"
    assert ask("index", "status")["waiting"] == 0


def test_check_names_what_differs_and_rebuild_mends_it(said: Ask, ask: Callable[..., Any], filled: Filled) -> None:
    assert ask("index", "check") == {
        "records": 3, "sound": True, "missing": [], "surplus": [], "stale": [], "doubled": [],
    }  # fmt: skip
    lost = ids(filled.home)[0]
    with closing(EmbeddedIndex(filled.home / "index")) as index:
        index.delete([lost])
        index.commit()
    answer = said("index", "check")
    assert (answer.status, f"missing: {lost}" in answer.out, "index rebuild" in answer.err) == (1, True, True)
    assert json.loads(said("index", "check", "--json").out)["missing"] == [lost]
    assert said("index", "rebuild").out == "3 records indexed\n"
    assert said("index", "check").status == 0
    assert said("index", "rebuild", "--records").out.endswith("3 records folded\n3 records indexed\n")


@pytest.mark.parametrize("how", ["gone", "another version", "damaged"])
def test_a_rebuild_brings_back_an_index_that_cannot_be_used(said: Ask, filled: Filled, how: str) -> None:
    home = filled.home / "index"
    live = (home / "current").resolve()
    if how == "gone":
        shutil.rmtree(home)
    elif how == "another version":
        live.rename(home / "records-s1-a1-1")
        (home / "current").unlink()
        (home / "current").symlink_to("records-s1-a1-1")
    else:
        (live / "meta.json").write_text("{")
    if how != "gone":
        for words in (["search", "mdma"], ["index", "status"], ["index", "check"]):
            answer = said(*words)
            assert (answer.status, "tidewaiter index rebuild" in answer.err) == (1, True), words
    assert said("index", "rebuild").status == 0
    assert said("index", "check").status == 0
    assert said("search", "mdma", "--count").out == "2\n"


def test_a_folder_in_place_of_the_link_is_said_as_the_index_s_fault(said: Ask, filled: Filled) -> None:
    link = filled.home / "index" / "current"
    link.unlink()
    link.mkdir()
    for words in (["index", "status"], ["index", "check"], ["index", "rebuild"], ["search", "mdma"]):
        answer = said(*words)
        assert (answer.status, "no link" in answer.err, "database" in answer.err) == (1, True, False), words


def test_refused_records_are_listed_and_told_again(said: Ask, ask: Callable[..., Any], filled: Filled) -> None:
    assert said("index", "refused").out == "0 records were refused\n"
    one = ids(filled.home)[0]
    with Database.open(sqlite_address(filled.home / "database.sqlite")) as database, database.write() as rows:
        letters.add(rows, [Letter(one, 1, "immense term \x1b[2J")])
    assert ask("index", "refused") == [{"record": one, "revision": 1, "reason": "immense term \x1b[2J"}]
    listed = said("index", "refused").out
    assert one[:10] in listed
    assert "\x1b[2J" not in listed
    assert "1 were refused" in said("index", "status").out
    assert "1 records were told again" in said("index", "refused", "--replay").out
    assert ask("index", "refused") == []
    assert said("index", "check").status == 0


def test_role_prints_the_request_of_the_key(filled: Filled, command: Command) -> None:
    where = str(filled.home)
    refused = command("index", "role", "--home", where)
    assert (refused.status, "embedded" in refused.err) == (2, True)
    (filled.home / "tidewaiter.toml").write_text('[search]\nindex = "https://es.example:9200"\nname = "customs"\n')
    writer = json.loads(command("index", "role", "--home", where).out)
    reader = json.loads(command("index", "role", "--reader", "--home", where).out)
    for request in (writer, reader):
        (role,) = request["role_descriptors"].values()
        assert all(name.startswith("customs") for one in role["indices"] for name in one["names"])
    rights = [
        {right for one in r["indices"] for right in one["privileges"]} for r in writer["role_descriptors"].values()
    ]
    assert rights == [{"read", "write", "manage"}]
    seen = [{right for one in r["indices"] for right in one["privileges"]} for r in reader["role_descriptors"].values()]
    assert "write" not in seen[0]
    assert "manage" not in seen[0]


def test_watch_test_shows_what_a_question_would_have_matched(
    said: Ask, ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "now", lambda: FIRST.replace(day=20))
    found = ask("watch", "test", "ketamine from:NL")
    assert (found["question"], found["total"], len(found["records"])) == ("ketamine from:NL", 2, 2)
    assert ask("watch", "test", "ketamine", "--days", "18")["total"] == 1
    assert ask("watch", "test", "-ketamine")["total"] == 1
    wrong = said("watch", "test", "colour:red")
    assert "there is no field colour" in wrong.err
    shown = said("watch", "test", "ketamine").out
    assert "2 records of the last 30 days match ketamine" in shown


def test_watch_test_adds_names_as_a_search_does(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "now", lambda: FIRST.replace(day=20))
    tried, searched = ask("watch", "test", "expand:yes 氯胺酮"), ask("search", "expand:yes 氯胺酮")
    assert tried["total"] == searched["total"] == 2
    assert set(tried["records"]) == {hit["id"] for hit in searched["hits"]}
    assert (tried["question"], tried["notes"]) == (searched["question"], searched["notes"])
    assert ask("watch", "test", "氯胺酮")["total"] == 0


def test_watch_test_looks_no_further_back_than_asked(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "now", lambda: FIRST.replace(year=2028))
    assert ask("watch", "test", "ketamine")["total"] == 0
    assert ask("watch", "test", "ketamine", "--days", "900")["total"] == 2


def test_rates_are_taken_and_bad_ones_leave_all_as_it_was(said: Ask, ask: Callable[..., Any], tmp_path: Path) -> None:
    table = tmp_path / "rates.csv"
    table.write_text("day,currency,rate\n2026-01-01,EUR,1.1\n2026-01-01,XMR,150\n")
    assert ask("rates", "import", str(table)) == {"rates": 2, "records": 3}
    assert said("rates", "import", str(table)).out == "2 rates taken, 3 records reckoned again\n"
    table.write_text("day,currency,rate\n2026-02-01,EUR,2\nsoon,EUR,1\n")
    answer = said("rates", "import", str(table))
    assert (answer.status, "rates.csv:3" in answer.err) == (2, True)
    assert ask("search", "price:99")["total"] == 1, "90 EUR by the older rate"
    gone = said("rates", "import", str(tmp_path / "none.csv"))
    assert (gone.status, "does not open" in gone.err) == (2, True)
