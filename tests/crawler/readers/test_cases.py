"""Saved pages of the historical markets, one assert a field: what a page says is what its `expected.json` says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.profiles import Profile, load
from crawler.readers import SavedPage, read
from tidewaiter.model.sighting import Page, Reading, Statement

ROOT = Path(__file__).parents[3]
MARKETS = ("apollon", "cryptonia", "dream", "empire")
CASES = sorted(folder.parent for market in MARKETS for folder in (ROOT / "fixtures" / market).glob("*/expected.json"))


@cache
def profile(market: str) -> Profile:
    name = f"{market}.yaml"
    return load((ROOT / "sources" / name).read_text("utf-8"), name)


@cache
def reading(case: Path) -> Reading:
    return read(SavedPage("", (case / "input.html").read_bytes()), "capture", profile(case.parent.name))


@cache
def expected(case: Path) -> dict:
    return json.loads((case / "expected.json").read_text("utf-8"))


def said(case: Path) -> dict[tuple[str, str], Statement]:
    return {(str(one.kind), one.key): one for one in reading(case).statements}


def name(case: object) -> str | None:
    return f"{case.parent.name}/{case.name}" if isinstance(case, Path) else None


FIELDS = [
    (case, sighting["kind"], sighting["key"], field)
    for case in CASES
    for sighting in expected(case)["sightings"]
    for field in sighting["fields"]
]


def test_every_market_has_cases_of_content_and_of_barriers():
    kinds = {market: {expected(case)["page"] for case in CASES if case.parent.name == market} for market in MARKETS}
    assert all({"listing", "vendor", "category"} <= found for found in kinds.values())
    assert {"login", "captcha", "queue", "error", "home"} <= set().union(*kinds.values())


@pytest.mark.parametrize("case", CASES, ids=name)
def test_page_is_known_for_what_it_is(case):
    assert reading(case).page == expected(case)["page"]


@pytest.mark.parametrize("case", CASES, ids=name)
def test_queue_says_how_long(case):
    assert reading(case).refresh == expected(case).get("refresh")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_exactly_these_things_are_stated_with_exactly_these_fields(case):
    stated = {key: set(one.fields) for key, one in said(case).items()}
    assert stated == {(one["kind"], one["key"]): set(one["fields"]) for one in expected(case)["sightings"]}


@pytest.mark.parametrize(("case", "kind", "key", "field"), FIELDS, ids=name)
def test_field(case, kind, key, field):
    wanted = next(one for one in expected(case)["sightings"] if (one["kind"], one["key"]) == (kind, key))["fields"][
        field
    ]
    found = said(case)[kind, key].fields[field]
    assert (list(found) if isinstance(found, tuple) else found) == wanted


@pytest.mark.parametrize("case", CASES, ids=name)
def test_links_lead_to_what_they_should(case):
    links = {(path(link.url), str(link.expects)) for link in reading(case).links}
    assert {tuple(lead) for lead in expected(case).get("leads_to", ())} <= links


def path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.parametrize("case", CASES, ids=name)
def test_barriers_lead_nowhere_and_state_nothing(case):
    found = reading(case)
    if found.page in (Page.LOGIN, Page.CAPTCHA, Page.QUEUE, Page.SEIZURE, Page.ERROR):
        assert (found.statements, found.links) == ((), ())
    else:
        assert found.page in (Page.LISTING, Page.VENDOR, Page.CATEGORY, Page.HOME)


@pytest.mark.parametrize("case", [c for c in CASES if expected(c)["sightings"]], ids=name)
def test_mirrors_change_no_key_and_no_field(case):
    """The same page behind another address of the source says the same of the same things."""
    own = next(iter(said(case)))[1] if expected(case)["page"] in ("listing", "vendor") else "/home"
    pages = [
        read(SavedPage(f"http://{host}.onion{own}", (case / "input.html").read_bytes()), "c", profile(case.parent.name))
        for host in ("a" * 56, "b" * 56)
    ]
    assert pages[0].statements == pages[1].statements


@pytest.mark.parametrize("case", CASES, ids=name)
def test_reading_is_pure(case):
    again = read(SavedPage("", (case / "input.html").read_bytes()), "capture", profile(case.parent.name))
    assert again == reading(case)
