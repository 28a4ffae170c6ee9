"""A simulated month of two markets, a clone and migrating vendors: every rule against what the generator did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

import pytest

from benchmarks.month import FIRST_DAY, Player, Score, scored, told
from benchmarks.month_reasons import reasons_scored
from fixtures.site.month import Month, expected
from pipelines.leads import run_leads
from pipelines.rereading import rebuild
from tidewaiter.desk.trends import arrivals_of, times_of
from tidewaiter.model.lead import Judgement, Verdict
from tidewaiter.model.run import Outcome
from tidewaiter.search.question.calendar import Unit
from tidewaiter.store.database import Database, journal, leads, sqlite_address

pytestmark = pytest.mark.slow
MONTH = Month(1)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(sqlite_address(tmp_path_factory.mktemp("month") / "database.sqlite")) as database:
        player = Player(database)
        for visit in MONTH.visits:
            player.play(MONTH, visit)
        yield database


@pytest.fixture(scope="module")
def scores(played: Database) -> list[Score]:
    found = scored(told(played), expected(MONTH, absent=2))
    for one in found:
        print(f"{one.rule:<26}{one.by:<9}{one.right:>4} precision {one.precision:.2f} recall {one.recall:.2f}")
    return found


def test_keys_and_wallets_tell_everything_and_nothing_else(scores: list[Score]) -> None:
    proven = [one for one in scores if one.by in ("pgp", "wallet")]
    assert {one.rule for one in proven} >= {"known-vendor-new-market", "renamed", "key-changed", "clone-site"}
    assert [(one.rule, one.missed, one.wrong) for one in proven if one.missed or one.wrong] == []


def test_the_other_rules_are_right_nineteen_times_of_twenty(scores: list[Score]) -> None:
    """Measured: all of them always, on this seed and on others."""
    weaker = [one for one in scores if one.by not in ("pgp", "wallet")]
    assert len({one.rule for one in weaker}) >= 8
    assert sum(one.right for one in weaker) > 60
    assert [one for one in weaker if min(one.precision, one.recall) < 0.95] == []


def test_new_vendors_give_the_reasons_that_they_showed(played: Database) -> None:
    found = reasons_scored(MONTH, told(played), Player(played).limits.interest)
    for one in found:
        print(f"{one.rule:<26}{one.by:<19}{one.right:>4} precision {one.precision:.2f} recall {one.recall:.2f}")
    assert all(one.right > 10 for one in found)
    assert [(one.by, one.missed, one.wrong) for one in found if one.missed or one.wrong] == []


def test_asked_again_a_run_gives_no_lead_twice_and_changes_none(played: Database) -> None:
    before = told(played)
    with played.write() as rows:
        for run in reversed(journal.runs(rows, limit=1000)):
            if run.outcome is Outcome.COMPLETE:
                assert run_leads(rows, run, limits=Player(played).limits, again=True) == frozenset()
    assert told(played) == before


def test_dropped_and_rebuilt_the_leads_and_what_was_said_of_them_are_the_same(played: Database) -> None:
    before = told(played)
    about = before[::7]
    with played.write() as rows:
        for number, lead in enumerate(about):
            said = Judgement(number, lead.id, Verdict.NO, "", "kim", before[0].found_at, seen=lead.reasons)
            leads.judge(rows, said, ledger="host")
        standing = {one.lead.id: (one.lead, one.triage) for one in leads.listed(rows, limit=10_000)}
    rebuild(played)
    with played.read() as rows:
        assert {one.lead.id: (one.lead, one.triage) for one in leads.listed(rows, limit=10_000)} == standing
        assert leads.unsupported(rows) == []


def test_vendors_a_week_are_the_generators_own(played: Database) -> None:
    """Each name of each source once, in the week of the day on which the generator first shows it."""
    met: set[tuple[str, str]] = set()
    made_from: set[str] = set()
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for visit in (one for one in MONTH.visits if one.complete and not one.clone):
        wares = MONTH.wares(visit)
        year, week, _ = (FIRST_DAY + timedelta(days=visit.day)).isocalendar()
        shops = {wares.vendor(number).name.casefold(): wares.scene.shops[number] for number in wares.vendor_numbers}
        for name, shop in shops.items():
            if (visit.source, name) not in met:
                known = made_from & {shop.key, shop.purse, shop.handle, shop.bio}
                sort = "at_first" if visit.day == 0 else "known" if known else "new"
                wanted[f"{year}-W{week:02}"][sort] += 1
        met |= {(visit.source, name) for name in shops}
        made_from |= {made for shop in shops.values() for made in (shop.key, shop.purse, shop.handle, shop.bio)}
    times = times_of(Unit.WEEK, FIRST_DAY, FIRST_DAY + timedelta(days=31), now=FIRST_DAY)
    found = {one.period.label: one for one in arrivals_of(played, times)}
    assert {label: {"at_first": one.at_first, "known": one.renamed + one.known, "new": one.new}
            for label, one in found.items()} == {
        label: {sort: wanted[label][sort] for sort in ("at_first", "known", "new")} for label in found
    }  # fmt: skip
    assert sum(one.new for one in found.values()) > 10
    assert not any(one.unread for one in found.values())
