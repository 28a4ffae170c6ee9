"""From an exchange to WARC 1.1 records. warcio writes the records; what it would alter of a head is kept from it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tidewaiter.model.times import stamp
from tidewaiter.store.evidence.exchange import Exchange
from tidewaiter.store.evidence.framing import Sink, StreamSink
from tidewaiter.store.evidence.hiding import REQUEST_SECRETS, RESPONSE_SECRETS, hide_secrets
from tidewaiter.store.evidence.records import BLOCK_SHA256, HIDDEN, PAYLOAD_SHA256, TRANSFER_ENCODING

_BREAKS = re.compile(r"[\r\n]+")
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


class WireHead(StatusAndHeaders):  # type: ignore[misc]
    """A head written with the bytes that came: warcio would rewrite every value that is not ASCII."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = wire(self.to_str()) + b"\r\n"


def wire(text: str) -> bytes:
    """latin-1, the inverse of how heads are decoded; text that no head can have held goes in as UTF-8."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def one_line(text: str) -> str:
    """A header's value may not begin a header of its own."""
    return _BREAKS.sub(" ", text)


def plain_uri(url: str) -> str:
    """As it stands in WARC-Target-URI: every character outside printable ASCII per cent encoded."""
    return quote(url, safe=_PRINTABLE, errors="surrogatepass")


def warcinfo(file: str, at: datetime, fields: Mapping[str, str]) -> bytes:
    """The first member of a file: who wrote it, with what."""
    lines = "".join(f"{name}: {one_line(value)}\r\n" for name, value in fields.items())
    heads = {"WARC-Filename": file, "WARC-Date": stamp(at)}
    return _member("warcinfo", "", lines.encode("utf-8", "surrogatepass"), heads=heads)


def write_resource(
    sink: StreamSink, body: BinaryIO, *, url: str, at: datetime, size: int, heads: Mapping[str, str]
) -> None:
    """A file as it was handed over: a record of its bytes alone, which nobody asked a server for."""
    plain = {"WARC-Record-ID": WARCWriter._make_warc_id(), "WARC-Date": stamp(at)}
    plain |= {name: _ascii(value) for name, value in heads.items()}
    writer = WARCWriter(sink, gzip=False, warc_version="1.1")
    writer.write_record(
        writer.create_warc_record(
            plain_uri(url), "resource", payload=body, length=size, warc_headers_dict=plain,
            warc_content_type="application/octet-stream",
        )
    )  # fmt: skip


def exchange_members(exchange: Exchange, salt: bytes) -> tuple[bytes, bytes]:
    """The response's member and the request's, which names the response as concurrent."""
    response_id, response = _response(exchange, salt)
    return response, _request(exchange, salt, response_id)


def _response(exchange: Exchange, salt: bytes) -> tuple[str, bytes]:
    secret = RESPONSE_SECRETS if exchange.session else frozenset[str]()
    hidden = hide_secrets(exchange.response_headers, salt, names=secret)
    # The body came to us de-chunked: to leave the header in its head would be a lie that breaks every reader.
    coding = [value for name, value in hidden.headers if name.lower() == "transfer-encoding"]
    headers = [(name, value) for name, value in hidden.headers if name.lower() != "transfer-encoding"]
    heads = _heads(exchange, hidden.names)
    if coding:
        heads[TRANSFER_ENCODING] = _ascii(", ".join(coding))
    status = one_line(f"{exchange.status} {exchange.reason}".strip())
    http = WireHead(status, _lines(headers), protocol="HTTP/1.1")
    return heads["WARC-Record-ID"], _member("response", exchange.url, exchange.body, heads=heads, http=http)


def _request(exchange: Exchange, salt: bytes, response_id: str) -> bytes:
    hidden = hide_secrets(exchange.request_headers, salt, names=REQUEST_SECRETS)
    headers = list(hidden.headers)
    if not any(name.lower() == "host" for name, _ in headers):
        # The client adds it below the place where the head is taken; HTTP/1.1 knows no request without it.
        headers.insert(0, ("Host", urlsplit(exchange.url).netloc.rpartition("@")[2]))
    heads = _heads(exchange, hidden.names) | {"WARC-Concurrent-To": response_id}
    line = one_line(f"{exchange.method} {exchange.target} HTTP/1.1")
    http = WireHead(line, _lines(headers), is_http_request=True)
    return _member("request", exchange.url, b"", heads=heads, http=http)


def _heads(exchange: Exchange, hidden: tuple[str, ...]) -> dict[str, str]:
    """Our own fields of a record's head. No WARC-IP-Address: an onion service has none that we could know."""
    heads = {
        "WARC-Record-ID": WARCWriter._make_warc_id(),
        "WARC-Date": stamp(exchange.captured_at),
        "Tidewaiter-Run": exchange.run,
        "Tidewaiter-Source": exchange.source,
        "Tidewaiter-Mirror": exchange.mirror,
        "Tidewaiter-Attempt": str(exchange.attempt),
    }
    if exchange.certificate:
        heads["Tidewaiter-Certificate-SHA256"] = exchange.certificate
    if hidden:
        heads[HIDDEN] = ", ".join(hidden)
    return {name: _ascii(value) for name, value in heads.items()}


def _ascii(text: str) -> str:
    return one_line(text).encode("ascii", "backslashreplace").decode()


def _lines(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(one_line(name), one_line(value)) for name, value in headers]


def _member(kind: str, url: str, body: bytes, *, heads: dict[str, str], http: WireHead | None = None) -> bytes:
    sink = Sink()
    writer = WARCWriter(sink, gzip=False, warc_version="1.1")
    if http is not None:
        http.compute_headers_buffer()
        block = hashlib.sha256(http.headers_buff)
        block.update(body)
        heads = heads | {BLOCK_SHA256: block.hexdigest(), PAYLOAD_SHA256: hashlib.sha256(body).hexdigest()}
    writer.write_record(
        writer.create_warc_record(
            plain_uri(url), kind, payload=BytesIO(body), length=len(body), warc_headers_dict=heads, http_headers=http
        )
    )
    return sink.member
