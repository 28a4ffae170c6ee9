"""Which page was being read when a process ended, and how often it may be."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tidewaiter.model.sighting import Page, Reading
from tidewaiter.store.spool import Ending, Shelf, Spool
from tidewaiter.store.spool.rows import MOST_HELD

from .conftest import FIRST, MIRRORS, capture_of_row


@pytest.fixture
def again(tmp_path):
    """Opens the one spool anew, as a process does that comes after one that was ended."""

    def opened() -> Spool:
        spool = Spool(tmp_path / "R1", mirrors=MIRRORS, run="R1")
        spool.own()
        return spool

    return opened


def test_a_page_that_ends_its_process_each_time_fails_and_is_named(again, tmp_path):
    with closing(again()) as spool:
        spool.add(FIRST + "/")
        spool.add(FIRST + "/fine")
    for _ in range(MOST_HELD):
        with closing(again()) as spool:
            spool.reading(spool.take(0.0).id)
    with closing(again()) as spool:
        assert spool.endings() == [("/", "failed", "its reader was ended 2 times, with the process")]
        assert spool.take(0.0).place.path == "/fine"
    with closing(Shelf(tmp_path / "R1", run="R1")) as shelf:
        assert shelf.held() == ["/"]


def test_a_page_in_flight_that_was_not_being_read_is_asked_again_as_often_as_it_takes(again):
    with closing(again()) as spool:
        spool.add(FIRST + "/")
    for _ in range(MOST_HELD + 3):
        with closing(again()) as spool:
            assert spool.take(0.0).place.path == "/"


@pytest.mark.parametrize("how", ["done", "failed", "returned", "retried"])
def test_a_reading_that_came_to_its_end_is_held_against_no_page(how, again):
    for round_ in range(MOST_HELD + 2):
        with closing(again()) as spool:
            spool.add(f"{FIRST}/{how}/{round_ if how in ('done', 'failed') else 0}")
            row = spool.take(1e12)
            spool.reading(row.id)
            if how == "done":
                capture = capture_of_row(row)
                spool.captured(row.id, capture)
                spool.done(Reading(capture.id, Page.LISTING, "reader-1"))
            elif how == "failed":
                spool.ended(row.id, Ending.FAILED, "odd")
            elif how == "returned":
                spool.returned(row.id, "tor was down")
            else:
                spool.ended(row.id, Ending.FAILED, "odd", retry_at=0.0)
    with closing(again()) as spool:
        assert spool.held() == []


def test_a_spool_that_an_earlier_version_began_goes_on(again, tmp_path):
    with closing(again()) as spool:
        spool.add(FIRST + "/")
    with closing(sqlite3.connect(tmp_path / "R1" / "spool.sqlite")) as raw, raw:
        raw.executescript("DROP TABLE held; PRAGMA user_version=1;")
    with closing(again()) as spool:
        row = spool.take(0.0)
        spool.reading(row.id)
        assert row.place.path == "/"
