"""`tidewaiter watch test` and `tidewaiter rates import`: saved questions tried out, and what money is worth."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from pipelines.extract import Extraction
from pipelines.index import entries
from pipelines.rates import read_rates
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.cli.search import read, typed
from tidewaiter.desk.cli.session import now, session, tell_soon
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.person import Act
from tidewaiter.search.question import Question, Range, Sort, echo
from tidewaiter.search.watches import Matcher
from tidewaiter.store.database import outbox
from tidewaiter.store.database import rates as table

watch = typer.Typer(no_args_is_help=True, help="Saved questions.")
rates = typer.Typer(no_args_is_help=True, help="What a unit of a currency or coin is worth.")
_DAYS = 30
_MOST = 1000


@watch.command("test", context_settings={"ignore_unknown_options": True})
def try_(
    question: Annotated[str, typer.Argument(help="The question to try.")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="Records first seen within so many days.")] = _DAYS,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show what a saved question would have matched: records of the last 30 days, through the watches' own matcher.

    Example:

      tidewaiter watch test "필로폰 to:KR"
    """
    words, notes = read(typed([question]))
    with session(home) as here:
        here.require(Act.READ)
        recent = Range("first_seen", now().replace(microsecond=0) - timedelta(days=days))
        asked = Question(words, ranges=(recent,), sort=Sort.APPEARED, facets=(), limit=_MOST)
        hits = here.index.search(asked)
        kept, batch = entries(here.database, [hit.id for hit in hits.hits], Extraction.ours().language)
        matched = {id_ for _, id_ in Matcher({"this": Question(words)}).matches(batch)}
        here.note("watch-test", question=echo(words), found=hits.total)
    shown = [one for one in kept if one.record.id in matched]
    if as_json:
        ids = [one.record.id for one in shown]
        print_json({"question": echo(words), "notes": notes, "total": hits.total, "records": ids})
        return
    for note in notes:
        err.print(Text(plain(note), style="yellow"))
    out.print(f"{hits.total} records of the last {days} days match {plain(echo(words)) or 'everything'}")
    for one in shown[:20]:
        out.print(Text.assemble((one.record.id[:10], "cyan"), "  ", line(one.columns.title or one.record.key, 80)))


@rates.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A table: day,currency,rate (in USD for one unit).")],
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Take a dated table of rates; prices in these currencies are reckoned again, with the rate's id kept.

    Example:

      tidewaiter rates import rates.csv
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(f"the file does not open: {fault}", where=str(file)) from fault
    with session(home) as here:
        here.require(Act.COLLECT)
        found = list(read_rates(lines, file.name))
        with here.database.write() as rows:
            touched = table.add(rows, found)
            outbox.touch(rows, touched)
        here.note("rates", file=file.name, rates=len(found), records=len(touched))
        tell_soon(here)
    if as_json:
        print_json({"rates": len(found), "records": len(touched)})
    else:
        out.print(f"{len(found)} rates taken, {len(touched)} records reckoned again")
