"""Reread as a job: all captures of a source read again by its profile as it stands now, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from crawler.profiles import Profile
from crawler.readers import HeldTooLong, Opened, SavedPage, open_page, read, within
from crawler.readers.bounded import LONGEST
from crawler.readers.decoding import page_of
from crawler.readers.generic import Template, learn_template
from pipelines.leads import Thresholds
from pipelines.prepare import Rules
from pipelines.rereading import reread
from tidewaiter.model.sighting import Reading
from tidewaiter.store.database import Database, captures
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.evidence import Ledger, read_capture
from tidewaiter.store.evidence.reading import Places
from tidewaiter.store.templates import Templates

_LOOKED_AT = 120  # captures: enough for the pages that a template is learned from, were each kept three times
Track = Callable[[Iterable[Entered]], Iterable[Entered]]


@dataclass(frozen=True, slots=True)
class Reread:
    """`held` are the ids of captures that held their reader: what was read of them before stays."""

    captures: int
    held: tuple[str, ...] = ()


def reread_source(
    database: Database, profile: Profile, rules: Rules, *, ledger: Ledger, folders: Places, at: datetime,
    person: str, track: Track = lambda entered: entered, longest: float = LONGEST, templates: Templates | None = None,
    limits: Thresholds | None = None,
) -> Reread:  # fmt: skip
    """Read and extract again; ids and judgements stay. `folders` hold the WARC files; `track` may count what passes.

    Of a source whose profile describes no page, the template is learned anew first, and kept in `templates`.

    Raises EvidenceDamaged where a capture's digest does not hold: what was read up to there stays read.
    """
    held: list[str] = []
    template = None
    if templates is not None and not profile.pages:
        template = _learned(_captures(database, profile.source), folders, longest)
        templates.keep(profile.source, template.digest, template.to_json())
    entered = track(_captures(database, profile.source))
    readings = _readings(
        entered, lambda page, id_: read(page, id_, profile, template), folders=folders, held=held, longest=longest
    )
    done = reread(database, readings, rules, ledger=ledger, at=at, person=person, limits=limits)
    return Reread(done, tuple(held))


def _captures(database: Database, source: str) -> Iterator[Entered]:
    """All captures of a source that were read before, some at a time."""
    after = ""
    while True:
        with database.read() as rows:
            some = captures.of_source(rows, source, after=after)
        if not some:
            return
        yield from some
        after = some[-1].capture.id


def _learned(entered: Iterable[Entered], folders: Places, longest: float) -> Template:
    """The template of the source's first captures; one that holds its reader, or is sealed off, teaches nothing."""
    pages: list[Opened] = []
    for one in islice((one for one in entered if not one.sealed), _LOOKED_AT):
        try:
            with within(longest):
                pages.append(open_page(page_of(one.capture, read_capture(folders, one.capture))))
        except HeldTooLong:
            continue
    return learn_template(pages)


def _readings(
    entered: Iterable[Entered], reader: Callable[[SavedPage, str], Reading], *, folders: Places,
    held: list[str], longest: float,
) -> Iterator[tuple[Entered, Reading]]:  # fmt: skip
    for one in entered:
        got = read_capture(folders, one.capture)
        # The database does not tell the address of what was sealed off, and keys are made of addresses.
        capture = replace(one.capture, url=got.url) if one.sealed else one.capture
        try:
            with within(longest):
                reading = reader(page_of(capture, got), capture.id)
        except HeldTooLong:
            held.append(capture.id)
            continue
        yield one, reading
