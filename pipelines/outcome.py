"""How a run ended, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidewaiter.model.run import Expectations, Outcome, shortfalls

# Why a crawl child ended (crawler.frontier.Halt), as far as it decides the outcome.
_FAILED = {
    "store-failed": "the disk or the spool refused",
    "crashed": "the crawl process crashed",
    "leak": "tor was asked for something other than an onion: a fault of ours",
    "tor-down": "tor stayed down",
}
_BLOCKED = {
    "unreachable": "no mirror answered",
    "no-authority": "no authority covers the source's own mirrors",
}
_SHORT = {
    "stopped": "it was stopped",
    "damaged": "the file is damaged",
    "pages": "the page budget is spent",
    "time": "the time budget is spent",
    "hours": "outside the source's active hours",
}
_MOST_NAMED = 5
_GONE = {"seizure": "a seizure banner"}


@dataclass(frozen=True, slots=True)
class Ending:
    """What the crawl itself says of its end: its word for why, and the kind of page that a person has to look at."""

    why: str
    detail: str = ""
    barrier: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Ending:
        barrier = told.get("barrier") or {}
        return cls(str(told.get("why") or ""), str(told.get("detail") or ""), str(barrier.get("page") or ""))


def outcome(
    ending: Ending, counts: Mapping[str, int], filled: Mapping[str, tuple[int, int]], *, expected: Expectations,
    unusual: Sequence[str] = (),
) -> tuple[Outcome, tuple[str, ...]]:  # fmt: skip
    """Only a run whose frontier is empty, that met what its profile expects and read what its source usually says is
    complete. `unusual` says what it read otherwise."""
    why, detail, barrier = ending.why, ending.detail, ending.barrier
    said = (detail,) if detail else ()
    if why in _FAILED:
        return Outcome.FAILED, (_FAILED[why], *said)
    if why in _BLOCKED:
        return Outcome.BLOCKED, (_BLOCKED[why], *said)
    if barrier in _GONE:
        return Outcome.BLOCKED, (f"the source shows {_GONE[barrier]}", *said)
    if why == "waiting" or barrier:
        page = f": a {barrier} page" if barrier else ""
        return Outcome.WAITING, (f"a person has to act{page}", *said)
    lacks = [*shortfalls(expected, counts, filled), *unusual]
    if why in _SHORT:
        return Outcome.SHORT, (_SHORT[why], *said, *lacks)
    if why != "finished":
        return Outcome.FAILED, (f"the crawl ended without saying why: {why or 'no word'}", *said, *lacks)
    return (Outcome.SHORT if lacks else Outcome.COMPLETE), (*lacks, *_behind(counts))


def _behind(counts: Mapping[str, int]) -> list[str]:
    """What a corner of the source keeps from those who have no session: said, and no fault of the run."""
    return [
        f"{number} pages stand behind a {name.removeprefix('behind.')} page, for a person to look at"
        for name, number in sorted(counts.items())
        if name.startswith("behind.") and number
    ]


def held_reasons(pages: Sequence[str]) -> list[str]:
    """The pages that no reader came to an end with: named, so that a person looks at them; no fault of the run."""
    named = [f"a page held its reader and was left unread: {page}" for page in pages[:_MOST_NAMED]]
    more = len(pages) - len(named)
    return [*named, *([f"{more} more pages held their readers"] if more else [])]
