"""Prices of the goods: with a currency, by a money word of the language, or bare behind an amount in a menu."""

from __future__ import annotations

import re

from nlp.language import guess
from nlp.numbers import amount, plain
from nlp.sheet import Sheet
from nlp.units import UNIT, either
from tidewaiter.model.mention import MentionKind

_PREFIXES = {
    "us$": "USD", "hk$": "HKD", "nz$": "NZD", "au$": "AUD", "a$": "AUD", "ca$": "CAD", "c$": "CAD", "s$": "SGD",
    "nt$": "TWD", "$": "USD", "€": "EUR", "£": "GBP",
    "¥": "CNY", "￥": "CNY", "₩": "KRW", "฿": "THB", "₫": "VND", "₽": "RUB", "₱": "PHP", "₿": "BTC", "₹": "INR",
    "rp": "IDR", "rm": "MYR", "usd": "USD", "aud": "AUD",
    "eur": "EUR", "gbp": "GBP", "btc": "BTC", "xmr": "XMR", "usdt": "USDT", "krw": "KRW", "cad": "CAD",
    "php": "PHP", "thb": "THB", "nzd": "NZD", "sgd": "SGD",
}  # fmt: skip
_SUFFIXES = {
    "usd": "USD", "usdt": "USDT", "aud": "AUD", "nzd": "NZD", "cad": "CAD", "sgd": "SGD", "hkd": "HKD",
    "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "eu": "EUR", "gbp": "GBP", "quid": "GBP", "pounds sterling": "GBP", "rmb": "CNY", "cny": "CNY", "元": "CNY",
    "块": "CNY", "塊": "CNY", "人民币": "CNY", "jpy": "JPY",
    "円": "JPY", "krw": "KRW", "won": "KRW", "원": "KRW", "thb": "THB", "baht": "THB", "บาท": "THB", "vnd": "VND",
    "vnđ": "VND", "₫": "VND", "đ": "VND",
    "đồng": "VND", "rub": "RUB", "руб": "RUB", "рублей": "RUB", "р": "RUB", "₽": "RUB", "idr": "IDR",
    "rupiah": "IDR", "myr": "MYR", "ringgit": "MYR",
    "php": "PHP", "pesos": "PHP", "piso": "PHP", "btc": "BTC", "xmr": "XMR", "eth": "ETH", "ltc": "LTC",
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "$": "USD", "€": "EUR",
    "£": "GBP", "฿": "THB", "₩": "KRW", "¥": "CNY", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK",
    "kr": "SEK", "pln": "PLN", "zł": "PLN", "台币": "TWD", "달러": "USD",
    "美金": "USD", "刀": "USD", "엔": "JPY", "u": "USDT",
}  # fmt: skip
# Money words that carry their own factor.
_FACTORS = {
    "만원": ("KRW", 1e4), "만": ("KRW", 1e4), "천원": ("KRW", 1e3), "tr": ("VND", 1e6), "triệu": ("VND", 1e6),
    "củ": ("VND", 1e6), "jt": ("IDR", 1e6),
    "juta": ("IDR", 1e6), "rb": ("IDR", 1e3), "ribu": ("IDR", 1e3), "万": ("CNY", 1e4), "万円": ("JPY", 1e4),
    "千円": ("JPY", 1e3), "тыс": ("RUB", 1e3), "т.р": ("RUB", 1e3),
    "тр": ("RUB", 1e3), "к": ("RUB", 1e3), "พัน": ("THB", 1e3), "หมื่น": ("THB", 1e4),
}  # fmt: skip
_WHOLE = frozenset("KRW VND IDR JPY".split())
_K_LANGUAGES = {"vi": "VND", "id": "IDR", "ms": "MYR", "ru": "RUB", "th": "THB", "tl": "PHP"}
_BARE_CURRENCY = {"zh": "CNY", "ru": "RUB", "ko": "KRW", "ja": "JPY", "vi": "VND", "id": "IDR", "th": "THB"}
_AMOUNT = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,3}(?: \d{3})+(?=\s?(?:р|руб|₽|₫|đ|円|원|kr|zł))|\d+(?:[.,]\d{1,8})?"
_END = r"(?![a-zа-яёđ_])"
_PREFIXED = re.compile(
    rf"(?<![a-z0-9])(?P<c>{either(list(_PREFIXES))})\s?\.?(?P<a>{_AMOUNT})(?:(?P<k>k){_END}|"
    rf"\s?[-–~]\s?[$€£]?(?P<b>{_AMOUNT}))?(?![\d%])"
)
_SUFFIXED = re.compile(
    rf"(?<![a-zа-я0-9.,#])(?P<a>{_AMOUNT})(?P<k>k)?\s?(?P<c>{either(list(_SUFFIXES))})(?![a-zа-яёđ_\d])"
)
_FACTORED = re.compile(
    rf"(?<![a-zа-я0-9.,#])(?P<a>\d+(?:[.,]\d{{1,3}})?)\s?(?P<f>{either(list(_FACTORS))})(?P<r>\d{{1,3}})?(?P<m>천)?\s?(?P<w>원|"
    rf"円|元)?(?![a-zа-яёđ_\d])"
)
_THOUSANDS = re.compile(rf"(?<![a-zа-я0-9.,#])(?P<a>\d+(?:[.,]\d+)?)k{_END}")
_BARE = re.compile(
    rf"(?P<gap>\s?(?:[:=\-–>]|for|за|@)?\s?|\s(?:반작|한작|반|한|each|ea|pink|hqs?|цена)\s)(?P<a>\d{{2,7}}(?:[.,]\d{{1,3}})?)"
    rf"(?!\d|[.,]\d|\s?(?:{UNIT}|[x×*%]|hours?|days?|hrs?){_END}|\s?%|\s?[-/]\s?\d)"
)
_NOT_BEFORE = re.compile(
    r"(?:earn\w*|make|making|win|save|saves|worth|retail\w*|rrp|shipping|delivery|postage|express|deposit|"
    r"refund\w*|minimum|over|up to|fee|fees|"
    r"월|주급|일당|배송비|택배비|зарплата|gaji|lương|balance|limit)\W{0,3}(?:\w{1,8}\s)?(?:up to\s)?(?:is\s)?[:=]?\s?$"
)
_NOT_AFTER = re.compile(
    r"\s?\+?(?:\s?-\s?\d+)?\s?(?:off|discount|daily|a day|per day|a week|per week|per month|a month|"
    r"monthly|shipping|postage|p&p|fee|refund|minimum|보장)"
)


