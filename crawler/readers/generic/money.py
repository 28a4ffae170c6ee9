"""Amounts of money in text: every number style, currency codes, signs and words, and coins.

Amounts stay decimal text as the page stated them, without the separators of thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_CODES = (
    "USD EUR GBP AUD CAD NZD CHF SEK NOK DKK PLN CZK HUF RON RUB UAH JPY CNY KRW VND THB IDR MYR SGD PHP INR TWD HKD "
    "BRL MXN TRY ZAR ILS AED"
).split()
_COINS = "BTC XMR LTC ETH BCH USDT USDC DASH ZEC DOGE TRX BNB SOL".split()
COINS = frozenset(_COINS)

# Signs and words: longest first in the pattern. "¥", "฿" and bare "kr" mean two things each; see `_settle`.
_WORDS = {
    "us$": "USD", "u$d": "USD", "$us": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "r$": "BRL", "mx$": "MXN", "$": "USD", "＄": "USD", "dollars": "USD",
    "dollar": "USD", "달러": "USD", "美元": "USD", "美金": "USD", "ドル": "USD", "долларов": "USD", "доллар": "USD",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "유로": "EUR", "欧元": "EUR", "ユーロ": "EUR", "евро": "EUR",
    "£": "GBP", "pounds": "GBP", "￡": "GBP", "¥": "¥", "￥": "¥", "円": "JPY", "yen": "JPY", "엔": "JPY",
    "元": "CNY", "人民币": "CNY", "rmb": "CNY", "块": "CNY", "원": "KRW", "₩": "KRW", "￦": "KRW", "won": "KRW",
    "₫": "VND", "đ": "VND", "đồng": "VND", "vnđ": "VND", "฿": "฿", "บาท": "THB", "baht": "THB",
    "rp": "IDR", "rupiah": "IDR", "rm": "MYR", "ringgit": "MYR", "₱": "PHP", "piso": "PHP", "peso": "PHP", "php": "PHP",
    "₽": "RUB", "руб": "RUB", "рублей": "RUB", "рубля": "RUB", "р.": "RUB", "rub": "RUB", "₴": "UAH", "грн": "UAH",
    "tl": "TRY", "lei": "RON", "ft": "HUF",
    "zł": "PLN", "kč": "CZK", "₹": "INR", "₺": "TRY", "chf": "CHF", "fr.": "CHF", "台币": "TWD", "港币": "HKD",
    "₿": "BTC", "ƀ": "BTC", "bitcoin": "BTC", "비트코인": "BTC", "比特币": "BTC",
    "ビットコイン": "BTC", "биткоин": "BTC", "monero": "XMR", "모네로": "XMR", "门罗币": "XMR",
    "litecoin": "LTC", "ethereum": "ETH", "tether": "USDT",
    "kr": "kr",
}  # fmt: skip
_WORDS |= {code.lower(): code for code in [*_CODES, *_COINS]}

# Multipliers written after the number, and how many digits they stand for.
_TIMES = {
    "만": 4, "万": 4, "萬": 4, "천": 3, "千": 3, "억": 8, "k": 3, "rb": 3, "ribu": 3, "jt": 6, "juta": 6, "tr": 6,
    "triệu": 6, "nghìn": 3, "ngàn": 3, "тыс": 3, "тыс.": 3, "млн": 6, "mil": 3, "พัน": 3, "หมื่น": 4, "แสน": 5, "libo": 3,
}  # fmt: skip


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNIT = _alternatives(list(_WORDS))
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f'’.,]\d{3})+(?:[.,]\d{1,8})?(?!\d)|\d{1,15}(?:[.,]\d{1,18})?(?!\d)"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<before>(?:(?:{_UNIT})[\s:：]{{0,2}}){{0,2}})[+]?\s?(?<![\d.,])(?P<number>{_NUMBER})(?:[.,][-–—]{{1,2}})?"
    rf"(?:\s?(?P<times>{_alternatives(list(_TIMES))})(?![a-zA-Zà-ỹа-я]))?"
    rf"(?:\s?(?P<after>{_UNIT})(?![a-zA-Zà-ỹа-я]|(?<=\w)\d|(?<=[$£₱])\s?\d|(?<=rp)\s\d))?",
    re.IGNORECASE,
)
# Currencies of countries that write 1.500 for one thousand five hundred.
_DOTTED = frozenset({"EUR", "VND", "IDR", "BRL", "TRY", "DKK", "RUB", "KRW", "JPY", "PLN", "CZK", "HUF", "RON", "UAH"})
# Languages whose pages do so with any currency: "1.080 CNY" is over a thousand in Hanoi, one and a bit in New York.
_DOTTING = frozenset({"vi", "id", "de", "es", "pt", "it", "nl", "tr", "da"})
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９．，", "01234567890123456789.,")
# 1만 5천, 12万8千: parts of one number.
_MYRIADS = re.compile(r"(?<!\d)(\d{1,4})\s?[만万萬]\s?(\d)\s?[천千](?=\s?\D)")
_SCAN_LIMIT = 4_000


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency ("" where none is stated) and where it stands in the text."""

    amount: str
    currency: str
    start: int
    end: int


