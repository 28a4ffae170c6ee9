"""The amounts a price may be for: one quantity, or a count and what each piece holds ("10 x 200mg", "2 bags of 5g")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from nlp.units import COUNT
from tidewaiter.model.mention import Mention
from tidewaiter.model.offer import Amount

_JOINED = re.compile(r"\s?(?:x|×|\*|of|à|по|de|von|with|with a|@|each)?\s?$")
_TIMES = ("x", "×", "*")
_PIECE = re.compile(rf"\s?(?:[a-z]+\s)?(?:{COUNT})(?![a-zа-яё_])")
_DOSE_REACH, _PIECES_REACH = 24, 60
_PARTS = re.compile(r"[,/+&;|\n、，]|\s(?:and|or|und|oder|et|y|и|или|dan|và|และ)\s")


class Link(NamedTuple):
    """A mention, and what it is to an offer."""

    role: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Sold:
    """An amount in g, ml or count with the quantities that say it. `dose` alone says strength, no amount."""

    start: int
    end: int
    amount: Amount
    unit: str
    parts: tuple[Link, ...]
    evidence: tuple[str, ...] = ()
    sure: float = 1.0

    @property
    def strength(self) -> bool:
        """Whether it is a dose alone, whose count the text may say in a bare number."""
        return self.parts[0].role == "dose"


def amounts(text: str, quantities: Sequence[Mention], prices: Sequence[Mention] = ()) -> list[Sold]:
    """In the order of the text. What is measured otherwise (a concentration) is no amount.

    `prices` part what stands before one from what stands behind it.
    """
    said = [one for one in quantities if one.more.get("measure") != "other" and _worth(one) is not None]
    found: list[Sold] = []
    at = 0
    while at < len(said):
        one = said[at]
        following = said[at + 1] if at + 1 < len(said) else None
        both = _together(text, one, following) if following is not None else None
        if both is not None:
            found.append(both)
            at += 2
            continue
        if one.more.get("measure") == "dose":
            strong = _alone(text, one)
            found += [strong] if strong is not None else []
        else:
            found.append(_single(one))
        at += 1
    return _pieces(text, _with_doses(text, said, found), [one.start for one in prices])


def _worth(one: Mention) -> Amount | None:
    base = one.more.get("base")
    if isinstance(base, list | tuple):
        low, high = Decimal(str(base[0])), Decimal(str(base[1]))
        return (low, high) if 0 < low < high else None
    if isinstance(base, bool) or not isinstance(base, int | float) or base <= 0:
        return None
    return Decimal(str(base))


def _single(one: Mention) -> Sold:
    amount = _worth(one)
    assert amount is not None
    return Sold(one.start, one.end, amount, str(one.more["base_unit"]), (Link("amount", one),))


def _together(text: str, one: Mention, other: Mention) -> Sold | None:
    """A count and what each piece holds, in either order."""
    gap = text[one.end : other.start].lower()
    if len(gap) > 8:
        return None
    first, second = one.raw.lower(), other.raw.lower()
    if _counted(one) and not _counted(other) and _JOINED.match(gap) and (first.endswith(_TIMES) or gap.strip()):
        return _times(one, other)
    if _counted(other) and not _counted(one) and not gap.strip() and second.startswith(_TIMES):
        return _times(other, one)
    return None


def _times(count: Mention, each: Mention) -> Sold | None:
    many, held = _worth(count), _worth(each)
    if isinstance(many, tuple) or isinstance(held, tuple) or many is None or held is None:
        return None
    start, end = min(count.start, each.start), max(count.end, each.end)
    if each.more.get("measure") == "dose":
        says = f"count of pieces “{count.raw}”, each of “{each.raw}”"
        return Sold(start, end, many, "count", (Link("count", count), Link("dose", each)), (says,))
    unit, says = str(each.more["base_unit"]), f"count times mass: “{count.raw}” of “{each.raw}”"
    return Sold(start, end, many * held, unit, (Link("count", count), Link("amount", each)), (says,))


def _counted(one: Mention) -> bool:
    return one.more.get("base_unit") == "count"


def _alone(text: str, one: Mention) -> Sold | None:
    """A strength without a count: "350mg pill" is one pill, "500mg MDMA" half a gram; "250ug" says no amount."""
    if one.more.get("unit") == "ug":
        return None
    piece = _PIECE.match(text[one.end : one.end + 24].lower())
    if piece:
        return Sold(one.start, one.end, Decimal(1), "count", (Link("dose", one),), ("strength of one piece",), 0.7)
    single = _single(one)
    return replace(single, evidence=("weighed in mg",), sure=0.8)


def _with_doses(text: str, said: Sequence[Mention], found: list[Sold]) -> list[Sold]:
    """A strength near a count of its line belongs to the count, and is no amount of its own."""
    counts = {one.parts[0].mention.start: at for at, one in enumerate(found) if one.unit == "count" and _plain(one)}
    for before, after in pairwise(said):
        for dose, count in ((before, after), (after, before)):
            at = counts.get(count.start)
            if at is None or dose.more.get("measure") != "dose" or not _beside(text, before, after):
                continue
            known = found[at]
            if any(part.role == "dose" for part in known.parts):
                continue
            found[at] = replace(
                known, parts=(*known.parts, Link("dose", dose)), evidence=(*known.evidence, f"each of “{dose.raw}”")
            )
    own = {part.mention.start for one in found if one.unit == "count" and _counting(one) for part in one.parts}
    return [one for one in found if _counting(one) or one.parts[0].mention.start not in own]


def _pieces(text: str, found: Sequence[Sold], prices: Sequence[int]) -> list[Sold]:
    """ "10 pieces of carts 1.1g $200": the one price is for the pieces, whatever each of them weighs."""
    kept: list[Sold] = []
    for one in found:
        before = kept[-1] if kept else None
        if before is None or not _several(before) or one.unit == "count" or isinstance(one.amount, tuple):
            kept.append(one)
            continue
        parted = bisect_left(prices, before.end) != bisect_left(prices, one.start)
        gap = text[before.end : one.start]
        if parted or len(gap) > _PIECES_REACH or _PARTS.search(gap):
            kept.append(one)
            continue
        held = one.parts[0].mention
        parts = (*before.parts, *(part._replace(role="dose") for part in one.parts))
        says = (*before.evidence, f"pieces, each of “{held.raw}”")
        kept[-1] = replace(before, end=one.end, parts=parts, evidence=says, sure=0.8)
    return kept


def _several(one: Sold) -> bool:
    return one.unit == "count" and _plain(one) and not isinstance(one.amount, tuple) and one.amount > 1


def _plain(one: Sold) -> bool:
    return one.parts[0].role == "amount"


def _counting(one: Sold) -> bool:
    return one.parts[0].mention.more.get("measure") != "dose"


def _beside(text: str, one: Mention, other: Mention) -> bool:
    gap = text[one.end : other.start]
    return len(gap) <= _DOSE_REACH and "\n" not in gap and not any(map(str.isdigit, gap))
