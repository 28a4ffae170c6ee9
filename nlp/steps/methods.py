"""Shipping methods and concealment, by lexicon, with negation bounded by the clause."""

from __future__ import annotations

import re

from nlp.candidates import Hit
from nlp.near import Near
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind, Status

_SHIPPING = re.compile(
    r"ship|deliver|\bpost|mail|\bsen[dt]|order|packag|parcel|courier|dispatch|arriv|배송|발송|택배|보내|доставк|"
    r"посыл|отправ|почт|kirim|paket|gửi|giao|ส่ง|送|寄|邮|郵|发货|"
    r"chuyển phát|hantar|発送|配送|vers[ae]nd|lieferung|env[ií]|livraison|verzend|verzon|padala|padeliver|tracking|"
    r"sped|pacc[oh]|corrier|wysył|przesył|paczk|paquet|colis|pack[iy]|verp[aoe]|embal|imballa|confezion|pakow|"
    r"encomenda|entreg|correo|郵|包装|包裝|梱包|포장|đóng gói|แพ็ค|bungkus|kemas|упаков|balot|pengirim|penghantar|包"
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
    trade = _trade(sheet)
    for hit in sheet.hits_of(*_KINDS):
        if not sheet.is_masked(hit.start, hit.end):
            _add(sheet, hit, trade)


def _trade(sheet: Sheet) -> Near:
    """Where the text trades: asserted drugs and words of the hidden trade."""
    drugs = [(m.start, m.end) for m in sheet.of(MentionKind.DRUG) if m.status is Status.ASSERTED]
    return Near(drugs + [(hit.start, hit.end) for hit in sheet.hits_of("shady")])


def _add(sheet: Sheet, hit: Hit, trade: Near) -> None:
    value = hit.term.canonical
    evidence: tuple[str, ...] = ()
    score = 0.9
    if hit.term.ambiguity or hit.term.kind == "concealment":
        score, evidence = _weigh(sheet, hit, trade)
    negated = bool(_NEGATION.search(sheet.before(hit.start, 36)) or _NEGATED_AFTER.match(sheet.after(hit.end, 16)))
    if negated and value in _FLIPPED:
        value, negated = _FLIPPED[value], False
    sheet.add(
        _KINDS[hit.term.kind], (hit.start, hit.end), value=value, rule=f"lexicon:{hit.term.where}", score=score,
        suspected=score < sheet.threshold, evidence=evidence, negated=negated,
    )  # fmt: skip


def _of_trade(hit: Hit) -> bool:
    """Ways of handing over that a drug's name nearby explains better than a parcel does."""
    return hit.term.canonical in ("drop", "hand_delivery", "courier", "digital")


def _weigh(sheet: Sheet, hit: Hit, trade: Near) -> tuple[float, tuple[str, ...]]:
    """Words of daily life ("vacuum", "magnet", "fast") count only beside shipping or the trade."""
    reach = 14 if hit.term.ambiguity == 2 else 60
    near = sheet.shade[max(0, hit.start - reach) : hit.end + reach]
    shipping = _SHIPPING.search(near)
    if shipping:
        return (0.9, 0.6, 0.5)[min(hit.term.ambiguity, 2)], (f"shipping+ {shipping[0]}",)
    traded = (hit.term.kind == "concealment" or _of_trade(hit)) and trade.within(hit.start, hit.end, 160)
    if traded:
        return (0.85, 0.6, 0.5)[min(hit.term.ambiguity, 2)], (f"trade+ {sheet.text[slice(*traded[0])]}",)
    return 0.3, ()
