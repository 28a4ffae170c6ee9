"""`tidewaiter person`: who acts, with which role, and how they sign in at the web desk."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter.desk import accounts
from tidewaiter.desk.cli.completing import complete_person
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import plain
from tidewaiter.desk.listening import address_of
from tidewaiter.desk.session import now, session
from tidewaiter.model.person import Act, Role
from tidewaiter.store.database import accounts as kept
from tidewaiter.store.database import people

person = typer.Typer(no_args_is_help=True, help="Who acts, with which role, and how they sign in at the web desk.")

NameArgument = Annotated[str, typer.Argument(help="A person's name.", autocompletion=complete_person)]


@person.command("add")
def add_person(
    name: Annotated[str, typer.Argument(help="A user name of this system, or of the web desk alone.")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.ANALYST,
    home: HomeOption = None,
) -> None:
    """Enter a person, or change their role. From the first one on, users who are not entered may do nothing.

    Example:

      tidewaiter person add kim --role supervisor
    """
    with session(home) as here:
        accounts.enter(here, name, role)
    out.print(f"{plain(name)} is {role}")


@person.command("list")
def list_persons(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """List all persons, their roles, and who has a password for the web desk.

    Example:

      tidewaiter person list
    """
    with session(home) as here, here.database.read() as rows:
        here.require(Act.READ)
        known, signing = people.persons(rows), kept.names(rows)
    if as_json:
        print_json([{"name": one.name, "role": str(one.role), "password": one.name in signing} for one in known])
        return
    for one in known:
        out.print(f"{one.role:<12}{plain(one.name)}{'  may sign in' if one.name in signing else ''}")
    if not known:
        out.print("nobody is entered: whoever runs a command here is the local administrator")


@person.command()
def link(name: NameArgument, home: HomeOption = None) -> None:
    """Make a link by which a person sets their password, once; hand it over on a way that you trust.

    It lasts 24 hours, and voids any earlier one.

    Example:

      tidewaiter person link kim
    """
    with session(home) as here:
        token = accounts.link(here, name, at=now())
        address = address_of(here.workspace.settings.desk)
    out.print(f"{address}/link/{token}", soft_wrap=True)


@person.command("forget-code")
def forget_code(name: NameArgument, home: HomeOption = None) -> None:
    """Let a person sign in without their second factor, who lost it; they are signed out, and set up a new one.

    Example:

      tidewaiter person forget-code kim
    """
    with session(home) as here:
        accounts.forget_code(here, name, at=now())
    out.print(f"{plain(name)} signs in without a code now")


@person.command("sign-out")
def sign_out(name: NameArgument, home: HomeOption = None) -> None:
    """End all sessions of a person at the web desk.

    Example:

      tidewaiter person sign-out kim
    """
    with session(home) as here:
        ended = accounts.sign_out_everywhere(here, name, at=now())
    out.print(f"{ended} session{'' if ended == 1 else 's'} of {plain(name)} ended")
