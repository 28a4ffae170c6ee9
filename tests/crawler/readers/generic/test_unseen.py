"""Invented pages as shop software and markets build them, scored as the project scores a reader (scoring.py).

`unseen` was written before the reader was changed for any of its pages, `fresh` after it was mended for those, and `third`
after that; what it then had wrong was mended by rules about structure and language. `fourth` and `fifth` were written
together; `fifth` was scored again after the reader was mended for `fourth` alone, before it was looked at. The figures of the first runs are in
docs/sources.md.
"""

from __future__ import annotations

import pytest

from tests.crawler.readers.generic import scoring
from tests.crawler.readers.generic.cases import Case
from tests.crawler.readers.generic.fresh import fifth, fourth, third
from tests.crawler.readers.generic.fresh import markets as fresh
from tests.crawler.readers.generic.fresh import shelves as fresh_shelves
from tests.crawler.readers.generic.unseen.markets import MARKETS
from tests.crawler.readers.generic.unseen.sellers import SELLERS
from tests.crawler.readers.generic.unseen.shelves import SHELVES
from tests.crawler.readers.generic.unseen.shops import SHOPS
from tests.crawler.readers.generic.unseen.traps import TRAPS

LISTINGS = [*SHOPS, *MARKETS, *fresh.MARKETS, *third.LISTINGS, *fourth.LISTINGS, *fifth.LISTINGS]
ALL_SHELVES = [*SHELVES, *fresh_shelves.SHELVES, *third.SHELVES, *fourth.SHELVES, *fifth.SHELVES]
ALL_SELLERS = [*SELLERS, *fresh_shelves.SELLERS, *fourth.SELLERS, *fifth.SELLERS]
ALL_TRAPS = [*TRAPS, *fresh_shelves.TRAPS, *third.TRAPS, *fourth.TRAPS, *fifth.TRAPS]


def test_listing_fields() -> None:
    """Measured 0.99; on the first runs 0.70, 0.87, 0.78, 0.86; of the held-out fifth 0.91."""
    assert scoring.mean(right for case in LISTINGS for _, right in scoring.fields_of(case, "listing")) >= 0.97


def test_items_of_category_pages() -> None:
    """Measured F1 1.00; on the first runs 0.79, 0.91, 0.82, 0.75; of the held-out fifth 0.79."""
    assert scoring.f1(ALL_SHELVES) >= 0.97


def test_fields_of_those_items() -> None:
    """Measured 1.00; on the first runs 0.81, 0.84, 0.69, 0.87; of the held-out fifth 0.78."""
    assert scoring.mean(right for case in ALL_SHELVES for _, right in scoring.shelf_fields(case)) >= 0.97


def test_vendor_fields() -> None:
    """Measured 1.00; on the first runs 0.69, 0.79, 0.29; of the held-out fifth 0.83."""
    assert scoring.mean(right for case in ALL_SELLERS for _, right in scoring.fields_of(case, "vendor")) >= 0.95


@pytest.mark.parametrize("case", ALL_TRAPS, ids=lambda case: case.name)
def test_a_page_without_content_yields_no_sighting(case: Case) -> None:
    """On the first runs 4 of 16 did, none of 6, none of 3, none of 7, none of 6."""
    assert scoring.reading(case).statements == ()
    assert scoring.known(case)


@pytest.mark.parametrize("case", [*LISTINGS, *ALL_SHELVES, *ALL_SELLERS], ids=lambda case: case.name)
def test_the_kind_of_a_page_with_content_is_told(case: Case) -> None:
    assert scoring.reading(case).page == case.page
