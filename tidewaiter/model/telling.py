"""What of a record's mentions and offers counts: the same choice for the index, and for views over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer

_MOST = Decimal(10) ** 15


def plain_amount(stated: object) -> Decimal | None:
    """A field's amount, without losing a cent; None where it is not one plain number above zero or zero."""
    if isinstance(stated, bool) or not isinstance(stated, str | int | float):
        return None
    try:
        amount = Decimal(str(stated).strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < _MOST else None


def sure(mentions: Iterable[Mention]) -> list[Mention]:
    """Those that are asserted and not negated."""
    return [said for said in mentions if said.status is Status.ASSERTED and not said.more.get("negated")]


def offered(offers: Iterable[Offer]) -> list[Offer]:
    """Those that are asserted."""
    return [told for told in offers if told.status is Status.ASSERTED]


def values(mentions: Iterable[Mention], kind: MentionKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(said.value) for said in mentions if said.kind is kind))


def places(mentions: Sequence[Mention], kind: MentionKind) -> tuple[str, ...]:
    """Where the site's own field names places, these are taken over the text's."""
    return values((said for said in mentions if said.place != "text"), kind) or values(mentions, kind)


def weighed(offers: Iterable[Offer], currency: str) -> Offer | None:
    """The first offer by weight in the record's currency."""
    for told in offers:
        if told.unit_price is not None and told.unit == "g" and (told.currency or currency) == currency:
            return told
    return None


def grams(mentions: Iterable[Mention]) -> Decimal | None:
    """The first amount of the text that is weighed and is one amount."""
    for said in mentions:
        weighs = said.kind is MentionKind.QUANTITY and said.more.get("measure", "amount") == "amount"
        if weighs and said.more.get("base_unit") == "g" and (amount := plain_amount(said.more.get("base"))):
            return amount
    return None
