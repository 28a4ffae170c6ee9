"""What a scheduler decides, over simulated time: no storm, no lost run, none for a source that cannot be crawled."""

from __future__ import annotations

import time as time_of_day
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.profiles.words import Span
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.schedule.cadence import Cadence, cadence
from tidewaiter.schedule.tick import Scheduled, Ticked, ask, fruitless, tick, waits_for_a_person
from tidewaiter.store.database import Database, agenda, journal, sqlite_address
from tidewaiter.store.database.journal import Source

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Clockwork:
    """A scheduler whose runs end at once as `ends` says; a run is made by a tick, and then is over."""

    database: Database
    sources: tuple[Scheduled, ...] = ()
    ends: Outcome | None = Outcome.COMPLETE
    told: list[str] = field(default_factory=list)

    def watch(self, *names: str, said: str = "6h", held: str = "") -> Clockwork:
        self.sources += tuple(Scheduled(source=Source(name), cadence=cadence(said), held=held) for name in names)
        return self

    def tick(self, at: datetime) -> Ticked:
        done = tick(self.database, self.sources, at=at, seed="s", wake=self.told.append)
        if self.ends is not None:
            with self.database.write() as rows:
                for one in done.queued:
                    waiting = journal.get(rows, one)
                    journal.start(rows, replace(waiting, state=State.RUNNING, profile_digest="p"), owner="here:1")
                    journal.finish(rows, one, self.ends, at=at)
        return done

    def over(
        self, length: timedelta, *, step: timedelta = timedelta(minutes=5), start: datetime = NOON
    ) -> list[datetime]:
        """The times at which runs were made."""
        ticks = range(int(length / step) + 1)
        return [start + n * step for n in ticks for _ in self.tick(start + n * step).queued]


@pytest.fixture
def clockwork(tmp_path: Path) -> Iterator[Clockwork]:
    with Database.open(sqlite_address(tmp_path / "database.sqlite")) as database:
        yield Clockwork(database)


def test_a_new_source_is_crawled_at_once_and_then_by_its_cadence(clockwork: Clockwork) -> None:
    made = clockwork.watch("pier").over(DAY)
    assert made[0] == NOON
    gaps = [later - sooner for sooner, later in pairwise(made)]
    assert len(gaps) == 3
    assert all(6 * HOUR <= gap <= 6 * HOUR + timedelta(minutes=35) for gap in gaps)


def test_a_source_missed_for_a_week_gets_one_run(clockwork: Clockwork) -> None:
    clockwork.watch("pier").tick(NOON)
    assert len(clockwork.tick(NOON + 7 * DAY).queued) == 1
    assert clockwork.tick(NOON + 7 * DAY + timedelta(minutes=5)).queued == ()


def test_a_clock_that_jumps_ahead_and_comes_back_stops_nothing(clockwork: Clockwork) -> None:
    clockwork.watch("pier").tick(NOON)
    assert len(clockwork.tick(NOON + 365 * DAY).queued) == 1
    made = clockwork.over(DAY, start=NOON + HOUR)
    assert 3 <= len(made) <= 5, "it neither waits a year nor storms"


def test_a_clock_that_jumps_back_makes_no_run_twice(clockwork: Clockwork) -> None:
    clockwork.watch("pier").tick(NOON)
    assert clockwork.over(5 * HOUR, start=NOON - HOUR) == []


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Berlin", datetime(2026, 3, 28, tzinfo=timezone.utc)),
     ("Europe/Berlin", datetime(2026, 10, 24, tzinfo=timezone.utc)),
     ("America/New_York", datetime(2026, 10, 31, tzinfo=timezone.utc))],
    ids=["berlin-forward", "berlin-back", "new-york-back"],
)  # fmt: skip
def test_no_change_of_clocks_drops_or_doubles_a_run(
    clockwork: Clockwork, monkeypatch: pytest.MonkeyPatch, zone: str, day: datetime
) -> None:
    """Whatever zone the machine is in, a cron line is of UTC: a day has one 2:30."""
    monkeypatch.setenv("TZ", zone)
    time_of_day.tzset()
    try:
        clockwork.watch("pier", said="30 2 * * *").tick(day)
        made = clockwork.over(3 * DAY, start=day, step=timedelta(minutes=30))
    finally:
        monkeypatch.undo()
        time_of_day.tzset()
    assert len(made) == 3
    assert all(23 * HOUR <= later - sooner <= 25 * HOUR for sooner, later in pairwise(made))


