"""`tidewaiter import`: exported chats and seized files, as evidence and as records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.status import Status
from rich.text import Text

from crawler.importers.opening import Kind
from crawler.importers.order import ImportOrder
from crawler.importers.whatsapp import Order
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.importing import import_file, prepare
from tidewaiter.desk.session import session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.run import EXIT_STATUS, Outcome, Run
from tidewaiter.model.times import moment
from tidewaiter.schedule.child import jail_for
from tidewaiter.schedule.importing import proposed, sha256_of
from tidewaiter.schedule.profiles import profile

_MOST_TOLD = 12  # reasons


def import_(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="An export: JSON, text, CSV, XLSX, or a zip.")
    ],
    source: Annotated[str, typer.Option(help="The source that it belongs to; it has a profile.")] = "",
    *,
    kind: Annotated[Kind | None, typer.Option("--as", help="What kind of file it is, where that is not seen.")] = None,
    zone: Annotated[str, typer.Option(help="Whose time the file states: Asia/Seoul, +09:00. Never guessed.")] = "",
    date_order: Annotated[Order | None, typer.Option(help="Order of day, month and year in WhatsApp's dates.")] = None,
    mapping: Annotated[Path | None, typer.Option(help="Which column of a table says what.")] = None,
    propose: Annotated[
        bool, typer.Option("--propose-mapping", help="Print the mapping that its columns suggest.")
    ] = False,
    chat: Annotated[
        list[str] | None, typer.Option(help="A chat of a whole account that the authority covers; may be repeated.")
    ] = None,
    chat_name: Annotated[str, typer.Option(help="The chat's name, where the file does not tell it.")] = "",
    received: Annotated[str, typer.Option(help="When it was exported, if earlier: 2026-11-01T09:00:00Z.")] = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Take an exported chat into the evidence and record its messages: Telegram, WhatsApp, Discord, UFDR, CSV, XLSX.

    The file is kept whole. Importing it again, or a longer export of the same chat, adds nothing twice. An import that
    was stopped goes on when the command is given again.

    Examples:

      tidewaiter import result.json --source pier7

      tidewaiter import "WhatsApp Chat with Pier 7.txt" --source pier7 --zone Asia/Seoul --date-order dmy

      tidewaiter import signal.csv --source pier7 --propose-mapping > columns.yaml
    """
    if not source and not propose:
        raise WrongUse(
            "an import belongs to a source", todo="name it: --source NAME; a new one needs sources/NAME.yaml"
        )
    order = ImportOrder(
        run="", source=source, capture=sha256_of(file), name=file.name, kind=str(kind or ""), zone=zone,
        date_order=str(date_order or ""), mapping=_text(mapping), chats=tuple(chat or ()), chat=chat_name,
    )  # fmt: skip
    if propose:
        out.print(plain(proposed(file, order, jail_for("auto"))), end="")
        return
    with session(home) as here:
        known = profile(source, here.workspace.sources).profile
        planned = prepare(here, known, order, received_at=_time(received))
        with Status("reading", console=err) as status:
            run, told = import_file(here, planned, file, show=lambda parts: status.update(f"{parts} parts on record"))
    if as_json:
        print_json(_as_json(run, told))
    else:
        _present(run, told)
    raise typer.Exit(EXIT_STATUS[run.outcome or Outcome.FAILED])


def _present(run: Run, told: Mapping[str, Any]) -> None:
    inside = f" ({line(str(told['member']))})" if told.get("member") else ""
    out.print(Text(f"{told.get('messages', 0)} messages of {told.get('kind', 'the file')}{inside}, run {run.id}"))
    for reason, number, place in list(told.get("asides") or ())[:_MOST_TOLD]:
        out.print(
            Text(f"  {number:>6} no posts: {line(str(reason), 90)}, first at {line(str(place), 60)}", style="dim")
        )
    for reason in run.reasons:
        out.print(Text(plain(reason), style="yellow"))


def _as_json(run: Run, told: Mapping[str, Any]) -> dict[str, object]:
    asides = [
        {"reason": reason, "number": number, "first": place} for reason, number, place in told.get("asides") or ()
    ]
    return {
        "run": run.id, "source": run.source, "outcome": run.outcome and str(run.outcome), "reasons": list(run.reasons),
        "kind": told.get("kind"), "messages": told.get("messages"), "no_posts": asides, "counts": dict(run.counts),
    }  # fmt: skip


def _time(said: str) -> datetime | None:
    try:
        return moment(said) if said else None
    except ValueError as fault:
        raise WrongUse(f"--received {said}: not a time", todo="write it as 2026-11-01T09:00:00Z") from fault


def _text(mapping: Path | None) -> str:
    if mapping is None:
        return ""
    try:
        return mapping.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(f"the mapping does not open: {fault}", where=str(mapping)) from fault
