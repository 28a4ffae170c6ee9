"""How well invented pages are read, counted as the project counts it: fields, items of category pages, false sightings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from crawler.readers import SavedPage, read
from tests.crawler.readers.generic.cases import Case
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import BARRIERS, Reading

_CARD = ("title", "price", "currency")


def reading(case: Case) -> Reading:
    return read(SavedPage(case.url, case.html.encode()), "capture")


def same(name: str, got: object, want: object) -> float:
    """1 where the value is right; for texts of many words their token F1."""
    if name in ("description", "text"):
        return token_f1(str(got or ""), str(want))
    if name == "price":
        try:
            return float(got is not None and Decimal(str(got)) == Decimal(str(want)))
        except InvalidOperation:
            return 0.0
    if isinstance(want, tuple):
        return float(isinstance(got, tuple) and set(got) == set(want))
    return float(" ".join(str(got).split()) == " ".join(str(want).split()))


def token_f1(got: str, want: str) -> float:
    have, need = Counter(re.findall(r"\w", got.lower())), Counter(re.findall(r"\w", want.lower()))
    total = sum(have.values()) + sum(need.values())
    return 2 * sum((have & need).values()) / total if total else 1.0


def fields_of(case: Case, kind: str) -> Iterator[tuple[str, float]]:
    """Of the page's own thing: each expected field with how right it is. A thing not found has no field right."""
    said = [s for s in reading(case).statements if s.kind == kind]
    wanted = next(fields for one, _, fields in case.says if one == kind)
    got = said[0].fields if len(said) >= 1 and said[0].key == page_key(case.url) else {}
    for name, want in wanted.items():
        yield name, same(name, got.get(name), want)


def shelf_counts(case: Case) -> tuple[int, int, int]:
    """Right, said and wanted items; an item is right where key, title, price and currency are."""
    said = {s.key: s.fields for s in reading(case).statements if s.kind == "listing"}
    wanted = {key: fields for _, key, fields in case.says}
    right = sum(
        1 for key, want in wanted.items() if key in said and all(same(n, said[key].get(n), want[n]) == 1 for n in _CARD)
    )
    return right, len(said), len(wanted)


def shelf_fields(case: Case) -> Iterator[tuple[str, float]]:
    said = {s.key: s.fields for s in reading(case).statements if s.kind == "listing"}
    for _, key, want in case.says:
        for name, value in want.items():
            yield name, same(name, said.get(key, {}).get(name), value)


def f1(cases: Iterable[Case]) -> float:
    right, said, wanted = (sum(counts) for counts in zip(*map(shelf_counts, cases), strict=True))
    return 2 * right / (said + wanted)


def mean(values: Iterable[float]) -> float:
    got = list(values)
    return sum(got) / len(got)


def false_sightings(case: Case) -> int:
    return len(reading(case).statements)


def known(case: Case) -> bool:
    """Whether the page's kind is told; which barrier of a page without content it is does not matter, nor its kind."""
    page = reading(case).page
    return page == case.page or (not case.says and (page in BARRIERS) == (case.page in {str(b) for b in BARRIERS}))
