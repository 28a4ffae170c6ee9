"""From when on something is worth a lead; the settings of a workspace may say otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.leads.interest import Interest


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`absent_runs`: complete runs in a row without a vendor. `price_times`: how many times dearer or cheaper. `tide`:
    listings of one substance that leap together, at least, and more than half of those that are known.
    `stock_times` and `stock_more`: a stock grown so many times and by so many pieces.
    `likeness`: the share of shingles that a copied text shares with its original. `interest`: what makes a new vendor
    one to look at first.
    """

    absent_runs: int = 2
    price_times: float = 1.8
    tide: int = 4
    stock_times: float = 5.0
    stock_more: int = 100
    likeness: float = 0.6
    interest: Interest = field(default_factory=Interest)
