"""Downloader middleware 999, the last before the handler: whatever made a request (the spider, a redirect, a meta
refresh, robots.txt, a cookie) passes here, or it does not happen.

Settings: SOURCE (the slug the authority must name), AUTHORITY (path of the run's authorities, written by
`crawler.guard.authority`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.guard.authority import AuthorityFile
from tidewaiter.model.authority import refusal
from tidewaiter.model.errors import TidewaiterError, WrongUse

# A v3 onion, alone or below sub-domains. Whether its check sum is right, tor says (0xF6).
_V3_ONION = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z2-7]{56}\.onion")


class Refused(IgnoreRequest):
    """The gate let a request not pass; `reason` says why, in words for the record."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def unfit(method: str, url: str, body: bytes) -> str:
    """Why a request can never be allowed in a crawl of onions, whatever the authority says; "" where it can."""
    if method != "GET":
        return f"method {method}: only GET is allowed"
    if body:
        return "a GET with a body"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"not an address: {error}"
    if parts.scheme not in ("http", "https"):
        return f"scheme {parts.scheme}: only http and https are allowed"
    if not _V3_ONION.fullmatch(host):
        return f"not a v3 onion: {host}"
    if "@" in parts.netloc:
        return "a user name in the address"
    return ""


class Gate:
    """Raises Refused unless the request is a GET of a v3 onion inside the source's authority, asked at this moment."""

    def __init__(
        self, source: str, authority: Path, *, clock: Callable[[], datetime], count: Callable[[str], None]
    ) -> None:
        self._source, self._authority = source, AuthorityFile(authority)
        self._clock, self._count = clock, count

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        source, authority = crawler.settings.get("SOURCE"), crawler.settings.get("AUTHORITY")
        if not source or not authority:
            raise WrongUse("the gate needs the settings SOURCE and AUTHORITY", todo="a crawl without them is refused")
        stats = crawler.stats

        def count(name: str) -> None:
            if stats is not None:
                stats.inc_value(name)

        return cls(source, Path(authority), clock=lambda: datetime.now(timezone.utc), count=count)

    def process_request(self, request: Request) -> None:
        # A proxy named by a page or a middleware would be asked instead of the site.
        request.meta.pop("proxy", None)
        reason = unfit(request.method, request.url, request.body) or self._without_authority(request.url)
        if reason:
            self._count("gate/refused")
            raise Refused(reason)

    def _without_authority(self, url: str) -> str:
        try:
            authorities = self._authority.now()
        except (OSError, TidewaiterError) as error:
            return f"the authority cannot be read: {error}"
        return refusal(authorities, self._source, url, self._clock())
