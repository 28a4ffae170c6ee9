"""Which amount a price is for, by the layout: side by side, line by line, or in the columns of a table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.offers.amounts import Sold
from nlp.offers.each import Each
from tidewaiter.model.mention import Mention

# Weights of a pair, by what stands between its two; an offer is the better the less does. Set by hand on the layouts of
# tests/nlp/test_offers.py; only their order matters.
_NEAREST, _LETTER, _COMMA, _BREAK, _LINE, _DIGIT, _LINK, _FORWARD = 20.0, 0.25, 3.0, 5.0, 8.0, 9.0, 3.0, 1.5
_FARTHEST = 60
_BREAKS = re.compile(r"\s/\s|[;|•·]|[.!?](?=\s)|\s(?:or|and|или|и|oder|atau|또는|hoặc|y|et)\s")
_LINKS = re.compile(
    r"(?<![^\W\d_])(?:for|за|pro|für|voor|por|pour|에|是|ราคา|giá|harga|only|at|price|cost)(?![^\W\d_])|[=:@→>\-]"
)
_NUMBER = re.compile(r"\d(?![\d.,]*\s?%)")


@dataclass(frozen=True, slots=True)
class Priced:
    """A price on its way to an offer. `each` where it is for one unit."""

    mention: Mention
    each: Each | None = None

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end


@dataclass(frozen=True, slots=True)
class Pair:
    """A price and the amount it is for. `sure` is less where a line stands between the two; in a `table` the line of
    the price alone is of one drug."""

    priced: Priced
    sold: Sold
    says: str
    sure: float = 1.0
    table: bool = False


Mark = Sold | Priced


class Lines:
    """Which line an offset is on."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._end = len(text) + 1

    def at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def start(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else self._end

    def length(self, line: int) -> int:
        return self.start(line + 1) - self.start(line) - 1


def pairs(text: str, shade: str, sold: Sequence[Sold], priced: Sequence[Priced]) -> list[Pair]:
    """Each price with its amount, each of the two at most once, but for the head of a table. In time linear in them."""
    lines = Lines(text)
    tabled = _tables(lines, sold, priced)
    done = {pair.priced.start for pair in tabled}
    heads = {pair.sold.start for pair in tabled}
    marks: list[Mark] = sorted(
        [*(one for one in sold if one.start not in heads), *(one for one in priced if one.start not in done)],
        key=lambda mark: (mark.start, mark.end),
    )
    return sorted([*tabled, *_chosen(shade, marks)], key=lambda pair: pair.priced.start)


def _tables(lines: Lines, sold: Sequence[Sold], priced: Sequence[Priced]) -> list[Pair]:
    """A line of amounts alone, then lines of as many prices alone: column by column."""
    amounts: dict[int, list[Sold]] = {}
    prices: dict[int, list[Priced]] = {}
    for one in sold:
        amounts.setdefault(lines.at(one.start), []).append(one)
    for each in priced:
        prices.setdefault(lines.at(each.start), []).append(each)
    found: list[Pair] = []
    head: list[Sold] = []
    for line in sorted(amounts.keys() | prices.keys()):
        if line not in prices:
            head = amounts[line]
        elif line in amounts or len(prices[line]) != len(head) or len(head) < 2:
            head = []
        else:
            says = "by the columns: amounts in the line above, prices below"
            found += [Pair(each, one, says, 0.9, table=True) for one, each in zip(head, prices[line], strict=True)]
    return found


def _chosen(shade: str, marks: Sequence[Mark]) -> list[Pair]:
    """Of all pairs of neighbours those that weigh most together, no mark in two of them."""
    weights = [_weight(shade, one, other) for one, other in pairwise(marks)]
    best = [0.0, 0.0]
    for weight in weights:
        best.append(max(best[-1], best[-2] + weight))
    found: list[Pair] = []
    at = len(marks)
    while at > 1:
        if weights[at - 2] > 0 and best[at] > best[at - 1]:
            found.append(_pair(shade, marks[at - 2], marks[at - 1]))
            at -= 2
        else:
            at -= 1
    return found[::-1]


def _weight(shade: str, one: Mark, other: Mark) -> float:
    if isinstance(one, Sold) == isinstance(other, Sold):
        return 0
    gap = shade[one.end : min(other.start, one.end + _FARTHEST + 1)]
    if other.start < one.end or len(gap) > _FARTHEST or gap.count("\n") > 1:
        return 0
    number = bool(_NUMBER.search(gap))
    if number and any(isinstance(mark, Sold) and mark.strength for mark in (one, other)):
        return 0  # "2mg bars 50 for $100": the count is a number that nothing explains
    weight = _NEAREST - _LETTER * len(gap.strip()) - _COMMA * gap.count(",") - _LINE * gap.count("\n")
    weight -= _BREAK * len(_BREAKS.findall(gap)) + _DIGIT * number
    weight += _LINK if _LINKS.search(gap) or gap == "/" else 0
    return max(0.0, weight + (_FORWARD if isinstance(one, Sold) else 0))


def _pair(shade: str, one: Mark, other: Mark) -> Pair:
    gap = shade[one.end : other.start]
    sure = 0.85 if "\n" in gap else 1.0
    line = "on the next line" if "\n" in gap else "beside it"
    if isinstance(one, Sold):
        assert isinstance(other, Priced)
        return Pair(other, one, f"the price stands behind the amount, {line}", sure)
    assert isinstance(other, Sold)
    return Pair(one, other, f"the amount stands behind the price, {line}", sure)
