"""What an index knows of a record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tidewaiter.search.fields import FACETS

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as searched. Values are canonical: lower-case substances, ISO codes, method names, addresses.

    `revision` is the record's own and never goes back: an index skips a put of a lower one than it holds. `price` is in
    `currency`; `worth` is the same amount in the currency that all money is reckoned in, by the rate named `rate` (""
    where none was needed), or None without a rate. `unit_price` is for a gram, in `currency` too. Dates count
    in whole seconds.
    """

    id: str
    revision: int
    source: str
    kind: str
    title: str
    body: str
    first_seen: datetime
    last_seen: datetime
    vendor: str = ""
    language: str = ""
    drugs: Words = ()
    froms: Words = ()
    tos: Words = ()
    methods: Words = ()
    concealments: Words = ()
    wallets: Words = ()
    contacts: Words = ()
    pgps: Words = ()
    tags: Words = ()
    price: Decimal | None = None
    currency: str = ""
    worth: Decimal | None = None
    rate: str = ""
    grams: Decimal | None = None
    unit_price: Decimal | None = None

    @property
    def unit_worth(self) -> Decimal | None:
        """Price for a gram, as all money is reckoned."""
        if self.unit_price is None or self.worth is None or not self.price:
            return None
        return self.worth * self.unit_price / self.price


def words_of(entry: Entry, facet: str) -> Words:
    """The values of a facet, never empty ones."""
    value = getattr(entry, FACETS[facet])
    values = value if isinstance(value, tuple) else (value,)
    return tuple(v for v in values if v.strip())


def place_of(id_: str) -> int:
    """Where a record stands among those that sort alike: a hash of its id, 63 bits, the same for every index.

    A number, because not every index can compare texts by "greater than".
    """
    return int.from_bytes(hashlib.blake2b(id_.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def whole_second(at: datetime) -> datetime:
    """Dates as indexes hold them; one of ours drops what is below the second, so all do."""
    return at.replace(microsecond=0)
