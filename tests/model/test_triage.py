"""Where a lead stands follows from what was said of it, in whatever order it is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tidewaiter.model.lead import Judgement, Lead, Verdict
from tidewaiter.model.triage import OPEN, Standing, Triage, triage

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
LEAD = Lead("new-vendor", "r1", ("r1",), ("never seen", "sells to KR"), 0.6, NOON)


def said(verdict: Verdict, text: str = "", *, at: int = 0, seen: tuple[str, ...] = LEAD.reasons) -> Judgement:
    return Judgement(at, LEAD.id, verdict, text, "kim", NOON + timedelta(hours=at), seen=seen)


@pytest.mark.parametrize(
    ("verdict", "standing"),
    [
        (Verdict.YES, Standing.CONFIRMED), (Verdict.NO, Standing.DISMISSED), (Verdict.UNSURE, Standing.UNSURE),
        (Verdict.MERGE, Standing.MERGED), (Verdict.REOPEN, Standing.NEW), (Verdict.TAG, Standing.NEW),
        (Verdict.NOTE, Standing.NEW), (Verdict.ASSIGN, Standing.NEW), (Verdict.UNTAG, Standing.NEW),
    ],
)  # fmt: skip
def test_each_verdict_has_its_standing(verdict: Verdict, standing: Standing) -> None:
    assert triage(LEAD, [said(verdict, "x")]).standing is standing


def test_nobody_said_anything() -> None:
    assert triage(LEAD, []) == Triage()


def test_the_last_word_counts_and_names_who_spoke() -> None:
    state = triage(
        LEAD, [said(Verdict.NO, at=1), replace(said(Verdict.YES, at=2), person="lee"), said(Verdict.NOTE, at=3)]
    )
    assert (state.standing, state.by, state.at) == (Standing.CONFIRMED, "lee", NOON + timedelta(hours=2))


def test_a_dismissed_lead_comes_back_only_when_its_reasons_change_and_says_what_changed() -> None:
    dismissed = [said(Verdict.NO)]
    assert triage(LEAD, dismissed).standing is Standing.DISMISSED
    assert triage(replace(LEAD, reasons=("never seen",)), dismissed).standing is Standing.DISMISSED
    assert triage(replace(LEAD, score=0.9, members=("r1", "r2")), dismissed).standing is Standing.DISMISSED
    more = replace(LEAD, reasons=("never seen", "same key as Gull"))
    state = triage(more, dismissed)
    assert (state.standing, state.news, state.lost) == (Standing.BACK, ("same key as Gull",), ("sells to KR",))
    assert state.standing in OPEN
    again = said(Verdict.NO, at=1, seen=more.reasons)
    assert triage(more, [*dismissed, again]).standing is Standing.DISMISSED


def test_what_is_confirmed_stays_so_and_tells_what_came_since() -> None:
    state = triage(replace(LEAD, reasons=(*LEAD.reasons, "a third market")), [said(Verdict.YES)])
    assert (state.standing, state.news) == (Standing.CONFIRMED, ("a third market",))


def test_tags_come_and_go_and_one_person_has_it() -> None:
    state = triage(
        LEAD,
        [
            said(Verdict.TAG, "boat 7", at=1), said(Verdict.TAG, "nitazene", at=2), said(Verdict.UNTAG, "boat 7", at=3),
            said(Verdict.ASSIGN, "kim", at=4), said(Verdict.ASSIGN, "lee", at=5),
        ],
    )  # fmt: skip
    assert (state.tags, state.assignee) == (("nitazene",), "lee")
    assert triage(LEAD, [said(Verdict.ASSIGN, "kim"), said(Verdict.ASSIGN, "", at=1)]).assignee == ""


def test_a_merged_lead_names_the_other_until_it_is_reopened() -> None:
    merged = said(Verdict.MERGE, "l2")
    assert triage(LEAD, [merged]).into == "l2"
    assert triage(LEAD, [merged, said(Verdict.REOPEN, at=1)]) == Triage(by="kim", at=NOON + timedelta(hours=1))


@given(
    some.lists(some.tuples(some.sampled_from(Verdict), some.sampled_from(["a", "b", ""])), max_size=8), some.randoms()
)
def test_any_order_gives_the_same_state(verdicts: list[tuple[Verdict, str]], chance) -> None:  # type: ignore[no-untyped-def]
    history = [said(verdict, text, at=at) for at, (verdict, text) in enumerate(verdicts)]
    shuffled = list(history)
    chance.shuffle(shuffled)
    assert triage(LEAD, shuffled) == triage(LEAD, history)
