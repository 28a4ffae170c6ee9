"""Twenty changes on seven sites: each noticed, most repaired rightly, none wrongly presented as sure."""

from __future__ import annotations

import pytest

from tests.crawler.repair.changes import CHANGES
from tests.crawler.repair.sites import SHARED
from tests.crawler.repair.trial import SITES, Cell, health, noticed, right_over, site, table, tried

NEAR = {"lanternfish", "empire"}
REPAIRED = ("labels translated", "badges added", "decoy first", "frame renamed")


@pytest.mark.parametrize("name", SITES)
def test_pages_that_have_not_changed_are_as_usual(name: str) -> None:
    assert health(site(name), site(name).readings).unusual == ()


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_that_hurts_is_noticed(change: str) -> None:
    cells = [noticed(name, change)[0] for name in sorted(NEAR)]
    assert all(cell.noticed for cell in cells if cell.hurt), table(cells)
    assert not any(cell.noticed for cell in cells if not cell.hurt), table(cells)


@pytest.mark.parametrize("change", REPAIRED)
def test_repaired_on_pages_that_were_not_given(change: str) -> None:
    cell, _ = tried("lanternfish", change)
    assert cell.hurt
    assert cell.right, cell
    assert cell.wrong == ()


@pytest.mark.full
@pytest.mark.skipif(not SHARED.exists(), reason="the saved pages of the shared data are not here")
def test_the_whole_trial_on_all_saved_pages() -> None:
    cells = [tried(name, change, real=True)[0] for change in CHANGES for name in SITES]
    print("\n" + table(cells))
    by_change: dict[str, list[Cell]] = {}
    for cell in cells:
        by_change.setdefault(cell.change, []).append(cell)
    assert all(cell.noticed for cell in cells if cell.hurt)
    assert [cell for cell in cells if cell.wrong] == []
    assert sum(right_over(row) for row in by_change.values()) >= 16
