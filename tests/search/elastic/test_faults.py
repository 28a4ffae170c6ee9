"""Nothing is lost, doubled or stale when servers stop, are killed, hang or refuse while the outbox is told to them.

The short forms run with script/test, the long ones (20,000 records, more faults) with script/test --full.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from tests.search.elastic.servers import Real, fresh, start
from tests.search.elastic.stocked import Stocked, until
from tidewaiter.model.errors import StoreFailed
from tidewaiter.search import Question
from tidewaiter.search.elastic import ElasticIndex
from tidewaiter.store.database import letters, rates
from tidewaiter.store.database.rates import Rate
from tidewaiter.store.database.tables import rate

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.slow,
    pytest.mark.xdist_group("elasticsearch-faults"),
    pytest.mark.timeout(1_500),  # each start of a server may take as long as script/elasticsearch lets it
]
ROOT = Path(__file__).parents[3]
LONG = pytest.mark.full


@pytest.fixture(scope="module")
def alone() -> Iterator[Real]:
    made = start()
    yield made
    made.stop()


@pytest.fixture
def cluster() -> Iterator[Real]:
    made = start("--nodes", "3", "--heap", "400m")
    yield made
    made.stop()


@pytest.fixture
def administrator(alone: Real) -> Iterator[Elasticsearch]:
    with Elasticsearch(alone.how["urls"], request_timeout=60) as made:
        yield made


@pytest.fixture
def stocked(tmp_path: Path) -> Iterator[Stocked]:
    made = Stocked(tmp_path)
    yield made
    made.database.close()


def patient(real: Real, seconds: float = 10.0, **more: int) -> ElasticIndex:
    return fresh(replace(real.server, patience=seconds, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("records", "faults"), [(3_000, (True, False)), pytest.param(20_000, (True, False, True, True, False), marks=LONG)]
)
def test_stopped_killed_and_restarted_while_the_outbox_drains(
    alone: Real, stocked: Stocked, records: int, faults: tuple[bool, ...]
) -> None:
    index, chance = patient(alone), random.Random(5)
    stocked.add(records // 2)
    with stocked.draining(index, limit=400) as refused:
        for number, kill in enumerate(faults):
            time.sleep(chance.uniform(0.1, 1.0))
            alone.stop(1, kill=kill)
            stocked.change(records // 2, 300, chance)  # crawling goes on
            stocked.add(records // 2 + (number + 1) * records // 2 // len(faults))
            with pytest.raises(StoreFailed, match="down or out of reach"):
                ElasticIndex(index._server).search(Question())
            alone.restart(1)
    assert refused
    assert not stocked.dead()
    found = stocked.check(index)
    assert (found.records, found.sound) == (records, True), found
    assert index.count() == records


def test_a_server_that_hangs_is_slow_and_takes_all_afterwards(alone: Real, stocked: Stocked) -> None:
    index = patient(alone, 2.0)
    stocked.add(1_000)
    os.killpg(alone.pid(1), signal.SIGSTOP)
    try:
        for act in (lambda: index.search(Question()), lambda: stocked.drain(index)):
            with pytest.raises(StoreFailed, match="slow") as told:
                act()
            assert "outbox" in told.value.todo
    finally:
        os.killpg(alone.pid(1), signal.SIGCONT)
    with stocked.draining(patient_again := ElasticIndex(replace(index._server, patience=30.0)), limit=120):
        pass
    assert stocked.check(patient_again).sound
    assert patient_again.count() == 1_000


def test_busy_servers_are_asked_again(alone: Real, stocked: Stocked, administrator: Elasticsearch) -> None:
    """A real 429: the breaker for requests in flight is set below the size of a batch, and lifted a little later."""
    index = patient(alone, 30.0)
    stocked.add(400)
    limit = "network.breaker.inflight_requests.limit"
    administrator.cluster.put_settings(transient={limit: "20kb"})
    lifted = threading.Timer(2.0, lambda: administrator.cluster.put_settings(transient={limit: None}))
    lifted.start()
    assert stocked.drain(index) == 400
    lifted.join(timeout=60)
    assert stocked.check(index).sound


def test_one_too_busy_for_long_is_named_and_what_waits_follows(
    alone: Real, stocked: Stocked, administrator: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tidewaiter.search.elastic.writing._TRIES", 1)
    index = patient(alone, 30.0)
    stocked.add(400)
    limit = "network.breaker.inflight_requests.limit"
    administrator.cluster.put_settings(transient={limit: "20kb"})
    try:
        with pytest.raises(StoreFailed, match="too much to do or too little memory"):
            stocked.drain(index)
    finally:
        administrator.cluster.put_settings(transient={limit: None})
    assert stocked.waiting() == 400
    assert stocked.drain(index) == 400
    assert stocked.check(index).sound


def test_a_record_that_is_refused_is_listed_and_replayed_when_its_cause_is_gone(alone: Real, stocked: Stocked) -> None:
    """The operator imports a rate by which amounts are no numbers any more, and then the right one."""
    index = patient(alone, 30.0)
    stocked.add(300)
    day = datetime(2020, 1, 1, tzinfo=timezone.utc)
    with stocked.database.write() as rows:
        priced = rates.add(rows, [Rate(day, "BTC", Decimal(10) ** 320, "wrong.csv")])
    assert stocked.drain(index) == 300
    dead = stocked.dead()
    assert {one.record for one in dead} == set(priced)
    assert all("finite" in one.reason or "parse" in one.reason for one in dead)
    assert stocked.check(index).sound, "what is listed is not missing"
    assert index.count() == 300 - len(dead) > 0
    with stocked.database.write() as rows:
        rows.execute(rate.delete())
        rates.add(rows, [Rate(day, "BTC", Decimal(64_000), "right.csv")])
        letters.replay(rows)
    assert stocked.drain(index) == len(dead)
    assert not stocked.dead()
    assert stocked.check(index).sound
    assert index.count() == 300


def test_a_full_disk_is_named_and_what_waits_follows_when_there_is_room(
    alone: Real, stocked: Stocked, administrator: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server itself finds its disk fuller than it may be: the last limit is set below what is used of it."""
    monkeypatch.setattr("tidewaiter.search.elastic.writing._TRIES", 1)
    index = patient(alone, 30.0)
    stocked.add(300)
    stocked.drain(index)
    disk, marks = "cluster.routing.allocation.disk", {"low": "0.1%", "high": "0.2%", "flood_stage": "0.3%"}
    limits: dict[str, object] = {f"{disk}.watermark.{name}": mark for name, mark in marks.items()}
    limits |= {f"{disk}.threshold_enabled": True, "cluster.info.update.interval": "10s"}
    administrator.cluster.put_settings(persistent=limits)
    try:
        until(lambda: blocked(administrator, index), 90, "the server did not notice")
        stocked.change(300, 100, random.Random(1))
        with pytest.raises(StoreFailed, match="is full: its disk passed the last limit"):
            stocked.drain(index)
        assert index.search(Question()).total == 300, "searching goes on"
        assert stocked.waiting() == 100
    finally:
        administrator.cluster.put_settings(persistent=limits | {f"{disk}.watermark.{name}": None for name in marks})
    until(lambda: not blocked(administrator, index), 90, "the server did not lift its block")
    administrator.cluster.put_settings(persistent=dict.fromkeys(limits))
    assert stocked.drain(index) == 100
    assert stocked.check(index).sound


