"""What verify says beyond faults: what it counted, explained, and could not check."""

import gzip
import hashlib
import os
from dataclasses import replace
from datetime import timedelta

import pytest

from tidewaiter.model.errors import StoreFailed
from tidewaiter.store.evidence import verify
from tidewaiter.store.evidence.facts import capture_facts
from tidewaiter.store.evidence.intake import Intake, keep
from tidewaiter.store.evidence.keys import load_key, public_hex
from tidewaiter.store.evidence.proof import Report


def test_a_clean_report_counts_what_it_read(bench):
    bench.fill(4, request_headers=[("Cookie", "sid=1")])
    made = bench.seal()
    report = bench.verify()
    assert report.clean
    assert (report.files, report.members, report.captures, report.hidden) == (1, 9, 4, {"cookie": 4})
    assert (report.entries, report.head_seq, report.seals, report.sealed_to) == (6, 6, 1, 5)
    assert report.size == bench.warc.stat().st_size
    assert report.signers == [made.key]
    assert report.as_json()["clean"] is True


def test_what_cannot_be_known_is_said(bench, noon):
    bench.fill(1)
    assert any("last 2 entries are under no seal" in told for told in bench.verify().unchecked)
    seal = bench.seal()
    told = bench.verify(seals=[seal.file], key=public_hex(load_key(bench.key_path))).unchecked
    assert not any("from outside" in one or "signer" in one for one in told)
    assert any("true" in one for one in told)


