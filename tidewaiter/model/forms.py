"""How a field is worded: one form for days and ratings, whichever reader states them. What is uncertain stays as said.

Keys are made before, of what the page says (model.keys), so that a change here renames nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tidewaiter.model.sighting import Fields, FieldValue

DATES = frozenset({"date", "member_since", "last_online"})
RATING = "rating"
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)
_FIGURE = r"(?P<value>[-+−]?\d{1,9}(?:[.,]\d{1,9})?)"
_SCALE = re.compile(
    rf"{_FIGURE}\s?(?:/|\b(?:out of|of|из|von|sur|dari|trên|de|di|van|od|av|จาก)\b)\s?(?P<scale>\d{{1,3}})(?!\d)",
    re.IGNORECASE,
)
_SIMPLE = re.compile(rf"[\s(\[]*{_FIGURE}\s?(?:%|％|stars?|★|⭐)?[\s)\]]*", re.IGNORECASE)
_LONGEST = 40  # letters; what is longer is a sentence that a figure stands in
_FULL, _EMPTY = re.compile(r"[★⭐✭✮]\ufe0f?"), re.compile(r"[☆✩]")
_CUSTOMARY = 5  # the scale that is not told


def formed(fields: Fields) -> Fields:
    """The fields with each day as ISO 8601 (`2025-01-02`, with its time `2025-01-02T10:30`) and each rating as `rating`
    gives it."""
    changed: Mapping[str, FieldValue] = {
        name: _moment(value) if name in DATES else rating(value)
        for name, value in fields.items()
        if (name in DATES or name == RATING) and isinstance(value, str | float)
    }
    return {**fields, **changed}


def rating(said: FieldValue) -> FieldValue:
    """A number, of five or of a hundred per cent, as the page states it; on another scale `9/10`; words as they are."""
    if isinstance(said, float):
        return int(said) if said.is_integer() else said
    if not isinstance(said, str):
        return said
    text = " ".join(said.split())
    if len(text) > _LONGEST:
        return text
    if found := _SCALE.search(text):
        return _on(_number(found["value"]), int(found["scale"]))
    if found := _SIMPLE.fullmatch(text):
        return _number(found["value"])
    full, empty = len(_FULL.findall(text)), len(_EMPTY.findall(text))
    if full + empty and not any(letter.isalnum() for letter in text):
        return _on(full, max(_CUSTOMARY, full + empty))
    return text


def _on(value: int | float, scale: int) -> int | float | str:
    return value if scale in (_CUSTOMARY, 100) else f"{value}/{scale}"


def _number(digits: str) -> int | float:
    value = float(digits.replace(",", ".").replace("−", "-"))
    return int(value) if value.is_integer() else value


def _moment(said: FieldValue) -> FieldValue:
    found = _MOMENT.fullmatch(said.strip()) if isinstance(said, str) else None
    return f"{found[1]}T{found[2]}" if found else said
