"""What is said when the server is down, slow, full, of another version, or holds another index than ours."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from elasticsearch import Elasticsearch

from tests.search.corpus import FEW
from tests.search.elastic.servers import fresh, held
from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.search import Question
from tidewaiter.search.elastic import ElasticIndex, Server, addresses
from tidewaiter.search.elastic.mapping import MAPPINGS, settings
from tidewaiter.search.question import parse


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://search.example:9200", "without TLS"),
        ("http://10.0.0.5:9200", "without TLS"),
        ("https://elastic:hunter2@search.example:9200", "name or password"),
        ("https://search.example", "no port"),
        ("ftp://search.example:21", "not an address"),
        ("https://search.example:99999", "not an address"),
        ("search.example:9200", "not an address"),
    ],
)
def test_addresses_that_are_refused(url: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says) as told:
        Server((url,))
    assert "hunter2" not in str(told.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9200", "http://localhost:9200", "http://[::1]:9200", "https://search.example:9200"]
)
def test_addresses_that_are_taken(url: str) -> None:
    assert Server((url,)).urls == (url,)


def test_other_settings_that_are_refused() -> None:
    one = Server(addresses("https://a.example:9200/, https://b.example:9200"))
    assert one.urls == ("https://a.example:9200", "https://b.example:9200")
    for wrong in ({"fingerprint": "abc"}, {"name": "../x"}, {"urls": ()}):
        with pytest.raises(WrongUse):
            replace(one, **wrong)  # type: ignore[arg-type]


class _Other(BaseHTTPRequestHandler):
    """An answer that is not our Elasticsearch's."""

    version, product = "7.17.0", "Elasticsearch"

    def do_GET(self) -> None:
        body = json.dumps({"version": {"number": self.version}}).encode()
        self.send_response(200)
        if self.product:
            self.send_header("X-Elastic-Product", self.product)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def other() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Other)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.mark.parametrize(
    ("version", "product", "says"),
    [
        ("7.17.0", "Elasticsearch", "of version 7.17.0"),
        ("8.10.4", "Elasticsearch", "of version 8.10.4"),
        ("10.0.0", "Elasticsearch", "of version 10.0.0"),
        ("8.19.8", "", "not Elasticsearch"),
    ],
)
def test_another_product_or_version(
    other: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch, version: str, product: str, says: str
) -> None:
    monkeypatch.setattr(_Other, "version", version)
    monkeypatch.setattr(_Other, "product", product)
    with pytest.raises(StoreFailed, match=says):
        ElasticIndex(Server((f"http://127.0.0.1:{other.server_port}",))).search(Question())


def test_down_and_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(StoreFailed, match="slow") as slow:
            ElasticIndex(Server((url,), patience=0.3)).search(Question())
    assert "outbox" in slow.value.todo
    with pytest.raises(StoreFailed, match="down or out of reach"):
        ElasticIndex(Server((url,))).search(Question())


@pytest.fixture
def administrator(node: Server) -> Elasticsearch:
    return Elasticsearch(list(node.urls), ca_certs=str(node.ca) if node.ca else None, api_key=node.key or None)


@pytest.mark.elasticsearch
def test_another_mapping_is_named(node: Server, administrator: Elasticsearch) -> None:
    fields = MAPPINGS["properties"] | {"price": {"type": "long"}, "extra": {"type": "keyword"}}
    name = node.alias + "-s1-a1-000001"
    administrator.indices.create(
        index=name, mappings={**MAPPINGS, "properties": fields}, settings=settings(node), aliases={node.alias: {}}
    )
    with pytest.raises(StoreFailed, match=r"properties.price.type is 'long' on the server, 'double' here") as told:
        ElasticIndex(node).ensure()
    assert "properties.extra is on the server only" in told.value.what
    assert "rebuild" in told.value.todo
    index = ElasticIndex(node)
    index.adopt(index.beside())
    assert index.count() == 0


@pytest.mark.elasticsearch
def test_another_analyzer_is_named(index: ElasticIndex, administrator: Elasticsearch) -> None:
    name = next(iter(administrator.indices.get_alias(name=index._server.alias)))
    administrator.indices.close(index=name)
    changed = {"tokenizer": {"tidewaiter-words": {"type": "pattern", "pattern": "[a-z]+", "group": "0"}}}
    administrator.indices.put_settings(index=name, settings={"analysis": changed})
    administrator.indices.open(index=name)
    with pytest.raises(StoreFailed, match=r"analysis.tokenizer.tidewaiter-words.pattern is '\[a-z\]\+'"):
        ElasticIndex(index._server).search(Question(parse("mdma")))


@pytest.mark.elasticsearch
@pytest.mark.parametrize(
    ("block", "says"), [("read_only_allow_delete", "full"), ("read_only", "read-only"), ("write", "read-only|refuses")]
)
def test_a_blocked_index_says_so_and_takes_all_afterwards(
    index: ElasticIndex, administrator: Elasticsearch, block: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tidewaiter.search.elastic.writing._TRIES", 1)
    administrator.indices.put_settings(index=index._server.alias, settings={f"index.blocks.{block}": True})
    with pytest.raises(StoreFailed, match=says):
        index.put(FEW)
    administrator.indices.put_settings(index=index._server.alias, settings={f"index.blocks.{block}": None})
    assert not index.put(FEW)
    index.commit()
    assert held(index) == {one.id: one.revision for one in FEW}


@pytest.mark.elasticsearch
def test_a_record_that_is_never_taken_comes_back_and_the_rest_goes_on(index: ElasticIndex) -> None:
    bad = replace(FEW[0], id="bad", worth=Decimal("1e400"))
    (refusal,) = index.put([FEW[1], bad, FEW[2]])
    index.commit()
    assert (refusal.id, refusal.revision) == ("bad", bad.revision)
    assert "finite" in refusal.reason or "parse" in refusal.reason
    assert set(held(index)) == {FEW[1].id, FEW[2].id}


@pytest.mark.elasticsearch
def test_an_index_taken_away_is_not_made_anew_by_a_put(index: ElasticIndex, administrator: Elasticsearch) -> None:
    name = next(iter(administrator.indices.get_alias(name=index._server.alias)))
    administrator.indices.delete(index=name)
    with pytest.raises(StoreFailed, match="not on the server"):
        index.put(FEW)
    assert not administrator.indices.exists(index=index._server.alias)


@pytest.mark.elasticsearch
def test_a_deleted_record_returns_with_its_next_revision_and_with_no_older_one(node: Server) -> None:
    index = fresh(node)
    index.put([replace(FEW[0], revision=7)])
    for _ in range(3):  # a replay
        index.delete(["a"])
    index.put([replace(FEW[0], revision=7)])
    index.commit()
    assert held(index) == {}
    index.put([replace(FEW[0], revision=8)])
    index.commit()
    assert held(index) == {"a": 8}


@pytest.mark.elasticsearch
def test_pages_by_relevance_lapse_with_a_message(index: ElasticIndex, administrator: Elasticsearch) -> None:
    index.put(FEW)
    index.commit()
    first = index.search(Question(parse("mdma"), limit=1))
    administrator.close_point_in_time(id=_kept(first.next))
    with pytest.raises(WrongUse, match="lapsed"):
        index.search(Question(parse("mdma"), limit=1, after=first.next))


def _kept(token: str) -> str:
    import base64

    return str(json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))[1])
