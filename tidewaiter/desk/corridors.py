"""The customs corridor of a workspace: asked, counted, and led back from each cell to the records behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from nlp.substances import classes
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.mention import MentionKind
from tidewaiter.model.views import Cell, Corridor, Period, corridor
from tidewaiter.model.views.bands import NONE, Band
from tidewaiter.model.views.corridor import AMOUNT, DIMENSIONS, NAMES
from tidewaiter.search.fields import facet_value
from tidewaiter.search.question import Range, echo
from tidewaiter.search.question.calendar import Unit, edges
from tidewaiter.search.question.parse import MOST_LEAVES
from tidewaiter.search.question.tree import Both, Node, Word, leaves
from tidewaiter.store.database import Database
from tidewaiter.store.database.listed import Wanted, listed, sources_read, whole_runs

_FACETS: Mapping[str, str] = {
    "substance": "drug", "origin": "from", "method": "method", "concealment": "concealment",
}  # fmt: skip
_LENGTH = re.compile(r"([1-9]\d{0,3})([dw])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the corridor is asked for. Values of one name are alternatives; `by` says what makes a row."""

    period: Period
    to: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    substances: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    by: tuple[str, ...] = NAMES

    @property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """By field of search, what was asked for."""
        said = {"to": self.to, "from": self.origins, "drug": self.substances, "source": self.sources}
        return {field: values for field, values in said.items() if values}


def asked(
    period: Period, *, to: Iterable[str] = (), origins: Iterable[str] = (), substances: Iterable[str] = (),
    sources: Iterable[str] = (), by: Iterable[str] = (),
) -> Asked:  # fmt: skip
    """Values as search holds them, classes with their substances. Raises WrongUse for a dimension that there is not."""
    wrong = [name for name in by if name not in NAMES]
    if wrong:
        raise WrongUse(f"a corridor has no {wrong[0]!r}", todo=f"choose of: {', '.join(NAMES)}")
    drugs = [facet_value("drug", name) for one in substances for name in (one, *classes().get(one.casefold(), ()))]
    return Asked(
        period,
        tuple(facet_value("to", one) for one in to),
        tuple(facet_value("from", one) for one in origins),
        tuple(dict.fromkeys(drugs)),
        tuple(facet_value("source", one) for one in sources),
        tuple(name for name in NAMES if name in by) or NAMES,
    )


def period_of(text: str, until: datetime) -> Period:
    """`30d`, `12w`: so long, up to `until`; `week`, `month`: the calendar's that holds the moment before it."""
    if text in (Unit.WEEK, Unit.MONTH):
        last = until - timedelta(microseconds=1)
        start, end = edges(Unit(text), last, last)[:2]
        return Period(start, end)
    found = _LENGTH.fullmatch(text)
    if found is None:
        raise WrongUse(f"no period: {text!r}", todo="write 30d, 12w, week or month")
    return Period(until - timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1)), until)


def corridor_of(database: Database, ask: Asked) -> Corridor:
    """The corridor as the database now holds it."""
    kinds = {
        MentionKind.SHIP_TO: ask.to, MentionKind.SHIP_FROM: ask.origins, MentionKind.DRUG: ask.substances,
    }  # fmt: skip
    wanted = Wanted(
        ask.period.before.start, ask.period.end, ask.sources, {kind: values for kind, values in kinds.items() if values}
    )
    with database.read() as rows:
        found, whole = listed(rows, wanted), whole_runs(rows)
        could = ask.sources or sources_read(rows)
    only = {name: frozenset(said) for name, said in (("substance", ask.substances), ("origin", ask.origins)) if said}
    return corridor(found, ask.period, whole=whole, sources=could, by=ask.by, only=only)


@dataclass(frozen=True, slots=True)
class Way:
    """A search question that finds a cell's records; one that is not `exact` finds more."""

    question: str
    exact: bool = True


def way_to(cell: Cell, ask: Asked, of: Corridor) -> Way:
    """How the records of a cell are found in search. Search knows weights alone: of other amounts, and of listings
    without any where there are others, it finds those of all."""
    must: list[Node] = [Word("listing", field="kind")]
    for field, values in ask.fields.items():
        if not any(_FACETS.get(name) == field for name in cell.names):
            must.append(_either(field, values))
    must += [Range("seen", ask.period.start, None), Range("first_seen", None, ask.period.end)]
    never: list[Node] = []
    for name, value in cell.names.items():
        if value:
            must.append(Word(value, field=_FACETS[name]))
        else:
            known = sorted({one.names[name] for one in of.cells} - {""})
            never += [_either(_FACETS[name], known)] if known else []
    exact = True
    if cell.band is not None:
        weights, exact = _weights(cell.band, of)
        (must if cell.band.unit == "g" else never).extend(weights)
    node = Both(must=tuple(must), never=tuple(never))
    many = sum(1 for part in (*must, *never) for _ in leaves(part)) > MOST_LEAVES
    return Way(echo(node), exact and not many)


def _weights(band: Band, of: Corridor) -> tuple[Sequence[Node], bool]:
    if band.unit != "g":
        others = any(one.band is not None and one.band.unit in ("ml", "count") for one in of.cells)
        return [Range("grams", Decimal(0), None)], band == NONE and not others
    least = [] if band.least is None else [Range("grams", Decimal(band.least), None)]
    return [*least, *([] if band.below is None else [Range("grams", None, Decimal(band.below), below=True)])], True


def _either(field: str, values: Sequence[str]) -> Node:
    words = tuple(Word(value, field=field) for value in values)
    return words[0] if len(words) == 1 else Both(should=words)


def dimensions(ask: Asked) -> list[str]:
    """The columns that name a row, without the amount."""
    return [name for name in DIMENSIONS if name in ask.by]


def with_amount(ask: Asked) -> bool:
    return AMOUNT in ask.by
