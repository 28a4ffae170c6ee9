"""Offers held against written texts that say which price is for which amount of which drug, in twelve languages.

A text of `written/offers*.txt` opens with "@ LANGUAGE KIND"; each line "= drug | amount unit | price currency" is one
offer of it, "-" for a drug that is none and "?" for a currency that is not said. `offers` was written before the code
that links was looked at, and read once before anything was mended; `offers_second` after the mending, by the same hand.
docs/extraction.md tells the first-run figures; what is pinned here only guards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import nlp
from nlp.offers import link
from tidewaiter.model.mention import Status
from tidewaiter.model.offer import Offer

FOLDER = Path(__file__).parent / "written"
Fact = tuple[str | None, str, str, str, str | None]


def texts(name: str) -> Iterator[tuple[str, Counter[Fact]]]:
    for part in ("\n" + (FOLDER / f"{name}.txt").read_text(encoding="utf-8")).split("\n@ ")[1:]:
        lines = part.splitlines()[1:]
        said = [line for line in lines if not line.startswith("= ")]
        yield "\n".join(said).strip(), Counter(wanted(line[2:]) for line in lines if line.startswith("= "))


def wanted(line: str) -> Fact:
    drug, size, cost = (part.strip() for part in line.split("|"))
    (amount, unit), (price, currency) = size.split(), cost.split()
    return (
        None if drug == "-" else drug, f"{float(amount):.4g}", unit,
        f"{float(price):g}", None if currency == "?" else currency,
    )  # fmt: skip


def found(text: str) -> Counter[Fact]:
    return Counter(fact(one) for one in link(text, nlp.extract(text)) if one.status is Status.ASSERTED)


def fact(one: Offer) -> Fact:
    amount = one.amount[0] if isinstance(one.amount, tuple) else one.amount
    return one.drug, f"{float(amount):.4g}", one.unit, f"{float(one.price):g}", one.currency


@pytest.mark.parametrize(
    ("name", "count", "offers", "precision", "recall"),
    [("offers", 69, 148, 0.96, 0.92), ("offers_second", 20, 46, 0.97, 0.93)],
    ids=["first", "second"],
)
def test_offers_hold_their_floor(name: str, count: int, offers: int, precision: float, recall: float) -> None:
    held = list(texts(name))
    right = told = asked = 0
    for text, gold in held:
        got = found(text)
        right, told, asked = right + (got & gold).total(), told + got.total(), asked + gold.total()
        if got != gold:
            print(f"{text!r}\n  missed {list(gold - got)}\n  false {list(got - gold)}")
    print(f"{name}: P {right / told:.3f} R {right / asked:.3f} F1 {2 * right / (told + asked):.3f}")
    assert (len(held), asked) == (count, offers)
    assert right / told >= precision
    assert right / asked >= recall


def test_a_text_without_goods_of_the_trade_offers_no_drug() -> None:
    for text in ("selling my ps5 350 bucks, two controllers 40 each", "jual hp bekas 2 unit 1,5jt, cod saja"):
        assert not [one for one in found(text) if one[0] is not None]
