"""Cases: leads and records that persons put together. Entries are appended under their number in the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from tidewaiter.model.case import Case, Entry, Turn
from tidewaiter.model.errors import WrongUse
from tidewaiter.store.database.desk_tables import case, case_entry
from tidewaiter.store.database.statements import among, chunks, insert_new
from tidewaiter.store.database.tables import lead, record


def begin(rows: Connection, new: Case, *, ledger: str, sequence: int) -> None:
    values = {
        "id": new.id, "title": new.title, "opened_by": new.opened_by, "opened_at": new.opened_at, "ledger": ledger,
        "sequence": sequence,
    }  # fmt: skip
    rows.execute(insert_new(rows, case, case.c.id), [values])


def append(rows: Connection, id_: str, said: Entry, *, ledger: str) -> None:
    """Enter what was done with a case."""
    values = {
        "ledger": ledger, "sequence": said.sequence, "case_file": id_, "turn": str(said.turn), "about": said.about,
        "text": said.text, "person": said.person, "at": said.at,
    }  # fmt: skip
    rows.execute(insert_new(rows, case_entry, *case_entry.primary_key), [values])


def find(rows: Connection, start: str) -> Case:
    """The case of an id, or of the unique beginning of one. Raises WrongUse where none or several begin so."""
    known = rows.execute(select(case).where(case.c.id.startswith(start, autoescape=True)).limit(2)).mappings().all()
    if not start or len(known) != 1:
        said = "several cases begin" if known and start else "no case begins"
        raise WrongUse(f"{said} with {start!r}", todo="take an id from `tidewaiter case list`")
    return _cases(rows, known)[0]


def listed(rows: Connection, *, limit: int = 100) -> list[Case]:
    """The newest first."""
    newest = select(case).order_by(case.c.opened_at.desc(), case.c.id).limit(limit)
    return _cases(rows, rows.execute(newest).mappings().all())


def holding(rows: Connection, about: str) -> list[Case]:
    """The cases that hold a lead or record now."""
    named = select(case_entry.c.case_file).where(case_entry.c.about == about)
    known = rows.execute(select(case).where(case.c.id.in_(named)).order_by(case.c.opened_at)).mappings().all()
    return [one for one in _cases(rows, known) if about in one.holds]


def thing(rows: Connection, start: str) -> str:
    """The lead or record of an id, or of the unique beginning of one. Raises WrongUse."""
    found = [
        id_
        for place in (lead.c.id, record.c.id)
        for id_ in rows.execute(select(place).where(place.startswith(start, autoescape=True)).limit(2)).scalars()
    ]
    if not start or len(found) != 1:
        said = "several leads or records begin" if found and start else "no lead or record begins"
        raise WrongUse(f"{said} with {start!r}", todo="take an id from `tidewaiter leads` or `tidewaiter search`")
    return str(found[0])


def _cases(rows: Connection, known: Sequence[RowMapping]) -> list[Case]:
    entries: dict[str, list[Entry]] = {row["id"]: [] for row in known}
    statement = select(case_entry).where(among(case_entry.c.case_file))
    for some in chunks(list(entries)):
        for row in rows.execute(statement.order_by(case_entry.c.at, case_entry.c.sequence), {"ids": some}).mappings():
            entries[row["case_file"]].append(_entry(row))
    return [
        Case(row["id"], row["title"], row["opened_by"], row["opened_at"], entries=tuple(entries[row["id"]]))
        for row in known
    ]


def _entry(row: RowMapping) -> Entry:
    return Entry(row["sequence"], Turn(row["turn"]), row["about"], row["text"], person=row["person"], at=row["at"])
