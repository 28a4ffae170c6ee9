"""The reasons that new vendors of the simulated month give, against what the generator let them show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from benchmarks.month import FIRST_DAY, Score
from fixtures.site.month import Month, newcomers
from fixtures.site.month.shown import Newcomer
from pipelines.leads.interest import Interest, kind_of
from pipelines.leads.words import WORDS
from tidewaiter.model.ids import record_id
from tidewaiter.model.lead import Lead

_KINDS = {"route": ("ships to ", "ships from "), "substance": ("sells ",), "unknown": ("PGP key ", "wallet "),
          "listing": ("first listing seen on ",)}  # fmt: skip


def reasons_scored(month: Month, found: Iterable[Lead], wanted: Interest) -> list[Score]:
    """By kind of reason; prices and amounts are left out: the month has no rates, and no word for a whole amount."""
    by_member = {member: lead for lead in found if lead.rule == "new-vendor" for member in lead.members}
    scores = []
    newly = newcomers(month, days=wanted.days)
    for kind, begins in _KINDS.items():
        right, missed, wrong = 0, [], []
        for one in newly:
            lead = by_member.get(record_id(one.vendor.source, one.vendor.kind, one.vendor.key))
            told = {said for said in lead.reasons if said.startswith(begins)} if lead else set()
            true = {said for said in _true(one, wanted) if said.startswith(begins)}
            right += len(told & true)
            missed += [f"day {one.day}: {one.vendor.key}: {said}" for said in sorted(true - told)]
            wrong += [f"day {one.day}: {one.vendor.key}: {said}" for said in sorted(told - true)]
        scores.append(Score("new-vendor", f"reason: {kind}", right, tuple(missed), tuple(wrong)))
    return scores


def _true(one: Newcomer, wanted: Interest) -> Iterator[str]:
    for word, places in (("to", one.tos), ("from", one.froms)):
        if met := sorted(places & set(wanted.countries)):
            yield f"ships {word} {', '.join(met)}"
    if sold := sorted(drug for drug in one.substances if {drug, kind_of(drug)} & set(wanted.substances)):
        yield f"sells {', '.join(sold)}"
    yield from (f"{WORDS[kind]} {value} was named by nobody before" for kind, value in one.unknown)
    if one.first_listing is not None:
        yield f"first listing seen on {FIRST_DAY + timedelta(days=one.first_listing):%Y-%m-%d}"