def blocked(administrator: Elasticsearch, index: ElasticIndex) -> bool:
    told = administrator.indices.get_settings(index=index._server.alias, flat_settings=True)
    return any(one["settings"].get("index.blocks.read_only_allow_delete") == "true" for one in told.values())


REBUILDER = """
import json, sys
from pathlib import Path
from pipelines.upkeep import rebuild
from tidewaiter.search.elastic import ElasticIndex, Server
from tidewaiter.store.database import Database
def told(count):
    print(count, flush=True)
    sys.stdin.read()
address, urls, name = sys.argv[1:]
rebuild(Database.open(address), ElasticIndex(Server(tuple(json.loads(urls)), name=name)), owner="drainer", told=told)
"""


def test_a_rebuild_killed_half_way_changes_nothing_and_the_next_one_clears_it_away(
    alone: Real, stocked: Stocked, administrator: Elasticsearch
) -> None:
    index = patient(alone, 30.0)
    stocked.add(1_500)
    stocked.drain(index)
    address = str(stocked.database.address)
    words = [sys.executable, "-c", REBUILDER, address, json.dumps(alone.how["urls"]), index._server.name]
    child = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"500"
    finally:
        child.kill()
        child.communicate(timeout=60)
    ours = f"{index._server.alias}-*"
    assert len(administrator.indices.get(index=ours)) == 2, "the half-filled one lies beside the one that is searched"
    stocked.change(1_500, 200, random.Random(2))
    assert stocked.drain(index) == 200
    found = stocked.check(index)
    assert (found.records, found.sound) == (1_500, True)
    assert stocked.rebuild(index) == 1_500
    stocked.drain(index)
    assert stocked.check(index).sound
    assert len(administrator.indices.get(index=ours)) == 2, "the one before stays until the next rebuild"
    assert index.count() == 1_500


