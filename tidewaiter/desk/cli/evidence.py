"""`tidewaiter verify` and `tidewaiter seal`: is everything as it was received, and who can say so."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from rich.text import Text

from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, fields, out, print_json
from tidewaiter.desk.cli.plain import plain
from tidewaiter.desk.session import TOOL, Session, now, session
from tidewaiter.desk.sharing import carrier, shared_store, shared_warc
from tidewaiter.model.errors import EvidenceDamaged, WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.run import State
from tidewaiter.model.times import stamp
from tidewaiter.store.database import journal, kept, leads
from tidewaiter.store.evidence import seal as make_seal
from tidewaiter.store.evidence.keys import load_key, public_hex, public_pem
from tidewaiter.store.evidence.proof import Report
from tidewaiter.store.evidence.proof import verify as prove
from tidewaiter.store.evidence.shared import verify_everywhere

evidence = typer.Typer(no_args_is_help=True, help="Where the evidence lies that this workspace shares with others.")


def verify(
    *,
    seal: Annotated[list[Path] | None, typer.Option(help="A seal kept elsewhere; finds a cut tail.")] = None,
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress display.")] = False,
    store: Annotated[bool, typer.Option("--store", help="What the shared store holds, of all machines.")] = False,
    home: HomeOption = None,
) -> None:
    """Read all evidence again and name each fault: WARC files, ledger, seals. The exit status is 4 on damage.

    A file that is not here any more is read from the shared store. With --store all that the store holds is read: the
    ledgers and seals of every machine, and each file that any of them names.

    Examples:

      tidewaiter verify

      tidewaiter verify --seal /media/usb/seal.txt --json
    """
    with session(home) as here:
        here.require(Act.READ)
        given = [_read(path) for path in seal or ()]
        report = (examine_store if store else examine)(here, given, show=not (quiet or as_json))
        here.note("verify", clean=report.clean, faults=len(report.faults), captures=report.captures)
    if as_json:
        print_json(report.as_json())
    else:
        show(report)
    if not report.clean:
        first = report.faults[0]
        todo = "keep everything as it is; compare with a backup and with the seals kept elsewhere"
        raise EvidenceDamaged(
            f"{len(report.faults) + report.unlisted} faults: {first.what}", where=first.where, todo=todo
        )


def examine(here: Session, seals: list[bytes], *, show: bool) -> Report:
    """Prove the workspace's evidence; judgements that point at nothing are faults too."""
    with here.database.read() as rows:
        running = [run.id for run in journal.runs(rows, limit=1000) if run.state is State.RUNNING]
        lost = leads.unsupported(rows)
    spools = sorted(here.workspace.spool.glob("*/warc"))
    key = public_hex(load_key(here.workspace.seal_key)) if here.workspace.seal_key.exists() else ""
    with Progress(console=err, transient=True, disable=not show) as bar:
        task = bar.add_task("reading all evidence again", total=None)
        report = prove(
            here.workspace.evidence, spools, seals=seals, key=key, running=running,
            far=shared_warc(here) if here.workspace.settings.evidence.store else None,
            progress=lambda done, of: bar.update(task, completed=done, total=of),
        )  # fmt: skip
    for about in lost:
        report.fault("judgement-lost", about, "a judgement is about something that is not there")
    return report


def examine_store(here: Session, seals: list[bytes], *, show: bool) -> Report:
    """Prove what the store holds; nothing of this workspace is asked but where the store is."""
    with Progress(console=err, transient=True, disable=not show) as bar:
        task = bar.add_task("reading the store", total=None)
        return verify_everywhere(
            shared_store(here), seals=seals, progress=lambda done, of: bar.update(task, completed=done, total=of)
        )


@evidence.command("status")
def status(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Say which evidence lies on one machine alone, and since when.

    Example:

      tidewaiter evidence status
    """
    with session(home) as here:
        here.require(Act.READ)
        place = str(shared_store(here).location)
        with here.database.read() as rows:
            waiting = kept.behind(rows)
    if as_json:
        told = [{"station": w.station, "files": w.files, "bytes": w.size, "since": stamp(w.since)} for w in waiting]
        print_json({"store": place, "waiting": told})
        return
    for one in waiting:
        size = f"{one.size / 1e6:.1f} MB since {stamp(one.since)[:16]}"
        out.print(Text(f"{plain(one.station)}: {one.files} files wait, {size}", style="yellow"))
    if not waiting:
        out.print(Text(f"all finished evidence is in {plain(place)}", style="green"))


@evidence.command("bring")
def bring(home: HomeOption = None) -> None:
    """Bring what lies on this machine alone to the shared store; also what was kept before there was one.

    Nothing there is ever replaced. `up` and `worker` do so by themselves.

    Example:

      tidewaiter evidence bring
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        shared_store(here)
        carry = carrier(here)
        assert carry is not None
        carry.enter_all(here.workspace.warc)
        done = carry.bring()
        carry.bring_record()
    out.print(f"{done} files brought; ledger and seals are there too")


def show(report: Report) -> None:
    """What was checked, what was found, and what could not be checked."""
    fields({
        "captures": f"{report.captures}, {report.members} records in {report.files} files, {report.size / 1e6:.1f} MB",
        "ledger": f"{report.entries} entries, head {report.head[:16]}…",
        "seals": f"{report.seals} hold, the last covers entry {report.sealed_to} of {report.head_seq}",
        "explained": f"{len(report.explained)} torn or deleted places that the ledger names",
    })  # fmt: skip
    for fault in report.faults[:50]:
        out.print(Text.assemble(("fault ", "bold red"), (plain(fault.where), "bold"), f"  {plain(fault.what)}"))
    for gap in report.unchecked:
        out.print(Text(f"not checked: {plain(gap)}", style="dim"))
    if report.clean:
        out.print("[bold green]everything verifies[/bold green]")


def seal(
    to: Annotated[
        Path | None, typer.Option(help="Also write the printed form to this file, on another medium.")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option(help="Also write the signer's public key as PEM, which openssl takes.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Sign the ledger's head and all closed WARC files. A seal counts once a copy has left this machine.

    Example:

      tidewaiter seal --to /media/usb/seal-2026-11-24.txt

      tidewaiter seal --public-key /media/usb/key.pem
    """
    with session(home) as here:
        by = here.require(Act.COLLECT).name
        made = make_seal(here.ledger, load_key(here.workspace.seal_key), at=now(), person=by, tool=TOOL)
    if to is not None:
        to.write_text(made.printed(), encoding="ascii")
    if public_key is not None:
        public_key.write_text(public_pem(made.key), encoding="ascii")
    out.print(Text(made.printed()))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise WrongUse(f"the seal does not open: {fault.strerror}", where=str(path)) from fault
