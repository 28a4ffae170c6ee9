"""Which cleaners, of the closed set, make the known values of the texts that a selector finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from crawler.drafting.agreeing import COUNTS, DATES, LISTS, PROSE
from crawler.profiles.cleaners import DEFAULTS, Cleaner, cleaner
from crawler.readers.plain import folded
from tidewaiter.model.sighting import FieldValue

_LONGEST_LABEL = 40
THOUSANDS_OUT = r"(?<=\d)[\s.,](?=\d{3}(?!\d))"  # as in "1 091", where the cleaner `number` would read 1
_EDGES = " \t\r\n:：-–—·•|,;"
_MARKS = ("(", "[", "|", " - ", " – ", "/", "→", "·", ",")
_LABEL_BEFORE = re.compile(r"([^\W\d_][^\d\n:：|]{0,30})[:：]?\s*$")
_WORDY = re.compile(r"[^\W\d_]{2}")
_WORD_AFTER = re.compile(r"\s*([^\W\d_]{3,20})")
_COSTS = {"text": 0.0, "lines": 0.0, "split": 0.0, "after": 0.9, "before": 0.9, "remove": 0.7, "price": 0.1}
PARTED_PRICE = (cleaner({"remove": THOUSANDS_OUT}), cleaner("price"))
Chain = tuple[Cleaner, ...] | None


def price_of(chain: Chain) -> float:
    """What a way of cleaning costs: what cuts text at words of today breaks when they change."""
    return sum(_COSTS.get(step.name, 0.1) for step in chain or ())


def chains(field: str, currencies: Iterable[str] = ()) -> list[Chain]:
    """The ways to clean this field that need no look at its texts; the field's own (None) first."""
    found: list[Chain] = [None]
    if field == "price":
        found += [(cleaner({"price": currency}),) for currency in currencies]
        found.append(PARTED_PRICE)
    elif field in COUNTS:
        found += [(cleaner({"remove": THOUSANDS_OUT}), cleaner("number")), (cleaner("text"),)]
    elif field in DATES:
        found += [(cleaner("text"), cleaner({"date": order})) for order in ("dmy", "mdy")]
        found += [(cleaner("text"), cleaner({"before": "("}), cleaner({"date": order})) for order in ("dmy", "mdy")]
    elif field == "rating":
        found += [(cleaner("number"),), (cleaner("count"),)]
    elif field == "escrow":
        found.append((cleaner("flag"),))
    elif field in LISTS:
        found.append((cleaner("text"),))
    elif field in PROSE:
        found.append((cleaner("join"), cleaner("lines")))
    return found


def cutting(field: str, texts: Sequence[str], values: Sequence[FieldValue]) -> Iterator[Chain]:
    """Cleaners that cut what stands round the values in these texts, where one rule cuts it in all of them."""
    if field in LISTS:
        yield from _cut_lists(texts)
        return
    cuts = [_round(folded(text), folded(str(value))) for text, value in zip(texts, values, strict=True)]
    found = [cut for cut in cuts if cut is not None]
    if not found or len(found) * 2 < len(cuts):
        return
    own = DEFAULTS.get(field, (cleaner("text"),))
    before, after = [cut[0] for cut in found], [cut[1] for cut in found]
    starts = [()] if not any(before) else list(_after(before))
    ends = [()] if not any(after) else list(_before(after, [str(value) for value in values]))
    for start in starts:
        for end in ends:
            if start or end:
                yield (cleaner("text"), *start, *end, *own) if own[-1].name == "lines" else (
                    cleaner("text"), *start, *end, *(step for step in own if step.name != "text")
                )  # fmt: skip


def patterns(texts: Sequence[str], values: Sequence[FieldValue]) -> list[str]:
    """Patterns of a figure beside its word, as in `Sales:\\s*(\\d+)`, that some of the texts suggest."""
    found: dict[str, int] = {}
    for text, value in zip(texts, values, strict=True):
        for said in _figure_patterns(folded(text), str(value)):
            found[said] = found.get(said, 0) + 1
    return sorted(found, key=lambda said: -found[said])[:4]


def _figure_patterns(text: str, value: str) -> Iterator[str]:
    digits = re.escape(value)
    for match in re.finditer(rf"(?<![\d.,]){digits}(?![\d]|[.,]\d)", text):
        number = r"(\d[\d.,]*)"
        if found := _LABEL_BEFORE.search(text[: match.start()]):
            yield f"{re.escape(found[1].strip())}[:：]?\\s*{number}"
        if found := _WORD_AFTER.match(text[match.end() :]):
            yield f"{number}\\s*{re.escape(found[1])}"


def _round(text: str, value: str) -> tuple[str, str] | None:
    """What stands before and after the value."""
    at = text.casefold().find(value.casefold())
    return (text[:at], text[at + len(value) :]) if at >= 0 and value else None


def _after(heads: Iterable[str]) -> Iterator[tuple[Cleaner, ...]]:
    said = {head.strip(_EDGES) for head in heads}
    if said == {""}:
        yield ()
    elif len(said) == 1 and len(only := said.pop()) <= _LONGEST_LABEL:
        yield (cleaner({"after": only}),)


def _before(tails: Sequence[str], values: Sequence[str]) -> Iterator[tuple[Cleaner, ...]]:
    said = {tail.strip() for tail in tails if tail.strip()}
    if not said:
        yield ()
        return
    fixed = list(_cut_shape(said))
    mark = next((mark for mark in _MARKS if all(tail.startswith(mark.strip()) for tail in said)), "")
    parted = [(cleaner({"before": mark}),)] if mark and not any(mark in value for value in values) else []
    # Words behind a mark are another value, and differ on the next page; figures and signs behind it do not.
    yield from [*parted, *fixed] if any(_WORDY.search(tail) for tail in said) else [*fixed, *parted]


def _cut_shape(tails: set[str]) -> Iterator[tuple[Cleaner, ...]]:
    shapes = {_shape(tail) for tail in tails}
    if len(shapes) == 1 and len(shape := shapes.pop()) <= 1.5 * _LONGEST_LABEL:
        yield (cleaner({"remove": rf"\s*{shape}$"}),)


def _shape(text: str) -> str:
    """The text as a pattern in which any number stands for its numbers."""
    parts = re.split(r"(\d+(?:[.,]\d+)*)", text)
    return "".join(r"\d[\d.,]*" if n % 2 else re.escape(part).replace("\\ ", r"\s*") for n, part in enumerate(parts))


def _cut_lists(texts: Sequence[str]) -> Iterator[Chain]:
    for mark in ("→", "->", "=>", ":", "：", " to "):
        if texts and all(mark in text for text in texts):
            yield (cleaner({"after": mark}), cleaner("split"), cleaner("text"))
