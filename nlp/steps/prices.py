"""Prices of the goods: with a currency, by a money word of the language, or bare behind an amount in a menu."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nlp import money
from nlp.begins import matches
from nlp.near import Near
from nlp.numbers import amount, plain
from nlp.sheet import Sheet
from nlp.units import UNIT
from tidewaiter.model.mention import MentionKind

_OF_UNITS = re.compile(rf"\s?(?:{UNIT})(?![a-zа-яё_])")


@dataclass(slots=True)
class _Till:
    """The sheet with what pricing needs to know of it. `taken` holds the offsets inside prices found so far."""

    sheet: Sheet
    language: str
    postage: Near
    taken: set[int] = field(default_factory=set)
    currency: str | None = None

    def add(self, span: tuple[int, int], value: float, *, currency: str | None, rule: str, score: float = 0.9) -> None:
        start, end = span[0], span[0] + len(self.sheet.text[slice(*span)].rstrip())
        if not value or self.sheet.is_masked(start, end) or self._other_money(start, end):
            return
        self.currency = self.currency or currency
        self.taken.update(range(start, end))
        self.sheet.add(
            MentionKind.PRICE, (start, end), value=plain(value), rule=f"price:{rule}", score=score, currency=currency
        )

    def add_bare(self, span: tuple[int, int], value: float, *, currency: str | None, rule: str) -> None:
        if span[0] not in self.taken and span[1] - 1 not in self.taken:
            self.add(span, value, currency=currency, rule=rule, score=0.7)

    def _other_money(self, start: int, end: int) -> bool:
        """Wages, fees, discounts and postage ("Signed for £2.60") are not what the goods cost."""
        sheet = self.sheet
        if money.NOT_BEFORE.search(sheet.before(start, 30)) or money.NOT_AFTER.match(sheet.after(end, 20)):
            return True
        before = [span for span in self.postage.within(start, end, 40) if span[1] <= start <= span[1] + 16]
        return any("\n" not in sheet.text[span[1] : start] for span in before)


def step(sheet: Sheet) -> None:
    shade = sheet.shade
    if not any(map(str.isdigit, shade)):
        return
    methods = ((hit.start, hit.end) for hit in sheet.hits_of("ship_method"))
    till = _Till(sheet, sheet.tongue, Near(methods))
    for match in matches(money.FACTORED, shade, sheet.numbers):
        _add_factored(till, match)
    for match in money.PREFIXED.finditer(shade):
        _add_marked(till, match, money.PREFIXES)
    if "P" in sheet.text:
        _add_pesos(till)
    for match in matches(money.SUFFIXED, shade, sheet.numbers):
        _add_marked(till, match, money.SUFFIXES)
    if till.language in money.K_LANGUAGES:
        for match in matches(money.THOUSANDS, shade, sheet.numbers):
            till.add(
                match.span(), amount(match["a"]) * 1000, currency=money.K_LANGUAGES[till.language], rule="thousands"
            )
    _add_menu(till)
    _add_rows(till)
    _add_named_rows(till)


def _add_factored(till: _Till, match: re.Match[str]) -> None:
    currency, factor = money.FACTORS[match["f"]]
    if match["w"] == "円" or (match["f"] == "万" and till.language == "ja" and match["w"] != "元"):
        currency = "JPY"
    value = amount(match["a"]) * factor
    if match["r"]:  # 1tr2 is 1.2 million; 1만4천 is 14,000
        value += int(match["r"]) * (1000 if match["m"] else factor / 10 ** len(match["r"]))
    elif match["m"]:
        return
    if match["f"] in ("к", "tr", "тр") and float(match["a"].replace(",", ".")) > 1000:
        return
    till.add(match.span(), value, currency=currency, rule="money-word")


def _add_marked(till: _Till, match: re.Match[str], table: dict[str, str]) -> None:
    currency = table[match["c"]]
    if match["c"] in ("¥", "￥") and till.language == "ja":
        currency = "JPY"
    if match["c"] == "฿" and "." in match["a"] and amount(match["a"]) < 10:
        currency = "BTC"  # Dream Market wrote bitcoin with the baht sign
    value = amount(match["a"], whole=currency in money.WHOLE) * (1000 if match["k"] else 1)
    end = match.end("a") if table is money.PREFIXES and _no_range(till, match) else match.end()
    till.add((match.start(), end), value, currency=currency, rule="marked")


def _add_pesos(till: _Till) -> None:
    """ "P6,000": thousands, or a Tagalog text; else "P" begins a code."""
    for match in money.PESOS.finditer(till.sheet.text):
        value = amount(match["a"])
        if value >= 50 and (till.language == "tl" or re.fullmatch(r"\d{1,3}(?:,\d{3})+", match["a"])):
            till.add(match.span(), value, currency="PHP", rule="marked")


def _no_range(till: _Till, match: re.Match[str]) -> bool:
    """ "$200 - 1 oz", "$45 - 100 pills": what stands behind the dash is no second price."""
    high = match["b"]
    return bool(high) and (amount(high) <= amount(match["a"]) or bool(_OF_UNITS.match(till.sheet.shade, match.end())))


def _add_menu(till: _Till) -> None:
    """A number right behind an amount is its price in a menu ("1g 800"), unless another unit follows it."""
    for quantity in till.sheet.of(MentionKind.QUANTITY):
        match = money.BARE.match(till.sheet.shade, quantity.end)
        if not match or quantity.more.get("measure") != "amount":
            continue
        value, currency = amount(match["a"]), money.BARE_CURRENCY.get(till.language)
        if till.language == "ko":
            value *= 10_000 if value < 1000 else 1
        elif till.language in ("vi", "id") and value < 10_000:
            value *= 1000
        till.add_bare(match.span("a"), value, currency=currency or till.currency, rule="menu")


def _add_rows(till: _Till) -> None:
    """Bare numbers by the row they stand in: "1.50 a gram", "한작 55", "猪肉28一斤"."""
    shade = till.sheet.shade
    for match in matches(money.EACH, shade, till.sheet.numbers):
        currency = money.BARE_CURRENCY.get(till.language)
        till.add_bare(match.span("a"), amount(match["a"]), currency=currency, rule="each")
    if till.language == "ko":
        for match in money.KOREAN_ROW.finditer(shade):
            till.add_bare(match.span("a"), amount(match["a"]) * 10_000, currency="KRW", rule="row")
    if till.language == "zh":
        for match in money.HAN_ROW.finditer(shade):
            till.add_bare(match.span("a"), amount(match["a"]), currency="CNY", rule="row")


def _add_named_rows(till: _Till) -> None:
    """Prices behind names, where two rows or more read so: a single number may be anything."""
    ends = sorted({hit.end for hit in till.sheet.hits if hit.term.room == "drug" and hit.term.ambiguity < 3})
    rows = [match for end in ends if (match := money.NAMED_ROW.match(till.sheet.shade, end))]
    if len(rows) < 2:
        return
    for match in rows:
        value, currency = amount(match["a"]), money.BARE_CURRENCY.get(till.language)
        if till.language == "ko":
            value *= 10_000 if value < 1000 else 1
        till.add_bare(match.span("a"), value, currency=currency or till.currency, rule="named-row")
