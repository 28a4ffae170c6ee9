"""A sighting's mentions: those of its text, and the places that its own fields name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.sighting import FieldValue, Sighting

PLACE_FIELDS: Mapping[str, MentionKind] = {
    "ships_from": MentionKind.SHIP_FROM,
    "ships_to": MentionKind.SHIP_TO,
    "ships_to_excluded": MentionKind.SHIP_TO_EXCLUDED,
}
_PART = re.compile(r"[^,;/|\n]+")
_FIELD_SCORE = 0.95  # the site's own form field; what is left is a vendor who fills it in wrongly


@dataclass(frozen=True, slots=True)
class Extraction:
    """The functions that read text, handed in: `text` finds mentions, `place` the places of a field, `language` may
    guess one. `version` names their rules and lexicons."""

    text: Callable[[str], Sequence[Mention]]
    place: Callable[[str], Sequence[str]]
    version: str
    language: Callable[[str], str | None] = lambda text: None

    @classmethod
    def ours(cls) -> Extraction:
        """With this program's own rules and lexicons."""
        import nlp
        from nlp.language import guess

        return cls(nlp.extract, nlp.read_place, nlp.VERSION, guess)

    def remembering(self, size: int = 1024) -> Extraction:
        """The same, with the last texts' mentions at hand: cards repeat on pages, and pages from crawl to crawl."""
        return replace(
            self,
            text=lru_cache(size)(lambda text: tuple(self.text(text))),
            place=lru_cache(size)(lambda text: tuple(self.place(text))),
        )


def mentions(sighting: Sighting, extraction: Extraction) -> tuple[Mention, ...]:
    """In the text first, then field by field. Both stay where they disagree: the index prefers the field."""
    text = sighting.text
    found = list(extraction.text(text)) if text else []
    for name, kind in PLACE_FIELDS.items():
        value = sighting.fields.get(name)
        if value not in (None, "", ()):
            found += _places(name, kind, field_text(value), extraction)
    return tuple(found)


def field_text(value: FieldValue | None) -> str:
    """The text of a field in which the offsets of its mentions count."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _places(name: str, kind: MentionKind, text: str, extraction: Extraction) -> list[Mention]:
    """The whole field decides which places it names; its parts, where each of them stands."""
    wanted = dict.fromkeys(extraction.place(text))
    spans = dict.fromkeys(wanted, (0, len(text)))
    for part in _PART.finditer(text):
        raw = part[0].strip()
        start = part.start() + part[0].index(raw)
        for code in extraction.place(raw) if len(wanted) > 1 and raw else ():
            if spans.get(code) == (0, len(text)):
                spans[code] = (start, start + len(raw))
    rule = f"field:{name}@{extraction.version}"
    return [
        Mention(kind, start, end, text[start:end], code, score=_FIELD_SCORE, status=Status.ASSERTED, rule=rule,
                place=name)
        for code, (start, end) in spans.items()
    ]  # fmt: skip
