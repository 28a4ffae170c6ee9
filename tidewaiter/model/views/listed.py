"""A listing as views count it: what now stands of it, chosen as the index chooses, and what its offers ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tidewaiter.model.views.bands import NONE, Band, band_of


@dataclass(frozen=True, slots=True)
class Price:
    """What one offer asks for one gram, millilitre or piece: as stated, and as reckoned by the rate of its day.

    `drug` is None where the offer does not say which; `worth` is None without a rate.
    """

    drug: str | None
    unit: str
    amount: Decimal
    each: Decimal
    currency: str
    worth: Decimal | None = None

    @property
    def band(self) -> Band:
        return band_of(self.unit, self.amount)


@dataclass(frozen=True, slots=True)
class Listed:
    """One record of kind listing. `vendor` is the name in small letters, one vendor of its source however it is cased.

    `amount` is that of the first offer by weight, else the first weight of the text, else that of the first offer by
    volume or pieces.
    """

    record: str
    source: str
    vendor: str
    first_seen: datetime
    last_seen: datetime
    title: str = ""
    drugs: tuple[str, ...] = ()
    froms: tuple[str, ...] = ()
    tos: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    concealments: tuple[str, ...] = ()
    unit: str = ""
    amount: Decimal | None = None
    prices: tuple[Price, ...] = ()

    @property
    def band(self) -> Band:
        return NONE if self.amount is None else band_of(self.unit, self.amount)

    def price(self, drug: str) -> Price | None:
        """The first offer of this drug in the listing's unit; one that names no drug is of the listing's only one."""
        for one in self.prices:
            alone = one.drug is None and len(self.drugs) <= 1
            if one.unit == self.unit and (one.drug == drug or alone):
                return one
        return None
