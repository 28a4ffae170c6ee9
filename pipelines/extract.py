"""A sighting's mentions: those of its text, and the places that its own fields name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer
from tidewaiter.model.sighting import FieldValue, Sighting
from tidewaiter.model.telling import plain_amount

if TYPE_CHECKING:
    from nlp.lexicon import Lexicon

PLACE_FIELDS: Mapping[str, MentionKind] = {
    "ships_from": MentionKind.SHIP_FROM,
    "ships_to": MentionKind.SHIP_TO,
    "ships_to_excluded": MentionKind.SHIP_TO_EXCLUDED,
}
_TITLES = ("title", "name")  # the fields that come first in a text
_PART = re.compile(r"[^,;/|\n]+")
_FIELD_SCORE = 0.95  # the site's own form field; what is left is a vendor who fills it in wrongly


@dataclass(frozen=True, slots=True)
class Extraction:
    """The functions that read text, handed in: `text` finds mentions, `place` the places of a field, `language` may
    guess one, `link` makes offers of a text's mentions. `version` names their rules and lexicons."""

    text: Callable[[str], Sequence[Mention]]
    place: Callable[[str], Sequence[str]]
    version: str
    language: Callable[[str], str | None] = lambda text: None
    link: Callable[[str, Sequence[Mention]], Sequence[Offer]] = lambda text, mentions: ()

    @classmethod
    def ours(cls, lexicon: Lexicon | None = None) -> Extraction:
        """With this program's own rules, and its lexicon or one laid over it."""
        import nlp
        from nlp.language import guess
        from nlp.offers import link

        if lexicon is None:
            return cls(nlp.extract, nlp.read_place, nlp.VERSION, guess, link)
        text, place = partial(nlp.extract, lexicon=lexicon), partial(nlp.read_place, lexicon=lexicon)
        return cls(text, place, lexicon.version, guess, link)

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
    return (*found, *_price(sighting, extraction.version))


def offers(sighting: Sighting, found: Sequence[Mention], extraction: Extraction) -> tuple[Offer, ...]:
    """Which price is for which amount: of the text's prices, and of the page's own for the amount of the title."""
    titled = any(sighting.fields.get(name) for name in _TITLES)
    return tuple(extraction.link(sighting.text, [one for one in found if titled or one.place == "text"]))


def field_text(value: FieldValue | None) -> str:
    """The text of a field in which the offsets of its mentions count."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _price(sighting: Sighting, version: str) -> tuple[Mention, ...]:
    stated = sighting.fields.get("price")
    amount = plain_amount(stated)
    if not amount:
        return ()
    raw = field_text(stated)
    currency = sighting.fields.get("currency")
    more = {"currency": currency.strip().upper() if isinstance(currency, str) and currency.strip() else None}
    return (
        Mention(MentionKind.PRICE, 0, len(raw), raw, format(amount, "f"), score=_FIELD_SCORE, status=Status.ASSERTED,
                rule=f"field:price@{version}", more=more, place="price"),
    )  # fmt: skip


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