def test_a_run_that_is_under_way_is_not_doubled(clockwork: Clockwork) -> None:
    clockwork.ends = None
    assert len(clockwork.watch("pier").over(2 * DAY)) == 1
    assert len(clockwork.told) >= 1


def test_two_schedulers_make_one_run(clockwork: Clockwork) -> None:
    clockwork.watch("pier", "quay")
    other = Clockwork(clockwork.database, clockwork.sources)
    made = [one for n in range(0, 48) for who in (clockwork, other) for one in who.tick(NOON + n * HOUR / 2).queued]
    with clockwork.database.read() as rows:
        assert len(made) == len(set(made)) == len(journal.runs(rows, limit=1000)) == 8


def test_a_source_that_no_authority_covers_is_never_due(clockwork: Clockwork) -> None:
    assert clockwork.watch("pier", held="no authority").over(2 * DAY) == []
    clockwork.sources = ()
    assert clockwork.watch("pier").over(HOUR, start=NOON + 2 * DAY) == [NOON + 2 * DAY], "covered, it is due at once"


def test_a_source_that_is_switched_off_is_left_alone(clockwork: Clockwork) -> None:
    with clockwork.database.write() as rows:
        agenda.change(rows, "pier", enabled=False)
    assert clockwork.watch("pier").over(2 * DAY) == []


def test_what_a_person_set_goes_before_the_profile(clockwork: Clockwork) -> None:
    with clockwork.database.write() as rows:
        agenda.change(rows, "pier", cron="1d")
    assert len(clockwork.watch("pier", said="1h").over(2 * DAY + HOUR)) == 3


def test_a_source_that_waits_for_a_person_is_not_asked_again_until_one_says_so(clockwork: Clockwork) -> None:
    clockwork.ends = Outcome.WAITING
    assert len(clockwork.watch("pier").over(3 * DAY)) == 1
    clockwork.ends = Outcome.COMPLETE
    with clockwork.database.write() as rows:
        made = ask(rows, "pier", at=NOON + 3 * DAY)
        assert made
        agenda.give_up(rows, made, Outcome.COMPLETE, at=NOON + 3 * DAY, reasons=())
    assert len(clockwork.over(DAY, start=NOON + 3 * DAY)) >= 3


def test_a_dead_source_is_asked_ever_less_often_and_a_live_one_as_before(clockwork: Clockwork) -> None:
    clockwork.ends = Outcome.BLOCKED
    made = clockwork.watch("pier").over(60 * DAY, step=HOUR)
    gaps = [later - sooner for sooner, later in pairwise(made)]
    assert gaps == sorted(gaps)
    assert gaps[0] < 8 * HOUR
    assert 7 * DAY < gaps[-1] < 8 * DAY
    clockwork.ends = Outcome.COMPLETE
    back = clockwork.over(20 * DAY, step=HOUR, start=NOON + 60 * DAY)
    gaps = [later - sooner for sooner, later in pairwise(back)]
    assert max(gaps[1:]) < 8 * HOUR


def test_what_could_not_begin_here_says_nothing_of_the_source(clockwork: Clockwork) -> None:
    """No tor, a full disk: the source is asked as often as before."""
    clockwork.ends = None
    made = []
    for hour in range(48):
        at = NOON + hour * HOUR
        for one in clockwork.watch("pier").tick(at).queued if not hour else clockwork.tick(at).queued:
            made.append(at)
            with clockwork.database.write() as rows:
                agenda.give_up(rows, one, Outcome.FAILED, at=at, reasons=("no tor",))
    assert max(later - sooner for sooner, later in pairwise(made)) <= 7 * HOUR


