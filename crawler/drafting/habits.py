"""How a site writes amounts: one sign has one meaning on all its pages, and one mark parts its thousands."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.drafting.cleaning import PARTED_PRICE
from crawler.drafting.samples import Sample, Told, element_at
from crawler.profiles.cleaners import DEFAULTS, Cleaner, cleaner
from crawler.readers.fields import text_of
from crawler.readers.generic import Traced

_LETTERS = 60  # of a text that is an amount and little else


@dataclass(frozen=True, slots=True)
class _Amount:
    """A price as told, with the text in which it stands; `own` where the page as a whole states it."""

    sample: Sample
    told: Told
    price: Traced
    text: str

    @property
    def own(self) -> bool:
        return self.told.block is None

    @property
    def sign(self) -> str:
        signs = {letter for letter in self.text if unicodedata.category(letter) == "Sc"}
        return signs.pop() if len(signs) == 1 else ""


def agree_on_signs(samples: Sequence[Sample]) -> list[str]:
    """Tell all amounts behind one sign in one currency, where pages were told differently; in words what was done.

    A listing's own page says more than a card: there the language of the page and its other amounts were weighed.
    """
    by_sign: dict[str, list[_Amount]] = {}
    for one in _amounts(samples):
        if one.sign and _currency(one.price):
            by_sign.setdefault(one.sign, []).append(one)
    notes = []
    for sign, amounts in by_sign.items():
        said = {_currency(one.price) for one in amounts}
        if len(said) > 1 and (meant := _meant(amounts)):
            for one in (one for one in amounts if _currency(one.price) != meant):
                _tell(one, f"{str(one.price.value).partition(' ')[0]} {meant}")
            others = ", ".join(sorted(said - {meant}))
            notes.append(f"{sign} is told as {meant} on some pages and as {others} on others; it is drafted as {meant}")
    return notes


def _meant(amounts: Sequence[_Amount]) -> str:
    """What the listings' own pages say, else what most pages say; "" where they are divided."""
    for voters in ([one for one in amounts if one.own], amounts):
        pages = {(one.sample.name, _currency(one.price)) for one in voters}
        votes = Counter(currency for _, currency in pages).most_common(2)
        if votes and (len(votes) == 1 or votes[0][1] > votes[1][1]):
            return votes[0][0]
    return ""


def _tell(one: _Amount, value: str) -> None:
    fields = {**one.told.fields, "price": replace(one.price, value=value)}
    one.sample.told = [replace(said, fields=fields) if said is one.told else said for said in one.sample.told]


def price_written(samples: Sequence[Sample]) -> tuple[Cleaner, ...] | None:
    """The cleaners of this site's prices, where its amounts show that the usual ones misread some: the mark between
    thousands is taken out, and a sign of several meanings is named. None where the usual ones serve."""
    amounts = list(_amounts(samples))
    parted = _prefers(amounts, PARTED_PRICE)
    for currency in dict.fromkeys(_currency(one.price) for one in amounts if one.sign):
        named = cleaner({"price": currency}) if currency else None
        if named is not None and _prefers(amounts, (named,), whole=True):
            return (*PARTED_PRICE[:1], named) if parted else (named,)
    return PARTED_PRICE if parted else None


def _prefers(amounts: Sequence[_Amount], chain: Sequence[Cleaner], *, whole: bool = False) -> bool:
    """Whether some amounts are read as told by this chain alone, and none by the usual cleaners alone."""
    usual = better = 0
    for one in amounts:
        read = [_read(each, one.text) for each in (DEFAULTS["price"], chain)]
        wanted = str(one.price.value)
        if read[0] != read[1]:
            usual += _same(read[0], wanted, whole=whole)
            better += _same(read[1], wanted, whole=whole)
    return better > 0 == usual


def _read(chain: Sequence[Cleaner], text: str) -> str:
    values = [text]
    for step in chain:
        values = [str(value) for value in step(values)]
    return values[0] if values else ""


def _same(read: str, wanted: str, *, whole: bool) -> bool:
    one, other = read.partition(" "), wanted.partition(" ")
    try:
        return float(one[0]) == float(other[0]) and (one[2] == other[2] or not whole)
    except ValueError:
        return False


def _amounts(samples: Sequence[Sample]) -> Iterator[_Amount]:
    for sample in samples:
        for told in list(sample.told):
            price = told.fields.get("price")
            element = element_at(sample.root, price.path) if price is not None else None
            if price is None or element is None:
                continue
            text = text_of(element)
            if len(text) <= _LETTERS:
                yield _Amount(sample, told, price, text)


def _currency(price: Traced) -> str:
    return str(price.value).partition(" ")[2]
