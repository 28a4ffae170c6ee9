"""Every kind of question, one at a time, of one index."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from benchmarks.search.fts_words import Impossible
from benchmarks.search.progress import Progress
from benchmarks.search.questions import Kind, kinds
from benchmarks.search.timing import Took, own_cpu, spread, took
from tidewaiter.search import Index, Question

LONGEST = 25.0  # seconds for one kind: what is slow is asked less often, and the figures say how often
WARM = 3


# Gives the total of a question; what comes before, such as turning pages, is not timed.
Ask = Callable[[Kind, Question], int]
Prepare = Callable[[Kind, Question], Question]


def answered(
    ask: Ask, prepare: Prepare, *, side: str, cpu: Callable[[], float] = own_cpu, warm: int = WARM
) -> dict[str, dict[str, Any]]:
    """All kinds in turn, after `warm` questions of each, for which no clock runs: pages, caches, compilers are warm.

    Of each kind the milliseconds, how many were asked, the totals in the order of the questions; or what it `cannot`.
    """
    found: dict[str, dict[str, Any]] = {}
    shown = Progress(f"asking {side}", len(kinds()))
    for kind in kinds():
        with suppress(Impossible):
            for question in islice(kind.questions(), warm):
                ask(kind, question)
    for kind in kinds():
        try:
            found[kind.name] = _kind(kind, ask, prepare, cpu)
        except Impossible as why:
            found[kind.name] = {"cannot": str(why)}
        shown(len(found))
    return found


def _kind(kind: Kind, ask: Ask, prepare: Prepare, cpu: Callable[[], float]) -> dict[str, Any]:
    asked = list(kind.questions())
    times: list[Took] = []
    totals: list[int] = []
    deadline = time.monotonic() + LONGEST
    for question in asked:
        page = prepare(kind, question)
        used, total = took(partial(ask, kind, page), cpu)
        times.append(used)
        totals.append(total)
        if time.monotonic() > deadline:
            break
    return {**spread(times), "asked": len(totals), "hits_p50": sorted(totals)[len(totals) // 2], "totals": totals}


def turned(index: Index) -> Prepare:
    """Goes over to a kind's page by its cursors, as a person's pages do; to the first, where there are too few hits."""

    def prepare(kind: Kind, question: Question) -> Question:
        there = question
        passed = 0
        while passed < kind.skip:
            page = index.search(there)
            passed += len(page.hits)
            if not page.next:
                return question
            there = replace(question, after=page.next)
        return there

    return prepare


def compare(ours: dict[str, Any], *others: dict[str, Any]) -> None:
    """The totals give way to `same_total`: to how many of the questions that both answered another gave our total."""
    for other in others:
        for kind, found in other.get("kinds", {}).items():
            if "totals" in found:
                pairs = list(zip(ours["kinds"][kind]["totals"], found.pop("totals"), strict=False))
                found["same_total"] = f"{sum(one == another for one, another in pairs)} of {len(pairs)}"
    for found in ours["kinds"].values():
        del found["totals"]
