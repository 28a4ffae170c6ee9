"""The promise in one sentence: one flipped bit anywhere in an evidence folder is found."""

import pytest

PARTS = 8


@pytest.fixture
def small(bench):
    bench.fill(1)
    bench.seal()
    assert bench.verify().clean
    return bench


def flips_unseen(bench, path, offsets_and_bits):
    unseen = []
    with open(path, "r+b", buffering=0) as file:
        whole = file.read()
        for offset, bit in offsets_and_bits:
            file.seek(offset)
            file.write(bytes([whole[offset] ^ (1 << bit)]))
            if bench.verify().clean:
                unseen.append((offset, bit))
            file.seek(offset)
            file.write(whole[offset : offset + 1])
    return unseen


def the_file(bench, which):
    return {
        "warc": bench.warc,
        "ledger": bench.ledger.path,
        "seal": next((bench.evidence / "seals").iterdir()),
    }[which]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("which", ["warc", "ledger", "seal"])
def test_every_single_bit_flipped_in_turn_is_found(small, which, part):
    path = the_file(small, which)
    offsets = range(part, path.stat().st_size, PARTS)
    assert flips_unseen(small, path, ((offset, bit) for offset in offsets for bit in range(8))) == []
    assert small.verify().clean, "the file is as it was"


@pytest.mark.parametrize("which", ["warc", "ledger", "seal"])
def test_a_flipped_bit_in_every_fifth_byte_is_found(small, which):
    path = the_file(small, which)
    assert flips_unseen(small, path, ((n, n // 5 % 8) for n in range(0, path.stat().st_size, 5))) == []


@pytest.mark.parametrize("which", ["warc", "ledger", "seal"])
def test_a_file_cut_anywhere_is_found(small, which):
    path = the_file(small, which)
    whole = path.read_bytes()
    for length in range(0, len(whole), 37):
        path.write_bytes(whole[:length])
        assert not small.verify().clean, f"cut to {length} of {len(whole)}"


@pytest.mark.parametrize("which", ["warc", "ledger", "seal"])
def test_a_file_that_is_gone_is_found_and_named(small, which):
    path = the_file(small, which)
    path.unlink()
    report = small.verify()
    assert not report.clean
    if which != "ledger":
        assert ("file-missing", path.name) in {(fault.kind, fault.where) for fault in report.faults}
    else:
        assert {"tail-cut", "member-unclaimed"} <= {fault.kind for fault in report.faults}