def test_nothing_is_queued_outside_the_hours_of_a_source(clockwork: Clockwork) -> None:
    night = Cadence(every=6 * HOUR, hours=(Span(time(22), time(4)),))
    clockwork.sources = (Scheduled(source=Source("pier"), cadence=night),)
    made = clockwork.over(3 * DAY, step=timedelta(minutes=10))
    assert len(made) >= 3
    assert all(at.hour >= 22 or at.hour < 4 for at in made)


def test_a_stored_cadence_that_cannot_be_read_stops_nobody(clockwork: Clockwork) -> None:
    with clockwork.database.write() as rows:
        agenda.change(rows, "pier", cron="0 0 30 2 *")  # the thirtieth of February
    assert len(clockwork.watch("pier", "quay").tick(NOON).queued) == 2


def test_who_died_is_reaped_and_its_run_told_to_a_worker(clockwork: Clockwork) -> None:
    clockwork.ends = None
    (made,) = clockwork.watch("pier").tick(NOON).queued
    with clockwork.database.write() as rows:
        journal.start(rows, Run(made, "pier", State.RUNNING, NOON, "p", "a", "0", "ahn"), owner="here:1")
    clockwork.told.clear()
    done = tick(
        clockwork.database, clockwork.sources, at=NOON, seed="s", wake=clockwork.told.append, silent=timedelta(0)
    )
    assert [one.id for one in done.reaped] == clockwork.told == [made]


def test_a_queue_that_is_down_loses_no_run(clockwork: Clockwork) -> None:
    clockwork.ends = None
    clockwork.watch("pier")

    def down(run: str) -> None:
        raise OSError("no queue")

    with pytest.raises(OSError, match="no queue"):
        tick(clockwork.database, clockwork.sources, at=NOON, seed="s", wake=down, silent=timedelta(0))
    assert len(tick(clockwork.database, clockwork.sources, at=NOON, seed="s", wake=clockwork.told.append,
                    silent=timedelta(microseconds=-1)).woken) == 1  # fmt: skip
    assert len(clockwork.told) == 1


def ended(*outcomes: Outcome | None) -> list[Run]:
    """Runs of these outcomes, the newest first; None for one that is under way."""
    return [
        Run(f"r{n}", "pier", State.RUNNING if how is None else State.DONE, NOON, "p", "a", "0", "ahn", outcome=how)
        for n, how in enumerate(outcomes)
    ]


@pytest.mark.parametrize(
    ("past", "failures"),
    [
        ((), 0),
        ((Outcome.COMPLETE, Outcome.FAILED), 0),
        ((Outcome.SHORT, Outcome.FAILED), 0),
        ((Outcome.FAILED, Outcome.COMPLETE, Outcome.FAILED), 1),
        ((Outcome.FAILED, Outcome.BLOCKED, Outcome.WAITING), 2),
        ((None, Outcome.BLOCKED, Outcome.FAILED), 2),
        ((Outcome.FAILED,) * 20, 20),
    ],
)
def test_only_runs_that_did_not_reach_the_source_count_as_failures(
    past: tuple[Outcome | None, ...], failures: int
) -> None:
    assert fruitless(ended(*past)) == failures


@pytest.mark.parametrize(
    ("past", "waits"),
    [
        ((), False),
        ((Outcome.WAITING,), True),
        ((Outcome.COMPLETE, Outcome.WAITING), False),
        ((None, Outcome.WAITING), False),
    ],
)
def test_the_latest_run_says_whether_a_person_has_to_act(past: tuple[Outcome | None, ...], waits: bool) -> None:
    assert waits_for_a_person(ended(*past)) is waits
