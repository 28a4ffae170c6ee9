"""Which field a label names; the words are in label_table."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from crawler.readers.generic.label_table import TABLE

# Labels of one common word: taken only with a colon, in a cell, or before a link, never as a bare word in prose.
WEAK = frozenset(
    "from to by since online about time when name user store shop title offer product details information available "
    "score location country cost user listing sold positive date time age class type unit payment payments amount "
    "delivery shipping level terms feedback review comment comments message text rating ratings stars orders deals "
    "sales origin asal except excluded protection posted section joined stock data ora nota note tên ngày giá ชื่อ "
    "nama produk товар имя дата время доставка отправка datum titel name artikel produit 상품 제목 内容 时间 "
    "cena nazwa opis left remaining created profile id model brand waga ilość satış purchases bought "
    "overview details sobre détails detalles dettagli detalhes introduction alta commandes inscription "
    "payment оплата  puan pris fiyat ocena paiement pago pagamento zahlung betaling sku merk "
    "marca marque marke 소개 简介 紹介 编号 "
    "商品 标题 作者 내용 이름 날짜 ราคา สินค้า pseudo valor sisa envio envío".split()
)

# Pictures and arrows round a label are ornament; letters of Thai that \\w leaves out are not.
_ORNAMENT = r"\s:：\-–—*•|»>\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
_ENDS = re.compile(rf"[{_ORNAMENT}.．]+$|^[{_ORNAMENT}]+")
_BRACKETS = re.compile(r"\s*[\(\[（【][^\)\]）】]{0,40}[\)\]）】]\s*")


def fold_label(text: str) -> str:
    """A label as the table holds it: NFC, lower case, no closing colon or dash, nothing in brackets, single spaces."""
    folded = unicodedata.normalize("NFC", text).casefold()
    folded = (
        _BRACKETS.sub(" ", folded) if "(" in folded or "（" in folded or "[" in folded or "【" in folded else folded
    )
    return " ".join(_ENDS.sub("", folded).split())


def _compiled() -> dict[str, str]:
    known: dict[str, str] = {}
    for name, words in TABLE.items():
        for word in words.split("|"):
            folded = fold_label(" ".join(word.split()))
            if folded:
                known.setdefault(folded, name)
    return known


LABELS = _compiled()
LABEL_LIMIT = 48


def field_of(text: str) -> str:
    """The field that a label names, "" where the text is no label we know."""
    return _known(text) if len(text) <= LABEL_LIMIT else ""


@lru_cache(maxsize=16_384)
def _known(text: str) -> str:
    return LABELS.get(fold_label(text), "")
