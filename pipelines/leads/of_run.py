"""Run rules: what the end of a run gives reason for. Asked again, for this run or all, they find the same leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from pipelines.derive import handle
from pipelines.leads.absence import RETURNED, VANISHED, Absence, returned, vanished
from pipelines.leads.clones import CLONE_SITE, clones
from pipelines.leads.firsts import Route, new_routes, new_substances
from pipelines.leads.keys import changed_keys
from pipelines.leads.leaps import Step, price_shifts, stock_surges
from pipelines.leads.of_newcomers import newcomers
from pipelines.leads.thresholds import Thresholds
from pipelines.leads.words import MOST_NAMES
from tidewaiter.model.lead import Lead
from tidewaiter.model.mention import MentionKind
from tidewaiter.model.run import Outcome, Run, Way
from tidewaiter.model.sighting import FieldValue
from tidewaiter.model.telling import plain_amount
from tidewaiter.store.database import leads, pivots, rates, seen
from tidewaiter.store.database.pivots import Holder, Named
from tidewaiter.store.database.seen import Glance

_NAMED = (MentionKind.DRUG, MentionKind.SHIP_FROM, MentionKind.SHIP_TO)
_PROOF = (MentionKind.PGP, MentionKind.WALLET)  # a contact may serve several


def run_leads(rows: Connection, run: Run, *, limits: Thresholds, again: bool = False) -> frozenset[str]:
    """Find the leads of a run that has ended; ids of new ones.

    What is gone, first or leapt is told by complete runs alone, against the complete runs before: a broken read says
    nothing of it. Keys, and what new vendors show, are told by any; but of a run that is asked `again` new vendors are
    left as they were told, since they are known by other names now.
    """
    if run.finished_at is None:
        return frozenset()
    found = _keys(rows, run, run.finished_at)
    new = leads.add(rows, found)
    if not again:
        new |= leads.add(rows, newcomers(rows, run, wanted=limits.interest))
    if run.outcome is not Outcome.COMPLETE or run.way is Way.IMPORT:
        return new
    before = seen.complete_before(rows, run, limit=limits.absent_runs)
    if not before:
        return new  # all that a source's first run finds is new to us
    new |= leads.add(rows, _absent(rows, run, before, limits))
    new |= leads.add(rows, _back(rows, run))
    until = before[0].finished_at or before[0].started_at
    named = seen.named_in(rows, run.id, _NAMED)
    new |= leads.add(rows, _firsts(rows, run, named, until))
    return new | leads.add(rows, _leaps(rows, run, named, until, limits=limits))


def _keys(rows: Connection, run: Run, until: datetime) -> list[Lead]:
    vendors = {one.record: one for one in pivots.holding(rows, seen.vendors_in(rows, run.id))}
    found = pivots.keys_over_time(rows, sorted(vendors))
    named = {key for pages in found.values() for page in pages for key in page.keys}
    markets_own = pivots.shared(rows, named, most=MOST_NAMES)
    pages = {
        vendors[one]: [replace(page, keys=page.keys - markets_own) for page in of if page.at <= until]
        for one, of in found.items()
    }
    cloned = clones(run.source, pages, since=run.started_at)
    mirrors = {lead.pivot for lead in cloned} | leads.pivots_of(rows, CLONE_SITE)
    sound: dict[Holder, list[Named]] = {
        vendor: [page for page in of if f"{run.source}:{page.mirror}" not in mirrors] for vendor, of in pages.items()
    }
    return [*cloned, *changed_keys(sound)]


def _absent(rows: Connection, run: Run, before: Sequence[Run], limits: Thresholds) -> list[Lead]:
    """Those whom the last complete run before so many showed, and no run since."""
    if len(before) < limits.absent_runs:
        return []
    missed = [run, *before][: limits.absent_runs]
    first, last_to_show = missed[-1], before[limits.absent_runs - 1]
    then = seen.present(rows, seen.runs_between(rows, run.source, last_to_show.id, first.id), handle)
    since = seen.present(rows, [*seen.runs_between(rows, run.source, first.id, run.id), run.id], handle)
    # A run asks for vendors' own pages only now and then, for the lists of listings always.
    quiet = [one for one in seen.sellers(rows, run.source, then.sellers) if since.last(one) is None]
    others = seen.namesakes(rows, [one.record for one in quiet], _PROOF)
    gone = [
        Absence(one, at, first.id)
        for one in quiet
        if (at := then.last(one)) is not None and not any(since.last(other) for other in others.get(one.record, ()))
    ]
    return vanished(gone, runs=limits.absent_runs, at=_end(run))


def _back(rows: Connection, run: Run) -> list[Lead]:
    absent = seen.absences(rows, run, gone_rule=VANISHED, back_rule=RETURNED)
    now = seen.present(rows, [run.id], handle) if absent else None
    back = [Absence(vendor, since, episode) for vendor, episode, since in absent if now and now.last(vendor)]
    return returned(back, at=_end(run))


def _firsts(
    rows: Connection, run: Run, named: Mapping[str, Mapping[MentionKind, Sequence[str]]], until: datetime
) -> list[Lead]:
    substances: dict[str, list[str]] = defaultdict(list)
    routes: dict[Route, list[str]] = defaultdict(list)
    for record, said in named.items():
        for drug in said[MentionKind.DRUG]:
            substances[drug].append(record)
        for from_ in said[MentionKind.SHIP_FROM]:
            for to in said[MentionKind.SHIP_TO]:
                routes[from_, to].append(record)
    source, drug = run.source, MentionKind.DRUG
    new = {
        name: of for name, of in substances.items() if not seen.named_until(rows, source, (drug, name), until, by=of)
    }
    untrodden = {route: of for route, of in routes.items() if not seen.joined_until(rows, source, route, until, by=of)}
    return [*new_substances(source, new, at=_end(run)), *new_routes(source, untrodden, at=_end(run))]


def _leaps(
    rows: Connection, run: Run, named: Mapping[str, Mapping[MentionKind, Sequence[str]]], until: datetime, *,
    limits: Thresholds,
) -> list[Lead]:  # fmt: skip
    now = seen.listings_in(rows, run.id)
    before = seen.latest_until(rows, now, until)
    stocked = [one for one, glance in now.items() if _count(glance.fields.get("stock"))]
    stocks = seen.latest_until(rows, stocked, until, own_page=True)
    table = rates.load(rows)
    steps = []
    for record, glance in now.items():
        drugs = named.get(record, {}).get(MentionKind.DRUG, ())
        step = Step(record, glance.title, drugs[0] if drugs else "")
        if record in before:
            step = _priced(step, before[record], glance, table)
        if record in stocks and (counted := _counts(stocks[record], glance)):
            step = replace(step, stock=counted)
        steps.append(step)
    shifts = price_shifts(run.source, run.id, steps, _end(run), limits=limits)
    return [*shifts, *stock_surges(run.id, steps, _end(run), limits=limits)]


def _priced(step: Step, before: Glance, now: Glance, table: rates.Rates) -> Step:
    """Prices of one currency as stated; of two currencies as reckoned, each by the rate of its day."""
    old, new = (_money(one) for one in (before, now))
    if old is None or new is None:
        return step
    if old[1] == new[1]:
        return replace(step, price=(old[0], new[0]), currency=new[1])
    reckoned = (table.reckon(*old, before.at), table.reckon(*new, now.at))
    if reckoned[0] is None or reckoned[1] is None:
        return step
    return replace(step, price=(reckoned[0].worth, reckoned[1].worth), currency=rates.INTO)


def _money(glance: Glance) -> tuple[Decimal, str] | None:
    amount = plain_amount(glance.fields.get("price"))
    return None if amount is None else (amount, str(glance.fields.get("currency") or "").upper())


def _counts(before: Glance, now: Glance) -> tuple[int, int] | None:
    old, new = _count(before.fields.get("stock")), _count(now.fields.get("stock"))
    return None if old is None or new is None else (old, new)


def _count(value: FieldValue | None) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _end(run: Run) -> datetime:
    return run.finished_at or run.started_at
