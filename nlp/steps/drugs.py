"""Drugs: clear names stand alone; ambiguous ones are weighed by what surrounds them, suspected if too light."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from nlp.candidates import Hit
from nlp.near import Near
from nlp.sheet import Sheet
from nlp.steps.standing import NAMED, Standing
from tidewaiter.model.mention import MentionKind

# Log-odds. The figures come from the prototype's trial on 50 written and 32 real held-out lines (docs/extraction.md);
# everyday goods (3) are weighed and sold in shops too, so amounts and prices say little for them.
_PRIOR = {0: 4.0, 1: -1.2, 2: -1.7, 3: -3.4}
_AMOUNT, _PRICE, _STRONG, _SALE, _SHADY, _INNOCENT, _COMPANY, _MODIFIER = 2.4, 0.9, 2.0, 0.9, 1.8, -6.0, 0.25, -4.0
_FORM = -6.5  # "MDMA crystals": the drug and the amount beside it are those of what it is a form of
_GOODS, _GOODS_MOST = (
    -1.2,
    -2.4,
)  # rice or beef beside it: a shop's list, unless a clear drug or the hidden trade outweighs it
_MENU, _BESIDE, _PEER, _PAIRED, _CHEAP = 2.0, 2.5, 1.5, 1.5, -3.0
_DISGUISED = 1.6  # nobody writes "작d대기" by chance
_FOREIGN = -8.0  # a short word of another Latin language: "ke" is "to" in Indonesian, ketamine in Vietnamese
_LATIN = frozenset(("vi", "id", "tl"))
# Said in the same breath as a clear drug of another substance, they are its form: "Bromazolam 2mg bars".
_SHAPES = frozenset(
    "bar bars blotter blotters drops gotas gocce krople tropfen gouttes pellets needles shards carts cartridges "
    "gummies edibles liquid vape vapes".split()
)
_BREATH = 24
# Said of a clear drug right before it, they are its form: "25I-NBOMe blotters", "Альфа-ПВП кристалл".
_FORM_OF = frozenset(
    "crystal crystals powder rock rocks paste base blotter blotters "
    "кристалл кристаллы белый порошок мука 粉 冰 氷".split()
)
_BREAK = re.compile(r"[,;|/\n。、，&+]|\s-\s")
_GOODS_SHARE, _STRONG_SHARE = 0.25, 0.5
_SOURCE = {"listing": 0.4, "vendor": 0.2}
_SALE_MOST = 2.4
_MENTIONED = re.compile(
    r"(?:\b(?:like|than|unlike|not|no|replaces?|instead of|similar to|related to|compared to|vs|versus|"
    r"make|precursor|alternative to|mimics?|"
    r"contains? no|without|avoid|mix(?:ed)? with|interact\w*|derived from|analog(?:ue)? of|such as|"
    r"from)\b[\s\w,“\"']{0,12}|не |не\s|아니고 |不是|không phải )$"
)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    amounts: Near
    units: Near
    prices: Near
    strong: Near
    sale: Near
    shady: Near
    innocent: Near
    all: Near
    standing: Standing


def step(sheet: Sheet) -> None:
    hits = [hit for hit in sheet.hits if hit.term.room == "drug" and not sheet.is_masked(hit.start, hit.end)]
    if not hits:
        return
    around = _surroundings(sheet, hits)
    for hit in hits:
        if hit.term.ambiguity and around.units.over(hit.start, hit.end):
            continue  # the "tabs" of "60 tabs"
        evidence, odds = _weigh(sheet, hit, around)
        score = 1 / (1 + math.exp(-odds))
        _add(sheet, hit, score, evidence)


def _surroundings(sheet: Sheet, hits: list[Hit]) -> _Surroundings:
    def spans(*kinds: str) -> Near:
        return Near((hit.start, hit.end) for hit in sheet.hits_of(*kinds))

    return _Surroundings(
        amounts=Near((m.start, m.end) for m in sheet.mentions if m.kind in (MentionKind.QUANTITY, MentionKind.PURITY)),
        units=Near((m.start, m.end) for m in sheet.of(MentionKind.QUANTITY)),
        prices=Near((m.start, m.end) for m in sheet.of(MentionKind.PRICE)),
        strong=Near((hit.start, hit.end) for hit in hits if hit.term.ambiguity == 0),
        sale=spans("sale"),
        shady=spans("shady"),
        innocent=spans("innocent"),
        all=Near((hit.start, hit.end) for hit in hits),
        standing=Standing(sheet, hits),
    )


def _weigh(sheet: Sheet, hit: Hit, around: _Surroundings) -> tuple[tuple[str, ...], float]:
    odds = _PRIOR[hit.term.ambiguity] + _SOURCE.get(sheet.source_kind or "", 0.0)
    evidence: list[str] = []

    def count(found: list[tuple[int, int]], weight: float, name: str) -> None:
        nonlocal odds
        if found and weight:
            odds += weight
            start, end = found[0]
            evidence.append(f"{name}{'+' if weight > 0 else '-'} {sheet.text[start:end]}")

    innocent = around.innocent.over(hit.start, hit.end)
    longer = innocent is not None and innocent[0] <= hit.start and hit.end <= innocent[1]
    if innocent and (hit.term.ambiguity or (longer and innocent != (hit.start, hit.end))):
        count([innocent], _INNOCENT if hit.term.ambiguity else 2 * _INNOCENT, "innocent")
    if hit.term.ambiguity:
        span = (hit.start, hit.end)
        share = _GOODS_SHARE if hit.term.ambiguity == 3 else 1.0
        standing = around.standing
        worn = hit.term.kind == "brand" and hit.term.ambiguity >= 2  # the pill's stamp is some other trade's name
        count(_close(sheet, span, standing.pieces if worn else around.amounts, 26), _AMOUNT * share, "amount")
        bought = 0.0 if worn else 1.0
        count(around.prices.within(*span, 48), _PRICE * share * bought, "price")
        count(around.strong.within(*span, 120), _STRONG * (_STRONG_SHARE if share < 1 else 1), "drug")
        count(around.all.within(*span, 30), _COMPANY, "company")
        sale = around.sale.within(*span, 60)
        count(sale, min(_SALE * len(sale), _SALE_MOST) * (_STRONG_SHARE if share < 1 else 1) * bought, "sale")
        count(around.shady.within(*span, 90), _SHADY, "shady")
        goods = [each for each in around.innocent.within(*span, 40) if each != innocent]
        count(goods, max(_GOODS * len(goods), _GOODS_MOST), "goods")
        count(standing.in_menu(hit), _MENU, "menu")
        count(standing.paired(hit), _PAIRED, "paired")
        if hit.term.kind in NAMED:
            count(standing.beside(hit), _BESIDE, "beside")
            count(standing.peers(hit), _PEER, "peers")
        count(_close(sheet, span, standing.cheap, 48), _CHEAP, "cheap")
        form = _form_of(sheet, hit, around.strong)
        count(form or _head(hit, around.strong), _FORM if form else _MODIFIER, "modifies")
        if _foreign(sheet, hit):
            odds += _FOREIGN
            evidence.append(f"language- {sheet.tongue}")
        if hit.disguised:
            odds += _DISGUISED
            evidence.append("disguised+")
    return tuple(evidence), odds


def _foreign(sheet: Sheet, hit: Hit) -> bool:
    term = hit.term
    return len(term.shade) <= 3 and term.language in _LATIN and sheet.tongue in _LATIN - {term.language}


def _head(hit: Hit, strong: Near) -> list[tuple[int, int]]:
    """A clear drug right behind an ambiguous word: the word describes it ("crystal flakka", "white heroin")."""
    return [span for span in strong.within(hit.start, hit.end, 2) if 0 <= span[0] - hit.end <= 1]


def _form_of(sheet: Sheet, hit: Hit, strong: Near) -> list[tuple[int, int]]:
    if hit.term.shade in _SHAPES:
        before = [span for span in strong.within(hit.start, hit.end, _BREATH) if 0 < hit.start - span[1] <= _BREATH]
        if before and not _BREAK.search(sheet.text, before[-1][1], hit.start):
            return before[-1:]
    before_it = strong.over(hit.start - 2, hit.start) if hit.term.shade in _FORM_OF else None
    return [before_it] if before_it and hit.start - before_it[1] <= 1 else []


def _close(sheet: Sheet, span: tuple[int, int], spans: Near, reach: int) -> list[tuple[int, int]]:
    """Of the spans within reach, those of the same line."""
    found = spans.within(*span, reach)
    return [each for each in found if "\n" not in sheet.text[min(each[1], span[1]) : max(each[0], span[0])]]


def _add(sheet: Sheet, hit: Hit, score: float, evidence: tuple[str, ...]) -> None:
    kind = hit.term.kind
    sheet.add(
        MentionKind.DRUG, (hit.start, hit.end), value=hit.term.canonical, rule=f"lexicon:{hit.term.where}",
        score=score, suspected=score < sheet.threshold, evidence=evidence,
        sub=kind if kind in ("brand", "strain", "form") else None,
        role="mention" if _MENTIONED.search(sheet.before(hit.start, 40)) else "offered",
    )  # fmt: skip
