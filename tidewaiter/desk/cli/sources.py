"""`tidewaiter sources` and `source candidates`: what is watched, and what could be."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.session import now, session
from tidewaiter.model.authority import refusal
from tidewaiter.model.person import Act
from tidewaiter.model.times import stamp
from tidewaiter.schedule.profiles import profiles
from tidewaiter.store.database import journal, people

source = typer.Typer(no_args_is_help=True, help="What could be watched: addresses that wait for a person's word.")


def sources(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """List the sources with a profile, their authority and their last run.

    Example:

      tidewaiter sources
    """
    with session(home) as here, here.database.read() as rows:
        here.require(Act.READ)
        last = {known.id: known.last for known in journal.sources(rows)}
        authorities = people.authorities(rows)
        own = here.workspace.sources
    listed = []
    for found in profiles(own):
        one = found.profile
        mirrors = one.mirrors or tuple(a for au in authorities if one.source in au.sources for a in au.addresses)
        why = refusal(authorities, one.source, mirrors[0] if mirrors else "", now())
        run = last.get(one.source)
        listed.append({
            "source": one.source, "title": one.title, "kind": one.kind, "languages": list(one.languages),
            "mirrors": list(mirrors), "may_crawl": not why, "why_not": why, "file": str(found.file),
            "read_by": "profile" if one.pages else "generic reader",
            "last_run": run.id if run else None, "outcome": str(run.outcome) if run and run.outcome else None,
            "unusual": [unusual.said for unusual in run.health.unusual] if run else [],
        })  # fmt: skip
    if as_json:
        print_json(listed)
        return
    for one_json in listed:
        may = ("may be crawled", "green") if one_json["may_crawl"] else (line(one_json["why_not"], 60), "yellow")
        last_run = (
            f"last run {one_json['last_run']}: {one_json['outcome']}" if one_json["last_run"] else "never crawled"
        )
        out.print(Text.assemble((f"{one_json['source']!s:<16}", "bold"), f"{line(one_json['title'], 30):<24}", may))
        by = "" if one_json["read_by"] == "profile" else "; nobody has described it: read by the generic reader"
        out.print(Text(f"{'':16}{one_json['kind']}; {last_run}{by}", style="dim"))
        known = last.get(str(one_json["source"]))
        for unusual in known.health.unusual if known else ():
            out.print(Text(f"{'':16}{unusual.said}", style="yellow"))


@source.command()
def candidates(
    *,
    approve: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Worth watching: write a profile, ask for an authority.")
    ] = "",
    dismiss: Annotated[str, typer.Option(metavar="ADDRESS", help="Not worth it.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """List onion addresses and channels that pages named. None is fetched: approving one gives no authority.

    Examples:

      tidewaiter source candidates

      tidewaiter source candidates --approve http://HOST.onion
    """
    with session(home) as here:
        for address, state in ((approve, "approved"), (dismiss, "dismissed")):
            if address:
                by = here.require(Act.APPROVE).name
                with here.database.write() as rows:
                    people.decide_candidate(rows, address, state, by=by, at=now())
                    here.note("candidate", address=address, state=state)
        here.require(Act.READ)
        with here.database.read() as rows:
            known = people.candidates(rows, limit=limit)
        here.note("list", what="candidates", found=len(known))
    if as_json:
        print_json([
            {"address": c.address, "found_in": c.found_in, "capture": c.capture, "found_at": stamp(c.found_at)}
            for c in known
        ])  # fmt: skip
        return
    for c in known:
        out.print(
            Text.assemble((line(c.address, 90), "bold"), (f"  in {line(c.found_in)}, capture {c.capture[:10]}", "dim"))
        )
    if not known:
        out.print("none wait for a word")
