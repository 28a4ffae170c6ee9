"""Amounts and currencies as pages state them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_CODES = (
    "USD EUR GBP AUD CAD NZD CHF SEK NOK DKK PLN CZK JPY CNY KRW HKD TWD SGD MYR THB VND IDR PHP INR RUB UAH KZT TRY "
    "BRL MXN ZAR ILS BTC XMR LTC BCH ETH DASH ZEC DOGE USDT USDC"
).split()
_SIGNS = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "nt$": "TWD",
    "s$": "SGD", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "원": "KRW", "元": "CNY", "rmb": "CNY", "円": "JPY",
    "₽": "RUB", "руб": "RUB", "₫": "VND", "đ": "VND", "rp": "IDR", "rm": "MYR", "₱": "PHP", "₹": "INR", "₴": "UAH",
    "บาท": "THB", "₿": "BTC", "ƀ": "BTC", "ɱ": "XMR", "ł": "LTC", "ξ": "ETH", "mbtc": "mBTC",
}  # fmt: skip
# What a sign means where a profile does not say: Dream wrote the baht sign for bitcoin.
_AMBIGUOUS = {"¥": ("JPY", "CNY"), "￥": ("JPY", "CNY"), "฿": ("THB", "BTC"), "kr": ("SEK", "NOK", "DKK")}
_MEANT = _SIGNS | {code.lower(): code for code in _CODES}
# Where a point parts thousands and a comma parts cents.
_COMMA_CENTS = frozenset("EUR IDR VND BRL TRY RUB UAH PLN CZK DKK SEK NOK CHF".split())

_UNIT = "|".join(re.escape(word) for word in sorted([*_MEANT, *_AMBIGUOUS], key=len, reverse=True))
_BEFORE = rf"(?P<before>(?<![^\W\d_])(?:{_UNIT}))?"
_AFTER = rf"(?:\s{{0,3}}(?P<after>(?:{_UNIT})(?![^\W\d_])))?"
_NUMBER = r"(?P<number>\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d{1,18})?|\d[\d.,]{0,30}\d|\d)"
_MONEY = re.compile(rf"{_BEFORE}[\s:+]{{0,3}}{_NUMBER}{_AFTER}", re.IGNORECASE)


def money(said: str, meant: str = "") -> tuple[str, str] | None:
    """The first amount that has a currency, as plain decimal text and code; None where there is none.

    `meant` is the currency of an amount without one, and of a sign that may mean several.
    """
    bare = None
    for found in _MONEY.finditer(said[:2000]):
        sign = found["before"] or found["after"]
        currency = _currency(sign.lower(), meant) if sign else ""
        amount = plain(found["number"], currency or meant)
        if amount is None:
            continue
        if currency:
            return (_thousandth(amount), "BTC") if currency == "mBTC" else (amount, currency)
        bare = bare or amount
    return (bare, meant) if bare and meant else None


def _currency(sign: str, meant: str) -> str:
    if sign in _AMBIGUOUS:
        return meant if meant in _AMBIGUOUS[sign] else _AMBIGUOUS[sign][0]
    return _MEANT[sign]


def plain(number: str, currency: str = "") -> str | None:
    """`1,106.71`, `1.106,71`, `1 106.71` as `1106.71`; None where the separators make no sense."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", number).rstrip(".,")
    try:
        amount = Decimal(_pointed(digits, currency))
    except InvalidOperation:
        return None
    return f"{amount:f}"


def _pointed(digits: str, currency: str) -> str:
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        cents = max(digits.rfind("."), digits.rfind(","))
        return re.sub(r"[.,]", "", digits[:cents]) + "." + digits[cents + 1 :]
    if points > 1 or commas > 1:
        return re.sub(r"[.,]", "", digits) if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) else "no number"
    thousands = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits)
    if thousands and (commas or currency in _COMMA_CENTS):
        return re.sub(r"[.,]", "", digits)
    return digits.replace(",", ".")


def _thousandth(amount: str) -> str:
    return f"{Decimal(amount) / 1000:f}"
