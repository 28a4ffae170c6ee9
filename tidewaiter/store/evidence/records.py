"""What the inside of one WARC record proves: a reader of our own, as stock ones skip what they do not understand."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from tidewaiter.model.errors import EvidenceDamaged

# Names of our extension headers in a WARC record's head. WARC 1.1 lets anyone add fields; readers ignore them.
PAYLOAD_SHA256 = "Tidewaiter-Payload-SHA256"
BLOCK_SHA256 = "Tidewaiter-Block-SHA256"
HIDDEN = "Tidewaiter-Hidden"
TRANSFER_ENCODING = "Tidewaiter-Transfer-Encoding"

HTTP_TYPES = frozenset({"response", "request"})
_END = b"\r\n\r\n"
_HEAD_LIMIT = (
    16 << 20
)  # far beyond any head that a server's reader lets through; keeps a forged record from filling memory


@dataclass(frozen=True, slots=True)
class RecordSeen:
    """`faults` names each digest or length that does not hold. `body` is empty unless it was asked for."""

    headers: dict[str, str]
    http_head: bytes
    payload_sha256: str
    payload_size: int
    faults: tuple[str, ...]
    body: bytes = b""

    @property
    def type(self) -> str:
        return self.headers.get("warc-type", "")


@dataclass(slots=True)
class RecordReading:
    """Is fed the inflated bytes of one member, in pieces of any size; keeps no more than the heads unless asked.

    `pass_on` is given the payload, piece by piece, before anything of it is proven.
    """

    keep_body: bool = False
    body_limit: int = 1 << 40
    pass_on: Callable[[bytes], object] | None = None
    _waiting: bytes = b""
    _phase: str = "head"
    _headers: dict[str, str] = field(default_factory=dict)
    _http_head: bytes = b""
    _left: int = 0
    _size: int = 0
    _body: list[bytes] = field(default_factory=list)
    _digests: dict[str, hashlib._Hash] = field(
        default_factory=lambda: {
            "block-sha1": hashlib.sha1(usedforsecurity=False), "block-sha256": hashlib.sha256(),
            "payload-sha1": hashlib.sha1(usedforsecurity=False), "payload-sha256": hashlib.sha256(),
        }
    )  # fmt: skip

    def feed(self, raw: bytes) -> None:
        if self._phase == "head":
            raw = self._feed_head(raw)
        if self._phase == "http":
            raw = self._feed_http(raw)
        if self._phase == "body":
            raw = self._feed_body(raw)
        if self._phase == "end":
            self._waiting += raw[: 64 - len(self._waiting)]

    def _feed_head(self, raw: bytes) -> bytes:
        head, rest = self._until_blank_line(raw)
        if head is None:
            return b""
        self._headers = warc_headers(head)
        self._left = _length(self._headers)
        is_http = self._headers.get("warc-type") in HTTP_TYPES
        self._phase = ("http" if is_http else "body") if self._left else "end"
        return rest

    def _feed_http(self, raw: bytes) -> bytes:
        block, beyond = raw[: self._left], raw[self._left :]
        self._left -= len(block)
        self._block(block)
        head, rest = self._until_blank_line(block)
        if head is not None:
            self._http_head = head
            self._payload(rest)
        if head is not None or not self._left:
            self._waiting = b""
            self._phase = "body" if self._left else "end"
        return beyond

    def _feed_body(self, raw: bytes) -> bytes:
        block, beyond = raw[: self._left], raw[self._left :]
        self._left -= len(block)
        self._block(block)
        self._payload(block)
        if not self._left:
            self._phase = "end"
        return beyond

    def _until_blank_line(self, raw: bytes) -> tuple[bytes | None, bytes]:
        self._waiting += raw
        head, end, rest = self._waiting.partition(_END)
        if not end:
            if len(self._waiting) > _HEAD_LIMIT:
                _broken(f"a head of more than {_HEAD_LIMIT >> 20} MiB")
            return None, b""
        self._waiting = b""
        return head, rest

    def _block(self, raw: bytes) -> None:
        self._digests["block-sha1"].update(raw)
        self._digests["block-sha256"].update(raw)

    def _payload(self, raw: bytes) -> None:
        self._digests["payload-sha1"].update(raw)
        self._digests["payload-sha256"].update(raw)
        self._size += len(raw)
        if self.keep_body:
            if self._size > self.body_limit:
                _broken(f"a body longer than the {self.body_limit} bytes on record")
            self._body.append(raw)
        if self.pass_on is not None:
            self.pass_on(raw)

    def end(self) -> RecordSeen:
        """What was seen; raises EvidenceDamaged where the bytes are no WARC record at all."""
        if self._phase == "head":
            _broken("no WARC head")
        faults = [] if self._phase == "end" and self._waiting == _END else ["its length is not what its head says"]
        faults += digest_faults(self._headers, self._digests, http=self._headers.get("warc-type") in HTTP_TYPES)
        return RecordSeen(
            headers=self._headers, http_head=self._http_head, payload_size=self._size, faults=tuple(faults),
            payload_sha256=self._digests["payload-sha256"].hexdigest(), body=b"".join(self._body),
        )  # fmt: skip


def digest_faults(headers: dict[str, str], digests: dict[str, hashlib._Hash], *, http: bool) -> list[str]:
    """Each digest must be stated and must hold: one that is left out proves nothing."""
    stated = {"WARC-Block-Digest": "sha1:" + base64.b32encode(digests["block-sha1"].digest()).decode()}
    if http:
        stated["WARC-Payload-Digest"] = "sha1:" + base64.b32encode(digests["payload-sha1"].digest()).decode()
        stated[BLOCK_SHA256] = digests["block-sha256"].hexdigest()
        stated[PAYLOAD_SHA256] = digests["payload-sha256"].hexdigest()
    return [f"its {name} does not hold" for name, value in stated.items() if headers.get(name.lower()) != value]


def warc_headers(head: bytes) -> dict[str, str]:
    """Names in lower case. Values are ASCII as we write them; anything else is shown, never trusted."""
    version, _, lines = head.partition(b"\r\n")
    if version != b"WARC/1.1":
        _broken("no WARC/1.1 record")
    pairs = (line.decode("ascii", "backslashreplace").partition(":") for line in lines.split(b"\r\n"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _length(headers: dict[str, str]) -> int:
    stated = headers.get("content-length", "")
    if not (stated.isascii() and stated.isdigit() and len(stated) < 19):
        _broken("no length in its head")
    return int(stated)


def _broken(what: str) -> NoReturn:
    raise EvidenceDamaged(what)
