"""Search: the address is the whole question, so that a link asks it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from tidewaiter.desk import finding
from tidewaiter.desk.session import Session
from tidewaiter.desk.web.asking import Ask, Page, Pairs, address, number
from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.search import Hits, Question
from tidewaiter.search.highlight import Excerpt
from tidewaiter.search.question import Histogram, Range, Sort, echo
from tidewaiter.search.question.calendar import Unit, edges
from tidewaiter.search.question.spans import Impossible, start_of
from tidewaiter.search.suggest import did_you_mean
from tidewaiter.store.database import outbox
from tidewaiter.store.database.records import Kept

FACETS: Mapping[str, str] = {
    "drug": "Substance", "from": "Ships from", "to": "Ships to", "method": "Sent by", "concealment": "Hidden how",
    "kind": "Kind", "source": "Source", "vendor": "Vendor", "tag": "Tag",
}  # fmt: skip
COLUMNS: Mapping[str, str] = {
    "kind": "Kind", "vendor": "Vendor", "source": "Source", "drug": "Substance", "from": "From", "to": "To",
    "method": "Sent by", "price": "Price", "gram": "A gram", "first_seen": "First seen", "seen": "Last seen",
}  # fmt: skip
_USUAL = ("vendor", "source", "drug", "from", "to", "price", "gram", "seen")
_SHOWN_VALUES = 8  # more of them open on demand
_DAYS, _WEEKS = 62, 430  # steps of a day up to two months, of a week up to fourteen
_LIMIT = 25


@dataclass(frozen=True, slots=True)
class Value:
    """One choice of a facet: `share` of the most frequent one, in per cent."""

    value: str
    count: int
    chosen: bool
    share: int


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the time line."""

    start: datetime
    end: datetime
    count: int
    height: float
    to: str


