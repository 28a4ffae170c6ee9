"""A captured body is unpacked as its head says, within bounds."""

from __future__ import annotations

import gzip
import zlib

import pytest

from crawler.readers.decoding import decoded
from tidewaiter.model.errors import EvidenceDamaged

PAGE = b"<html>price</html>" * 100
RAW = zlib.compressobj(wbits=-15)
RAW_PAGE = RAW.compress(PAGE) + RAW.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("X-GZIP", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", RAW_PAGE),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE), mtime=0)),
        ("identity", PAGE),
        ("br", PAGE),
    ],
    ids=["gzip", "x-gzip", "deflate", "deflate without head", "both", "identity", "unknown"],
)
def test_codings(coding: str, body: bytes) -> None:
    assert decoded([("Content-Encoding", coding)], body) == PAGE


def test_without_a_coding_nothing_happens() -> None:
    assert decoded([("Content-Type", "text/html")], gzip.compress(PAGE, mtime=0))[:2] == b"\x1f\x8b"


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"not gzip at all", "not packed"), (gzip.compress(b"0" * 10_000_000, mtime=0), "more than")],
    ids=["not packed", "bomb"],
)
def test_what_is_not_as_said_is_named(body: bytes, says: str) -> None:
    with pytest.raises(EvidenceDamaged, match=says):
        decoded([("content-encoding", "gzip")], body, limit=1 << 20)
