"""`tidewaiter schedule` and `up` at the command line."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.desk.conftest import Command
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.scheduling import LEASE
from tidewaiter.desk.session import Session, now
from tidewaiter.model.authority import Authority
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.store.database import agenda, journal, people

ROOT = Path(__file__).parents[2]
MIRROR = "http://" + "l" * 56 + ".onion"


def allow(home: Path, source: str = "lanternfish") -> None:
    here = Session(set_up(home))
    asked = Authority(
        id="T-1", legal_basis="invented", asked_by="kim", sources=(source,), addresses=(MIRROR,), asked_at=now(),
        expires_at=now() + timedelta(days=1),
    )  # fmt: skip
    with here.database.write() as rows:
        people.add_authority(rows, asked)
        people.approve(rows, "T-1", "lee", at=now())
    here.close()


def listed(command: Command, home: Path) -> dict[str, dict[str, object]]:
    said = command("schedule", "list", "--json", "--home", str(home))
    assert said.status == 0, said.err
    return {one["source"]: one for one in json.loads(said.out)}


def test_a_source_without_an_authority_says_what_it_waits_for(home: Path, command: Command) -> None:
    assert str(listed(command, home)["dream"]["state"]).startswith("waits for a person: ")
    allow(home)
    assert listed(command, home)["lanternfish"]["state"] == "begins when `tidewaiter up` runs"
    assert "lanternfish" in command("schedule", "list", "--home", str(home)).out


@pytest.mark.parametrize(
    ("outcome", "reasons", "state", "todo"),
    [
        (Outcome.WAITING, ("a login page",), "waits for a person: a login page", "crawl lanternfish --session FILE"),
        (Outcome.SHORT, ("3 of 10 listings",), "in time", "ended short: 3 of 10 listings"),
        (Outcome.BLOCKED, ("no mirror answers",), "in time", "ended blocked: no mirror answers"),
        (Outcome.COMPLETE, (), "in time", ""),
    ],
    ids=lambda said: str(said)[:8],
)
def test_what_needs_a_person_says_what_to_do(
    home: Path, command: Command, outcome: Outcome, reasons: tuple[str, ...], state: str, todo: str
) -> None:
    allow(home)
    here = Session(set_up(home))
    with here.database.write() as rows:
        agenda.change(rows, "lanternfish", next_due=now() + timedelta(hours=1))
        run = Run("r1", "lanternfish", State.RUNNING, now(), "p", "a", "0", "ahn")
        journal.start(rows, run, owner="here:1")
        journal.finish(rows, "r1", outcome, at=now(), reasons=reasons)
    here.close()
    one = listed(command, home)["lanternfish"]
    assert one["state"] == state
    assert todo in str(one["todo"])
    shown = command("schedule", "list", "--home", str(home)).out
    assert (f"lanternfish: {one['todo']}" in shown) == bool(todo)


@pytest.mark.parametrize(("late", "state"), [(1, "due now"), (10, "overdue")], ids=["due", "overdue"])
def test_a_source_is_overdue_when_it_was_due_for_minutes(home: Path, command: Command, late: int, state: str) -> None:
    allow(home)
    here = Session(set_up(home))
    with here.database.write() as rows:
        agenda.change(rows, "lanternfish", next_due=now() - timedelta(minutes=late))
    here.close()
    assert listed(command, home)["lanternfish"]["state"] == state


def test_a_person_sets_cadence_priority_and_switch(home: Path, command: Command) -> None:
    allow(home)
    for words in (("set", "lanternfish", "--every", "6h", "--priority", "5"), ("off", "lanternfish")):
        assert command("schedule", *words, "--home", str(home)).status == 0
    one = listed(command, home)["lanternfish"]
    assert (one["cadence"], one["priority"], one["state"]) == ("6h", 5, "switched off")
    command("schedule", "on", "lanternfish", "--home", str(home))
    command("schedule", "set", "lanternfish", "--cron", "30 4 * * *", "--home", str(home))
    one = listed(command, home)["lanternfish"]
    assert (one["cadence"], one["priority"], one["enabled"]) == ("30 4 * * *", 5, True)
    entries = [json.loads(text) for text in (home / "evidence" / "ledger.jsonl").read_text().splitlines()]
    assert sum(entry["action"] == "schedule" for entry in entries) == 4, "what a person decides is on the record"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("set", "lanternfish", "--every", "often"), "no cadence"),
        (("set", "lanternfish", "--every", "1m"), "too often"),
        (("set", "lanternfish", "--cron", "61 * * * *"), "no cron line"),
        (("set", "nowhere", "--every", "6h"), "no source is called nowhere"),
        (("now", "nowhere"), "no source is called nowhere"),
    ],
)
def test_wrong_use_is_said_and_changes_nothing(home: Path, command: Command, words: tuple[str, ...], told: str) -> None:
    said = command("schedule", *words, "--home", str(home))
    assert said.status == 2
    assert told in said.err
    assert listed(command, home)["lanternfish"]["cadence"] == "12h"


def test_now_makes_a_run_wait_once(home: Path, command: Command) -> None:
    assert "is due" in command("schedule", "now", "lanternfish", "--home", str(home)).out
    assert "under way already" in command("schedule", "now", "lanternfish", "--home", str(home)).out


def test_no_command_but_those_of_the_schedule_brings_its_queue(home: Path) -> None:
    code = "import sys, tidewaiter.desk.cli.app; print(*sorted({'huey', 'redis', 'stem'} & set(sys.modules)))"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert said.stdout.strip() == ""


def begin_up(home: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "tidewaiter", "up", "--home", str(home), "--log-json", *more],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def until_held(home: Path) -> str:
    here = Session(set_up(home))
    deadline = time.monotonic() + 60
    try:
        while time.monotonic() < deadline:
            with here.database.read() as rows:
                if holder := agenda.holder(rows, LEASE):
                    return holder
            time.sleep(0.05)
    finally:
        here.close()
    pytest.fail("nobody took the schedule")


def test_up_serves_its_figures_at_the_loopback_port_of_its_settings(home: Path) -> None:
    settings = home / "tidewaiter.toml"
    settings.write_text(settings.read_text().replace('# figures = "127.0.0.1:9464"', 'figures = "127.0.0.1:0"'))
    up = begin_up(home)
    try:
        until_held(home)
        assert up.stderr is not None
        told = next(line for line in up.stderr if "figures for Prometheus" in line)
        port = int(re.search(r"port (\d+)", told)[1])  # type: ignore[index]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
            found = {one.name: one for one in text_string_to_metric_families(answer.read().decode())}
    finally:
        up.send_signal(signal.SIGTERM)
        up.communicate(timeout=60)
    assert found["tidewaiter_scheduler_held"].samples[0].value == 1
    assert found["tidewaiter_up"].samples[0].value == 1


def test_up_writes_no_link_into_a_log(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    up = subprocess.Popen(
        [sys.executable, "-P", "-m", "tidewaiter", "up", "--home", str(home), "--port", port],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        until_held(home)
        assert up.stdout is not None
        told = next(line for line in up.stdout if "the desk is at" in line)
    finally:
        up.send_signal(signal.SIGTERM)
        rest, _ = up.communicate(timeout=60)
    assert "tidewaiter person link NAME" in told
    assert "/link/" not in told + rest


def test_there_is_one_scheduler_and_the_second_says_who_it_is(home: Path, command: Command) -> None:
    first = begin_up(home)
    holder = until_held(home)
    said = command("up", "--home", str(home))
    assert said.status == 2
    assert holder in said.err
    assert "tidewaiter worker" in said.err
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    assert first.returncode == 0
    second = begin_up(home)
    until_held(home)
    second.kill()
    second.communicate(timeout=60)
    third = begin_up(home)  # the dead one's lease is no obstacle on its own host
    deadline = time.monotonic() + 60
    while until_held(home) != f"{holder.rpartition(':')[0]}:{third.pid}":
        assert third.poll() is None, third.stderr.read()
        assert time.monotonic() < deadline, "it did not take the schedule over"
        time.sleep(0.1)
    third.send_signal(signal.SIGINT)
    third.communicate(timeout=60)
    assert third.returncode == 0


def test_a_due_source_that_cannot_be_crawled_ends_its_run_with_the_reason(home: Path) -> None:
    """Nobody may crawl here: the crawl refuses, and the run says so. No Tor is needed for that."""
    allow(home)
    (home / "tidewaiter.toml").write_text("[crawl]\ntor_lines = ['NoSuchOption 1']\n")
    process = begin_up(home, "--workers", "1")
    here = Session(set_up(home))
    deadline = time.monotonic() + 120
    try:
        runs = []
        while not (runs and runs[0].outcome):
            assert time.monotonic() < deadline, "the run did not end"
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.2)
            with here.database.read() as rows:
                runs = journal.runs(rows, source="lanternfish")
    finally:
        here.close()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert (len(runs), runs[0].outcome) == (1, Outcome.FAILED)
    assert "NoSuchOption" in runs[0].reasons[0]
