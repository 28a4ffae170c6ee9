"""`tidewaiter search`: a question to hits, each with why it matched and the capture behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Annotated, Any

import typer
from rich.text import Text

from nlp import names
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.plain import line, marked, plain
from tidewaiter.desk.cli.session import Session, session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.mention import Mention
from tidewaiter.model.person import Act
from tidewaiter.model.sighting import text_of
from tidewaiter.model.times import stamp
from tidewaiter.search import Hits, Question, highlight
from tidewaiter.search.question import Range, Sort, echo, understand
from tidewaiter.search.question.calendar import Unit
from tidewaiter.search.question.expansion import with_names
from tidewaiter.search.question.tree import Node
from tidewaiter.search.suggest import did_you_mean, timeline
from tidewaiter.store.database.records import Kept, load, mentions

_SHOWN_FACETS = ("drug", "from", "to", "source")


def search(
    words: Annotated[
        list[str] | None, typer.Argument(help="Words, phrases, -word, OR, prefix*, fuzzy~, field:value.")
    ] = None,
    *,
    drug: Annotated[list[str] | None, typer.Option(help="Substance, such as mdma.")] = None,
    from_: Annotated[list[str] | None, typer.Option("--from", help="Ships from: ISO code.")] = None,
    to: Annotated[list[str] | None, typer.Option(help="Ships to: ISO code, EU or WW.")] = None,
    method: Annotated[list[str] | None, typer.Option(help="Shipping method, such as tracked or drop.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Source.")] = None,
    vendor: Annotated[list[str] | None, typer.Option(help="Vendor's name.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="listing, vendor, review or post.")] = None,
    since: Annotated[str, typer.Option(help="Seen on this day or later: 2026-11-24.")] = "",
    until: Annotated[str, typer.Option(help="Seen before this day.")] = "",
    currency: Annotated[str, typer.Option(help="Prices of this currency only.")] = "",
    cheaper_than: Annotated[str, typer.Option(help="At most this price, in --currency or as reckoned.")] = "",
    sort: Annotated[Sort, typer.Option(help="Order of the hits.")] = Sort.RELEVANCE,
    limit: Annotated[int, typer.Option(min=0, max=1000, help="Hits on a page.")] = 10,
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
    """
    asked = {"drug": drug, "from": from_, "to": to, "method": method, "source": source, "vendor": vendor, "kind": kind}
    node, notes = _read(" ".join(words or []), expand=expand)
    question = Question(
        words=node,
        any_of={name: tuple(values) for name, values in asked.items() if values},
        ranges=(*_seen(_day(since, "--since"), _day(until, "--until")), *_cheaper(_amount(cheaper_than))),
        currency=currency, facets=tuple(facet or _SHOWN_FACETS), sort=sort, limit=0 if count else limit,
        after=after,
    )  # fmt: skip
    with session(home) as here:
        here.require(Act.READ)
        if histogram is not None:
            question = timeline(here.index, question, unit=histogram)
        hits = here.index.search(question)
        if count:
            _noted(here, question, hits)
            print_json(hits.total)
            return
        answer(here, question, hits, Shown(as_json, explain, notes))


