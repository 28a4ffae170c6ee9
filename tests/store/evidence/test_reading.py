"""Reading back: only what is proven, from wherever the file lies now."""

import gzip
import hashlib
from dataclasses import replace

import pytest

from tidewaiter.model.capture import Member
from tidewaiter.model.errors import EvidenceDamaged
from tidewaiter.store.evidence import read_capture
from tidewaiter.store.evidence.intake import keep
from tidewaiter.store.evidence.reading import read_member, read_record


def test_a_capture_has_both_heads_and_the_body_as_received(bench, exchange):
    body = gzip.compress(b"<p>lanterns</p>")
    headers = [
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
    ]
    (made,) = bench.write([exchange(body=body, response_headers=headers)])
    seen = read_capture(bench.folders, made)
    assert seen.body == body
    assert seen.headers == tuple(headers)
    assert seen.status_line == "HTTP/1.1 200 OK"
    assert seen.request_line == "GET /item/0?p=1 HTTP/1.1"
    assert ("User-Agent", "Mozilla/5.0") in seen.request_headers
    assert seen.hidden == ()


def test_a_capture_is_found_before_and_after_its_file_moved(bench, exchange):
    made = bench.write([exchange(n) for n in range(2)])
    before = [read_capture(bench.folders, one) for one in made]
    assert keep(bench.spool, bench.evidence / "warc", bench.run) == [made[0].response.file]
    assert list(bench.spool.iterdir()) == []
    assert [read_capture(bench.folders, one) for one in made] == before


@pytest.mark.parametrize("name", ["gone.warc.gz", "../secrets/seal.pem", "/etc/passwd", "", ".", "a\x00b"])
def test_a_file_that_is_not_there_or_lies_elsewhere_is_never_opened(bench, name):
    bench.fill(1)
    with pytest.raises(EvidenceDamaged, match="not there"):
        read_member(bench.folders, Member(name, 0, 10, "0" * 64))


def test_every_flipped_bit_of_a_response_is_refused(bench, exchange):
    (made,) = bench.write([exchange()])
    whole = bench.warc.read_bytes()
    for offset in range(made.response.offset, made.response.offset + made.response.length, 7):
        spoilt = bytearray(whole)
        spoilt[offset] ^= 1 << offset % 8
        bench.warc.write_bytes(spoilt)
        with pytest.raises(EvidenceDamaged) as caught:
            read_capture(bench.folders, made)
        assert caught.value.where == f"{bench.warc.name} at {made.response.offset}"
        assert caught.value.status == 4


WRONG = {
    "another payload": {"payload_sha256": "0" * 64},
    "the request for the response": {"response": "request"},
    "a shorter body than there is": {"size": 3},
}


@pytest.mark.parametrize("how", WRONG)
def test_a_capture_that_points_at_other_bytes_is_refused(bench, exchange, how):
    (made,) = bench.write([exchange()])
    changed = {k: getattr(made, v) if k == "response" else v for k, v in WRONG[how].items()}
    with pytest.raises(EvidenceDamaged):
        read_capture(bench.folders, replace(made, **changed))


def test_two_members_are_not_taken_for_one(bench, exchange):
    (made,) = bench.write([exchange()])
    length = made.response.length + made.request.length
    raw = bench.warc.read_bytes()[made.response.offset :][:length]
    both = replace(made.response, length=length, sha256=hashlib.sha256(raw).hexdigest())
    with pytest.raises(EvidenceDamaged, match="more than one"):
        read_member(bench.folders, both)


def forged(bench, raw):
    """A file that holds this one member, with the digest it has."""
    packed = gzip.compress(raw)
    bench.spool.mkdir(parents=True, exist_ok=True)
    (bench.spool / "forged.warc.gz").write_bytes(packed)
    return Member("forged.warc.gz", 0, len(packed), hashlib.sha256(packed).hexdigest())


NO_RECORDS = {
    "nothing": (b"", "no WARC head"),
    "not WARC": (b"HTTP/1.1 200 OK\r\n\r\n", "no WARC/1.1 record"),
    "no length": (b"WARC/1.1\r\nWARC-Type: response\r\n\r\n\r\n\r\n", "no length"),
    "a length in other digits": (b"WARC/1.1\r\nContent-Length: \xd9\xa3\r\n\r\n", "no length"),
    "a length beyond its end": (b"WARC/1.1\r\nContent-Length: 90\r\n\r\nhi\r\n\r\n", "length"),
    "more than its length": (b"WARC/1.1\r\nContent-Length: 1\r\n\r\nhi\r\n\r\n", "length"),
    "no digests": (b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n", "WARC-Block-Digest"),
    "a body beyond the limit": (b"WARC/1.1\r\nContent-Length: 4000\r\n\r\n" + b"x" * 4000 + b"\r\n\r\n", "longer"),
}


@pytest.mark.parametrize("how", NO_RECORDS)
def test_bytes_that_are_no_sound_record_are_refused(bench, how):
    raw, words = NO_RECORDS[how]
    with pytest.raises(EvidenceDamaged, match=words):
        read_record(bench.folders, forged(bench, raw), limit=100)


def test_a_head_without_end_does_not_fill_memory(bench):
    member = forged(bench, b"WARC/1.1\r\n" + b"x" * (17 << 20))
    with pytest.raises(EvidenceDamaged, match="16 MiB"):
        read_record(bench.folders, member, limit=100)
