"""TLS and keys on a real server: what is trusted, what a key may do, and what is said when it may not."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from tests.search.corpus import FEW
from tests.search.elastic.servers import Real
from tidewaiter.model.errors import StoreFailed
from tidewaiter.search import Question
from tidewaiter.search.elastic import ElasticIndex, Server, key_request
from tidewaiter.search.question import parse

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def keyed(secured: Real) -> Callable[..., Server]:
    """A server with a key made by its administrator, of exactly the rights that we print."""
    how, plain = secured.how, secured.server
    administrator = Elasticsearch(how["urls"], ca_certs=how["ca"], basic_auth=(how["user"], how["password"]))

    def made(*, writes: bool = True) -> Server:
        key = administrator.security.create_api_key(**key_request(plain, writes=writes))["encoded"]
        return replace(plain, key=str(key))

    return made


def test_a_writers_key_does_all_that_an_index_does(keyed: Callable[..., Server]) -> None:
    index = ElasticIndex(keyed())
    assert not index.put(FEW)
    index.delete(["bb"])
    index.commit()
    fresh = index.beside()
    assert not fresh.put(FEW)
    index.adopt(fresh)
    assert index.count() == len(FEW)
    assert index.search(Question(parse("mdma"), limit=1)).next
    assert index.near("cocane")
    index.close()


def test_a_readers_key_searches_and_no_more(keyed: Callable[..., Server]) -> None:
    writer = ElasticIndex(keyed())
    writer.put(FEW)
    writer.commit()
    reader = ElasticIndex(keyed(writes=False))
    assert reader.search(Question(parse("mdma"))).total == 2
    assert len(reader.held()) == len(FEW)
    for act in (lambda: reader.put(FEW), lambda: reader.delete(["a"]), reader.beside):
        with pytest.raises(StoreFailed, match="the key may not do this"):
            act()
    assert writer.count() == len(FEW)


def test_a_key_reaches_no_other_index(keyed: Callable[..., Server]) -> None:
    elsewhere = ElasticIndex(replace(keyed(), name="payroll"))
    with pytest.raises(StoreFailed, match="the key may not do this") as told:
        elsewhere.ensure()
    assert "tidewaiter index role" in told.value.todo


@pytest.mark.parametrize("key", ["", "AAAA", "bm9ib2R5OmhlcmU="])
def test_a_bad_key_is_named_and_not_shown(secured: Real, key: str) -> None:
    with pytest.raises(StoreFailed, match="does not accept the key") as told:
        ElasticIndex(replace(secured.server, key=key)).count()
    assert not key or key not in str(told.value)
    assert not key or key not in repr(replace(secured.server, key=key))


def fingerprint(pem: Path) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.read_text())).hexdigest()


def test_a_fingerprint_is_trusted_in_place_of_a_ca(secured: Real, keyed: Callable[..., Server]) -> None:
    right = fingerprint(secured.folder / "node1" / "config" / "node.pem")
    index = ElasticIndex(
        replace(keyed(), ca=None, fingerprint=":".join(right[i : i + 2] for i in range(0, 64, 2)).upper())
    )
    index.ensure()
    assert index.count() == 0


def test_what_is_not_proven_is_not_spoken_to(secured: Real, tmp_path: Path) -> None:
    plain = secured.server
    other = tmp_path / "other.pem"
    other.write_text(ssl.get_server_certificate(("127.0.0.1", int(plain.urls[0].rpartition(":")[2]))))
    cases = [
        (replace(plain, ca=None), "certificate does not verify"),
        (replace(plain, ca=None, fingerprint="0" * 64), "another fingerprint"),
        (replace(plain, urls=(plain.urls[0].replace("127.0.0.1", "127.0.0.2"),)), "another host|out of reach"),
        (Server((plain.urls[0].replace("https", "http"),)), "out of reach"),
    ]
    for server, says in cases:
        with pytest.raises(StoreFailed, match=says):
            ElasticIndex(server).count()
