"""`tidewaiter case`: leads and records put together, with notes."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk import triage
from tidewaiter.desk.cli.completing import complete_case
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.lists import LimitOption
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.session import session
from tidewaiter.model.case import Case, Turn
from tidewaiter.model.person import Act
from tidewaiter.model.times import stamp
from tidewaiter.store.database import cases, leads, records

case = typer.Typer(no_args_is_help=True, help="Leads and records put together, with notes.")

CaseArgument = Annotated[
    str, typer.Argument(metavar="CASE", help="A case's id or its beginning.", autocompletion=complete_case)
]
ThingsArgument = Annotated[list[str], typer.Argument(metavar="ID...", help="Leads or records, by id or its beginning.")]
NoteOption = Annotated[str, typer.Option("--note", help="Why, for whoever reads it later.")]


@case.command()
def new(
    title: Annotated[str, typer.Argument(help="What it is about.")],
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Open a case.

    Example:

      tidewaiter case new "Parcels from Rotterdam"
    """
    with session(home) as here:
        opened = triage.open_case(here, title)
    if as_json:
        print_json(_json(opened))
    else:
        out.print(Text.assemble("case ", (opened.id[:8], "cyan"), f"  {line(opened.title, 80)}"))


@case.command()
def add(case_: CaseArgument, ids: ThingsArgument, note: NoteOption = "", home: HomeOption = None) -> None:
    """Put leads or records into a case.

    Example:

      tidewaiter case add 4be1 8c2f10 3fa9c1 --note "same parcel"
    """
    with session(home) as here:
        _told(triage.turn(here, case_, Turn.ADD, about=ids, text=note))


@case.command()
def remove(case_: CaseArgument, ids: ThingsArgument, note: NoteOption = "", home: HomeOption = None) -> None:
    """Take leads or records out of a case; that they were in it stays on the record.

    Example:

      tidewaiter case remove 4be1 3fa9c1
    """
    with session(home) as here:
        _told(triage.turn(here, case_, Turn.REMOVE, about=ids, text=note))


@case.command("note")
def note_(
    case_: CaseArgument,
    text: Annotated[str, typer.Argument(help="What is to be remembered.")],
    home: HomeOption = None,
) -> None:
    """Note something in a case.

    Example:

      tidewaiter case note 4be1 "asked the postal service"
    """
    with session(home) as here:
        _told(triage.turn(here, case_, Turn.NOTE, text=text))


@case.command()
def close(case_: CaseArgument, note: NoteOption = "", home: HomeOption = None) -> None:
    """Close a case.

    Example:

      tidewaiter case close 4be1 --note "handed to the prosecutor"
    """
    with session(home) as here:
        _told(triage.turn(here, case_, Turn.CLOSE, text=note))


@case.command()
def reopen(case_: CaseArgument, note: NoteOption = "", home: HomeOption = None) -> None:
    """Open a closed case again.

    Example:

      tidewaiter case reopen 4be1
    """
    with session(home) as here:
        _told(triage.turn(here, case_, Turn.REOPEN, text=note))


@case.command("list")
def list_(limit: LimitOption = 50, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """List cases, the newest first.

    Example:

      tidewaiter case list
    """
    with session(home) as here:
        here.require(Act.READ)
        with here.database.read() as rows:
            known = cases.listed(rows, limit=limit)
        here.note("list", what="cases", found=len(known))
    if as_json:
        print_json([_json(one) for one in known])
        return
    for one in known:
        _told(one)
    if not known:
        out.print('no cases yet: tidewaiter case new "TITLE"')


@case.command()
def show(case_: CaseArgument, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Show a case: what it holds, and what was done with it.

    Example:

      tidewaiter case show 4be1
    """
    with session(home) as here:
        here.require(Act.READ)
        with here.database.read() as rows:
            one = cases.find(rows, case_)
            found = {lead.lead.id: lead for lead in leads.some(rows, one.holds)}
            kept = {k.record.id: k for k in records.load(rows, one.holds)}
        here.note("view", case=one.id)
    if as_json:
        print_json(_json(one))
        return
    _told(one)
    for id_ in one.holds:
        if id_ in found:
            lead = found[id_]
            said = f"lead     {lead.lead.rule:<24} {lead.triage.standing}: {line(lead.lead.reasons[0], 80)}"
        elif id_ in kept:
            said = f"{kept[id_].record.kind:<8} {kept[id_].record.source:<24} {line(kept[id_].columns.title, 80)}"
        else:
            said = "what it was is not there any more"
        out.print(Text.assemble("  ", (id_[:10], "cyan"), f"  {said}"))
    for entry in one.entries:
        about = f" {entry.about[:10]}" if entry.about else ""
        words = f"  {stamp(entry.at)[:16]}  {line(entry.person, 24)}: {entry.turn}{about}  {plain(entry.text)}"
        out.print(Text(words, style="dim"))


def _told(one: Case) -> None:
    state = "closed" if one.closed else f"{len(one.holds)} in it"
    out.print(Text.assemble("case ", (one.id[:8], "cyan"), f"  {line(one.title, 80)}  ", (state, "dim")))


def _json(one: Case) -> dict[str, object]:
    return {
        "id": one.id, "title": one.title, "opened_by": one.opened_by, "opened_at": stamp(one.opened_at),
        "closed": one.closed, "holds": list(one.holds),
        "entries": [
            {"turn": str(e.turn), "about": e.about, "text": e.text, "person": e.person, "at": stamp(e.at),
             "ledger": e.sequence}
            for e in one.entries
        ],
    }  # fmt: skip