def amounts(text: str, language: str = "") -> list[Money]:
    """All amounts that state a currency, in order. `language` settles signs that two countries share."""
    return [money for money in _scan(text[:_SCAN_LIMIT], language) if money.currency]


def first_amount(text: str, language: str = "") -> Money | None:
    """The price in the value of a price label: the first amount with a currency, else the only number."""
    found = _scan(text[:_SCAN_LIMIT], language)
    stated = next((money for money in found if money.currency), None)
    bare = len(found) == 1 and not re.search(r"[^\W\d_]", text)
    return stated or (found[0] if bare else None)


def currency_in(text: str) -> str:
    """The currency that a label or heading names, as in "Price (USD)"; "" where none or an unsettled sign."""
    words = re.findall(r"[^\W\d_]+|[$€£₩₽₫₱₹₿]", text.casefold())
    named = [_WORDS[word] for word in words if word in _WORDS]
    return named[0] if len(named) == 1 and len(named[0]) == 3 else ""


@lru_cache(maxsize=8_192)
def _scan(text: str, language: str) -> tuple[Money, ...]:
    found: list[Money] = []
    for match in _AMOUNT.finditer(_MYRIADS.sub(_summed, text.translate(_DIGITS))):
        number = match["number"]
        before = re.findall(_UNIT, match["before"].lower())
        said = before[-1] if before else (match["after"] or "").lower()
        currency = _settle(_WORDS.get(said, ""), number, language)
        if len(before) == 2 and len(_WORDS[before[0]]) == 3:  # "USD $5", "AUD $5"
            currency = _WORDS[before[0]]
        elif before and (after := (match["after"] or "").upper()) in _CODES and len(said) < 3:  # "$5 AUD"
            currency = after
        dotted = currency in _DOTTED or language in _DOTTING
        amount = _decimal(number, currency, (match["times"] or "").lower(), dotted=dotted)
        if amount:
            found.append(Money(amount, currency, match.start(), match.end()))
    return tuple(found)


def _summed(match: re.Match[str]) -> str:
    return str(int(match[1]) * 10_000 + int(match[2]) * 1_000)


def _settle(currency: str, number: str, language: str) -> str:
    if currency == "¥":
        return "CNY" if language == "zh" else "JPY"
    if currency == "฿":  # the sign of bitcoin before 2015, and of the baht
        coin = r"\.\d{3,}$|^0[.,]\d{3,}$" if language == "th" else r"\.\d{3,}$|\.\d$|^0[.,]\d+$"
        return "BTC" if re.search(coin, number) else "THB"
    if currency == "kr":
        return {"sv": "SEK", "nb": "NOK", "no": "NOK", "da": "DKK"}.get(language, "")
    return currency


def _decimal(number: str, currency: str, times: str, *, dotted: bool) -> str:
    """The number as decimal text, "" where it cannot be one. One separator with three digits after is the hard case."""
    plain = re.sub(r"[ \u00a0\u202f'’]", "", number)
    marks = [char for char in plain if char in ".,"]
    if len(set(marks)) == 2:
        whole, _, part = plain.rpartition(marks[-1])
        plain = f"{re.sub('[.,]', '', whole)}.{part}"
    elif len(marks) > 1:
        plain = re.sub("[.,]", "", plain)
    elif marks:
        whole, part = plain.split(marks[0])
        thousands = len(part) == 3 and not whole.startswith("0") and currency not in COINS
        thousands = thousands and (marks[0] == "," or dotted)
        plain = whole + part if thousands else f"{whole}.{part}"
    if times:
        plain = format((Decimal(plain).scaleb(_TIMES[times])).normalize(), "f")
    return plain
