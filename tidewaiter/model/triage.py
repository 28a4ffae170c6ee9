"""Where a lead stands: folded from what persons said of it, never kept by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tidewaiter.model.lead import Judgement, Lead, Verdict


class Standing(StrEnum):
    """`BACK` was dismissed, and gives reasons now that it did not give then."""

    NEW = "new"
    BACK = "back"
    UNSURE = "unsure"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    MERGED = "merged"


OPEN = frozenset({Standing.NEW, Standing.BACK})
_STANDS = {
    Verdict.YES: Standing.CONFIRMED,
    Verdict.NO: Standing.DISMISSED,
    Verdict.UNSURE: Standing.UNSURE,
    Verdict.MERGE: Standing.MERGED,
    Verdict.REOPEN: Standing.NEW,
}


@dataclass(frozen=True, slots=True)
class Triage:
    """`by` and `at` are of the last verdict; `news` are reasons that came since, `lost` those that no longer hold."""

    standing: Standing = Standing.NEW
    by: str = ""
    at: datetime | None = None
    tags: tuple[str, ...] = ()
    assignee: str = ""
    into: str = ""
    news: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def triage(lead: Lead, judgements: Iterable[Judgement]) -> Triage:
    """The lead's state. Judgements in any order: the latest word counts, by (time, sequence)."""
    said = sorted(judgements, key=lambda one: (one.at, one.sequence))
    verdict = next((one for one in reversed(said) if one.verdict in _STANDS), None)
    tags: dict[str, None] = {}
    assignee = ""
    for one in said:
        if one.verdict is Verdict.TAG:
            tags[one.text] = None
        elif one.verdict is Verdict.UNTAG:
            tags.pop(one.text, None)
        elif one.verdict is Verdict.ASSIGN:
            assignee = one.text
    if verdict is None:
        return Triage(tags=tuple(tags), assignee=assignee)
    standing = _STANDS[verdict.verdict]
    news = tuple(reason for reason in lead.reasons if verdict.seen and reason not in verdict.seen)
    if standing is Standing.DISMISSED and news:
        standing = Standing.BACK
    return Triage(
        standing=standing,
        by=verdict.person,
        at=verdict.at,
        tags=tuple(tags),
        assignee=assignee,
        into=verdict.text if standing is Standing.MERGED else "",
        news=news,
        lost=tuple(reason for reason in verdict.seen if reason not in lead.reasons),
    )
