"""An import from the desk: opens what the pair needs, and closes it again whatever happens."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.importers.order import ImportOrder
from crawler.profiles import Profile
from pipelines.check import EARLIEST
from tidewaiter.desk.crawling import Ends, recorder_of
from tidewaiter.desk.session import Session, now, owner
from tidewaiter.model.errors import NotAllowed, WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.run import Run
from tidewaiter.schedule.child import jail_for
from tidewaiter.schedule.importing import (
    Import,
    ImportParts,
    ImportPlan,
    Show,
    allowed,
    plan_import,
)  # fmt: skip
from tidewaiter.schedule.leftovers import end_leftovers
from tidewaiter.store.database import people
from tidewaiter.store.spool import Shelf


def prepare(here: Session, profile: Profile, order: ImportOrder, *, received_at: datetime | None) -> ImportPlan:
    """What will be imported, if this person may and an authority covers files of the source; a refusal goes to the
    ledger. Raises WrongUse for a file that was imported before."""
    person, at = here.require(Act.COLLECT), now()
    order.wishes()  # says what is wrong before we start
    if (received_at is not None and not received_at.year >= EARLIEST) or (received_at or at) > at:
        raise WrongUse(
            f"no file was received at {received_at:%Y-%m-%d %H:%M}", todo="say when it was: a time that is past"
        )
    with here.database.read() as rows:
        known = people.authorities(rows, source=profile.source)
    try:
        authority = allowed(known, profile.source, at)
    except NotAllowed as fault:
        here.note("refusal", source=profile.source, reason=fault.what)
        raise
    planned = plan_import(
        here.database, here.workspace.spool, profile, order, authority=authority, person=person.name, at=at,
        received_at=received_at or at,
    )  # fmt: skip
    ends = Ends(here=here, why="a new run was begun in its place")
    end_leftovers(
        here.database, here.workspace.spool, profile.source, way=planned.run.way, but=planned.run.id, at=at, ends=ends
    )  # fmt: skip
    return planned


def import_file(here: Session, planned: ImportPlan, file: Path, *, show: Show) -> tuple[Run, Mapping[str, Any]]:
    """Take the file in, read it in the jail, record it; the run, and what was said of the file."""
    said = planned.order

    def note() -> None:  # what the operator asserts of the file is on the record, as the operator's word
        here.note("import", run=planned.run.id, source=said.source, file=said.name, sha256=said.capture,
                  resumed=planned.resumed, kind=said.kind, zone=said.zone, date_order=said.date_order,
                  chats=sorted(said.chats), chat=said.chat, mapping=said.mapping)  # fmt: skip

    with closing(Shelf(planned.folder)) as spool:
        us = owner()
        recorder = recorder_of(here, spool, owner=us)
        parts = ImportParts(owner=us, database=here.database, recorder=recorder,
                            jail=jail_for(here.workspace.settings.crawl.jail), clock=now, show=show,
                            note=note)  # fmt: skip
        return Import(planned, parts).run(file)
