"""Each way a row ends; every row ends in exactly one, and stays ended through a restart."""

from __future__ import annotations

import pytest

from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.sighting import Page, Reading
from tidewaiter.store.spool import Ending, Spool

from .conftest import FIRST, MIRRORS, SECOND, capture_of_row


def ended(spool: Spool) -> dict[str, tuple[str, str]]:
    return {path: (ending, reason) for path, ending, reason in spool.endings()}


def test_done_with_its_links_in_one_transaction(spool, read_page):
    spool.add(FIRST + "/")
    read_page("/a", "/b", "/a#again")
    assert ended(spool) == {"/": ("done", "")}
    assert spool.counts()["queued"] == 2
    assert [spool.take(0.0).place.path for _ in range(2)] == ["/a", "/b"]
    assert spool.take(0.0) is None


def test_failed_with_its_reason(spool):
    spool.add(FIRST + "/")
    spool.ended(spool.take(0.0).id, Ending.FAILED, "timed-out")
    assert ended(spool) == {"/": ("failed", "timed-out")}
    assert [(n.kind, n.text, n.url) for _, n in spool.notes()] == [("failed", "timed-out", "/")]


def test_refused_with_its_reason(spool):
    spool.add(FIRST + "/")
    spool.ended(spool.take(0.0).id, Ending.REFUSED, "no authority of pier covers http://x")
    assert ended(spool) == {"/": ("refused", "no authority of pier covers http://x")}
    assert [n.kind for _, n in spool.notes()] == ["refused"]


def test_replaced_by_a_new_page_that_inherits_its_place(spool):
    spool.add(FIRST + "/old", expects=Page.LISTING, depth=3, priority=7)
    row = spool.take(0.0)
    assert spool.redirected(row, SECOND + "/new") == (Ending.REPLACED, "redirected to /new")
    target = spool.take(0.0)
    assert (target.place.path, target.expects, target.depth, target.priority, target.hops) == (
        "/new", Page.LISTING, 3, 8, 1,
    )  # fmt: skip


def test_duplicate_of_a_page_that_is_known(spool, read_page):
    spool.add(FIRST + "/")
    read_page("/moved")
    ending, reason = spool.redirected(spool.take(0.0), SECOND + "/")
    assert (ending, reason) == (Ending.DUPLICATE, "redirected to /, which is known")
    assert spool.counts()["queued"] == 0


def test_a_redirect_out_of_the_source_is_refused_and_becomes_a_candidate(spool):
    spool.add(FIRST + "/out")
    ending, reason = spool.redirected(spool.take(0.0), "https://example.com/x")
    assert (ending, reason) == (Ending.REFUSED, "redirected out of the source, to https://example.com/x")
    assert ("candidate", "https://example.com/x") in [(n.kind, n.text) for _, n in spool.notes()]


def test_a_redirect_to_itself_is_asked_again_but_not_for_ever(spool):
    """As a site does that sets a cookie first."""
    spool.add(FIRST + "/door")
    for _ in range(10):
        assert spool.redirected(spool.take(0.0), FIRST + "/door")[0] is None
    ending, reason = spool.redirected(spool.take(0.0), FIRST + "/door")
    assert ending is Ending.FAILED
    assert reason == "redirected 10 times, at last to /door"


def test_a_circle_that_sets_a_cookie_comes_back_to_the_page(spool, read_page):
    spool.add(FIRST + "/a")
    spool.redirected(spool.take(0.0), FIRST + "/check")
    assert spool.redirected(spool.take(0.0), FIRST + "/a") == (Ending.REPLACED, "redirected back to /a")
    assert read_page().place.path == "/a"
    assert ended(spool)["/a"] == ("done", "")


def test_an_endless_circle_ends(spool):
    spool.add(FIRST + "/a")
    where = {"/a": "/b", "/b": "/a"}
    for _ in range(30):
        row = spool.take(0.0)
        if row is None:
            break
        spool.redirected(row, FIRST + where[row.place.path])
    assert row is None
    assert [reason for _, reason in ended(spool).values() if "10 times" in reason]


