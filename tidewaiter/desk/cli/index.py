"""`tidewaiter index` and `tidewaiter reread`: the caches made anew from what is kept."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import Progress
from rich.text import Text

from pipelines.extract import Extraction
from pipelines.prepare import Rules
from pipelines.rereading import rebuild as rebuild_records
from pipelines.upkeep import check as compare
from pipelines.upkeep import rebuild as rebuild_index
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.crawling import forbidden, limits_of
from tidewaiter.desk.indexes import server_of
from tidewaiter.desk.session import now, owner, session, tell
from tidewaiter.desk.words import extraction_of
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.person import Act
from tidewaiter.schedule.profiles import profile
from tidewaiter.schedule.rereading import reread_source
from tidewaiter.search.elastic.role import key_request
from tidewaiter.store.database import letters, outbox
from tidewaiter.store.templates import Templates
from tidewaiter.store.workspace import BUYER_KEY

index = typer.Typer(no_args_is_help=True, help="The index is a cache: fill it anew, or let it catch up.")
QuietOption = Annotated[bool, typer.Option("--quiet", help="No progress display.")]


@index.command()
def status(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Say how many records the index holds, how many wait, and how many it refused.

    Example:

      tidewaiter index status --json
    """
    with session(home) as here:
        here.require(Act.READ)
        with here.database.read() as rows:
            waiting, dead = outbox.count(rows), letters.count(rows)
        held = here.index.count()
    if as_json:
        print_json({"indexed": held, "waiting": waiting, "refused": dead})
        return
    out.print(f"{held} records are indexed, {waiting} wait")
    if dead:
        out.print(f"{dead} were refused: see `tidewaiter index refused`")


@index.command("catch-up")
def catch_up(home: HomeOption = None) -> None:
    """Tell the index what waits for it.

    Example:

      tidewaiter index catch-up
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        out.print(f"{tell(here)} records told")


@index.command()
def rebuild(
    records: Annotated[
        bool, typer.Option("--records", help="Fold the records anew from their sightings first.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Fill a new index from the database beside the one that is searched, then swap; with --records fold anew too.

    Example:

      tidewaiter index rebuild
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        if records:
            folded = rebuild_records(here.database, limits=limits_of(here.workspace), scratch=here.workspace.home)
            out.print(f"{folded} records folded")
        count = rebuild_index(here.database, here.index, owner=f"desk {owner()}", language=Extraction.ours().language)
        here.note("rebuild", records=records)
        tell(here)
        out.print(f"{count} records indexed")


@index.command()
def check(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Compare the index with the database, record by record. Ends with status 1 where they differ.

    Example:

      tidewaiter index check
    """
    with session(home) as here:
        here.require(Act.READ)
        found = compare(here.database, here.index)
    faults = {name: list(getattr(found, name)) for name in ("missing", "surplus", "stale", "doubled")}
    if as_json:
        print_json({"records": found.records, "sound": found.sound} | faults)
    else:
        out.print(f"{found.records} records: " + ", ".join(f"{len(ids)} {name}" for name, ids in faults.items()))
        for name, ids in faults.items():
            for id_ in ids[:20]:
                out.print(f"  {name}: {id_}")
    if not found.sound:
        raise StoreFailed("the index differs from the database", todo="run `tidewaiter index rebuild`")


@index.command()
def refused(
    replay: Annotated[bool, typer.Option("--replay", help="Tell the index of them again.")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """List the records that the index refused, with its reason; with --replay tell it again.

    Example:

      tidewaiter index refused --replay
    """
    with session(home) as here:
        here.require(Act.COLLECT if replay else Act.READ)
        with here.database.read() as rows:
            dead = letters.listed(rows)
        if replay:
            with here.database.write() as rows:
                letters.replay(rows)
            tell(here)
    if as_json:
        print_json([{"record": one.record, "revision": one.revision, "reason": one.reason} for one in dead])
        return
    for one in dead:
        out.print(Text.assemble((one.record[:10], "cyan"), "  ", line(one.reason, 100)))
    out.print(f"{len(dead)} records " + ("were told again" if replay else "were refused"))


@index.command()
def role(
    reader: Annotated[bool, typer.Option("--reader", help="For those who only search.")] = False,
    home: HomeOption = None,
) -> None:
    """Print what an Elasticsearch administrator sends to make the API key with the least rights.

    Example:

      tidewaiter index role > key-request.json
    """
    with session(home) as here:
        print_json(key_request(server_of(here.workspace), writes=not reader))


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
        rules = Rules(extraction_of(here.workspace), here.workspace.secret(BUYER_KEY), forbidden(here.workspace))
        with Progress(console=err, transient=True, disable=quiet or as_json) as bar:
            task = bar.add_task(f"reading {source} again", total=None)
            done = reread_source(
                here.database, found, rules, ledger=here.ledger, folders=here.places, at=now(),
                person=person.name, track=lambda entered: bar.track(entered, task_id=task),
                templates=Templates(here.workspace.templates),
                limits=limits_of(here.workspace),
            )  # fmt: skip
        here.note("reread", source=source, profile=found.digest, lexicon=rules.extraction.version,
                  captures=done.captures, held=list(done.held))  # fmt: skip
        tell(here)
    if as_json:
        print_json({"source": source, "captures": done.captures, "held": done.held})
        return
    out.print(f"{done.captures} captures read again")
    for id_ in done.held:
        out.print(f"  {id_[:10]} held its reader: what was read of it before stays")
