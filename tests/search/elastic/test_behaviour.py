"""Elasticsearch does what every index does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.search.behaviour import *  # noqa: F403
from tests.search.elastic.servers import fresh
from tidewaiter.search.elastic import ElasticIndex, Server

pytestmark = pytest.mark.elasticsearch


@pytest.fixture(scope="module")
def factory(node: Server) -> Callable[[], ElasticIndex]:
    return lambda: fresh(node)
