"""The agenda on both databases: what two schedulers and many workers may ask at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import update

from tests.store.database.conftest import WHEN
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.store.database import Database, agenda, journal
from tidewaiter.store.database.journal import Source
from tidewaiter.store.database.tables import run

PATIENT = timedelta(minutes=5)
AT_ONCE = timedelta(seconds=-1)


def begun(one: str, name: str) -> Run:
    return Run(one, name, State.RUNNING, WHEN, "profile", "authority", "0.1", "ahn")


def states(database: Database) -> dict[str, State]:
    with database.read() as rows:
        return {one.id: one.state for one in journal.runs(rows)}


def test_a_source_is_entered_once_and_keeps_what_a_person_set(database: Database) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [Source("pier", title="Pier", languages=("ko",), next_due=WHEN)])
        agenda.change(rows, "pier", cron="6h", priority=3, enabled=False)
        journal.put_sources(rows, [Source("pier", title="The Pier", next_due=WHEN + PATIENT)])
        assert journal.sources(rows) == [
            Source("pier", title="The Pier", cron="6h", priority=3, enabled=False, next_due=WHEN)
        ]


def test_a_source_that_a_crawl_entered_gets_its_time(database: Database) -> None:
    with database.write() as rows:
        journal.start(rows, begun("r1", "pier"))
        journal.put_sources(rows, [Source("pier", next_due=WHEN)])
        assert [one.next_due for one in journal.sources(rows)] == [WHEN]


@pytest.mark.parametrize("was", [None, WHEN])
def test_of_two_schedulers_one_moves_a_source(database: Database, was: datetime | None) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [Source("pier", next_due=was)])
        assert agenda.move(rows, "pier", was=was, to=WHEN + PATIENT)
        assert not agenda.move(rows, "pier", was=was, to=WHEN + 2 * PATIENT)


def test_a_source_has_one_run_that_waits_or_works(database: Database) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [Source("pier"), Source("quay")])
        assert agenda.queue(rows, "r1", "pier", at=WHEN)
        assert not agenda.queue(rows, "r2", "pier", at=WHEN)
        assert agenda.queue(rows, "r3", "quay", at=WHEN)
        journal.start(rows, begun("r1", "pier"), owner="here:1")
        assert not agenda.queue(rows, "r4", "pier", at=WHEN)
        journal.finish(rows, "r1", Outcome.COMPLETE, at=WHEN)
        assert agenda.queue(rows, "r5", "pier", at=WHEN)
    assert states(database) == {"r1": State.DONE, "r3": State.QUEUED, "r5": State.QUEUED}


def test_a_worker_is_told_once_of_each_source_and_again_when_nobody_began(database: Database) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [Source(name) for name in ("pier", "quay", "reef")])
        agenda.change(rows, "quay", priority=9)
        for number, name in enumerate(("pier", "quay", "reef")):
            agenda.queue(rows, f"r{number}", name, at=WHEN)
        assert agenda.wake(rows, again_after=PATIENT) == ["r1", "r0", "r2"], "the most urgent first"
        assert agenda.wake(rows, again_after=PATIENT) == []
        journal.start(rows, begun("r0", "pier"), owner="here:1")
        assert agenda.wake(rows, again_after=AT_ONCE) == ["r1", "r2"], "what was begun is not begun again"


def test_an_import_is_left_to_who_has_the_file_and_stands_in_no_crawls_way(database: Database) -> None:
    """Cut off, it stays as it is: no worker gets it, and the source is crawled meanwhile."""
    taken_in = Run("r0", "pier", State.RUNNING, WHEN, "profile", "authority", "0.1", "ahn", way=Way.IMPORT)
    with database.write() as rows:
        journal.start(rows, taken_in, owner="here:1")
        assert journal.get(rows, "r0").way is Way.IMPORT
        assert agenda.reap(rows, silent=timedelta(seconds=-1)) == []
        assert agenda.queue(rows, "r1", "pier", at=WHEN)
        assert agenda.wake(rows, again_after=PATIENT) == ["r1"]
        assert [one.id for one in (agenda.take(rows, "there:7", again_after=PATIENT),) if one] == ["r1"]
        journal.start(rows, begun("r1", "pier"), owner="there:7")
        assert journal.beat(rows, "r0", "here:1")
        assert [one.id for one in journal.runs(rows, way=Way.CRAWL)] == ["r1"]
        journal.resume(rows, "r0", "here:2")
        with pytest.raises(WrongUse, match="under way: r0"):
            journal.start(rows, replace(taken_in, id="r2"))
    assert states(database) == {"r0": State.RUNNING, "r1": State.RUNNING}


def test_a_silent_owner_loses_its_run_and_a_live_one_keeps_it(database: Database) -> None:
    with database.write() as rows:
        for number, name in enumerate(("pier", "quay")):
            journal.start(rows, begun(f"r{number}", name), owner=f"here:{number}")
        rows.execute(update(run).where(run.c.id == "r0").values(heartbeat_at=datetime(2020, 1, 1, tzinfo=timezone.utc)))
        assert [one.id for one in agenda.reap(rows, silent=timedelta(seconds=60))] == ["r0"]
        assert agenda.reap(rows, silent=timedelta(seconds=60)) == []
        assert agenda.take(rows, "there:7 worker 1", again_after=PATIENT) is not None
        assert not journal.beat(rows, "r0", "here:0"), "the zombie hears that it must stop"
        assert journal.beat(rows, "r1", "here:1")
        assert agenda.wake(rows, again_after=PATIENT) == ["r0"]
        assert agenda.taken_from(rows, "r0", "here:0 worker 1")
        assert not agenda.taken_from(rows, "r0", "there:7 worker 1")
        journal.resume(rows, "r0", "there:7")
        assert agenda.attempts(rows, "r0") == (2, 3)
        assert journal.beat(rows, "r0", "there:7")


def test_who_was_only_asleep_takes_its_run_back_while_nobody_has_it(database: Database) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [Source("pier")])
        agenda.queue(rows, "r1", "pier", at=WHEN)
        journal.start(rows, begun("r1", "pier"), owner="here:1")
        assert [one.id for one in agenda.reap(rows, silent=timedelta(seconds=-1))] == ["r1"]
        assert not journal.beat(rows, "r1", "there:2"), "who never had it cannot"
        assert journal.beat(rows, "r1", "here:1")
        assert journal.get(rows, "r1").state is State.RUNNING
        assert agenda.attempts(rows, "r1")[0] == 1, "the same life"
        assert agenda.take(rows, "there:2 worker 1", again_after=PATIENT) is None
        assert agenda.put_back(rows, "r1", "here:1")
        assert not journal.beat(rows, "r1", "here:1"), "what it gave back is not its own"


def test_a_run_put_back_has_lost_no_life_and_one_that_exceeded_its_limits_has(database: Database) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [Source("pier")])
        agenda.queue(rows, "r1", "pier", at=WHEN)
        journal.start(rows, begun("r1", "pier"), owner="here:1")
        assert not agenda.put_back(rows, "r1", "there:2"), "another's run"
        assert agenda.put_back(rows, "r1", "here:1")
        assert agenda.attempts(rows, "r1") == (0, agenda.MOST_ATTEMPTS)
        agenda.count_life(rows, "r1")
        assert agenda.attempts(rows, "r1") == (1, agenda.MOST_ATTEMPTS)
        assert journal.get(rows, "r1").profile_digest == "profile", "it goes on under what it was begun with"


def test_what_could_not_begin_ends_with_its_reason_and_what_works_does_not(database: Database) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [Source("pier"), Source("quay")])
        for one, name in (("r1", "pier"), ("r2", "quay")):
            agenda.queue(rows, one, name, at=WHEN)
        journal.start(rows, begun("r2", "quay"), owner="here:1")
        assert agenda.give_up(rows, "r1", Outcome.BLOCKED, at=WHEN, reasons=("no authority",))
        assert not agenda.give_up(rows, "r2", Outcome.BLOCKED, at=WHEN, reasons=("no authority",))
        ended = journal.get(rows, "r1")
    assert (ended.state, ended.outcome, ended.reasons) == (State.DONE, Outcome.BLOCKED, ("no authority",))
    assert states(database)["r2"] is State.RUNNING


def test_a_waiting_run_is_begun_as_itself_and_only_once(database: Database) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [Source("pier")])
        agenda.queue(rows, "r1", "pier", at=WHEN)
        journal.start(rows, begun("r1", "pier"), owner="here:1")
    with pytest.raises(WrongUse, match="under way"), database.write() as rows:
        journal.start(rows, begun("r1", "pier"), owner="there:2")
    assert states(database) == {"r1": State.RUNNING}


def test_who_holds_a_lease_is_known_until_it_ends(database: Database) -> None:
    with database.write() as rows:
        assert agenda.holder(rows, "schedule") == ""
        journal.hold(rows, "schedule", "here:1", length=PATIENT)
        assert agenda.holder(rows, "schedule") == "here:1"
        journal.hold(rows, "schedule", "here:1", length=AT_ONCE)
        assert agenda.holder(rows, "schedule") == ""
