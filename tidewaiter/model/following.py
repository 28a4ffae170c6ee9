"""Whether a field's value may follow from what was stated at an earlier visit: as before, or as such fields change."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal, InvalidOperation

from tidewaiter.model.sighting import FieldValue

TIMES = 3  # a price that is no third and not the threefold of the former; the wildest coin needs weeks for that
_SHRINKS = Decimal("0.9")  # counts of sales grow; some sites round them, or count a year
_GROWS, _BURST = 2, 1000
_WORDS = 0.3  # of the words of a title, of a description, that stay when it is edited
_FREE = frozenset({"stock", "rating", "last_online", "date"})
_COUNTS = frozenset({"sold", "sales"})
CHANGING = _FREE | _COUNTS | {"price"}  # what is likely another value at the next visit
EDITED = frozenset({"title", "description", "text", "name"})


def follows(name: str, before: FieldValue, now: FieldValue) -> bool:
    """Fields that change freely only keep their shape: a number stays a number, text stays text. A price that lost its
    decimals and nothing else is one that was cut off."""
    if before == now:
        return True
    one, other = _number(before), _number(now)
    if name == "price":
        if one is None or other is None or (one != other and other == one.to_integral_value(ROUND_DOWN)):
            return False
        return one <= TIMES * other and other <= TIMES * one
    if name in _COUNTS:
        return one is not None and other is not None and _SHRINKS * one <= other <= _GROWS * one + _BURST
    if name in _FREE:
        return (one is None) == (other is None)
    said, says = _words(before), _words(now)
    if said == says:
        return True
    if name in EDITED or isinstance(before, tuple):
        return len(said & says) >= _WORDS * len(said | says)
    return False


def _number(value: FieldValue) -> Decimal | None:
    try:
        found = Decimal(str(value)) if not isinstance(value, bool | tuple) else None
    except InvalidOperation:
        return None
    return found if found is None or found.is_finite() else None


def _words(value: FieldValue) -> frozenset[str]:
    if isinstance(value, tuple):
        return frozenset(" ".join(part.split()).casefold() for part in value)
    return frozenset(str(value).casefold().split())
