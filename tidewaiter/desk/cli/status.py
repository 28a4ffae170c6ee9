"""`tidewaiter status`: how the work stands, and what needs a person."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from tidewaiter.desk.cli.figures import one_form
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.session import now, session
from tidewaiter.desk.status import FieldRate, Lag, Status, names_of, status_of
from tidewaiter.model.person import Act
from tidewaiter.model.times import stamp

_MIB = 1 << 20


def status(
    fields: Annotated[
        bool, typer.Option("--fields", help="Every field's fill rate, not the unusual ones alone.")
    ] = False,
    prometheus: Annotated[bool, typer.Option("--prometheus", help="Prometheus text on standard output.")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Tell how runs, index, alerts, deliveries, fields, disk and proof stand, and what needs a person.

    The exit status is 1 where something needs a person: a source overdue, short, blocked, failed, waiting or cut off,
    an index or alerts that do not get on, deliveries that do not arrive, a full disk, a seal long ago.

    Examples:

      tidewaiter status

      tidewaiter status --json || mail -s "look at tidewaiter" desk@example.org
    """
    one_form(as_json=as_json, as_csv=prometheus)
    with session(home) as here:
        here.require(Act.READ)
        found = status_of(here, now())
    if prometheus:
        from tidewaiter.desk.gauges import text_of  # brings the library of Prometheus, which no other command needs

        sys.stdout.write(text_of(found))
    elif as_json:
        print_json(_json(found))
    else:
        _show(found, fields=fields)
    if found.troubles:
        raise typer.Exit(1)


def _show(found: Status, *, fields: bool) -> None:
    table = Table("source", "state", "since", "", box=None, header_style="dim")
    for one in found.sources:
        style = {"running": "cyan", "in time": "green", "idle": "dim", "off": "dim", "queued": "cyan"}.get(
            one.state, "red"
        )
        since = stamp(one.since)[:16] if one.since else ""
        table.add_row(Text(line(one.source, 24), "bold"), Text(one.state, style), since, Text(line(one.why, 90), "dim"))
    out.print(table)
    _fields([rate for rate in found.rates if fields or rate.unusual])
    out.print()
    _line("schedule", f"held by {found.scheduler}" if found.scheduler else "no process holds it: tidewaiter up")
    _line("queue", f"{found.queue} runs wait for a worker")
    _line("index", _lag(found.index, "records wait", "refused"))
    _line("alerts", _lag(found.alerts, "wait to be sent", ""))
    _line("deliveries", _lag(found.deliveries, "wait", "did not arrive"))
    space = found.space
    database = "" if space.database is None else f", database {space.database / _MIB:.1f}"
    sizes = f"evidence {space.evidence / _MIB:.1f} MiB{database}, all {space.workspace / _MIB:.1f}"
    _line("disk", f"{space.free / (1 << 30):.1f} GiB free; {sizes}")
    sealed = (
        f"sealed to {found.proof.sealed} at {found.proof.sealed_at[:16]}" if found.proof.sealed_at else "no seal yet"
    )
    _line("ledger", f"{found.proof.seq} entries, head {found.proof.head[:16]}; {sealed}")
    out.print()
    for trouble in found.troubles:
        out.print(
            Text.assemble(("needs a person  ", "bold red"), (trouble.what, "bold"), f"  {plain(trouble.says)[:300]}")
        )
        out.print(Text(f"                what to do: {plain(trouble.todo)}", style="dim"))
    if not found.troubles:
        out.print(Text("nothing needs a person", style="green"))


def _fields(rates: list[FieldRate]) -> None:
    if not rates:
        return
    table = Table("source", "field", "filled", "usually", "pages", "", box=None, header_style="dim")
    for one in rates:
        usual = "-" if one.usual is None else f"{one.usual:.0%}"
        style = "red" if one.unusual else ""
        table.add_row(line(one.source, 24), Text(names_of(one), style), f"{one.now:.0%}", usual, str(one.pages),
                      Text(line(one.unusual, 90), "red"))  # fmt: skip
    out.print()
    out.print(table)


def _line(name: str, says: str) -> None:
    out.print(Text.assemble((f"{name:<12}", "dim"), plain(says)))


def _lag(one: Lag, waits: str, failed: str) -> str:
    age = f", the oldest since {one.oldest / 60:.0f} min" if one.waiting and one.oldest >= 60 else ""
    return f"{one.waiting} {waits}{age}" + (f"; {one.failed} {failed}" if one.failed else "")


def _json(found: Status) -> dict[str, object]:
    space, proof = found.space, found.proof
    return {
        "at": stamp(found.at), "scheduler": found.scheduler or None, "states": found.counts, "queue": found.queue,
        "sources": [
            {"source": one.source, "state": one.state, "why": one.why, "todo": one.todo, "run": one.run or None,
             "since": one.since and stamp(one.since)}
            for one in found.sources
        ],
        "fields": [
            {"source": one.source, "field": one.field, "filled": round(one.now, 4),
             "usual": None if one.usual is None else round(one.usual, 4), "pages": one.pages,
             "unusual": one.unusual or None}
            for one in found.rates
        ],
        "index": _lag_json(found.index), "alerts": _lag_json(found.alerts), "deliveries": _lag_json(found.deliveries),
        "disk": {"free": space.free, "evidence": space.evidence, "workspace": space.workspace,
                 "database": space.database},
        "ledger": {"seq": proof.seq, "head": proof.head, "sealed": proof.sealed, "sealed_at": proof.sealed_at or None,
                   "behind": proof.behind},
        "troubles": [{"what": one.what, "says": one.says, "todo": one.todo} for one in found.troubles],
    }  # fmt: skip


def _lag_json(one: Lag) -> dict[str, object]:
    return {"waiting": one.waiting, "oldest_seconds": round(one.oldest, 1), "failed": one.failed}
