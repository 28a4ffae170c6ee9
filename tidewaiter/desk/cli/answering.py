"""Hits shown: what was found, why each is a hit, what it costs, and the captures behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from rich.text import Text

from pipelines.copies import Copy
from pipelines.index import entries
from tidewaiter.desk.cli.frame import err, out, print_json
from tidewaiter.desk.cli.plain import line, marked, plain
from tidewaiter.desk.session import Session
from tidewaiter.model.mention import Mention
from tidewaiter.model.sighting import TEXT_FIELDS, text_of
from tidewaiter.model.times import stamp
from tidewaiter.search import EmbeddedIndex, Entry, Hits, Question, highlight
from tidewaiter.search.embedded.paging import DEEPEST_RELEVANCE, ends_early
from tidewaiter.search.question import echo
from tidewaiter.search.suggest import did_you_mean
from tidewaiter.store.database import outbox
from tidewaiter.store.database.rates import INTO
from tidewaiter.store.database.records import Kept, mentions


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is shown, and what is to be told of the question.

    `near` says which record's like is asked for, `copies` how near each hit is to it.
    """

    as_json: bool = False
    explain: bool = False
    notes: Sequence[str] = ()
    paged: bool = True
    near: str = ""
    words: str | None = None
    copies: Mapping[str, Copy] = field(default_factory=dict)

    def said(self, question: Question) -> str:
        """The question's words as they were understood."""
        return " ".join(filter(None, [self.near, echo(question.words) if self.words is None else self.words]))


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a page, with all that is shown of them."""

    kept: Sequence[Kept]
    mentions: Mapping[str, Sequence[Mention]]
    entries: Mapping[str, Entry]
    why: Mapping[str, str]


def noted(here: Session, question: Question, hits: Hits, shown: Shown) -> None:
    """Enter the search in the ledger."""
    filters = {name: list(values) for name, values in question.any_of.items()}
    here.note("search", question=shown.said(question), filters=filters, found=hits.total)


def answer(here: Session, question: Question, hits: Hits, shown: Shown) -> None:
    """Note the search in the ledger, show what was found."""
    noted(here, question, hits, shown)
    if isinstance(here.index, EmbeddedIndex) and ends_early(question, hits):
        end = f"pages by relevance end after {DEEPEST_RELEVANCE:,} of {hits.total:,} hits: sort by date to go on"
        shown = replace(shown, notes=(*shown.notes, f"{end} (--sort newest)"))
    found = _load(here, question, hits, explain=shown.explain)
    meant = None if hits.total or shown.near else did_you_mean(here.index, question)
    with here.database.read() as rows:
        waiting = outbox.count(rows)
    if shown.as_json:
        told = {"notes": list(shown.notes), "waiting": waiting, "did_you_mean": echo(meant) or None}
        print_json(_as_json(question, hits, found, shown) | told)
        return
    for note in shown.notes:
        err.print(Text(plain(note), style="yellow"))
    if waiting:
        err.print(Text(f"{waiting} records wait for the index: tidewaiter index catch-up", style="yellow"))
    _counted(question, hits, shown)
    if meant is not None:
        out.print(f"did you mean: {plain(echo(meant))}")
    if 0 < len(found.kept) < hits.total:
        out.print(Text(f"  {len(found.kept)} of {hits.total} shown", style="dim"))
    for kept in found.kept:
        _show(kept, found, question, shown)
    if hits.next and shown.paged:
        out.print(Text(f"\nnext page: --after {hits.next}", style="dim"))


def _load(here: Session, question: Question, hits: Hits, *, explain: bool) -> Found:
    kept, known = entries(here.database, [hit.id for hit in hits.hits], lambda text: None)
    with here.database.read() as rows:
        said = mentions(rows, kept)
    why = {one.record.id: here.index.explain(question, one.record.id) for one in kept} if explain else {}
    return Found(kept, said, {one.id: one for one in known}, why)


def _counted(question: Question, hits: Hits, shown: Shown) -> None:
    filters = (f"{name}:{'|'.join(values)}" for name, values in question.any_of.items())
    understood = " ".join(filter(None, [shown.said(question), *filters]))
    out.print(Text.assemble((f"{hits.total} found", "bold"), f"  for {plain(understood) or 'everything'}"))
    for name, counts in hits.facets.items():
        if counts:
            out.print(Text.assemble((f"  {name:<8}", "dim"), ", ".join(f"{line(v, 30)} {n}" for v, n in counts[:8])))
    for step in _steps(question, hits):
        if step["count"]:
            out.print(Text.assemble((f"  {step['from'][:10]}  ", "dim"), str(step["count"])))


def _steps(question: Question, hits: Hits) -> list[dict[str, Any]]:
    if question.histogram is None:
        return []
    pairs = zip(pairwise(question.histogram.edges), hits.histogram, strict=True)
    return [{"from": stamp(start), "until": stamp(end), "count": count} for (start, end), count in pairs]


def _show(kept: Kept, found: Found, question: Question, shown: Shown) -> None:
    record, said = kept.record, found.mentions[kept.record.id]
    title = kept.columns.title or str(record.fields.get("text", "")) or record.key
    out.print()
    price = line(_price(kept, found.entries.get(record.id)), 60)
    room = max(30, out.width - len(price) - 24)  # the id, the kind and the price stand on the same line
    head = ((record.id[:10], "cyan"), "  ", (f"{record.kind:<7}", "dim"), " ", (line(title, room), "bold"))
    out.print(Text.assemble(*head, "  ", price))
    route = " -> ".join(filter(None, [_values(said, "ship_from"), _values(said, "ship_to")]))
    about = [kept.columns.vendor, _values(said, "drug"), route, _values(said, "ship_method"), record.source]
    out.print(Text("            " + "  ·  ".join(line(part, 60) for part in about if part), style="dim"))
    if (copy := shown.copies.get(record.id)) is not None:
        bits = "the same words" if copy.bits is None else f"{copy.bits} of 64 bits differ"
        out.print(Text(f"            {copy.similarity:.0%} of the wording shared, {bits}", style="dim"))
    width = max(40, out.width - 20)  # one line: "why: " and its indent stand before it
    excerpt = highlight(text_of(record.kind, record.fields), question.words, letters=width, title=_title(kept))
    if excerpt.spans:
        flat = excerpt.text.replace("\n", " ")
        why = Text("            why: ", style="dim").append_text(marked(flat, excerpt.spans))
        out.print(why, overflow="ellipsis", no_wrap=True)
    if found.why.get(record.id):
        out.print(Text(found.why[record.id], style="dim"))


def _title(kept: Kept) -> str:
    """What of the text the index holds as the title: the first of its fields, where that is one."""
    first = TEXT_FIELDS[kept.record.kind][0]
    stated = kept.record.fields.get(first) if first in {"title", "name"} else None
    return stated if isinstance(stated, str) else ""


def _price(kept: Kept, known: Entry | None) -> str:
    """As the page states it, else as its text does; with what it is worth where that is another currency's amount."""
    if known is None or known.price is None:
        return f"{kept.record.fields.get('price', '')} {kept.record.fields.get('currency', '')}".strip()
    stated = f"{known.price:f} {known.currency}".strip()
    if known.worth is not None and known.currency != INTO:
        stated += f" = {_cents(known.worth)} {INTO}"
    if known.unit_worth is not None:
        return f"{stated}, {_cents(known.unit_worth)} {INTO} a gram"
    return stated if known.unit_price is None else f"{stated}, {_cents(known.unit_price)} {known.currency} a gram"


