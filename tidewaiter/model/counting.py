"""What the pages of a run state, counted by page kind and field beside what the same addresses stated before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tidewaiter.model.following import CHANGING, follows
from tidewaiter.model.health import ALL_PAGES, KEY, LINKS, Health, Rate, Rates, Unusual, unusual
from tidewaiter.model.sighting import BARRIERS, FIELDS, Fields, FieldValue, Kind, Page

SHOWN = 5  # captures named with what is out of the usual
WALLS = BARRIERS - {Page.ERROR}  # an error page may be what a reader makes of a page that has changed
Things = Mapping[tuple[Kind, str], Fields]


@dataclass(slots=True)
class Count:
    """A rate while it is counted; some captures that have `lost` it, are `short` of it, say something `other`, or
    say it `edited`."""

    rate: Rate = field(default_factory=Rate)
    values: set[int] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)

    def add(
        self, one: str, *, of: int = 1, stated: int = 0, again: bool = False, agreed: bool = False, same: bool = False
    ) -> None:
        """Whether the capture states it, whether it did `again` what it had stated before, as before, to the letter."""
        kept = again and stated > 0
        self.rate += Rate(of, stated, int(again), int(kept), int(kept and agreed), same=int(kept and same))
        shown = self.lost if again and not kept else self.edited if agreed else self.other if kept else self.short
        if not (kept and same) and (again or not stated) and len(shown) < SHOWN and one not in shown:
            shown.append(one)

    def shown(self, what: str) -> tuple[str, ...]:
        """What was there before says more than what may never have been."""
        first = self.edited if what == "edited" else self.other if what in ("changed", "same") else self.lost
        return tuple(dict.fromkeys((*first, *self.lost, *self.short)))[:SHOWN]


@dataclass(frozen=True, slots=True)
class Visit:
    """A page as it was read: its capture, its kind, whether its profile knew it, and what it said."""

    capture: str
    page: str
    known: bool
    things: Things


def counted(
    visits: Iterable[tuple[Visit, Visit | None]],
    *,
    usual: Iterable[str],
    led: Mapping[str, tuple[int, int]] | None = None,
) -> dict[str, Count]:
    """Rates by name, of each page with what the same address said when a healthy run last read it. `usual` names the
    rates of healthy runs, so that what is no longer there counts as none. `led` says by name, as
    `category/links.listing`, how many pages had such links, of how many."""
    counts: dict[str, Count] = defaultdict(Count)
    for name, (stated, of) in (led or {}).items():
        counts[name].rate = Rate(of, stated)
    pages: Counter[str] = Counter()
    for now, before in visits:
        counts[ALL_PAGES].add(now.capture, stated=int(now.known))
        if before is not None:
            same = now.known and now.page == before.page
            counts[before.page].add(now.capture, of=0, stated=int(same), again=True, agreed=True, same=True)
        if now.page not in BARRIERS and (before is None or before.page == now.page):
            pages[now.page] += 1
            _count_things(counts, now, before.things if before else {})
    for name in {*counts, *usual}:
        page, _, kind = name.partition("/")
        if kind and "." not in kind and pages[page]:
            counts[name].rate = replace(counts[name].rate, of=pages[page])
        elif kind.startswith(LINKS) and led is not None and name not in led:
            counts[name].rate = Rate(of=pages[page])
    return counts


def _count_things(counts: dict[str, Count], now: Visit, before: Things) -> None:
    for kind in sorted({kind for kind, _ in now.things} | {kind for kind, _ in before}):
        here = {key for of, key in now.things if of is kind}
        known = {key for of, key in before if of is kind}
        agreed = bool(here & known)
        counts[f"{now.page}/{kind}"].add(
            now.capture, of=0, stated=len(here), again=bool(known), agreed=agreed, same=agreed
        )
    for kind, own in _recognised(now.things, before):
        counts[f"{now.page}/{kind}.{KEY}"].add(now.capture, stated=1, again=True, agreed=own, same=own)
    for (kind, key), fields in now.things.items():
        said = before.get((kind, key), {})
        for name in FIELDS[kind]:
            value, former = fields.get(name), said.get(name)
            count = counts[f"{now.page}/{kind}.{name}"]
            agreed = value is not None and former is not None and follows(name, former, value)
            again, same = former is not None, value == former
            count.add(now.capture, stated=int(value is not None), again=again, agreed=agreed, same=same)
            if value is not None:
                count.values.add(hash(value))


def _recognised(now: Things, before: Things) -> Iterator[tuple[Kind, bool]]:
    """The things of before that are there still, by their key or by all that they say; whether it is by their key."""
    new = {(kind, _stable(fields)) for (kind, key), fields in now.items() if (kind, key) not in before}
    for (kind, key), fields in before.items():
        if (kind, key) in now:
            yield kind, True
        elif (said := _stable(fields)) and (kind, said) in new:
            yield kind, False


def _stable(fields: Fields) -> frozenset[tuple[str, FieldValue]]:
    return frozenset(
        (name, value) for name, value in fields.items() if name not in CHANGING and name not in ("url", "currency")
    )


def judged(counts: Mapping[str, Count], healthy: Sequence[Rates], reads: frozenset[str] | None = None) -> Health:
    """The health that the rule finds. `reads` are the names of what is read, as in `listing/listing.price`; without it
    all that is stated."""

    def kept(name: str) -> bool:
        return reads is None or "." not in name or name in reads or f"/{LINKS}" in name or name.endswith(f".{KEY}")

    rates = {name: replace(one.rate, values=len(one.values)) for name, one in counts.items() if kept(name)}
    earlier = [{name: rate for name, rate in known.items() if kept(name)} for known in healthy]
    found = (
        Unusual(name, what, now, usual, pages, counts[name].shown(what) if name in counts else ())
        for name, what, now, usual, pages in unusual(rates, earlier)
    )
    return Health(rates, tuple(found))
