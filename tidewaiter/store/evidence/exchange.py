"""One request and the answer to it, as the capture step hands them over."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Headers are text decoded as latin-1, which keeps every byte; the body is as received (de-chunked, not unpacked).

    `session` says that the request was made in a session that a person supplied: then what the answer sets as cookies
    is that person's secret too, and is hidden like the cookies of the request.
    """

    url: str
    method: str
    request_headers: Headers
    status: int
    reason: str
    response_headers: Headers
    body: bytes
    captured_at: datetime
    source: str
    run: str
    mirror: str
    attempt: int
    certificate: str = ""
    session: bool = False

    @property
    def payload_sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def target(self) -> str:
        """What the request line asks for: path and query."""
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
