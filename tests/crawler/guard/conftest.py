"""What the tests of the guard share."""

from datetime import datetime, timedelta, timezone

import pytest

from crawler.guard import closed
from crawler.guard.authority import write
from tests.crawler.tor.relay import Relay
from tests.crawler.tor.site import Site
from tidewaiter.model.authority import Authority

ONION = "a" * 56 + ".onion"
NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)


@pytest.fixture
def authority():
    """An approved, unexpired authority for the source "lanternfish" and the addresses given."""

    def make(*addresses, **more):
        return Authority(
            **{
                "id": "A-1", "legal_basis": "test", "asked_by": "anna", "approved_by": "ben",
                "sources": ("lanternfish",), "addresses": addresses or (ONION,), "asked_at": NOW, "approved_at": NOW,
                "expires_at": NOW + timedelta(days=3650),
            }
            | more
        )  # fmt: skip

    return make


@pytest.fixture
def site(tmp_path):
    with Site(tmp_path) as serving:
        yield serving


@pytest.fixture
def relay(tmp_path, site):
    """Stands in for tor where no onion is needed: leads every onion name to the site, refuses every other."""
    with Relay(tmp_path, site.http) as serving:
        yield serving


@pytest.fixture
def whole(tmp_path, authority):
    """All of the closed settings, the gate with an authority for these hosts."""

    def make(socks, *addresses):
        path = tmp_path / "authority.json"
        write(path, [authority(*addresses)])
        return closed(f"unix:{socks}") | {"RUN": "run", "SOURCE": "lanternfish", "AUTHORITY": str(path)}

    return make
