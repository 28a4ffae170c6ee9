"""Whatever is done to the bytes of a sealed folder: verify is never clean, never raises, and always says where."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def sealed(new_bench, exchange, noon):
    bench = new_bench()
    bench.fill(3)
    bench.ledger.append("view", noon, "ann", record="r1")
    bench.seal()
    bench.ledger.close()
    return bench


def spliced(whole, start, length, new):
    start %= len(whole) + 1
    return whole[:start] + new + whole[start + length :]


def is_cut_behind_the_seal(bench, whole, changed):
    """The one damage that nothing in the folder can show: entries behind the last seal cut off at a line's end."""
    lines = whole.splitlines(keepends=True)
    return changed == b"".join(lines[:-1]) and b'"action":"seal"' in lines[-1]


splices = st.tuples(st.integers(0, 1 << 20), st.integers(0, 3000), st.binary(max_size=40))


@settings(max_examples=150, deadline=None)
@given(which=st.sampled_from(["warc", "ledger", "seal"]), splices=st.lists(splices, min_size=1, max_size=3))
def test_bytes_replaced_removed_and_put_in(sealed, which, splices):
    path = {
        "warc": sealed.warc, "ledger": sealed.ledger.path, "seal": next((sealed.evidence / "seals").iterdir()),
    }[which]  # fmt: skip
    whole = changed = path.read_bytes()
    for start, length, new in splices:
        changed = spliced(changed, start, length, new)
    path.write_bytes(changed)
    try:
        report = sealed.verify()
    finally:
        path.write_bytes(whole)
    if changed == whole or is_cut_behind_the_seal(sealed, whole, changed):
        assert report.clean
    else:
        assert not report.clean
        assert all(fault.where and fault.what for fault in report.faults)


@settings(max_examples=100, deadline=None)
@given(order=st.permutations(range(7)))
def test_members_in_any_other_order(sealed, order):
    whole = sealed.warc.read_bytes()
    starts = [0] + [m.offset for c in sealed.captures for m in (c.response, c.request)] + [len(whole)]
    members = [whole[a:b] for a, b in pairwise(starts)]
    sealed.warc.write_bytes(b"".join(members[n] for n in order))
    try:
        report = sealed.verify()
    finally:
        sealed.warc.write_bytes(whole)
    assert report.clean == (order == sorted(order))
    assert report.members == 7
    assert {fault.kind for fault in report.faults} <= {"member-moved", "file-not-as-sealed"}


@settings(max_examples=100, deadline=None)
@given(order=st.lists(st.integers(0, 5), max_size=8))
def test_lines_of_the_ledger_in_any_other_order_and_number(sealed, order):
    whole = sealed.ledger.path.read_bytes()
    lines = whole.splitlines(keepends=True)
    assert len(lines) == 6
    changed = b"".join(lines[n] for n in order)
    sealed.ledger.path.write_bytes(changed)
    try:
        report = sealed.verify()
    finally:
        sealed.ledger.path.write_bytes(whole)
    assert report.clean == (changed == whole or is_cut_behind_the_seal(sealed, whole, changed))
