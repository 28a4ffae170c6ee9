"""Settings and private names that the crawl rests on, each asserted."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from scrapy import Request
from scrapy.core.engine import ExecutionEngine, _Slot
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from crawler.frontier import Fingerprint
from crawler.order import Order
from crawler.preparing import prepare
from crawler.settings import of_run

from .conftest import MIRRORS


@pytest.fixture
def settings(crawl, tmp_path):
    crawl.order(socks=f"unix:{tmp_path}/socks", start=())
    work = prepare(Order.read(crawl.folder), crawl.folder, clock=lambda: datetime.now(timezone.utc))
    every = Settings()
    every.setmodule("crawler.settings", priority="project")
    every.setdict(of_run(work.order, crawl.folder, work.manners), priority="cmdline")
    yield every
    work.spool.close()


def middlewares(settings: Settings) -> dict[str, int]:
    running = settings.get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES")
    return {load_object(name).__name__: place for name, place in running.items() if place is not None}


def test_bytes_are_kept_outside_decompression_and_cookies_and_inside_the_gate(settings):
    places = middlewares(settings)
    assert places["Keep"] == 895
    assert places["HttpCompressionMiddleware"] < places["CookiesMiddleware"] < places["Keep"] < places["Gate"] == 999


def test_no_other_middleware_runs(settings):
    assert set(middlewares(settings)) == {
        "DownloadTimeoutMiddleware", "DefaultHeadersMiddleware", "UserAgentMiddleware", "TorPatience",
        "HttpCompressionMiddleware", "CookiesMiddleware", "Keep", "Gate",
    }  # fmt: skip
    assert not settings.get_component_priority_dict_with_base("SPIDER_MIDDLEWARES")
    extensions = settings.get_component_priority_dict_with_base("EXTENSIONS")
    assert {load_object(name).__name__ for name, place in extensions.items() if place is not None} == {
        "CoreStats", "TextOnly", "Progress",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "HTTPCACHE_ENABLED", "RETRY_ENABLED", "REDIRECT_ENABLED", "METAREFRESH_ENABLED", "ROBOTSTXT_OBEY",
        "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_DEBUG", "REFERER_ENABLED",
    ],
)  # fmt: skip
def test_what_is_off(settings, name):
    assert settings.getbool(name) is False


def test_the_manners_reach_scrapy(settings):
    told = {name: settings[name] for name in ("DOWNLOAD_DELAY", "DOWNLOAD_DELAY_JITTER", "CONCURRENT_REQUESTS")}
    assert told == {"DOWNLOAD_DELAY": 0.0, "DOWNLOAD_DELAY_JITTER": 0.0, "CONCURRENT_REQUESTS": 8}
    assert settings["DOWNLOAD_MAXSIZE"] == 16 << 20
    assert settings["DOWNLOAD_TIMEOUT"] == 10.0


def test_without_a_run_nothing_is_reached():
    """As when somebody calls Scrapy's own command in this folder."""
    every = Settings()
    every.setmodule("crawler.settings", priority="project")
    handlers = every.get_component_priority_dict_with_base("DOWNLOAD_HANDLERS") or every["DOWNLOAD_HANDLERS"]
    assert not [scheme for scheme, handler in handlers.items() if handler]


def test_a_request_has_the_identity_of_its_row(settings):
    fingerprint = Fingerprint(settings.getlist("MIRRORS")).fingerprint
    assert fingerprint(Request(MIRRORS[0] + "/x?b=1&a=2")) == fingerprint(Request(MIRRORS[1] + "/x?a=2&b=1"))
    assert fingerprint(Request(MIRRORS[0] + "/x")) != fingerprint(Request(MIRRORS[0] + "/y"))
    assert fingerprint(Request("https://example.com/x")) != fingerprint(Request("https://example.org/x"))


def test_private_names_of_scrapy_that_the_frontier_rests_on():
    """The engine looks at a scheduler that has nothing due every 5 s only, unless it is asked to."""
    assert ExecutionEngine._SLOT_HEARTBEAT_INTERVAL == 5.0
    assert "nextcall" in _Slot.__init__.__annotations__