_EACH = re.compile(
    rf"(?<![a-z0-9.,/#])(?P<a>\d{{1,5}}(?:[.,]\d{{1,2}})?)\s?(?:(?:per|a|/|за|p/)\s?(?:g|gr|gram|pill|tab|"
    rf"pc|pcs|piece|unit|oz|cart|bar|г|шт|克|알){_END}|each{_END}|e\.?a\.?{_END})"
)
_KOREAN_ROW = re.compile(r"(?:반작|한작|두작|한\s?대|반대|한통|반통)\s?(?P<a>\d{2,3})(?![\d.,만천원g%])")
_HAN_ROW = re.compile(r"(?<=[\u4e00-\u9fff])(?P<a>\d{1,5})(?:一|/|每)(?:克|斤|g|包|片|颗|粒)")


def step(sheet: Sheet) -> None:
    shade = sheet.shade
    if not any(map(str.isdigit, shade)):
        return
    language = sheet.language or guess(sheet.text)
    for match in _FACTORED.finditer(shade):
        _add_factored(sheet, match)
    for pattern, table in ((_PREFIXED, _PREFIXES), (_SUFFIXED, _SUFFIXES)):
        for match in pattern.finditer(shade):
            _add_marked(sheet, match, table, language)
    if language in _K_LANGUAGES:
        for match in _THOUSANDS.finditer(shade):
            _add(sheet, match.span(), amount(match["a"]) * 1000, currency=_K_LANGUAGES[language], rule="thousands")
    _add_bare(sheet, language)
    for match in _EACH.finditer(shade):
        _add_unmarked(sheet, match.span("a"), amount(match["a"]), currency=_BARE_CURRENCY.get(language or ""))
    if language == "ko":
        for match in _KOREAN_ROW.finditer(shade):
            _add_unmarked(sheet, match.span("a"), amount(match["a"]) * 10_000, currency="KRW")
    if language == "zh":
        for match in _HAN_ROW.finditer(shade):
            _add_unmarked(sheet, match.span("a"), amount(match["a"]), currency="CNY")


