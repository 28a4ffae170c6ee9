"""Currencies, money words and the shapes of prices, by language."""

from __future__ import annotations

import re

from nlp.units import UNIT, either

PREFIXES = {
    "us$": "USD", "hk$": "HKD", "nz$": "NZD", "au$": "AUD", "a$": "AUD", "ca$": "CAD", "c$": "CAD", "s$": "SGD",
    "nt$": "TWD", "$": "USD", "€": "EUR", "£": "GBP", "r$": "BRL", "mx$": "MXN", "chf": "CHF", "pln": "PLN",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "¥": "CNY", "￥": "CNY", "₩": "KRW", "฿": "THB",
    "₫": "VND", "₽": "RUB", "₱": "PHP", "₿": "BTC", "₹": "INR", "rp": "IDR", "rm": "MYR", "usd": "USD",
    "aud": "AUD", "eur": "EUR", "gbp": "GBP", "btc": "BTC", "xmr": "XMR", "usdt": "USDT", "krw": "KRW",
    "cad": "CAD", "php": "PHP", "thb": "THB", "nzd": "NZD", "sgd": "SGD",
}  # fmt: skip
SUFFIXES = {
    "usd": "USD", "usdt": "USDT", "aud": "AUD", "nzd": "NZD", "cad": "CAD", "sgd": "SGD", "hkd": "HKD",
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "eu": "EUR", "gbp": "GBP", "quid": "GBP",
    "pounds sterling": "GBP", "rmb": "CNY", "cny": "CNY", "元": "CNY", "块": "CNY", "塊": "CNY", "人民币": "CNY",
    "jpy": "JPY", "円": "JPY", "krw": "KRW", "won": "KRW", "원": "KRW", "thb": "THB", "baht": "THB", "บาท": "THB",
    "vnd": "VND", "vnđ": "VND", "₫": "VND", "đ": "VND", "đồng": "VND", "rub": "RUB", "руб": "RUB",
    "рублей": "RUB", "р": "RUB", "₽": "RUB", "idr": "IDR", "rupiah": "IDR", "myr": "MYR", "ringgit": "MYR",
    "php": "PHP", "pesos": "PHP", "piso": "PHP", "btc": "BTC", "xmr": "XMR", "eth": "ETH", "ltc": "LTC",
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "$": "USD", "€": "EUR", "£": "GBP", "฿": "THB",
    "₩": "KRW", "¥": "CNY", "reais": "BRL", "brl": "BRL", "mxn": "MXN", "kč": "CZK", "czk": "CZK",
    "złotych": "PLN", "zloty": "PLN", "zl": "PLN",
    "грн": "UAH", "гривен": "UAH", "тенге": "KZT", "huf": "HUF", "ft": "HUF",
    "港币": "HKD", "港幣": "HKD", "新币": "SGD",
    "eurs": "EUR", "€uro": "EUR", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "kr": "SEK", "pln": "PLN",
    "zł": "PLN", "台币": "TWD", "달러": "USD", "美金": "USD", "刀": "USD", "엔": "JPY", "u": "USDT",
}  # fmt: skip
# Money words that carry their own factor.
FACTORS = {
    "만원": ("KRW", 1e4), "만": ("KRW", 1e4), "천원": ("KRW", 1e3), "tr": ("VND", 1e6), "triệu": ("VND", 1e6),
    "củ": ("VND", 1e6), "jt": ("IDR", 1e6), "juta": ("IDR", 1e6), "rb": ("IDR", 1e3), "ribu": ("IDR", 1e3),
    "万": ("CNY", 1e4), "万円": ("JPY", 1e4), "千円": ("JPY", 1e3), "тыс": ("RUB", 1e3), "т.р": ("RUB", 1e3),
    "тр": ("RUB", 1e3), "к": ("RUB", 1e3), "พัน": ("THB", 1e3), "หมื่น": ("THB", 1e4),
}  # fmt: skip
WHOLE = frozenset("KRW VND IDR JPY".split())
K_LANGUAGES = {"vi": "VND", "id": "IDR", "ms": "MYR", "ru": "RUB", "th": "THB", "tl": "PHP"}
BARE_CURRENCY = {"zh": "CNY", "ru": "RUB", "ko": "KRW", "ja": "JPY", "vi": "VND", "id": "IDR", "th": "THB",
                 "de": "EUR", "nl": "EUR", "fr": "EUR", "es": "EUR", "it": "EUR", "pl": "PLN", "tl": "PHP"}  # fmt: skip
