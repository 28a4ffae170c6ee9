"""Quantities: amounts (what is sold), doses (strength of one piece), and what is measured otherwise."""

from __future__ import annotations

import re
from bisect import bisect_left

from nlp.begins import beginning, matches, starts
from nlp.numbers import HAN, NUMBER, WORDS, han, number, plain
from nlp.sheet import Sheet
from nlp.units import COUNT, STREET, UNIT, UNITS, WITH_NUMBER, either
from tidewaiter.model.mention import MentionKind

_FREE = r"(?<![a-zа-яё0-9./$€£¥₩₽#@_])(?<!\d,)"
_END = r"(?![a-zа-яё_])"
_MEASURE = re.compile(
    rf"{_FREE}(?P<a>{NUMBER})(?P<k>k(?=\s?(?:{COUNT}){_END}))?(?:\s?(?P<ua>{UNIT})?\s?[-–~〜]\s?(?P<b>{NUMBER}))?"
    rf"(?:\s?-?(?P<u>{UNIT})(?P<s>'?s)?{_END}|\s?(?P<x>[x×*])(?![a-zа-яё]|\s?\d+\s?(?:hours?|hrs?|days?|h|"
    rf"д)(?![a-z])))"
)
_TIMES = re.compile(
    rf"(?<![^\W_])[x×]\s?(?P<n>\d{{1,6}})(?![\d.,]*\s?(?:{UNIT}|hours?|hrs?|days?){_END})(?![\w%]|[.,]\d)"
)
_TIMES_BEGINS = beginning("x×", not_behind=r"^\W_", then=r"(?=\s?\d)")
_STREET = re.compile(
    rf"(?<![a-zа-яёđ0-9])(?:(?P<n>{NUMBER}|one|two|three|half|a)\s?)?(?P<w>{either(list(STREET))}){_END}"
)
_COUNTED_STREET = re.compile(
    rf"{_FREE}(?P<n>{NUMBER}|one|two|three|five|ten|half a|half)\s?(?P<w>{either(list(WITH_NUMBER))}){_END}"
)
_WORD = re.compile(rf"(?<![^\W\d_])(?P<n>{either(list(WORDS))})(?P<gap>[\s-]?)(?P<u>{UNIT}){_END}")
_HAN = re.compile(
    rf"(?P<n>{HAN})(?P<u>毫克|公斤|千克|克|斤|片|粒|颗|顆|包|瓶|支|盒|毫升|g|kg|ml|"
    rf"[两兩](?![个個天次年名位周月]|克|斤|片|粒|颗|顆|包|瓶|支|盒)){_END}"
)
_SHOP_UNITS = frozenset("장 개 병 본".split())  # tickets, things, bottles: in any shop
_NOT_MASS = re.compile(r"\s?(?:lte|network|wifi|wi-fi|sim|internet|phone|proxy|proxies)")
_PER_VOLUME = re.compile(r"\s?(?:/|per|pro|in)\s?(?:\d+\s?)?(?:ml|l|cc|мл)(?![a-z])")
_LONE = re.compile(r"(?<![\w.,/$€£¥₩#@*\-+:])(?P<n>\d{1,5})[*x]?\s(?=[a-z])")
# "작대기 0.03 한 대 10만", "Koks 0,5 für 40": below one, in a menu of drugs, and a price right behind it.
_LONE_GRAMS = re.compile(
    r"(?<![\d.,$€£¥₩])(?P<n>0?[.,]\d{1,2})(?=\s?[:=\-–@]?\s?(?:[$€£¥₩]|für |for |voor |за |à |한\s?대|"
    r"\d{1,4}\s?(?:만|k(?![a-z])|€|\$|£|元|원|rb|tr|บาท|р(?![а-я])|zł|eur)))"
)
# "box of 5 $250", "sheet of 100 LSD", "10 for $270": how many pieces, where a price or a drug stands right behind;
# "not in sheets of 100" sells none.
_HOLDING = re.compile(r" of (?P<n>\d{1,5})(?![\d.,]*\d|[\w%])")
_HOLDER = re.compile(r"(?<![^\W_])(?:box|pack|bag|bottle|strip|sheet|blister|jar|tub|lot)(?:e?s)?$")
_ASKED = re.compile(r"\s?[\-:=–(]?\s?(?:for |at |is )?(?:[$€£]|\d+\s?(?:[$€£]|usd|eur|gbp|aud))")
_FOR = re.compile(r"(?<![\w.,/$€£¥₩#@*\-+:])(?P<n>\d{1,4}) for (?=[$€£]\d)")
_VAPES = re.compile(r"(?:high |full |good )?(?:dank )?(?:vape|thc|cart|cartridge|live resin|disposable)s?(?![a-z])")


