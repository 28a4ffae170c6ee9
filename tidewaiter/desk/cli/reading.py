"""`tidewaiter read`: what a saved page says, and with `--explain` why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from crawler.readers import SavedPage, open_page, read
from crawler.readers.generic import GUESS, trace
from crawler.readers.generic.tracing import Trace
from tidewaiter.desk.cli.frame import JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.model.sighting import FieldValue, Reading
from tidewaiter.schedule.profiles import profile

MOST_BYTES = 64 << 20


def read_(
    page: Annotated[Path, typer.Argument(metavar="PAGE.html", help="A saved page.")],
    *,
    source: Annotated[
        str, typer.Option(help="A source's name or a profile's path; without it the generic reader.")
    ] = "",
    url: Annotated[str, typer.Option(help="The page's address, if you know it: keys come from it.")] = "",
    media_type: Annotated[str, typer.Option(help="Its Content-Type, charset included.")] = "text/html",
    explain: Annotated[
        bool, typer.Option("--explain", help="Why the generic reader says it: how sure, from which element, by what.")
    ] = False,
    as_json: JsonOption = False,
    home: Annotated[Path | None, typer.Option("--home", help="A workspace with own profiles; none is needed.")] = None,
) -> None:
    """Print what a saved page says: for anyone who writes a profile, and to see what the generic reader makes of it.

    Examples:

      tidewaiter read listing.html --source empire

      tidewaiter read page.html --json

      tidewaiter read page.html --explain
    """
    if explain and source:
        raise WrongUse("--explain is for the generic reader; a profile's selectors are its reasons", where="--source")
    own = home / "sources" if home else None
    rules = profile(source, own).profile if source else None
    try:
        body = page.read_bytes()
    except OSError as fault:
        raise WrongUse(f"the page does not open: {fault.strerror}", where=str(page)) from fault
    if len(body) > MOST_BYTES:
        raise WrongUse(f"the page has {len(body)} bytes, {MOST_BYTES} are the most", where=str(page))
    saved = SavedPage(url, body, media_type)
    if explain:
        _explain(trace(open_page(saved)), as_json=as_json)
        return
    reading = read(saved, digest("file", body), rules)
    if as_json:
        print_json(reading_json(reading))
    else:
        show(reading)


def reading_json(reading: Reading) -> dict[str, object]:
    """The shape of `read --json`."""
    said = [{"kind": str(s.kind), "key": s.key, "fields": dict(s.fields)} for s in reading.statements]
    more: dict[str, object] = {"notes": list(reading.notes)} if reading.notes else {}
    return {"page": str(reading.page), "sightings": said, **more}


def show(reading: Reading) -> None:
    """The same for a person."""
    out.print(
        Text.assemble(
            "page: ", (str(reading.page), "bold"), f", {len(reading.statements)} sightings, {len(reading.links)} links"
        )
    )
    for note in reading.notes:
        out.print(Text(f"  note: {plain(note)}", style="yellow"))
    for statement in reading.statements:
        out.print(Text.assemble("\n", (str(statement.kind), "bold cyan"), f"  {line(statement.key, 100)}"))
        for name, value in statement.fields.items():
            out.print(Text.assemble((f"  {name:<18}", "dim"), line(_said(value), 200)))


def _said(value: FieldValue) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _explain(why: Trace, *, as_json: bool) -> None:
    if as_json:
        print_json(trace_json(why))
        return
    out.print(Text.assemble("page: ", (str(why.page), "bold"), f", {len(why.things)} sightings"))
    for note in why.notes:
        out.print(Text(f"  note: {plain(note)}", style="yellow"))
    for thing in why.things:
        where = f"  in {line(thing.block, 100)}" if thing.block else ""
        out.print(Text.assemble("\n", (str(thing.kind), "bold cyan"), f"  {line(thing.key, 100)}", (where, "dim")))
        for name, one in thing.fields.items():
            guess = ("a guess  ", "yellow") if one.confidence < GUESS else ("", "")
            out.print(Text.assemble((f"  {name:<18}", "dim"), guess, line(_said(one.value), 160)))
            out.print(Text(f"{'':20}{one.confidence:.2f} by {plain(one.how)}  {line(one.path, 120)}", style="dim"))


def trace_json(why: Trace) -> dict[str, object]:
    """The shape of `read --explain --json`: as `read --json`, each field with its confidence, path and how."""
    said = [
        {
            "kind": str(thing.kind),
            "key": thing.key,
            "block": thing.block,
            "fields": {
                name: {"value": one.value, "confidence": one.confidence, "path": one.path, "how": one.how}
                for name, one in thing.fields.items()
            },
        }
        for thing in why.things
    ]
    more: dict[str, object] = {"notes": list(why.notes)} if why.notes else {}
    return {"page": str(why.page), "sightings": said, **more}
