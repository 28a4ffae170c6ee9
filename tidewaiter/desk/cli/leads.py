"""`tidewaiter leads` and `tidewaiter lead`: what deserves eyes, and what persons say of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk import triage
from tidewaiter.desk.cli.completing import complete_lead, complete_person, complete_tag
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, fields, out, print_json
from tidewaiter.desk.cli.lists import LimitOption
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.session import Session, session
from tidewaiter.model.lead import Lead, Verdict
from tidewaiter.model.times import stamp
from tidewaiter.model.triage import OPEN, Standing, Triage
from tidewaiter.store.database.leads import Found, Wanted

lead = typer.Typer(no_args_is_help=True, help="Say what a lead is worth; each word is kept, none is changed.")

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="A lead's id or its beginning.", autocompletion=complete_lead)
]
IdsArgument = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Leads' ids or their beginnings.", autocompletion=complete_lead)
]
WhyOption = Annotated[str, typer.Option("--why", help="Why, for whoever reads it later.")]
_STYLES = {
    Standing.NEW: "bold yellow",
    Standing.BACK: "bold magenta",
    Standing.CONFIRMED: "green",
    Standing.UNSURE: "cyan",
}


class Order(StrEnum):
    NEWEST = "newest"
    SCORE = "score"


def leads_(
    *,
    new: Annotated[bool, typer.Option("--new", help="Only those to be decided, for the first time or again.")] = False,
    state: Annotated[Standing | None, typer.Option(help="Only those that stand so.")] = None,
    rule: Annotated[str, typer.Option(help="Only of this rule.")] = "",
    tag: Annotated[str, typer.Option(help="Only with this tag.", autocompletion=complete_tag)] = "",
    mine: Annotated[bool, typer.Option("--mine", help="Only those assigned to me.")] = False,
    by: Annotated[Order, typer.Option("--by", help="In which order.")] = Order.NEWEST,
    limit: LimitOption = 50,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """List leads with their reasons, the newest first, or those of the highest score.

    Examples:

      tidewaiter leads --new --rule new-vendor --by score

      tidewaiter leads --mine --state unsure
    """
    with session(home) as here:
        standings = frozenset({state}) if state else OPEN if new else frozenset()
        wanted = Wanted(rule=rule, standings=standings, tag=tag, assignee=here.person.name if mine else "")
        present_leads(here, wanted, limit=limit, as_json=as_json, by=by)


def present_leads(
    here: Session, wanted: Wanted | None = None, *, limit: int = 50, as_json: bool = False, by: Order = Order.NEWEST
) -> None:
    """Show leads in this order."""
    known = triage.listed(here, wanted or Wanted(), limit=limit, by_score=by is Order.SCORE)
    if as_json:
        print_json([_json(found) for found in known])
        return
    for found in known:
        present_lead(found.lead, found.triage)
    if not known:
        out.print("no such leads" if wanted else "no leads yet")


def present_lead(shown: Lead, state: Triage | None = None) -> None:
    """One lead with its reasons, and where it stands."""
    now = state or Triage()
    out.print(
        Text.assemble(
            (shown.id[:10], "cyan"), "  ", (f"{shown.rule:<24}", _STYLES.get(now.standing, "dim")),
            f" {shown.score:.2f}  {now.standing}", *((f"  #{line(tag, 30)}", "blue") for tag in now.tags),
            f"  @{line(now.assignee, 20)}" if now.assignee else "",
        )
    )  # fmt: skip
    for reason in shown.reasons:
        mark = ("  + ", "bold magenta") if reason in now.news else "    "
        out.print(Text.assemble(mark, line(reason, 140)))


@lead.command()
def show(id_: IdArgument, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Show a lead: its reasons, the records it is about, what was said of it, what changed since.

    Example:

      tidewaiter lead show 8c2f10
    """
    with session(home) as here:
        looked = triage.look(here, id_)
    found, into, kept, holding = looked.found, looked.merged, looked.kept, looked.cases
    if as_json:
        members = [{"record": k.record.id, "source": k.record.source, "title": k.columns.title} for k in kept]
        merged = [one.lead.id for one in into]
        print_json(_json(found) | {"records": members, "merged": merged, "cases": [case.id for case in holding]})
        return
    present_lead(found.lead, found.triage)
    _show_state(found.triage)
    out.print()
    for one in kept:
        record = one.record
        head = (record.id[:10], "cyan")
        title = line(one.columns.title or record.key, 70)
        out.print(Text.assemble("    ", head, f"  {record.kind:<8} {line(record.source, 16):<16} {title}"))
    for other in into:
        out.print(Text(f"    merged into it: {other.lead.id[:10]} {other.lead.rule}", style="dim"))
    for case in holding:
        out.print(Text(f"    in case {case.id[:8]}: {line(case.title, 80)}", style="dim"))
    for said in found.judgements:
        words = f"  {stamp(said.at)[:16]}  {line(said.person, 24)}: {said.verdict}  {line(said.text, 100)}"
        out.print(Text(words, style="dim"))


def _show_state(state: Triage) -> None:
    told: dict[str, object] = {}
    if state.by and state.at:
        told["decided"] = f"{state.standing} by {state.by}, {stamp(state.at)[:16]}"
    if state.into:
        told["merged into"] = state.into
    if state.news:
        told["since then"] = "\n".join(state.news)
    if state.lost:
        told["no more"] = "\n".join(state.lost)
    if told:
        out.print()
        fields(told)


