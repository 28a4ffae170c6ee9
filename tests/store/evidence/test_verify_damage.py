"""Damage that stock tools miss: each is found and named by file and place."""

import base64
import gzip
import hashlib
import re

import pytest

from tidewaiter.model.errors import EvidenceDamaged
from tidewaiter.store.evidence import read_capture
from tidewaiter.store.evidence.entries import Draft, read_line, write_line
from tidewaiter.store.evidence.seals import read_seal


@pytest.fixture
def filled(bench):
    bench.fill(5)
    bench.seal()
    assert bench.verify().clean
    return bench


def members(bench):
    """(offset, length) of all members of the first file, from the captures and the file itself."""
    spans = [(m.offset, m.length) for c in bench.captures for m in (c.response, c.request)]
    return [(0, spans[0][0]), *spans]


def splice(path, offset, length, new):
    whole = path.read_bytes()
    path.write_bytes(whole[:offset] + new + whole[offset + length :])


def repack(bench, number, change):
    """The member, unpacked, changed, and packed again as a careful forger would."""
    offset, length = members(bench)[number]
    raw = gzip.decompress(bench.warc.read_bytes()[offset : offset + length])
    changed = change(raw)
    assert changed != raw
    splice(bench.warc, offset, length, gzip.compress(changed, mtime=0))


def with_new_digests(raw, old, new):
    """The block changed, and every digest and length of the record's head made to hold again."""
    head, block = raw.removesuffix(b"\r\n\r\n").split(b"\r\n\r\n", 1)
    block = block.replace(old, new)
    body = block.split(b"\r\n\r\n", 1)[1]

    def sha1(what):
        return b"sha1:" + base64.b32encode(hashlib.sha1(what).digest())

    for name, value in {
        b"WARC-Block-Digest": sha1(block), b"WARC-Payload-Digest": sha1(body),
        b"Tidewaiter-Block-SHA256": hashlib.sha256(block).hexdigest().encode(),
        b"Tidewaiter-Payload-SHA256": hashlib.sha256(body).hexdigest().encode(),
        b"Content-Length": str(len(block)).encode(),
    }.items():  # fmt: skip
        head = re.sub(name + rb": [^\r]+", name + b": " + value, head)
    return head + b"\r\n\r\n" + block + b"\r\n\r\n"


def tear_last(bench):
    with open(bench.warc, "r+b") as file:
        file.truncate(bench.warc.stat().st_size - 20)


