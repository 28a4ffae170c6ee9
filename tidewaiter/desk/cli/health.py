"""`tidewaiter source usual`: a person's word that what a run read is how the source is now."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter.desk.cli.frame import HomeOption, out
from tidewaiter.desk.session import session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.run import Way
from tidewaiter.store.database import journal


def usual(
    source: Annotated[str, typer.Argument(metavar="NAME", help="The source whose run ended short.")],
    *,
    run: Annotated[str, typer.Option(metavar="RUN", help="The run, or its beginning; without it the last one.")] = "",
    home: HomeOption = None,
) -> None:
    """Say that what a run read is the usual from now on: the site has changed, and its profile reads it rightly.

    Later runs are compared with this one and those after it. Its outcome stays: nothing is gone because of it.

    Example:

      tidewaiter source usual lanternfish
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        with here.database.write() as rows:
            known = journal.runs(rows, source=source, way=Way.CRAWL, limit=1)
            if run:
                known = [journal.get(rows, run)]
            if not known or known[0].source != source or known[0].finished_at is None:
                raise WrongUse(f"no run of {source} has ended", where=run, todo="take one from `tidewaiter runs`")
            here.note("usual", source=source, run=known[0].id)
            journal.call_usual(rows, known[0])
    out.print(f"what run {known[0].id} read is the usual of {source} from now on")
