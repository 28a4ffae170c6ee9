"""Purity in per cent: needs a word of purity or a drug beside it, and nothing that is counted in per cent after it."""

from __future__ import annotations

import re

from nlp.begins import matches
from nlp.near import Near
from nlp.numbers import plain
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind

_PERCENT = re.compile(
    r"(?<![a-z0-9.,])(?P<a>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%?\s?[-–~]\s?(?P<b>\d{1,3}(?:[.,]\d{1,2})?)\s?)?\+?\s?"
    r"(?:%|％|percent|per cent|prozent|процент\w*|퍼센트|프로(?![가-힣])|persen|phần trăm|เปอร์เซ็นต์)\+?"
)
_WORD = re.compile(
    r"pur|uncut|grade|thc|cbd|純|纯|순도|чист|tinh khiết|ความบริสุทธิ์|kemurnian|quality|reinheit|pureza|"
    r"pureté|lab.?test|tested|potency|isomer|含量|순수"
)
_NAMED = re.compile(r"(?:순도|纯度|純度|чистота|purity|kemurnian|ketulenan|độ tinh khiết|ความบริสุทธิ์)\W{0,3}$")
_OTHER = re.compile(
    r"off|discount|refund|reship|escrow|deliver|success|satisf|sav(?:e|ing)|deposit|commission|bonus|"
    r"feedback|positive|smell|odou?r|stealth|legit|safe|secur|"
    r"free|guarant|real\b|authentic|anonym|chance|할인|折|скидк|гарант|환불|보장|indica|sativa|human|natural|"
    r"organic|more|extra|trust|happy|customer"
)


def step(sheet: Sheet) -> None:
    drugs = Near((hit.start, hit.end) for hit in sheet.hits_of("name", "slang") if hit.term.ambiguity < 2)
    for match in matches(_PERCENT, sheet.shade, sheet.numbers):
        low = float(match["a"].replace(",", "."))
        high = float(match["b"].replace(",", ".")) if match["b"] else None
        if low > 100 or (high or 0) > 100 or low < 1 or sheet.is_masked(*match.span()):
            continue
        if _is_purity(sheet, match, drugs):
            value = plain(low) if high is None else (plain(low), plain(high))
            sheet.add(MentionKind.PURITY, match.span(), value=value, rule="purity", score=0.85)


def _is_purity(sheet: Sheet, match: re.Match[str], drugs: Near) -> bool:
    before, after = sheet.before(match.start(), 30), sheet.after(match.end(), 30)
    if _NAMED.search(before):
        return True
    if _OTHER.search(after[:22]) or (
        re.search(r"(?:up to|save|get|discount|할인)\W{0,3}$", before) and not _WORD.search(after[:16])
    ):
        return False
    if _WORD.search(before) or _WORD.search(after):
        return True
    beside = drugs.within(match.start(), match.end(), 60)
    return any(start - 28 <= match.end() and match.start() <= end + 20 for start, end in beside)
