"""What the generic reader makes of one page, before it becomes a Reading."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.model.sighting import Link, Page, Statement


@dataclass(frozen=True, slots=True)
class Found:
    """Page kind, statements, links (absolute), candidates (other onions and channels), what was odd."""

    page: Page
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