def flip_data(bench):
    offset, length = members(bench)[3]
    splice(bench.warc, offset + length // 2, 1, bytes([bench.warc.read_bytes()[offset + length // 2] ^ 0x10]))


def flip_gzip_header(bench):
    offset, _ = members(bench)[3]
    splice(bench.warc, offset + 5, 1, bytes([bench.warc.read_bytes()[offset + 5] ^ 1]))


def remove_last(bench):
    with open(bench.warc, "r+b") as file:
        file.truncate(members(bench)[-1][0])


def append_zeros(bench):
    with open(bench.warc, "ab") as file:
        file.write(bytes(64))


def rewrite_date(bench):
    repack(bench, 3, lambda raw: raw.replace(b"WARC-Date: 2026", b"WARC-Date: 2025"))


def rewrite_address(bench):
    repack(bench, 3, lambda raw: raw.replace(b"/item/1?", b"/item/7?"))


def rewrite_http_header(bench):
    repack(bench, 3, lambda raw: with_new_digests(raw, b"charset=utf-8", b"charset=ascii"))


def add_unentered(bench):
    offset, length = members(bench)[1]
    whole = bench.warc.read_bytes()
    bench.warc.write_bytes(whole + whole[offset : offset + length])


ROWS = [  # the second table of the design note, row by row; then the rest of the promise
    (1, tear_last, "member-damaged"),
    (2, flip_data, "member-damaged"),
    (3, flip_gzip_header, "member-altered"),
    (4, remove_last, "member-missing"),
    (5, append_zeros, "no-member"),
    (6, rewrite_date, "member-altered"),
    (6, rewrite_address, "member-altered"),
    (7, rewrite_http_header, "member-altered"),
    (8, add_unentered, "member-unclaimed"),
]


@pytest.mark.parametrize(("row", "damage", "kind"), ROWS, ids=[f"{row}-{d.__name__}" for row, d, _ in ROWS])
def test_each_row_is_found_by_the_ledger_alone_and_under_the_seal_too(filled, row, damage, kind):
    damage(filled)
    assert kind in filled.kinds(), "with the seals of the folder"
    assert "file-not-as-sealed" in filled.kinds()
    for path in (filled.evidence / "seals").iterdir():
        path.unlink()
    found = [fault for fault in filled.verify().faults if fault.kind == kind]
    assert found
    assert all(re.fullmatch(re.escape(filled.warc.name) + r" at \d+", fault.where) for fault in found)


def test_the_place_of_a_flip_is_named_to_the_byte_and_the_rest_still_verified(filled):
    flip_data(filled)
    report = filled.verify()
    offset, _ = members(filled)[3]
    assert [f.where for f in report.faults if f.kind == "member-damaged"] == [f"{filled.warc.name} at {offset}"]
    assert report.members == len(members(filled)) - 1, "every other member was reached and proven"
    assert "entry 3" in report.faults[0].what
    assert "/item/1?p=1" in report.faults[0].what


def test_a_removed_record_is_named_and_those_behind_it_are_one_fault(filled):
    offset, length = members(filled)[3]
    splice(filled.warc, offset, length, b"")
    faults = {fault.kind: fault for fault in filled.verify().faults}
    assert faults["member-missing"].where == f"{filled.warc.name} at {offset}"
    assert f"{-length} bytes" in faults["member-moved"].what
    assert faults["member-moved"].what.startswith("7 members")


def test_bytes_cut_out_of_a_member_damage_that_one_alone(filled):
    offset, length = members(filled)[3]
    splice(filled.warc, offset + length // 2, 10, b"")
    faults = {fault.kind: fault for fault in filled.verify().faults}
    assert faults["member-damaged"].where == f"{filled.warc.name} at {offset}"
    assert faults["member-moved"].what.startswith("7 members")


def test_a_record_rewritten_with_new_digests_is_found_where_only_the_ledger_knows(filled):
    repack(filled, 1, lambda raw: with_new_digests(raw, b"Lanterns", b"Swordfish"))
    kinds = filled.kinds()
    assert "member-altered" in kinds
    assert "record" not in kinds, "the forged record is right in itself"
    with pytest.raises(EvidenceDamaged, match="SHA-256"):
        read_capture(filled.folders, filled.captures[0])


def test_two_swapped_members_are_both_named(filled):
    (a, al), (b, bl) = members(filled)[3], members(filled)[5]
    whole = filled.warc.read_bytes()
    filled.warc.write_bytes(whole[:a] + whole[b : b + bl] + whole[a + al : b] + whole[a : a + al] + whole[b + bl :])
    assert sum(fault.kind == "member-moved" for fault in filled.verify().faults) >= 2


def test_the_whole_file_swapped_for_an_empty_one_is_found(filled):
    filled.warc.write_bytes(b"")
    assert {"member-missing", "file-not-as-sealed"} <= set(filled.kinds())


def test_a_file_of_the_same_name_in_two_folders_is_named(filled):
    filled.spool.mkdir(parents=True, exist_ok=True)
    (filled.spool / filled.warc.name).write_bytes(filled.warc.read_bytes())
    assert "file-twice" in filled.kinds()


def rewrite_lines(bench, change):
    lines = bench.ledger.path.read_bytes().splitlines(keepends=True)
    bench.ledger.path.write_bytes(b"".join(change(lines)))


LINES = {
    "two swapped": (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "ledger-order"),
    "one removed": (lambda lines: [*lines[:2], *lines[3:]], "ledger-order"),
    "the first removed": (lambda lines: lines[1:], "ledger-order"),
    "one repeated": (lambda lines: [*lines[:2], lines[1], *lines[2:]], "ledger-order"),
    "one edited": (lambda lines: [*lines[:2], lines[2].replace(b"/item/1", b"/item/9"), *lines[3:]], "ledger-line"),
    "spaces added": (lambda lines: [*lines[:2], lines[2].replace(b'":', b'": '), *lines[3:]], "ledger-line"),
    "no JSON": (lambda lines: [*lines[:2], b"\x00\xff\n", *lines[3:]], "ledger-line"),
    "deep nesting": (lambda lines: [*lines[:2], b"[" * 100_000 + b"\n", *lines[3:]], "ledger-line"),
    "an empty line": (lambda lines: [*lines[:2], b"\n", *lines[2:]], "ledger-line"),
}


@pytest.mark.parametrize("how", LINES)
def test_lines_of_the_ledger(filled, how):
    change, kind = LINES[how]
    rewrite_lines(filled, change)
    report = filled.verify()
    assert kind in {fault.kind for fault in report.faults}
    assert any(re.match(r"ledger.jsonl line \d", fault.where) for fault in report.faults)


def test_a_line_forged_with_its_hash_breaks_the_chain_behind_it(filled, noon):
    def forge(lines):
        entry = read_line(lines[2])
        draft = Draft(entry.action, noon, "somebody else", entry.facts)
        return [*lines[:2], write_line(draft, seq=entry.seq, prev=entry.prev, host=entry.host)[1], *lines[3:]]

    rewrite_lines(filled, forge)
    assert "ledger-chain" in filled.kinds()


def test_a_cut_tail_is_seen_by_a_seal_kept_elsewhere_and_by_nothing_else(bench, noon):
    bench.fill(2)
    bench.ledger.append("search", noon, "ann", words="lanterns")
    bench.ledger.append("view", noon, "ann", record="r1")
    kept_elsewhere = bench.seal().printed()
    rewrite_lines(bench, lambda lines: lines[:-2])  # the seal's own entry, and the view
    for path in (bench.evidence / "seals").iterdir():
        path.unlink()
    unaware = bench.verify()
    assert unaware.clean, "a chain alone cannot see its own cut tail"
    assert any("no seal from outside" in told for told in unaware.unchecked)
    report = bench.verify(seals=[kept_elsewhere])
    (fault,) = report.faults
    assert (fault.kind, "1 sealed entries were cut off" in fault.what) == ("tail-cut", True)
    assert f"entry {read_seal(kept_elsewhere).seq}" in fault.where


def test_a_ledger_written_anew_from_some_entry_on_is_not_as_sealed(bench, noon):
    bench.fill(1)
    bench.ledger.append("view", noon, "ann", record="r1")
    seal = bench.seal().printed()
    rewrite_lines(bench, lambda lines: lines[:-2])
    for path in (bench.evidence / "seals").iterdir():
        path.unlink()
    bench.ledger.close()
    bench.ledger.append("view", noon, "bob", record="r1")
    assert bench.kinds() == []
    assert bench.kinds(seals=[seal]) == ["ledger-not-as-sealed"]


def test_a_ledger_that_is_gone_with_its_seals_leaves_members_without_entries(filled):
    filled.ledger.path.unlink()
    for path in (filled.evidence / "seals").iterdir():
        path.unlink()
    (fault,) = filled.verify().faults
    assert fault.kind == "member-unclaimed"
    assert "11 whole members" in fault.what


def test_an_empty_folder_and_a_missing_one_are_clean(bench):
    assert bench.verify().clean
    bench.evidence.mkdir()
    assert bench.verify().clean


HOSTILE = {
    "no members": ("orphan", {}),
    "a folder in the name": ("orphan", {"members": [{"file": "../x", "offset": 0, "length": 1, "sha256": "0" * 64}]}),
    "a negative offset": ("orphan", {"members": [{"file": "x", "offset": -1, "length": 1, "sha256": "0" * 64}]}),
    "an offset beyond all": (
        "orphan",
        {"members": [{"file": "x", "offset": 1 << 80, "length": 1, "sha256": "0" * 64}]},
    ),
    "no digest": ("warc", {"member": {"file": "x", "offset": 0, "length": 1, "sha256": "zz"}}),
    "a truth value for a number": ("warc", {"member": {"file": "x", "offset": True, "length": 1, "sha256": "0" * 64}}),
    "a capture without facts": ("capture", {}),
    "text for a member": ("warc", {"member": "all of it"}),
    "a seal without a digest": ("seal", {"file": "seal-1.json"}),
    "a seal outside": ("seal", {"file": "../../etc/passwd", "sha256": "0" * 64}),
    "a deletion of nothing": ("delete", {}),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_entries_that_claim_the_impossible_are_faults_and_never_a_crash(bench, noon, how):
    action, facts = HOSTILE[how]
    bench.ledger.append(action, noon, "x", **facts)
    assert bench.kinds() in (["entry-facts"], ["file-missing"])
