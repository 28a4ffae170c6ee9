"""`tidewaiter delivery`: alerts on their way to their owners."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.lists import LimitOption
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.delivering import send_due
from tidewaiter.desk.session import now, session
from tidewaiter.model.ids import digest
from tidewaiter.model.person import Act
from tidewaiter.model.times import stamp
from tidewaiter.model.watch import Delivery, Sent
from tidewaiter.schedule.delivery import Places
from tidewaiter.schedule.delivery.letter import Letter
from tidewaiter.store.database import deliveries

delivery = typer.Typer(no_args_is_help=True, help="Alerts on their way to their owners: mail, webhook, feed.")


@delivery.command()
def send(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Send what is due now. `tidewaiter up` does this by itself, every two seconds.

    Example:

      tidewaiter delivery send
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        done = send_due(here)
    if as_json:
        print_json(
            [{"id": one.delivery.id, "to": one.delivery.to, "alerts": one.alerts, "fault": one.fault} for one in done]
        )
    else:
        for one in done:
            style = "yellow" if one.fault else "green"
            out.print(
                Text.assemble((line(one.delivery.to, 60), style), f"  {one.alerts} alerts  {line(one.fault, 120)}")
            )
        if not done:
            out.print("nothing is due")
    if any(one.fault for one in done):
        raise typer.Exit(1)


@delivery.command("list")
def list_(
    waiting: Annotated[bool, typer.Option("--waiting", help="Only what has not arrived.")] = False,
    limit: LimitOption = 50,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """List deliveries, the newest first: what arrived, what is tried again and when, and why it did not arrive.

    Example:

      tidewaiter delivery list --waiting
    """
    with session(home) as here:
        here.require(Act.READ)
        with here.database.read() as rows:
            known = deliveries.listed(rows, waiting=waiting, limit=limit)
        here.note("list", what="deliveries", found=len(known))
    if as_json:
        print_json([
            {"id": one.id, "to": one.to, "owner": one.owner, "state": str(one.state), "attempts": one.attempts,
             "made_at": stamp(one.made_at), "due_at": stamp(one.due_at),
             "sent_at": one.sent_at and stamp(one.sent_at), "fault": one.fault}
            for one in known
        ])  # fmt: skip
        return
    for one in known:
        style = {Sent.DONE: "green", Sent.WAITING: "yellow"}.get(one.state, "red")
        when = f"arrived {stamp(one.sent_at)[:16]}" if one.sent_at else f"again {stamp(one.due_at)[:16]}"
        head = ((one.id[:10], "cyan"), f"  {line(one.to, 40):<40}  ", (f"{one.state:<8}", style))
        out.print(Text.assemble(*head, f"  {when}  {line(one.fault, 100)}"))
    if not known:
        out.print("everything arrived" if waiting else "nothing was sent yet")


@delivery.command("test")
def try_(
    to: Annotated[str, typer.Argument(help="mail:ADDRESS, webhook:NAME or feed:NAME.")], home: HomeOption = None
) -> None:
    """Send a letter without alerts there, to see whether it arrives.

    Example:

      tidewaiter delivery test mail:desk@customs.example
    """
    with session(home) as here:
        person, at = here.require(Act.JUDGE), now()
        places = Places.of(here.workspace)
        post = places.sender_to(to)
        one = Delivery(digest("delivery-test", to, at.isoformat()), to, person.name, at, at)
        number = here.note("delivery-test", to=to)
        post(Letter(one, (), 0, f"{number}"))
    out.print(f"a letter to {line(to, 60)} was taken")
