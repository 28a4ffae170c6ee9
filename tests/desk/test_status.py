"""How the work stands: each state of a source, lag, what is out of the usual; figures for scripts and for Prometheus."""

from __future__ import annotations

import json
import socket
import threading
import urllib.request
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.desk.conftest import Command
from tests.desk.filled import FIRST, SOURCE, UNSAFE, Filled
from tidewaiter.desk.gauges import loopback, served
from tidewaiter.desk.session import Session
from tidewaiter.desk.status import STATES, gathered, status_of
from tidewaiter.model.authority import Authority
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.health import Health, Rate, Unusual
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.model.watch import Alert, Watch
from tidewaiter.store.database import agenda, deliveries, journal, outbox, people, watches
from tidewaiter.store.workspace import find

AT = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
FIELD = "listing/listing.price"
ONION = f"http://{'a' * 56}.onion"


def told(command: Command, home: Path) -> Any:
    return json.loads(command("status", "--json", "--home", str(home)).out)


def state(command: Command, home: Path) -> dict[str, Any]:
    return next(one for one in told(command, home)["sources"] if one["source"] == SOURCE)


def covered(here: Session) -> None:
    """An authority for the source, without which nothing is due."""
    with here.database.write() as rows:
        one = Authority(
            "A", "law", "kim", (SOURCE,), (ONION,), AT - timedelta(days=1), datetime(2099, 1, 1, tzinfo=timezone.utc)
        )
        people.add_authority(rows, one)
        people.approve(rows, "A", "lee", at=AT)


def ended(
    home: Path, number: int, outcome: Outcome, *, health: Health | None = None, reasons: tuple[str, ...] = ()
) -> str:
    run = f"20261123T12{number:02}00Z-0a0b0c0d"
    at = AT - timedelta(hours=1)
    with closing(Session(find(home, {}, home))) as here, here.database.write() as rows:
        journal.start(rows, Run(run, SOURCE, State.RUNNING, at, "p", "a", "0.1", "ahn"))
        journal.finish(rows, run, outcome, at=at, reasons=reasons, health=health)
    return run


def test_a_new_workspace_needs_nobody(command: Command, home: Path) -> None:
    said = command("status", "--home", str(home))
    assert (said.status, "nothing needs a person" in said.out) == (0, True)
    known = told(command, home)
    assert known["states"]["idle"] == len(known["sources"]) > 0
    assert known["ledger"]["seq"] >= 1
    assert known["disk"]["database"] > 0


@pytest.mark.parametrize("outcome", [Outcome.SHORT, Outcome.BLOCKED, Outcome.FAILED, Outcome.WAITING])
def test_a_run_that_ended_otherwise_needs_a_person(outcome: Outcome, command: Command, home: Path) -> None:
    with closing(Session(find(home, {}, home))) as here:
        covered(here)
    ended(home, 1, outcome, reasons=("the login page",))
    one = state(command, home)
    assert (one["state"], one["why"]) == (str(outcome), "the login page")
    assert SOURCE in one["todo"]
    said = command("status", "--home", str(home))
    assert said.status == 1
    assert "needs a person" in said.out


def test_a_source_whose_files_are_imported_is_idle_and_needs_nobody(command: Command, home: Path) -> None:
    with closing(Session(find(home, {}, home))) as here, here.database.write() as rows:
        until = datetime(2099, 1, 1, tzinfo=timezone.utc)
        people.add_authority(rows, Authority("F", "law", "kim", (SOURCE,), ("file:",), AT - timedelta(days=1), until))
        people.approve(rows, "F", "lee", at=AT)
        taken_in = Run("20261123T120000Z-0a0b0c0d", SOURCE, State.RUNNING, AT, "p", "a", "0.1", "ahn", way=Way.IMPORT)
        journal.start(rows, taken_in)
        journal.finish(rows, taken_in.id, Outcome.COMPLETE, at=AT)
    one = state(command, home)
    assert (one["state"], one["why"]) == ("idle", "its authority covers files, which are imported")
    assert command("status", "--home", str(home)).status == 0


