"""Lists of places as pages state them: "Germany, Austria", "US → EU", "Worldwide except Australia"."""

from __future__ import annotations

import re

_ARROW = re.compile(r"\s*(?:→|➔|➜|➡️?|⇒|⟶|-+>|=+>|»|►)\s*")
_EXCEPT = re.compile(
    r"\s*[(\[]?\b(?:except(?:\s+for)?|excluding|excl\.?|but not|no shipping to|außer|ausser|sauf|excepto|salvo|behalve"
    r"|tranne|exceto|кроме|за исключением|kecuali|maliban sa|ngoại trừ|trừ)\b[:\s]*"
    r"|\s*(?:ยกเว้น|除外|除了|제외[:：]|を除く)\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,;|、，；\n·•]|\s/\s)\s*")
_AND = re.compile(r"\s+(?:and|und|et|y|en|e|и|dan|và|at|&)\s+", re.IGNORECASE)
_TRIM = " \t.:：-–—()[]*"
PLACE_LIMIT = 60
PLACES_LIMIT = 260


def split_places(text: str) -> tuple[str, ...]:
    """The places of a list, in order, each once. What is too long to be a place is left out."""
    found: list[str] = []
    for part in _SPLIT.split(text[:12_000]):
        place = part if part.endswith(")") and "(" in part else part.strip(_TRIM)
        place = place.strip()
        if place and len(place) <= PLACE_LIMIT and place not in found:
            found.append(place)
    return tuple(found[:PLACES_LIMIT])


def split_excluded(text: str) -> tuple[str, tuple[str, ...]]:
    """A list of destinations, and the places it takes out again."""
    parts = _EXCEPT.split(text, maxsplit=1)
    if len(parts) == 1:
        return text, ()
    excluded = [p for place in split_places(parts[1]) for p in _AND.split(place)]
    return parts[0].rstrip(" ,;(["), tuple(p.strip(_TRIM) for p in excluded if p.strip(_TRIM))


def split_route(text: str) -> tuple[str, str]:
    """Origin and destinations of "US → EU, UK"; destinations "" without an arrow."""
    parts = _ARROW.split(text, maxsplit=1)
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 else (text.strip(), "")


_CODE_ROUTE = re.compile(
    r"^\W*((?:[A-Z]{2,3}|[A-Z][\w.' ]{2,30}))\s*(?:→|➔|➜|➡️?|⇒|⟶|-+>|=+>)"
    r"\s*((?:[A-Z][\w.' ]{1,30})(?:,\s*[A-Z][\w.' ]{1,30})*)\W*$"
)


def route_in(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The route that a short text is, whole: "US → GB"."""
    match = _CODE_ROUTE.match(text) if len(text) <= 120 else None
    return (match[1].strip(), split_places(match[2])) if match else None
