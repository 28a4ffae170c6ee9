"""One response, or one exported file, as received."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Where one WARC record lies: its file's name, offset and length in bytes, SHA-256 of the compressed member."""

    file: str
    offset: int
    length: int
    sha256: str


HANDED_OVER = "IMPORT"  # the method of a capture that is a file, which nobody asked a server for
FILE_MIRROR = "file://"  # in the place of its mirror


@dataclass(frozen=True, slots=True)
class Capture:
    """The identity of the bytes, and how to find and prove them. Never altered.

    `mirror` is the origin (scheme://host[:port]) asked; `final_url` differs from `url` only where the client followed
    a redirect itself. `payload_sha256` is of the body as received (still compressed if it came so).
    `certificate` is the SHA-256 of the server's certificate, "" without TLS. Of a file that was handed over the id is
    its SHA-256, and `request` is `response`, for there was none.
    """

    id: str
    run: str
    source: str
    url: str
    mirror: str
    attempt: int
    captured_at: datetime
    method: str
    status: int
    media_type: str
    payload_sha256: str
    size: int
    response: Member
    request: Member
    certificate: str = ""

    @property
    def is_file(self) -> bool:
        return self.method == HANDED_OVER


def without_address(capture: Capture) -> Capture:
    """As it is listed where its address may not be told: under its mirror, for a path is often made of a title."""
    return replace(capture, url=f"{capture.mirror}/")
