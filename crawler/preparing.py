"""From an order to all that the crawl works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from crawler import profiles, session
from crawler.frontier import Halt, Manners, Mirrors, Work
from crawler.frontier.manners import manners
from crawler.frontier.rules import follows
from crawler.guard.authority import load
from crawler.order import AUTHORITY_FILE, Order
from crawler.readers.generic import Template
from tidewaiter.model.authority import Authority, Permission
from tidewaiter.store.evidence import WarcFiles
from tidewaiter.store.spool import Spool


def prepare(order: Order, folder: Path, *, clock: Callable[[], datetime]) -> Work:
    """Open all that the crawl works with. Raises a TidewaiterError that says what is missing or forbidden."""
    profile = profiles.load(order.profile, f"{order.source}.yaml") if order.profile else None
    if profile is not None:  # the reader takes none of the source's own addresses for a candidate
        profile = replace(profile, mirrors=order.mirrors)
    politeness = profile.politeness if profile else profiles.Politeness()
    ways = manners(politeness, order.politeness, attempt_limit=order.attempt_limit)
    # A permission counts where its authority covers the mirrors that will be asked.
    authorities = [a for a in _authorities(folder) if any(a.covers(mirror) for mirror in order.mirrors)]
    own_session = session.load(order.session, order.source, authorities=authorities, at=clock())
    spool = Spool(folder, mirrors=order.mirrors, run=order.run, follow=follows(ways.politeness.max_depth))
    waited = spool.finished == Halt.WAITING
    spool.own()
    if waited:
        spool.reopen()
    spool.seed(order.start, order.revisit, order.skip)
    return Work(
        order=order,
        profile=profile,
        template=Template.from_json(order.template) if order.template else None,
        manners=ways,
        spool=spool,
        warc=WarcFiles(
            spool.warc, order.run, code_version=order.code_version, salt=bytes.fromhex(order.secret_salt) or None
        ),
        mirrors=_mirrors(order, ways),
        session=own_session,
        clock=clock,
        text_only=not _permitted(authorities, order.source, at=clock(), what=Permission.MEDIA),
    )


def _mirrors(order: Order, ways: Manners) -> Mirrors:
    patience = ways.patience
    return Mirrors(order.mirrors, rest_after=patience.rest_after, rest=patience.rest, most_rests=patience.most_rests)


def _authorities(folder: Path) -> list[Authority]:
    """As they stand now; the gate reads them again on each request, and refuses all where there is no file."""
    try:
        return load(folder / AUTHORITY_FILE)
    except OSError:
        return []


def _permitted(authorities: list[Authority], source: str, *, at: datetime, what: Permission) -> bool:
    return any(source in a.sources and not a.fault(at) and what in a.permissions for a in authorities)