def _add_factored(sheet: Sheet, match: re.Match[str]) -> None:
    currency, factor = _FACTORS[match["f"]]
    if match["w"] == "円":
        currency = "JPY"
    value = amount(match["a"]) * factor
    if match["r"]:  # 1tr2 is 1.2 million; 1만4천 is 14,000
        value += int(match["r"]) * (1000 if match["m"] else factor / 10 ** len(match["r"]))
    elif match["m"]:
        return
    if match["f"] in ("к", "tr", "tp", "тр") and float(match["a"].replace(",", ".")) > 1000:
        return
    _add(sheet, match.span(), value, currency=currency, rule="money-word")


def _add_marked(sheet: Sheet, match: re.Match[str], table: dict[str, str], language: str | None) -> None:
    currency = table[match["c"]]
    if match["c"] in ("¥", "￥") and language == "ja":
        currency = "JPY"
    if match["c"] == "฿" and ("." in match["a"] and amount(match["a"]) < 10):
        currency = "BTC"  # Dream Market wrote bitcoin with the baht sign
    if match["c"] in ("u", "eu", "kr", "р", "刀") and sheet.shade[match.end() : match.end() + 1].isdigit():
        return
    value = amount(match["a"], whole=currency in _WHOLE) * (1000 if match["k"] else 1)
    _add(sheet, match.span(), value, currency=currency, rule="marked")


def _add_bare(sheet: Sheet, language: str | None) -> None:
    """A number right behind an amount is its price in a menu ("1g 800"), unless another unit follows it."""
    marked = sheet.of(MentionKind.PRICE)
    for quantity in sheet.of(MentionKind.QUANTITY):
        if quantity.more.get("measure") != "amount":
            continue
        match = _BARE.match(sheet.shade, quantity.end)
        if not match or any(price.start < match.end() and match.start() < price.end for price in marked):
            continue
        value = amount(match["a"])
        currency = _BARE_CURRENCY.get(language or "")
        if language == "ko":
            value *= 10_000 if value < 1000 else 1
        elif language in ("vi", "id") and value < 10_000:
            value *= 1000
        elif currency is None and marked:
            currency = str(marked[0].more.get("currency"))
        _add(sheet, match.span("a"), value, currency=currency, rule="menu", score=0.7)


def _add_unmarked(sheet: Sheet, span: tuple[int, int], value: float, *, currency: str | None) -> None:
    if not any(price.start < span[1] and span[0] < price.end for price in sheet.of(MentionKind.PRICE)):
        _add(sheet, span, value, currency=currency, rule="each", score=0.7)


def _add(
    sheet: Sheet, span: tuple[int, int], value: float, *, currency: str | None, rule: str, score: float = 0.9
) -> None:
    start, end = span
    if sheet.is_masked(start, end) or not value:
        return
    if _NOT_BEFORE.search(sheet.before(start, 30)) or _NOT_AFTER.match(sheet.after(end, 20)):
        return
    start, end = span = (start, start + len(sheet.text[start:end].rstrip()))
    if any(
        hit.end <= start <= hit.end + 16 and "\n" not in sheet.text[hit.end : start]
        for hit in sheet.hits_of("ship_method")
    ):
        return  # "Signed for £2.60" is postage
    sheet.add(MentionKind.PRICE, span, value=plain(value), rule=f"price:{rule}", score=score, currency=currency)
