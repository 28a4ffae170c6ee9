"""Profiles drafted from at most ten pages, held to the hand-written ones on all other pages. Run with -s for the table.

What the pages say is told by the generic reader alone. The row "corrected" is the same draft after a person typed, as in
`source review`, what up to three pages show of each field of a listing or vendor that was wrong or missing.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from crawler.profiles import load
from crawler.readers import SavedPage
from fixtures.site import Market
from tests.crawler.drafting.holding import (
    ROOT,
    Held,
    chosen,
    corrected,
    drafted,
    hold,
    profile_of,
    things,
)  # fmt: skip
from tests.fixtures.conftest import Browser
from tidewaiter.model.sighting import Kind

SAVED = ROOT.parent / "shared" / "data" / "market_html"
TRUTH = SAVED / "pages_truth.jsonl"
FIELDS = {"title", "vendor", "price", "currency", "ships_from", "ships_to"}  # those of pages_truth.jsonl
OWN = ROOT / "tests" / "fixtures" / "profiles"
SKINS = {
    "lanternfish": ({}, ROOT / "sources" / "lanternfish.yaml"), "bazaar": ({"skin": "bazaar"}, OWN / "bazaar.yaml"),
    "gallery": ({"skin": "gallery"}, OWN / "gallery.yaml"),
}  # fmt: skip


def hand_written(path: Path):
    return load(path.read_text("utf-8"), path.name)


def table(name: str, rows: dict[str, Held], pages: int, done: int) -> None:
    for row, held in rows.items():
        print(f"{name:<12} {row:<28} {held.share:.3f} of {held.of.total():>5} fields on {pages} pages", end="")
        print(f", {done} fields corrected" if "corrected" in row else "")


def compared(name: str, pages, hand, fields=None):
    """Rows of the table for one market: the truth's fields and all fields, before and after corrections."""
    names = chosen(pages)
    assert len(names) <= 10
    made = drafted(pages, names, name)
    better = copy.deepcopy(made.words)
    done = corrected(better, made.samples, hand)
    profiles = {"drafted": profile_of(made.words), "corrected": profile_of(better)}
    bodies = {page.body for one, page in pages if one in names}
    others = [(one, page) for one, page in pages if page.body not in bodies]
    rows: dict[str, Held] = {}
    for row, profile in profiles.items():
        truth, whole = rows.setdefault(f"{row}, truth's fields", Held()), rows.setdefault(f"{row}, all fields", Held())
        for one, page in others:
            wanted, found = things(page, hand), things(page, profile)
            hold(whole, one, wanted=wanted, found=found)
            own = {thing: said for thing, said in wanted.items() if thing == (Kind.LISTING, "own")}
            hold(truth, one, wanted=own, found=found, fields=FIELDS)
    table(name, rows, len(others), done)
    return rows


@pytest.mark.skipif(not TRUTH.exists(), reason="the shared pages are not here (../shared/data/market_html)")
@pytest.mark.parametrize("market", ["dream", "empire", "cryptonia", "apollon"])
def test_historical_markets(market: str):
    """On the pages whose truth is known the hand-written profile reads all 215 fields (test_pages_truth.py)."""
    folder = SAVED / "msc_darkweb_scraping" / market / "html_files"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    pages = [(str(file.relative_to(folder)), SavedPage("", file.read_bytes())) for file in files]
    rows = compared(market, pages, hand_written(ROOT / "sources" / f"{market}.yaml"))
    assert rows["drafted, truth's fields"].share >= 0.95, rows["drafted, truth's fields"].odd
    assert rows["corrected, all fields"].share >= rows["drafted, all fields"].share


@pytest.mark.parametrize("skin", SKINS)
def test_skins_of_the_invented_market(skin: str):
    """What the hand-written profile reads here is the truth (test_skin_profiles.py)."""
    asked, file = SKINS[skin]
    market = Market(7, listings=40, walls=True, **asked)
    browser = Browser(market.app(queue_seconds=0), cookies=market.session)
    pages = [(path, SavedPage(answer.url, answer.body, answer.header("content-type")))
             for path, answer in browser.walk(market.skin.at("home")).items()]  # fmt: skip
    rows = compared(skin, pages, hand_written(file))
    assert rows["drafted, truth's fields"].share >= LEAST[skin], rows["drafted, truth's fields"].odd


# As measured; docs/sources.md says what the generic reader does not tell the draft of each.
LEAST = {"lanternfish": 0.95, "bazaar": 0.95, "gallery": 0.88}


def test_the_truth_names_these_markets():
    if not TRUTH.exists():
        pytest.skip("the shared pages are not here (../shared/data/market_html)")
    named = {json.loads(line)["market"].split()[0].lower() for line in TRUTH.read_text("utf-8").splitlines()}
    assert {"dream", "empire", "cryptonia", "apollon"} <= named
