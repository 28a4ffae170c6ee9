"""Names no lexicon holds, seen by where they stand: "NAME strain", "NAME carts", "NAME (indica)", a row of a menu.

The name takes the substance of the word beside it. Where that word is one of a drug's trade the name is asserted; in a
row of a menu it is asserted only among rows whose names are known, and suspected otherwise.
"""

from __future__ import annotations

import re

from nlp.near import Near
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind, Status

_NAME = r"[A-Z0-9][\w'’#+&\-]{1,18}(?:[ ](?:[A-Z0-9#x][\w'’#+&\-]{0,18}|of|the|n)){0,3}"


def _beginnings(words: str) -> tuple[str, ...]:
    """The first letters of each form: without any of them in a text its pattern need not be tried."""
    bare = (re.sub(r"\(.*?\)\?|\w\?", "", word) for word in words.split("|"))
    return tuple({f" {word[:4].strip()}" for word in bare})


_FORMS = (
    (r"carts?|cartridges?|(?:live )?rosin|(?:live )?resin|distillate|shatter|badder|budder|crumble|"
     r"disposables?|vapes?|edibles|gummies|prerolls?|pre-rolls?|buds?|nugs?|strain|weed|kush|haze|og|flowers?|smalls|"
     r"moonrocks?|kief|auto|feminized", "cannabis", "strain"),
    (r"hash|hashish|haschisch|hasj|hachís|charas|pollen|dry sift", "hashish", "strain"),
    (r"shrooms?|mushrooms?|cubensis|truffles", "psilocybin mushrooms", "strain"),
    (r"blotters?", "lsd", "brand"),
    (r"xtc|ecstasy|mdma pills", "mdma", "brand"),
)  # fmt: skip
_BESIDE = [
    (re.compile(rf"(?<![\w@#/.\-])(?P<n>{_NAME})[\"”']? (?:{forms})(?![\w\-])"), canonical, sub, _beginnings(words))
    for words, canonical, sub in _FORMS
    for forms in ("|".join(f"(?i:{word})" for word in words.split("|")),)
]
_TYPED = re.compile(rf"(?<![\w@#/.\-])(?P<n>{_NAME})[\"”']?\s?[\(\[|/\-–:,]\s?(?i:indica|sativa|hybrid)(?![a-z])")
_TYPES = ("indica", "sativa", "hybrid")
_ROW = re.compile(
    rf"^[\W\d_]{{0,8}}(?P<n>{_NAME})\s?(?:[\-–:|•*]+\s?|\s)(?:\d+(?:[.,]\d+)?\s?(?:g|gr|grams?|oz|zips?|lb|qp|ml|pills?|x)\b)",
    re.M,
)
_NO_NAMES = frozenset(
    "the a an our your my we i premium quality best good high fresh top new pure strong real cheap indoor outdoor "
    "greenhouse organic free price prices menu stock sale special offer offers bulk deal deals sample samples each "
    "per from for and with this that all any some other more only now available update updated uk us usa eu nl de "
    "dutch german spanish moroccan afghan exotic exotics aaa aaaa grade full lab tested thc cbd live sugar hybrid "
    "indica sativa medical buy order shipping minimum discount total weight pack bag bags amount quantity size "
    "buds bud weed cannabis marijuana hash cookies dried magic fast wholesale mixed mix various assorted double big "
    "small large one two three ten refill empty disposable vape vapes cart carts edibles flower flowers garden "
    "wild button white black red green blue pink purple yellow orange brown gold golden silver happy 100 1000 contact "
    "telegram wickr payment bitcoin btc xmr add net servings protein sugar flour salt rice chicken beef coffee tea oil "
    "milk gram grams super micro bio dieses diese unser beste".split()
)


def step(sheet: Sheet) -> None:
    known = Near((hit.start, hit.end) for hit in sheet.hits if hit.term.room in ("drug", "method", "place"))
    names = Near((m.start, m.end) for m in sheet.of(MentionKind.DRUG) if m.status is Status.ASSERTED)
    traded = len(names) > 0 or sheet.source_kind == "listing"
    for rule, canonical, sub, beginnings in _BESIDE:
        if not any(each in sheet.shade for each in beginnings):
            continue
        for match in rule.finditer(sheet.text):
            _add(sheet, match, known, canonical=canonical, sub=sub, sure=traded)
    if any(each in sheet.shade for each in _TYPES):
        for match in _TYPED.finditer(sheet.text):
            _add(sheet, match, known, canonical="cannabis", sub="strain", sure=True)
    _rows(sheet, known)


def _rows(sheet: Sheet, known: Near) -> None:
    """Rows of a menu: unknown names among known ones are of the kind that most of the known rows are."""
    rows = list(_ROW.finditer(sheet.text))
    if len(rows) < 2:
        return
    asserted = {m.start: m for m in sheet.of(MentionKind.DRUG) if m.status is Status.ASSERTED}
    beside = [mention for row in rows if (mention := asserted.get(row.start("n")))]
    strains = [mention for mention in beside if mention.more.get("sub") == "strain"]
    canonical = str(strains[0].value) if strains else "cannabis"
    for row in rows:
        _add(sheet, row, known, canonical=canonical, sub="strain", sure=len(strains) >= 2)


def _add(sheet: Sheet, match: re.Match[str], known: Near, *, canonical: str, sub: str, sure: bool) -> None:
    start, end = match.span("n")
    words = sheet.shade[start:end].split()
    while words and (words[0] in _NO_NAMES or words[0].isdigit()):
        start += len(words.pop(0)) + 1
    if (
        not words or any(word in _NO_NAMES for word in words) or end - start < 3
        or known.over(start, end) or sheet.is_masked(start, end)
    ):  # fmt: skip
        return
    sure = sure and len(words) > 1  # one capital word is as often an adjective that begins a line
    sheet.add(
        MentionKind.DRUG, (start, end), value=canonical, rule="unnamed", score=0.6 if sure else 0.35,
        suspected=not sure, evidence=(f"stands as a name+ {match[0].strip()}",), sub=sub, role="offered",
    )  # fmt: skip
