"""What a person should know of a proposed rule before they accept it, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from crawler.drafting.agreeing import agreement
from crawler.drafting.naming import PLACE
from crawler.readers.plain import folded
from tidewaiter.model.sighting import FieldValue, Kind

_SHOWN = 3
_LETTERS = 40
Read = Callable[[str, etree._Element], FieldValue | None]
Told = Sequence[tuple[str, etree._Element, FieldValue | None]]


def shown(kind: Kind, name: str, value: FieldValue | None) -> str:
    """A value in a few words; never the name of who wrote a review or post, who may be a buyer."""
    if name == "author" and kind in (Kind.REVIEW, Kind.POST):
        return "a name"
    if value is None:
        return "nothing"
    said = ", ".join(value) if isinstance(value, tuple) else str(value)
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in folded(said))
    return repr(text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…")


def doubts_of(kind: Kind, name: str, read: Read, *, pairs: Told, cost: float) -> tuple[str, ...]:
    """Pages on which the rule reads something else than was told, and what else makes it unsure."""
    found: list[str] = []
    pages = {page for page, _, value in pairs if value is not None}
    if len(pages) == 1:
        found.append("learned from one page alone")
    odd = []
    unasked = 0
    for page, block, value in pairs:
        got = read(name, block)
        if value is None:
            unasked += got is not None
        elif not agreement(name, got, value):
            odd.append(f"on {page or 'a page'} it reads {shown(kind, name, got)}, told was {shown(kind, name, value)}")
    found += odd[:_SHOWN]
    if len(odd) > _SHOWN:
        found.append(f"and {len(odd) - _SHOWN} more that read otherwise than told")
    if unasked:
        found.append(f"it reads something in {unasked} places of which nothing was told")
    if cost >= PLACE:
        found.append("it goes by a place in the page, which may shift")
    return tuple(found)
