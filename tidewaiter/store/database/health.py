"""What a run read, counted by page kind and field, and what of it is out of the usual of the source's healthy runs.

Counted from what is recorded, at the run's end: so a run that was resumed counts as one, and what was refused or put
away counts as not stated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from sqlalchemy import Connection, RowMapping, or_, select

from tidewaiter.model.following import follows
from tidewaiter.model.health import ALL_PAGES, RUNS, Health, Rate, Rates, Unusual, unusual
from tidewaiter.model.run import Outcome
from tidewaiter.model.sighting import BARRIERS, FIELDS, Fields, FieldValue, Kind, Page
from tidewaiter.store.database import codec
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import capture, run, sighting

SHOWN = 5  # captures named with what is out of the usual
_WALLS = BARRIERS - {Page.ERROR}  # an error page may be what a reader makes of a page that has changed
Things = Mapping[tuple[Kind, str], Fields]


@dataclass(slots=True)
class Count:
    """A rate while it is counted; `short` are captures that lack it, `other` those that say something else."""

    rate: Rate = field(default_factory=Rate)
    values: set[int] = field(default_factory=set)
    short: dict[str, None] = field(default_factory=dict)
    other: dict[str, None] = field(default_factory=dict)

    def add(self, one: str, *, of: int = 1, stated: int = 0, again: bool = False, agreed: bool = False) -> None:
        """Whether the capture states it, whether it did `again` what it had stated before, and as before."""
        kept = again and stated > 0
        self.rate += Rate(of, stated, int(again), int(kept), int(kept and agreed))
        if again and not kept:
            self.short = {one: None} | self.short  # what was there before says more than what may never have been
        elif of and not stated:
            self.short[one] = None
        if kept and not agreed:
            self.other[one] = None

    def shown(self, what: str) -> tuple[str, ...]:
        return tuple(self.short if what in ("lost", "gone", "fewer") else self.other or self.short)[:SHOWN]


@dataclass(frozen=True, slots=True)
class Visit:
    """A page as it was read: its capture, its kind, whether its profile knew it, and what it said."""

    capture: str
    page: str
    known: bool
    things: Things


def health_of(rows: Connection, one: str, *, reader: str = "", reads: frozenset[str] | None = None) -> Health:
    """The health of a run whose readings are recorded. `reader` is that of pages that the profile knows ("" where it
    describes none), `reads` the names of what it reads, as in `listing/listing.price`; without it all that is stated.
    """
    healthy = healthy_runs(rows, one)
    usual = {name for known in healthy.values() for name in known}
    counts = _counted(rows, one, list(healthy), usual=usual, reader=reader)
    rates = {
        name: replace(count.rate, values=len(count.values))
        for name, count in counts.items()
        if reads is None or "." not in name or name in reads
    }
    earlier = [
        {name: rate for name, rate in known.items() if reads is None or "." not in name or name in reads}
        for known in healthy.values()
    ]
    found = (
        Unusual(name, what, now, usual, pages, counts[name].shown(what) if name in counts else ())
        for name, what, now, usual, pages in unusual(rates, earlier)
    )
    return Health(rates, tuple(found))


def healthy_runs(rows: Connection, one: str) -> dict[str, Rates]:
    """The rates of the source's last healthy runs before this one, the newest first: complete ones, back to the one of
    which a person said that it is the usual."""
    mine = select(run.c.source).where(run.c.id == one).scalar_subquery()
    statement = (
        select(run.c.id, run.c.health)
        .where(run.c.source == mine, run.c.id < one)
        .where(or_(run.c.outcome == Outcome.COMPLETE, run.c.health["usual"].as_boolean()))
        .order_by(run.c.id.desc())
        .limit(RUNS)
    )
    found: dict[str, Rates] = {}
    for row in rows.execute(statement):
        known = health_in(row.health)
        found[row.id] = known.rates
        if known.usual:
            break
    return found


def _counted(
    rows: Connection, one: str, healthy: Sequence[str], *, usual: Iterable[str], reader: str
) -> dict[str, Count]:
    counts: dict[str, Count] = defaultdict(Count)
    pages: Counter[str] = Counter()
    for now, before in _visits(rows, one, healthy, reader=reader):
        counts[ALL_PAGES].add(now.capture, stated=int(now.known))
        if before is not None:
            same = now.known and now.page == before.page
            counts[before.page].add(now.capture, of=0, stated=int(same), again=True, agreed=True)
        if now.page not in BARRIERS and (before is None or before.page == now.page):
            pages[now.page] += 1
            _count_things(counts, now, before.things if before else {})
    for name in {*counts, *usual}:
        page, _, kind = name.partition("/")
        if kind and "." not in kind and pages[page]:
            counts[name].rate = replace(counts[name].rate, of=pages[page])
    return counts


def _count_things(counts: dict[str, Count], now: Visit, before: Things) -> None:
    for kind in sorted({kind for kind, _ in now.things} | {kind for kind, _ in before}):
        here = {key for of, key in now.things if of is kind}
        known = {key for of, key in before if of is kind}
        agreed = bool(here & known)
        counts[f"{now.page}/{kind}"].add(now.capture, of=0, stated=len(here), again=bool(known), agreed=agreed)
    for (kind, key), fields in now.things.items():
        said = before.get((kind, key), {})
        for name in FIELDS[kind]:
            value, former = fields.get(name), said.get(name)
            count = counts[f"{now.page}/{kind}.{name}"]
            agreed = value is not None and former is not None and follows(name, former, value)
            count.add(now.capture, stated=int(value is not None), again=former is not None, agreed=agreed)
            if value is not None:
                count.values.add(hash(value))


def _visits(rows: Connection, one: str, healthy: Sequence[str], *, reader: str) -> Iterator[tuple[Visit, Visit | None]]:
    """Each page of a run, with what the same address said when a healthy run last read it."""
    earlier = _addresses(rows, healthy)
    mine = [row for row in _captures(rows, [one]) if row["page"] not in _WALLS]
    for some in chunks(mine):
        pairs = [(row, earlier.get(place(row["url"]))) for row in some]
        ids = {row["id"] for pair in pairs for row in pair if row is not None}
        said = _said(rows, sorted(ids))
        for row, before in pairs:
            now = Visit(row["id"], row["page"], not reader or row["reader"] == reader, said.get(row["id"], {}))
            former = None if before is None else Visit(before["id"], before["page"], True, said.get(before["id"], {}))
            yield now, former


def _addresses(rows: Connection, runs: Sequence[str]) -> dict[str, RowMapping]:
    """By address without its mirror, the latest capture that held content."""
    return {place(row["url"]): row for row in _captures(rows, runs) if row["page"] not in BARRIERS}


def place(url: str) -> str:
    """An address whichever mirror it is asked of."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}"


