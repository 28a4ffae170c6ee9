"""kill -9 and full disks: what was kept is whole, and what was not is named or gone."""

import errno
import os
import random
import time

import pytest

from tidewaiter.model.errors import StoreFailed
from tidewaiter.store.evidence import WarcFiles, read_capture, verify
from tidewaiter.store.evidence.entries import Draft
from tidewaiter.store.evidence.facts import capture_from_facts
from tidewaiter.store.evidence.intake import Intake

SETTING = """
import os, resource, sys
from datetime import datetime, timezone
from pathlib import Path
from tidewaiter.model.capture import Capture
from tidewaiter.model.errors import StoreFailed
from tidewaiter.store.evidence import Exchange, Ledger, WarcFiles
from tidewaiter.store.evidence.intake import Intake

home, run, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
at = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
spool = home / "spool" / run / "warc"
ledger = Ledger(home / "evidence" / "ledger.jsonl", "host-one")
files = WarcFiles(spool, run, code_version="0.1")
intake = Intake(ledger, spool, run)


def keep(number):
    url = f"http://lanternfish.onion/{os.getpid()}/{number}"
    exchange = Exchange(
        url=url, method="GET", request_headers=[("Cookie", "a=b")], status=200, reason="OK", response_headers=[],
        body=os.urandom(size), captured_at=at, source="lanternfish", run=run, mirror="http://lanternfish.onion", attempt=1,
    )
    response, request = files.write(exchange)
    return Capture(
        id=url, run=run, source="lanternfish", url=url, mirror="http://lanternfish.onion", attempt=1, captured_at=at,
        method="GET", status=200, media_type="", payload_sha256=exchange.payload_sha256, size=size,
        response=response, request=request,
    )
"""

LOOP = (
    SETTING
    + """
print("ready", flush=True)
number = 0
while True:
    intake.enter([keep(number)], at, "recorder")
    print(number, flush=True)
    number += 1
"""
)


@pytest.mark.parametrize("size", [200, 3_000_000])
def test_five_times_kill_9_in_the_writing_loop(bench, python, noon, size):
    chance = random.Random(size)
    acknowledged = 0
    for _ in range(5):
        process = python(LOOP, bench.home, bench.run, size)
        assert process.stdout.readline() == "ready\n"
        for _ in range(chance.randrange(1, 4)):  # the moment hangs on what was written, not on how busy the machine is
            assert process.stdout.readline()
            acknowledged += 1
        time.sleep(chance.uniform(0, 0.03))
        process.kill()
        acknowledged += len(process.stdout.read().split())
        process.wait(timeout=60)
    unsettled = set(bench.kinds())
    assert unsettled <= {"member-unclaimed", "no-member", "ledger-torn"}, "only what was in the making"
    Intake(bench.ledger, bench.spool, bench.run).settle(noon, "recorder")
    report = bench.verify()
    assert report.clean
    assert report.captures >= acknowledged > 0
    assert report.orphans <= 10
    kept = [capture_from_facts(entry.facts) for entry in bench.ledger.entries() if entry.action == "capture"]
    assert len({capture.id for capture in kept}) == len(kept) == report.captures
    for capture in kept:
        assert len(read_capture(bench.folders, capture).body) == size


def test_verify_beside_a_writer_finds_nothing_to_say(bench, python):
    """A crawl goes on while its evidence is verified: what is in the making is pending, never damage."""
    writer = python(LOOP.replace("while True", "while number < 300"), bench.home, bench.run, 2000)
    assert writer.stdout.readline() == "ready\n"
    rounds = 0
    while writer.poll() is None:
        report = bench.verify(running=[bench.run])
        assert report.clean, report.faults[:3]
        rounds += 1
    assert writer.wait(timeout=60) == 0, writer.stderr.read()
    assert rounds
    report = bench.verify()
    assert (report.clean, report.captures, report.pending) == (True, 300, 0)


FINISH = (
    SETTING
    + """
from tidewaiter.store.evidence import seal
from tidewaiter.store.evidence.intake import keep as move
from tidewaiter.store.evidence.keys import make_key

key = make_key(home / "seal.pem")
print("ready", flush=True)
for part in range(40):
    run = f"run{part}"
    spool = home / "spool" / "all" / "warc"
    files = WarcFiles(spool, run, code_version="0.1")
    intake = Intake(ledger, spool, run)
    intake.enter([keep(n) for n in range(5)], at, "recorder")
    intake.settle(at, "recorder")
    move(spool, home / "evidence" / "warc", run)
    seal(ledger, key, at=at, person="recorder")
"""
)