def test_progress_runs_to_the_end(bench):
    bench.fill(2)
    bench.seal()
    told = []
    bench.verify(progress=lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_running_crawl_is_pending_and_a_finished_one_is_not_excused(bench, exchange, noon):
    captures = bench.write([exchange(n) for n in range(2)])
    Intake(bench.ledger, bench.spool, bench.run).enter(captures[:1], noon, "recorder")
    with open(bench.warc, "ab") as file:
        file.write(b"\x1f\x8b\x08\x00half")
    report = bench.verify(running=[bench.run])
    assert report.clean
    assert report.pending == 3  # response and request without an entry, and the member being written
    assert bench.kinds() == ["member-unclaimed", "no-member"]
    assert bench.kinds(running=["another"]) == ["member-unclaimed", "no-member"]


def test_damage_in_a_running_crawl_is_damage(bench, exchange, noon):
    captures = bench.write([exchange()])
    Intake(bench.ledger, bench.spool, bench.run).enter(captures, noon, "recorder")
    whole = bytearray(bench.warc.read_bytes())
    whole[captures[0].response.offset + 60] ^= 1
    bench.warc.write_bytes(whole)
    assert bench.kinds(running=[bench.run]) == ["member-damaged"]


def tombstone(length, text=b"deleted under a court's order"):
    """A member of exactly that length: what is to spare goes into the gzip header's comment."""
    member = gzip.compress(text, mtime=0)
    spare = length - len(member) - 1
    assert spare >= 0
    return member[:3] + b"\x10" + member[4:10] + b" " * spare + b"\x00" + member[10:]


@pytest.fixture
def deleted(bench, noon):
    """The first response replaced by a tombstone, with its entry, as a later command will do."""
    bench.fill(2)
    bench.seal()
    member = bench.captures[0].response
    stone = tombstone(member.length)
    bench.ledger.append(
        "delete", noon, "sam", file=member.file, offset=member.offset, length=member.length, sha256=member.sha256,
        tombstone=hashlib.sha256(stone).hexdigest(), basis="court order 7/2026",
    )  # fmt: skip
    bench.stone = stone
    return bench


def put(bench, offset, raw):
    with open(bench.warc, "r+b") as file:
        file.seek(offset)
        file.write(raw)


def test_a_lawful_deletion_is_reported_as_deleted_and_not_as_damage(deleted):
    put(deleted, deleted.captures[0].response.offset, deleted.stone)
    report = deleted.verify()
    assert report.clean, "the seal from before the deletion is explained too"
    assert report.deleted == 1
    assert [one.kind for one in report.explained] == ["deleted"]
    deleted.seal()
    assert deleted.verify().clean


def test_a_deletion_that_was_entered_and_not_done_is_a_fault(deleted):
    assert deleted.kinds() == ["not-deleted"]


def test_another_stone_than_the_one_entered_is_a_fault(deleted):
    put(deleted, deleted.captures[0].response.offset, tombstone(len(deleted.stone), b"nothing to see"))
    assert "member-altered" in deleted.kinds()


def test_a_deletion_excuses_no_other_damage_of_its_file(deleted):
    put(deleted, deleted.captures[0].response.offset, deleted.stone)
    put(deleted, deleted.captures[1].response.offset + 40, b"\x00\x00")
    assert "member-damaged" in deleted.kinds()


@pytest.mark.parametrize("changed", ["url", "captured_at", "payload_sha256", "size", "status"])
def test_an_entry_that_says_other_than_its_record_is_named(bench, exchange, noon, changed):
    (capture,) = bench.write([exchange()])
    other = {
        "url": "http://lanternfish.onion/other", "captured_at": noon + timedelta(days=1), "payload_sha256": "0" * 64,
        "size": 1, "status": 404,
    }[changed]  # fmt: skip
    Intake(bench.ledger, bench.spool, bench.run).enter([replace(capture, **{changed: other})], noon, "recorder")
    assert bench.kinds() == ["entry-differs"]


def test_one_member_claimed_by_two_entries_is_named(bench, noon):
    bench.fill(1)
    bench.ledger.append("capture", noon, "recorder", **capture_facts(bench.captures[0]))
    assert bench.kinds() == ["claimed-twice"]


MEMORY = """
import resource, sys
from pathlib import Path
from tidewaiter.store.evidence import verify
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = verify(Path(sys.argv[1]))
print(report.clean, report.members, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.slow
def test_a_huge_body_and_many_members_need_little_memory(bench, python):
    """64 MiB that pack to 64 KiB, then 3 000 members: read in pieces, the claims kept by SQLite."""
    bench.run += "-huge"
    bench.fill(1, body=bytes(64 << 20))
    bench.run = bench.run.removesuffix("-huge")
    bench.fill(1500, body=b"x")
    said, errors = python(MEMORY, bench.evidence).communicate(timeout=120)
    clean, members, grown = said.split()
    assert (clean, members) == ("True", "3004"), errors
    assert int(grown) < 30, "MiB"


def test_faults_beyond_what_anybody_reads_are_counted():
    report = Report()
    for n in range(10_003):
        report.fault("member-missing", f"a at {n}", "gone")
    assert (len(report.faults), report.unlisted, report.clean) == (10_000, 3, False)


def test_many_files_of_many_runs_are_verified_in_one_go(bench, exchange, noon):
    names = set()
    for number in range(3):
        run = type(bench)(bench.home, run=f"run-{number}")
        run.ledger.close()
        run.ledger = bench.ledger
        made = run.write([exchange(n, run=run.run, body=os.urandom(1500)) for n in range(6)], rotate=4000)
        at_work = Intake(bench.ledger, run.spool, run.run)
        at_work.enter(made, noon, "recorder")
        names |= {capture.response.file for capture in made}
        if number:
            keep(run.spool, bench.evidence / "warc", run.run)
    made = bench.seal()
    assert len(made.warc) == len(names) - len(list((bench.home / "spool" / "run-0" / "warc").iterdir()))
    report = verify(bench.evidence, sorted((bench.home / "spool").glob("*/warc")))
    assert report.clean
    assert (report.files, report.captures) == (len(names), 18)
    assert verify(bench.evidence).faults, "without the spool of the run that is not finished, its files are missed"


def test_evidence_that_may_not_be_read_is_a_clear_failure(bench):
    bench.fill(1)
    (bench.evidence / "warc" / "run-00001.warc.gz").mkdir()
    with pytest.raises(StoreFailed, match="cannot"):
        bench.verify()
