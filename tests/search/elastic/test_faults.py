"""Nothing is lost or doubled when servers stop, are killed, or refuse while records are put and searched."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from tests.search.corpus import generated
from tests.search.elastic.servers import Real, fresh, held, start
from tidewaiter.model.errors import StoreFailed
from tidewaiter.search import Entry, Index, Question
from tidewaiter.search.elastic import ElasticIndex

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.slow,
    pytest.mark.full,
    pytest.mark.xdist_group("elasticsearch-faults"),
]
BATCH = 500


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


def drained(index: Index, entries: Sequence[Entry]) -> int:
    """As the outbox is drained: a batch is done when it was put and committed, else it is put again. Counts the refusals."""
    faults, at, until = 0, 0, time.monotonic() + 240
    while at < len(entries):
        try:
            assert not index.put(entries[at : at + BATCH])
            index.commit()
            at += BATCH
        except StoreFailed:
            faults += 1
            assert time.monotonic() < until, "the server did not come back"
            time.sleep(0.2)
    return faults


def test_stopped_killed_and_restarted_while_the_outbox_drains(alone: Real) -> None:
    entries = generated(20_000)
    index = fresh(replace(alone.server, patience=5.0))
    faults: list[int] = []
    draining = threading.Thread(target=lambda: faults.append(drained(index, entries)))
    draining.start()
    chance = random.Random(5)
    for kill in (True, False, True):
        time.sleep(chance.uniform(0.3, 1.5))
        alone.stop(1, kill=kill)
        with pytest.raises(StoreFailed):
            ElasticIndex(index._server).search(Question())
        alone.restart(1)
    draining.join()
    assert faults
    assert held(index) == {one.id: one.revision for one in entries}
    assert index.count() == len(entries)


def test_busy_servers_are_asked_again(alone: Real) -> None:
    """A real 429: the breaker for requests in flight is set below the size of a batch, and lifted a little later."""
    index = fresh(alone.server)
    limit = "network.breaker.inflight_requests.limit"
    with Elasticsearch(alone.how["urls"]) as administrator:
        administrator.cluster.put_settings(transient={limit: "20kb"})
        lifted = threading.Timer(2.0, lambda: administrator.cluster.put_settings(transient={limit: None}))
        lifted.start()
        assert not index.put(generated(400))
        lifted.join()
    index.commit()
    assert index.count() == 400


def test_a_node_of_three_is_killed_while_indexing_and_searching_go_on(cluster: Real) -> None:
    entries = generated(8_000)
    index = fresh(replace(cluster.server, replicas=1, patience=10.0))
    draining = threading.Thread(target=drained, args=(index, entries))
    draining.start()
    reader, totals, refused = ElasticIndex(index._server), [], 0
    time.sleep(1)
    cluster.stop(2, kill=True)
    while draining.is_alive():
        try:
            totals.append(reader.search(Question()).total)
        except StoreFailed:
            refused += 1
        time.sleep(0.2)
    draining.join()
    assert totals
    assert totals == sorted(totals), "what was found stays found"
    assert held(index) == {one.id: one.revision for one in entries}