def test_verify_beside_runs_that_finish_finds_nothing_to_say(bench, python):
    """Files move and seals are made while all is read: neither a moved file nor a new seal looks like damage."""
    writer = python(FINISH, bench.home, "unused", 500)
    assert writer.stdout.readline() == "ready\n", writer.stderr.read()
    while writer.poll() is None:
        report = verify(bench.evidence, [bench.home / "spool" / "all" / "warc"], running=[f"run{n}" for n in range(40)])
        assert report.clean, report.faults[:3]
    assert writer.wait(timeout=60) == 0, writer.stderr.read()
    report = bench.verify()
    assert (report.clean, report.captures, report.seals, report.pending) == (True, 200, 40, 0)


FILL = (
    SETTING
    + """
limit = int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
number = 0
try:
    while number < 10_000:
        intake.enter([keep(number)], at, "recorder")
        number += 1
except StoreFailed as error:
    print(number, error, flush=True)
"""
)


@pytest.mark.parametrize(("size", "limit"), [(3000, 50_000), (10, 20_000), (10, 4_000), (200_000, 100_000)])
def test_when_no_more_can_be_written_all_that_was_kept_verifies(bench, python, noon, size, limit):
    process = python(FILL, bench.home, bench.run, size, limit)
    said, errors = process.communicate(timeout=60)
    number, words = said.split(" ", 1)
    assert "free some space" in words, errors
    assert set(bench.kinds()) <= {"member-unclaimed"}, "no half member and no half line is left"
    Intake(bench.ledger, bench.spool, bench.run).settle(noon, "recorder")
    report = bench.verify()
    assert report.clean
    assert report.captures == int(number)


def failing(call, after):
    """The operating system's call, which says that the disk is full after so many bytes."""
    left = [after]

    def write(file, raw, offset):
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        part = bytes(raw)[: left[0]]
        left[0] -= len(part)
        return call(file, part, offset)

    return write


@pytest.mark.parametrize("after", [0, 1, 200, 700])
def test_a_full_disk_takes_back_the_unfinished_exchange_and_room_lets_it_go_on(bench, exchange, monkeypatch, after):
    files = WarcFiles(bench.spool, bench.run, code_version="0.1")
    first = files.write(exchange(0))
    before = bench.warc.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("os.pwrite", failing(os.pwrite, after))
        with pytest.raises(StoreFailed, match="No space left") as caught:
            files.write(exchange(1))
    assert "free some space" in caught.value.todo
    assert bench.warc.read_bytes() == before
    assert files.write(exchange(1))[0].file != first[0].file
    files.close()


@pytest.mark.parametrize("after", [0, 5, 150, 500])
def test_a_full_disk_takes_back_an_unfinished_batch_of_the_ledger(bench, noon, monkeypatch, after):
    bench.ledger.append("note", noon, "ann")
    before = bench.ledger.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("os.pwrite", failing(os.pwrite, after))
        with pytest.raises(StoreFailed, match="No space left"):
            bench.ledger.append_all([Draft("note", noon, "ann")] * 3)
    assert bench.ledger.path.read_bytes() == before
    assert bench.ledger.append("note", noon, "ann").seq == 2
    assert bench.verify().clean


def test_a_full_disk_while_a_torn_line_is_dealt_with_loses_neither(bench, noon, monkeypatch):
    bench.ledger.append("note", noon, "ann")
    bench.ledger.close()
    with open(bench.ledger.path, "ab") as file:
        file.write(b"torn" * 40)
    with monkeypatch.context() as patch:
        patch.setattr("os.pwrite", failing(os.pwrite, 200))
        with pytest.raises(StoreFailed, match="No space left"):
            bench.ledger.append("note", noon, "ann")
    bench.ledger.append("note", noon, "ann")
    actions = [entry.action for entry in bench.ledger.entries()]
    assert actions == ["note", "ledger-torn", "note"]
    assert bench.verify().clean
    kept = b"".join(path.read_bytes() for path in bench.evidence.glob("ledger-torn-*"))
    assert b"torn" * 40 in kept
