"""`tidewaiter links`: who a vendor may also be, by what, and how strong that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.text import Text
from rich.tree import Tree

from pipelines.links import Aside, Link, Neighbourhood, Seller
from pipelines.links.graph import State
from pipelines.links.reach import MOST_STEPS
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.cli.sheet import CsvOption, print_csv
from tidewaiter.desk.links import around
from tidewaiter.desk.session import session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.times import stamp
from tidewaiter.store.database.linking import Trace

_WORDS = {
    "pgp": "PGP key", "wallet": "wallet", "contact": "contact", "text": "text about themselves",
    "listing": "text of a listing",
}  # fmt: skip
_STYLES = {"strong": "bold", "fair": "", "weak": "dim"}
_COLUMNS = (
    "one_source", "one_name", "other_source", "other_name", "by", "value", "strength", "grade", "state", "judged_by",
    "lead", "since", "why_weaker", "one_record", "one_sighting", "one_capture", "one_raw", "other_record",
    "other_sighting", "other_capture", "other_raw",
)  # fmt: skip


def links(
    vendor: Annotated[
        str, typer.Argument(metavar="VENDOR", help="A vendor's or listing's id, its beginning, or SOURCE/NAME.")
    ],
    *,
    depth: Annotated[int, typer.Option(min=1, max=MOST_STEPS, help="How many steps outward.")] = 2,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show who a vendor may also be: who names the same PGP key, wallet or contact, or says the same.

    Each link with its strength, since when, and the records and captures behind it. It is a suggestion until a person
    confirms the lead that states it (`tidewaiter lead confirm`); what everybody names joins nobody.

    Examples:

      tidewaiter links 3fa9c1

      tidewaiter links "lanternfish/Blue Heron" --depth 1 --csv
    """
    if as_csv and as_json:
        raise WrongUse("--csv and --json exclude each other", todo="ask for one of them")
    with session(home) as here:
        near = around(here, vendor, depth=depth)
    if as_json:
        print_json(as_plain(near))
    elif as_csv:
        print_csv(_COLUMNS, _edges(near))
    else:
        _present(near)


def _present(near: Neighbourhood) -> None:
    sellers = {one.id: one for one in near.sellers}
    by_pair: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in near.links:
        by_pair[link.one, link.other].append(link)
    asides: dict[str, list[Aside]] = defaultdict(list)
    for aside in near.asides:
        asides[aside.seller].append(aside)
    tree = Tree(_seller(sellers[near.start]), guide_style="dim")
    branches = {near.start: tree}
    for (one, other), joined in by_pair.items():
        again = other in branches
        branch = branches[one].add(_seller(sellers[other], again=again))
        branches.setdefault(other, branch)
        for link in sorted(joined, key=lambda each: -each.strength):
            branch.add(_link(link))
    for seller, some in asides.items():
        for aside in some:
            branches[seller].add(_aside(aside))
    out.print(tree)
    for cut in near.cut:
        out.print(Text(f"cut: {line(cut, 120)}", style="yellow"))
    if not near.links:
        out.print("nobody else is known to name or say the same")


def _seller(one: Seller, *, again: bool = False) -> Text:
    name = (line(one.name or "(nobody named)", 40), "bold")
    seen = f"  {stamp(one.first_seen)[:10]} to {stamp(one.last_seen)[:10]}" if one.first_seen and one.last_seen else ""
    told = f"  {one.listings} listings{seen}" if one.record else ""
    return Text.assemble(
        name, f" on {line(one.source, 30)}", (told, "dim"), (f"  {one.record[:10]}", "cyan"),
        ("  (see above)" if again else "", "dim"),
    )  # fmt: skip


def _link(one: Link) -> Text:
    state = (f"confirmed by {line(one.judged_by, 24)}", "green") if one.state is State.CONFIRMED else ("suggested", "")
    told = f"  {_WORDS[one.by]} {line(one.value, 60)}, since {stamp(one.since)[:10]}"
    text = Text.assemble((f"{one.grade} {one.strength:.2f}", _STYLES[one.grade]), "  ", state, told)
    if one.lead:
        text.append(f"  lead {one.lead[:10]}", style="cyan")
    for why in one.why:
        text.append(f"\nless: {why}", style="dim")
    for said in one.proof:
        text.append(f"\n{_traces(said)}", style="dim")
    return text


def _traces(said: Sequence[Trace]) -> str:
    first = said[0] if said else None
    if first is None:
        return "no capture of it is kept"
    more = f", and {len(said) - 1} more" if len(said) > 1 else ""
    where = f"{first.kind} {first.record[:10]}, capture {first.capture[:10]} of {stamp(first.at)[:16]}{more}"
    return f"{where}: “{line(first.raw, 60)}”"


def _aside(one: Aside) -> Text:
    return Text(f"left out: {_WORDS[one.by]} {line(one.value, 60)}: {line(one.why, 100)}", style="dim")


def _edges(near: Neighbourhood) -> Iterator[Sequence[object]]:
    names = {one.id: one for one in near.sellers}
    for link in near.links:
        one, other = names[link.one], names[link.other]
        yield (
            one.source, one.name, other.source, other.name, link.by, link.value, link.strength, link.grade, link.state,
            link.judged_by, link.lead, stamp(link.since), "; ".join(link.why), *_cells(link.proof[0]),
            *_cells(link.proof[1]),
        )  # fmt: skip


def _cells(said: Sequence[Trace]) -> tuple[str, str, str, str]:
    return (said[0].record, said[0].sighting, said[0].capture, said[0].raw) if said else ("", "", "", "")


def as_plain(near: Neighbourhood) -> dict[str, object]:
    """A neighbourhood for programs."""
    return {
        "start": near.start,
        "sellers": [
            {"id": one.id, "source": one.source, "name": one.name, "record": one.record, "listings": one.listings,
             "first_seen": one.first_seen and stamp(one.first_seen),
             "last_seen": one.last_seen and stamp(one.last_seen), "steps": one.steps}
            for one in near.sellers
        ],
        "links": [
            {"one": one.one, "other": one.other, "by": one.by, "value": one.value, "strength": one.strength,
             "grade": str(one.grade), "state": str(one.state), "judged_by": one.judged_by, "lead": one.lead,
             "since": stamp(one.since), "why_weaker": list(one.why),
             "evidence": [[_plain(trace) for trace in said] for said in one.proof]}
            for one in near.links
        ],
        "left_out": [
            {"seller": one.seller, "by": one.by, "value": one.value, "sellers": one.sellers or None, "why": one.why}
            for one in near.asides
        ],
        "cut": list(near.cut),
    }  # fmt: skip


def _plain(one: Trace) -> dict[str, str]:
    return {
        "record": one.record, "kind": one.kind, "sighting": one.sighting, "capture": one.capture,
        "mirror": one.mirror, "at": stamp(one.at), "raw": one.raw,
    }  # fmt: skip
