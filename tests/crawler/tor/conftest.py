"""What the tests of the transport share."""

import pytest

from crawler.guard import closed
from tests.crawler.tor.site import Site

GATE, PATIENCE = "crawler.guard.gate.Gate", "crawler.tor.patience.TorPatience"


@pytest.fixture
def site(tmp_path):
    with Site(tmp_path) as serving:
        yield serving


@pytest.fixture
def settings():
    """Closed settings for a SOCKS socket, without the gate, which has tests of its own."""

    def make(socks, **more):
        plain = closed(f"unix:{socks}") | {"RUN": "run", **more}
        return plain | {"DOWNLOADER_MIDDLEWARES": plain["DOWNLOADER_MIDDLEWARES"] | {GATE: None}}

    return make