@dataclass(frozen=True, slots=True)
class Row:
    """A hit as it is shown."""

    kept: Kept
    title: Excerpt
    piece: Excerpt
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: the question, with its text and what is told of it."""

    text: str
    question: Question
    notes: Sequence[str]
    view: str
    columns: Sequence[str]


def search(ask: Ask) -> Page:
    asked = read_address(ask)
    facts: dict[str, object] = {
        "asked": asked, "sorts": list(Sort), "columns": COLUMNS, "hidden": _kept_values(ask), "fault": None,
        "since": ask.one("since"), "until": ask.one("until"), "rows": [], "facets": [], "steps": [], "total": 0,
        "next": "", "meant": "", "meant_to": "", "waiting": 0, "began": bool(ask.query), "first": not ask.one("after"),
        "chosen": _chosen(ask, asked),
        "list_to": address("/search", _without(ask, "view", "after")),
        "table_to": address("/search", [*_without(ask, "view", "after"), ("view", "table")]),
    }  # fmt: skip
    try:
        return Page("search.html", facts | _found(ask, asked))
    except StoreFailed as fault:
        return Page("search.html", facts | {"fault": fault}, 503)


def read_address(ask: Ask) -> Asked:
    """The question of an address. Raises WrongUse, which names the field."""
    text = ask.one("q").strip()
    node, notes = finding.read(text)
    any_of = {name: ask.many(name) for name in FACETS}
    any_of["drug"] = finding.of_classes(any_of["drug"])
    view = "table" if ask.one("view") == "table" else "list"
    columns = [name for name in ask.many("col") if name in COLUMNS]
    sort = ask.one("sort")
    if sort and sort not in list(Sort):
        raise WrongUse(f"there is no order {sort!r}", todo=f"orders are: {', '.join(Sort)}")
    question = Question(
        words=node, any_of={name: tuple(values) for name, values in any_of.items() if values},
        ranges=_seen(ask), facets=tuple(FACETS), sort=Sort(sort or Sort.RELEVANCE), after=ask.one("after"),
        limit=number(ask.one("limit"), other=_LIMIT, least=1, most=200),
    )  # fmt: skip
    return Asked(text, question, notes, view, columns or _USUAL)


def _found(ask: Ask, asked: Asked) -> dict[str, object]:
    here = ask.here
    question = _over_time(here, asked.question)
    hits = here.index.search(question)
    finding.noted(here, question, hits, echo(question.words))
    found = finding.load(here, [hit.id for hit in hits.hits])
    meant = None if hits.total else did_you_mean(here.index, question)
    with here.database.read() as rows:
        waiting = outbox.count(rows)
    said = echo(meant) if meant is not None else ""
    return {
        "rows": [_row(kept, found, question) for kept in found.kept], "total": hits.total, "waiting": waiting,
        "facets": _facets(ask, hits), "steps": _steps(ask, question, hits), "meant": said,
        "meant_to": address("/search", [*_without(ask, "q", "after"), ("q", said)]),
        "next": address("/search", [*_without(ask, "after"), ("after", hits.next)]) if hits.next else "",
    }  # fmt: skip


def _over_time(here: Session, question: Question) -> Question:
    """With bars from its first hit to its last, in steps of which some sixty fit."""
    asked = replace(question, limit=0, after="", facets=(), stats=("seen",))
    ends = here.index.search(asked).stats["seen"].moments()
    if ends is None:
        return question
    days = (ends[1] - ends[0]).days
    unit = Unit.DAY if days <= _DAYS else Unit.WEEK if days <= _WEEKS else Unit.MONTH
    return replace(question, histogram=Histogram("seen", edges(unit, *ends)))


def _row(kept: Kept, found: finding.Found, question: Question) -> Row:
    said = found.mentions[kept.record.id]
    known = found.entries.get(kept.record.id)
    title = finding.headline(kept)
    cells = {
        "kind": str(kept.record.kind), "vendor": kept.columns.vendor, "source": kept.record.source,
        "drug": ", ".join((known.drugs if known else ())[:6]), "from": ", ".join((known.froms if known else ())[:6]),
        "to": ", ".join((known.tos if known else ())[:6]), "method": ", ".join(finding.values(said, "ship_method")[:6]),
        "price": finding.priced(kept, known).partition(", ")[0], "gram": finding.a_gram(known) if known else "",
    }  # fmt: skip
    return Row(kept, finding.words_in(title, question.words, letters=200), finding.excerpt(
        kept, question.words, letters=320), cells)  # fmt: skip


def _facets(ask: Ask, hits: Hits) -> list[tuple[str, str, list[Value], list[Value]]]:
    shown = []
    for name, label in FACETS.items():
        counts, chosen = dict(hits.facets.get(name, ())), ask.many(name)
        most = max(counts.values(), default=1)
        values = [Value(value, count, value in chosen, max(2, 100 * count // most)) for value, count in counts.items()]
        values += [Value(value, 0, True, 0) for value in chosen if value not in counts]
        values.sort(key=lambda one: not one.chosen)
        if values:
            shown.append((name, label, values[:_SHOWN_VALUES], values[_SHOWN_VALUES:]))
    return shown


def _steps(ask: Ask, question: Question, hits: Hits) -> list[Step]:
    if question.histogram is None or not any(hits.histogram):
        return []
    most, rest = max(hits.histogram), _without(ask, "since", "until", "after")
    pairs = zip(pairwise(question.histogram.edges), hits.histogram, strict=True)
    return [
        Step(start, end, count, round(36 * count / most, 1), address(
            "/search", [*rest, ("since", f"{start:%Y-%m-%d}"), ("until", f"{end:%Y-%m-%d}")]))
        for (start, end), count in pairs
    ]  # fmt: skip


def _chosen(ask: Ask, asked: Asked) -> list[tuple[str, str, str]]:
    """Each filter that holds, with the address that drops it."""
    dropped = []
    for name in (*FACETS, "since", "until"):
        for value in ask.many(name):
            rest = [pair for pair in ask.query if pair != (name, value) and pair[0] != "after"]
            dropped.append((FACETS.get(name, name), value, address("/search", rest)))
    return dropped


def _seen(ask: Ask) -> tuple[Range, ...]:
    ends: list[datetime | None] = []
    for name in ("since", "until"):
        text = ask.one(name)
        try:
            ends.append(start_of(text) if text else None)
        except Impossible as fault:
            raise WrongUse(f"{name}: {fault}", todo="write a day as 2026-11-24") from fault
    return (Range("seen", ends[0], ends[1]),) if any(ends) else ()


def _without(ask: Ask, *names: str) -> list[tuple[str, str]]:
    return [pair for pair in ask.query if pair[0] not in names]


def _kept_values(ask: Ask) -> Pairs:
    """What the address says beyond what the form shows."""
    return [pair for pair in ask.query if pair[0] in {"view", "col", "limit"}]