_AMOUNT = (
    r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|"
    r"\d{1,3}(?: \d{3})+(?=\s?(?:р|руб|₽|₫|đ|円|원|kr|zł))|\d+(?:[.,]\d{1,8})?"
)
_END = r"(?![a-zа-яёđ_])"
PREFIXED = re.compile(
    rf"(?<![a-z0-9])(?P<c>{either(list(PREFIXES))})\s?\.?(?P<a>{_AMOUNT})(?:(?P<k>k){_END}|"
    rf"\s?[-–~]\s?[$€£]?(?P<b>{_AMOUNT}))?(?![\d%])"
)
# "P6,000" in the text itself: any code begins with a small p.
PESOS = re.compile(rf"P(?<![A-Za-z0-9]P)(?P<a>{_AMOUNT})(?![\d%])")
SUFFIXED = re.compile(
    rf"(?<![a-zа-я0-9.#])(?<!\d,)(?P<a>{_AMOUNT})(?P<k>k)?\s?(?P<c>{either(list(SUFFIXES))})(?![a-zа-яёđ_\d])"
)
FACTORED = re.compile(
    rf"(?<![a-zа-я0-9.#])(?<!\d,)(?P<a>\d+(?:[.,]\d{{1,3}})?)\s?(?P<f>{either(list(FACTORS))})(?P<r>\d{{1,3}})?(?P<m>천)?\s?(?P<w>원|"
    rf"円|元)?(?![a-zа-яёđ_\d])"
)
THOUSANDS = re.compile(rf"(?<![a-zа-я0-9.,#])(?P<a>\d+(?:[.,]\d+)?)k{_END}")
BARE = re.compile(
    rf"(?P<gap>\s?(?:[:=\-–>]|for|für|voor|pour|por|per|za|за|à|at|@)?\s?|\s(?:반작|한작|반|한|each|ea|pink|hqs?|"
    rf"цена)\s)(?P<a>\d{{2,7}}(?:[.,]\d{{1,3}})?)"
    rf"(?!\d|[.,]\d|\s?(?:{UNIT}|[x×*%]|hours?|days?|hrs?){_END}|\s?%|\s?[-/]\s?\d)"
)
NOT_BEFORE = re.compile(
    r"(?:earn\w*|make|making|win|save|saves|worth|retail\w*(?: price)?(?: per \w+)?|rrp|"
    r"shipping|delivery|postage|express|deposit|"
    r"refund\w*|minimum|over|up to|fee|fees|"
    r"월|주급|일당|배송비|택배비|зарплата|gaji|lương|balance|limit)\W{0,3}(?:\w{1,8}\s)?(?:up to\s)?(?:is\s)?[:=]?\s?$"
)
NOT_AFTER = re.compile(
    r"\s?(?:\+(?!\s?(?:shipping|postage|p&p)))?(?:\s?-\s?\d+)?\s?(?:off|discount|daily|"
    r"a day|per day|a week|per week|per month|a month|"
    r"monthly|(?:shipping|postage|p&p)(?!\s?incl)|fee|refund|minimum|보장)"
)


EACH = re.compile(
    rf"(?<![a-z0-9.,/#])(?P<a>\d{{1,5}}(?:[.,]\d{{1,2}})?)\s?(?:(?:per|a|/|за|p/)\s?(?:g|gr|gram|pill|tab|"
    rf"pc|pcs|piece|unit|oz|cart|bar|г|шт|克|알){_END}|each{_END}|e\.?a\.?{_END}|le g(?:ramme)?{_END}|cada(?: um|"
    rf" una?)?{_END}|isa{_END}|l[’']uno{_END}|pro (?:g|gramm|stück|teil){_END}|za (?:g|sztuk[ęi]){_END}|"
    rf"par g{_END}|/\s?(?:g|gr|pc){_END})"
)
KOREAN_ROW = re.compile(r"(?:반작|한작|두작|한\s?대|반대|한통|반통)\s?(?P<a>\d{2,3})(?![\d.,만천원g%])")
HAN_ROW = re.compile(r"(?<=[\u4e00-\u9fff])(?P<a>\d{1,5})(?:一|/|每)(?:克|斤|g|包|片|颗|粒)")
# A number behind a drug's own name, closed by what ends a row: "3mmc 30, md 40".
NAMED_ROW = re.compile(
    rf"\s?(?:[:=\-–]|for|für|voor|pour|por|za|за|à|at|@)?\s?(?P<a>\d{{2,6}})"
    rf"(?=\s?(?:[,;/\n|.](?!\d)|$|le g|per{_END}|each|cada|isa|pro g|et |and |und |en |y |e |i |и ))"
)
