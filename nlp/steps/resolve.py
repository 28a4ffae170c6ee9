"""Overlaps: inside one kind the longest span wins; drugs hide places; a price hides an amount it covers."""

from __future__ import annotations

from nlp.near import Near
from nlp.sheet import Sheet
from tidewaiter.model.mention import Mention, MentionKind, Status

_PLACES = frozenset(
    {MentionKind.SHIP_FROM, MentionKind.SHIP_TO, MentionKind.SHIP_TO_EXCLUDED, MentionKind.ORIGIN_CLAIM}
)
_HIDDEN_BY_DRUGS = _PLACES - {MentionKind.ORIGIN_CLAIM} | {
    MentionKind.SHIP_METHOD
}  # "china white", "Signature Pregabalin"


_FIGURES = "0123456789., "


def step(sheet: Sheet) -> None:
    kept = _longest(sheet.mentions)
    drugs = _asserted(kept, MentionKind.DRUG)
    money = _asserted(kept, MentionKind.PRICE)
    marked = Near((m.start, m.end) for m in kept if m.kind is MentionKind.PRICE and m.raw.strip(_FIGURES))  # "£420"
    sheet.mentions = [
        mention for mention in kept
        if not (mention.kind in _HIDDEN_BY_DRUGS and drugs.over(mention.start, mention.end))
        and not (mention.kind is MentionKind.DRUG and mention.raw.isdigit() and marked.over(mention.start, mention.end))
        and not (mention.kind is MentionKind.QUANTITY and money.over(mention.start, mention.end))
    ]  # fmt: skip


def _asserted(mentions: list[Mention], kind: MentionKind) -> Near:
    return Near((m.start, m.end) for m in mentions if m.kind is kind and m.status is Status.ASSERTED)


def _longest(mentions: list[Mention]) -> list[Mention]:
    """In text order. Asserted wins over suspected, then the longer, then the better scored; places share a floor."""
    order = sorted(mentions, key=lambda m: (m.status is not Status.ASSERTED, m.start - m.end, -m.score, m.start))
    taken: dict[str, set[int]] = {}
    kept: list[Mention] = []
    for mention in order:
        floor = taken.setdefault("place" if mention.kind in _PLACES else str(mention.kind), set())
        span = range(mention.start, mention.end)
        if mention.start not in floor and mention.end - 1 not in floor:
            floor.update(span)
            kept.append(mention)
    return sorted(kept, key=lambda m: (m.start, m.end, str(m.kind)))
