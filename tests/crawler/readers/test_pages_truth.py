"""Title, vendor, price, origin and destination of the shared truth of the historical markets: at least 98 of 100 fields.

How fields are compared: text after folding white space; places as sets, in any case; a price as amount and currency of the
first amount that the page's price text states (Dream's baht sign meaning bitcoin), as a market shows one price in several coins.
A field that the truth leaves empty must not be stated. The two equal Cryptonia pages count once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.profiles import load
from crawler.profiles.cleaners import money
from crawler.readers import SavedPage, read
from tidewaiter.model.sighting import Fields, Kind

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data"
TRUTH = SHARED / "market_html" / "pages_truth.jsonl"
MARKETS = {
    "Dream Market": "dream",
    "Empire Market": "empire",
    "Cryptonia Market": "cryptonia",
    "Apollon Market": "apollon",
}
pytestmark = pytest.mark.skipif(
    not TRUTH.exists(), reason=f"the shared truth is not here ({TRUTH.name} in ../shared/data)"
)


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def places(said: object) -> set[str]:
    texts = [said] if isinstance(said, str) else list(said or ())
    return {folded(text).casefold() for text in texts if folded(text)}


def price(fields: Fields) -> tuple[str, str] | None:
    return (fields["price"], fields["currency"]) if "price" in fields else None


def score(truth: dict, fields: Fields) -> Iterator[tuple[str, object, object]]:
    yield "title", folded(fields.get("title")), folded(truth["title"])
    yield "vendor", folded(fields.get("vendor")), folded(truth["vendor"])
    yield "price", price(fields), money(truth["price_text"] or "", "BTC")
    yield "ships_from", places(fields.get("ships_from")), places(truth["ships_from"])
    yield "ships_to", places(fields.get("ships_to")), places(truth["ships_to"])


def truths() -> list[dict]:
    found = {}
    for line in TRUTH.read_text("utf-8").splitlines():
        truth = json.loads(line)
        found.setdefault((SHARED / truth["path"]).read_bytes(), truth)
    return list(found.values())


def test_fields_of_the_historical_markets():
    profiles = {name: load((ROOT / "sources" / f"{name}.yaml").read_text("utf-8"), name) for name in MARKETS.values()}
    right, wrong = 0, []
    for truth in truths():
        page = SavedPage("", (SHARED / truth["path"]).read_bytes())
        statements = read(page, "capture", profiles[MARKETS[truth["market"]]]).statements
        fields = next((one.fields for one in statements if one.kind == Kind.LISTING), {})
        for name, found, wanted in score(truth, fields):
            right += found == wanted
            if found != wanted:
                wrong.append(f"{truth['path']} {name}: {found!r}, not {wanted!r}")
    assert right + len(wrong) == 42 * 5
    assert right / (right + len(wrong)) >= 0.98, "\n".join(wrong)


def test_every_saved_page_is_read_as_something():
    """No page of the four markets falls through to the generic reader, and all feedback pages yield reviews or are empty."""
    for name in MARKETS.values():
        profile = load((ROOT / "sources" / f"{name}.yaml").read_text("utf-8"), name)
        folder = SHARED / "market_html" / "msc_darkweb_scraping" / name / "html_files"
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            reading = read(SavedPage("", file.read_bytes()), "capture", profile)
            assert "no page rule of the profile knows this page" not in reading.notes, file
