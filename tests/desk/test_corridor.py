"""The corridor through the command line: what is counted, what a broken run leaves unsaid, and the way to the records."""

from __future__ import annotations

import csv
import io
import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import Command
from tests.desk.watched import FORMULA, watch
from tidewaiter.desk.session import Session
from tidewaiter.model.ids import record_id
from tidewaiter.search import Question
from tidewaiter.search.question import parse
from tidewaiter.store.workspace import find


@pytest.fixture(scope="module")
def watched_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return watch(tmp_path_factory.mktemp("watched") / "home")


@pytest.fixture
def home(watched_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(watched_once, tmp_path / "home", symlinks=True))


def ask(command: Command, home: Path, text: str) -> Any:
    said = command("corridor", *text.split(), "--until", "2026-10-27", "--json", "--home", str(home))
    assert said.status == 0, said.err
    return json.loads(said.out)


def numbered(*numbers: int, source: str = "north") -> set[str]:
    return {record_id(source, "listing", f"/listing/{number}") for number in numbers}


def test_listings_are_counted_once_and_changes_leave_out_what_no_run_read_whole(command: Command, home: Path) -> None:
    told = ask(command, home, "--to KR --period 30d")
    assert told["period"]["label"] == "2026-09-27 to 2026-10-26"
    # Of north's five, four came in these thirty days; two stood in the thirty before; south is silent since then.
    assert (told["listings"], told["new"], told["before"], told["change"]) == (5, 4, 2, 3)
    assert told["vendors"] == 3
    assert told["not_read_whole"] == ["south"]


def test_a_past_period_counts_what_stood_then(command: Command, home: Path) -> None:
    said = command("corridor", "--to", "KR", "--period", "14d", "--until", "2026-09-21", "--json", "--home", str(home))
    told = json.loads(said.out)
    assert (told["listings"], told["new"], told["change"]) == (3, 3, None)
    assert told["not_read_whole"] == ["north", "south"], "nobody was read before"


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("--to KR --substance mdma", {1}),
        ("--to KR --from CO", {3, 4}),
        ("--to KR --substance benzodiazepines", {5}),
        ("--to JP", set()),
        ("--to AU --to JP", {7}),
        ("--to KR --source south", set()),
    ],
    ids=["substance", "origin", "class", "past", "either", "source"],
)
def test_it_answers_what_is_asked(asked: str, numbers: set[int], command: Command, home: Path) -> None:
    told = ask(command, home, f"{asked} --period 30d")
    assert {one for row in told["rows"] for one in row["records"]} == numbered(*numbers)


@pytest.mark.parametrize("by", ["", "--by substance,origin", "--by amount", "--by method,concealment"])
@pytest.mark.parametrize("period", ["30d", "60d", "month", "week"])
def test_each_row_has_a_question_that_finds_its_records(by: str, period: str, command: Command, home: Path) -> None:
    told = ask(command, home, f"--to KR --period {period} {by}")
    assert told["rows"]
    exact = 0
    with closing(Session(find(home, {}, home))) as here:
        for row in told["rows"]:
            hits = here.index.search(Question(parse(row["question"]), facets=(), limit=100)).hits
            found = {hit.id for hit in hits}
            assert found >= set(row["records"])
            if row["exact"]:
                assert found == set(row["records"])
            exact += row["exact"]
    assert exact >= len(told["rows"]) - 2, "search knows weights alone"


def test_prices_are_reckoned_or_said_to_be_unreckoned(command: Command, home: Path) -> None:
    rows = {row["substance"]: row for row in ask(command, home, "--to KR --by substance --period 30d")["rows"]}
    # 10 g for 500 EUR at 1.10, 7 g for 420 USD.
    assert rows["cocaine"]["unit_price"] == {
        "count": 2, "low": "56.25", "median": "57.5", "high": "58.75", "currency": "USD",
    }  # fmt: skip
    assert rows["alprazolam"]["unit_price"]["median"] == "2"
    assert (rows["methamphetamine"]["unit_price"], rows["methamphetamine"]["without_rate"]) == (None, 0)


def test_amounts_make_one_band_each_and_add_up(command: Command, home: Path) -> None:
    told = ask(command, home, "--to KR --by amount --period 30d")
    bands = {row["amount"]["label"]: row["listings"] for row in told["rows"] if row["listings"]}
    assert bands == {"1 to 10 g": 2, "10 to 100 g": 1, "100 to 1000 pieces": 1, "not stated": 1}
    assert sum(bands.values()) == told["listings"]


def test_text_in_a_spreadsheet_is_no_formula(command: Command, home: Path) -> None:
    said = command("corridor", "--to", "KR", "--until", "2026-10-27", "--csv", "--home", str(home))
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert {row["substance"] for row in rows} >= {"cocaine", "alprazolam"}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=@+\t" and cell]
    assert all(row["change"].lstrip("-").isdigit() for row in rows), "a number stays a number"
    assert FORMULA not in said.out.replace(f"'{FORMULA}", "")


def test_a_row_leads_to_its_records_and_their_captures(command: Command, home: Path) -> None:
    whole = ("--until", "2026-10-27", "--by", "substance", "--home", str(home))
    said = command("corridor", "--to", "KR", "--substance", "mdma", "--row", "1", *whole)
    assert "tidewaiter search 'kind:listing to:KR" in said.out
    (one,) = numbered(1)
    assert one[:10] in said.out
    assert "5g MDMA crystals" in said.out
    assert "captures " in said.out
    assert command("corridor", "--to", "KR", "--row", "99", *whole).status == 2


def test_the_sheet_is_for_paper(command: Command, home: Path) -> None:
    said = command("corridor", "--to", "KR", "--until", "2026-10-27", "--sheet", "--home", str(home))
    assert said.status == 0
    assert "\x1b" not in said.out
    assert max(map(len, said.out.splitlines())) <= 118
    assert said.out.count("tidewaiter search '") == said.out.count("records: ") > 3
    ledger = (home / "evidence" / "ledger.jsonl").read_text().splitlines()
    assert f"ledger {json.loads(ledger[-1])['seq']}" in said.out
    assert json.loads(ledger[-1])["facts"]["what"] == "corridor"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("--to KR --period 3x", "no period"),
        ("--to KR --by weight", "no 'weight'"),
        ("--to KR --json --csv", "more than one form"),
        ("--to KR --until then", "no date"),
        ("", "--to"),
    ],
    ids=["period", "by", "forms", "until", "to"],
)
def test_wrong_use_is_told(given: str, says: str, command: Command, home: Path) -> None:
    said = command("corridor", *given.split(), "--home", str(home))
    assert (said.status, says in said.err) == (2, True), said.err


def test_nothing_is_said_in_words(command: Command, home: Path) -> None:
    said = command("corridor", "--to", "NZ", "--home", str(home))
    assert said.status == 0
    assert "no listing answers" in said.out
