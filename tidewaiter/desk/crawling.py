"""A crawl from the desk: opens what the pair needs, and closes it again whatever happens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing

from crawler.guard import Jail
from pipelines.extract import Extraction
from pipelines.forbidden import Forbidden
from pipelines.recorder import Recorder
from tidewaiter.desk.cli.session import TOOL, Session, host, now
from tidewaiter.model.errors import NotAllowed
from tidewaiter.model.person import Act
from tidewaiter.model.run import Run
from tidewaiter.schedule.child import jail_for
from tidewaiter.schedule.pair import Pair, Parts, Show
from tidewaiter.schedule.plan import Plan, Wishes, allowed_mirrors, plan
from tidewaiter.schedule.profiles import Found
from tidewaiter.store.database import people
from tidewaiter.store.evidence import seal
from tidewaiter.store.evidence.keys import load_key
from tidewaiter.store.spool import Shelf
from tidewaiter.store.workspace import BUYER_KEY, Workspace


def forbidden(workspace: Workspace) -> Forbidden:
    """The workspace's list of forbidden content; an empty one where the file is gone."""
    file = workspace.forbidden
    return Forbidden.parse(file.read_text(encoding="utf-8"), str(file)) if file.exists() else Forbidden()


def prepare(here: Session, found: Found, wishes: Wishes) -> Plan:
    """What will be crawled, if this person may and an authority covers it; a refusal goes to the ledger."""
    person, at = here.require(Act.COLLECT), now()
    with here.database.read() as rows:
        authorities = people.authorities(rows, source=found.profile.source)
        try:
            mirrors = allowed_mirrors(found.profile, wishes, authorities, at)
        except NotAllowed as fault:
            here.note("refusal", source=found.profile.source, reason=fault.what)
            raise
        return plan(
            rows, here.workspace, found, wishes=wishes, mirrors=mirrors, authorities=authorities,
            person=person.name, at=at,
        )  # fmt: skip


def crawl(here: Session, planned: Plan, *, show: Show, tor_lines: Sequence[str] = (), jail: Jail | None = None) -> Run:
    """Start tor, then the pair; the run with its outcome. KeyboardInterrupt leaves the run to be resumed.

    `jail` stands in the place of the one that the settings ask for.
    """
    from crawler.tor.process import TorProcess  # brings stem, a fifth of a second that no other command needs

    key = load_key(here.workspace.seal_key)
    owner = f"{host()}:{os.getpid()}"
    jail = jail or jail_for(here.workspace.settings.crawl.jail)
    here.note("crawl", run=planned.run.id, source=planned.run.source, resumed=planned.resumed,
              authority=planned.run.authority_digest, profile=planned.run.profile_digest)  # fmt: skip
    lines = (*here.workspace.settings.crawl.tor_lines, *tor_lines)
    with TorProcess(here.workspace.tor, extra=lines) as tor, closing(Shelf(planned.folder)) as spool:
        recorder = Recorder(
            spool=spool, database=here.database, ledger=here.ledger, evidence=here.workspace.warc,
            extract=Extraction.ours(), buyer_key=here.workspace.secret(BUYER_KEY), forbidden=forbidden(here.workspace),
            person=planned.run.person, owner=owner, clock=now, index=here.index, expected=planned.profile.expect,
            seal=lambda at: seal(here.ledger, key, at=at, person=planned.run.person, tool=TOOL),
        )  # fmt: skip
        parts = Parts(owner=owner, database=here.database, recorder=recorder, tor=tor, jail=jail, clock=now, show=show)
        return Pair(planned, parts).run()