@pytest.mark.parametrize("page", [Page.LOGIN, Page.CAPTCHA, Page.SEIZURE])
def test_a_barrier_ends_its_row_as_failed_until_a_person_has_acted(spool, read_page, page):
    spool.add(FIRST + "/x")
    read_page(page=page)
    assert ended(spool) == {"/x": ("failed", f"barrier: {page}")}
    assert spool.reopen() == 1
    assert spool.take(0.0).place.path == "/x"


def test_a_login_page_that_a_profile_expects_is_done(spool, read_page):
    spool.add(FIRST + "/login", expects=Page.LOGIN)
    read_page(page=Page.LOGIN)
    assert ended(spool) == {"/login": ("done", "")}
    assert spool.reopen() == 0


def test_pages_redirected_to_a_barrier_are_reopened_themselves(spool, read_page):
    spool.add(FIRST + "/one")
    spool.add(FIRST + "/two")
    one = spool.take(0.0)
    two = spool.take(0.0)
    spool.redirected(one, FIRST + "/login")
    assert read_page(page=Page.LOGIN).place.path == "/login"
    assert spool.redirected(two, FIRST + "/login")[0] is Ending.FAILED
    spool.reopen()
    again = {spool.take(0.0).place.path for _ in range(2)}
    assert again == {"/one", "/two"}
    assert spool.take(0.0) is None


def test_pages_that_were_redirected_before_the_barrier_was_known_are_reopened_too(spool, read_page):
    spool.add(FIRST + "/one")
    spool.add(FIRST + "/two")
    one, two = spool.take(0.0), spool.take(0.0)
    assert spool.redirected(one, FIRST + "/login")[0] is Ending.REPLACED
    assert spool.redirected(two, FIRST + "/login")[0] is Ending.DUPLICATE
    read_page(page=Page.CAPTCHA)
    assert spool.reopen() == 2
    assert [spool.take(0.0).place.path for _ in range(2)] == ["/one", "/two"]


def test_the_target_of_a_redirect_is_asked_next(spool):
    for path in ("/one", "/two", "/three"):
        spool.add(FIRST + path)
    spool.redirected(spool.take(0.0), FIRST + "/login")
    assert spool.take(0.0).place.path == "/login"


def test_a_retry_waits_for_its_time_and_counts_the_failure(spool):
    spool.add(FIRST + "/")
    row = spool.take(0.0)
    spool.ended(row.id, Ending.FAILED, "timed-out", retry_at=100.0)
    assert spool.take(99.0) is None
    assert spool.next_due() == 100.0
    again = spool.take(100.0)
    assert (again.attempt, again.failures) == (2, 1)
    assert spool.notes() == []


def test_a_returned_row_has_not_failed(spool):
    spool.add(FIRST + "/")
    spool.returned(spool.take(0.0).id, "tor was down")
    again = spool.take(0.0)
    assert (again.attempt, again.failures, again.waits) == (2, 0, 0)
    spool.returned(again.id, "in the site's queue", until=5.0, waited=True)
    assert spool.take(5.0).waits == 1


def test_a_capture_is_read_once(spool, read_page):
    spool.add(FIRST + "/")
    row = read_page("/a")
    kept = capture_of_row(row)
    assert spool.done(Reading(kept.id, Page.LISTING, "another reader")) is False
    assert [reading.page for _, reading in spool.readings()] == [Page.HOME]


def test_a_reading_without_its_capture_is_refused_whole(spool):
    spool.add(FIRST + "/")
    spool.take(0.0)
    with pytest.raises(ValueError, match="never captured"):
        spool.done(Reading("unknown", Page.HOME, "reader"))
    assert spool.counts()["readings"] == 0


def test_an_ended_row_stays_ended_and_one_in_flight_is_queued_again(spool, read_page):
    spool.add(FIRST + "/")
    read_page("/a", "/b")
    flying = spool.take(0.0)
    spool.close()
    again = Spool(spool.folder, mirrors=MIRRORS)
    assert again.own() == 1
    assert again.take(0.0).id == flying.id
    assert ended(again) == {"/": ("done", "")}
    again.close()


def test_only_one_owner(spool):
    other = Spool(spool.folder, mirrors=MIRRORS)
    with pytest.raises(StoreFailed, match="another process"):
        other.own()
    other.close()
