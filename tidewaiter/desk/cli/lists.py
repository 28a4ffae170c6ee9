"""`tidewaiter vendors`, `runs`, `quarantine`, `doubts`: what there is, newest or largest first."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.session import session
from tidewaiter.model.person import Act
from tidewaiter.model.run import Run
from tidewaiter.model.times import stamp
from tidewaiter.store.database import doubts, journal, records
from tidewaiter.store.database.health import health_out

SourceOption = Annotated[str, typer.Option(help="Only of this source.")]
LimitOption = Annotated[int, typer.Option(min=1, max=10_000, help="How many at most.")]


def vendors(
    source: SourceOption = "", limit: LimitOption = 50, as_json: JsonOption = False, home: HomeOption = None
) -> None:
    """List vendors, those with most listings first.

    Example:

      tidewaiter vendors --source lanternfish
    """
    with session(home) as here:
        here.require(Act.READ)
        with here.database.read() as rows:
            known = records.vendors(rows, source=source, limit=limit)
        here.note("list", what="vendors", source=source, found=len(known))
    if as_json:
        print_json([
            {"name": v.name, "source": v.source, "record": v.record, "listings": v.listings,
             "first_seen": stamp(v.first_seen), "last_seen": stamp(v.last_seen)}
            for v in known
        ])  # fmt: skip
        return
    table = Table("vendor", "source", "listings", "first seen", "last seen", "record", box=None, header_style="dim")
    for v in known:
        seen = (stamp(v.first_seen)[:16], stamp(v.last_seen)[:16])
        table.add_row(Text(line(v.name, 30)), Text(line(v.source, 20)), str(v.listings), *seen, v.record[:10])
    out.print(table)


def runs(
    source: SourceOption = "", limit: LimitOption = 20, as_json: JsonOption = False, home: HomeOption = None
) -> None:
    """List runs, the newest first: when, how they ended, and why.

    Example:

      tidewaiter runs --json
    """
    with session(home) as here, here.database.read() as rows:
        here.require(Act.READ)
        known = journal.runs(rows, source=source, limit=limit)
    if as_json:
        print_json([run_json(run) for run in known])
        return
    for run in known:
        ended = str(run.outcome or run.state)
        style = {"complete": "green", "running": "cyan"}.get(ended, "yellow")
        told = ("captures", "listing", "vendor", "review", "post", "failed", "refused")
        counts = ", ".join(f"{run.counts[name]} {name}" for name in told if run.counts.get(name))
        out.print(
            Text.assemble(run.id, "  ", (f"{line(run.source, 16):<16}", "bold"), "  ", (ended, style), f"  {counts}")
        )
        for reason in run.reasons:
            out.print(Text(f"    {plain(reason)}", style="dim"))
        if run.health.unusual:
            out.print(Text(f"    has the site changed? {advice(run)}", style="dim"))
    if not known:
        out.print("no runs yet: tidewaiter crawl SOURCE")


def advice(run: Run) -> str:
    """What a person can do about a run that read out of the usual."""
    fine = f"tidewaiter source usual {run.source}"
    return f"tidewaiter source repair {run.source}; if its profile reads it rightly: {fine}"


def run_json(run: Run) -> dict[str, object]:
    """A run for programs."""
    return {
        "id": run.id, "source": run.source, "state": str(run.state), "outcome": run.outcome and str(run.outcome),
        "started_at": stamp(run.started_at), "finished_at": run.finished_at and stamp(run.finished_at),
        "reasons": list(run.reasons), "counts": dict(run.counts), "profile": run.profile_digest,
        "authority": run.authority_digest, "code": run.code_version, "person": run.person,
        "health": health_out(run.health),
    }  # fmt: skip


def quarantine(limit: LimitOption = 50, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """List what met the list of forbidden content: which capture, which line of the list, never its words.

    For supervisors. Nothing of it is in the database or the index; the sealed capture is opened with `show --capture`.

    Example:

      tidewaiter quarantine
    """
    with session(home) as here:
        here.require(Act.APPROVE)
        with here.database.read() as rows:
            known = doubts.put_away_list(rows, limit=limit)
        here.note("list", what="quarantine", found=len(known))
    if as_json:
        print_json([
            {"capture": q.capture, "rule": q.rule, "found_at": stamp(q.found_at), "ledger": q.sequence} for q in known
        ])  # fmt: skip
        return
    for q in known:
        out.print(Text.assemble((q.capture[:10], "cyan"), f"  {stamp(q.found_at)[:16]}  {q.rule}, ledger {q.sequence}"))
    if not known:
        out.print("nothing met the list")


def doubts_(limit: LimitOption = 50, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """List what pages stated and was not believed, with the reason, the newest first.

    A profile that reads the wrong place shows here. What was refused is not in the database; its capture has it.

    Example:

      tidewaiter doubts
    """
    with session(home) as here:
        here.require(Act.READ)
        with here.database.read() as rows:
            known = doubts.rejections(rows, limit=limit)
        here.note("list", what="doubts", found=len(known))
    if as_json:
        print_json([
            {"capture": d.capture, "record": d.record, "reason": d.reason, "found_at": stamp(d.found_at)} for d in known
        ])  # fmt: skip
        return
    for d in known:
        said = f"  {stamp(d.found_at)[:16]}  record {d.record[:10]}  {line(d.reason, 90)}"
        out.print(Text.assemble((d.capture[:10], "cyan"), said))
    if not known:
        out.print("everything was believed")
