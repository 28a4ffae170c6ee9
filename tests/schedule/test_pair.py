"""A crawl is seen through to its end: recorded, resumed, stopped where it lost its right, never doubled."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from pipelines import Recorder
from tests.schedule.conftest import Harbour
from tidewaiter.model.errors import StoreAway, WrongUse
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.model.sighting import Kind
from tidewaiter.schedule import pair
from tidewaiter.schedule.pair import MOST_LIVES, Progress, clear, ending, progress
from tidewaiter.store.database import journal, records
from tidewaiter.store.database.tables import source

PAGES = ("page /listing/1 5g MDMA", "page /listing/2 3g ketamine")


def titles(harbour: Harbour) -> set[object]:
    with harbour.database.read() as rows:
        return {kept.record.fields["title"] for kept in records.listed(rows, Kind.LISTING)}


def test_what_the_child_keeps_is_recorded_and_the_run_ends_with_its_outcome(harbour: Harbour) -> None:
    planned = harbour.plan()
    run = harbour.pair(planned, *PAGES, "end finished").run()
    assert (run.id, run.state, run.outcome, run.reasons) == (planned.run.id, State.DONE, Outcome.COMPLETE, ())
    assert run.counts["captures"] == 2
    assert titles(harbour) == {"5g MDMA", "3g ketamine"}
    assert [entry.action for entry in harbour.ledger.entries()].count("capture") == 2
    assert list(harbour.workspace.warc.iterdir())


def test_the_database_describes_the_source_as_its_profile_does(harbour: Harbour) -> None:
    planned = harbour.plan()
    run = harbour.pair(planned, PAGES[0], "end finished").run()
    with harbour.database.write() as rows:
        (known,) = journal.sources(rows)
        assert (known.id, known.title, known.kind, known.last) == ("pier", "Pier", "market", run)
        assert known.profile_digest == planned.profile.digest
        rows.execute(source.update().values(enabled=False, cron="0 3 * * *"))
    text = (harbour.workspace.sources / "pier.yaml").read_text()
    (harbour.workspace.sources / "pier.yaml").write_text(text.replace("title: Pier", "title: The Old Pier"))
    harbour.pair(harbour.plan(), PAGES[0], "end finished").run()
    with harbour.database.read() as rows:
        (known,) = journal.sources(rows)
    assert (known.title, known.enabled, known.cron) == ("The Old Pier", False, "0 3 * * *"), "when is not the profile's"


def test_a_run_that_is_over_leaves_no_reading_in_its_spool(harbour: Harbour) -> None:
    planned = harbour.plan()
    harbour.pair(planned, *PAGES, "end finished").run()
    left = {file.name for file in planned.folder.rglob("*")}
    assert left & {"child.log", "parent.lock"} == {"child.log", "parent.lock"}
    assert not {name for name in left if name.startswith("spool.sqlite") or name.endswith(".json") or name == "warc"}


@pytest.mark.parametrize(
    ("last", "outcome", "says"),
    [
        ("end finished", Outcome.COMPLETE, ""),
        ("end pages", Outcome.SHORT, "the page budget is spent"),
        ("end unreachable", Outcome.BLOCKED, "no mirror answered"),
        ("end finished seizure", Outcome.BLOCKED, "a seizure banner"),
        ("end waiting captcha", Outcome.WAITING, "a captcha page"),
        ("end leak", Outcome.FAILED, "other than an onion"),
        ("end nonsense", Outcome.FAILED, "nonsense"),
        ("mute 0", Outcome.FAILED, "the child ended with status 0 and no word"),
        ("mute 7", Outcome.FAILED, "the child ended with status 7 and no word"),
    ],
)
def test_every_way_to_end_has_its_outcome_and_loses_no_page(
    last: str, outcome: Outcome, says: str, harbour: Harbour
) -> None:
    run = harbour.pair(harbour.plan(), PAGES[0], last).run()
    assert run.outcome is outcome
    assert says in " ".join(run.reasons)
    assert titles(harbour) == {"5g MDMA"}


def test_a_child_that_is_killed_goes_on_from_its_frontier_in_the_same_run(harbour: Harbour) -> None:
    planned = harbour.plan()
    run = harbour.pair(planned, PAGES[0], "die", PAGES[1], "end finished").run()
    assert (run.outcome, run.counts["captures"]) == (Outcome.COMPLETE, 2)
    assert titles(harbour) == {"5g MDMA", "3g ketamine"}
    assert (planned.folder / "lives").read_text() == "xx"


def test_pages_that_hold_their_reader_cost_no_life_and_are_named(harbour: Harbour) -> None:
    holds = [f"hold /listing/held-{n}" for n in range(MOST_LIVES)]
    planned = harbour.plan()
    run = harbour.pair(planned, PAGES[0], *holds, PAGES[1], "end finished").run()
    assert run.outcome is Outcome.COMPLETE, run.reasons
    assert titles(harbour) == {"5g MDMA", "3g ketamine"}
    assert run.counts["failed"] == MOST_LIVES
    named = "a page held its reader and was left unread: /listing/held-"
    assert [reason.removeprefix(named) for reason in run.reasons] == [*"01234", "3 more pages held their readers"]
    assert len((planned.folder / "lives").read_text()) == 2 * MOST_LIVES + 1


def test_a_child_that_is_always_killed_is_given_up_and_what_it_kept_stays(harbour: Harbour) -> None:
    planned = harbour.plan()
    run = harbour.pair(planned, PAGES[0], "die always").run()
    assert (run.outcome, titles(harbour)) == (Outcome.FAILED, {"5g MDMA"})
    assert "status -9" in " ".join(run.reasons)
    assert len((planned.folder / "lives").read_text()) == MOST_LIVES


def test_an_authority_that_is_revoked_stops_the_crawl_and_the_run_says_why(harbour: Harbour) -> None:
    harbour.on_show = harbour.revoke
    planned = harbour.plan()
    run = harbour.pair(planned, PAGES[0], "wait").run()
    assert run.outcome is Outcome.BLOCKED
    assert "revoked by lee" in " ".join(run.reasons)
    assert titles(harbour) == {"5g MDMA"}


def test_an_authority_that_expires_stops_the_crawl(harbour: Harbour) -> None:
    planned = harbour.plan()
    expires = harbour.authorities()[0].expires_at

    def later(_: Progress) -> None:
        harbour.now = expires

    harbour.on_show = later
    run = harbour.pair(planned, "wait").run()
    assert (run.outcome, "expired at" in " ".join(run.reasons)) == (Outcome.BLOCKED, True)


def test_the_child_is_told_of_each_change_of_authority(harbour: Harbour) -> None:
    planned = harbour.plan()
    told: list[list[str]] = []

    def look(_: Progress) -> None:
        told.append([one["id"] for one in json.loads((planned.folder / "authority.json").read_text())])
        if len(told) == 1:
            harbour.ask("A-2")
        else:
            harbour.revoke()

    harbour.on_show = look
    harbour.pair(planned, "wait").run()
    assert told[:2] == [["A-1"], ["A-1", "A-2"]]


def test_one_revoked_authority_of_two_does_not_stop_the_crawl(harbour: Harbour) -> None:
    harbour.ask("A-2", approved_by="lee")
    harbour.revoke()
    assert harbour.pair(harbour.plan(), *PAGES, "end finished").run().outcome is Outcome.COMPLETE


def test_a_database_that_starts_again_in_mid_run_costs_the_run_nothing(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, finish = Recorder.step, Recorder.finish
    away = {"step": 3, "finish": 1}

    def stepping(self: Recorder) -> int:
        _absent("step", away)
        return step(self)

    def finishing(self: Recorder, *given: Any, **named: Any) -> Run:
        _absent("finish", away)
        return finish(self, *given, **named)

    monkeypatch.setattr(Recorder, "step", stepping)
    monkeypatch.setattr(Recorder, "finish", finishing)
    run = harbour.pair(harbour.plan(), *PAGES, "end finished").run()
    assert (run.outcome, run.counts["captures"], away) == (Outcome.COMPLETE, 2, {"step": 0, "finish": 0})
    assert titles(harbour) == {"5g MDMA", "3g ketamine"}


def test_a_database_that_stays_away_ends_the_child_and_the_run_goes_on_later(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = harbour.plan()

    def gone(self: Recorder) -> int:
        _absent("step", {"step": int((planned.folder / "progress.json").exists())})
        return 0

    with monkeypatch.context() as without:
        without.setattr(pair, "AWAY_FOR", 0.5)
        without.setattr(Recorder, "step", gone)
        with pytest.raises(StoreAway):
            harbour.pair(planned, PAGES[0], "wait").run()
    assert (planned.folder / "ending.json").exists(), "the child was asked to end"
    assert harbour.pair(harbour.plan(), *PAGES, "end finished").run().outcome is Outcome.COMPLETE
    assert titles(harbour) == {"5g MDMA", "3g ketamine"}


def _absent(what: str, times: dict[str, int]) -> None:
    if times[what]:
        times[what] -= 1
        raise StoreAway("the database server cannot be reached")


def test_a_run_that_another_process_took_over_is_left_to_it(harbour: Harbour) -> None:
    planned = harbour.plan()

    def takeover(_: Progress) -> None:
        with harbour.database.write() as rows:
            journal.resume(rows, planned.run.id, "other:2")

    harbour.on_show = takeover
    with pytest.raises(Exception, match="another process has taken the run over"):
        harbour.pair(planned, PAGES[0], "wait").run()
    with harbour.database.read() as rows:
        assert journal.get(rows, planned.run.id).state is State.RUNNING
    assert (planned.folder / "spool.sqlite").exists()


def test_two_parents_of_one_run_at_once_are_one_too_many(harbour: Harbour) -> None:
    planned = harbour.plan()
    begun = threading.Event()

    def second(_: Progress) -> None:
        if not begun.is_set():
            begun.set()
            with pytest.raises(WrongUse, match="another process crawls pier now"):
                harbour.pair(planned, "wait", owner="here:2").run()
        harbour.revoke()

    harbour.on_show = second
    assert harbour.pair(planned, PAGES[0], "wait").run().outcome is Outcome.BLOCKED
    assert begun.is_set()


def test_an_interrupted_parent_ends_the_child_and_the_run_goes_on_later(harbour: Harbour) -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    harbour.on_show = stop
    first = harbour.plan()
    with pytest.raises(KeyboardInterrupt):
        harbour.pair(first, PAGES[0], "wait").run()
    assert (first.folder / "ending.json").exists(), "the child ended as it was asked to"
    harbour.on_show = lambda progress: None
    again = harbour.plan()
    assert (again.run.id, again.resumed) == (first.run.id, True)
    run = harbour.pair(again, *PAGES, "end finished").run()
    assert (run.outcome, run.counts["captures"]) == (Outcome.COMPLETE, 2)
    assert titles(harbour) == {"5g MDMA", "3g ketamine"}


def test_a_run_that_waits_keeps_its_frontier_and_goes_on_when_a_person_has_acted(harbour: Harbour) -> None:
    first = harbour.plan()
    assert harbour.pair(first, PAGES[0], "end waiting login").run().outcome is Outcome.WAITING
    again = harbour.plan()
    assert (again.resumed, again.run.id) == (True, first.run.id)
    run = harbour.pair(again, *PAGES, "end finished").run()
    assert (run.outcome, run.counts["captures"]) == (Outcome.COMPLETE, 2)
    assert harbour.plan().resumed is False


def test_a_person_sees_how_it_goes(harbour: Harbour) -> None:
    harbour.on_show = harbour.revoke
    harbour.pair(harbour.plan(), *PAGES, "wait").run()
    last = harbour.shown[-1]
    assert (last.state, last.counts["captures"], last.rate) == ("crawling", 2, 1.0)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "crawling"}', '"x"', "null"])
def test_half_a_progress_says_nothing_and_what_is_recorded_is_still_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "progress.json").write_text(text)
    assert progress(tmp_path, recorded=3, tor="down") == Progress(recorded=3, tor="down")


@pytest.mark.parametrize("text", [None, "", "{", "[]", '"x"', "null", "7"])
def test_a_child_without_a_word_crashed(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "ending.json").write_text(text)
    said = ending(tmp_path, -9)
    assert (said["why"], "-9" in said["detail"]) == ("crashed", True)


def test_clearing_keeps_what_is_not_the_programs_own_to_drop(tmp_path: Path) -> None:
    (tmp_path / "warc").mkdir()
    for name in ("spool.sqlite", "spool.sqlite-wal", "order.json", "owner.lock", "parent.lock", "child.log",
                 "warc/damaged.warc.gz"):  # fmt: skip
        (tmp_path / name).write_text("x")
    clear(tmp_path)
    clear(tmp_path)
    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()} == {
        "parent.lock", "child.log", "warc/damaged.warc.gz",
    }  # fmt: skip


def test_the_order_tells_the_child_where_tor_is_and_no_credential(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDEWAITER_DATABASE_URL", "postgresql://kim:hunter2@db/x")
    planned = harbour.plan()
    seen: list[str] = []

    def look(_: Progress) -> None:
        order = json.loads((planned.folder / "order.json").read_text())
        assert order["socks"].startswith("unix:")
        (child,) = [p for p in Path("/proc").glob("[0-9]*") if _is_child_of(p, planned.folder)]
        seen.append((child / "environ").read_text())
        harbour.revoke()

    harbour.on_show = look
    harbour.pair(planned, "wait").run()
    assert seen
    assert all("hunter2" not in text and "TIDEWAITER_DATABASE" not in text for text in seen)


def _is_child_of(process: Path, folder: Path) -> bool:
    try:
        return str(folder).encode() in (process / "cmdline").read_bytes()
    except OSError:
        return False