def _read(text: str, *, expand: bool) -> tuple[Node | None, list[str]]:
    """The question, with the names of substances where they are asked for, and what a person is told of it."""
    understood = understand(text)
    if not (expand or understood.expand):
        return understood.words, list(understood.notes)
    node, added = with_names(understood.words, names())
    return node, [*understood.notes, *(f"{word}: also {', '.join(others)}" for word, others in added.items())]


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is shown, and what is to be told of the question."""

    as_json: bool
    explain: bool
    notes: Sequence[str]
    paged: bool = True


def _noted(here: Session, question: Question, hits: Hits) -> None:
    filters = {name: list(values) for name, values in question.any_of.items()}
    here.note("search", question=echo(question.words), filters=filters, found=hits.total)


def answer(here: Session, question: Question, hits: Hits, shown: Shown) -> None:
    """Note the search in the ledger, show what was found."""
    _noted(here, question, hits)
    with here.database.read() as rows:
        found = load(rows, [hit.id for hit in hits.hits])
        said = mentions(rows, found)
    why = {kept.record.id: here.index.explain(question, kept.record.id) for kept in found} if shown.explain else {}
    if shown.as_json:
        steps = {
            "notes": list(shown.notes),
            "next": hits.next,
            "histogram": _steps(question, hits),
            "explanations": why,
        }
        print_json(_as_json(question, hits, found, said) | steps)
        return
    for note in shown.notes:
        err.print(Text(plain(note), style="yellow"))
    understood = " ".join([echo(question.words), *(f"{n}:{'|'.join(v)}" for n, v in question.any_of.items())]).strip()
    out.print(Text.assemble((f"{hits.total} found", "bold"), f"  for {plain(understood) or 'everything'}"))
    for name, counts in hits.facets.items():
        if counts:
            out.print(Text.assemble((f"  {name:<8}", "dim"), ", ".join(f"{line(v, 30)} {n}" for v, n in counts[:8])))
    for step in _steps(question, hits):
        if step["count"]:
            out.print(Text.assemble((f"  {step['from'][:10]}  ", "dim"), str(step["count"])))
    if not hits.total and (meant := did_you_mean(here.index, question.words)) is not None:
        out.print(f"did you mean: {plain(echo(meant))}")
    if 0 < len(found) < hits.total:
        out.print(Text(f"  {len(found)} of {hits.total} shown", style="dim"))
    for kept in found:
        _show(kept, said[kept.record.id], question)
        if why.get(kept.record.id):
            out.print(Text(why[kept.record.id], style="dim"))
    if hits.next and shown.paged:
        out.print(Text(f"\nnext page: --after {hits.next}", style="dim"))


def _steps(question: Question, hits: Hits) -> list[dict[str, Any]]:
    if question.histogram is None:
        return []
    pairs = zip(pairwise(question.histogram.edges), hits.histogram, strict=True)
    return [{"from": stamp(start), "until": stamp(end), "count": count} for (start, end), count in pairs]


def _show(kept: Kept, said: Sequence[Mention], question: Question) -> None:
    record = kept.record
    price = f"{record.fields.get('price', '')} {record.fields.get('currency', '')}".strip()
    title = kept.columns.title or str(record.fields.get("text", "")) or record.key
    out.print()
    out.print(
        Text.assemble(
            (record.id[:10], "cyan"),
            "  ",
            (f"{record.kind:<7}", "dim"),
            " ",
            (line(title, 70), "bold"),
            "  ",
            plain(price),
        )
    )
    route = " -> ".join(filter(None, [_values(said, "ship_from"), _values(said, "ship_to")]))
    about = [kept.columns.vendor, _values(said, "drug"), route, _values(said, "ship_method"), record.source]
    out.print(Text("            " + "  ·  ".join(line(part, 60) for part in about if part), style="dim"))
    width = max(40, out.width - 20)  # one line: "why: " and its indent stand before it
    excerpt = highlight(text_of(record.kind, record.fields), question.words, letters=width)
    if excerpt.spans:
        flat = excerpt.text.replace("\n", " ")
        why = Text("            why: ", style="dim").append_text(marked(flat, excerpt.spans))
        out.print(why, overflow="ellipsis", no_wrap=True)


def _values(said: Sequence[Mention], kind: str) -> str:
    values = dict.fromkeys(str(m.value) for m in said if m.kind == kind and m.status == "asserted")
    return ",".join(list(values)[:6])


def _as_json(
    question: Question, hits: Hits, found: Sequence[Kept], said: dict[str, list[Mention]]
) -> dict[str, object]:
    scores = {hit.id: hit.score for hit in hits.hits}
    return {
        "question": echo(question.words),
        "total": hits.total,
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts] for name, counts in hits.facets.items()
        },
        "hits": [
            {
                "id": kept.record.id, "score": round(scores[kept.record.id], 4), "source": kept.record.source,
                "kind": str(kept.record.kind), "key": kept.record.key, "fields": dict(kept.record.fields),
                "first_seen": stamp(kept.record.first_seen), "last_seen": stamp(kept.record.last_seen),
                "captures": sorted(set(kept.record.said_by.values())),
                "mentions": [mention.as_json() for mention in said[kept.record.id]],
            }
            for kept in found
        ],
    }  # fmt: skip


def _day(text: str, option: str) -> datetime | None:
    if not text:
        return None
    try:
        day = datetime.fromisoformat(text)
    except ValueError as fault:
        raise WrongUse(f"{option}: not a day: {text}", todo="write 2026-11-24") from fault
    return day if day.tzinfo else day.replace(tzinfo=timezone.utc)


def _seen(since: datetime | None, until: datetime | None) -> tuple[Range, ...]:
    return (Range("seen", since, until),) if since or until else ()


def _cheaper(most: Decimal | None) -> tuple[Range, ...]:
    return () if most is None else (Range("price", None, most),)


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation as fault:
        raise WrongUse(f"--cheaper-than: not an amount: {text}") from fault
