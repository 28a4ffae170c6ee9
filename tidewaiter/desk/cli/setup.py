"""`tidewaiter init` and `tidewaiter doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import plain
from tidewaiter.desk.health import Finding, examine
from tidewaiter.desk.session import Session, session
from tidewaiter.store.evidence.keys import load_key, make_key, public_hex
from tidewaiter.store.workspace import Workspace, create


def set_up(home: Path) -> Workspace:
    """Make a workspace with its keys and database; in one that is there already, only what lacks."""
    workspace = create(home)
    key = load_key(workspace.seal_key) if workspace.seal_key.exists() else make_key(workspace.seal_key)
    if not workspace.forbidden.exists():
        workspace.forbidden.write_text(_FIRST_FORBIDDEN, encoding="utf-8")
        workspace.forbidden.chmod(0o600)
    here = Session(workspace)
    try:
        if not workspace.ledger.exists():
            here.note("init", key=public_hex(key))
        here.database.read()
    finally:
        here.close()
    return workspace


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="A new or empty folder.")] = Path("tidewaiter-home"),
) -> None:
    """Make a workspace: settings, profiles, evidence, database, index, keys.

    Example:

      tidewaiter init cases/harbour && cd cases/harbour
    """
    workspace = set_up(folder)
    out.print(Text.assemble("made ", (str(workspace.home), "bold")))
    out.print(f"its public key: {public_hex(load_key(workspace.seal_key))}")
    out.print("keep a copy of secrets/ apart: without it seals cannot be continued and names not be matched")
    out.print("next: tidewaiter doctor; tidewaiter sources; tidewaiter authority add --help")


def doctor(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Check tor, clock, disk, database, index and the extraction; say what is missing and how to get it.

    The exit status is 1 where a crawl would be unsafe or impossible.

    Example:

      tidewaiter doctor --json
    """
    with session(home) as here:
        findings = list(examine(here.workspace, here.database))
    if as_json:
        print_json([{"what": f.what, "state": f.state, "says": f.says, "todo": f.todo} for f in findings])
    else:
        for finding in findings:
            _show(finding)
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(1)


def _show(finding: Finding) -> None:
    mark, style = {"good": ("ok ", "green"), "note": ("!  ", "yellow"), "bad": ("BAD", "bold red")}[finding.state]
    out.print(Text.assemble((mark, style), f" {finding.what:<12}", plain(finding.says)))
    if finding.todo:
        out.print(Text(f"                what to do: {plain(finding.todo)}", style="dim"))


_FIRST_FORBIDDEN = """\
# Forbidden content: a sighting that meets a line here is neither stored nor indexed, its capture is sealed off, and a
# supervisor is told. One term a line (words, any case), or sha256:HEX of a whole response. The list never leaves this
# machine. The first term is a canary that ships with the program, to prove that the list works.
quarantine-canary-lanternfish-51c7
"""
