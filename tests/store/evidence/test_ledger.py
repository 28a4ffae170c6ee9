"""The ledger: chained, canonical, one for all writers, and never silent about what a crash left."""

import json
import threading
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.errors import EvidenceDamaged, StoreFailed
from tidewaiter.store.evidence import Ledger
from tidewaiter.store.evidence.entries import GENESIS, Draft, canonical, read_line, write_line


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "evidence" / "ledger.jsonl", "host-one") as ledger:
        yield ledger


def test_entries_follow_each_other_and_are_read_back(ledger, noon):
    first = ledger.append("search", noon, "ann", words="\u5c71 lanterns", hits=3)
    second = ledger.append("view", noon, "bob", record="r1", deep={"list": [1, None, True, "x"], "pair": (1, 2)})
    assert (first.seq, first.prev, second.seq, second.prev) == (1, GENESIS, 2, first.hash)
    read = list(ledger.entries())
    assert [entry.hash for entry in read] == [first.hash, second.hash]
    assert read[0].facts == {"words": "\u5c71 lanterns", "hits": 3}
    assert read[1].facts["deep"] == {"list": [1, None, True, "x"], "pair": [1, 2]}
    assert (read[0].action, read[0].person, read[0].host) == ("search", "ann", "host-one")
    assert read[0].at == "2026-11-24T12:00:00.000000Z"
    assert list(ledger.entries(after=1)) == read[1:]
    assert (ledger.head().seq, ledger.head().hash) == (2, second.hash)


def test_before_the_first_entry(ledger):
    assert (ledger.head().seq, ledger.head().hash) == (0, GENESIS)
    assert list(ledger.entries()) == []


def test_the_file_is_ascii_lines_that_only_its_owner_reads(ledger, noon):
    ledger.append("note", noon, "ann", text="\u5c71\u0000\x7f\n")
    raw = ledger.path.read_bytes()
    assert raw.isascii()
    assert raw.count(b"\n") == 1
    assert ledger.path.stat().st_mode & 0o777 == 0o600


HOSTILE = {
    "a lone surrogate": "\ud83d",
    "a surrogate the wrong way round": "\udc00\ud800",
    "line ends": "a\nb\r\nc\u2028d\u0085",
    "what looks like an entry": '"}\n{"seq":99}',
    "64 KiB and more": "x" * 70_000,
    "a million of two bytes": "\u5c71" * 1_000_000,
}


@pytest.mark.parametrize("how", HOSTILE)
def test_hostile_text_is_kept_whole_and_the_next_start_goes_on(tmp_path, noon, how):
    path = tmp_path / "ledger.jsonl"
    with Ledger(path, "h") as one:
        one.append("note", noon, "ann", text=HOSTILE[how])
    with Ledger(path, "h") as two:
        assert two.append("note", noon, "ann", text="behind").seq == 2
        assert [entry.facts["text"] for entry in two.entries()] == [HOSTILE[how], "behind"]


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(facts=st.dictionaries(st.text(), plain, max_size=5), person=st.text(max_size=10))
def test_every_plain_fact_has_one_line_and_comes_back(facts, person):
    at = datetime.fromisoformat("2026-11-24T12:00:00+09:00")
    entry, line = write_line(Draft("note", at, person, facts), seq=7, prev=GENESIS, host="h")
    assert read_line(line) == entry
    assert read_line(line).facts == facts
    assert line.count(b"\n") == 1
    assert canonical(json.loads(line)) + b"\n" == line


@pytest.mark.parametrize(
    "facts",
    [{"price": 1.5}, {"deep": [{"x": float("nan")}]}, {"when": datetime(2026, 1, 1)}, {"raw": b"x"}, {"s": {1}}],
)
def test_what_has_no_one_way_to_be_written_is_refused_and_nothing_is_entered(ledger, noon, facts):
    ledger.append("note", noon, "ann")
    with pytest.raises(TypeError, match=r"facts\."):
        ledger.append_all([Draft("note", noon, "ann"), Draft("note", noon, "ann", facts)])
    assert ledger.head().seq == 1


def test_a_time_without_zone_is_refused(ledger):
    with pytest.raises(ValueError, match="without zone"):
        ledger.append("note", datetime(2026, 11, 24), "ann")


