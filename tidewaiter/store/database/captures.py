"""Captures as the ledger entered them, and how far a run's spool has been recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from tidewaiter.model.capture import HANDED_OVER, Capture, without_address
from tidewaiter.model.errors import WrongUse
from tidewaiter.store.database import codec
from tidewaiter.store.database.statements import among, chunks, insert_for, insert_new
from tidewaiter.store.database.tables import capture, spool_position


@dataclass(frozen=True, slots=True)
class Entered:
    """A capture with its entry of the ledger. A `sealed` one is opened only by a person who may approve."""

    capture: Capture
    ledger: str
    sequence: int
    page: str = ""
    reader: str = ""
    lexicon: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """The last number of a spool's captures, readings and notes that is recorded."""

    captures: int = 0
    readings: int = 0
    notes: int = 0


def add(rows: Connection, entered: Iterable[Entered]) -> None:
    """Captures that are there already stay as they are."""
    values = [
        codec.capture_row(one.capture)
        | {"ledger": one.ledger, "sequence": one.sequence, "page": one.page, "reader": one.reader,
           "lexicon": one.lexicon, "sealed": one.sealed}
        for one in sorted(entered, key=lambda one: one.capture.id)
    ]  # fmt: skip
    if values:
        rows.execute(insert_new(rows, capture, capture.c.id), values)


def find(rows: Connection, start: str) -> Entered:
    """The capture of an id, or of the unique beginning of one. Raises WrongUse where none or several begin so."""
    found = rows.execute(select(capture).where(capture.c.id.startswith(start, autoescape=True)).limit(2)).mappings()
    known = [_entered(row) for row in found]
    if not start or len(known) != 1:
        said = "several captures begin" if known and start else "no capture begins"
        raise WrongUse(f"{said} with {start!r}", todo="take an id from `tidewaiter show`")
    return known[0]


def load(rows: Connection, ids: Iterable[str]) -> dict[str, Entered]:
    """By id; those that are not there are left out."""
    statement = select(capture).where(among(capture.c.id))
    return {
        row["id"]: _entered(row)
        for some in chunks(sorted(set(ids)))
        for row in rows.execute(statement, {"ids": some}).mappings()
    }


def of_source(rows: Connection, source: str, *, after: str = "", limit: int = 500) -> list[Entered]:
    """The captured pages of a source with a reading, in the order of their ids, for reading them again page by page."""
    statement = select(capture).where(capture.c.source == source, capture.c.id > after, capture.c.reader != "",
                                      capture.c.method != HANDED_OVER)  # fmt: skip
    return [_entered(row) for row in rows.execute(statement.order_by(capture.c.id).limit(limit)).mappings()]


def number_batch(rows: Connection, ids: Iterable[str]) -> None:
    """These captures are recorded together, after all that were recorded before. One that has its number keeps it."""
    wanted = sorted(set(ids))
    if wanted:
        next_ = rows.execute(select(func.coalesce(func.max(capture.c.batch), 0) + 1)).scalar_one()
        for some in chunks(wanted):
            new = capture.update().where(among(capture.c.id), capture.c.batch == 0)
            rows.execute(new.values(batch=next_), {"ids": list(some)})


def mark_read(rows: Connection, readings: Mapping[str, tuple[str, str]], lexicon: str) -> None:
    """By capture id, the page kind and the reader of its reading."""
    values = [{"this": one, "page_": page, "reader_": reader} for one, (page, reader) in sorted(readings.items())]
    if values:
        change = capture.update().where(capture.c.id == bindparam("this"))
        rows.execute(change.values(page=bindparam("page_"), reader=bindparam("reader_"), lexicon=lexicon), values)


def seal_off(rows: Connection, one: Capture) -> None:
    """Close a capture to all but those who may approve, with an address that tells nothing of it."""
    url = without_address(one).url
    rows.execute(capture.update().where(capture.c.id == one.id).values(sealed=True, url=url))


def position(rows: Connection, run: str) -> Position:
    """How far a run's spool is recorded."""
    kept = rows.execute(select(spool_position).where(spool_position.c.run == run)).one_or_none()
    return Position(kept.captures, kept.readings, kept.notes) if kept else Position()


def advance(rows: Connection, run: str, to: Position) -> None:
    """Move the position, in the transaction that records what lies before it. It never goes back."""
    before = position(rows, run)
    put = insert_for(rows, spool_position)
    changes = {name: put.excluded[name] for name in Position.__slots__}
    values = {name: max(getattr(before, name), getattr(to, name)) for name in Position.__slots__}
    rows.execute(put.on_conflict_do_update(index_elements=["run"], set_=changes), [{"run": run, **values}])


def _entered(row: RowMapping) -> Entered:
    return Entered(
        codec.capture_of(row), ledger=row["ledger"], sequence=row["sequence"], page=row["page"],
        reader=row["reader"], lexicon=row["lexicon"], sealed=row["sealed"],
    )  # fmt: skip
