"""What a mention says, apart from where it stands: the same fact for an annotation and for a found mention."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.units import UNITS
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.mention import Mention

Fact = tuple[str, str]
# Names a gold file may use that are no words of a text.
_ALSO = {"jin": ("g", 500.0), "chi": ("g", 3.75), "ug": ("g", 1e-6)}


def of_gold(entity: Mapping[str, Any], where: str) -> Fact | None:
    """The fact of one annotation; None where scores leave it out (an amount of something else)."""
    kind = str(entity["type"]).lower()
    try:
        if kind == "quantity":
            return None if entity["kind"] == "other" else (kind, measured(str(entity["unit"]), entity["value"]))
        if kind == "price":
            return kind, money(entity["value"], entity["currency"])
        if kind == "purity":
            return kind, measured("", entity["percent"])
        if kind == "contact":
            return kind, f"{entity['kind']} {str(entity['value']).lower()}"
        if kind == "pgp":
            return kind, str(entity["surface"]).replace(" ", "").upper()
    except (KeyError, TypeError, ValueError) as fault:
        raise WrongUse(f"a {kind} without a usable {fault}", where=where, todo="see docs/extraction.md") from fault
    return kind, str(entity.get("canonical") or entity.get("place") or entity.get("value"))


def of_mention(mention: Mention) -> Fact | None:
    kind = str(mention.kind)
    if kind == "quantity":
        unit = str(mention.more["unit"])
        return None if mention.more["measure"] == "other" else (kind, measured(unit, mention.value))
    if kind == "price":
        return kind, money(mention.value, mention.more["currency"])
    if kind == "purity":
        return kind, measured("", mention.value)
    if kind == "contact":
        return kind, f"{mention.more['service']} {str(mention.value).lower()}"
    return kind, str(mention.value)


def money(value: object, currency: object) -> str:
    return f"{float(str(value)):g} {currency or '?'}"


def measured(unit: str, value: object) -> str:
    """Masses in g, volumes in ml, whatever is counted in pieces; four figures."""
    known = UNITS.get(unit)
    name, factor = (known.base, known.factor) if known else _ALSO.get(unit, ("count", 1.0))
    values = value if isinstance(value, list | tuple) else [value]
    figures = "-".join(f"{float(str(each)) * factor:.4g}" for each in values)
    return f"{figures} {name}" if unit else figures
