"""Each private name of Scrapy and Twisted that the crawl rests on: a newer release that moves one fails here, by name."""

import inspect

import pytest
import scrapy.downloadermiddlewares.cookies as cookies
from scrapy.core.downloader.handlers import http11
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.test import get_crawler
from twisted.web.client import URI, Agent

from crawler.tor.handler import _IsolatedAgent, _ThroughTor
from crawler.tor.socks import SocksSocket


@pytest.fixture
def handler(monkeypatch):
    from twisted.internet import reactor  # noqa: F401 - the handler makes its pool on the installed reactor

    return http11.HTTP11DownloadHandler.from_crawler(get_crawler(settings_dict={"TELNETCONSOLE_ENABLED": False}))


@pytest.mark.parametrize(
    "name",
    ["_pool", "_contextFactory", "_crawler", "_default_maxsize", "_default_warnsize", "_fail_on_dataloss",
     "_tls_verbose_logging"],
)  # fmt: skip
def test_the_handler_of_scrapy_has(handler, name):
    assert hasattr(handler, name)


def test_the_pool_counts_idle_connections_by_host(handler):
    assert handler._pool.maxPersistentPerHost == 8


def test_the_agent_of_scrapy_is_made_in_one_place():
    assert list(inspect.signature(http11._ScrapyAgent._get_agent).parameters) == ["self", "request", "timeout"]
    assert "self._get_agent(" in inspect.getsource(http11._ScrapyAgent.download_request)
    taken = set(inspect.signature(http11._ScrapyAgent).parameters)
    assert {
        "contextFactory",
        "pool",
        "maxsize",
        "warnsize",
        "fail_on_dataloss",
        "crawler",
        "tls_verbose_logging",
    } <= taken


def test_twisted_exceptions_become_scrapys():
    from scrapy.exceptions import DownloadTimeoutError
    from twisted.internet.error import TimeoutError as TwistedTimeout

    with pytest.raises(DownloadTimeoutError), wrap_twisted_exceptions():
        raise TwistedTimeout


def test_the_key_of_twisteds_pool_is_the_first_argument():
    assert list(inspect.signature(Agent._requestWithEndpoint).parameters)[:2] == ["self", "key"]


def test_two_tokens_never_share_a_pooled_connection():
    keys = []

    class Pool:
        def getConnection(self, key, endpoint):
            keys.append(key)
            from twisted.internet.defer import Deferred

            return Deferred()

    from twisted.internet import reactor

    for token in ("one", "two", "one"):
        through = _ThroughTor(SocksSocket(path="/nowhere"), token, timeout=1, tls=None, reactor=reactor)
        _IsolatedAgent.usingEndpointFactory(reactor, through, pool=Pool()).request(b"GET", b"http://a.onion/")
    assert keys[0] == keys[2] != keys[1]
    assert URI.fromBytes(b"http://a.onion/").host in keys[0]


def test_the_cookie_middleware_asks_one_name_about_domains(monkeypatch):
    asked = []
    monkeypatch.setattr(cookies, "_split_domain", lambda domain: asked.append(domain) or cookies.TLDExtract)
    with pytest.raises(AttributeError):
        cookies._is_public_domain("example.co.uk")
    assert asked == ["example.co.uk"]
