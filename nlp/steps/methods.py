"""Shipping methods and concealment, by lexicon, with negation bounded by the clause."""

from __future__ import annotations

import re

from nlp.candidates import Hit
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind

_SHIPPING = re.compile(
    r"ship|deliver|\bpost|mail|\bsen[dt]|order|packag|parcel|courier|dispatch|arriv|배송|발송|택배|보내|доставк|"
    r"посыл|отправ|почт|kirim|paket|gửi|giao|ส่ง|送|寄|邮|郵|发货|"
    r"versand|lieferung|envío|livraison|verzend|padala|padeliver|tracking"
)
_NEGATION = re.compile(
    r"(?:\b(?:no|not|non|without|never|don[’']?t|doesn[’']?t|won[’']?t|cannot|can[’']?t|isn[’']?t|"
    r"aren[’']?t|ohne|kein\w*|sans|sin|zonder|geen|tanpa|tidak|bukan|không|walang?|hindi)\b|"
    r"n't |не |без |нет |不用|不|没有|無|ไม่|안 )[^,:()\[\]–—]{0,28}$"
)
_NEGATED_AFTER = re.compile(
    r"\s?(?:제로|아니고|아닌|말고|없음|없이|없어|안\s?해|안\s?함|불가|x(?![a-z0-9])|нет|не делаю|なし|無し|ไม่มี|: no\b|"
    r"not (?:available|included|used|offered)|unavailable)"
)
_FLIPPED = {"tracked": "untracked", "signature": "no_signature"}
_KINDS = {"ship_method": MentionKind.SHIP_METHOD, "concealment": MentionKind.CONCEALMENT}


def step(sheet: Sheet) -> None:
    for hit in sheet.hits_of(*_KINDS):
        if not sheet.is_masked(hit.start, hit.end):
            _add(sheet, hit)


def _add(sheet: Sheet, hit: Hit) -> None:
    value = hit.term.canonical
    evidence: tuple[str, ...] = ()
    score = 0.9
    if hit.term.ambiguity:
        reach = 45 if hit.term.ambiguity == 1 else 14
        near = sheet.shade[max(0, hit.start - reach) : hit.start] + " " + sheet.shade[hit.end : hit.end + reach]
        shipping = _SHIPPING.search(near)
        if shipping:
            evidence = (f"shipping+ {shipping[0]}",)
        score = (0.6 if shipping else 0.3) if hit.term.ambiguity == 1 else (0.5 if shipping else 0.2)
    negated = bool(_NEGATION.search(sheet.before(hit.start, 36)) or _NEGATED_AFTER.match(sheet.after(hit.end, 16)))
    if negated and value in _FLIPPED:
        value, negated = _FLIPPED[value], False
    sheet.add(
        _KINDS[hit.term.kind], (hit.start, hit.end), value=value, rule=f"lexicon:{hit.term.where}", score=score,
        suspected=score < sheet.threshold, evidence=evidence, negated=negated,
    )  # fmt: skip
