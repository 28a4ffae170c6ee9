"""What follows from a record's latest values alone: its columns, its price, its near-duplicate fingerprint."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pipelines.buyers import MARK
from tidewaiter.model.sighting import Fields, Kind, text_of
from tidewaiter.model.telling import plain_amount
from tidewaiter.store.database import Columns

_UNSET = tuple(bytes(byte for byte in range(256) if not byte >> bit & 1) for bit in range(8))
# Of 64 market texts, one word in twenty changed: 95 of 100 copies within 12 bits; 99 of 100 strangers beyond 24.
NEAR = 12
_LEAST_SHINGLES = 8  # with fewer, two short texts would be alike by chance
_WORDS = re.compile(r"[^\W\d_]+|\d+")
# Scripts without spaces between words: shingles of letters there.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TITLES = {Kind.LISTING: "title", Kind.VENDOR: "name", Kind.REVIEW: "subject", Kind.POST: "title"}
_NAMES = {Kind.LISTING: "vendor", Kind.VENDOR: "name", Kind.REVIEW: "", Kind.POST: "author"}


def columns(kind: Kind, fields: Fields) -> Columns:
    """What lists show and sort by."""
    name = _text(fields, _NAMES[kind])
    name = "" if name.startswith(MARK) else name  # a buyer is no vendor
    return Columns(
        title=_text(fields, _TITLES[kind]),
        vendor=name,
        handle=handle(name),
        price=plain_amount(fields.get("price")),
        currency=_text(fields, "currency").upper(),
        fingerprint=fingerprint(text_of(kind, fields)),
    )


def handle(name: str) -> str:
    """A name as it is compared: one vendor of a source, however the letters are cased."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


@lru_cache(1024)  # a listing is folded once for each card of it on other pages
def fingerprint(text: str) -> str:
    """64 bits as hex (SimHash): texts that differ in few words differ in few bits. "" for a text too short to tell."""
    found = shingles(text)
    if len(found) < _LEAST_SHINGLES:
        return ""
    hashed = b"".join(hashlib.blake2b(one.encode("utf-8", "replace"), digest_size=8).digest() for one in found)
    half = len(found) / 2
    counts = (len(hashed[at::8].translate(None, unset)) for at in range(8) for unset in _UNSET)
    return f"{sum(1 << bit for bit, count in enumerate(counts) if count > half):016x}"


def distance(one: str, other: str) -> int:
    """Of how many bits two fingerprints differ; near-duplicates in `NEAR` at most."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def similarity(one: str, other: str) -> float:
    """The share of two texts' shingles that both hold, 0 to 1: what the distance of fingerprints is a guess at."""
    these, those = shingles(one), shingles(other)
    return len(these & those) / len(these | those) if these or those else 0.0


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in small letters and one width."""
    return _WORDS.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(text: str) -> frozenset[str]:
    """What two texts are compared by."""
    return frozenset(_shingles(text))


def _shingles(text: str) -> Iterator[str]:
    """Words, and each two that follow each other; letters, in a script that does not part its words."""
    words = words_of(text)
    if not text.isascii():
        words = [part for word in words for part in (word if _UNSPACED.search(word) else (word,))]
    yield from words
    yield from map(" ".join, pairwise(words))


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""
