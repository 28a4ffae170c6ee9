"""Hits shown: what was found, why each is a hit, what it costs, and the captures behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from rich.text import Text

from pipelines.copies import Copy
from tidewaiter.desk import finding
from tidewaiter.desk.cli.frame import err, out, print_json
from tidewaiter.desk.cli.plain import line, marked, plain
from tidewaiter.desk.session import Session
from tidewaiter.model.mention import Mention
from tidewaiter.model.times import stamp
from tidewaiter.search import EmbeddedIndex, Entry, Hits, Question
from tidewaiter.search.embedded.paging import DEEPEST_RELEVANCE, ends_early
from tidewaiter.search.question import echo
from tidewaiter.search.suggest import did_you_mean
from tidewaiter.store.database import outbox
from tidewaiter.store.database.rates import INTO
from tidewaiter.store.database.records import Kept


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is shown, and what is to be told of the question.

    `near` says which record's like is asked for, `copies` how near each hit is to it, `why` how each got its score.
    """

    as_json: bool = False
    explain: bool = False
    notes: Sequence[str] = ()
    paged: bool = True
    near: str = ""
    words: str | None = None
    copies: Mapping[str, Copy] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)

    def said(self, question: Question) -> str:
        """The question's words as they were understood."""
        return " ".join(filter(None, [self.near, echo(question.words) if self.words is None else self.words]))


def answer(here: Session, question: Question, hits: Hits, shown: Shown) -> None:
    """Note the search in the ledger, show what was found."""
    finding.noted(here, question, hits, shown.said(question))
    if isinstance(here.index, EmbeddedIndex) and ends_early(question, hits):
        end = f"pages by relevance end after {DEEPEST_RELEVANCE:,} of {hits.total:,} hits: sort by date to go on"
        shown = replace(shown, notes=(*shown.notes, f"{end} (--sort newest)"))
    found = finding.load(here, [hit.id for hit in hits.hits])
    if shown.explain:
        why = {one.record.id: here.index.explain(question, one.record.id) for one in found.kept}
        shown = replace(shown, why=why)
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


def _show(kept: Kept, found: finding.Found, question: Question, shown: Shown) -> None:
    record, said = kept.record, found.mentions[kept.record.id]
    title = finding.headline(kept)
    out.print()
    price = line(finding.priced(kept, found.entries.get(record.id)), 60)
    room = max(30, out.width - len(price) - 24)  # the id, the kind and the price stand on the same line
    head = ((record.id[:10], "cyan"), "  ", (f"{record.kind:<7}", "dim"), " ", (line(title, room), "bold"))
    out.print(Text.assemble(*head, "  ", price))
    route = " -> ".join(filter(None, [_values(said, "ship_from"), _values(said, "ship_to")]))
    about = [
        kept.columns.vendor,
        _values(said, "drug"),
        route,
        _values(said, "ship_method"),
        record.source,
    ]
    out.print(Text("            " + "  ·  ".join(line(part, 60) for part in about if part), style="dim"))
    if (copy := shown.copies.get(record.id)) is not None:
        bits = "the same words" if copy.bits is None else f"{copy.bits} of 64 bits differ"
        out.print(Text(f"            {copy.similarity:.0%} of the wording shared, {bits}", style="dim"))
    width = max(40, out.width - 20)  # one line: "why: " and its indent stand before it
    excerpt = finding.excerpt(kept, question.words, letters=width)
    if excerpt.spans:
        flat = excerpt.text.replace("\n", " ")
        why = Text("            why: ", style="dim").append_text(marked(flat, excerpt.spans))
        out.print(why, overflow="ellipsis", no_wrap=True)
    if shown.why.get(record.id):
        out.print(Text(shown.why[record.id], style="dim"))


def _values(said: Sequence[Mention], kind: str) -> str:
    return ",".join(finding.values(said, kind)[:6])


def _as_json(question: Question, hits: Hits, found: finding.Found, shown: Shown) -> dict[str, object]:
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
        "explanations": dict(shown.why),
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
