"""The command line's edge: one app, one place where errors become words and exit statuses, JSON or tables."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from typer.exceptions import Abort, Exit, TyperException

from tidewaiter.desk.cli.plain import plain
from tidewaiter.model.errors import StoreFailed, TidewaiterError, WrongUse

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program instead of text for a person.")]

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="The workspace; else TIDEWAITER_HOME, else this folder.")
]


class _Patient(Console):
    """Leaves a closed pipe to the edge, instead of ending the program with status 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


out = _Patient(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


def print_json(value: object) -> None:
    """One JSON value on standard output; text stays readable, nothing is escaped that need not be."""
    text = json.dumps(value, ensure_ascii=False, default=str, indent=None if isinstance(value, str) else 1)
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def fields(pairs: Mapping[str, object]) -> None:
    """Labelled lines, the labels aligned, for a person."""
    width = max((len(name) for name in pairs), default=0)
    for name, value in pairs.items():
        body = plain(value).replace("\n", "\n" + " " * (width + 2))
        out.print(Text.assemble((f"{name:<{width}}  ", "dim"), body))


def complain(fault: TidewaiterError) -> int:
    """Say a fault in three short lines and give its exit status."""
    err.print(Text.assemble(("tidewaiter: ", "bold red"), plain(fault.what)))
    if fault.where:
        err.print(Text.assemble(("  where: ", "dim"), plain(fault.where)))
    if fault.todo:
        err.print(Text.assemble(("  what to do: ", "dim"), plain(fault.todo)))
    return fault.status


def run(app: typer.Typer, arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status; a fault becomes words, never a traceback."""
    os.umask(0o077)  # what a workspace holds is its owner's alone, also in a copy of one file
    try:
        answer: Any = app(args=arguments, prog_name="tidewaiter", standalone_mode=False)
    except TidewaiterError as fault:
        return complain(fault)
    except Exit as end:
        return end.exit_code
    except TyperException as fault:
        said = fault.format_message()
        if said.startswith("Usage: "):  # a group of commands named alone: its help is the answer
            err.print(Text(plain(said)))
            return WrongUse.status
        return complain(WrongUse(said, todo="see `tidewaiter COMMAND --help`"))
    except (KeyboardInterrupt, Abort):
        err.print("stopped")
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough; keep Python from complaining while it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        return complain(StoreFailed(f"the system refused: {fault.strerror}", where=str(fault.filename or "")))
    return answer if isinstance(answer, int) else 0
