"""Figures over time through the command line, on two markets of which one fell silent."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import Command
from tests.desk.watched import DAY, FORMULA, watch
from tidewaiter.model.times import stamp

TIME = ("--since", "2026-09-07", "--until", "2026-10-28")


@pytest.fixture(scope="module")
def watched_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return watch(tmp_path_factory.mktemp("watched") / "home")


@pytest.fixture
def home(watched_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(watched_once, tmp_path / "home", symlinks=True))


def told(command: Command, home: Path, *asked: str) -> Any:
    said = command(*asked, "--json", "--home", str(home))
    assert said.status == 0, said.err
    return json.loads(said.out)


def test_vendors_count_in_the_week_in_which_they_came(command: Command, home: Path) -> None:
    weeks = {one["label"]: one for one in told(command, home, "trends", "vendors", *TIME)}
    assert next(iter(weeks)) == "2026-W37"
    assert weeks["2026-W37"]["from"] == stamp(DAY.replace(hour=0))
    assert {label: one["new"] for label, one in weeks.items() if one["new"]} == {"2026-W42": 1, "2026-W43": 1}
    assert weeks["2026-W37"]["at_first"] == 3, "the first run of each source found them"
    assert weeks["2026-W43"]["not_read_whole"] == ["south"], "its run that week was short"


def test_listings_stand_from_first_to_last_sighting(command: Command, home: Path) -> None:
    found = told(command, home, "trends", "substances", *TIME)
    counts = {row["substance"]: row["counts"] for row in found["rows"]}
    assert counts["mdma"] == [2, 2, 1, 1, 1, 1, 1, 1]
    assert counts["ketamine"] == [1] * 8, "seen before and after: it was there"
    assert counts["cocaine"] == [1, 1, 0, 0, 0, 1, 2, 2]
    blind = {time["label"]: time["not_read_whole"] for time in found["times"]}
    assert blind["2026-W38"] == []
    assert blind["2026-W40"] == ["north", "south"]


def test_routes(command: Command, home: Path) -> None:
    rows = {(row["from"], row["to"]): row["listings"] for row in told(command, home, "trends", "routes", *TIME)["rows"]}
    assert rows == {
        ("CO", "KR"): 3,
        ("NL", "KR"): 2,
        ("NL", "JP"): 1,
        ("DE", "AU"): 1,
        ("TH", "KR"): 1,
        ("US", "KR"): 1,
    }


def test_prices_by_substance_and_amount(command: Command, home: Path) -> None:
    rows = {(row["substance"], row["amount"]): row for row in told(command, home, "trends", "prices", *TIME)}
    small = rows["cocaine", "1 to 10 g"]
    assert small["unit_price"] == {"count": 2, "low": "65", "median": "70", "high": "75", "currency": "USD"}
    assert [one["unit_price"] and one["unit_price"]["median"] for one in small["times"]] == ["80", "60"]
    assert rows["cocaine", "10 to 100 g"]["unit_price"]["median"] == "55", "500 EUR at 1.10 for 10 g"
    assert rows["mdma", "1 to 10 g"]["unit_price"]["count"] == 1, "five runs read one price"
    only = told(command, home, "trends", "prices", *TIME, "--substance", "MDMA")
    assert {row["substance"] for row in only} == {"mdma"}


def test_without_a_rate_a_price_is_in_no_figure(command: Command, home: Path) -> None:
    from contextlib import closing

    from sqlalchemy import text

    from tidewaiter.desk.session import Session
    from tidewaiter.store.workspace import find

    with closing(Session(find(home, {}, home))) as here, here.database.write() as rows:
        rows.execute(text("delete from rate"))
    rows_now = {(row["substance"], row["amount"]): row for row in told(command, home, "trends", "prices", *TIME)}
    dear = rows_now["cocaine", "10 to 100 g"]
    assert (dear["unit_price"], dear["without_rate"]) == (None, 1)


def test_one_vendor_from_first_to_last(command: Command, home: Path) -> None:
    found = told(command, home, "history", "blue HERON")
    (north,) = found["sources"]
    assert (north["source"], north["names"], north["listings"]) == ("north", ["Blue Heron"], 2)
    happened = {(one["what"], one["value"]): one for one in found["happened"]}
    assert happened["listing", "5g MDMA crystals"]["at"] == stamp(DAY)
    assert sum(one["what"] == "substance" for one in found["happened"]) == 1
    assert [one["value"] for one in found["happened"] if one["what"] == "price"] == ["100 USD", "800 USD"]
    capture = happened["price", "800 USD"]["capture"]
    assert len(capture) == 32


@pytest.mark.parametrize(
    "asked", ["trends vendors", "trends substances", "trends routes", "trends prices", f"history {FORMULA}"],
    ids=["vendors", "substances", "routes", "prices", "history"],
)  # fmt: skip
def test_csv_and_text_say_the_same_and_run_nothing(asked: str, command: Command, home: Path) -> None:
    time = TIME if asked.startswith("trends") else ()
    said = command(*asked.split(), *time, "--csv", "--home", str(home))
    rows = list(csv.reader(io.StringIO(said.out)))
    assert (said.status, len({len(row) for row in rows}), len(rows) > 2) == (0, 1, True)
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+@")]
    shown = command(*asked.split(), *time, "--home", str(home))
    assert shown.status == 0
    assert rows[1][1].split()[0] in shown.out


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("trends vendors --since 1999-01 --until 1999-03", 0, "no vendor was first seen"),
        ("trends routes --since 1999-01 --until 1999-03", 0, "no listing stood"),
        ("trends prices --since 1999-01 --until 1999-03", 0, "no price for an amount"),
        ("history nobody", 2, "no vendor called 'nobody'"),
        ("trends vendors --since 2026-12-01 --until 2026-11-01", 2, "--since is after"),
        ("trends vendors --by day --since 1980", 2, "take longer steps"),
        ("trends prices --csv --json", 2, "more than one form"),
    ],
    ids=["vendors", "routes", "prices", "nobody", "turned", "steps", "forms"],
)
def test_nothing_and_wrong_use_are_said_in_words(
    asked: str, status: int, says: str, command: Command, home: Path
) -> None:
    said = command(*asked.split(), "--home", str(home))
    assert said.status == status
    assert says in said.out + said.err