@pytest.mark.parametrize(("records", "deaths"), [(4_000, 1), pytest.param(20_000, 3, marks=LONG)])
def test_a_node_of_three_is_killed_while_indexing_and_searching_go_on(
    cluster: Real, stocked: Stocked, records: int, deaths: int
) -> None:
    index = patient(cluster, 10.0, replicas=1)
    with Elasticsearch(cluster.how["urls"], request_timeout=60) as administrator:
        reader = Reading(ElasticIndex(index._server), stocked)
        for round_ in range(deaths):
            until(lambda: health(administrator) == "green", 120, "the copies are not complete")
            dying = primary(administrator, index)
            stocked.add(records // 2 + round_ * records // 2 // deaths)
            with stocked.draining(index, limit=300), reader:
                time.sleep(0.5)
                cluster.stop(dying, kill=True)
                stocked.add(records // 2 + (round_ + 1) * records // 2 // deaths)
            # All of that with two nodes.
            found = stocked.check(index)
            assert found.sound, found
            assert index.count() == found.records
            cluster.restart(dying)
        until(lambda: health(administrator) == "green", 120, "the copies are not complete")
    assert reader.answers, "nobody was answered"
    assert not reader.short, "what was found once stays found"
    assert stocked.check(index).sound
    assert index.count() == records


class Reading:
    """Searches in a thread of its own. `short` are the totals below what the index had taken before the question."""

    def __init__(self, index: ElasticIndex, stocked: Stocked) -> None:
        self._index, self._stocked = index, stocked
        self.answers, self._stop = 0, threading.Event()
        self.short: list[tuple[int, int]] = []
        self.refused: list[str] = []

    def asking(self) -> Reading:
        return self

    def __enter__(self) -> None:
        self._stop.clear()
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(timeout=60)
        assert not self._thread.is_alive(), "a search hangs"

    def _ask(self) -> None:
        while not self._stop.wait(0.1):
            taken = self._stocked.taken()
            try:
                total = self._index.search(Question()).total
            except StoreFailed as fault:
                self.refused.append(fault.what)
                continue
            self.answers += 1
            if total < taken:
                self.short.append((taken, total))


def health(administrator: Elasticsearch) -> str:
    return str(administrator.cluster.health()["status"])


def primary(administrator: Elasticsearch, index: ElasticIndex) -> int:
    """The number of the node that writes: its death is the worst."""
    (shard,) = [
        one for one in administrator.cat.shards(index=index._server.alias, format="json") if one["prirep"] == "p"
    ]
    return int(str(shard["node"]).removeprefix("node"))
