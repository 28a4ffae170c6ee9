"""Profiles drafted from at most ten pages, held to the hand-written ones on all other pages. Run with -s for the table,
and with --full for all sites from five choices of the ten pages.

What the pages say is told by the generic reader alone. The second figure of each pair is the same draft after a person,
played by `scripted.py`, typed values that the ten pages show for what was wrong or missing on them.
"""

from __future__ import annotations

import copy
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crawler.profiles import Profile, load
from crawler.readers import SavedPage
from fixtures.site import Market
from tests.crawler.drafting.holding import ROOT, Held, Pages, drafted, hold, profile_of, things
from tests.crawler.drafting.scripted import Done, reviewed
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


# At seed 0, as measured; docs/sources.md has all figures and what is missing.
AFTER_REVIEW = {"dream": 0.95, "empire": 0.95, "cryptonia": 0.8, "apollon": 0.95, "lanternfish": 0.95, "bazaar": 0.95,
                "gallery": 0.95}  # fmt: skip
MOST = 12  # fields and kinds of things that the person adds or corrects


def seeded(names):
    """Each once in script/test, where it is cheap; all of them, from five choices of pages, in its long form."""
    return [pytest.param(name, seed, id=f"{name}-{seed}", marks=[] if (name, seed) in BRIEF else [pytest.mark.full])
            for name in names for seed in range(5)]  # fmt: skip


BRIEF = {("lanternfish", 0), ("gallery", 0)}
SEEDED_MARKETS, SEEDED_SKINS = seeded(["dream", "empire", "cryptonia", "apollon"]), seeded(SKINS)


def hand_written(path: Path) -> Profile:
    return load(path.read_text("utf-8"), path.name)


@dataclass
class Measured:
    """A draft held to the hand-written profile on the pages that it was not made from."""

    core: Held = field(default_factory=Held)
    whole: Held = field(default_factory=Held)


def measured(words: dict, hand: Profile, pages: Pages) -> Measured:
    found, profile = Measured(), profile_of(words)
    for name, page in pages:
        wanted, got = things(page, hand), things(page, profile)
        hold(found.whole, name, wanted=wanted, found=got)
        own = {thing: said for thing, said in wanted.items() if thing == (Kind.LISTING, "own")}
        hold(found.core, name, wanted=own, found=got, fields=FIELDS)
    return found


def compared(name: str, pages: Pages, hand: Profile, seed: int) -> tuple[Measured, Measured, Done]:
    """The draft, and the same after the scripted review; `seed` 0 chooses the ten from all pages, another from two
    thirds of them."""
    given = random.Random(seed).sample(pages, len(pages) * 2 // 3) if seed else pages
    made = drafted(given, name)
    assert len(made.samples) <= 10
    bodies = {one.opened.page.body for one in made.samples}
    others = [(one, page) for one, page in pages if page.body not in bodies]
    first = measured(made.words, hand, others)
    better = copy.deepcopy(made.words)
    done = reviewed(better, made.samples, hand)
    second = measured(better, hand, others)
    print(f"{name:<12} seed {seed} {len(others):>3} pages  six of {first.core.of.total():>3} {first.core.share:.3f} "
          f"{second.core.share:.3f}  all of {first.whole.of.total():>4} {first.whole.share:.3f} "
          f"{second.whole.share:.3f}  corrections {len(done.corrections)}, values typed {done.typed}")  # fmt: skip
    for place, of in sorted(second.whole.of.items()):
        if second.whole.right[place] < of:
            print(f"    {place:<28}{first.whole.right[place]:>5}{second.whole.right[place]:>5} of {of}")
    return first, second, done


@pytest.mark.skipif(not TRUTH.exists(), reason="the shared pages are not here (../shared/data/market_html)")
@pytest.mark.parametrize(("market", "seed"), SEEDED_MARKETS)
def test_historical_markets(market: str, seed: int):
    """On the pages whose truth is known the hand-written profile reads all 215 fields (test_pages_truth.py)."""
    folder = SAVED / "msc_darkweb_scraping" / market / "html_files"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    pages = [(str(file.relative_to(folder)), SavedPage("", file.read_bytes())) for file in files]
    judge(*compared(market, pages, hand_written(ROOT / "sources" / f"{market}.yaml"), seed), market, seed)


@pytest.mark.parametrize(("skin", "seed"), SEEDED_SKINS)
def test_skins_of_the_invented_market(skin: str, seed: int):
    """What the hand-written profile reads here is the truth (test_skin_profiles.py)."""
    asked, file = SKINS[skin]
    market = Market(7, listings=40, walls=True, **asked)
    browser = Browser(market.app(queue_seconds=0), cookies=market.session)
    pages = [(path, SavedPage(answer.url, answer.body, answer.header("content-type")))
             for path, answer in browser.walk(market.skin.at("home")).items()]  # fmt: skip
    judge(*compared(skin, pages, hand_written(file), seed), skin, seed)


def judge(first: Measured, second: Measured, done: Done, name: str, seed: int) -> None:
    assert first.core.share >= 0.95, first.core.odd
    assert second.core.share >= first.core.share - 0.01, second.core.odd
    if seed == 0:
        assert second.whole.share >= AFTER_REVIEW[name], second.whole.odd
        assert len(done.corrections) <= MOST


def test_the_truth_names_these_markets():
    if not TRUTH.exists():
        pytest.skip("the shared pages are not here (../shared/data/market_html)")
    named = {json.loads(line)["market"].split()[0].lower() for line in TRUTH.read_text("utf-8").splitlines()}
    assert {"dream", "empire", "cryptonia", "apollon"} <= named
