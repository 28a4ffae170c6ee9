"""A run's way into the ledger: once each, whatever crashed, and nothing left unexplained."""

import errno
import os
from dataclasses import replace

import pytest

from tidewaiter.model.errors import EvidenceDamaged, StoreFailed
from tidewaiter.store.evidence.facts import capture_from_facts
from tidewaiter.store.evidence.intake import Intake, keep


def intake(bench):
    return Intake(bench.ledger, bench.spool, bench.run)


def test_each_file_and_each_capture_has_its_entry(bench, exchange, noon):
    made = bench.write([exchange(n) for n in range(2)]) + bench.write([exchange(2)])
    entries = intake(bench).enter(made, noon, "recorder")
    assert [entry.action for entry in entries] == ["warc", "capture", "capture", "warc", "capture"]
    assert [capture_from_facts(e.facts) for e in entries if e.action == "capture"] == made
    assert bench.verify().clean


def test_a_capture_handed_over_again_is_entered_once(bench, exchange, noon):
    made = bench.write([exchange(n) for n in range(3)])
    first = intake(bench)
    first.enter(made[:2], noon, "recorder")
    assert first.enter(made[:2], noon, "recorder") == []
    after_restart = intake(bench)
    (entry,) = after_restart.enter([*made, made[2]], noon, "recorder")
    assert entry.facts["id"] == made[2].id
    assert bench.verify().clean


def test_what_a_crash_left_without_an_entry_becomes_an_orphan(bench, exchange, noon):
    made = bench.write([exchange(n) for n in range(3)])
    bench.write([exchange(7)])
    at_work = intake(bench)
    at_work.enter(made[:2], noon, "recorder")
    assert bench.kinds() == ["member-unclaimed"]
    left = at_work.settle(noon, "recorder")
    assert (left.orphans, left.torn, left.damaged) == (4, 0, ())
    report = bench.verify()
    assert report.clean
    assert (report.orphans, report.captures) == (4, 2)
    orphan = next(entry for entry in bench.ledger.entries() if entry.action == "orphan")
    assert [one["type"] for one in orphan.facts["members"]] == ["response", "request"]
    assert orphan.facts["members"][0]["url"].endswith("/item/2?p=1")
    assert orphan.facts["members"][0]["date"] == "2026-11-24T12:00:02.000000Z"
    assert intake(bench).settle(noon, "recorder") == type(left)(), "once is enough"


def test_a_lost_spool_makes_entries_of_bounded_size(bench, exchange, noon):
    bench.write([exchange(n, body=b"") for n in range(520)])
    assert intake(bench).settle(noon, "recorder").orphans == 1040
    sizes = [len(entry.facts["members"]) for entry in bench.ledger.entries() if entry.action == "orphan"]
    assert sizes == [500, 500, 40]
    assert bench.verify().clean


@pytest.mark.parametrize("cut", [1, 9, 50, 300])
def test_an_unfinished_end_is_entered_and_then_explained(bench, exchange, noon, cut):
    made = bench.write([exchange(n) for n in range(2)])
    with open(bench.warc, "r+b") as file:
        file.truncate(made[1].request.offset - made[1].response.length + cut)
    at_work = intake(bench)
    at_work.enter(made[:1], noon, "recorder")
    assert bench.kinds() == ["no-member"]
    assert at_work.settle(noon, "recorder").torn == 1
    report = bench.verify()
    assert report.clean
    assert [one.kind for one in report.explained] == ["torn"]
    assert intake(bench).settle(noon, "recorder").torn == 0


def test_a_torn_end_that_changes_later_is_a_fault(bench, exchange, noon):
    bench.write([exchange()])
    with open(bench.warc, "ab") as file:
        file.write(b"\x1f\x8b\x08\x00unfinished")
    intake(bench).settle(noon, "recorder")
    assert bench.verify().clean
    raw = bench.warc.read_bytes()
    for changed in (raw[:-1], raw + b"x", raw[:-1] + b"X"):
        bench.warc.write_bytes(changed)
        assert bench.kinds() == ["member-altered"]


