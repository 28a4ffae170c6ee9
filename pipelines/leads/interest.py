"""Why a new vendor deserves eyes before others: what they sell, in which amounts, from where to where, at which price.

| reason | adds |
|---|---|
| ships to a country of interest | 0.10 |
| ships from one | 0.05 |
| a substance of interest | 0.10 |
| an amount of trafficking size | 0.10 |
| a price far from the market's | 0.05 |
| a PGP key, or a wallet, that nobody named before | 0.02 each |

The sum goes on top of what the lead has without, 0.97 at most. The weights are a choice of ours and no measurement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from statistics import median

from nlp.substances import substances

# Customs territories of East and South-East Asia, Oceania: the first users. A workspace names its own.
COUNTRIES = (
    "AU", "BN", "CN", "FJ", "HK", "ID", "JP", "KH", "KR", "LA", "MM", "MN", "MO", "MY", "NZ", "PG", "PH", "SG", "TH",
    "TL", "TW", "VN",
)  # fmt: skip
# Names and classes of the lexicon: what kills in small amounts, and what the region's traffic is made of. Our choice.
SUBSTANCES = ("fentanyls", "nitazenes", "precursors", "methamphetamine", "yaba", "ketamine", "heroin")
# From how much on: more than one person uses in months. No law is behind it: laws differ from country to country.
AMOUNTS: Mapping[str, Mapping[str, float]] = {
    "": {"g": 100, "ml": 1000, "count": 1000},
    "cannabis": {"g": 1000},
    "psilocybin mushrooms": {"g": 1000},
    "fentanyls": {"g": 1},  # some hundred doses
    "nitazenes": {"g": 1},
    "lysergamides": {"g": 1, "count": 1000},
}
_TO, _FROM, _SUBSTANCE, _AMOUNT, _PRICE, _NEW_VALUE = 0.10, 0.05, 0.10, 0.10, 0.05, 0.02
_MOST = 0.97
_UNITS = {"g": "g", "ml": "ml", "count": "pieces"}
_EACH = {"g": "gram", "ml": "millilitre", "count": "piece"}


@dataclass(frozen=True, slots=True)
class Interest:
    """What is of interest. `countries` are ISO codes, `substances` names or classes of the lexicon; `amounts` by these
    ("" for all others), in g, ml and count; `price_times` how many times dearer or cheaper than the median of at least
    `least_prices` listings of others; `days` after a vendor was first seen in which what they show still counts."""

    countries: tuple[str, ...] = COUNTRIES
    substances: tuple[str, ...] = SUBSTANCES
    amounts: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: AMOUNTS)
    price_times: float = 2.0
    least_prices: int = 5
    days: int = 7

    def size(self, drug: str, unit: str) -> float | None:
        """From how much on an amount is of trafficking size; of a substance itself, of its class, or of any."""
        known = (self.amounts.get(name, {}).get(unit) for name in (drug, kind_of(drug), ""))
        return next((amount for amount in known if amount is not None), None)


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of a substance ("" where the text does not say of which), in g, ml or count."""

    drug: str
    unit: str
    much: Decimal


@dataclass(frozen=True, slots=True)
class Priced:
    """What one g, ml or piece costs, reckoned in one currency by the day's rate."""

    drug: str
    unit: str
    each: Decimal
    into: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a new vendor has shown so far. `unknown` has the keys and wallets that nobody named before, in words;
    `market` what others on the source ask, by substance and unit."""

    froms: Collection[str] = ()
    tos: Collection[str] = ()
    drugs: Collection[str] = ()
    amounts: Sequence[Amount] = ()
    prices: Sequence[Priced] = ()
    market: Mapping[tuple[str, str], Sequence[Decimal]] = field(default_factory=dict)
    unknown: Sequence[str] = ()
    first_listing: datetime | None = None


def interest(shown: Shown, wanted: Interest) -> tuple[float, tuple[str, ...]]:
    """How much of interest, and the reasons in words that stay as they are while nothing new is shown."""
    reasons: list[tuple[float, str]] = []
    for word, places, adds in (("to", shown.tos, _TO), ("from", shown.froms, _FROM)):
        if met := sorted(set(places) & set(wanted.countries)):
            reasons.append((adds, f"ships {word} {', '.join(met)}"))
    if drugs := sorted({one for one in shown.drugs if {one, kind_of(one)} & set(wanted.substances)}):
        reasons.append((_SUBSTANCE, f"sells {', '.join(drugs)}"))
    if large := _large(shown.amounts, wanted):
        reasons.append((_AMOUNT, large))
    reasons += [(_PRICE if not at else 0.0, said) for at, said in enumerate(_far(shown, wanted))]
    reasons += [(_NEW_VALUE, f"{said} was named by nobody before") for said in sorted(shown.unknown)]
    if shown.first_listing is not None:
        reasons.append((0.0, f"first listing seen on {shown.first_listing:%Y-%m-%d}"))
    return sum(adds for adds, _ in reasons), tuple(said for _, said in reasons)


def raised(score: float, more: float) -> float:
    """The score of a lead with so much of interest."""
    return round(min(_MOST, score + more), 2)


@cache
def kind_of(drug: str) -> str:
    """The lexicon's class of a substance, "" where it has none."""
    known = substances().get(drug)
    return known.kind if known else ""


def _large(amounts: Iterable[Amount], wanted: Interest) -> str:
    """The amount that is most times what counts."""
    found = [
        (float(one.much) / size, one.drug, one.unit, one.much)
        for one in amounts
        if (size := wanted.size(one.drug, one.unit)) and float(one.much) >= size
    ]
    if not found:
        return ""
    _, drug, unit, much = max(found)
    return f"offers {format(much.normalize(), 'f')} {_UNITS[unit]} of {drug or 'something'} at once"


def _far(shown: Shown, wanted: Interest) -> list[str]:
    """By substance the price that is furthest from the market's, in whole times, so that it reads the same tomorrow."""
    furthest: dict[tuple[str, str], tuple[float, Priced, str]] = {}
    for one in shown.prices:
        others = shown.market.get((one.drug, one.unit), ())
        usual = median(others) if len(others) >= wanted.least_prices else Decimal(0)
        if not usual or not one.each:
            continue
        dearer = float(one.each / usual)
        times, word = (dearer, "dearer") if dearer > 1 else (1 / dearer, "cheaper")
        if times >= wanted.price_times and times > furthest.get((one.drug, one.unit), (0.0,))[0]:
            furthest[one.drug, one.unit] = (times, one, word)
    return [
        f"{drug} at {one.each:.2f} {one.into} a {_EACH[unit]}, {int(times)} times {word} than most of the source"
        for (drug, unit), (times, one, word) in sorted(furthest.items(), key=lambda each: each[0])
    ]
