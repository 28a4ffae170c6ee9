"""When a source is due: tables of real cases, and what holds for all of them."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.profiles.words import Span
from tidewaiter.model.errors import WrongUse
from tidewaiter.schedule.cadence import LONGEST_PAUSE, Cadence, cadence

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
HALF_HOUR = timedelta(minutes=30)
NIGHT = (Span(time(22), time(4)),)


@pytest.mark.parametrize(
    ("said", "earliest", "jitter"),
    [
        ("12h", NOON + timedelta(hours=12), HALF_HOUR),
        ("5m", NOON + timedelta(minutes=5), timedelta(seconds=30)),
        ("2d", NOON + timedelta(days=2), HALF_HOUR),
        ("1w", NOON + timedelta(weeks=1), HALF_HOUR),
        ("30 4 * * *", NOON.replace(day=25, hour=4, minute=30), HALF_HOUR),
        ("*/10 * * * *", NOON + timedelta(minutes=10), timedelta(minutes=1)),
        ("0 0 1 1 *", datetime(2027, 1, 1, tzinfo=timezone.utc), HALF_HOUR),
        ("0 12 * * 2", NOON + timedelta(weeks=1), HALF_HOUR),  # it is Tuesday noon: the next one
    ],
)
def test_the_next_time_and_how_far_it_may_stray(said: str, earliest: datetime, jitter: timedelta) -> None:
    due = {cadence(said).after(NOON, seed=str(n)) for n in range(50)}
    assert all(earliest <= one < earliest + jitter for one in due)
    assert len(due) > 40, "a fixed minute is a signature"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "no cadence"),
        ("often", "no cadence"),
        ("0h", "no cadence"),
        ("4m", "too often"),
        ("1 2 3", "no cadence"),
        ("61 * * * *", "no cron line"),
        ("* * * * mond", "no cron line"),
        ("0 0 30 2 *", "no cron line"),  # a day that never comes
        ("* * * * *", "too often"),
        ("58,59 * * * *", "too often"),
        ("@daily", "no cadence"),
        ("* * * * * *", "no cadence"),  # seconds are nothing a source should be asked by
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_right_form(said: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told) as fault:
        cadence(said)
    assert "as in" in fault.value.todo or "such as" in fault.value.todo or "at least" in fault.value.todo


@pytest.mark.parametrize("said", ["12h", "5m", "3d", "2w", "90m", "30 4 * * *"])
def test_the_words_of_a_cadence_are_read_as_the_same(said: str) -> None:
    assert cadence(cadence(said).said) == cadence(said)


def test_outside_its_hours_a_source_is_due_a_little_after_they_begin() -> None:
    due = [Cadence(every=timedelta(hours=2), hours=NIGHT).after(NOON, seed=str(n)) for n in range(20)]
    opening = NOON.replace(hour=22)
    assert all(opening <= one < opening + timedelta(minutes=15) for one in due)
    assert len(set(due)) > 10


def test_inside_its_hours_nothing_is_moved() -> None:
    at = NOON.replace(hour=23)
    assert Cadence(every=timedelta(hours=2), hours=NIGHT).after(at, seed="a") == cadence("2h").after(at, seed="a")


@pytest.mark.parametrize(("failures", "hours"), [(0, 6), (1, 6), (2, 12), (3, 24), (4, 48), (60, 6 + 7 * 24)])
def test_failures_double_the_pause_up_to_a_week(failures: int, hours: int) -> None:
    due = cadence("6h").after(NOON, seed="a", failures=failures)
    assert timedelta(hours=hours) <= due - NOON < timedelta(hours=hours) + HALF_HOUR
    assert due - NOON <= timedelta(hours=6) + LONGEST_PAUSE + HALF_HOUR


times = st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1), timezones=st.just(timezone.utc))
spans = st.lists(st.builds(Span, st.times(), st.times()), max_size=3)


@given(
    times, st.sampled_from(["5m", "12h", "3w", "30 4 * * *", "*/15 * * * 1-5", "0 0 29 2 *"]), spans, st.integers(0, 99)
)
def test_the_next_time_is_later_and_the_same_when_asked_again(
    at: datetime, said: str, hours: list[Span], failures: int
) -> None:
    one = cadence(said, hours)
    due = one.after(at, seed="s", failures=failures)
    assert due > at
    assert due == one.after(at, seed="s", failures=failures)
