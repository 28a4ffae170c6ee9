"""Which drug an offer is of: the one between amount and price, beside them on the line, in a heading, the only one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.offers.pairing import Lines
from tidewaiter.model.mention import Mention, Status

_LISTED = re.compile(r"\s?(?:[,/&+|、，]|and|or|und|og|и|dan|và|และ|와|과|랑|和)\s?")
_HEADING = 80  # letters: a longer line is prose, and names what it likes


@dataclass(frozen=True, slots=True)
class Named:
    """The drug of an offer; None where the text names several and does not say which."""

    drug: Mention | None
    says: str
    sure: float


Span = tuple[int, int]
_NOBODY = Named(None, "no drug is named for it", 0.7)


def named(text: str, drugs: Sequence[Mention], spans: Sequence[Span]) -> list[Named]:
    """For each span of an offer, in their order, what it is of. Drugs that are only compared with do not count."""
    return _Naming(text, drugs, spans).names()


class _Naming:
    def __init__(self, text: str, drugs: Sequence[Mention], spans: Sequence[Span]) -> None:
        self._lines = Lines(text)
        offered = [one for one in drugs if one.more.get("role") != "mention"]
        self._by_line: dict[int, list[Mention]] = {}
        for one in sorted(offered, key=lambda one: one.start):
            self._by_line.setdefault(self._lines.at(one.start), []).append(one)
        self._offered = sorted(offered, key=lambda one: one.start)
        self._offered_starts = [one.start for one in self._offered]
        self._by_line = {line: _sure(some) for line, some in self._by_line.items()}
        self._all = sorted((one for some in self._by_line.values() for one in some), key=lambda one: one.start)
        self._starts = [one.start for one in self._all]
        self._spans = spans
        self._short = [line for line in self._by_line if self._lines.length(line) <= _HEADING]
        self._only = _chosen(text, self._all, "the only drug of the text", 0.75) if self._all else _NOBODY
        self._text = text

    def names(self) -> list[Named]:
        found: list[Named] = []
        at = 0
        for line, some in self._grouped():
            found += self._of_line(line, self._spans[at : at + some], heading=self._heading(line))
            at += some
        return found

    def _grouped(self) -> list[tuple[int, int]]:
        counts: dict[int, int] = {}
        for start, _ in self._spans:
            line = self._lines.at(start)
            counts[line] = counts.get(line, 0) + 1
        return sorted(counts.items())

    def _of_line(self, line: int, spans: Sequence[Span], *, heading: Named) -> list[Named]:
        here = self._by_line.get(line, [])
        within = [self._within(span, here) for span in spans]
        before = bool(here) and here[0].start < spans[0][1]
        order = range(len(spans)) if before or not here else range(len(spans) - 1, -1, -1)
        heading = _NOBODY if here and heading is self._only else heading  # what the line names is another offer's
        found: dict[int, Named] = {}
        last: Named | None = None
        for at in order:
            one = within[at] or self._beside(spans, at, before=before)
            # A name between amount and price stands for what follows it too, never for what went before.
            last = None if within[at] is not None and not before else one or last
            found[at] = one or (Named(last.drug, "as the offer beside it", last.sure) if last else heading)
        return [found[at] for at in range(len(spans))]

    def _within(self, span: Span, here: Sequence[Mention]) -> Named | None:
        """A suspected name only where no sure one stands before the offer on its line."""
        some = self._between(*span)
        if not some and not (here and here[0].status is Status.ASSERTED and here[0].start < span[0]):
            first = bisect_left(self._offered_starts, span[0])
            some = self._offered[first : bisect_left(self._offered_starts, span[1], first)]
        return _chosen(self._text, some, "named between amount and price", 1.0) if some else None

    def _beside(self, spans: Sequence[Span], at: int, *, before: bool) -> Named | None:
        """Between this offer and the one before it on the line; or behind it, where the line begins with an offer."""
        start, end = spans[at]
        line = self._lines.at(start)
        if before:
            low = spans[at - 1][1] if at else self._lines.start(line)
            some = self._between(low, start)
            return _chosen(self._text, some, "named before it on the line", 0.98) if some else None
        high = spans[at + 1][0] if at + 1 < len(spans) else self._lines.start(self._lines.at(end) + 1)
        some = self._between(end, high)
        return _chosen(self._text, some[:1], "named behind it on the line", 0.95) if some else None

    def _between(self, low: int, high: int) -> list[Mention]:
        first = bisect_left(self._starts, low)
        return self._all[first : bisect_left(self._starts, high, first)]

    def _heading(self, line: int) -> Named:
        """The last short line above that names a drug, else the first line of the text, else the only drug there is."""
        above = bisect_left(self._short, line)
        if above:
            return _chosen(self._text, self._by_line[self._short[above - 1]], "named in a line above", 0.9)
        if 0 in self._by_line and line:
            return _chosen(self._text, self._by_line[0], "named in the first line", 0.85)
        return self._only


def _sure(some: list[Mention]) -> list[Mention]:
    """The asserted ones of a line; where there is none, the suspected."""
    return [one for one in some if one.status is Status.ASSERTED] or some


def _chosen(text: str, some: Sequence[Mention], says: str, sure: float) -> Named:
    """The last of them, unless they are an enumeration of several."""
    last = some[-1]
    others = [one for one in some if one.value != last.value]
    if not others:
        return Named(last, f"{says}: “{last.raw}”", sure)
    if any(_LISTED.fullmatch(text[one.end : other.start]) for one, other in pairwise(some) if one.value != other.value):
        return Named(None, "several drugs are named: " + ", ".join(dict.fromkeys(str(one.value) for one in some)), 0.7)
    return Named(last, f"{says}, the nearest of several: “{last.raw}”", 0.8 * sure)