def test_damage_between_whole_members_is_named_and_never_taken_for_a_torn_end(bench, exchange, noon):
    made = bench.write([exchange(n) for n in range(3)])
    raw = bytearray(bench.warc.read_bytes())
    raw[made[1].response.offset + 40] ^= 4
    bench.warc.write_bytes(raw)
    at_work = intake(bench)
    at_work.enter(made[:1], noon, "recorder")
    left = at_work.settle(noon, "recorder")
    assert left.damaged == (f"{bench.warc.name} at {made[1].response.offset}",)
    assert (left.torn, left.orphans) == (0, 3)
    assert bench.kinds() == ["no-member"], "verify goes on saying so"
    assert intake(bench).settle(noon, "recorder") == type(left)(), "the damage is entered once"


def test_damage_in_what_was_entered_is_left_to_verify(bench, exchange, noon):
    made = bench.write([exchange(n) for n in range(2)])
    at_work = intake(bench)
    at_work.enter(made, noon, "recorder")
    raw = bytearray(bench.warc.read_bytes())
    raw[made[0].response.offset + 40] ^= 4
    bench.warc.write_bytes(raw)
    assert at_work.settle(noon, "recorder") == type(at_work.settle(noon, "recorder"))()
    assert bench.kinds() == ["member-damaged"]


def test_entries_of_other_runs_are_not_this_runs(bench, exchange, noon):
    bench.fill(1)
    other = type(bench)(bench.home, run=bench.run + "x")
    made = other.write([exchange(5, run=other.run)])
    assert len(intake(other).enter(made, noon, "recorder")) == 2
    assert other.verify().faults == []


def test_keep_moves_the_runs_files_and_may_be_repeated(bench, exchange):
    bench.write([exchange(0)])
    bench.write([exchange(1)])
    names = [path.name for path in sorted(bench.spool.iterdir())]
    there = bench.evidence / "warc"
    assert keep(bench.spool, there, bench.run) == names
    assert keep(bench.spool, there, bench.run) == []
    assert sorted(path.name for path in there.iterdir()) == names


def test_keep_goes_on_where_a_crash_stopped_it_and_never_replaces_another_file(bench, exchange):
    bench.write([exchange(0)])
    there = bench.evidence / "warc"
    there.mkdir(parents=True)
    os.link(bench.warc, there / bench.warc.name)
    assert keep(bench.spool, there, bench.run)
    bench.write([exchange(1)])
    kept = bench.warc.read_bytes()
    (there / bench.warc.name).write_bytes(b"another file")
    with pytest.raises(StoreFailed, match="has this name"):
        keep(bench.spool, there, bench.run)
    assert bench.warc.read_bytes() == kept


@pytest.mark.parametrize("file", ["../../secrets/seal.pem", "gone-00001.warc.gz", "/etc/passwd", ""])
def test_a_capture_that_names_a_file_of_elsewhere_is_refused_and_nothing_is_entered(bench, exchange, noon, file):
    """The spool was written by the process that meets hostile pages: its names are never followed out of the run."""
    (made,) = bench.write([exchange()])
    forged = replace(made, response=replace(made.response, file=file))
    with pytest.raises(EvidenceDamaged, match="not there"):
        intake(bench).enter([forged], noon, "recorder")
    assert bench.ledger.head().seq == 0


def test_a_capture_that_claims_what_is_not_in_its_file_is_found(bench, exchange, noon):
    (made,) = bench.write([exchange()])
    forged = replace(made, response=replace(made.response, sha256="0" * 64), request=replace(made.request, offset=9999))
    intake(bench).enter([forged], noon, "recorder")
    assert bench.kinds() == ["member-altered", "member-moved"]


def test_spool_and_evidence_on_two_file_systems_are_said_to_be_so(bench, exchange, monkeypatch):
    def across(source, target):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    bench.write([exchange()])
    monkeypatch.setattr("os.link", across)
    with pytest.raises(StoreFailed, match="cross-device") as caught:
        keep(bench.spool, bench.evidence / "warc", bench.run)
    assert "one file system" in caught.value.todo
    assert bench.warc.exists()
