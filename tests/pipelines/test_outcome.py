"""How a run ended: only an empty frontier and met expectations are complete."""

from __future__ import annotations

import pytest

from pipelines.outcome import Ending, held_reasons, outcome
from tidewaiter.model.run import Expectations, Outcome

HEALTHY = Expectations({"listing": 10}, {"listing.title": 95, "listing.price": 90})
COUNTS = {"listing": 12}
FILLED = {"listing.title": (12, 12), "listing.price": (11, 12)}


@pytest.mark.parametrize(
    ("told", "expected", "reason"),
    [
        ({"why": "finished"}, Outcome.COMPLETE, ""),
        ({"why": "waiting", "barrier": {"page": "login"}}, Outcome.WAITING, "a login page"),
        ({"why": "waiting", "barrier": {"page": "captcha"}}, Outcome.WAITING, "a captcha page"),
        ({"why": "finished", "barrier": {"page": "queue"}}, Outcome.WAITING, "a queue page"),
        ({"why": "waiting", "barrier": {"page": "seizure"}}, Outcome.BLOCKED, "seizure banner"),
        ({"why": "unreachable", "detail": "not-published"}, Outcome.BLOCKED, "no mirror answered"),
        ({"why": "no-authority"}, Outcome.BLOCKED, "no authority"),
        ({"why": "stopped"}, Outcome.SHORT, "stopped"),
        ({"why": "pages"}, Outcome.SHORT, "page budget"),
        ({"why": "tor-down"}, Outcome.FAILED, "tor"),
        ({"why": "crashed", "detail": "status -9"}, Outcome.FAILED, "crashed"),
        ({"why": "store-failed"}, Outcome.FAILED, "disk"),
        ({"why": ""}, Outcome.FAILED, "without saying why"),
        ({}, Outcome.FAILED, "no word"),
        ({"why": "something new"}, Outcome.FAILED, "something new"),
    ],
)
def test_endings(told: dict[str, object], expected: Outcome, reason: str) -> None:
    how, reasons = outcome(Ending.of(told), COUNTS, FILLED, expected=HEALTHY)
    assert how is expected
    assert reason in " ".join(reasons)
    assert str(told.get("detail", "")) in " ".join(reasons)
    assert (how is Outcome.COMPLETE) == (reasons == ())


def test_a_profile_that_no_longer_matches_is_short_and_names_the_fields() -> None:
    broken = {"listing.title": (0, 12), "listing.price": (12, 12)}
    how, reasons = outcome(Ending("finished"), COUNTS, broken, expected=HEALTHY)
    assert (how, reasons) == (Outcome.SHORT, ("listing.title filled in 0 % of 12 pages, 95 % expected",))


def test_an_empty_run_is_short() -> None:
    how, reasons = outcome(Ending("finished"), {}, {}, expected=HEALTHY)
    assert (how, reasons) == (Outcome.SHORT, ("0 listing read, at least 10 expected",))


@pytest.mark.parametrize(("pages", "said"), [(0, 0), (1, 1), (5, 5), (6, 6), (40, 6)])
def test_pages_that_held_their_readers_are_named_up_to_a_number(pages: int, said: int) -> None:
    told = held_reasons([f"/listing/{n}" for n in range(pages)])
    assert len(told) == said
    assert all(reason.endswith(f": /listing/{n}") for n, reason in enumerate(told[:5]))
    assert told[5:] == ([f"{pages - 5} more pages held their readers"] if pages > 5 else [])
