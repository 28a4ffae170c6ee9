"""An address that meets the list of forbidden content: kept in the evidence, told nowhere, and still proven."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from pipelines import Forbidden
from tests.pipelines.conftest import MIRROR
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database import captures, doubts, people, records
from tidewaiter.store.evidence import read_capture, verify
from tidewaiter.store.evidence.intake import Intake
from tidewaiter.store.spool import rows as spool_rows

CANARY = "canary-zugzwang"
HIDDEN = quote(quote("카나리아-zugzwang"))
LIST = Forbidden.parse("canary zugzwang\n카나리아 zugzwang\n")


@pytest.fixture
def away(home):
    home.forbidden = LIST
    return home


def told(home) -> bytes:
    """All that is written of a run but its WARC files and its spool: the ledger, the database, the index."""
    home.close()
    files = [file for file in home.path.rglob("*") if file.is_file() and "spool" not in file.parts]
    return b"".join(file.read_bytes() for file in files if not file.name.endswith(".warc.gz")).lower()


@pytest.mark.parametrize("path", [f"/item/{CANARY}", f"/s?q={CANARY.replace('-', '+')}", f"/item/{HIDDEN}-5g"])
def test_a_page_at_such_an_address_is_put_away_whole_and_its_address_is_nowhere(away, statement, path):
    child = away.child()
    bad = child.page(path, statement("/item/7", title="harmless words"), candidates=(f"http://{'z' * 56}.onion",))
    child.page("/item/1", statement("/item/1", title="5g MDMA"))
    away.record(child)
    with away.database.read() as rows:
        (kept,) = records.listed(rows, Kind.LISTING)
        (one,) = doubts.put_away_list(rows)
        sealed = captures.find(rows, bad.id)
        assert people.candidates(rows) == []
    assert kept.record.key == "/item/1"
    assert (one.capture, one.record) == (bad.id, "")
    assert (sealed.sealed, sealed.capture.url) == (True, f"{MIRROR}/")
    entries = {entry.facts.get("id"): entry for entry in away.ledger.entries() if entry.action == "capture"}
    assert (entries[bad.id].facts["url"], len(entries[bad.id].facts["url_sha256"])) == (f"{MIRROR}/", 64)
    assert [e.facts for e in away.ledger.entries() if e.action == "quarantine"] == [
        {"capture": bad.id, "rules": [one.rule]}
    ]
    assert read_capture([away.warc], sealed.capture).url.endswith(path), "the evidence has it"
    assert verify(away.ledger.path.parent).faults == []
    everything = told(away)
    for word in (b"zugzwang", b"harmless words"):
        assert word not in everything


def test_a_withheld_address_is_still_proven_against_the_record(away, monkeypatch):
    child = away.child()
    child.page(f"/item/{CANARY}")
    monkeypatch.setattr("tidewaiter.store.evidence.facts.address_sha256", lambda url: "0" * 64)
    away.record(child)
    report = verify(away.ledger.path.parent)
    assert {fault.kind for fault in report.faults} == {"entry-differs"}
    assert not any("zugzwang" in fault.what for fault in report.faults), "not even a fault tells it"


def test_what_a_crash_left_of_such_a_page_is_entered_without_its_address(away):
    child = away.child()
    child.capture(f"/item/{CANARY}")
    child.warc.close()
    left = Intake(
        away.ledger, child.spool.warc, child.run, withhold=lambda url: bool(LIST.address(url))
    ).settle(away.now, "ahn")  # fmt: skip
    assert left.orphans == 2
    (orphan,) = [entry for entry in away.ledger.entries() if entry.action == "orphan"]
    assert all("url" not in member and len(member["url_sha256"]) == 64 for member in orphan.facts["members"])
    assert verify(away.ledger.path.parent, [child.spool.warc]).clean
    assert b"zugzwang" not in away.ledger.path.read_bytes()


def test_refusals_candidates_and_the_end_of_a_run_do_not_tell_it_either(away, statement):
    child = away.child()
    for path, target in ((f"/{CANARY}", "http://elsewhere.invalid/x"), ("/b", f"http://elsewhere.invalid/{CANARY}")):
        row, _ = child.capture(path)
        child.spool.redirected(_row(child, row), target)
    child.page("/item/1", statement("/item/1", title="fine"), candidates=(f"https://t.me/{CANARY.replace('-', '_')}",))
    run = away.record(child, why="waiting", detail=f"login page at {MIRROR}/{CANARY}", barrier={"page": "login"})
    refusals = [entry.facts for entry in away.ledger.entries() if entry.action == "refusal"]
    assert [one["url"] for one in refusals] == ["", ""]
    assert all(one["reason"] == "an address that meets the list of forbidden content" for one in refusals)
    assert all(len(one["url_sha256"]) == 64 for one in refusals)
    assert "an address that meets the list of forbidden content" in run.reasons
    with away.database.read() as rows:
        assert [one.address for one in people.candidates(rows)] == ["http://elsewhere.invalid/x"]
    assert b"zugzwang" not in told(away)


def test_a_recorder_that_begins_anew_puts_it_away_again_without_a_second_row(away):
    child = away.child()
    bad = child.page(f"/item/{CANARY}")
    first = away.recorder(child)
    first._entries([bad])  # entered, and killed before the database knew
    away.record(child)
    with away.database.read() as rows:
        assert [one.capture for one in doubts.put_away_list(rows)] == [bad.id]
    assert len([e for e in away.ledger.entries() if e.action == "capture"]) == 1


def _row(child, number):
    return spool_rows.by_id(child.spool._db, number)
