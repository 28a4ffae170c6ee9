"""The one table of names: in questions, on the command line, in counts, and in every index (docs/search.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from tidewaiter.model.errors import WrongUse

# Name in questions and in facets -> attribute of Entry. The index's column has the name's own spelling.
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
    "tag": "tags",
}
# Searched as words, with the weight of a hit there.
TEXTS: Mapping[str, float] = {"title": 2.0, "body": 1.0}
# Name -> (column where all money is reckoned in one currency, column where it is the record's own).
NUMBERS: Mapping[str, tuple[str, str]] = {
    "price": ("worth", "price"),
    "unit_price": ("unit_worth", "unit_price"),
    "grams": ("grams", "grams"),
}
# Name -> column. Both are whole seconds, UTC.
MOMENTS: Mapping[str, str] = {"seen": "last_seen", "first_seen": "first_seen"}
FIELDS = (*TEXTS, *FACETS, *NUMBERS, *MOMENTS)

CODES = frozenset({"from", "to", "currency", "pgp"})
FACET_LETTERS = 256  # a value is cut here, on both sides: indexes refuse or drop longer terms

# What people call a field elsewhere, for the message that names the nearest.
_OTHERWISE: Mapping[str, str] = {
    "substance": "drug", "seller": "vendor", "user": "vendor", "author": "vendor", "market": "source", "site": "source",
    "ships_from": "from", "ship_from": "from", "origin": "from", "ships_to": "to", "ship_to": "to",
    "destination": "to", "shipping": "method", "ship_method": "method", "stealth": "concealment", "address": "wallet",
    "telegram": "contact", "key": "pgp", "lang": "language", "type": "kind", "cost": "price", "weight": "grams",
    "amount": "grams", "date": "seen", "last_seen": "seen", "text": "body", "description": "body", "label": "tag",
    "unit": "unit_price", "per_gram": "unit_price",
}  # fmt: skip


def column(field: str, currency: str = "") -> str:
    """The index's column of a number or a date; with a currency money is the record's own, else as reckoned."""
    if field in MOMENTS:
        return MOMENTS[field]
    return NUMBERS[field][1 if currency else 0]


def facet_value(facet: str, text: str) -> str:
    """The form in which facet values are held and asked for, alike on both sides: codes upper, all else folded; cut."""
    plain = text.strip()
    return (plain.upper() if facet in CODES else plain.casefold())[:FACET_LETTERS]


def nearest(name: str, names: Iterable[str] = FIELDS) -> str:
    """The field a wrong name may have meant; "" where none is near."""
    known = tuple(names)
    meant = {other: field for other, field in _OTHERWISE.items() if field in known} | {one: one for one in known}
    near = [name.lower()] if name.lower() in meant else get_close_matches(name.lower(), meant, n=1, cutoff=0.6)
    return meant[near[0]] if near else ""


def known(name: str, names: Iterable[str]) -> str:
    """The name, if it is one of these. Raises WrongUse, which says what there is and what is nearest."""
    there = tuple(names)
    if name in there:
        return name
    near = nearest(name, there)
    raise WrongUse(
        f"there is no field {name}" + (f"; did you mean {near}?" if near else ""),
        todo=f"fields are: {', '.join(there)}",
    )
