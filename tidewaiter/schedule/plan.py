"""What a crawl will do, decided before anything is started: which mirrors, which run, what is asked again."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from crawler.order import Order
from crawler.profiles import Profile
from tidewaiter import __version__
from tidewaiter.model.authority import FILES, Authority, origin, refusal
from tidewaiter.model.errors import NotAllowed, WrongUse
from tidewaiter.model.ids import run_id
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.model.sighting import Kind, Page
from tidewaiter.schedule.profiles import Found
from tidewaiter.schedule.revisit import Known, due, resting
from tidewaiter.store.database import journal
from tidewaiter.store.database.visits import visits
from tidewaiter.store.templates import Templates
from tidewaiter.store.workspace import SALT, Workspace

REVISITED = {Kind.LISTING: Page.LISTING, Kind.VENDOR: Page.VENDOR, Kind.POST: Page.POST}
MOST_REVISITS = 50_000
_LOOKED_BACK = 50  # runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person may say of one crawl. `mirrors` stand in the place of the profile's; `session` is a file.

    `run` is one that waits, which must be begun or gone on with, and no other. With `every_page` also those pages
    are asked for that were seen lately and are not due.
    """

    run: str = ""
    mirrors: tuple[str, ...] = ()
    session: Path | None = None
    fresh: bool = False
    every_page: bool = False
    concurrency: int = 0
    max_pages: int = 0
    manners: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """One run as it will be crawled. `resumed` where an earlier attempt left its frontier; `authority` is the digest of
    the one under which it goes on now."""

    run: Run
    order: Order
    profile: Profile
    folder: Path
    authority: str
    resumed: bool = False


def allowed_mirrors(found: Profile, wishes: Wishes, authorities: Sequence[Authority], at: datetime) -> tuple[str, ...]:
    """The mirrors that an authority covers now, the best first. Raises NotAllowed where there is none."""
    named = [origin(m) for m in wishes.mirrors or found.mirrors] or _addresses(found.source, authorities)
    if not named:
        todo = "name one with --mirror, in the profile, or in the authority"
        raise NotAllowed(f"no address of {found.source} is known", todo=todo)
    refusals = {mirror: refusal(authorities, found.source, mirror, at) for mirror in named}
    allowed = tuple(mirror for mirror, why in refusals.items() if not why)
    if not allowed:
        todo = "ask for one with `tidewaiter authority add`, and have another person approve it"
        raise NotAllowed(next(iter(refusals.values())), where=found.source, todo=todo)
    return allowed


def plan(
    rows: Connection, workspace: Workspace, found: Found, *, wishes: Wishes, mirrors: tuple[str, ...],
    authorities: Sequence[Authority], person: str, at: datetime,
) -> Plan:  # fmt: skip
    """A new run, or the latest crawl of this source where it can go on: interrupted, or waiting for a person."""
    profile = found.profile
    authority = next(a.digest for a in authorities if _gives(a, profile.source, mirrors[0], at))
    latest = _wanted(rows, wishes.run) if wishes.run else _open_or_latest(rows, profile.source)
    left = latest if latest and not wishes.fresh and _goes_on(latest, workspace, profile) else None
    run = left or Run(
        id=_waiting(latest) or run_id(at, secrets.token_bytes(4)), source=profile.source, state=State.RUNNING,
        started_at=at, profile_digest=profile.digest, authority_digest=authority, code_version=__version__,
        person=person,
    )  # fmt: skip
    known = _known(rows, profile.source) if left is None else []
    ages = {str(kind): age for kind, page in REVISITED.items() if (age := profile.revisit_age(page))}
    order = Order(
        run=run.id, source=profile.source, mirrors=mirrors, profile=found.text,
        template="" if profile.pages else Templates(workspace.templates).of(profile.source),
        start=tuple(mirrors[0] + path for path in profile.start),
        revisit=tuple((mirrors[0] + visit.url, visit.priority) for visit in due(known, ages, at)[:MOST_REVISITS]),
        skip=() if wishes.every_page else tuple(mirrors[0] + url for url in resting(known, ages, at)),
        politeness=_manners(profile, workspace, wishes), session=str(wishes.session or ""),
        code_version=__version__, secret_salt=workspace.secret(SALT).hex(),
    )  # fmt: skip
    return Plan(run, order, profile, workspace.spool / run.id, authority=authority, resumed=left is not None)


def _wanted(rows: Connection, id_: str) -> Run:
    run = journal.get(rows, id_)
    if run.state is not State.QUEUED:
        now = run.outcome or run.state
        raise WrongUse(f"run {id_} does not wait: it is {now}", todo="leave it, or crawl the source")
    return run


def _open_or_latest(rows: Connection, source: str) -> Run | None:
    """The crawl that is open, though a clock that was ahead gave a later name to another; else the latest."""
    known = journal.runs(rows, source=source, way=Way.CRAWL, limit=_LOOKED_BACK)
    return next((run for run in known if run.state in (State.RUNNING, State.QUEUED)), known[0] if known else None)


def _goes_on(run: Run, workspace: Workspace, profile: Profile) -> bool:
    """Whether it ended before its work did, and its spool lies here under the same profile."""
    unfinished = run.state in (State.RUNNING, State.QUEUED) or run.outcome is Outcome.WAITING
    here = (workspace.spool / run.id / "spool.sqlite").exists()
    return run.way is Way.CRAWL and unfinished and here and run.profile_digest == profile.digest


def _waiting(run: Run | None) -> str:
    """The run that the schedule made and nobody has begun; whoever crawls the source first begins it."""
    return run.id if run and run.state is State.QUEUED and not run.profile_digest else ""


def _known(rows: Connection, source: str) -> list[Known]:
    """A key is the address of the page behind every mirror (model.keys); one that an alias made may lead nowhere."""
    return [
        Known(seen.key, seen.kind, seen.last, seen.visits, seen.changes)
        for kind in REVISITED
        for seen in visits(rows, source, str(kind))
        if seen.key.startswith("/")
    ]


def _manners(profile: Profile, workspace: Workspace, wishes: Wishes) -> dict[str, object]:
    at_once = min(wishes.concurrency or profile.politeness.concurrency, workspace.settings.crawl.concurrency)
    changes: dict[str, object] = dict(wishes.manners) | {"concurrency": at_once}
    return changes | ({"max_pages": wishes.max_pages} if wishes.max_pages else {})


def _addresses(source: str, authorities: Iterable[Authority]) -> list[str]:
    """A source whose profile names no mirror is reached where its authority says."""
    named = [address for a in authorities if source in a.sources for address in a.addresses if address != FILES]
    return [origin(address if "//" in address else f"http://{address}") for address in named]


def _gives(authority: Authority, source: str, mirror: str, at: datetime) -> bool:
    return source in authority.sources and not authority.fault(at) and authority.covers(mirror)