@lead.command()
def confirm(ids: IdsArgument, why: WhyOption = "", home: HomeOption = None) -> None:
    """Say that leads are right.

    Example:

      tidewaiter lead confirm 8c2f10 --why "same key as in case 41"
    """
    _judge(ids, Verdict.YES, why, home)


@lead.command()
def dismiss(ids: IdsArgument, why: WhyOption = "", home: HomeOption = None) -> None:
    """Say that leads are not worth it. One comes back only when its reasons change, and says what changed.

    Example:

      tidewaiter lead dismiss 8c2f10 91aa --why "test listings of the market itself"
    """
    _judge(ids, Verdict.NO, why, home)


@lead.command()
def unsure(ids: IdsArgument, why: WhyOption = "", home: HomeOption = None) -> None:
    """Say that you looked and cannot tell.

    Example:

      tidewaiter lead unsure 8c2f10
    """
    _judge(ids, Verdict.UNSURE, why, home)


@lead.command()
def reopen(ids: IdsArgument, why: WhyOption = "", home: HomeOption = None) -> None:
    """Take a decision back: the leads are new again. What was said stays on the record.

    Example:

      tidewaiter lead reopen 8c2f10 --why "dismissed by mistake"
    """
    _judge(ids, Verdict.REOPEN, why, home)


@lead.command()
def undo(id_: IdArgument, home: HomeOption = None) -> None:
    """Take back your own last word of a lead; both stay on the record. Once more brings it again.

    Example:

      tidewaiter lead undo 8c2f10
    """
    with session(home) as here:
        found = triage.undo(here, id_)
    out.print(Text.assemble((found.lead.id[:10], "cyan"), f"  {found.lead.rule}: {found.triage.standing}"))


@lead.command()
def assign(
    id_: IdArgument,
    person: Annotated[str, typer.Argument(help='Who is to look at it; "" for nobody.', autocompletion=complete_person)],
    home: HomeOption = None,
) -> None:
    """Give a lead to a person to look at.

    Example:

      tidewaiter lead assign 8c2f10 kim
    """
    _judge([id_], Verdict.ASSIGN, person, home)


@lead.command()
def tag(
    id_: IdArgument,
    tags: Annotated[list[str], typer.Argument(metavar="TAG...", help="Tags.", autocompletion=complete_tag)],
    remove: Annotated[bool, typer.Option("--remove", help="Take the tags off.")] = False,
    home: HomeOption = None,
) -> None:
    """Tag a lead; its records are found by the tag at once (`tag:` in a question).

    Tags in use and the names of MISP's dark-web vocabulary are completed in the shell.

    Examples:

      tidewaiter lead tag 8c2f10 nitazene "boat 7"

      tidewaiter lead tag 8c2f10 nitazene --remove
    """
    for one in tags:
        _judge([id_], Verdict.UNTAG if remove else Verdict.TAG, one, home)


@lead.command()
def note(
    id_: IdArgument,
    text: Annotated[str, typer.Argument(help="What is to be remembered.")],
    home: HomeOption = None,
) -> None:
    """Note something about a lead.

    Example:

      tidewaiter lead note 8c2f10 "asked the postal service about the parcel"
    """
    _judge([id_], Verdict.NOTE, text, home)


@lead.command()
def merge(
    into: Annotated[str, typer.Argument(metavar="INTO", help="The lead that stays.", autocompletion=complete_lead)],
    ids: IdsArgument,
    home: HomeOption = None,
) -> None:
    """Say that leads are about the same as another, which shows their records from then on.

    Example:

      tidewaiter lead merge 8c2f10 91aa 77b3
    """
    _judge(ids, Verdict.MERGE, into, home)


def _judge(ids: Sequence[str], verdict: Verdict, text: str, home: Path | None) -> None:
    with session(home) as here:
        for found in triage.judge(here, ids, verdict, text):
            state = found.triage
            out.print(Text.assemble((found.lead.id[:10], "cyan"), f"  {found.lead.rule}: {_told(state, verdict)}"))


def _told(state: Triage, verdict: Verdict) -> str:
    if verdict in (Verdict.TAG, Verdict.UNTAG):
        return "tags: " + (", ".join(line(tag, 40) for tag in state.tags) or "none")
    if verdict is Verdict.ASSIGN:
        return f"assigned to {line(state.assignee, 40)}" if state.assignee else "assigned to nobody"
    if verdict is Verdict.NOTE:
        return "noted"
    return f"merged into {state.into[:10]}" if state.into else str(state.standing)


def _json(found: Found) -> dict[str, object]:
    one, state = found.lead, found.triage
    return {
        "id": one.id, "rule": one.rule, "pivot": one.pivot, "episode": one.episode, "score": one.score,
        "found_at": stamp(one.found_at), "members": list(one.members), "reasons": list(one.reasons),
        "state": str(state.standing), "tags": list(state.tags), "assignee": state.assignee, "into": state.into,
        "changed": {"now": list(state.news), "no_more": list(state.lost)},
        "judgements": [
            {"verdict": str(j.verdict), "text": j.text, "person": j.person, "at": stamp(j.at), "ledger": j.sequence}
            for j in found.judgements
        ],
    }  # fmt: skip
