"""What an index knows of a record, and the names of its fields on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as searched. Values are canonical: lower-case substances, ISO codes, method names, addresses.

    `revision` is the record's own: a put of a lower one than the index holds may be skipped.
    """

    id: str
    revision: int
    source: str
    kind: str
    title: str
    body: str
    first_seen: datetime
    last_seen: datetime
    vendor: str = ""
    language: str = ""
    drugs: Words = ()
    froms: Words = ()
    tos: Words = ()
    methods: Words = ()
    concealments: Words = ()
    wallets: Words = ()
    contacts: Words = ()
    pgps: Words = ()
    price: Decimal | None = None
    currency: str = ""


# Name in questions, on the command line and in facets -> attribute of Entry (contracts: one table, §5).
FACETS: Mapping[str, str] = {
    "drug": "drugs",
    "from": "froms",
    "to": "tos",
    "method": "methods",
    "concealment": "concealments",
    "wallet": "wallets",
    "contact": "contacts",
    "pgp": "pgps",
    "source": "source",
    "vendor": "vendor",
    "kind": "kind",
    "language": "language",
    "currency": "currency",
}
# Searched as words, with the weight of a hit there.
TEXTS: Mapping[str, float] = {"title": 2.0, "body": 1.0}


def words_of(entry: Entry, facet: str) -> Words:
    """The values of a facet, never empty ones."""
    value = getattr(entry, FACETS[facet])
    values = value if isinstance(value, tuple) else (value,)
    return tuple(v for v in values if v)


def facet_value(facet: str, text: str) -> str:
    """The form in which facet values are held and asked for, alike on both sides: codes upper, all else folded; cut."""
    plain = text.strip()
    return (plain.upper() if facet in CODES else plain.casefold())[:FACET_LETTERS]


CODES = frozenset({"from", "to", "currency", "pgp"})
FACET_LETTERS = 256