def _captures(rows: Connection, runs: Sequence[str]) -> list[RowMapping]:
    found = select(capture.c.id, capture.c.url, capture.c.page, capture.c.reader).where(
        among(capture.c.run), capture.c.reader != "", ~capture.c.sealed, capture.c.status < 400
    )
    ordered = found.order_by(capture.c.captured_at, capture.c.id)
    return [row for some in chunks(runs) for row in rows.execute(ordered, {"ids": some}).mappings()]


def _said(rows: Connection, ids: Sequence[str]) -> dict[str, dict[tuple[Kind, str], dict[str, FieldValue]]]:
    statement = select(sighting.c.capture, sighting.c.kind, sighting.c.key, sighting.c.fields).where(
        among(sighting.c.capture), ~sighting.c.withdrawn
    )
    found: dict[str, dict[tuple[Kind, str], dict[str, FieldValue]]] = defaultdict(dict)
    for some in chunks(ids):
        for row in rows.execute(statement, {"ids": some}):
            found[row.capture][Kind(row.kind), row.key] = codec.fields_in(row.fields)
    return found


def health_out(one: Health) -> dict[str, object]:
    """As it is kept with the run, and as `--json` shows it."""
    return {
        "usual": one.usual,
        "rates": {name: [getattr(rate, part) for part in Rate.__slots__] for name, rate in sorted(one.rates.items())},
        "unusual": [
            {"name": at.name, "what": at.what, "now": at.now, "usual": at.usual, "pages": at.pages,
             "captures": list(at.captures)}
            for at in one.unusual
        ],
    }  # fmt: skip


def health_in(kept: Mapping[str, object]) -> Health:
    rates: Mapping[str, Sequence[int]] = kept.get("rates") or {}  # type: ignore[assignment]
    told: Iterable[Mapping[str, object]] = kept.get("unusual") or ()  # type: ignore[assignment]
    found = tuple(Unusual(**{**one, "captures": tuple(one["captures"])}) for one in told)  # type: ignore[arg-type]
    return Health({name: Rate(*parts) for name, parts in rates.items()}, found, bool(kept.get("usual")))
