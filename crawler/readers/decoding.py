"""The content coding of a captured body taken off, as the crawl does it, for whoever reads the capture again."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from crawler.readers.page import SavedPage
from tidewaiter.model.capture import Capture
from tidewaiter.model.errors import EvidenceDamaged
from tidewaiter.store.evidence.reading import Captured

MOST_UNPACKED = 16 << 20  # bytes; the crawl's own limit is lower, so what was read once is read again
_AUTO, _RAW = 47, -15  # zlib's window bits: gzip or zlib by their head; deflate without one


def page_of(capture: Capture, got: Captured) -> SavedPage:
    """A capture as readers take it: content coding taken off, within the limits of a crawl."""
    return SavedPage(capture.url, decoded(got.headers, got.body), capture.media_type, dict(got.headers))


def decoded(headers: Iterable[tuple[str, str]], body: bytes, *, limit: int = MOST_UNPACKED) -> bytes:
    """The body without gzip or deflate. Raises EvidenceDamaged where it is not what its head says, or grows past limit.

    Other codings are left on: the crawl does not ask for them.
    """
    for name, value in headers:
        if name.lower() == "content-encoding":
            for coding in reversed([part.strip().lower() for part in value.split(",")]):
                if coding in {"gzip", "x-gzip", "deflate"}:
                    body = _inflated(body, limit)
    return body


def _inflated(body: bytes, limit: int) -> bytes:
    for window in (_AUTO, _RAW):
        try:
            unpacking = zlib.decompressobj(window)
            whole = unpacking.decompress(body, limit)
        except zlib.error:
            continue
        if unpacking.unconsumed_tail:
            raise EvidenceDamaged(f"the page unpacks to more than {limit} bytes", todo="look at it with --raw")
        return whole
    raise EvidenceDamaged("the page is not packed as its head says", todo="look at it with --raw")
