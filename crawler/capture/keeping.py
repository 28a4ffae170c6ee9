"""The downloader middleware that writes each response to the WARC, as it was received."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from crawler.frontier.scheduler import ROW
from crawler.frontier.work import Work
from tidewaiter.model.authority import origin
from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.ids import capture_id
from tidewaiter.store.evidence import Exchange
from tidewaiter.store.spool import Row

CAPTURE = "capture"  # request.meta: the capture of the response at hand
LONGEST_MEDIA_TYPE = 200


class Keep:
    """At 895: outside decompression (590) and cookies (700), so that the body is as sent and the request's head is
    final; inside the cache (900, switched off), whose answers are no captures.

    Redirects and error answers pass here too. A StoreFailed ends the crawl (see the spider), with nothing parsed.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Keep:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        spider: Any = self._crawler.spider
        work: Work = spider.work
        row: Row = request.meta[ROW]
        exchange = _exchange(request, response, work)
        kept = _capture(exchange, row, work.warc.write(exchange))
        work.spool.captured(row.id, kept)
        # Always set anew: meta travels from request to request, and a page must never point to another one's bytes.
        request.meta[CAPTURE] = kept
        return response


def _exchange(request: Request, response: Response, work: Work) -> Exchange:
    order, row = work.order, request.meta[ROW]
    return Exchange(
        url=request.url,
        method=request.method,
        request_headers=_pairs(request.headers),
        status=response.status,
        reason=_phrase(response.status),
        response_headers=_pairs(response.headers),
        body=response.body,
        captured_at=work.clock(),
        source=order.source,
        run=order.run,
        mirror=origin(request.url),
        attempt=row.attempt,
        certificate=request.meta.get("certificate") or "",
        session=bool(work.session),
    )


def _capture(exchange: Exchange, row: Row, members: tuple[Member, Member]) -> Capture:
    response, request = members
    media = next((value for name, value in exchange.response_headers if name.lower() == "content-type"), "")
    payload = exchange.payload_sha256
    return Capture(
        id=capture_id(exchange.run, row.fingerprint, row.attempt, payload),
        run=exchange.run,
        source=exchange.source,
        url=exchange.url,
        mirror=exchange.mirror,
        attempt=row.attempt,
        captured_at=exchange.captured_at,
        method=exchange.method,
        status=exchange.status,
        media_type=media[:LONGEST_MEDIA_TYPE],
        payload_sha256=payload,
        size=len(exchange.body),
        response=response,
        request=request,
        certificate=exchange.certificate,
    )


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def _phrase(status: int) -> str:
    """Scrapy does not keep the server's own words."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
