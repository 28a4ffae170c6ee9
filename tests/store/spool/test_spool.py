from __future__ import annotations

import sqlite3

import pytest

from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.sighting import Kind, Link, Page, Reading, Statement
from tidewaiter.store.spool import Note, Shelf, Spool

from .conftest import FIRST, MIRRORS, SECOND, capture_of_row


def test_one_row_whichever_mirror_names_the_page(spool):
    assert spool.add(FIRST + "/x")
    assert not spool.add(SECOND + "/x")
    assert not spool.add("http://elsewhere.onion/x")
    assert spool.counts()["queued"] == 1


def test_urgent_pages_come_first_then_the_order_of_finding(spool):
    for path, priority in (("/b", 0), ("/c", 5), ("/a", 0)):
        spool.add(FIRST + path, priority=priority)
    assert [spool.take(0.0).place.path for _ in range(3)] == ["/c", "/b", "/a"]


def test_seeds_are_queued_once_and_stay_as_they_are(spool, read_page):
    assert spool.seed([FIRST + "/"], [(FIRST + "/old", 3), (SECOND + "/", 1)]) == 2
    first = read_page()
    assert (first.place.path, first.depth) == ("/", 0)
    assert spool.seed([FIRST + "/"], [(FIRST + "/old", 3)]) == 0
    assert spool.take(0.0).depth == 1
    assert spool.take(0.0) is None


def test_runs_do_not_see_each_other(tmp_path):
    """The second scheduled crawl must not find everything seen."""
    one, two = (Spool(tmp_path / "shared", mirrors=MIRRORS, run=run) for run in ("R1", "R2"))
    assert one.add(FIRST + "/")
    assert two.add(FIRST + "/")
    assert one.take(0.0) is not None
    assert two.counts()["queued"] == 1
    one.close()
    two.close()


def test_follow_decides_which_links_become_rows(tmp_path):
    spool = Spool(tmp_path / "R1", mirrors=MIRRORS, follow=lambda link, row: row.depth < 1 and "no" not in link.url)
    spool.add(FIRST + "/")
    for _ in range(2):
        row = spool.take(0.0)
        kept = capture_of_row(row)
        spool.captured(row.id, kept)
        spool.done(Reading(kept.id, Page.HOME, "r", links=(Link(FIRST + f"/yes{row.id}"), Link(FIRST + "/no"))))
    assert spool.take(0.0) is None
    assert [path for path, _, _ in spool.endings()] == ["/", "/yes1"]
    spool.close()


def test_links_carry_kind_depth_and_priority(spool):
    spool.add(FIRST + "/", depth=4)
    row = spool.take(0.0)
    kept = capture_of_row(row)
    spool.captured(row.id, kept)
    spool.done(Reading(kept.id, Page.CATEGORY, "r", links=(Link(SECOND + "/v", Page.VENDOR, "a vendor", 9),)))
    found = spool.take(0.0)
    assert (found.expects, found.depth, found.priority) == (Page.VENDOR, 5, 9)


def test_candidates_are_noted_once_and_never_queued(spool, read_page):
    spool.add(FIRST + "/")
    other = f"http://{'c' * 56}.onion"
    read_page("/a", candidates=(other, "https://t.me/harbour", other))
    read_page(candidates=(other,))
    assert [(n.kind, n.text) for _, n in spool.notes()] == [("candidate", other), ("candidate", "https://t.me/harbour")]
    assert spool.take(0.0) is None


def test_the_recorder_reads_on_from_where_it_was(spool, read_page):
    spool.add(FIRST + "/")
    read_page("/a", "/b")
    shelf = Shelf(spool.folder)
    (seq, capture), *_ = shelf.captures()
    assert shelf.captures(seq) == []
    read_page()
    read_page()
    assert [s for s, _ in shelf.captures(seq, limit=1)] == [2]
    assert [reading.capture for _, reading in shelf.readings(1)] == [c.id for _, c in shelf.captures(1)]
    assert capture == capture_of_row(spool_row(1, spool))
    shelf.close()


def spool_row(number, spool):
    from tidewaiter.store.spool import rows

    return rows.by_id(spool._db, number)


def test_counts_and_fill_rates_survive_a_restart(spool):
    spool.add(FIRST + "/1")
    spool.add(FIRST + "/2")
    for title in ("rope", ""):
        row = spool.take(0.0)
        kept = capture_of_row(row)
        spool.captured(row.id, kept)
        full = Statement(Kind.LISTING, row.place.path, {"title": title, "vendor": "gull"})
        card = Statement(Kind.VENDOR, "/v/gull", {"name": "gull"})
        spool.done(Reading(kept.id, Page.LISTING, "r", (full, card)))
    shelf = Shelf(spool.folder)
    counts = shelf.counts()
    assert (counts["listing"], counts["vendor"], counts["page.listing"], counts["done"]) == (2, 1, 2, 2)
    assert shelf.filled()["listing.title"] == (1, 2)
    assert shelf.filled()["listing.vendor"] == (2, 2)
    assert "vendor.name" not in shelf.filled(), "a card on a listing's page says nothing of how full vendors' pages are"
    shelf.close()


def test_the_end_is_told_and_taken_back_by_the_next_owner(spool):
    shelf = Shelf(spool.folder)
    assert shelf.finished == ""
    spool.finish("waiting")
    assert shelf.finished == "waiting"
    spool.close()
    again = Spool(spool.folder, mirrors=MIRRORS)
    again.own()
    assert shelf.finished == ""
    shelf.close()
    again.close()


def test_hostile_text_reaches_the_file_as_text(spool):
    spool.note(Note("candidate", "http://x\ud800\x00.onion"))
    assert [n.text for _, n in spool.notes()] == ["http://x?.onion"]


def test_a_spool_of_another_layout_is_refused(tmp_path):
    Spool(tmp_path / "R1").close()
    with sqlite3.connect(tmp_path / "R1" / "spool.sqlite") as raw:
        raw.execute("PRAGMA user_version=99")
    with pytest.raises(StoreFailed, match="layout 99"):
        Spool(tmp_path / "R1")


def test_what_is_no_spool_is_refused(tmp_path):
    (tmp_path / "R1").mkdir()
    (tmp_path / "R1" / "spool.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreFailed, match="does not open"):
        Spool(tmp_path / "R1")
