"""What follows from a record's latest values alone: its columns, its price, its near-duplicate fingerprint."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from pipelines.buyers import MARK
from tidewaiter.model.sighting import Fields, Kind, text_of
from tidewaiter.store.database import Columns

_BITS = 64
_LEAST_SHINGLES = 4  # with fewer, two short texts would be alike by chance
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
        price=price(fields.get("price")),
        currency=_text(fields, "currency").upper(),
        fingerprint=fingerprint(text_of(kind, fields)),
    )


def handle(name: str) -> str:
    """A name as it is compared: one vendor of a source, however the letters are cased."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def price(stated: object) -> Decimal | None:
    """A field's amount, without losing a cent; None where it is not one plain number above zero or zero."""
    if isinstance(stated, bool) or not isinstance(stated, str | int | float):
        return None
    try:
        amount = Decimal(str(stated).strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < Decimal(10) ** 15 else None


def fingerprint(text: str) -> str:
    """64 bits as hex (SimHash): texts that differ in few words differ in few bits. "" for a text too short to tell."""
    shingles = set(_shingles(text))
    if len(shingles) < _LEAST_SHINGLES:
        return ""
    weights = [0] * _BITS
    for shingle in shingles:
        bits = int.from_bytes(hashlib.blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        for bit in range(_BITS):
            weights[bit] += 1 if bits >> bit & 1 else -1
    return f"{sum(1 << bit for bit, weight in enumerate(weights) if weight > 0):016x}"


def distance(one: str, other: str) -> int:
    """Of how many bits two fingerprints differ; near-duplicates differ in few."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _shingles(text: str) -> Iterator[str]:
    """Three words, or three letters of a script that does not part its words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = [part for word in _WORDS.findall(plain) for part in (word if _UNSPACED.search(word) else (word,))]
    yield from (" ".join(words[at : at + 3]) for at in range(len(words) - 2))


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""
