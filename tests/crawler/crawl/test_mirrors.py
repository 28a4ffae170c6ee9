from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier import Mirrors

A, B = "http://a.onion", "http://b.onion"


def test_the_first_is_asked_until_it_fails_several_times_in_a_row():
    mirrors = Mirrors((A, B), rest_after=3, rest=100.0)
    assert mirrors.choose(0.0) == A
    assert [mirrors.failed(A, "site-down", 0.0) for _ in range(3)] == [False, False, True]
    assert mirrors.choose(0.0) == B
    assert mirrors.faults() == {A: "site-down"}
    assert mirrors.choose(100.0) == A


def test_an_answer_between_failures_begins_the_count_anew():
    mirrors = Mirrors((A,), rest_after=2)
    mirrors.failed(A, "timed-out", 0.0)
    mirrors.worked(A, 0.0)
    assert mirrors.failed(A, "timed-out", 0.0) is False
    assert mirrors.choose(0.0) == A


def test_a_failed_page_is_asked_of_another_mirror():
    mirrors = Mirrors((A, B))
    assert [mirrors.choose(0.0, turn=turn) for turn in range(4)] == [A, B, A, B]


def test_rests_grow_and_failures_told_late_do_not_count():
    mirrors = Mirrors((A,), rest_after=1, rest=10.0, worked_once=True)
    assert mirrors.failed(A, "site-down", 0.0)
    assert not mirrors.failed(A, "site-down", 1.0), "asked before the rest began"
    assert mirrors.choose(9.9) is None
    assert mirrors.next_awake() == 10.0
    assert mirrors.failed(A, "site-down", 10.0)
    assert mirrors.next_awake() == 30.0


def test_an_answer_told_late_does_not_wake_a_mirror_that_rests():
    mirrors = Mirrors((A,), rest_after=1, rest=10.0, worked_once=True)
    mirrors.failed(A, "connection-lost", 0.0)
    mirrors.worked(A, 1.0)
    assert mirrors.choose(1.0) is None
    mirrors.worked(A, 10.0)
    assert mirrors.choose(10.0) == A


def test_a_page_that_never_comes_counts_once_where_others_came():
    mirrors = Mirrors((A,), rest_after=3)
    assert [mirrors.failed(A, "timed-out", 0.0, page="p") for _ in range(3)] == [False, False, True], (
        "nothing else came"
    )
    mirrors.worked(A, 1e6)  # long after its rest
    assert not any(mirrors.failed(A, "timed-out", 0.0, page=page) for page in "pqpqpq")
    assert mirrors.failed(A, "timed-out", 0.0, page="r")


def test_a_mirror_that_is_not_reached_is_at_fault_whatever_the_page():
    mirrors = Mirrors((A,), rest_after=3)
    mirrors.worked(A, 0.0)
    assert [mirrors.failed(A, "site-down", 0.0) for _ in range(3)] == [False, False, True]


def test_when_to_give_up():
    never = Mirrors((A, B), rest_after=1, rest=10.0)
    never.failed(A, "site-down", 0.0)
    assert not never.exhausted
    never.drop(B, "malformed")
    assert never.exhausted, "nothing ever answered: one rest each is enough"
    assert never.faults() == {A: "site-down", B: "malformed"}

    once = Mirrors((A,), rest_after=1, rest=10.0, most_rests=3)
    once.worked(A, 0.0)
    for now in (0.0, 10.0, 30.0):
        assert not once.exhausted
        once.failed(A, "site-down", now)
    assert once.exhausted


def test_a_dropped_mirror_stays_dropped():
    mirrors = Mirrors((A, B))
    mirrors.drop(A, "needs-authorisation")
    mirrors.worked(A, 0.0)  # an answer that was on its way
    assert mirrors.choose(1e12) == B
    mirrors.drop(B, "malformed")
    assert mirrors.choose(1e12) is None


@given(st.lists(st.tuples(st.sampled_from([A, B]), st.booleans()), max_size=40))
def test_a_mirror_that_rests_is_never_chosen(events):
    mirrors, now = Mirrors((A, B), rest_after=2, rest=5.0, most_rests=100), 0.0
    for origin, works in events:
        now += 1.0
        if works:
            mirrors.worked(origin, now)
        elif mirrors.failed(origin, "timed-out", now):
            assert mirrors.choose(now) != origin
        if mirrors.choose(now) is None:
            assert mirrors.next_awake() > now
            assert mirrors.choose(mirrors.next_awake()) is not None