def test_an_import_hides_no_crawl_that_fell_short(command: Command, home: Path) -> None:
    with closing(Session(find(home, {}, home))) as here:
        covered(here)
        ended(home, 1, Outcome.WAITING, reasons=("the login page",))
        taken_in = Run("20261123T130000Z-0a0b0c0d", SOURCE, State.RUNNING, AT, "p", "a", "0.1", "ahn", way=Way.IMPORT)
        with here.database.write() as rows:
            journal.start(rows, taken_in)
            journal.finish(rows, taken_in.id, Outcome.COMPLETE, at=AT)
    assert state(command, home)["state"] == "waiting"


def test_overdue_queued_off_and_in_time(command: Command, home: Path) -> None:
    with closing(Session(find(home, {}, home))) as here:
        covered(here)
        ended(home, 1, Outcome.COMPLETE)
        assert state(command, home)["state"] == "in time"
        with here.database.write() as rows:
            agenda.change(rows, SOURCE, next_due=AT - timedelta(hours=1))
        one = status_of(here, AT)
        assert {s.state for s in one.sources if s.source == SOURCE} == {"overdue"}
        assert {s.state for s in status_of(here, AT - timedelta(hours=2)).sources if s.source == SOURCE} == {"in time"}
        with here.database.write() as rows:
            agenda.queue(rows, "20261124T120000Z-0a0b0c0e", SOURCE, at=AT)
        assert status_of(here, AT).queue == 1
        assert state(command, home)["state"] == "queued"
        with here.database.write() as rows:
            agenda.change(rows, SOURCE, enabled=False)
        assert state(command, home)["state"] == "off"


def test_an_authority_that_ended_is_waited_for_only_where_it_was_crawled(command: Command, home: Path) -> None:
    assert state(command, home)["state"] == "idle"
    ended(home, 1, Outcome.COMPLETE)
    assert state(command, home)["state"] == "waiting"


def test_a_process_that_fell_silent_is_cut_off(command: Command, home: Path) -> None:
    with closing(Session(find(home, {}, home))) as here, here.database.write() as rows:
        journal.start(rows, Run("20261124T110000Z-0a0b0c0d", SOURCE, State.RUNNING, AT, "p", "a", "0.1", "ahn"))
        assert rows.exec_driver_sql("select state from run").scalar() == "running"
    assert state(command, home)["state"] == "running"
    with closing(Session(find(home, {}, home))) as here, here.database.write() as rows:
        rows.exec_driver_sql("update run set heartbeat_at = '2020-01-01 00:00:00.000000'")
    assert state(command, home)["state"] == "cut off"


def test_a_changed_template_is_named_within_one_run_with_what_is_usual(command: Command, home: Path) -> None:
    for number in (1, 2):
        ended(home, number, Outcome.COMPLETE, health=Health({FIELD: Rate(of=40, stated=40), "pages": Rate(50, 50)}))
    broken = Health(
        {FIELD: Rate(of=40, stated=2), "pages": Rate(50, 50)}, (Unusual(FIELD, "lost", 0.05, 1.0, 40, ("c0ffee" * 5,)),)
    )
    ended(home, 3, Outcome.SHORT, health=broken, reasons=("price is read no more",))
    (field,) = [one for one in told(command, home)["fields"] if one["source"] == SOURCE]
    assert (field["field"], field["filled"], field["usual"]) == (FIELD, 0.05, 1.0)
    assert "listing.price stated by 5% of 40, usually 100%" in field["unusual"]
    said = command("status", "--home", str(home))
    assert "listing.price" in said.out
    assert said.status == 1


