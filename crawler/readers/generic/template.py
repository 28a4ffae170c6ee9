"""Which part of each block names the author, which the date, and which holds the text: told over all blocks together.

One block alone seldom tells a rank from a name or a signature from a text. Blocks of one template do: what stands at
the same place in most of them plays the same part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.readers.generic.bodies import rank_keys
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.moments import Moment, moments_in
from crawler.readers.generic.names import names_in
from crawler.readers.generic.parts import Part
from crawler.readers.generic.paths import Key


@dataclass(slots=True)
class Template:
    """The keys of each role, the best first; `told` are those that name authors and dates."""

    authors: list[Key] = field(default_factory=list)
    dates: list[Key] = field(default_factory=list)
    bodies: list[Key] = field(default_factory=list)
    told: frozenset[Key] = frozenset()


def learn(layout: Layout, parts: list[Part]) -> Template:
    """What the blocks have in common. One block alone teaches by names and shape only."""
    for part in parts:
        part.moments = moments_in(layout, part.own, part.away, part.order)
        part.names = names_in(layout, part)
    dates = _ranked((part.key(moment.box), moment.sure) for part in parts for moment in part.moments)
    authors = _ranked((part.key(name.box), name.sure) for part in parts for name in part.names)
    told = frozenset([*dates[:1], *authors[:1]]) - {("^",)}
    return Template(authors, dates, rank_keys(layout, parts, told), told)


def _ranked(found: Iterable[tuple[Key, float]]) -> list[Key]:
    """Keys by how sure they are and in how many blocks they stand; of equals the first."""
    sums: dict[Key, float] = defaultdict(float)
    for key, sure in found:
        sums[key] += sure
    return sorted(sums, key=lambda key: -sums[key])


def best_date(part: Part, template: Template) -> Moment | None:
    """The block's own date: at the place where most blocks have theirs, else the surest, else the first.

    Where an element states the day itself beside "yesterday", the day is taken.
    """
    moments = part.moments
    chosen = next((m for key in template.dates[:3] for m in moments if part.key(m.box) == key), None)
    chosen = chosen or max(moments, key=lambda m: m.sure, default=None)
    if chosen is None or chosen.certain:
        return chosen
    near = [
        m
        for m in moments
        if m.certain and (chosen.box.holds(m.box) or m.box.holds(chosen.box)) and m.box is not part.block
    ]
    return near[0] if near else chosen
