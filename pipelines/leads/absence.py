"""`vanished` and `returned`: vendors whom complete runs no longer show, and those who are back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tidewaiter.model.lead import Lead
from tidewaiter.store.database.pivots import Holder

VANISHED = "vanished"
RETURNED = "returned"
_VANISHED_SCORE, _RETURNED_SCORE = 0.4, 0.6  # vendors stop every day; one who comes back goes on with something


@dataclass(frozen=True, slots=True)
class Absence:
    """A vendor's absence began with run `episode`."""

    vendor: Holder
    last_seen: datetime
    episode: str


def vanished(gone: Iterable[Absence], *, runs: int, at: datetime) -> list[Lead]:
    """Vendors whom so many complete runs in a row did not show, nor a listing of theirs, nor their key under another
    name."""
    return [
        Lead(
            VANISHED, one.vendor.record, (one.vendor.record,),
            (f"neither {one.vendor.title} nor a listing of theirs is in the last {runs} complete runs of "
             f"{one.vendor.source}, last seen {one.last_seen:%Y-%m-%d}",),
            _VANISHED_SCORE, at, episode=one.episode,
        )
        for one in sorted(gone, key=lambda one: one.vendor.record)
    ]  # fmt: skip


def returned(back: Iterable[Absence], *, at: datetime) -> list[Lead]:
    """Vendors who had vanished and are there again; of the same episode as their absence."""
    return [
        Lead(
            RETURNED, one.vendor.record, (one.vendor.record,),
            (f"{one.vendor.title} is back on {one.vendor.source}, absent since {one.last_seen:%Y-%m-%d}",),
            _RETURNED_SCORE, at, episode=one.episode,
        )
        for one in sorted(back, key=lambda one: one.vendor.record)
    ]  # fmt: skip
