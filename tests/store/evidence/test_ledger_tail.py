"""Where a ledger ends, however long its lines and however torn its last one."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.store.evidence.entries import GENESIS, Draft, write_line
from tidewaiter.store.evidence.ledger_tail import (
    Head,
    TailDamaged,
    damaged_parts,
    find_head,
    lines,
    settled_size,
    sound_entries,
)

EMPTY = Head(5, "5" * 64, 0)
STEP = 1 << 16  # the tail is read in steps of this size; the edges are where mistakes would hide


def ledger_of(lengths, noon):
    raw, seq, prev = [], 0, GENESIS
    for length in lengths:
        bare = write_line(Draft("note", noon, "ann", {"text": ""}), seq=seq + 1, prev=prev, host="h")[1]
        draft = Draft("note", noon, "ann", {"text": "x" * max(0, length - len(bare))})
        entry, line = write_line(draft, seq=seq + 1, prev=prev, host="h")
        raw.append(line)
        seq, prev = entry.seq, entry.hash
    return raw, Head(seq, prev, sum(map(len, raw)))


def head_of(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        return find_head(handle, lambda: EMPTY)
    finally:
        os.close(handle)


edges = st.sampled_from([300, STEP - 1, STEP, STEP + 1, 2 * STEP - 1, 2 * STEP, 2 * STEP + 1, 200_000])


@settings(max_examples=60, deadline=None)
@given(lengths=st.lists(edges, max_size=4), torn=st.sampled_from([0, 1, STEP - 1, STEP, STEP + 1, 3 * STEP]))
def test_the_head_is_found_over_any_edge(tmp_path_factory, noon, lengths, torn):
    path = tmp_path_factory.mktemp("tail") / "ledger.jsonl"
    raw, head = ledger_of(lengths, noon)
    path.write_bytes(b"".join(raw) + b"t" * torn)
    assert head_of(path) == (head if lengths else EMPTY, torn)
    assert [entry.seq for entry in sound_entries(path)] == list(range(1, len(lengths) + 1))


@pytest.mark.parametrize("last", [b"\n", b"{}\n", b"null\n", b"[1]\n", b"\xff\n", b'{"seq":1}\n', b"1" * 5000 + b"\n"])
def test_a_last_line_that_is_no_entry_is_damage_and_says_why(tmp_path, noon, last):
    raw, _ = ledger_of([300], noon)
    (tmp_path / "ledger.jsonl").write_bytes(raw[0] + last)
    with pytest.raises(TailDamaged, match="the last line is"):
        head_of(tmp_path / "ledger.jsonl")


def test_lines_come_with_their_ends_and_stop_where_they_are_told(tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"one\ntwo\nthree")
    assert list(lines(path)) == [b"one\n", b"two\n", b"three"]
    assert list(lines(path, 8)) == [b"one\n", b"two\n"]
    assert list(lines(path, 6)) == [b"one\n", b"tw"]
    assert list(lines(path, 0)) == []


def test_a_file_without_line_ends_is_read_in_bounded_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr("tidewaiter.store.evidence.ledger_tail.LINE_LIMIT", 1000)
    (tmp_path / "ledger.jsonl").write_bytes(b"x" * 3500)
    assert [len(line) for line in lines(tmp_path / "ledger.jsonl")] == [1000, 1000, 1000, 500]
    (tmp_path / "ledger.jsonl").write_bytes(b"x" * 3500 + b"\n")
    with pytest.raises(TailDamaged, match="3501 bytes"):
        head_of(tmp_path / "ledger.jsonl")


def test_closed_files_come_oldest_first_and_nothing_else_is_taken_for_one(tmp_path):
    for name in ("ledger-00002-damaged.jsonl", "ledger-00010-damaged.jsonl", "ledger-00001-damaged.jsonl",
                 "ledger-1-damaged.jsonl", "ledger-torn-5-ab.part", "ledger.jsonl.bak"):  # fmt: skip
        (tmp_path / name).touch()
    numbers = [int(path.name[7:12]) for path in damaged_parts(tmp_path / "ledger.jsonl")]
    assert numbers == [1, 2, 10]


def test_a_ledger_that_is_not_there_has_no_size(tmp_path):
    assert settled_size(tmp_path / "ledger.jsonl") == 0
    (tmp_path / "ledger.jsonl").write_bytes(b"abc")
    assert settled_size(tmp_path / "ledger.jsonl") == 3
