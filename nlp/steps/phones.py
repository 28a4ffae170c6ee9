"""Telephone numbers: international ones by their plus, local ones by their shape or the word before them."""

from __future__ import annotations

import re

from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind

_PLUS = re.compile(r"(?<![\w+])(?:\+|00(?=[1-9]))\s?[1-9](?:[\s.\-]?\(?\d\)?){8,14}(?!\d)")
_LOCAL = re.compile(
    r"(?<![\w.\-+])(?:01[016789][\- ]?\d{3,4}[\- ]?\d{4}|\(\d{3}\)\s?\d{3}[\- .]\d{4}|\d{3}-\d{3}-\d{4}|"
    r"07\d{3}[ \-]?\d{3}[ \-]?\d{3}"
    r"|0[89]\d{2}[ \-.]?\d{3}[ \-.]?\d{3,4}|0[3-9]\d[ \-.]?\d{3}[ \-.]?\d{4})(?![\w\-])"
)
_LABEL = re.compile(
    r"(what'?s? ?app|wa|signal|telegram|viber|zalo|call|text|phone|tel|sms|"
    r"전화|연락처|тел|โทร|hp|电话)[\s.:=\-–>(*]{0,12}$"
)
_SERVICES = {"wa": "whatsapp", "signal": "signal", "telegram": "telegram", "viber": "viber", "zalo": "zalo"}


def step(sheet: Sheet) -> None:
    if not any(char.isdigit() for char in sheet.text):
        return
    for match in _PLUS.finditer(sheet.text):
        _add(sheet, match, plus=True)
    for match in _LOCAL.finditer(sheet.text):
        _add(sheet, match, plus=False)


def _add(sheet: Sheet, match: re.Match[str], *, plus: bool) -> None:
    start, end = match.span()
    if sheet.is_masked(start, end):
        return
    before = sheet.shade[max(0, start - 24) : start]
    label = _LABEL.search(before)
    shaped = plus or "-" in match[0] or "(" in match[0]
    if not label and not shaped:
        return
    digits = re.sub(r"\D", "", match[0])
    value = f"+{digits.removeprefix('00')}" if plus else match[0].strip()
    service = "phone"
    if label:
        service = "whatsapp" if label[1].startswith("what") else _SERVICES.get(label[1], "phone")
    sheet.add(MentionKind.CONTACT, (start, end), value=value, rule="contact:phone", score=0.85, service=service)
    sheet.mask(start, end)
