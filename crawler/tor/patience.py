"""Downloader middleware that waits while tor is down, instead of failing the site's pages.

It stands at 560, nearer the handler than Scrapy's retry (550), so that it sees a failure first and no retry is spent.
Settings: TOR_READY (path of the marker that `TorProcess` keeps while it can serve), TOR_PATIENCE (seconds, 120).
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, NotConfigured, ResponseDataLossError
from scrapy.http import Response

from crawler.tor.reasons import Retry, TorUnavailableError, cause_of

_LOOK = 0.2  # seconds between looks at the marker
_NOTICED = 1.6  # seconds in which the supervisor notices that its tor has died: it looks every 0.2 s, later where busy
_LIFE = "tor_life"
_PERHAPS_TORS_FAULT = (DownloadFailedError, DownloadTimeoutError, ResponseDataLossError)


class TorPatience:
    """After TOR_PATIENCE seconds without tor the spider is closed as "tor-down", never as finished.

    A clearnet address that reached tor closes it as "refused-by-tor": the layers before tor have failed.
    """

    def __init__(self, crawler: Crawler) -> None:
        marker = crawler.settings.get("TOR_READY")
        if not marker:
            raise NotConfigured("TOR_READY is not set")
        self._crawler, self._marker = crawler, Path(marker)
        self._limit = crawler.settings.getfloat("TOR_PATIENCE", 120.0)
        self._down_since: float | None = None
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        await self._until_ready()
        request.meta[_LIFE] = self._life()

    def process_response(self, request: Request, response: Response) -> Response:
        self._down_since = None
        return response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        cause = cause_of(exception)
        if cause is not None and cause.retry is Retry.STOP:
            self._close("refused-by-tor")
        if self._closing is not None and isinstance(exception, TorUnavailableError):
            request.meta["dont_retry"] = True  # it would be queued once more, and dropped unheard as the spider closes
        if self._closing is not None or not await self._is_tors_fault(request, exception):
            return None
        self._count(f"tor/down/{type(exception).__name__}")
        self._down_since = self._down_since or time.monotonic()
        await self._until_ready()
        return request.replace(dont_filter=True)

    async def _is_tors_fault(self, request: Request, exception: Exception) -> bool:
        """Only tor not answering, or a failure in whose time tor died; everything else is the site's doing."""
        if not isinstance(exception, _PERHAPS_TORS_FAULT):
            return False
        if isinstance(exception, TorUnavailableError):
            await asyncio.sleep(_LOOK)
            return True
        until = time.monotonic() + _NOTICED
        while time.monotonic() < until:
            await asyncio.sleep(_LOOK)
            if self._life() != request.meta.get(_LIFE):
                return True
        self._down_since = None
        return False

    async def _until_ready(self) -> None:
        """Return while tor serves; raise TorUnavailableError once the patience has run out."""
        waited = False
        while self._closing is not None or self._out_of_patience() or self._life() is None:
            if self._closing is not None:
                raise TorUnavailableError("tor stayed down; the run is ending")
            waited = True
            self._down_since = self._down_since or time.monotonic()
            if self._out_of_patience():
                self._close("tor-down")
                continue
            await asyncio.sleep(_LOOK)
        if waited:
            self._count("tor/waited")

    def _out_of_patience(self) -> bool:
        return self._down_since is not None and time.monotonic() - self._down_since > self._limit

    def _life(self) -> str | None:
        """Which start of tor serves now; None while none does."""
        try:
            return self._marker.read_text(encoding="ascii")
        except FileNotFoundError:
            return None

    def _close(self, reason: str) -> None:
        """Close the spider beside this request: closing waits for requests in flight, of which this is one."""
        if self._closing is None and self._crawler.engine is not None:
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=reason))

    def _count(self, name: str) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(name)
