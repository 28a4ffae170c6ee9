"""Numbers as vendors write them: decimal commas, thousands, fractions, words, Chinese and Korean numerals."""

from __future__ import annotations

import re

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+\s\d/\d{1,2}|\d{1,2}/\d{1,2}(?![\d/])|"
    r"\d+(?:[.,]\d{1,4})?|\.\d{1,4}|[½¼¾⅛⅓])"
)
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅛": 0.125, "⅓": 1 / 3}
WORDS: dict[str, float] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twenty": 20, "fifty": 50, "hundred": 100, "half": 0.5, "half a": 0.5, "quarter": 0.25,
    "a quarter": 0.25, "full": 1, "a": 1, "an": 1, "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "열": 10, "반": 0.5,
    "một": 1, "hai": 2, "ba": 3, "năm": 5, "mười": 10, "nửa": 0.5, "setengah": 0.5, "satu": 1, "dua": 2,
    "tiga": 3, "lima": 5, "один": 1, "два": 2, "две": 2, "три": 3, "пять": 5, "десять": 10, "пол": 0.5,
    "ครึ่ง": 0.5, "isang": 1, "dalawang": 2, "kalahating": 0.5,
}  # fmt: skip
_HAN_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "半": 0.5}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
HAN = "[一二两兩三四五六七八九十百千半]{1,5}"


def number(written: str) -> float | None:
    """A quantity's number; None where it divides by zero. A comma with three digits after it groups thousands."""
    text = written.strip()
    if text in _VULGAR:
        return _VULGAR[text]
    if "/" in text:
        whole, _, fraction = text.rpartition(" ")
        over, _, under = fraction.partition("/")
        return (float(whole or 0) + int(over) / int(under)) if int(under) else None
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    return float(text.replace(",", "."))


def han(written: str) -> float:
    """A Chinese numeral below 10,000: 十 10, 两百五十 250, 半 0.5."""
    total, digit = 0.0, 0.0
    for char in written:
        if char in _HAN_TENS:
            total += (digit or 1) * _HAN_TENS[char]
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return total + digit


def amount(written: str, *, whole: bool = False) -> float:
    """An amount of money. `whole` for currencies without decimals, where every point and comma groups thousands."""
    text = re.sub(r"\s", "", written)
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text) and not text.startswith("0")
    if grouped or (whole and re.fullmatch(r"\d+(?:[.,]\d{3})+", text)):
        return float(re.sub(r"[.,]", "", text))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", text):
        return float(text.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", "."))


def plain(value: float) -> int | float:
    """As a person writes it: 5 for 5.0, and without the dust of binary fractions."""
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) else rounded