def step(sheet: Sheet) -> None:
    closed = [
        (hit.start, hit.end)
        for hit in sheet.hits_of("name", "strain", "brand")
        if any(map(str.isdigit, sheet.text[hit.start : hit.end]))
    ]
    taken: set[int] = {at for start, end in closed if end - start < 40 for at in range(start, end)}
    shade = sheet.shade
    if any(word in shade for word in STREET):
        for match in _STREET.finditer(shade):
            _add_street(sheet, match, taken, STREET)
    if any(map(str.isdigit, shade)) or any(char in shade for char in "½¼¾⅛⅓"):
        for match in matches(_MEASURE, shade, sheet.numbers):
            _add_measure(sheet, match, taken)
        for match in matches(_TIMES, shade, starts(_TIMES_BEGINS, shade)):
            _add(sheet, match.span(), taken, (float(match["n"]),), unit="pill", rule="times")
    if any(word in shade for word in WITH_NUMBER):
        for match in _COUNTED_STREET.finditer(shade):
            _add_street(sheet, match, taken, WITH_NUMBER)
    trading = bool(sheet.hits_of("name", "slang", "brand", "form"))
    for match in _WORD.finditer(shade):
        if trading or match["u"] not in _SHOP_UNITS:
            _add_word(sheet, match, taken)
    if not shade.isascii():
        for match in _HAN.finditer(shade):
            _add(sheet, match.span(), taken, (han(match["n"]),), unit=match["u"], rule="han")
    _add_lone_counts(sheet, taken)
    if trading:
        _add_holdings(sheet, taken)
    if trading:
        for match in matches(_LONE_GRAMS, shade, sheet.numbers):
            _add(sheet, match.span("n"), taken, (float(match["n"].replace(",", ".")),), unit="g", rule="lone-grams")


def _add_measure(sheet: Sheet, match: re.Match[str], taken: set[int]) -> None:
    low, high = number(match["a"]), number(match["b"]) if match["b"] else None
    if low is None:
        return
    if match["k"]:
        low *= 1000
    if match["x"]:
        unit, rule = "pill", "times"
    else:
        unit, rule = match["u"], "measure"
    if unit in ("l", "г", "л") and not match["a"].strip():
        return
    if unit in ("g", "l") and _NOT_MASS.match(sheet.shade, match.end()):
        return
    if match["ua"] and UNITS[match["ua"]].base != UNITS[unit].base:
        return
    values = (low,) if high is None or high <= low else (low, high)
    if high is not None and high <= low:
        return  # a date or a score, not a range
    _add(sheet, match.span(), taken, values, unit=unit, rule=rule)


def _add_street(sheet: Sheet, match: re.Match[str], taken: set[int], table: dict[str, tuple[float, str]]) -> None:
    value, unit = table[match["w"]]
    written = match["n"]
    factor = (
        (WORDS.get(written) or (number(written) if written[0].isdigit() or written[0] in ".½¼¾⅛⅓" else None))
        if written
        else 1.0
    )
    if match["w"] in ("hp", "zip", "key", "eighth") and not written and not _street_talk(sheet, match):
        return
    span = match.span()
    named = not match["w"].isascii() and (written or "").isdigit()  # "반지 35 일지 60": the number is the price before
    if written and (named or match.start() in taken):  # "gelato 33 qp": the number is the strain's
        span, factor = match.span("w"), 1.0
    if factor:
        _add(sheet, span, taken, (factor * value,), unit=unit, rule=f"street:{match['w']}")


