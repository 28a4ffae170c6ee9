"""One node for all tests that do it no harm, one with TLS and keys; both start when first asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.elastic import servers
from tests.search.elastic.servers import Real
from tidewaiter.search.elastic import ElasticIndex, Server


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def node(run_folder: Path) -> Iterator[Server]:
    """A single node: the given one, left as it was, or ours without security."""
    given = servers.given()
    yield given or servers.shared(run_folder, "elasticsearch").server
    if given is not None:
        servers.clear(given)


@pytest.fixture(scope="session")
def secured(run_folder: Path) -> Real:
    return servers.shared(run_folder, "elasticsearch-secured", "--secured")


@pytest.fixture
def index(node: Server) -> Iterator[ElasticIndex]:
    """A new and empty index."""
    made = servers.fresh(node)
    yield made
    made.close()
