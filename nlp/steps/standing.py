"""How a drug's word stands: in a row of a menu, beside its own substance, among its kind, or at a shop's price."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from nlp.candidates import Hit
from nlp.near import Near
from nlp.sheet import Sheet
from tidewaiter.model.mention import Mention, MentionKind

NAMED = ("brand", "strain")
# What one unit of a currency is worth in US dollars: only the order of size matters.
_DOLLARS = {
    "USD": 1.0, "EUR": 1.1, "GBP": 1.3, "CHF": 1.1, "AUD": 0.65, "CAD": 0.73, "NZD": 0.6, "SGD": 0.75, "KRW": 0.00073,
    "CNY": 0.14, "TWD": 0.031, "HKD": 0.13, "JPY": 0.0067, "VND": 0.00004, "THB": 0.029, "IDR": 0.000062, "MYR": 0.23,
    "PHP": 0.017, "RUB": 0.011, "UAH": 0.024, "PLN": 0.26, "CZK": 0.045, "TRY": 0.025, "BRL": 0.18, "MXN": 0.055,
    "INR": 0.012, "SEK": 0.1, "NOK": 0.095, "DKK": 0.15,
}  # fmt: skip
# Below this a gram (a millilitre) is a shop's goods: bulk cannabis is sold from 0.6 dollars, GBL from 0.04.
_CHEAP = {"g": 0.25, "ml": 0.02}
_REACH = 40
_ROW_REACH = 240  # a menu's rows stand within so many characters of each other
# Between a name and its amount or price in a row.
_LEADS = re.compile(r"[\s:：=~\-–—→|,.)\]】』」\"'”’]{0,4}")
_OPENS = re.compile(r"(?:^|[\n,，、;/|·•:：\-–+&✅➡️\])】])[^\w\n]{0,6}$")
_PIECES = frozenset(("mg", "ug", "pill", "tablet", "tab"))


class Standing:
    """Of one text, what its amounts, prices and clear drugs say of the words between them."""

    def __init__(self, sheet: Sheet, hits: list[Hit]) -> None:
        self._sheet = sheet
        self._hits = hits
        self._amounts = sheet.of(MentionKind.QUANTITY)
        self._prices = sheet.of(MentionKind.PRICE)
        self._figures = {mention.start for mention in (*self._amounts, *self._prices)}

    def leads(self, start: int, end: int) -> bool:
        """Whether a row of a menu begins here: a name, then its amount or price."""
        if not self._figures:
            return False
        text = self._sheet.text
        gap = _LEADS.match(text, end)
        after = gap.end() if gap else end
        return after in self._figures and bool(_OPENS.search(text[max(0, start - 8) : start]) or start == 0)

    def in_menu(self, hit: Hit) -> list[tuple[int, int]]:
        """Rows led by clear drugs, of which this word leads another."""
        if not self._rows or not self.leads(hit.start, hit.end):
            return []
        return self._rows.within(hit.start, hit.end, _ROW_REACH)

    @cached_property
    def _rows(self) -> Near:
        return Near(
            (hit.start, hit.end) for hit in self._hits if not hit.term.ambiguity and self.leads(hit.start, hit.end)
        )

    def beside(self, hit: Hit) -> list[tuple[int, int]]:
        """Its own substance, clear, a space away: "Inex Minion", "Weed Amnesia"."""
        own = self._clear[hit.term.canonical, False].within(hit.start, hit.end, 24)
        return [span for span in own if 0 <= max(span[0] - hit.end, hit.start - span[1]) <= 2]

    def paired(self, hit: Hit) -> list[tuple[int, int]]:
        """Another weak word of the same substance, a space away, of another kind: "bala Rolls Royce", "weed Gelato"."""
        weak = self._weak[hit.term.canonical]
        beside = (weak.get(at) for at in (hit.end, hit.end + 1, -hit.start, 1 - hit.start))
        return [
            (start, end) for start, end, kind in filter(None, beside) if kind != hit.term.kind and start != hit.start
        ][:1]

    @cached_property
    def _weak(self) -> dict[str, dict[int, tuple[int, int, str]]]:
        """By substance, weak words by where they begin, and by minus where they end."""
        spans: dict[str, dict[int, tuple[int, int, str]]] = defaultdict(dict)
        for hit in self._hits:
            if hit.term.ambiguity:
                spans[hit.term.canonical][hit.start] = spans[hit.term.canonical][-hit.end] = (
                    hit.start, hit.end, hit.term.kind,
                )  # fmt: skip
        return spans

    def peers(self, hit: Hit) -> list[tuple[int, int]]:
        """Clear names of its own kind: strains among strains."""
        return self._clear[hit.term.canonical, True].within(hit.start, hit.end, 160)

    @cached_property
    def _clear(self) -> dict[tuple[str, bool], Near]:
        spans: dict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
        for hit in self._hits:
            if not hit.term.ambiguity:
                spans[hit.term.canonical, hit.term.kind in NAMED].append((hit.start, hit.end))
        return defaultdict(lambda: Near(()), {key: Near(each) for key, each in spans.items()})

    @cached_property
    def pieces(self) -> Near:
        """Amounts in pills or in doses: what a pill's stamp is said with, and a watch is not."""
        return Near((each.start, each.end) for each in self._amounts if each.more["unit"] in _PIECES)

    @cached_property
    def cheap(self) -> Near:
        """Amounts that cost less than any drug does."""
        return Near(self._cheap())

    def _cheap(self) -> Iterable[tuple[int, int]]:
        if not self._prices:
            return
        prices = {each.start: each for each in self._prices}
        near = Near((each.start, each.end) for each in self._prices)
        for amount in self._amounts:
            beside = near.within(amount.start, amount.end, _REACH, most=2)
            if any(self._is_cheap(amount, prices[start]) for start, _ in beside):
                yield amount.start, amount.end

    def _is_cheap(self, amount: Mention, price: Mention) -> bool:
        limit = _CHEAP.get(str(amount.more["base_unit"]))
        rate = _DOLLARS.get(str(price.more["currency"]))
        size = amount.more["base"]
        if limit is None or rate is None or isinstance(size, list | tuple) or isinstance(price.value, list | tuple):
            return False
        between = self._sheet.text[min(amount.end, price.end) : max(amount.start, price.start)]
        return "\n" not in between and float(str(price.value)) * rate < limit * float(str(size))
