"""Text to mentions, with all steps; no spaCy in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from nlp.lexicon import Lexicon, shipped
from nlp.sheet import Sheet, begin
from nlp.steps import STEPS
from nlp.steps.places import found_places
from tidewaiter.model.mention import Mention


def extract(
    text: str, *, language: str | None = None, source_kind: str | None = None, lexicon: Lexicon | None = None
) -> list[Mention]:
    """The mentions of a text, in its order.

    `language` (ISO 639-1) and `source_kind` (the sighting's kind) are priors; they switch nothing off. `lexicon` is one
    laid over the shipped one.
    """
    sheet = begin(text, language, source_kind, lexicon=lexicon)
    for step in STEPS.values():
        step(sheet)
    return sheet.mentions


def extract_many(
    texts: Iterable[str], *, language: str | None = None, source_kind: str | None = None
) -> Iterator[list[Mention]]:
    """One list a text, in order, as they come."""
    for text in texts:
        yield extract(text, language=language, source_kind=source_kind)


def read_place(text: str, *, lexicon: Lexicon | None = None) -> list[str]:
    """Place codes of a page's own field ("Worldwide, except USA" gives WW alone): each once, in its order."""
    sheet: Sheet = begin(text, lexicon=lexicon)
    codes: list[str] = []
    for hit in found_places(sheet):
        before = sheet.shade[max(0, hit.start - 24) : hit.start]
        if (
            not any(word in before for word in ("except", "not to", "exclud", "but not", "no "))
            and hit.term.canonical not in codes
        ):
            codes.append(hit.term.canonical)
    if not codes and len(text.strip()) in (2, 3):
        return read_place(text.upper(), lexicon=lexicon) if not text.isupper() else []
    return codes


@lru_cache(4)
def names(lexicon: Lexicon | None = None) -> Mapping[str, tuple[str, ...]]:
    """For each substance the names clear enough to search by: ambiguity 0 and 1, no brands, no strains."""
    found: dict[str, dict[str, None]] = {}
    for term in (lexicon or shipped()).terms:
        if term.room == "drug" and term.kind in ("name", "slang") and term.ambiguity <= 1:
            found.setdefault(term.canonical, {})[term.shade] = None
    return {substance: tuple(known) for substance, known in sorted(found.items())}
