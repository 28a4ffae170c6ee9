"""What a run read, counted by page kind and field, and what of it is out of the usual of the source's healthy runs.

Counted from what is recorded, at the run's end: so a run that was resumed counts as one, and what was refused or put
away counts as not stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from sqlalchemy import Connection, RowMapping, or_, select

from tidewaiter.model.counting import WALLS, Visit, counted, judged
from tidewaiter.model.health import RUNS, Health, Rate, Rates, Unusual
from tidewaiter.model.run import Outcome, Way
from tidewaiter.model.sighting import BARRIERS, FieldValue, Kind
from tidewaiter.store.database import codec
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import capture, run, sighting


def health_of(
    rows: Connection, one: str, *, reader: str = "", reads: frozenset[str] | None = None,
    led: Mapping[str, tuple[int, int]] | None = None,
) -> Health:  # fmt: skip
    """The health of a run whose readings are recorded. `reader` is that of pages that the profile knows ("" where it
    describes none), `reads` the names of what it reads, as in `listing/listing.price`; without it all that is stated.
    `led` says how many of its pages led to pages of each kind, which is in its spool alone.
    """
    if rows.execute(select(run.c.way).where(run.c.id == one)).scalar() == Way.IMPORT:
        return Health()
    healthy = healthy_runs(rows, one)
    usual = {name for known in healthy.values() for name in known}
    counts = counted(_visits(rows, one, list(healthy), reader=reader), usual=usual, led=led)
    return judged(counts, list(healthy.values()), reads)


def healthy_runs(rows: Connection, one: str) -> dict[str, Rates]:
    """The rates of the source's last healthy runs before this one, the newest first: complete ones, back to the one of
    which a person said that it is the usual."""
    mine = select(run.c.source).where(run.c.id == one).scalar_subquery()
    statement = (
        select(run.c.id, run.c.health)
        .where(run.c.source == mine, run.c.id < one, run.c.way == Way.CRAWL)
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


def revisited(rows: Connection, one: str) -> list[tuple[str, str, str]]:
    """The pages of a run that a healthy run read before: (former page kind, capture then, capture now)."""
    earlier = _addresses(rows, list(healthy_runs(rows, one)))
    pairs = ((earlier.get(place(row["url"])), row) for row in _captures(rows, [one]) if row["page"] not in WALLS)
    return [(str(before["page"]), str(before["id"]), str(now["id"])) for before, now in pairs if before is not None]


def _visits(rows: Connection, one: str, healthy: Sequence[str], *, reader: str) -> Iterator[tuple[Visit, Visit | None]]:
    """Each page of a run, with what the same address said when a healthy run last read it."""
    earlier = _addresses(rows, healthy)
    mine = [row for row in _captures(rows, [one]) if row["page"] not in WALLS]
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
