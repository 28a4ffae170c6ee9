"""Scrapy's question whether two requests are the same page, answered as the frontier answers it."""

from __future__ import annotations

from collections.abc import Sequence

from scrapy import Request
from scrapy.crawler import Crawler

from tidewaiter.model.ids import digest
from tidewaiter.store.spool import locate


class Fingerprint:
    """By path and query, not by host: a page behind three mirrors is one page."""

    def __init__(self, mirrors: Sequence[str]) -> None:
        self._mirrors = mirrors

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Fingerprint:
        return cls(crawler.settings.getlist("MIRRORS"))

    def fingerprint(self, request: Request) -> bytes:
        place = locate(request.url, self._mirrors)
        return bytes.fromhex(place.fingerprint if place else digest("outside", request.method, request.url))
