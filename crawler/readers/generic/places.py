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
# "전국 (제주 제외)": the word stands behind the places.
_BEHIND = re.compile(r"\s*[(（]\s*([^()（）]{1,80}?)\s*(?:제외|을 제외|を除く|除く|は除外|除外)\s*[)）]")
_SPLIT = re.compile(r"\s*(?:[,;|、，；\n·•]|\s/\s)\s*")
_AND = re.compile(r"\s+(?:and|und|et|y|en|e|и|dan|và|at|&)\s+", re.IGNORECASE)
_TRIM = " \t.:：-–—()[]*"
_TWO_WORDS = re.compile(
    r"(?:the\s)?(?:herzegovina|barbuda|tobago|nevis|pr[ií]ncipe|grenadines|miquelon|futuna|mcdonald|jan mayen|caicos"
    r"|northern ireland|south sandwich|cunha|herzegowina|herzégovine|barboude|los santos)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:the\s|die\s|den\s|la\s|el\s|les\s)?[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){0,3}\W*$")
PLACE_LIMIT = 60
PLACES_LIMIT = 260


def split_places(text: str) -> tuple[str, ...]:
    """The places of a list, in order, each once. What is too long to be a place is left out."""
    found: list[str] = []
    for part in _parts(text[:12_000]):
        place = part if part.endswith(")") and "(" in part else part.strip(_TRIM)
        place = place.strip()
        if place and len(place) <= PLACE_LIMIT and place not in found:
            found.append(place)
    return tuple(found[:PLACES_LIMIT])


def _parts(text: str) -> list[str]:
    """The parts of a list; the last two may be joined by a word, which names of countries hold, too."""
    parts = _SPLIT.split(text)
    ends = _AND.split(parts[-1], maxsplit=1) if parts else []
    joined = len(ends) == 2 and _TWO_WORDS.match(ends[1]) is None and all(_NAMED.match(end) for end in ends)
    return [*parts[:-1], *ends] if joined else parts


def split_excluded(text: str) -> tuple[str, tuple[str, ...]]:
    """A list of destinations, and the places it takes out again."""
    behind = _BEHIND.search(text[:2_000])
    if behind:
        return text[: behind.start()] + text[behind.end() :], split_places(behind[1])
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
