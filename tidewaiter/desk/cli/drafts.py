"""`tidewaiter source draft`, `check` and `accept`: from pages to a profile that a person answers for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from crawler.drafting import check, draft
from crawler.drafting.checking import Checked, CheckedPage
from crawler.drafting.choosing import TEN, choose
from crawler.drafting.samples import Sample, open_samples, template_of
from crawler.drafting.saying import Words
from crawler.profiles.marks import read_yaml
from crawler.profiles.words import SLUG
from tidewaiter.desk import drafts
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.drafts import Kept
from tidewaiter.desk.session import Session, session
from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.model.person import Act
from tidewaiter.schedule.profiles import Found, named, profile
from tidewaiter.store.whole import write_whole

_SHOWN = 12
_FROM_PAGES = ("pages", "follow", "expect")  # what a draft says anew; all else of a known profile stays
FilesArgument = Annotated[list[Path] | None, typer.Argument(metavar="[FILES]", help="Saved pages.")]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The source's name.")]


def draft_(
    name: NameArgument,
    files: FilesArgument = None,
    *,
    from_captures: Annotated[
        bool, typer.Option("--from-captures", help="From pages that were captured; so it is where no file is named.")
    ] = False,
    pages: Annotated[int, typer.Option(min=1, max=40, help="How many pages at most are chosen.")] = TEN,
    kind: Annotated[
        str, typer.Option(help="market, shop, forum, channel or group, of a source without profile.")
    ] = "market",
    again: Annotated[bool, typer.Option("--again", help="Put it in the place of the draft there is.")] = False,
    home: HomeOption = None,
) -> None:
    """Propose a profile from some of a source's pages: page rules, selectors, links, with examples and doubts.

    Nothing runs by a draft. It lies in the workspace's drafts/ until a person accepts it.

    Examples:

      tidewaiter source draft dream --from-captures

      tidewaiter source draft newmarket listing1.html listing2.html vendor.html search.html
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        _check_name(name)
        if files and from_captures:
            raise WrongUse("give files or --from-captures, not both")
        if drafts.has_draft(here.workspace, name) and not again:
            raise WrongUse(
                f"there is a draft of {name}", todo=f"tidewaiter source review {name}, or draft with --again"
            )
        given, origins = drafts.pages_of_files(files, {}) if files else drafts.pages_of_captures(here, name)
        if not given:
            raise WrongUse(f"nothing of {name} was captured yet", todo="crawl it first, or name saved pages")
        samples, _ = open_samples(given)
        chosen = {one.name for one in choose(samples, pages)}
        template = template_of(samples)
        made = draft([one for one in given if one[0] in chosen], _facts(here, name, kind), template=template)
        if not made.words["pages"]:
            raise WrongUse(
                "of these pages nothing was understood", where=name, todo="see docs/sources.md: a profile by hand"
            )
        text, checked = drafts.rewritten(name, made.words, made.samples)
        kept = Kept(
            name, text, [one for one in origins if one.name in chosen], list(made.doubts), template=template.to_json()
        )
        here.note("draft", source=name, profile=kept.profile.digest, pages=kept.digests)
        file = drafts.keep(here.workspace, kept)
    _show_fields(checked, kept)
    for doubt in made.doubts:
        out.print(Text(f"? {plain(doubt)}", style="yellow"))
    out.print(f"\n{file}\nnext: tidewaiter source review {name}")


