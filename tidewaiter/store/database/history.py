"""What was recorded, once more in its order: batch by batch, with the runs that ended between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from tidewaiter.model.run import Run, State
from tidewaiter.store.database import codec
from tidewaiter.store.database.folding import Seen
from tidewaiter.store.database.journal import runs_of
from tidewaiter.store.database.statements import among, chunks, insert_new
from tidewaiter.store.database.tables import capture, mention, offer, rate, run, sighting, source


def numbers(rows: Connection, after: int, *, limit: int = 500) -> list[int]:
    """The batches that were recorded after this one, in their order."""
    statement = select(capture.c.batch).distinct().where(capture.c.batch > after).order_by(capture.c.batch)
    return list(rows.execute(statement.limit(limit)).scalars())


def ended(rows: Connection, number: int) -> list[Run]:
    """The runs that ended after this batch and before the next one."""
    over = (run.c.batch == number, run.c.finished_at.is_not(None))
    return runs_of(rows, select(run).where(*over).order_by(run.c.finished_at, run.c.id))


def copy_sources(rows: Connection, into: Connection) -> None:
    """What stands beside all batches: sources and rates."""
    for table, key in ((source, source.c.id), (rate, rate.c.id)):
        values = [dict(row) for row in rows.execute(select(table)).mappings()]
        if values:
            into.execute(insert_new(into, table, key), values)


def copy_captures(rows: Connection, into: Connection, number: int) -> list[str]:
    """Put a batch's captures there, with their runs as runs that have not ended; the captures' ids."""
    found = rows.execute(select(capture).where(capture.c.batch == number).order_by(capture.c.id)).mappings().all()
    copy_runs(rows, into, sorted({row["run"] for row in found}))
    into.execute(insert(capture), [dict(row) for row in found])
    return [row["id"] for row in found]


def copy_runs(rows: Connection, into: Connection, ids: Sequence[str]) -> None:
    """Put runs there that are not there yet, as runs that have not ended."""
    for some in chunks(ids):
        values = [
            dict(row) | {"state": State.DONE, "outcome": None, "finished_at": None}
            for row in rows.execute(select(run).where(among(run.c.id)), {"ids": list(some)}).mappings()
        ]
        into.execute(insert_new(into, run, run.c.id), values)


def end_run(into: Connection, one: Run) -> None:
    """The run has ended there, too."""
    copied = run.update().where(run.c.id == one.id)
    into.execute(copied.values(state=one.state, outcome=one.outcome, finished_at=one.finished_at))


def seen_in(rows: Connection, captures: Sequence[str]) -> list[Seen]:
    """What these captures say, as it is read now."""
    found: list[Seen] = []
    for some in chunks(captures):
        stands = (among(sighting.c.capture), ~sighting.c.withdrawn)
        said = rows.execute(select(sighting).where(*stands).order_by(sighting.c.id), {"ids": list(some)}).mappings()
        sightings = {row["id"]: codec.sighting_of(row) for row in said}
        mentions, offers = defaultdict(list), defaultdict(list)
        for few in chunks(list(sightings)):
            named = select(mention).where(among(mention.c.sighting), ~mention.c.withdrawn)
            for row in rows.execute(named.order_by(mention.c.id, mention.c.value), {"ids": few}).mappings():
                mentions[row["sighting"]].append(codec.mention_of(row))
            sold = select(offer).where(among(offer.c.sighting)).order_by(offer.c.id)
            for row in rows.execute(sold, {"ids": few}).mappings():
                offers[row["sighting"]].append(codec.offer_of(row))
        found += [Seen(one, tuple(mentions[id_]), tuple(offers[id_])) for id_, one in sightings.items()]
    return found
