"""`tidewaiter search`: a question to hits, each with why it matched and the capture behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from pipelines.copies import copies, like
from tidewaiter.desk.cli.answering import Shown, answer
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, print_json
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.finding import noted, of_classes, read
from tidewaiter.desk.session import Session, session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.person import Act
from tidewaiter.search import Hits, Question
from tidewaiter.search.hits import Hit
from tidewaiter.search.question import Range, Sort, echo
from tidewaiter.search.question.calendar import Unit
from tidewaiter.search.question.spans import Impossible, span_of, start_of
from tidewaiter.search.question.tree import Both, Word, leaves
from tidewaiter.search.suggest import timeline

WordsArgument = Annotated[
    list[str] | None, typer.Argument(help="Words, phrases, -word, OR, prefix*, fuzzy~, field:value.")
]
LikeOption = Annotated[
    str, typer.Option(metavar="ID", help="More like this record: those that share its telling words.")
]
CopiesOption = Annotated[str, typer.Option(metavar="ID", help="Near-duplicates of this record, the nearest first.")]
_SHOWN_FACETS = ("drug", "from", "to", "source")


def search(
    words: WordsArgument = None,
    *,
    drug: Annotated[list[str] | None, typer.Option(help="Substance (mdma) or class (nitazenes).")] = None,
    from_: Annotated[list[str] | None, typer.Option("--from", help="Ships from: ISO code.")] = None,
    to: Annotated[list[str] | None, typer.Option(help="Ships to: ISO code, EU or WW.")] = None,
    method: Annotated[list[str] | None, typer.Option(help="Shipping method, such as tracked or drop.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Source.")] = None,
    vendor: Annotated[list[str] | None, typer.Option(help="Vendor's name.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="listing, vendor, review or post.")] = None,
    since: Annotated[str, typer.Option(help="Seen on this day or later: 2026-11-24, or 2026-11.")] = "",
    until: Annotated[str, typer.Option(help="Seen before this day.")] = "",
    currency: Annotated[str, typer.Option(help="Prices of this currency only.")] = "",
    cheaper_than: Annotated[str, typer.Option(help="At most this price, in --currency or as reckoned.")] = "",
    sort: Annotated[Sort, typer.Option(help="Order of the hits.")] = Sort.RELEVANCE,
    limit: Annotated[int, typer.Option(min=0, max=1000, help="Hits on a page.")] = 10,
    like: LikeOption = "",
    copies_of: CopiesOption = "",
    after: Annotated[str, typer.Option(help="The token of the next page, as the page before it says.")] = "",
    facet: Annotated[list[str] | None, typer.Option(help="Count by this field; may be repeated.")] = None,
    histogram: Annotated[Unit | None, typer.Option(help="Count the hits by when they were last seen.")] = None,
    expand: Annotated[bool, typer.Option("--expand", help="Add the known names of a substance to its word.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say how each hit got its score.")] = False,
    count: Annotated[bool, typer.Option("--count", help="Print the number of hits alone.")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Search the indexed listings, vendors, reviews and posts.

    Examples:

      tidewaiter search mdma --from NL --to KR

      tidewaiter search '"lab tested" -sample' --drug mdma --sort newest

      tidewaiter search 필로폰 --json

      tidewaiter search --copies-of 3fa9c1
    """
    drug = of_classes(drug or ())
    asked = {"drug": drug, "from": from_, "to": to, "method": method, "source": source, "vendor": vendor, "kind": kind}
    node, notes = read(typed(words or []), expand=expand)
    question = Question(
        words=node,
        any_of={name: tuple(values) for name, values in asked.items() if values},
        ranges=(*_seen(_day(since, "--since"), _day(until, "--until")), *_cheaper(cheaper_than)),
        currency=currency, facets=tuple(facet or _SHOWN_FACETS), sort=sort, limit=0 if count else limit,
        after=after,
    )  # fmt: skip
    with session(home) as here:
        here.require(Act.READ)
        question, hits, shown = _found(here, question, like, copies_of=copies_of, histogram=histogram)
        if count:
            noted(here, question, hits, shown.said(question))
            print_json(hits.total)
            return
        answer(here, question, hits, replace(shown, as_json=as_json, explain=explain, notes=(*notes, *shown.notes)))


def _found(
    here: Session, question: Question, like_id: str, *, copies_of: str, histogram: Unit | None
) -> tuple[Question, Hits, Shown]:
    if not (like_id or copies_of):
        asked = question if histogram is None else timeline(here.index, question, unit=histogram)
        return asked, here.index.search(asked), Shown()
    if like_id and copies_of:
        raise WrongUse("--like and --copies-of ask for two things", todo="give one of them")
    wanted = like(here.database, here.index, like_id or copies_of)
    node = wanted.words if question.words is None else Both(must=tuple(filter(None, (question.words, wanted.words))))
    asked = replace(question, words=node, never=wanted.never)
    name = f"{'like' if like_id else 'copies of'} {wanted.never[0][:10]}"
    shown = Shown(near=name, words=echo(question.words), notes=(f"{name}, by: {_telling(wanted)}",))
    if like_id:
        asked = asked if histogram is None else timeline(here.index, asked, unit=histogram)
        return asked, here.index.search(asked), shown
    if histogram is not None or question.after or question.sort is not Sort.RELEVANCE:
        raise WrongUse(
            "near-duplicates stand by nearness on one page", todo="ask without --histogram, --after and --sort"
        )
    near = copies(here.database, here.index, asked)
    page = tuple(Hit(one.id, one.similarity) for one in near[: question.limit])
    return asked, Hits(len(near), page), replace(shown, copies={one.id: one for one in near})


def _telling(wanted: Question) -> str:
    words = list(dict.fromkeys(leaf.text for leaf in leaves(wanted.words) if isinstance(leaf, Word)))
    return ", ".join(line(word, 40) for word in words[:12]) + (" …" if len(words) > 12 else "")


def typed(words: Sequence[str]) -> str:
    """The question of a command line. Raises WrongUse for an option that there is not."""
    unknown = next((word for word in words if re.fullmatch(r"--[a-z][a-z-]*(=.*)?", word)), None)
    if unknown is not None:
        raise WrongUse(f"No such option: {unknown}", todo="see `tidewaiter COMMAND --help`")
    return " ".join(words)


def _day(text: str, option: str) -> datetime | None:
    try:
        return start_of(text) if text else None
    except Impossible as fault:
        raise WrongUse(f"{option}: {fault}", todo="write 2026-11-24") from fault


def _seen(since: datetime | None, until: datetime | None) -> tuple[Range, ...]:
    return (Range("seen", since, until),) if since or until else ()


def _cheaper(text: str) -> tuple[Range, ...]:
    try:
        return (span_of("price", f"..{text}"),) if text else ()
    except Impossible as fault:
        raise WrongUse(f"--cheaper-than: {fault}", todo="write 40, or 39.50EUR") from fault