def test_a_batch_is_entered_in_its_order_by_one_write(ledger, noon):
    made = ledger.append_all([Draft("capture", noon, "r", {"n": n}) for n in range(500)])
    assert [entry.facts["n"] for entry in ledger.entries()] == list(range(500))
    assert [entry.seq for entry in made] == list(range(1, 501))
    assert ledger.append_all([]) == []


def test_two_ledgers_of_one_file_and_many_threads_make_one_chain(bench, noon):
    other = Ledger(bench.ledger.path, "host-one")

    def write(ledger):
        for n in range(40):
            ledger.append("note", noon, "ann", n=n)

    threads = [threading.Thread(target=write, args=(which,)) for which in (bench.ledger, other) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    other.close()
    report = bench.verify()
    assert report.clean
    assert report.entries == 240


WRITER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from tidewaiter.store.evidence import Ledger
ledger = Ledger(Path(sys.argv[1]), "host-one")
for n in range(int(sys.argv[2])):
    ledger.append("note", datetime(2026, 11, 24, tzinfo=timezone.utc), sys.argv[3], n=n)
"""


def test_two_processes_make_one_chain(bench, python):
    writers = [python(WRITER, bench.ledger.path, 300, name) for name in ("ann", "bob")]
    for writer in writers:
        assert writer.wait(60) == 0, writer.stderr.read()
    report = bench.verify()
    assert report.clean
    assert report.entries == 600
    for name in ("ann", "bob"):
        said = [entry.facts["n"] for entry in bench.ledger.entries() if entry.person == name]
        assert said == list(range(300))


@pytest.mark.parametrize("lines_before", [0, 1, 3])
@pytest.mark.parametrize("torn", [b'{"action":"view","at":"20', b"x" * 100_000, b"{", b"\x00" * 5000])
def test_a_torn_last_line_is_kept_beside_and_the_cut_is_an_entry(bench, noon, lines_before, torn):
    for n in range(lines_before):
        bench.ledger.append("note", noon, "ann", n=n)
    bench.ledger.close()
    bench.ledger.path.parent.mkdir(exist_ok=True, parents=True)
    with open(bench.ledger.path, "ab") as file:
        file.write(torn)
    assert bench.kinds() == ["ledger-torn"], "as long as nobody has dealt with it"
    entry = bench.ledger.append("note", noon, "bob", text="after the crash")
    cut = list(bench.ledger.entries())[lines_before]
    assert (cut.action, cut.seq, entry.seq) == ("ledger-torn", lines_before + 1, lines_before + 2)
    assert (bench.evidence / cut.facts["file"]).read_bytes() == torn
    assert cut.facts["size"] == len(torn)
    assert bench.verify().clean
    (bench.evidence / cut.facts["file"]).write_bytes(b"something else")
    assert bench.kinds() == ["file-altered"]


def test_a_whole_entry_without_its_line_end_was_never_acknowledged(bench, noon):
    bench.ledger.append("note", noon, "ann")
    bench.ledger.append("note", noon, "ann")
    bench.ledger.close()
    raw = bench.ledger.path.read_bytes()
    bench.ledger.path.write_bytes(raw[:-1])
    assert bench.ledger.append("note", noon, "bob").seq == 3
    assert [entry.action for entry in bench.ledger.entries()] == ["note", "ledger-torn", "note"]
    assert bench.verify().clean


DAMAGE = {
    "an altered last line": lambda raw: raw.replace(b'"n":2', b'"n":9'),
    "a last line that is no JSON": lambda raw: raw + b"\x00\x01\n",
    "an empty last line": lambda raw: raw + b"\n",
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_ledger_is_closed_and_named_and_a_new_file_begun(bench, noon, how):
    for n in range(3):
        bench.ledger.append("note", noon, "ann", n=n)
    bench.ledger.close()
    damaged = DAMAGE[how](bench.ledger.path.read_bytes())
    bench.ledger.path.write_bytes(damaged)
    with pytest.raises(EvidenceDamaged, match="damaged"):
        bench.ledger.head()
    entry = bench.ledger.append("note", noon, "bob", n=4)
    assert (bench.evidence / "ledger-00001-damaged.jsonl").read_bytes() == damaged, "nothing is cut"
    entries = list(bench.ledger.entries())
    named = entries[-2]
    assert (named.action, named.facts["file"]) == ("ledger-damaged", "ledger-00001-damaged.jsonl")
    assert named.seq == damaged.count(b"\n") + 1, "a sequence is never given twice"
    assert entry.seq == named.seq + 1
    assert {"ledger-damaged", "ledger-line"} == set(bench.kinds()), "it is named for good, and the chain goes on behind"
    bench.ledger.append("note", noon, "bob", n=5)
    assert "ledger-chain" not in bench.kinds()


def test_another_process_that_had_the_damaged_file_open_goes_on_in_the_new_one(bench, noon):
    other = Ledger(bench.ledger.path, "host-one")
    other.append("note", noon, "ann")
    bench.ledger.append("note", noon, "bob")
    with open(bench.ledger.path, "ab") as file:
        file.write(b"garbage\n")
    bench.ledger.append("note", noon, "bob")
    assert other.append("note", noon, "ann").seq == bench.ledger.head().seq == 6
    assert "ledger-chain" not in bench.kinds()
    other.close()


def test_damage_twice_makes_two_closed_files(bench, noon):
    for _ in range(2):
        bench.ledger.append("note", noon, "ann")
        with open(bench.ledger.path, "ab") as file:
            file.write(b"garbage\n")
    bench.ledger.append("note", noon, "ann")
    names = sorted(path.name for path in bench.evidence.iterdir())
    assert names == ["ledger-00001-damaged.jsonl", "ledger-00002-damaged.jsonl", "ledger.jsonl"]
    assert set(bench.kinds()) == {"ledger-damaged", "ledger-line"}
    assert [entry.action for entry in bench.ledger.entries()].count("note") == 3


def test_a_closed_file_altered_later_breaks_the_link_to_it(bench, noon):
    bench.ledger.append("note", noon, "ann")
    with open(bench.ledger.path, "ab") as file:
        file.write(b"garbage\n")
    bench.ledger.append("note", noon, "ann")
    closed = bench.evidence / "ledger-00001-damaged.jsonl"
    closed.write_bytes(closed.read_bytes().replace(b"garbage", b"harmless"))
    assert "ledger-chain" in bench.kinds()


def test_a_ledger_cut_under_a_writer_is_noticed_by_it(ledger, noon):
    ledger.append("note", noon, "ann")
    end = ledger.path.stat().st_size
    ledger.append("note", noon, "ann")
    with open(ledger.path, "r+b") as file:
        file.truncate(end)
    with pytest.raises(EvidenceDamaged, match="shorter"):
        ledger.append("note", noon, "ann")


def test_a_ledger_that_cannot_be_opened_is_a_clear_failure(tmp_path, noon):
    (tmp_path / "ledger.jsonl").mkdir()
    with pytest.raises(StoreFailed, match="the ledger"):
        Ledger(tmp_path / "ledger.jsonl", "h").append("note", noon, "ann")


def test_a_crash_while_a_damaged_file_was_being_closed_leaves_nothing_unsaid(bench, noon):
    bench.ledger.append("note", noon, "ann")
    bench.ledger.close()
    bench.ledger.path.write_bytes(bench.ledger.path.read_bytes() + b"garbage\n")
    bench.ledger.path.rename(bench.evidence / "ledger-00001-damaged.jsonl")
    bench.ledger.path.write_bytes(b'{"action":"ledger-dam')
    bench.ledger.append("note", noon, "bob")
    said = [(entry.seq, entry.action) for entry in bench.ledger.entries()]
    assert said == [(1, "note"), (3, "ledger-damaged"), (4, "ledger-torn"), (5, "note")]
    assert set(bench.kinds()) == {"ledger-damaged", "ledger-line"}


def test_what_is_returned_is_on_the_disk_and_a_batch_costs_one_sync(ledger, noon, monkeypatch):
    synced = []
    monkeypatch.setattr("os.fdatasync", lambda file: synced.append(ledger.path.stat().st_size))
    ledger.append("note", noon, "ann")
    assert synced == [ledger.path.stat().st_size]
    ledger.append_all([Draft("note", noon, "ann")] * 50)
    assert synced[1:] == [ledger.path.stat().st_size]