def test_lag_is_counted_and_aged(filled: Filled) -> None:
    with closing(Session(find(filled.home, {}, filled.home))) as here:
        at = AT
        assert status_of(here, at).index.waiting == 0
        with here.database.write() as rows:
            outbox.queue_all(rows)
            watches.put(rows, Watch("w", "meth", "methamphetamine", "ahn", FIRST, to=("feed:x",)))
            watches.add(rows, [Alert("w", "r1", 1, 1, at - timedelta(hours=1)), Alert("w", "r2", 1, 1, at)])
        one = status_of(here, at)
        assert (one.index.waiting >= 3, one.index.oldest > 0) == (True, True)
        assert (one.alerts.waiting, one.alerts.oldest) == (2, 3600.0)
        assert {trouble.what for trouble in one.troubles} >= {"index", "alerts"}
        with here.database.write() as rows:
            (sent,) = deliveries.gather(rows, at=at)
            deliveries.failed(rows, sent.id, "the server is down", again=at)
        after = status_of(here, at + timedelta(minutes=2))
        assert (after.alerts.waiting, after.deliveries.waiting, after.deliveries.failed) == (0, 1, 1)
        assert after.deliveries.oldest == 120.0
        assert "deliveries" in {trouble.what for trouble in after.troubles}


def test_proof_says_how_far_the_last_seal_reaches(filled: Filled) -> None:
    with closing(Session(find(filled.home, {}, filled.home))) as here:
        one = status_of(here, AT).proof
        head = here.ledger.head()
        assert (one.seq, one.head) == (head.seq, head.hash)
        assert 0 < one.sealed <= one.seq
        assert one.sealed_at
        here.note("look")
        assert status_of(here, AT).proof.behind == one.behind + 1


def families(text: str) -> dict[str, Any]:
    return {one.name: one for one in text_string_to_metric_families(text)}


def test_prometheus_text_has_help_type_and_bounded_labels(command: Command, filled: Filled) -> None:
    said = command("status", "--prometheus", "--home", str(filled.home))
    found = families(said.out)
    assert len(found) >= 20
    assert all(
        one.documentation and one.type == "gauge" and name.startswith("tidewaiter_") for name, one in found.items()
    )
    assert found["tidewaiter_up"].samples[0].value == 1
    labels = {
        (name, value) for one in found.values() for sample in one.samples for name, value in sample.labels.items()
    }
    assert {name for name, _ in labels} <= {"source", "state", "field"}
    assert {value for name, value in labels if name == "state"} == set(STATES)
    assert not set(UNSAFE) & set(said.out)
    assert "Blue Heron" not in said.out
    states = {sample.labels["state"]: sample.value for sample in found["tidewaiter_sources"].samples}
    assert states["waiting"] == 1, "its authority is not there"
    assert said.status == 1


def test_figures_are_served_at_a_loopback_port(filled: Filled) -> None:
    with (
        closing(Session(find(filled.home, {}, filled.home))) as here,
        served("127.0.0.1:0", lambda: gathered(here, AT)) as port,
    ):
        found: list[str] = []

        def ask() -> None:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
                found.append(answer.read().decode())

        asking = [threading.Thread(target=ask) for _ in range(3)]
        for one in asking:
            one.start()
        for one in asking:
            one.join(timeout=60)
            assert not one.is_alive()
    assert len(found) == 3
    assert families(found[0])["tidewaiter_ledger_entries"].samples[0].value > 0
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", port), timeout=5):
        pass


@pytest.mark.parametrize(
    "address", ["0.0.0.0:9464", "192.168.1.4:9464", "example.org:9464", "9464", "127.0.0.1:x", "[::]:1", "localhost:1"]
)
def test_no_other_address_is_served(address: str) -> None:
    with pytest.raises(WrongUse, match="loopback"):
        loopback(address)


@pytest.mark.parametrize(("address", "known"), [("127.0.0.1:9464", ("127.0.0.1", 9464)), ("[::1]:0", ("::1", 0))])
def test_loopback_addresses(address: str, known: tuple[str, int]) -> None:
    assert loopback(address) == known


def test_up_refuses_to_serve_figures_elsewhere(command: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDEWAITER_SCHEDULE_FIGURES", "0.0.0.0:9464")
    said = command("up", "--home", str(home))
    assert said.status == 2
    assert "loopback" in said.err
