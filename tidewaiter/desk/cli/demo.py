"""`tidewaiter demo`: the whole main job on this machine, on an invented market, held against its truth."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter.desk.cli.frame import err, out
from tidewaiter.model.errors import FellShort


def demo(
    once: Annotated[bool, typer.Option("--once", help="End with the exit status instead of staying up.")] = False,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Keep the workspace in this folder.")
    ] = None,
    listings: Annotated[int, typer.Option(min=4, max=5000, help="How large a market.")] = 120,
    seed: Annotated[str, typer.Option(help="Another seed makes another market.")] = "1",
) -> None:
    """Show everything: an invented market behind a private Tor network here, crawled, searched and verified.

    No account, no network: real tor, real onion services, all on this machine. It takes a minute or two.

    Examples:

      tidewaiter demo

      tidewaiter demo --once --keep ./demo-home
    """
    from tidewaiter.desk.demo.play import Play

    with ExitStack() as after:
        folder = Path(after.enter_context(tempfile.TemporaryDirectory(prefix="tidewaiter-demo-")))
        play = Play(keep or folder / "home", stage=folder / "stage", listings=listings, seed=seed)
        exact = after.enter_context(play).perform()
        if keep:
            out.print(f"\nthe workspace stays in {keep}: tidewaiter search cocaine --home {keep}")
        if not once:
            play.stay_up()
    if not exact:
        raise FellShort(
            "what was found is not what the generator made", todo="see the table above; this is a fault of ours"
        )
    err.print("done", style="dim")
