"""Prices that are for one unit ("$45/g", "45만 g당", "一克", "за грамм", "each"), and prices that are not for goods."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from nlp.units import UNIT, UNITS

_END = r"(?![^\W\d_])"
_AFTER = re.compile(
    rf"\s?(?:(?:/|per|p/|an|a|pro|je|le|la|les|el|il|al|par|por|por cada|cada|der|das|за|на|mỗi|một|kada|bawat|isang|"
    rf"setiap|untuk|tiap|each)\s?(?:1\s?)?(?P<a>{UNIT}){_END}|(?:/\s?[1一]?|每|一)(?P<h>{UNIT})|(?:/|ต่อ)\s?(?P<t>{UNIT}))"
)
_BEFORE = re.compile(
    rf"(?:(?<![^\W\d_])(?:per|price per|pro|je|por|par|за|цена за|mỗi|setiap|tiap|kada|bawat)\s(?P<a>{UNIT})|"
    rf"[每一](?P<h>{UNIT})|(?<![^\W\d_])(?P<k>{UNIT})\s?(?:당|ละ|あたり|につき))\s?[:=\-–]?\s?(?:은|는)?\s?$"
)
_PIECE = re.compile(
    r"\s?(?:each|ea|e\.a\.|apiece|a piece|a pop|/\s?ea|per piece|le stuk|per stuk|pro stück|cadauno|cada uno|"
    r"за штуку|за шт|bawat isa|kada isa|ang isa|一个|每个|つ)(?![a-zа-яё])"
)
_REACH = 24
_POST = (
    r"shipping|postage|delivery|shipment|courier fee|p&p|tracking|배송비?|택배비?|운송비|运费|運費|邮费|快递费?|"
    r"доставк\w*|пересыл\w*|versand\w*|porto|envío|frais de port|livraison|verzending|verzendkosten|ongkir|"
    r"ongkos kirim|phí ship|tiền ship|ค่าส่ง|送料|padala"
)
_POST_BEFORE = re.compile(
    rf"(?<![^\W\d_])(?<!free )(?<!incl )(?<!including )(?:{_POST})(?:\s?[:=\-–(]|\s(?:is|cost\w*|fee|price|within|to|"
    r"in|for|outside|rest of))?(?:\s[^\W\d_]{1,12}){0,3}\s?[:=\-–(]?\s?\+?\s?$"
)
# On the price's own line, and no label of a price behind it ("50만원 배송비 1만원").
_POST_AFTER = re.compile(
    rf"[^\S\n]?(?:for\s|za\s|за\s)?(?:tracked\s|express\s)?(?>{_POST})"
    r"(?!\s?(?:incl|free|inbegrepen|inkl|포함|무료|бесплат|免费|無料|miễn phí|ฟรี|gratis)|"
    r"[^\S\n]?[:=\-–(]?[^\S\n]?[$€£₩¥฿₫₽]?\d)"
)


class Each(NamedTuple):
    """`unit` is "" where the price is for each of what stands beside it."""

    amount: Decimal
    unit: str
    says: str
    span: tuple[int, int]


def each(shade: str, start: int, end: int) -> Each | None:
    """What one unit the price of this span is for, by the words right behind or before it."""
    match = _AFTER.match(shade, end)
    if match:
        return _one(match[0], match["a"] or match["h"] or match["t"], match.span(), "behind")
    piece = _PIECE.match(shade, end)
    if piece:
        return Each(Decimal(1), "", f"“{piece[0].strip()}” behind the price", piece.span())
    low = max(0, start - _REACH, shade.rfind("\n", 0, start) + 1)
    match = _BEFORE.search(shade[low:start])
    if match:
        span = (low + match.start(), low + match.end())
        return _one(match[0], match["a"] or match["h"] or match["k"], span, "before")
    return None


def _one(words: str, written: str, span: tuple[int, int], where: str) -> Each:
    unit = UNITS[written]
    says = f"price of one unit: “{words.strip()}” {where} it"
    return Each(Decimal(str(unit.factor)), unit.base, says, span)


def postage(shade: str, start: int, end: int) -> bool:
    """Whether the price is asked for the sending, not for the goods."""
    low = max(0, start - 2 * _REACH, shade.rfind("\n", 0, start) + 1)
    return bool(_POST_BEFORE.search(shade[low:start]) or _POST_AFTER.match(shade, end))
