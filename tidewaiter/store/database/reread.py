"""Replace what a capture says after a new reading of it, and rebuild what is folded. No id changes, no judgement moves.

A judged mention that a new reading no longer finds stays as a withdrawn row, with its sighting, so that the judgement
points at what was judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select, union

from tidewaiter.model.lead import Verdict
from tidewaiter.store.database import codec
from tidewaiter.store.database.captures import mark_read
from tidewaiter.store.database.connect import Database
from tidewaiter.store.database.desk_tables import case_entry
from tidewaiter.store.database.folding import Derive, Seen, add_offers, refold
from tidewaiter.store.database.statements import among, chunks, insert_for
from tidewaiter.store.database.tables import (
    band,
    capture,
    judgement,
    lead,
    lead_member,
    mention,
    offer,
    record,
    sighting,
)


def replace(
    rows: Connection, one: str, seen: Iterable[Seen], *, page: str, reader: str, lexicon: str, derive: Derive
) -> frozenset[str]:
    """Put a new generation of a capture's sightings and mentions in the place of the old one, and fold the records.

    Returns the ids of the records touched. `seen` must all be of this capture.
    """
    # Two readings of one capture take turns; KEY SHARE leaves those free that only refer to it.
    rows.execute(select(capture.c.id).where(capture.c.id == one).with_for_update(key_share=True)).one()
    new = {this.sighting.id: this for this in seen}
    old = {row.id: row.record for row in rows.execute(select(sighting).where(sighting.c.capture == one))}
    _withdraw(rows, sorted(old))
    _put(rows, [new[this] for this in sorted(new)])
    kept = set(
        rows.execute(select(mention.c.sighting).where(among(mention.c.sighting)), {"ids": sorted(old)}).scalars()
    )
    gone = sorted(old.keys() - new.keys())
    rows.execute(sighting.update().where(among(sighting.c.id)), {"ids": gone, "withdrawn": True})
    rows.execute(sighting.delete().where(among(sighting.c.id)), {"ids": sorted(set(gone) - kept)})
    mark_read(rows, {one: (page, reader)}, lexicon)
    touched = frozenset(old.values()) | {codec.sighting_row(this.sighting)["record"] for this in new.values()}
    refold(rows, touched, derive)
    return touched


def rebuild(database: Database, derive: Derive, *, size: int = 500) -> int:
    """Fold every record anew from its sightings alone, some at a time; ids stay, revisions grow, the index is told.

    Returns how many records there are.
    """
    done, after = 0, ""
    while True:
        with database.write() as rows:
            ids = every(rows, after=after, limit=size)
            refold(rows, ids, derive)
        if not ids:
            return done
        done, after = done + len(ids), ids[-1]


def every(rows: Connection, *, after: str = "", limit: int = 500) -> list[str]:
    """The ids of all records that are there or should be, in their order, behind `after`."""
    there = select(record.c.id.label("id")).where(record.c.id > after)
    said = select(sighting.c.record.label("id")).where(sighting.c.record > after, ~sighting.c.withdrawn)
    both = there.union(said).subquery()
    return list(rows.execute(select(both.c.id).order_by(both.c.id).limit(limit)).scalars())


def lock_leads(rows: Connection) -> None:
    """Nobody else finds leads until this transaction ends. On SQLite nobody else writes at all."""
    if rows.dialect.name == "postgresql":
        rows.exec_driver_sql("lock table lead in share row exclusive mode")


def drop_leads(rows: Connection) -> None:
    """Before leads are found anew. One that a person judged, merged others into, or put into a case stays."""
    merged = select(judgement.c.text).where(judgement.c.verdict == Verdict.MERGE)
    held = union(select(judgement.c.about), merged, select(case_entry.c.about))
    rows.execute(lead_member.delete().where(lead_member.c.lead.not_in(held)))
    rows.execute(lead.delete().where(lead.c.id.not_in(held)))


def drop_bands(rows: Connection) -> None:
    """Before texts are sketched anew."""
    rows.execute(band.delete())


def _withdraw(rows: Connection, old: Sequence[str]) -> None:
    """Take away the offers and mentions of these sightings; mentions that were judged are only marked."""
    judged = select(judgement.c.about)
    of_old = among(mention.c.sighting)
    for some in chunks(old):
        rows.execute(offer.delete().where(among(offer.c.sighting)), {"ids": some})
        rows.execute(mention.delete().where(of_old, mention.c.id.not_in(judged)), {"ids": some})
        rows.execute(mention.update().where(of_old), {"ids": some, "withdrawn": True})


def _put(rows: Connection, seen: Sequence[Seen]) -> None:
    if seen:
        put = insert_for(rows, sighting)
        changes = {name: put.excluded[name] for name in ("captured_at", "mirror", "fields", "withdrawn")}
        values = [codec.sighting_row(one.sighting) for one in seen]
        rows.execute(put.on_conflict_do_update(index_elements=["id"], set_=changes), values)
    found = {
        (row["id"], row["value"]): row
        for row in (codec.mention_row(one.sighting, said) for one in seen for said in one.mentions)
    }
    if found:
        again = insert_for(rows, mention)
        names = ("kind", "place", "field", "start", "stop", "raw", "worth", "status", "rule", "withdrawn")
        changes = {name: again.excluded[name] for name in names}
        rows.execute(
            again.on_conflict_do_update(index_elements=["id", "value"], set_=changes), [found[k] for k in sorted(found)]
        )
    add_offers(rows, seen)
