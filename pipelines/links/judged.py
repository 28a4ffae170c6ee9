"""What persons decided about a link: of the lead that states it, and of the reasons that they saw then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from tidewaiter.model.lead import Verdict
from tidewaiter.model.triage import Standing
from tidewaiter.store.database.leads import Found, some

_DECIDED = frozenset({Verdict.YES, Verdict.NO, Verdict.UNSURE, Verdict.MERGE, Verdict.REOPEN})
_LONGEST = 8  # leads merged into each other, one after the other


@dataclass(frozen=True, slots=True)
class Word:
    """Where a lead stands that states a link, and the reasons that the person saw; without any, they saw all."""

    lead: str = ""
    standing: Standing = Standing.NEW
    by: str = ""
    seen: tuple[str, ...] = ()

    def covers(self, reasons: Iterable[str]) -> bool:
        """Whether the person saw all of these: who joined later was not judged."""
        return not self.seen or set(reasons) <= set(self.seen)


def words(rows: Connection, ids: Iterable[str]) -> dict[str, Word]:
    """By lead that is there, what persons decided. A lead that was merged into another stands as that one does."""
    return {found.lead.id: _word(rows, found) for found in some(rows, ids)}


def _word(rows: Connection, found: Found) -> Word:
    state = found.triage
    said = [one for one in found.judgements if one.verdict in _DECIDED]
    seen = max(said, key=lambda one: (one.at, one.sequence)).seen if said else ()
    standing: Standing = Standing.DISMISSED if state.standing is Standing.BACK else state.standing
    by = state.by
    for _ in range(_LONGEST):
        into = some(rows, [state.into]) if state.into else []
        if not into:
            break
        state = into[0].triage
        standing, by = state.standing, state.by or by
    return Word(found.lead.id, standing, by, seen)
