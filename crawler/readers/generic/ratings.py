"""Ratings as reviews show them: figures, words, and stars drawn as letters, icons, pictures or widths."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.readers.generic.box import Box
from crawler.readers.generic.dates import date_in
from crawler.readers.generic.labels import field_of

_STARS = re.compile(r"[★⭐✭✮]")
_EMPTY_STARS = re.compile(r"[☆✩]")
_SCALED = re.compile(
    r"(?<![\d.,/])(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:/|out of|of|von|sur|de|из|dari|trên)\s?(5|10|100)(?![\d/])",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<![\d.,])(\d(?:[.,]\d)?)[\s_-]?(?:stars?|sterne?n?|étoiles?|estrellas?|estrelas?|stelle?|звезд\w*|별|점|星|sao|bintang|ดาว|yıldız)(?![a-z])",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:[★⭐]|[★☆⭐✩]{5}|bintang|5つ星のうち)\s?\(?(\d(?:[.,]\d{1,2})?)\)?|(\d(?:[.,]\d{1,2})?)\s?[★⭐]"
    r"|(\d(?:[.,]\d{1,2})?)\s?"
    r"(?:stars?|sterne?|étoiles?|estrellas?|estrelas?|stelle?|зв[её]зд\w*"
    r"|점|星|sao|bintang|ดาว|yıldız)",
    re.IGNORECASE,
)
_THUMB = re.compile("[👍👎]")
_WORDED = re.compile(
    r"^(?:feedback:?\s|rating:?\s)?(positive|negative|neutral|good|bad|excellent|positiv|negativ|positif|négatif|positivo|negativo|neutro)(?:\s(?:feedback|rating))?$",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"(?<![a-z])(?:stars?|rating|rate|score|stars-outer|star-rating|review-rating|bewertung|estrellas)(?![a-z])"
)
_STAR = re.compile(r"(?<![a-z])(?:fa-star|star|glyphicon-star|bi-star|icon-star|ion-star|star-icon|mdi-star)(?![a-z])")
_OFF = re.compile(
    r"(?:^|[\s_-])(?:o|empty|off|far|inactive|grey|gray|muted|text-muted|blank|outline|unfilled|none|unchecked|star0)(?![a-z])"
)
_ON = re.compile(r"(?:^|[\s_-])(?:on|full|filled|fill|active|checked|selected|lit|gold|yellow|rated|solid)(?![a-z])")
_HALF = re.compile(r"half")
_FIGURE = re.compile(
    r"(?:^|[\s_-])(?:stars?|rating|rate|s|r|score)[_-]?(?:(?:full|on|value)[_-])?([0-5](?:[._-]5)?)(?![\d])|(?:^|[\s_-])([0-5])[_-]?stars?(?![a-z])"
)
_WIDTH = re.compile(r"width\s*:\s*(\d{1,3}(?:\.\d+)?)\s*%")
_PICTURE = re.compile(
    r"(?:stars?|rating|rate)[/_-]?(?:rating|stars?)?[/_-]?([0-5](?:[._-]5)?)(?:[_-]?stars?)?\.(?:png|gif|svg|jpe?g|webp)|([0-5])[_-]?stars?\.\w{3,4}",
    re.IGNORECASE,
)
_SIGNS = tuple(
    (word, re.compile(rf"(?<![a-z])(?:{names})(?![a-z])"))
    for word, names in (
        ("positive", "positive|plus-sign|thumbs-up|fa-smile|smile|fb-pos|feedback-positive|plus-circle|plus"),
        ("negative", "negative|minus-sign|thumbs-down|fa-frown|frown|fb-neg|feedback-negative|minus-circle|minus"),
        ("neutral", "neutral|fa-meh|meh|fb-neu|feedback-neutral"),
    )
)
_AFTER_LABEL = re.compile(
    r"^([^\d:：]{2,24})[:：]?\s?(\d{1,2}(?:[.,]\d{1,2})?)\s?"
    r"(?:점|分|点|%|(?:/|of|out of|von|sur|de|di|van|из|з|dari|trên|จาก|od|av|af)\s?(\d{1,3})(?:\s[^\W\d]{3,9})?"
    r"|stars?)?$"
)
_TOLD = ("title", "alt", "aria-label", "data-rating", "data-score", "data-stars", "data-grade", "data-rate", "content")
_MOST_STARS = 10
_CALLED = frozenset("star stars rating ratings star-rating stars-rating rating-stars review-rating rate score".split())
_LONGEST = 48  # letters that a drawn rating says to those who do not see it


def stars(text: str) -> str:
    """A rating as stated; drawn stars are counted, and so are stars that a word counts, as "4 sao"."""
    if found := _BESIDE.fullmatch(text.strip()):
        return f"{found[1] or found[2] or found[3]}/5"
    if found := _THUMB.search(text):
        return "positive" if found[0] == "👍" else "negative"
    full, empty = len(_STARS.findall(text)), len(_EMPTY_STARS.findall(text))
    return f"{full}/{full + empty if full + empty in (5, 10) else 5}" if full or empty else text.strip(" ()")


def scaled_in(text: str) -> str:
    """A figure with its scale within a longer line, as "(5/5)"."""
    found = re.search(r"[(\[]\s*(\d{1,2}(?:[.,]\d)?\s?/\s?(?:5|10))\s*[)\]]", text)
    if found is None and len(text) <= _LONGEST and date_in(text):  # "rated 5/5 on 2 January"; in a text it is praise
        found = re.search(r"(?<![\d/.,])([0-5](?:[.,]\d)?\s?/\s?5|(?:\d|10)\s?/\s?10)(?![\d/.,])", text)
    return found[1] if found else ""


def labelled(text: str) -> str:
    """The figure of a short line that a word for rating begins, as "Rating 4.5"; "" where it is no such line."""
    match = _AFTER_LABEL.match(text) if len(text) <= 32 else None
    if match is None or field_of(match[1]) != "rating":
        return ""
    return f"{match[2]}/{match[3]}" if match[3] else match[2]


def rates(box: Box) -> bool:
    """Whether the element is called a rating, and nothing more: `rating_product` names what was rated."""
    return box.size <= _LONGEST and not _CALLED.isdisjoint(_said(box).split())


def drawn(boxes: Iterable[Box]) -> tuple[str, Box] | None:
    """The rating that a block's elements draw or say where text does not, and the element that does."""
    boxes = list(boxes)
    for read in (_stated, _icons, _figured, _wide, _signed):
        found = read(boxes)
        if found:
            return found
    return None


