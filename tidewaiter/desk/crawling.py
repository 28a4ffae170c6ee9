"""A crawl from the desk: opens what the pair needs, and closes it again whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from crawler.guard import Jail
from crawler.profiles import Profile
from crawler.readers.profiled import reader_digest
from crawler.session import load as load_session
from nlp.lexicon import of_folder
from nlp.substances import classes
from pipelines.forbidden import Forbidden
from pipelines.leads import Thresholds
from pipelines.leads.interest import AMOUNTS, Interest
from pipelines.recorder import Recorder
from tidewaiter.desk.session import TOOL, Session, now, owner
from tidewaiter.desk.sharing import carrier
from tidewaiter.desk.words import extraction_of
from tidewaiter.model.errors import NotAllowed, StoreFailed, TidewaiterError, WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.run import Expectations, Run
from tidewaiter.schedule.child import jail_for
from tidewaiter.schedule.leftovers import end_leftovers
from tidewaiter.schedule.pair import Pair, Parts, Show
from tidewaiter.schedule.plan import Plan, Wishes, allowed_mirrors, plan
from tidewaiter.schedule.profiles import Found
from tidewaiter.store.database import agenda, journal, people
from tidewaiter.store.evidence import seal
from tidewaiter.store.evidence.intake import keep
from tidewaiter.store.evidence.keys import load_key
from tidewaiter.store.spool import Shelf
from tidewaiter.store.workspace import BUYER_KEY, SETTINGS_FILE, Workspace


def forbidden(workspace: Workspace) -> Forbidden:
    """The workspace's list of forbidden content. Raises WrongUse where the file is gone or unreadable: an empty list
    is a person's decision, never an accident."""
    file = workspace.forbidden
    try:
        return Forbidden.parse(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as fault:
        todo = "put it back from the backup; an empty file means that nothing is forbidden"
        raise WrongUse(f"the list of forbidden content does not open: {fault}", where=str(file), todo=todo) from fault


def prepare(here: Session, found: Found, wishes: Wishes) -> Plan:
    """What will be crawled, if this person may and an authority covers it; a refusal goes to the ledger.

    Earlier runs of the source that will not go on are ended first.
    """
    person, at, source = here.require(Act.COLLECT), now(), found.profile.source
    with here.database.read() as rows:
        authorities = people.authorities(rows, source=source)
        try:
            mirrors = allowed_mirrors(found.profile, wishes, authorities, at)
        except NotAllowed as fault:
            here.note("refusal", source=source, reason=fault.what)
            raise
        if wishes.run:
            _same_profile(rows, found.profile)
        covering = [a for a in authorities if any(a.covers(mirror) for mirror in mirrors)]
        load_session(
            str(wishes.session or ""), source, authorities=covering, at=at
        )  # says what is wrong before we start
        planned = plan(
            rows, here.workspace, found, wishes=wishes, mirrors=mirrors, authorities=authorities,
            person=person.name, at=at,
        )  # fmt: skip
    ends = Ends(here=here, why="a new run was begun in its place")
    end_leftovers(
        here.database, here.workspace.spool, source, way=planned.run.way, but=planned.run.id, at=at, ends=ends
    )  # fmt: skip
    return planned


def _same_profile(rows: Connection, profile: Profile) -> None:
    """Raises StoreFailed where this machine's profile is not the one that the schedule goes by: the same page would
    give another record here."""
    known = next((one.profile_digest for one in journal.sources(rows) if one.id == profile.source), "")
    if known and known != profile.digest:
        todo = "copy sources/ from the workspace of the schedule"
        raise StoreFailed(
            f"the profile of {profile.source} here is not the schedule's", where=profile.source, todo=todo
        )


def crawl(here: Session, planned: Plan, *, show: Show, tor_lines: Sequence[str] = (), jail: Jail | None = None) -> Run:
    """Start tor, then the pair; the run with its outcome. KeyboardInterrupt leaves the run to be resumed.

    `jail` stands in the place of the one that the settings ask for.
    """
    from crawler.tor.process import TorProcess  # brings stem, a fifth of a second that no other command needs

    jail = jail or jail_for(here.workspace.settings.crawl.jail)
    here.note("crawl", run=planned.run.id, source=planned.run.source, resumed=planned.resumed,
              authority=planned.authority, profile=planned.run.profile_digest)  # fmt: skip
    lines = (*here.workspace.settings.crawl.tor_lines, *tor_lines)
    with TorProcess(here.workspace.tor, extra=lines) as tor, closing(Shelf(planned.folder)) as spool:
        us = owner()
        recorder = recorder_of(here, spool, owner=us, expected=expected_of(planned.profile))
        parts = Parts(owner=us, database=here.database, recorder=recorder, tor=tor, jail=jail, clock=now, show=show)
        return Pair(planned, parts).run()


def expected_of(profile: Profile) -> Expectations:
    """What a healthy run of the source looks like, and which pages of it are read as the profile says."""
    return replace(profile.expect, reader=reader_digest(profile) if profile.pages else "")


def limits_of(workspace: Workspace) -> Thresholds:
    """From when on something is worth a lead, as the workspace says."""
    return Thresholds(**workspace.settings.leads.model_dump(), interest=_interest_of(workspace))


def _interest_of(workspace: Workspace) -> Interest:
    """Raises WrongUse where a substance is neither a name nor a class of the lexicon: it would never be met."""
    said = workspace.settings.interest
    own = of_folder(workspace.lexicon).terms
    known = {*classes(), *(term.canonical for term in own if term.room == "drug")}
    for name in (*(said.substances or ()), *said.amounts):
        if name and name not in known:
            raise WrongUse(
                f"[interest] names {name!r}, which no lexicon knows", where=str(workspace.home / SETTINGS_FILE),
                todo="take a name or a class from `tidewaiter lexicon check WORD`",
            )  # fmt: skip
    chosen = {name: value for name, value in said.model_dump(exclude_none=True).items() if name != "amounts"}
    return Interest(**chosen, amounts={**AMOUNTS, **said.amounts})


def recorder_of(here: Session, spool: Shelf, *, owner: str, expected: Expectations | None = None) -> Recorder:
    """Whoever acts now is the person of what is entered, also where another began the run."""
    return Recorder(
        spool=spool, database=here.database, ledger=here.ledger, evidence=here.workspace.warc,
        extract=extraction_of(here.workspace), buyer_key=here.workspace.secret(BUYER_KEY),
        forbidden=forbidden(here.workspace),
        person=here.person.name, owner=owner, clock=now, index=here.index, expected=expected,
        limits=limits_of(here.workspace), seal=lambda at: _sealed(here, at), bring=_bring_of(here),
    )  # fmt: skip


def _bring_of(here: Session) -> Callable[[Path, str], object] | None:
    carry = carrier(here)
    if carry is None:
        return None

    def bring(folder: Path, run: str) -> None:
        carry.enter(folder, run)
        carry.bring(run=run)

    return bring


def _sealed(here: Session, at: datetime) -> None:
    """Seal, and let ledger and seal leave this machine where there is a store; one that is down gets them later."""
    seal(here.ledger, load_key(here.workspace.seal_key), at=at, person=here.person.name, tool=TOOL)
    if carry := carrier(here):
        try:
            carry.bring_record()
        except TidewaiterError as fault:
            here.aside(f"sealed; the evidence store gets the seal later: {fault}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Ends runs that another process began, as the person of this one; `why` is entered as their reason."""

    here: Session
    why: str

    def finish(self, run: Run, folder: Path) -> None:
        """What the run captured is recorded, and its end entered."""
        with self.here.database.write() as rows:
            journal.resume(rows, run.id, owner())
        with closing(Shelf(folder)) as spool:
            recorder_of(self.here, spool, owner=owner()).finish({"why": "stopped", "detail": self.why}, at=now())

    def put_away(self, run: Run, folder: Path) -> None:
        """Of a run that has its end: what nobody has recorded yet is recorded, and its files go to the evidence."""
        here = self.here
        if (folder / "spool.sqlite").exists():
            with closing(Shelf(folder)) as spool:
                recorder_of(here, spool, owner="").take_rest(now())
        if bring := _bring_of(here):
            try:
                bring(folder / "warc", run.id)
            except TidewaiterError as fault:
                here.aside(f"kept here; the evidence store gets it later: {fault}")
        keep(folder / "warc", here.workspace.warc, run.id)
        _sealed(here, now())


def put_back(here: Session, run: Run) -> None:
    """Let a run of the schedule that we were asked to stop wait for a worker again."""
    with here.database.write() as rows:
        agenda.put_back(rows, run.id, owner())
