"""`tidewaiter audit`: who did what, as the ledger has it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.session import now, session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.times import moment, stamp
from tidewaiter.store.evidence.entries import Entry

CAPTURE = "capture"  # one a page: thousands a run, and found with `show`


def audit(
    *,
    person: Annotated[str, typer.Option(help="Only what this person did.")] = "",
    action: Annotated[list[str] | None, typer.Option(help="Only these actions, as search, view or judgement.")] = None,
    since: Annotated[str, typer.Option(help="Only since then: a day as 2026-11-24, or 7d, 12h.")] = "",
    about: Annotated[str, typer.Option(help="Only entries that name this: an id, a source, a word asked for.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="The newest so many.")] = 50,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """List what persons did, the newest last: searches, views, judgements, crawls, authorities.

    Captures are left out unless --action capture asks for them. Looking is an entry, too.

    Examples:

      tidewaiter audit --person kim --since 7d

      tidewaiter audit --action search --action view --json
    """
    wanted = frozenset(action or ())
    with session(home) as here:
        here.require(Act.APPROVE)  # who looked at what is for whoever answers for it
        from_ = stamp(_since(since, now())) if since else ""
        known = (
            entry
            for entry in here.ledger.entries()
            if entry.at >= from_
            and (entry.action in wanted if wanted else entry.action != CAPTURE)
            and (not person or entry.person == person)
            and (not about or about in json.dumps(dict(entry.facts), ensure_ascii=False))
        )
        found = deque(known, maxlen=limit)
        here.note("audit", of=person, actions=sorted(wanted), since=since, about=about, found=len(found))
    if as_json:
        print_json([_json(entry) for entry in found])
        return
    for entry in found:
        head = (f"{entry.seq:>7}  {entry.at[:19]}  ", "dim")
        who = (f"{line(entry.person, 24):<24}  ", "bold")
        out.print(Text.assemble(head, who, (f"{line(entry.action, 14):<14}  ", "cyan"), line(_told(entry), 120)))
    if not found:
        out.print("nothing of that kind is on the ledger")


def _told(entry: Entry) -> str:
    return ", ".join(f"{name} {value}" for name, value in _stated(entry))


def _stated(entry: Entry) -> Iterator[tuple[str, object]]:
    for name, value in sorted(entry.facts.items()):
        if value not in ("", None, [], {}):
            yield name, value if isinstance(value, (str, int, float)) else json.dumps(value, ensure_ascii=False)


def _json(entry: Entry) -> dict[str, object]:
    return {
        "seq": entry.seq, "at": entry.at, "person": entry.person, "action": entry.action, "host": entry.host,
        "facts": dict(entry.facts), "hash": entry.hash,
    }  # fmt: skip


def _since(said: str, at: datetime) -> datetime:
    number, unit = said[:-1], said[-1:]
    if unit in ("d", "h") and number.isdecimal() and len(number) < 6:
        return at - (timedelta(days=int(number)) if unit == "d" else timedelta(hours=int(number)))
    try:
        return moment(said if "T" in said else f"{said}T00:00:00Z")
    except ValueError as fault:
        raise WrongUse(f"no day: {said!r}", todo="a day as 2026-11-24, or a length of time as 7d or 12h") from fault
