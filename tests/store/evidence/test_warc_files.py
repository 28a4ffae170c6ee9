"""The writer: what stands in the files, byte for byte, and when a new one begins."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.store.evidence import WarcFiles, read_capture
from tidewaiter.store.evidence.reading import read_member


def raw_records(bench):
    return [read_member(bench.folders, member) for c in bench.captures for member in (c.response, c.request)]


def test_warcinfo_then_response_then_request(bench, exchange):
    bench.write([exchange(0), exchange(1)])
    with open(bench.warc, "rb") as file:
        records = [
            (record.rec_type, record.rec_headers, record.content_stream().read()) for record in ArchiveIterator(file)
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "response", "request", "response", "request"]
    info, response, request = (headers for _, headers, _ in records[:3])
    assert info.get_header("WARC-Filename") == bench.warc.name
    assert b"software: Tidewaiter 0.1" in records[0][2]
    assert request.get_header("WARC-Concurrent-To") == response.get_header("WARC-Record-ID")
    assert response.get_header("WARC-Date") == request.get_header("WARC-Date") == "2026-11-24T12:00:00.000000Z"
    assert records[1][2] == exchange(0).body


def test_the_stock_checker_agrees(bench, exchange):
    bench.write([exchange(n, body=os.urandom(3000)) for n in range(4)])
    checker = Path(sys.executable).with_name("warcio")
    done = subprocess.run([checker, "check", "-v", bench.warc], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("digest pass") == 9
    assert gzip.decompress(bench.warc.read_bytes()).count(b"WARC/1.1\r\n") == 9


def test_each_member_is_one_gzip_member_where_it_says(bench, exchange):
    for made in bench.write([exchange(n) for n in range(3)]):
        for member in (made.response, made.request):
            raw = bench.warc.read_bytes()[member.offset : member.offset + member.length]
            assert raw[:4] == b"\x1f\x8b\x08\x00", "a gzip header without name or extra field"
            assert raw[4:8] == bytes(4), "and without a time"
            assert gzip.decompress(raw).startswith(b"WARC/1.1\r\n")


def test_heads_carry_sha256_and_the_run_and_no_address_of_a_machine(bench, exchange):
    (made,) = bench.write([exchange(certificate="ab" * 32)])
    response, request = raw_records(bench)
    assert f"Tidewaiter-Payload-SHA256: {made.payload_sha256}".encode() in response
    for raw in (response, request):
        assert b"Tidewaiter-Block-SHA256: " in raw
        assert f"Tidewaiter-Run: {bench.run}".encode() in raw
        assert b"Tidewaiter-Mirror: http://lanternfish.onion\r\n" in raw
        assert b"Tidewaiter-Certificate-SHA256: " + b"ab" * 32 in raw
        assert b"WARC-IP-Address" not in raw


def test_transfer_encoding_leaves_the_head_and_is_kept_beside(bench, exchange):
    headers = [("Content-Type", "text/html"), ("transfer-encoding", "chunked"), ("Content-Encoding", "gzip")]
    bench.write([exchange(response_headers=headers, body=gzip.compress(b"page"))])
    head, http = raw_records(bench)[0].split(b"\r\n\r\n", 1)
    assert b"Tidewaiter-Transfer-Encoding: chunked" in head
    assert b"ransfer-" not in http
    assert b"Content-Encoding: gzip" in http


def test_the_request_line_and_the_host_stand_as_they_were_sent(bench, exchange):
    bench.write([exchange(url="http://lanternfish.onion:8080/a?b=c&d", method="GET")])
    request = raw_records(bench)[1].split(b"\r\n\r\n", 1)[1]
    assert request.startswith(b"GET /a?b=c&d HTTP/1.1\r\nHost: lanternfish.onion:8080\r\nUser-Agent: ")


def test_an_answer_of_any_status_and_size_is_kept_as_it_came(bench, exchange):
    cases = [
        exchange(0, status=404, reason="Not Found", body=b""),
        exchange(1, status=302, reason="", response_headers=[("Location", "http://elsewhere.example/")]),
        exchange(2, status=599, reason="\u00e9t\u00e9", response_headers=[]),
        exchange(3, body=bytes(range(256)) * 5000),
        exchange(4, body=b"WARC/1.1\r\n\r\n\r\n\r\n"),
    ]
    for case, made in zip(cases, bench.write(cases), strict=True):
        seen = read_capture(bench.folders, made)
        assert seen.body == case.body
        assert seen.status_line.split(" ")[1] == str(case.status)
        assert seen.headers == tuple(case.response_headers)


SPOILT = "http://lanternfish.onion/\u5c71?q=\ud800\r\nWARC-Type: response x"


def test_a_hostile_address_cannot_write_a_header(bench, exchange):
    (made,) = bench.write([exchange(url=SPOILT)])
    head = raw_records(bench)[0].split(b"\r\n\r\n", 1)[0]
    assert b"WARC-Target-URI: http://lanternfish.onion/%E5%B1%B1?q=%ED%A0%80%0D%0AWARC-Type:%20response%20x\r\n" in head
    assert read_capture(bench.folders, made).body == exchange().body


@settings(max_examples=60, deadline=None)
@given(
    body=st.binary(max_size=2000),
    headers=st.lists(
        st.tuples(st.from_regex(r"[A-Za-z][A-Za-z-]{0,20}", fullmatch=True), st.text(max_size=40)), max_size=5
    ),
    reason=st.text(max_size=20),
)
def test_whatever_a_server_says_is_read_back_proven(new_bench, exchange, body, headers, reason):
    bench = new_bench()
    (made,) = bench.write([exchange(body=body, response_headers=headers, reason=reason)])
    seen = read_capture(bench.folders, made)
    assert seen.body == body
    assert len(seen.headers) == sum(name.lower() != "transfer-encoding" for name, _ in headers)


def test_bytes_beyond_ascii_in_a_head_are_kept_as_bytes(bench, exchange):
    sent = "caf\xe9 \xff\x00".encode("latin-1")
    (made,) = bench.write([exchange(response_headers=[("X-Name", sent.decode("latin-1"))])])
    assert b"X-Name: " + sent + b"\r\n" in raw_records(bench)[0]
    assert read_capture(bench.folders, made).headers == (("X-Name", sent.decode("latin-1")),)


def test_a_new_file_after_each_start_and_none_is_appended_to(bench, exchange):
    bench.write([exchange(0)])
    first = bench.warc.read_bytes()
    bench.write([exchange(1)])
    bench.write([])
    names = sorted(path.name for path in bench.spool.iterdir())
    assert names == [f"{bench.run}-00001.warc.gz", f"{bench.run}-00002.warc.gz"]
    assert bench.warc.read_bytes() == first


def test_rotation_begins_a_new_file_and_every_capture_is_found_in_its_own(bench, exchange):
    made = bench.write([exchange(n, body=os.urandom(2000)) for n in range(6)], rotate=5000)
    assert len({capture.response.file for capture in made}) == 3
    assert all(path.stat().st_size < 5000 + 4000 for path in bench.spool.iterdir())
    assert all(capture.response.file == capture.request.file for capture in made)
    assert [read_capture(bench.folders, c).body[:1] != b"" for c in made] == [True] * 6


@pytest.mark.parametrize("run", ["", "../up", "a/b", ".hidden", "two\nlines"])
def test_a_run_that_cannot_name_a_file_is_refused(tmp_path, run):
    with pytest.raises(WrongUse, match="file's name"):
        WarcFiles(tmp_path, run, code_version="0.1")


def test_a_folder_that_cannot_be_made_is_a_clear_failure(tmp_path, exchange):
    (tmp_path / "warc").write_text("a file where the folder should be")
    with pytest.raises(StoreFailed, match="cannot begin a WARC file"):
        WarcFiles(tmp_path / "warc", "R1", code_version="0.1").write(exchange())


def test_both_members_are_on_the_disk_before_anybody_is_told(bench, exchange, monkeypatch):
    synced = []
    monkeypatch.setattr("os.fdatasync", lambda file: synced.append(os.fstat(file).st_size))
    made = bench.write([exchange(0), exchange(1)])
    assert synced == [capture.request.offset + capture.request.length for capture in made]
