"""Text only: an answer that says it is an image, a film, a script or an archive is ended at its head."""

from __future__ import annotations

from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers

_KINDS = frozenset({"text", ""})
_TEXTS = frozenset(
    "application/xhtml+xml application/xml application/json application/ld+json application/pgp-keys "
    "application/pgp-signature application/pgp-encrypted application/rss+xml application/atom+xml".split()
)
_SCRIPTS = frozenset({"text/css", "text/javascript"})


class NotText(StopDownload):
    """The reason names the kind that was refused."""

    def __init__(self, media: str) -> None:
        super().__init__(fail=True)
        self.reason = f"media: {media} is not text, and no authority permits media"


class TextOnly:
    """Stops the download before the body where the authority has no permission `media`; nothing of it is kept."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self.headers_received, signal=signals.headers_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TextOnly:
        return cls(crawler)

    def headers_received(self, headers: Headers, body_length: int, request: Request, spider: Any) -> None:
        if not spider.work.text_only:
            return
        said = (headers.get(b"Content-Type") or b"").decode("latin-1")
        media = said.partition(";")[0].strip().lower()[:100]
        if not is_text(media):
            raise NotText(media)


def is_text(media: str) -> bool:
    """Whether a media type (lower case, without parameters) is text a reader reads; one that is not given may be."""
    return media in _TEXTS or (media.partition("/")[0] in _KINDS and media not in _SCRIPTS)