def check_(
    name: NameArgument,
    files: FilesArgument = None,
    *,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="The profile in force, also where there is a draft.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Page by page what a draft or profile reads, what it misses of the generic reader's, and fill rates.

    Examples:

      tidewaiter source check dream

      tidewaiter source check dream listing7.html --json
    """
    with session(home) as here:
        here.require(Act.READ)
        drafted = drafts.has_draft(here.workspace, name) and not accepted
        kept = drafts.kept(here.workspace, name) if drafted else None
        rules = kept.profile if kept else profile(name, here.workspace.sources).profile
        samples, left = _samples(here, name, files, kept)
        if any(origin.capture for origin in (kept.origins if kept else ())) or not files:
            here.note("check", source=name, profile=rules.digest, pages=len(samples))
    checked = check(rules, samples)
    if as_json:
        print_json(_as_json(name, checked, drafted=drafted, left=left))
        return
    for one in left:
        out.print(Text(f"? {plain(one)}", style="yellow"))
    for page in checked.pages:
        _show_page(page)
    out.print("\n[bold]filled[/bold]")
    for (n, m, field), tally in checked.fields.items():
        statement = rules.pages[n].statements[m]
        where = f"{rules.pages[n].page} page: {statement.kind}.{field}"
        out.print(f"  {where:<44} {tally.filled:>5.0%} of {tally.of:<5} as told {tally.right} of {tally.told}")


def accept(
    name: NameArgument,
    *,
    whole: Annotated[bool, typer.Option("--all", help="Also the fields that nobody has decided on.")] = False,
    home: HomeOption = None,
) -> None:
    """Put a draft in force, on the record: from now on the source is read by it. Ids and judgements stay.

    Example:

      tidewaiter source accept dream
    """
    with session(home) as here:
        person = here.require(Act.APPROVE)
        kept = drafts.kept(here.workspace, name)
        rules = kept.profile
        if rules.source != name:
            raise WrongUse(f"the draft is of {rules.source}, not of {name}", where=f"drafts/{name}.yaml")
        open_ = kept.undecided()
        if open_ and not whole:
            todo = f"tidewaiter source review {name}, or accept --all"
            raise WrongUse(f"nobody has decided on {len(open_)} fields: {', '.join(open_[:5])}", todo=todo)
        samples, _ = drafts.samples_of(here, kept)
        checked = check(rules, samples)
        if samples and len(checked.unknown) == len(samples):
            raise WrongUse("the draft knows none of its own pages", where=name, todo=f"tidewaiter source check {name}")
        former = _put_in_force(here, name, kept)
    out.print(f"{name} is read by profile {rules.digest[:10]} from now on, as {person.name} accepted it")
    if former:
        out.print(f"the former profile is kept: {former}")
    out.print(f"what was captured before is read by it with: tidewaiter reread {name}")


def _put_in_force(here: Session, name: str, kept: Kept) -> str:
    """The ledger first; then the former profile aside, and the new one in its place. The former's path, if any."""
    file = here.workspace.sources / f"{name}.yaml"
    before = _known(here, name)
    aside = file.parent / "former" / f"{name}-{before.profile.digest[:12]}.yaml" if before else None
    here.note(
        "profile", source=name, profile=kept.profile.digest, sha256=hashlib.sha256(kept.text.encode()).hexdigest(),
        former=before.profile.digest if before else "", decided=len(kept.decided), undecided=len(kept.undecided()),
        pages=kept.digests,
    )  # fmt: skip
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        if before and aside is not None:
            aside.parent.mkdir(mode=0o700, exist_ok=True)
            write_whole(aside, before.text, durable=True)
        write_whole(file, kept.text, durable=True)
    except OSError as fault:
        raise StoreFailed(
            f"the profile was not written: {fault.strerror}", where=str(file), todo="accept again"
        ) from fault
    drafts.forget(here.workspace, name)
    return str(aside or "")


def _known(here: Session, name: str) -> Found | None:
    return profile(name, here.workspace.sources) if name in named(here.workspace.sources) else None


def _facts(here: Session, name: str, kind: str) -> dict[str, Words]:
    """What a known profile says beside its pages; of an unknown source what its name says."""
    before = _known(here, name)
    if before is None:
        return {"source": name, "title": name, "kind": kind}
    words = read_yaml(before.text, str(before.file))[0]
    return {key: value for key, value in words.items() if key not in _FROM_PAGES}


def _check_name(name: str) -> None:
    if not SLUG.fullmatch(name):
        raise WrongUse(f"{name!r} is no name of a source", todo="small letters, digits and hyphens, as in dream-market")


def _samples(
    here: Session, name: str, files: list[Path] | None, kept: Kept | None
) -> tuple[Sequence[Sample], list[str]]:
    if files:
        return open_samples(drafts.pages_of_files(files, {})[0])
    if kept is not None and kept.origins:
        return drafts.samples_of(here, kept)
    samples, left = open_samples(drafts.pages_of_captures(here, name)[0])
    if not samples:
        raise WrongUse(f"nothing of {name} was captured yet", todo="name saved pages")
    return choose(samples), left


def _show_fields(checked: Checked, kept: Kept) -> None:
    rules = kept.profile
    last = None
    for (n, m, field), tally in checked.fields.items():
        if (n, m) != last:
            last = (n, m)
            statement = rules.pages[n].statements[m]
            each = f", each {statement.each.finds[0].said}" if statement.each else ""
            out.print(Text.assemble((f"{rules.pages[n].page} page", "bold cyan"), f"  {statement.kind}{plain(each)}"))
        rule = rules.pages[n].statements[m].fields[field]
        style = "green" if tally.score > 0.95 else "yellow"
        out.print(Text.assemble(f"  {field:<18}", (f"{tally.right:>4} of {tally.told:<5}", style), line(rule.said, 70)))


def _show_page(page: CheckedPage) -> None:
    kind = str(page.read) if page.read else "unknown to every rule"
    told = "" if page.read == page.told else f" (the generic reader: {page.told})"
    out.print(
        Text.assemble((line(page.name, 40), "bold"), f"  {kind}{told}, {page.things} things, {page.told_things} told")
    )
    for one in page.differences[:_SHOWN]:
        out.print(Text(f"  {plain(one.words)}", style="yellow"))
    if len(page.differences) > _SHOWN:
        out.print(Text(f"  and {len(page.differences) - _SHOWN} more", style="yellow"))


def _as_json(name: str, checked: Checked, *, drafted: bool, left: Sequence[str]) -> dict[str, Any]:
    return {
        "source": name, "draft": drafted, "score": round(checked.score, 4), "left_out": list(left),
        "pages": [
            {"page": one.name, "read_as": str(one.read) if one.read else None, "told_as": str(one.told),
             "things": one.things, "told": one.told_things, "differences": [odd.words for odd in one.differences]}
            for one in checked.pages
        ],
        "fields": [
            {"rule": n, "statement": m, "field": field, "filled": round(tally.filled, 4), "of": tally.of,
             "right": tally.right, "told": tally.told}
            for (n, m, field), tally in checked.fields.items()
        ],
    }  # fmt: skip
