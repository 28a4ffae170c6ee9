"""Members found again behind damage, and told from what only looks like one."""

import gzip
import os
from io import BytesIO

import pytest

from tidewaiter.model.errors import EvidenceDamaged
from tidewaiter.store.evidence.framing import MemberTorn, Sink, begins_member, next_member, unpack

RECORD = b"WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def member(raw=RECORD):
    sink = Sink()
    for start in range(0, len(raw), 7):
        sink.write(raw[start : start + 7])
    sink.flush()
    return sink.member


def unpacked(raw, offset=0):
    parts = []
    length, _ = unpack(BytesIO(raw), offset, parts.append)
    return b"".join(parts), length


def test_a_member_is_plain_gzip_and_the_same_each_time():
    assert gzip.decompress(member()) == RECORD
    assert member() == member()
    assert unpacked(b"before" + member() + member(b"behind"), 6) == (RECORD, len(member()))


@pytest.mark.parametrize("size", [0, 1, 16383, 16384, 16385, 300_000])
def test_members_of_any_size_end_where_they_end(size):
    raw = os.urandom(size)
    assert unpacked(member(raw) + b"\x1f\x8b\x08", 0) == (raw, len(member(raw)))


def test_a_member_that_is_cut_anywhere_is_torn():
    whole = member()
    for length in range(len(whole)):
        with pytest.raises(MemberTorn):
            unpacked(whole[:length])


@pytest.mark.parametrize(
    "raw", [b"\x00" * 20, b"PK\x03\x04" + bytes(20), b"\x1f\x8b\x08\xff" + bytes(20), b"WARC/1.1\r\n\r\n"]
)
def test_what_is_no_member_is_said_to_be_none(raw):
    with pytest.raises(EvidenceDamaged, match="gzip"):
        unpacked(raw)


def test_a_thousandfold_member_comes_in_small_pieces():
    sizes = []
    unpack(BytesIO(gzip.compress(bytes(32 << 20))), 0, lambda raw: sizes.append(len(raw)))
    assert sum(sizes) == 32 << 20
    assert max(sizes) <= 1 << 20


@pytest.mark.parametrize("gap", [0, 1, (1 << 20) - 2, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_the_next_member_is_found_across_the_edges_of_a_read(gap):
    file = BytesIO(b"\x1f" + bytes(gap) + member())
    assert next_member(file, 0) == gap + 1
    assert begins_member(file, gap + 1)


def test_what_only_looks_like_a_member_is_passed_over():
    lure = b"\x1f\x8b\x08" + member(b"no record") + member()[:-1] + b"\x1f\x8b"
    assert next_member(BytesIO(lure), 0) is None
    assert next_member(BytesIO(lure + member()), 0) == len(lure)
