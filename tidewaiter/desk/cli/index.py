"""`tidewaiter index` and `tidewaiter reread`: the caches made anew from what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.progress import Progress

from crawler.profiles import Profile
from crawler.readers import SavedPage, read
from crawler.readers.decoding import decoded
from pipelines.extract import Extraction
from pipelines.index import drain
from pipelines.prepare import Rules
from pipelines.rereading import rebuild as rebuild_records
from pipelines.rereading import reread as reread_captures
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.session import Session, now, session
from tidewaiter.desk.crawling import forbidden
from tidewaiter.model.person import Act
from tidewaiter.model.sighting import Reading
from tidewaiter.schedule.profiles import profile
from tidewaiter.store.database import captures, outbox
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.evidence import read_capture
from tidewaiter.store.workspace import BUYER_KEY

index = typer.Typer(no_args_is_help=True, help="The index is a cache: fill it anew, or let it catch up.")
QuietOption = Annotated[bool, typer.Option("--quiet", help="No progress display.")]


@index.command()
def status(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Say how many records the index holds, and how many wait.

    Example:

      tidewaiter index status --json
    """
    with session(home) as here, here.database.read() as rows:
        here.require(Act.READ)
        held, waiting = here.index.count(), outbox.count(rows)
    if as_json:
        print_json({"indexed": held, "waiting": waiting})
    else:
        out.print(f"{held} records are indexed, {waiting} wait")


@index.command("catch-up")
def catch_up(home: HomeOption = None) -> None:
    """Tell the index what waits for it.

    Example:

      tidewaiter index catch-up
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        out.print(f"{_drain(here)} records told")


@index.command()
def rebuild(
    records: Annotated[
        bool, typer.Option("--records", help="Fold the records anew from their sightings first.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Throw the index away and fill it from the database; with --records fold these anew too. Ids stay.

    Example:

      tidewaiter index rebuild
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        if records:
            out.print(f"{rebuild_records(here.database)} records folded")
        with here.database.write() as rows:
            outbox.queue_all(rows)
        here.index.clear()
        here.note("rebuild", records=records)
        out.print(f"{_drain(here)} records indexed")


def reread(
    source: Annotated[str, typer.Argument(help="The source whose captures are read again.")],
    quiet: QuietOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Read and extract again from the captures, after a profile or a lexicon changed. Ids and judgements stay.

    Example:

      tidewaiter reread dream
    """
    with session(home) as here:
        person = here.require(Act.COLLECT)
        found = profile(source, here.workspace.sources).profile
        rules = Rules(Extraction.ours(), here.workspace.secret(BUYER_KEY), forbidden(here.workspace))
        with Progress(console=err, transient=True, disable=quiet or as_json) as bar:
            task = bar.add_task(f"reading {source} again", total=None)
            again = (_again(here, one, found) for one in bar.track(_captures(here, source), task_id=task))
            done = reread_captures(here.database, again, rules, ledger=here.ledger, at=now(), person=person.name)
        here.note("reread", source=source, profile=found.digest, lexicon=rules.extraction.version, captures=done)
        _drain(here)
    if as_json:
        print_json({"source": source, "captures": done})
    else:
        out.print(f"{done} captures read again")


def _captures(here: Session, source: str) -> Iterator[Entered]:
    """All captures of a source that were read before, some at a time."""
    after = ""
    while True:
        with here.database.read() as rows:
            some = captures.of_source(rows, source, after=after)
        if not some:
            return
        yield from some
        after = some[-1].capture.id


def _again(here: Session, entered: Entered, rules: Profile) -> tuple[Entered, Reading]:
    got = read_capture(here.workspace.warc_folders(), entered.capture)
    page = SavedPage(entered.capture.url, decoded(got.headers, got.body), entered.capture.media_type, dict(got.headers))
    return entered, read(page, entered.capture.id, rules)


def _drain(here: Session) -> int:
    return drain(here.database, here.index, owner=f"desk of {here.person.name}", language=Extraction.ours().language)
