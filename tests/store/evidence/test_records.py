"""Our own reading of a record: the same whatever the pieces it comes in, and no word of it believed unproven."""

import base64
import gzip
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.errors import EvidenceDamaged
from tidewaiter.store.evidence.composing import exchange_members
from tidewaiter.store.evidence.records import RecordReading, warc_headers


@pytest.fixture(scope="module")
def response(exchange):
    return gzip.decompress(exchange_members(exchange(body=b"body\r\n\r\nwith a blank line"), b"salt")[0])


@pytest.fixture(scope="module")
def request_record(exchange):
    return gzip.decompress(exchange_members(exchange(), b"salt")[1])


def read(raw, cuts=(), **how):
    reading = RecordReading(**how)
    edges = [0, *sorted(cut % (len(raw) + 1) for cut in cuts), len(raw)]
    for start, end in zip(edges, edges[1:], strict=False):  # noqa: RUF007
        reading.feed(raw[start:end])
    return reading.end()


@settings(max_examples=150, deadline=None)
@given(cuts=st.lists(st.integers(0, 5000), max_size=12))
def test_the_pieces_do_not_matter(response, cuts):
    seen = read(response, cuts, keep_body=True)
    assert seen == read(response, keep_body=True)
    assert (seen.faults, seen.body) == ((), b"body\r\n\r\nwith a blank line")
    assert seen.http_head.startswith(b"HTTP/1.1 200 OK\r\n")


def test_byte_by_byte(response, request_record):
    for raw in (response, request_record):
        assert read(raw, range(len(raw))).faults == ()


def test_a_body_is_kept_only_where_it_is_asked_for(response):
    seen = read(response)
    assert seen.body == b""
    assert seen.payload_size == 25
    assert seen.payload_sha256 == hashlib.sha256(b"body\r\n\r\nwith a blank line").hexdigest()


def test_a_request_has_a_head_and_no_body(request_record):
    seen = read(request_record, keep_body=True)
    assert (seen.type, seen.payload_size, seen.body) == ("request", 0, b"")
    assert seen.http_head.startswith(b"GET /item/0?p=1 HTTP/1.1\r\nHost: ")


@pytest.mark.parametrize(
    "name", ["WARC-Block-Digest", "WARC-Payload-Digest", "Tidewaiter-Block-SHA256", "Tidewaiter-Payload-SHA256"]
)
@pytest.mark.parametrize("how", ["left out", "of something else", "of another kind"])
def test_each_digest_must_be_there_and_must_hold(response, name, how):
    lines = response.split(b"\r\n")
    (index,) = (n for n, line in enumerate(lines) if line.startswith(name.encode() + b":"))
    if how == "left out":
        del lines[index]
    elif how == "of something else":
        other = hashlib.sha256(b"other").hexdigest().encode()
        sha1 = b"sha1:" + base64.b32encode(hashlib.sha1(b"other").digest())
        lines[index] = name.encode() + b": " + (sha1 if name.startswith("WARC") else other)
    else:
        lines[index] = name.encode() + b": md5:" + hashlib.md5(b"other").hexdigest().encode()
    assert read(b"\r\n".join(lines)).faults == (f"its {name} does not hold",)


def test_a_changed_block_fails_every_digest_of_it(response):
    faults = read(response.replace(b"with a blank", b"with a blink")).faults
    assert len(faults) == 4
    assert len(read(response.replace(b"text/html", b"text/htmx")).faults) == 2, "the payload is as it was"


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\n\r\n\r\n", b"\n\n\n\n", b"\r\n\r\nWARC/1.1\r\n"])
def test_a_record_ends_with_two_line_ends_and_nothing_else(response, end):
    assert "its length is not what its head says" in read(response.removesuffix(b"\r\n\r\n") + end).faults


def test_a_record_that_ends_in_its_own_head_is_none(response):
    with pytest.raises(EvidenceDamaged, match="no WARC head"):
        read(response[: response.index(b"\r\n\r\n")])


@pytest.mark.parametrize("length", [b"-1", b"", b"1e3", b"0x10", b"99999999999999999999", b"+5", b"1 2"])
def test_a_length_is_plain_digits(length):
    with pytest.raises(EvidenceDamaged, match="no length"):
        read(b"WARC/1.1\r\nContent-Length: " + length + b"\r\n\r\n")


@pytest.mark.parametrize("version", [b"WARC/1.0", b"WARC/1.10", b"warc/1.1", b" WARC/1.1", b"HTTP/1.1 200 OK", b""])
def test_another_version_is_not_ours(version):
    with pytest.raises(EvidenceDamaged, match=r"WARC/1\.1"):
        warc_headers(version + b"\r\nContent-Length: 0")


def test_header_names_in_any_case_and_values_that_are_no_ascii_are_only_shown():
    seen = warc_headers(b"WARC/1.1\r\nwArC-tYpE:  response \r\nX: caf\xe9\r\nno colon at all\r\nY:a:b")
    assert seen["warc-type"] == "response"
    assert seen["x"] == "caf\\xe9"
    assert seen["y"] == "a:b"


def test_a_response_without_a_blank_line_is_all_head_and_proven_as_such():
    block = b"HTTP/1.1 200 OK\r\nno end"
    seen = read(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(block), block))
    assert (seen.http_head, seen.payload_size) == (b"", 0)
    assert len(seen.faults) == 4