def _street_talk(sheet: Sheet, match: re.Match[str]) -> bool:
    """A bare "zip" or "hp" is an amount only in a menu: a number or a price right after it."""
    return bool(re.match(r"[\s:=\-–@]{0,3}[$€£]?\d", sheet.shade[match.end() : match.end() + 6]))


def _add_word(sheet: Sheet, match: re.Match[str], taken: set[int]) -> None:
    unit = UNITS[match["u"]]
    if match["gap"] == "" and match["n"].isascii():
        return
    if match["n"] in ("a", "an", "one") and (unit.base == "count" or match["n"] in ("a", "an")):
        return  # "a bag", "a gram of respect": grammar, not an amount
    if match["n"] == "full" and match["u"].endswith("s"):
        return  # "full grams available"
    _add(sheet, match.span(), taken, (WORDS[match["n"]],), unit=match["u"], rule="word")


def _add_lone_counts(sheet: Sheet, taken: set[int]) -> None:
    """ "20 Dank Vapes", "60 carts": a bare number whose next word is a brand or form of a drug."""
    named = {hit.start for hit in sheet.hits_of("brand", "form")}
    for match in matches(_LONE, sheet.shade, sheet.numbers):
        if match.end() in named or _VAPES.match(sheet.shade, match.end()):
            span = (match.start("n"), match.end("n"))
            if float(match["n"]) > 1:
                _add(sheet, span, taken, (float(match["n"]),), unit="unit", rule="lone-count")


def _add_holdings(sheet: Sheet, taken: set[int]) -> None:
    """ "box of 5"; and "10 for $270" where a strength or a form on the line tells of what."""
    shade = sheet.shade
    if held := [match for match in _HOLDING.finditer(shade) if _HOLDER.search(sheet.before(match.start(), 12))]:
        named = {hit.start for hit in sheet.hits if hit.term.room == "drug"}
        for match in held:
            if match.end() + 1 in named or _ASKED.match(shade, match.end()):
                _add(sheet, match.span("n"), taken, (float(match["n"]),), unit="unit", rule="lone-count")
    if " for " not in shade:
        return
    doses = [each.start for each in sheet.of(MentionKind.QUANTITY) if each.more["measure"] == "dose"]
    told = sorted([hit.start for hit in sheet.hits_of("form")] + doses)
    for match in matches(_FOR, shade, sheet.numbers):
        last = bisect_left(told, match.start())
        if last and shade.find("\n", told[last - 1], match.start()) < 0:
            _add(sheet, match.span("n"), taken, (float(match["n"]),), unit="unit", rule="lone-count")


def _add(
    sheet: Sheet, span: tuple[int, int], taken: set[int], values: tuple[float, ...], *, unit: str, rule: str
) -> None:  # fmt: skip
    start, end = span
    if sheet.is_masked(start, end) or any(at in taken for at in range(start, min(end, start + 60))):
        return
    known = UNITS.get(unit, UNITS["pill"])
    value = plain(values[0]) if len(values) == 1 else (plain(values[0]), plain(values[1]))
    base = [plain(round(each * known.factor, 12)) for each in values]
    sheet.add(
        MentionKind.QUANTITY, span, value=value, rule=f"quantity:{rule}", unit=known.name,
        measure=_measure(sheet, span, known.name), base=base[0] if len(base) == 1 else base, base_unit=known.base,
    )  # fmt: skip
    taken.update(range(start, end))


def _measure(sheet: Sheet, span: tuple[int, int], unit: str) -> str:
    if unit in ("mg", "ug"):
        return "other" if _PER_VOLUME.match(sheet.shade, span[1]) else "dose"
    if unit == "ml" and re.search(r"(?:mg|ug)\s?(?:/|per|in)\s?$", sheet.shade[max(0, span[0] - 8) : span[0]]):
        return "other"
    return "amount"
