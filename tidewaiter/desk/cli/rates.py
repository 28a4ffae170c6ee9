"""`tidewaiter rates import`: what money is worth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.rates import read_rates
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.session import session, tell_soon
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.person import Act
from tidewaiter.store.database import outbox
from tidewaiter.store.database import rates as table

rates = typer.Typer(no_args_is_help=True, help="What a unit of a currency or coin is worth.")


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
        if not found:
            raise WrongUse("the table holds no rate", where=str(file), todo="one a line: 2026-11-24,EUR,1.08")
        with here.database.write() as rows:
            touched = table.add(rows, found)
            outbox.touch(rows, touched)
        here.note("rates", file=file.name, rates=len(found), records=len(touched))
        tell_soon(here)
    if as_json:
        print_json({"rates": len(found), "records": len(touched)})
    else:
        out.print(f"{len(found)} rates taken, {len(touched)} records reckoned again")
