"""Bands of amounts: each ten times the one before, so that a user's gram, a dealer's ounce and a freight part."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_EDGES: dict[str, tuple[int, ...]] = {
    "g": (1, 10, 100, 1_000), "ml": (10, 100, 1_000), "count": (10, 100, 1_000, 10_000),
}  # fmt: skip
_NAMES = {"g": "g", "ml": "ml", "count": "pieces"}
UNITS = tuple(_EDGES)


@dataclass(frozen=True, slots=True)
class Band:
    """From `least` to under `below` of a unit; None for no bound. Without a unit: no amount is known."""

    unit: str = ""
    least: int | None = None
    below: int | None = None

    @property
    def label(self) -> str:
        if not self.unit:
            return "not stated"
        name = _NAMES[self.unit]
        if self.least is None:
            return f"under {self.below} {name}"
        return f"{self.least} {name} and more" if self.below is None else f"{self.least} to {self.below} {name}"

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among all bands: by weight, by volume, by pieces, none; small to large."""
        unit = UNITS.index(self.unit) if self.unit else len(UNITS)
        return unit, -1 if self.least is None else self.least


NONE = Band()


def band_of(unit: str, amount: Decimal) -> Band:
    """The one band that holds the amount; NONE for a unit that has no bands."""
    edges = _EDGES.get(unit)
    if edges is None:
        return NONE
    least = max((edge for edge in edges if edge <= amount), default=None)
    return Band(unit, least, min((edge for edge in edges if edge > amount), default=None))
