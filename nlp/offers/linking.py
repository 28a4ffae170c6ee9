"""From the mentions of one text to its offers; each says which mentions it links, and in words why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from nlp.near import Near
from nlp.offers.amounts import Link, Sold, amounts
from nlp.offers.each import each, postage
from nlp.offers.naming import Named, named
from nlp.offers.pairing import Pair, Priced, pairs
from nlp.shadow import shadow
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Amount, Offer, Part

_ASSERTED = 0.5
_BUNDLE = 40
_NEW = re.compile(r"[\n;|,]|[$€£₩¥]|\d")  # another row, a price or a number between the two: no bundle
_GIFT = re.compile(r"free|gratis|bonus|무료|서비스|бесплатно|赠|送|แถม|tặng")


@dataclass(frozen=True, slots=True)
class _Found:
    """A price with its amount, before the drug is known. `span` is what the two cover in the text."""

    span: tuple[int, int]
    price: Mention
    amount: Amount
    unit: str
    parts: tuple[Link, ...]
    evidence: tuple[str, ...]
    sure: float = 1.0


def link(text: str, mentions: Iterable[Mention]) -> list[Offer]:
    """The offers of a text, by the place of their price.

    A mention of kind price whose `place` is not "text" is a page's own price field: it is for the one amount that the
    first line, the title, names. The score is that of the weakest mention, less where the layout is no proof. Prices
    without an amount, and prices of the sending, give no offer.
    """
    said = list(mentions)
    here = [one for one in said if one.place == "text"]
    drugs = Near((one.start, one.end) for one in _sure(here, MentionKind.DRUG))
    # "710 KING PEN": the figure is the brand's.
    prices = [one for one in _sure(here, MentionKind.PRICE) if not drugs.over(one.start, one.end)]
    shade = shadow(text)
    sold = _single(shade, amounts(text, _sure(here, MentionKind.QUANTITY), prices))
    found = [
        *_in_text(text, shade, sold, prices),
        *_of_fields(text, sold, [one for one in _sure(said, MentionKind.PRICE) if one.place != "text"]),
    ]
    found.sort(key=lambda one: (one.span, one.price.place))
    names = named(text, [one for one in here if one.kind is MentionKind.DRUG], [one.span for one in found])
    offers = [_offer(one, name) for one, name in zip(found, names, strict=True)]
    return sorted(offers, key=lambda offer: (offer.told_by.place != "text", offer.told_by.start))


def _sure(said: Iterable[Mention], kind: MentionKind) -> list[Mention]:
    found = (one for one in said if one.kind is kind and one.status is Status.ASSERTED)
    return sorted(found, key=lambda one: (one.start, one.end))


def _single(shade: str, sold: Sequence[Sold]) -> list[Sold]:
    """Without the parts of a bundle ("0.5g cocaine + 0.5g ketamine $60"), whose price is for none of them alone, and
    without what is given away ("10g + 1g free")."""
    ordered = sorted(sold, key=lambda one: one.start)
    out: set[int] = set()
    for at, (one, two) in enumerate(pairwise(ordered)):
        gap = shade[one.end : min(two.start, one.end + _BUNDLE + 1)]
        if "+" in gap and len(gap) <= _BUNDLE and not _NEW.search(gap):
            given = _GIFT.search(shade, two.end, two.end + 16)
            out.update((at + 1,) if given else (at, at + 1))
    return [one for at, one in enumerate(ordered) if at not in out]


def _in_text(text: str, shade: str, sold: Sequence[Sold], prices: Sequence[Mention]) -> list[_Found]:
    goods = [one for one in prices if not postage(shade, one.start, one.end)]
    starts = {one.start for one in sold}
    priced: list[Priced] = []
    single: list[Priced] = []
    for one in goods:
        unit = each(shade, one.start, one.end)
        if unit is not None and any(at in starts for at in range(*unit.span)):
            unit = None  # "500元一克": the words are an amount of their own
        (single if unit is not None and unit.unit else priced).append(Priced(one, unit))
    free = {one.start: one for one in sold}
    found = []
    for pair in pairs(text, shade, sold, priced):
        free.pop(pair.sold.start, None)
        found.append(_paired(pair))
    done = {one.price.start for one in found}
    found += [_alone(one) for one in priced if one.each is not None and one.start not in done]
    return found + _singles(shade, single, sorted(free.values(), key=lambda one: one.start))


def _paired(pair: Pair) -> _Found:
    sold, priced = pair.sold, pair.priced
    amount, evidence, parts = sold.amount, (pair.says, *sold.evidence), sold.parts
    if priced.each is not None and sold.unit == "count":
        amount, evidence = Decimal(1), (priced.each.says, *sold.evidence)
        parts = tuple(part._replace(role="tier") if part.role in ("amount", "count") else part for part in parts)
    span = (min(sold.start, priced.start), max(sold.end, priced.end))
    if pair.table:
        span = (priced.start, priced.end)
    parts = (*parts, Link("price", priced.mention))
    return _Found(span, priced.mention, amount, sold.unit, parts, evidence, pair.sure * sold.sure)


def _alone(one: Priced) -> _Found:
    """ "$5 each" with no amount beside it: of one piece."""
    assert one.each is not None
    said = one.mention
    parts = (Link("price", said),)
    return _Found((one.start, one.end), said, one.each.amount, one.each.unit or "count", parts, (one.each.says,))


def _singles(shade: str, prices: Sequence[Priced], free: Sequence[Sold]) -> list[_Found]:
    """Prices of one unit. An amount right before it that no other price took says from how much on it holds."""
    found = []
    at = 0
    for one in prices:
        while at < len(free) and free[at].end <= one.start:
            at += 1
        alone = _alone(one)
        tier = free[at - 1] if at else None
        gap = shade[tier.end : one.start] if tier is not None else "\n"
        if tier is not None and len(gap) <= 8 and "\n" not in gap and tier.unit == alone.unit:
            alone = _from(alone, tier)
        found.append(alone)
    return found


def _from(alone: _Found, tier: Sold) -> _Found:
    same = tier.amount == alone.amount
    parts = tier.parts if same else tuple(part._replace(role="tier") for part in tier.parts)
    says = () if same else (f"from “{tier.parts[0].mention.raw}” on",)
    return replace(
        alone, span=(tier.start, alone.span[1]), parts=(*parts, *alone.parts), evidence=(*alone.evidence, *says)
    )


def _of_fields(text: str, sold: Sequence[Sold], prices: Sequence[Mention]) -> list[_Found]:
    end = text.find("\n") if "\n" in text else len(text)
    titled = [one for one in sold if one.end <= end]
    if len(titled) != 1 or isinstance(titled[0].amount, tuple):
        return []
    (one,) = titled
    says = ("the page's own price, for the amount of the title", *one.evidence)
    span = (one.start, one.end)
    return [
        _Found(span, said, one.amount, one.unit, (*one.parts, Link("price", said)), says, one.sure) for said in prices
    ]


def _offer(found: _Found, name: Named) -> Offer:
    drug = name.drug
    parts = found.parts if drug is None else (Link("drug", drug), *found.parts)
    score = found.sure * name.sure * min(part.mention.score for part in parts)
    doubted = drug is not None and drug.status is Status.SUSPECTED
    currency = found.price.more.get("currency")
    return Offer(
        drug=None if drug is None else str(drug.value), amount=found.amount, unit=found.unit,
        price=Decimal(str(found.price.value)), currency=str(currency) if currency else None,
        parts=tuple(Part.of(*part) for part in parts),
        evidence=(*found.evidence, name.says), score=score,
        status=Status.SUSPECTED if doubted or score < _ASSERTED else Status.ASSERTED,
    )  # fmt: skip
