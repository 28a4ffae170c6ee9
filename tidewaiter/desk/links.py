"""What the desk shows of links between vendors, whoever asks: looking is an entry in the ledger."""

from __future__ import annotations

from sqlalchemy import Connection

from pipelines.derive import handle
from pipelines.links import Neighbourhood, neighbourhood
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.person import Act
from tidewaiter.store.database import linking, records
from tidewaiter.store.database.linking import Who


def around(here: Session, vendor: str, *, depth: int = 2) -> Neighbourhood:
    """Who is joined to a vendor, named by a record's id, its beginning, or `source/name`. Raises WrongUse."""
    here.require(Act.READ)
    with here.database.read() as rows:
        start, own = _meant(rows, vendor)
        near = neighbourhood(rows, start, records=own, depth=depth)
    here.note("view", links=near.start, depth=depth, sellers=len(near.sellers), found=len(near.links))
    return near


def _meant(rows: Connection, vendor: str) -> tuple[Who, list[str]]:
    source, slash, name = vendor.partition("/")
    if slash:
        who = (source, handle(name))
        if not linking.records_of(rows, who):
            raise WrongUse(f"nobody is called {name!r} on {source!r}", todo="take a name from `tidewaiter vendors`")
        return who, []
    kept = records.find(rows, vendor)
    return (kept.record.source, kept.columns.handle), [kept.record.id]
