"""`tidewaiter source repair`: proposals for a profile whose site has changed, as a diff for a person to accept."""

from __future__ import annotations

from difflib import unified_diff
from typing import Annotated

import typer
from rich.text import Text

from crawler.profiles import load
from crawler.repair import Fix, Repaired
from tidewaiter.desk import drafts
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.drafts import Kept
from tidewaiter.desk.session import session
from tidewaiter.model.person import Act
from tidewaiter.schedule.profiles import profile
from tidewaiter.schedule.repairing import ailing, repaired

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def repair(
    source: Annotated[str, typer.Argument(metavar="NAME", help="The source whose site has changed.")],
    *,
    run: Annotated[
        str,
        typer.Option(metavar="RUN", help="By the pages of this run; without it the last that read out of the usual."),
    ] = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Propose changed selectors for a site that has changed, by what its pages were known to say before.

    Nothing is changed by it: the proposal lies in drafts/NAME.yaml until a person accepts it with `source accept`. Each
    one is counted on pages that it was not learned from, and called sure only if all of these were read rightly.

    Example:

      tidewaiter source repair lanternfish
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        found = profile(source, here.workspace.sources)
        ill = ailing(here.database, source, run)
        made = repaired(here.database, ill, found, folders=here.places)
        draft = here.workspace.drafts / f"{source}.yaml"
        if made.changes:
            # With a state of its own: what was decided on a former draft, and its pages, are not this one's.
            draft = drafts.keep(here.workspace, Kept(source, made.text, []))
            digest = load(made.text, str(draft)).digest
            here.note("repair", source=source, run=ill.id, profile=found.profile.digest, draft=digest,
                      proposals=len(made.changes), sure=sum(fix.sure for fix in made.changes))  # fmt: skip
    diff = list(
        unified_diff(found.text.splitlines(), made.text.splitlines(), found.file.name, "draft", lineterm="", n=1)
    )
    if as_json:
        print_json({"source": source, "run": ill.id, "pages": made.pages, "draft": str(draft) if made.changes else None,
                    "sure": made.sure, "diff": diff, "proposals": [fix_json(fix) for fix in made.fixes],
                    "notes": list(made.notes)})  # fmt: skip
        return
    _show(made, diff)
    if made.changes:
        out.print(
            f"\nin {draft}; field by field: tidewaiter source review {source}; "
            f"as it is: tidewaiter source accept {source} --all",
            soft_wrap=True,
        )
    else:
        out.print(f"nothing to propose by the {made.pages} pages of run {ill.id}")


def fix_json(fix: Fix) -> dict[str, object]:
    """A proposal for programs; counts are (right, of)."""
    return {
        "where": list(fix.where), "name": fix.name, "words": fix.words, "before": list(fix.before),
        "after": list(fix.after), "held_back": list(fix.held), "sure": fix.sure, "doubts": list(fix.doubts),
    }  # fmt: skip


def _show(made: Repaired, diff: list[str]) -> None:
    for row in diff[2:]:
        out.print(Text(plain(row), style=_STYLES.get(row[:1], "dim")))
    out.print()
    for fix in made.fixes:
        word = (
            ("sure", "green") if fix.sure else ("unsure", "yellow") if fix.words is not None else ("not found", "red")
        )
        counts = f"{_count(fix.before)} -> {_count(fix.after)}, held back {_count(fix.held)}"
        out.print(Text.assemble((f"{word[0]:<10}", word[1]), f"{line(fix.name, 60):<48} ", (counts, "dim")))
        for doubt in fix.doubts:
            out.print(Text(f"{'':10}{plain(doubt)}", style="yellow"))
    for note in made.notes:
        out.print(Text(plain(note), style="red"))


def _count(count: tuple[int, int]) -> str:
    return f"{count[0]}/{count[1]}"