def _stated(boxes: list[Box]) -> tuple[str, Box] | None:
    best = next((b.attrs.get("content") or b.flat for b in boxes if b.attrs.get("itemprop") == "bestRating"), "5")
    for box in boxes:
        if box.attrs.get("itemprop") == "ratingValue" and (value := box.attrs.get("content") or box.flat):
            return f"{value.strip()}/{best.strip()}"[:12], box
        for name in _TOLD:
            text = box.attrs.get(name, "")[:60].strip()
            found = _SCALED.search(text) or _COUNTED.search(text) if text else None
            if found:
                return f"{found[1]}/{found[2] if found.re is _SCALED else 5}", box
            if name.startswith("data-") and re.fullmatch(r"[0-5](?:\.\d)?", text):
                return f"{text}/5", box
            if text and (worded := _WORDED.match(text)):
                return worded[1], box
    return None


def _icons(boxes: list[Box]) -> tuple[str, Box] | None:
    """Icons of stars, full and empty, in one box."""
    for holder in boxes:
        if _stacked(holder):
            continue
        icons = [
            b
            for b in holder.boxes
            if b.tag in ("i", "span", "img", "svg", "em", "li", "a") and b.size <= 2
            if _STAR.search(_said(b)) or _stacked(b)
        ]
        if 2 <= len(icons) <= _MOST_STARS or (len(icons) == 1 and _RATED.search(_said(holder))):
            lit = {b.order for b in icons if _ON.search(_said(b)) or (_stacked(b) and not _dark(b))}
            dark = [b for b in icons if _dark(b) or (0 < len(lit) < len(icons) and b.order not in lit)]
            halves = [b for b in icons if _HALF.search(_said(b))]
            full = len(icons) - len({b.order for b in (*dark, *halves)})
            return f"{f'{full}.5' if halves else full}/{10 if len(icons) == 10 else 5}", holder
    return None


def _stacked(box: Box) -> bool:
    """Whether the box is one star made of several icons, one upon the other."""
    return bool(box.boxes) and "stack" in _said(box) and all(_STAR.search(_said(b)) for b in box.boxes)


def _dark(icon: Box) -> bool:
    if _stacked(icon):
        return all(_OFF.search(_said(b)) for b in icon.boxes)
    return _OFF.search(_said(icon)) is not None


def _figured(boxes: list[Box]) -> tuple[str, Box] | None:
    """A figure in a picture's name or in a class such as `stars-4`."""
    for box in boxes:
        found = _PICTURE.search(box.attrs.get("src", "")[-80:]) if box.tag == "img" else None
        found = found or (_FIGURE.search(_said(box)) if _RATED.search(_said(box)) else None)
        if found:
            return f"{(found[1] or found[2]).replace('_', '.').replace('-', '.')}/5", box
    return None


def _wide(boxes: list[Box]) -> tuple[str, Box] | None:
    """A strip of five stars shown in part."""
    for box in boxes:
        width = _WIDTH.search(box.attrs.get("style", "")[:200])
        near = " ".join(_said(b) for b in (box, box.parent) if b is not None)
        if width and _RATED.search(near) and float(width[1]) <= 100:
            value = float(width[1]) / 20
            return f"{value:.1f}".removesuffix(".0") + "/5", box
    return None


def _signed(boxes: list[Box]) -> tuple[str, Box] | None:
    """A sign of assent or dissent that stands empty."""
    for box in boxes:
        if box.size <= 1 or box.tag in ("i", "img"):
            names = _said(box)
            for word, sign in _SIGNS:
                if sign.search(names):
                    return word, box
    return None


def _said(box: Box) -> str:
    return f"{box.attrs.get('class', '')} {box.attrs.get('src', '')[-60:] if box.tag == 'img' else ''}".lower()
