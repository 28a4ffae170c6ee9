"""Whether what a rule reads is what is known to be said."""

from __future__ import annotations

import re
from collections import Counter

from crawler.profiles.cleaners.figures import date, flag, number
from crawler.readers.plain import folded
from tidewaiter.model.forms import formed
from tidewaiter.model.sighting import FieldValue

PROSE = frozenset({"description", "text", "pgp"})
LISTS = frozenset({"ships_to", "ships_to_excluded"})
DATES = frozenset({"date", "member_since", "last_online"})
COUNTS = frozenset({"sold", "sales", "stock"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AS_TEXT = 0.7  # what a date is worth that is read, but stays text
_UNPARTED = 0.97  # of one place of several words, which may be several places
_NEARLY = 0.8  # of the words of a long text: two readers of one text part its lines, labels and captions otherwise
_LONG = 12  # words


def agreement(field: str, read: FieldValue | None, known: FieldValue) -> float:
    """1 where both say the same; for a long text the share of words in common where that is large; else 0."""
    if read is None:
        return 0.0
    read, known = _form(field, read), _form(field, known)
    if field in LISTS:
        return _same_places(read, known)
    if field in DATES:
        return _same_day(str(read), str(known))
    if isinstance(known, str) and (field in COUNTS or field == "escrow"):
        return _same_in_text(field, read, known)
    if read == known:
        return 1.0
    one, other = folded(str(read)), folded(str(known))
    if field == "price" and " " not in other:
        one = one.partition(" ")[0]
    if one.casefold() == other.casefold() or _same_number(one, other):
        return 1.0
    return overlap(one, other) if field in PROSE else 0.0


def overlap(one: str, other: str) -> float:
    """F1 of the words of two long texts; 0 where they have little in common."""
    said, wanted = Counter(one.split()), Counter(other.split())
    if min(said.total(), wanted.total()) < _LONG:
        return 0.0
    share = 2 * (said & wanted).total() / (said.total() + wanted.total())
    return share if share >= _NEARLY else 0.0


def _same_day(read: str, known: str) -> float:
    """What was told as "3/4/2019" may be two days; a rule that makes one of them of it says more than the text."""
    days = {day for order in ("", "dmy", "mdy") for day in date([known], order) if _DAY.match(day)}
    if not days or _DAY.match(known):
        return 1.0 if read == known else 0.0
    return 1.0 if read in days else _AS_TEXT if read == known else 0.0


def _same_in_text(field: str, read: FieldValue, known: str) -> float:
    """What was told as "99 left" or "Yes" is a number, or a flag; a rule that makes it one says more than the text."""
    meant = flag([known]) if field == "escrow" else number([known])
    if meant and not isinstance(read, str):
        return 1.0 if read == meant[0] else 0.0
    same = folded(str(read)).casefold() == folded(known).casefold() or _same_number(str(read), known)
    return (_AS_TEXT if meant else 1.0) if same else 0.0


def _form(field: str, value: FieldValue) -> FieldValue:
    return formed({field: value})[field]


def _same_places(read: FieldValue, known: FieldValue) -> float:
    """What was told as "Japan Laos" may be two places whose elements stand side by side; a rule that parts them so says
    more than the text."""
    one, other = _places(read), _places(known)
    if one == other:
        return _UNPARTED if len(other) == 1 and any(" " in place for place in other) else 1.0
    run = ["".join("".join(v if isinstance(v, tuple) else [str(v)]).split()).casefold() for v in (read, known)]
    return 1.0 if len(one) > len(other) == 1 and run[0] == run[1] else 0.0


def _places(value: FieldValue) -> frozenset[str]:
    texts = value if isinstance(value, tuple) else [str(value)]
    return frozenset(folded(text).casefold() for text in texts)


def _same_number(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False
