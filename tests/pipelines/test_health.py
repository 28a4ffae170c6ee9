"""A run that reads otherwise than its source usually says is short, and names fields and captures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.pipelines.conftest import NOON, Home
from tidewaiter.model.run import Expectations, Outcome, Run
from tidewaiter.model.sighting import Kind, Page, Reading, Statement
from tidewaiter.store.database import journal
from tidewaiter.store.database.health import healthy_runs

Stated = Callable[..., Statement]
RULES = Expectations(reader="reader-1")


def listing(number: int, **changed: object) -> Statement:
    fields = {
        "title": f"listing number {number} of many",
        "vendor": f"vendor {number % 3}",
        "price": f"{10 + number}.50",
    }
    return Statement(Kind.LISTING, f"/item/{number}", {k: v for k, v in (fields | changed).items() if v is not None})  # type: ignore[arg-type]


def crawl(home: Home, day: int, *pages: Statement, expected: Expectations = RULES, page: Page = Page.LISTING) -> Run:
    child = home.child(at=NOON + timedelta(days=day))
    home.now = NOON + timedelta(days=day, hours=2)
    for said in pages:
        child.page(said.key, said, page=page)
    child.end()
    return home.recorder(child, expected=expected).finish({"why": "finished"}, at=home.now)


def names(run: Run) -> set[tuple[str, str]]:
    return {(one.name, one.what) for one in run.health.unusual}


def test_healthy_runs_are_complete_and_keep_their_rates(home: Home) -> None:
    for day in range(3):
        run = crawl(home, day, *(listing(n, price=f"{12 + n + day}.00") for n in range(6)))
        assert (run.outcome, run.health.unusual) == (Outcome.COMPLETE, ())
    rate = run.health.rates["listing/listing.price"]
    assert (rate.of, rate.stated, rate.again, rate.kept, rate.agreed, rate.values) == (6, 6, 6, 6, 6, 6)
    with home.database.read() as rows:
        assert journal.get(rows, run.id).health == run.health
        assert len(healthy_runs(rows, run.id)) == 2


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"price": None}, ("listing/listing.price", "lost")),
        ({"title": "Cookies are used here"}, ("listing/listing.title", "changed")),
        ({"vendor": "Sold by"}, ("listing/listing.vendor", "changed")),
        ({"price": "1"}, ("listing/listing.price", "changed")),
    ],
    ids=["no price", "one title", "a label", "half a price"],
)
def test_missing_and_wrong_values_make_it_short(home: Home, changed: dict[str, object], found: tuple[str, str]) -> None:
    crawl(home, 0, *(listing(n) for n in range(6)))
    run = crawl(home, 1, *(listing(n, **changed) for n in range(6)))
    assert run.outcome is Outcome.SHORT
    assert found in names(run)
    (unusual,) = (one for one in run.health.unusual if one.name == found[0])
    assert len(unusual.captures) == 5
    assert any(unusual.captures[0][:10] in reason for reason in run.reasons)


def test_wrong_values_on_pages_never_seen_before_are_noticed_where_all_say_the_same(home: Home) -> None:
    crawl(home, 0, *(listing(n) for n in range(6)))
    run = crawl(home, 1, *(listing(n, title="Lanternfish") for n in range(10, 16)))
    assert names(run) == {("listing/listing.title", "same")}


def test_pages_that_no_rule_knows_any_more_are_noticed(home: Home) -> None:
    crawl(home, 0, *(listing(n) for n in range(6)))
    child = home.child(at=NOON + timedelta(days=1))
    home.now = NOON + timedelta(days=1, hours=2)
    for n in range(6):
        _, capture = child.capture(f"/item/{n}")
        child.spool.done(Reading(capture.id, Page.LISTING, "another reader", (listing(n),)))
    child.end()
    run = home.recorder(child, expected=RULES).finish({"why": "finished"}, at=home.now)
    assert run.outcome is Outcome.SHORT
    assert {("pages", "lost"), ("listing", "gone")} <= names(run)


def test_a_short_run_is_no_measure_for_the_next_one(home: Home) -> None:
    crawl(home, 0, *(listing(n) for n in range(6)))
    for day in (1, 2, 3):
        assert crawl(home, day, *(listing(n, price=None) for n in range(6))).outcome is Outcome.SHORT
    assert crawl(home, 4, *(listing(n) for n in range(6))).outcome is Outcome.COMPLETE


def test_a_person_can_say_that_it_is_the_usual_now(home: Home) -> None:
    crawl(home, 0, *(listing(n) for n in range(6)))
    short = crawl(home, 1, *(listing(n, price=None) for n in range(6)))
    with home.database.write() as rows:
        journal.call_usual(rows, short)
    with home.database.read() as rows:
        assert journal.get(rows, short.id).outcome is Outcome.SHORT
    run = crawl(home, 2, *(listing(n, price=None) for n in range(6)))
    assert (run.outcome, run.health.unusual) == (Outcome.COMPLETE, ())


def test_what_the_profile_no_longer_reads_is_not_missed(home: Home) -> None:
    crawl(home, 0, *(listing(n) for n in range(6)))
    reads = frozenset({"listing/listing.title", "listing/listing.vendor"})
    run = crawl(home, 1, *(listing(n, price=None) for n in range(6)), expected=Expectations(reads=reads))
    assert (run.outcome, run.health.unusual) == (Outcome.COMPLETE, ())


def test_fewer_cards_on_lists_are_noticed_and_other_lists_are_no_fault(home: Home) -> None:
    def cards(day: int, numbers: list[range]) -> Run:
        child = home.child(at=NOON + timedelta(days=day))
        home.now = NOON + timedelta(days=day, hours=2)
        for n, these in enumerate(numbers):
            child.page(f"/category/{n}", *(listing(each) for each in these), page=Page.CATEGORY)
        child.end()
        return home.recorder(child, expected=RULES).finish({"why": "finished"}, at=home.now)

    cards(0, [range(0, 9), range(10, 19), range(20, 29)])
    assert cards(1, [range(3, 12), range(13, 22), range(23, 32)]).outcome is Outcome.COMPLETE
    assert names(cards(2, [range(0, 1), range(10, 11), range(20, 22)])) == {("category/listing", "fewer")}
