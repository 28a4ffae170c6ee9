"""The run's log names captures; what a page says, and who said it, is in none of its lines."""

from __future__ import annotations

import pytest
from scrapy.http import Request, Response

from crawler.spiders.discreet import Discreet
from tidewaiter.model.sighting import Kind, Page, Reading, Statement

BUYER = "canary_buyer_tern_8842"
SAID = Statement(Kind.REVIEW, "/l/1#x", {"author": BUYER, "text": f"thanks, {BUYER}"})
READING = Reading("capture-1", Page.REVIEW, "reader", statements=(SAID,))
RESPONSE = Response("http://a.onion/l/1", request=Request("http://a.onion/l/1"))


def line(told: dict[str, object]) -> str:
    return str(told["msg"]) % told["args"]


@pytest.mark.parametrize("ending", ["scraped", "dropped", "item_error"])
def test_a_line_names_the_capture_alone(ending: str) -> None:
    fault = ValueError(f"cannot keep {BUYER}")
    given = (READING, RESPONSE, None) if ending == "scraped" else (READING, fault, RESPONSE, None)
    said = line(getattr(Discreet(), ending)(*given))
    assert "capture-1" in said
    assert BUYER not in said


def test_a_reading_never_shows_what_it_says_by_accident() -> None:
    assert BUYER not in f"{READING!r} {SAID!r} {READING} {SAID}"