def _cents(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount >= 1 else f"{amount:.4g}"


def _values(said: Sequence[Mention], kind: str) -> str:
    values = dict.fromkeys(str(m.value) for m in said if m.kind == kind and m.status == "asserted")
    return ",".join(list(values)[:6])


def _as_json(question: Question, hits: Hits, found: Found, shown: Shown) -> dict[str, object]:
    scores = {hit.id: hit.score for hit in hits.hits}
    return {
        "question": shown.said(question),
        "total": hits.total,
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts] for name, counts in hits.facets.items()
        },
        "histogram": _steps(question, hits),
        "hits": [
            {
                "id": kept.record.id, "score": round(scores[kept.record.id], 4), "source": kept.record.source,
                "kind": str(kept.record.kind), "key": kept.record.key, "fields": dict(kept.record.fields),
                "first_seen": stamp(kept.record.first_seen), "last_seen": stamp(kept.record.last_seen),
                "money": _money(found.entries.get(kept.record.id)),
                "captures": sorted(set(kept.record.said_by.values())),
                "mentions": [mention.as_json() for mention in found.mentions[kept.record.id]],
            } | _nearness(shown.copies.get(kept.record.id))
            for kept in found.kept
        ],
        "next": hits.next,
        "explanations": dict(found.why),
    }  # fmt: skip


def _money(known: Entry | None) -> dict[str, object] | None:
    """Amounts as text, so that no cent is lost; `rate` is the id of the rate that it was reckoned by."""
    if known is None or known.price is None:
        return None
    amounts = {name: getattr(known, name) for name in ("price", "worth", "grams", "unit_price", "unit_worth")}
    said: dict[str, object] = {name: None if amount is None else f"{amount:f}" for name, amount in amounts.items()}
    return said | {"currency": known.currency, "worth_in": INTO, "rate": known.rate}


def _nearness(copy: Copy | None) -> dict[str, object]:
    return {} if copy is None else {"similarity": round(copy.similarity, 4), "fingerprint_bits": copy.bits}
