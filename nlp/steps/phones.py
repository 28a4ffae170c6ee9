"""Telephone numbers: international ones by their plus, local ones by their shape or the word before them."""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.begins import beginning, matches, starts
from nlp.calling import country
from nlp.candidates import Hit
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind

_PLUS = re.compile(r"(?<![\w+])(?:\+|00(?=[1-9]))\s?[1-9](?:[\s.\-]{0,2}\(?\d\)?){7,14}(?!\d)")
_PLUS_BEGINS = beginning("+0", not_behind=r"\w+")
# Shapes of one country, and shapes that several share (their country stays open).
_LOCAL = tuple(
    (re.compile(rf"(?<![\w.\-+/:])(?:{shape})(?![\w\-]|[.:/]\d)"), code)
    for shape, code in (
        (r"01[016789][\- .]?\d{3,4}[\- .]?\d{4}", "KR"),
        (r"1[3-9]\d(?:[\- ]?\d{4}){2}", "CN"),
        (r"8[\- ]?\(?9\d{2}\)?[\- ]?\d{3}[\- ]?\d{2}[\- ]?\d{2}", "RU"),
        (r"0[789]0[\- ]\d{4}[\- ]\d{4}", "JP"),
        (r"\(\d{3}\)\s?\d{3}[\- .]\d{4}|\d{3}-\d{3}-\d{4}", None),
        (r"07\d{3}[ \-]?\d{3}[ \-]?\d{3}", "GB"),
        (r"0[89]\d{2}[ \-.]?\d{3,4}[ \-.]?\d{3,5}|0[3-9]\d[ \-.]?\d{3}[ \-.]?\d{4}|0\d{2}[ \-.]\d{4}[ \-.]\d{4}", None),
    )
)
_LOCAL_BEGINS = beginning(r"\d(", not_behind=r"\w.\-+/:", then=r"(?=[\d\s().\-]{9})")  # the shortest shape is of ten
_WORD = re.compile(
    r"(?:(?<![a-z])(?:w\.?a|what'?s? ?app|call|text|phone|tel|cell|mob(?:ile)?|sms|hp|no ?hp|sdt|sđt|đt|lh|gọi|hubungi|"
    r"telp|telepon|number)|전화|연락처?|문의|폰|번호|(?<![а-яё])тел(?:ефон)?|звон\w{0,6}|номер|โทร|เบอร์|电话|電話|手机|手機|携帯|联系)"
    r"[^\w\n]{0,12}(?:(?:me|us|at|on|is|lang|sa|ko|ke|ở|на|по|は)(?![a-z])[^\w\n]{0,4}){0,3}$"
)
_FAR = 24  # characters between a messenger's name and its number
_SMALL = re.compile(r"(?:[^\w+]|(?<!\w)(?:me|us|on|at|is|id|no|number|only|sa|ke|app|lang|po|번호|아이디|号)(?!\w))*")


def step(sheet: Sheet, services: list[Hit]) -> None:
    if not any(char.isdigit() for char in sheet.text):
        return
    for match in matches(_PLUS, sheet.text, starts(_PLUS_BEGINS, sheet.text)):
        _add(sheet, match, services, digits=_digits(match[0]))
    begins = starts(_LOCAL_BEGINS, sheet.text)
    for shape, code in _LOCAL if begins else ():
        for match in matches(shape, sheet.text, begins):
            _add(sheet, match, services, digits="", code=code)


def _digits(written: str) -> str:
    """The digits of an international number; its "(0)" is dialled only inside the country."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    return digits if written.startswith("+") else digits.removeprefix("00")


def _add(sheet: Sheet, match: re.Match[str], services: list[Hit], *, digits: str, code: str | None = None) -> None:
    start, end = match.span()
    if sheet.is_masked(start, end):
        return
    service = _service(sheet, start, services)
    labelled = service or _WORD.search(sheet.shade, max(0, start - _FAR), start)
    if digits:
        code = country(digits)
        written = match[0].startswith("+") or bool(re.search(r"[\s.\-(]", match[0]))
        if not code or not 8 <= len(digits) <= 15 or not (labelled or written):
            return
    elif not labelled and not re.search(r"[\-(]", match[0]):
        return
    sheet.add(
        MentionKind.CONTACT, (start, end), value=f"+{digits}" if digits else match[0].strip(), rule="contact:phone",
        score=0.85, service=service or "phone", country=code,
    )  # fmt: skip
    sheet.mask(start, end)


def _service(sheet: Sheet, start: int, services: list[Hit]) -> str | None:
    """The messenger named right before the number."""
    at = bisect_right(services, start, key=lambda hit: hit.end)
    if not at or start - services[at - 1].end > _FAR:
        word = re.search(r"(?<![a-z])w\.a[^\w\n]{0,8}$", sheet.shade[max(0, start - _FAR) : start])
        return "whatsapp" if word else None
    hit = services[at - 1]
    if not _SMALL.fullmatch(sheet.shade, hit.end, start):
        return None
    return "phone" if hit.term.shade == "тел" else hit.term.canonical
