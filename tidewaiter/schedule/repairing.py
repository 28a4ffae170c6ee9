"""Repair from captures: a run's pages beside those that a healthy run got from the same addresses."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.readers import HeldTooLong, SavedPage, open_page, within
from crawler.readers.bounded import LONGEST
from crawler.readers.decoding import page_of
from crawler.repair import Pair, Repaired, repair
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.model.run import Run
from tidewaiter.schedule.profiles import Found
from tidewaiter.store.database import Database, captures, journal
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.database.health import revisited
from tidewaiter.store.evidence import read_capture
from tidewaiter.store.evidence.reading import Places

MOST = 30  # pages of one kind that are opened; repair itself takes some of each page rule
_LOOKED = 20  # runs among which one that read out of the usual is looked for


def ailing(database: Database, source: str, named: str = "") -> Run:
    """The run to repair by: the one named, else the last that read out of the usual. Raises WrongUse without one."""
    with database.read() as rows:
        if named:
            run = journal.get(rows, named)
            if run.source != source:
                raise WrongUse(
                    f"run {run.id} is of {run.source}", todo=f"take one from `tidewaiter runs --source {source}`"
                )
            return run
        for run in journal.runs(rows, source=source, limit=_LOOKED):
            if run.health.unusual:
                return run
    raise WrongUse(
        f"no run of {source} read out of the usual lately",
        todo="name one with --run, from `tidewaiter runs`; a new profile is drafted with `tidewaiter source draft`",
    )


def repaired(database: Database, run: Run, found: Found, *, folders: Places) -> Repaired:
    """Proposals for the profile by the run's pages. Raises EvidenceDamaged where a capture's digest does not hold, and
    WrongUse where no page of the run was read by a healthy run before."""
    with database.read() as rows:
        pairs = _some(revisited(rows, run.id))
        known = captures.load(rows, {one for _, *two in pairs for one in two})
    opened = [
        Pair(now, _page(known[before], folders), _page(known[now], folders))
        for _, before, now in pairs
        if before in known and now in known
    ]
    if not opened:
        todo = "let a run visit known pages again, or draft a profile anew: tidewaiter source draft"
        raise WrongUse("no page of this run was read by a healthy run before", where=run.id, todo=todo)
    return repair(found.text, str(found.file), [pair for pair in opened if _quick(pair)])


def _some(pairs: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of each kind of page some, in no order that a site could choose."""
    counts: dict[str, int] = {}
    kept = []
    for one in sorted(pairs, key=lambda pair: digest("repair", pair[2])):
        counts[one[0]] = counts.get(one[0], 0) + 1
        if counts[one[0]] <= MOST:
            kept.append(one)
    return kept


def _page(one: Entered, folders: Places) -> SavedPage:
    return page_of(one.capture, read_capture(folders, one.capture))


def _quick(pair: Pair) -> bool:
    """Whether both pages open within the time that a reader is given; those that hold it are left out."""
    try:
        with within(LONGEST):
            open_page(pair.before)
            open_page(pair.now)
    except HeldTooLong:
        return False
    return True
