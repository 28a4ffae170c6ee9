"""`tidewaiter desk`: the console in a browser."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk.accounts import anybody, first_link
from tidewaiter.desk.cli.frame import HomeOption, err, out
from tidewaiter.desk.session import Session, now, session
from tidewaiter.model.errors import NotAllowed
from tidewaiter.model.person import Act
from tidewaiter.store.workspace import DeskSettings, Workspace

HostOption = Annotated[str, typer.Option(help="Where to listen; else as the settings say: this machine alone.")]
PortOption = Annotated[int, typer.Option(min=0, max=65535, help="On which port; 0 as the settings say.")]

_NOBODY_YET = "nobody can sign in yet: tidewaiter person add NAME --role admin, then tidewaiter person link NAME"


def desk(
    host: HostOption = "",
    port: PortOption = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open it in this machine's browser.")] = False,
    home: HomeOption = None,
) -> None:
    """Serve the console for investigators and analysts, until Ctrl-C. `tidewaiter up` serves it too.

    At the first start it prints a link, good once, by which you choose the first administrator's password.

    Examples:

      tidewaiter desk

      tidewaiter desk --port 9000 --open
    """
    from tidewaiter.desk.web import Desk, Serving  # brings Starlette, Jinja and uvicorn

    with session(home) as found:
        here = Session(listening_at(found.workspace, host, port))
        try:
            here.require(Act.SET_UP)
            serving = Serving(Desk(here, say=lambda words: err.print(Text(words, style="yellow"))))
            here.note("desk", address=serving.address)
            address = greet(here, serving.address)
            if open_:
                webbrowser.open(address)
            serving.run()
        finally:
            here.close()


def greet(here: Session, address: str, *, watched: bool = True) -> str:
    """Say where the desk is, and how the first administrator gets in; where a browser is to go.

    The link is printed where a person watches; else the commands that make one.
    """
    if not watched:
        todo = "" if anybody(here) else f"; {_NOBODY_YET}"
        out.print(Text.assemble("the desk is at ", (address, "bold"), todo), soft_wrap=True)
        return address
    try:
        token = first_link(here, at=now())
    except NotAllowed as refusal:
        err.print(Text(f"the desk is at {address}; {refusal}", style="yellow"))
        return address
    if not token:
        out.print(Text.assemble("the desk is at ", (address, "bold")), soft_wrap=True)
        return address
    first = f"{address}/link/{token}"
    out.print(Text.assemble("the desk is at ", (address, "bold"), "; choose the first password here, once:"))
    out.print(Text(first, style="bold"), soft_wrap=True)
    return first


def listening_at(workspace: Workspace, host: str, port: int) -> Workspace:
    """The workspace with its desk where the command line says."""
    said = {name: value for name, value in (("host", host), ("port", port)) if value}
    asked = DeskSettings.model_validate({**workspace.settings.desk.model_dump(), **said})
    return Workspace(workspace.home, workspace.settings.model_copy(update={"desk": asked}))
