"""`tidewaiter authority`: what may be watched, by which right, until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.session import Session, now, session
from tidewaiter.model.authority import Authority, Permission, address_fault
from tidewaiter.model.errors import NotAllowed, WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.times import moment, stamp
from tidewaiter.schedule.profiles import profile
from tidewaiter.store.database import people

authority = typer.Typer(no_args_is_help=True, help="Why a source may be watched: given and approved apart from it.")

AuthorityId = Annotated[str, typer.Argument(help="The authority's id, for example the number of the order.")]


@authority.command("add")
def add(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its name in your files.")],
    *,
    basis: Annotated[str, typer.Option(help="Legal basis, in words.")],
    source: Annotated[list[str], typer.Option(help="A source it covers; may be given more than once.")],
    address: Annotated[list[str], typer.Option(help="A host or origin it covers; may be given more than once.")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="How long it lasts.")] = 30,
    until: Annotated[str, typer.Option(help="Until when instead: 2026-12-31T00:00:00Z.")] = "",
    permission: Annotated[list[Permission] | None, typer.Option(help="What goes beyond reading text.")] = None,
    home: HomeOption = None,
) -> None:
    """Ask for an authority; another person approves it.

    Example:

      tidewaiter authority add A-2026-17 --basis "Customs Act s. 12" --source dream --address HOST.onion --days 90
    """
    with session(home) as here:
        for one in address:
            if fault := address_fault(one):
                raise WrongUse(f"--address {one}: {fault}", todo="give HOST.onion or http://HOST.onion, without a path")
        for one in source:
            profile(one, here.workspace.sources)
        asked = Authority(
            id=id_, legal_basis=basis, asked_by=here.require(Act.ASK_AUTHORITY).name, sources=tuple(source),
            addresses=tuple(address), asked_at=now(), expires_at=_end(days, until),
            permissions=frozenset(permission or ()),
        )  # fmt: skip
        enter(here, asked)
    out.print(f"asked for. Another person approves it: tidewaiter authority approve {plain(id_)}")


@authority.command()
def approve(
    id_: AuthorityId,
    own: Annotated[
        bool, typer.Option("--own", help="Approve your own, in a workspace without persons; the ledger says so.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Approve an authority that another person asked for.

    Example:

      tidewaiter authority approve A-2026-17
    """
    with session(home) as here:
        by, at = here.require(Act.APPROVE).name, now()
        with here.database.write() as rows:
            if own and people.persons(rows):
                raise NotAllowed("this workspace has persons: another one has to approve", todo="ask one of them")
            approved = people.approve(rows, id_, by, at=at, own=own)
            here.note("authority", act="approve", id=id_, digest=approved.digest, own=own)
    out.print(f"approved, until {stamp(approved.expires_at)}")


@authority.command()
def revoke(id_: AuthorityId, home: HomeOption = None) -> None:
    """Take an authority back; a crawl under it stops within seconds.

    Example:

      tidewaiter authority revoke A-2026-17
    """
    with session(home) as here:
        by = here.require(Act.APPROVE).name
        with here.database.write() as rows:
            people.revoke(rows, id_, by, at=now())
            here.note("authority", act="revoke", id=id_)
    out.print("revoked")


@authority.command("list")
def list_(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """List all authorities and what each gives.

    Example:

      tidewaiter authority list --json
    """
    with session(home) as here, here.database.read() as rows:
        here.require(Act.READ)
        known = people.authorities(rows)
    if as_json:
        print_json([_as_json(one) for one in known])
        return
    if not known:
        out.print("none yet: nothing may be crawled. Ask for one with `tidewaiter authority add`")
    for one in known:
        fault = one.fault(now())
        state = (fault, "red") if fault else ("in force", "green")
        out.print(Text.assemble((plain(one.id), "bold"), "  ", state, f"  until {stamp(one.expires_at)[:16]}"))
        out.print(
            Text(
                f"  {line(one.legal_basis)}; asked by {line(one.asked_by)}, approved by {line(one.approved_by) or '-'}"
            )
        )
        out.print(Text(f"  {', '.join(map(line, one.sources))} at {', '.join(map(line, one.addresses))}", style="dim"))


def enter(here: Session, asked: Authority) -> None:
    """Keep what was asked for, with its entry in the ledger."""
    with here.database.write() as rows:
        people.add_authority(rows, asked)
        here.note("authority", act="add", **_as_json(asked))


def _end(days: int, until: str) -> datetime:
    if not until:
        return now() + timedelta(days=days)
    try:
        return moment(until)
    except ValueError as fault:
        raise WrongUse(f"--until: {fault}", todo="write 2026-12-31T00:00:00Z") from fault


def _as_json(one: Authority) -> dict[str, object]:
    return {
        "id": one.id, "legal_basis": one.legal_basis, "asked_by": one.asked_by, "approved_by": one.approved_by,
        "revoked_by": one.revoked_by, "sources": list(one.sources), "addresses": list(one.addresses),
        "permissions": sorted(map(str, one.permissions)), "asked_at": stamp(one.asked_at),
        "expires_at": stamp(one.expires_at), "digest": one.digest,
    }  # fmt: skip
