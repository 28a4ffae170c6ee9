"""Links by text: what two sellers say of themselves, or of what they sell, as the rules found it alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from pipelines.leads.copies import COPIED_LISTING, said
from pipelines.leads.of_records import compared
from pipelines.links.graph import Aside, Link, State, seller_id
from pipelines.links.judged import Word, words
from pipelines.links.named import MOST_SELLERS
from pipelines.links.strength import strength
from pipelines.sketch import alike
from tidewaiter.model.ids import sighting_id
from tidewaiter.model.triage import Standing
from tidewaiter.store.database import captures, likeness, records
from tidewaiter.store.database.leads import Found
from tidewaiter.store.database.likeness import Alike
from tidewaiter.store.database.linking import Trace, Who
from tidewaiter.store.database.records import Kept

_SHOWN = 120  # letters of a text
_FIELDS = ("description", "title")


def by_text(rows: Connection, who: Who, found: Found) -> Iterator[Link | Aside]:
    """What the lead of one text joins this seller to; a text that many have joins nobody."""
    by = "listing" if found.lead.rule == COPIED_LISTING else "text"
    members = [one for one in likeness.among_these(rows, found.lead.members) if one.handle]
    firsts: dict[Who, Alike] = {}
    for one in members:
        firsts.setdefault((one.source, one.handle), one)
    if len(firsts) > MOST_SELLERS:
        title = firsts[who].title if who in firsts else ""
        yield Aside(
            seller_id(who), by, title, len(firsts), "many sell with this text: everybody's, or the market's own"
        )
    elif who in firsts:
        word = words(rows, [found.lead.id]).get(found.lead.id, Word())
        kept = {one.record.id: one for one in records.load(rows, [one.record for one in firsts.values()])}
        for other in firsts:
            if other != who:
                pair = (firsts[who], firsts[other])
                needed = _reasons(pair, members) if by == "listing" else found.lead.reasons
                yield _link(rows, by, pair, kept=kept, word=word, judged=word.covers(needed))


def _link(
    rows: Connection, by: str, pair: tuple[Alike, Alike], *, kept: Mapping[str, Kept], word: Word, judged: bool
) -> Link | Aside:
    ends = ((pair[0].source, pair[0].handle), (pair[1].source, pair[1].handle))
    share = alike(compared(kept[pair[0].record]), compared(kept[pair[1].record]))
    value = f"{share:.0%} the same"
    if word.standing is Standing.DISMISSED and judged:
        return Aside(seller_id(ends[0]), by, value, 2, f"with {seller_id(ends[1])}: dismissed by {word.by}")
    proof = (_traces(rows, kept[pair[0].record]), _traces(rows, kept[pair[1].record]))
    how, why = strength(by, ends, proof, ends)
    confirmed = word.standing is Standing.CONFIRMED and judged
    return Link(
        seller_id(ends[0]), seller_id(ends[1]), by, value, how, since=max(one.first_seen for one in pair), proof=proof,
        why=why, lead=word.lead, state=State.CONFIRMED if confirmed else State.SUGGESTED,
        judged_by=word.by if confirmed else "",
    )  # fmt: skip


def _reasons(pair: tuple[Alike, Alike], members: list[Alike]) -> list[str]:
    first = members[0]
    earliest = {one.handle: one for one in reversed(members) if one.handle != first.handle}
    return [said(first, earliest[one.handle]) for one in pair if one.handle in earliest]


def _traces(rows: Connection, kept: Kept) -> tuple[Trace, ...]:
    """Where the text stands as it is now."""
    record = kept.record
    by = next((record.said_by[name] for name in _FIELDS if name in record.said_by), "")
    entered = captures.load(rows, [by]).get(by)
    if entered is None:
        return ()
    capture, text = entered.capture, " ".join(compared(kept).split())
    sighting = sighting_id(record.source, record.kind, record.key, capture.id)
    return (
        Trace(record.id, str(record.kind), sighting, capture.id, capture.mirror, capture.captured_at, text[:_SHOWN]),
    )
