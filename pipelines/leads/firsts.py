"""`new-substance` and `new-route`: what a source is seen to sell, and between which places, for the first time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tidewaiter.model.lead import Lead

NEW_SUBSTANCE = "new-substance"
NEW_ROUTE = "new-route"
_SUBSTANCE_SCORE, _ROUTE_SCORE = 0.5, 0.45
Route = tuple[str, str]


def new_substances(source: str, found: Mapping[str, Sequence[str]], *, at: datetime) -> list[Lead]:
    """`found` has, by substance that no listing of the source named before, the listings that name it now."""
    return [
        Lead(
            NEW_SUBSTANCE, f"{source}:{name}", tuple(sorted(listings)),
            (f"{name} is offered on {source} for the first time, in {_times(listings)}",), _SUBSTANCE_SCORE, at,
        )
        for name, listings in sorted(found.items())
    ]  # fmt: skip


def new_routes(source: str, found: Mapping[Route, Sequence[str]], *, at: datetime) -> list[Lead]:
    """`found` has, by places from and to that no listing of the source joined before, the listings that do now."""
    return [
        Lead(
            NEW_ROUTE, f"{source}:{from_}:{to}", tuple(sorted(listings)),
            (f"{from_} to {to} is offered on {source} for the first time, in {_times(listings)}",), _ROUTE_SCORE, at,
        )
        for (from_, to), listings in sorted(found.items())
    ]  # fmt: skip


def _times(listings: Sequence[str]) -> str:
    return f"{len(listings)} listing{'s' if len(listings) != 1 else ''}"
