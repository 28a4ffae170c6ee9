"""Scrapy's own HTTP/1.1 download handler, whose every connection goes through tor's SOCKS socket.

It has no way to a direct connection: its agent knows no other endpoint. Settings: TOR_SOCKS (`unix:PATH`), RUN.
`request.meta`: `mirror` (the profile's origin; else the request's own), `identity` (a session's name, or "").
After a response over TLS `meta["certificate"]` is the SHA-256 of the server's certificate, in hex.

It rests on private names of Scrapy 2.19 and Twisted, each asserted by a test.
"""

# ruff: noqa: N802, N815 - the names that Twisted and Scrapy call

from __future__ import annotations

import hashlib
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _ScrapyAgent
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.endpoints import wrapClientTLS
from twisted.internet.error import ConnectionClosed
from twisted.web.client import URI, Agent
from twisted.web.iweb import IAgentEndpointFactory
from zope.interface import implementer

from crawler.tor.isolation import isolation_token
from crawler.tor.reasons import TorConnectError, TorUnavailableError
from crawler.tor.socks import Destination, SocksSocket, TorEndpoint
from tidewaiter.model.authority import origin
from tidewaiter.model.errors import WrongUse


@implementer(IAgentEndpointFactory)
class _ThroughTor:
    """The one endpoint factory the agent has."""

    _bindAddress = None  # read by Scrapy's agents

    def __init__(self, socks: SocksSocket, token: str, *, timeout: float, tls: Any, reactor: Any) -> None:
        self.token = token.encode("ascii")
        self._socks = socks.endpoint(reactor, timeout)
        self._tls = tls

    def endpointForURI(self, uri: URI) -> Any:
        # tor takes an upper-case address, but ids and tokens must not differ by case.
        endpoint: Any = TorEndpoint(self._socks, Destination(uri.host.lower(), uri.port, self.token))
        if uri.scheme == b"https":
            return wrapClientTLS(self._tls.creatorForNetloc(uri.host.lower(), uri.port), endpoint)
        return endpoint


class _IsolatedAgent(Agent):
    """Twisted pools connections by scheme, host and port: without the token two identities would share one."""

    def _requestWithEndpoint(self, key: tuple[Any, ...], *rest: Any, **named: Any) -> Any:
        return super()._requestWithEndpoint((*key, self._endpointFactory.token), *rest, **named)


class _TorAgent(_ScrapyAgent):
    def __init__(self, *, socks: SocksSocket, token: str, **scrapy: Any) -> None:
        super().__init__(**scrapy)
        self._socks, self._token = socks, token

    def _get_agent(self, request: Request, timeout: float) -> Any:
        from twisted.internet import reactor  # Scrapy installs it late

        through = _ThroughTor(self._socks, self._token, timeout=timeout, tls=self._contextFactory, reactor=reactor)
        return _IsolatedAgent.usingEndpointFactory(reactor, through, pool=self._pool)  # type: ignore[no-untyped-call]


class TorHandler(HTTP11DownloadHandler):
    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._socks = SocksSocket.parse(settings.get("TOR_SOCKS") or "")
        self._run = settings.get("RUN") or ""
        if not self._run:
            raise WrongUse("the setting RUN is missing", todo="name the run: it isolates its circuits from all others")
        # Scrapy keeps CONCURRENT_REQUESTS_PER_DOMAIN idle connections and opens one more before the last is back in
        # the pool, so every tenth page paid for a new stream: 198 connections for 2,000 pages, 17 with twice as many.
        self._pool.maxPersistentPerHost = 2 * max(1, settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))

    def token(self, request: Request) -> str:
        """The isolation token this request travels under."""
        mirror = request.meta.get("mirror") or origin(request.url)
        return isolation_token(self._run, mirror, str(request.meta.get("identity") or ""))

    async def download_request(self, request: Request) -> Response:
        agent = _TorAgent(
            socks=self._socks,
            token=self.token(request),
            contextFactory=self._contextFactory,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        response = await self._plainly(agent, request)
        shown = response.certificate
        # Set without TLS too: a redirect carries the meta of the request before it.
        request.meta["certificate"] = hashlib.sha256(shown.dump()).hexdigest() if shown is not None else ""
        return response

    async def _plainly(self, agent: _TorAgent, request: Request) -> Response:
        """Scrapy's exceptions, each saying what happened; those of data loss and of size come empty."""
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(request))
        except ResponseDataLossError as failure:
            raise ResponseDataLossError(f"{request.url}: the answer ended before its promised end") from failure
        except DownloadCancelledError as failure:
            limit = request.meta.get("download_maxsize", self._default_maxsize)
            raise DownloadCancelledError(f"{request.url}: the answer is larger than {limit} bytes") from failure
        except (TorConnectError, TorUnavailableError):
            raise
        except (DownloadFailedError, ConnectionClosed) as failure:
            raise DownloadFailedError(f"{request.url}: the connection ended without an answer") from failure
