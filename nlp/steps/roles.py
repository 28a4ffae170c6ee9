"""The role of a place: by arrows and pairs, by the words before and after it, or by the place before it in a list."""

from __future__ import annotations

import re
from functools import cache

from nlp.candidates import Hit
from nlp.lexicon import Term
from nlp.sheet import Sheet
from nlp.steps import governing, origins, refusals, route_words
from tidewaiter.model.mention import MentionKind, Status

_BESIDE = re.compile(
    r"(?:ships?|shipping|sent|shipped|deliver\w*|origin|versand|envío|liefer\w+|wysyłka|spedi\w+|envoi|livraison|"
    r"verzen\w+)\W{1,2}"
    r"(?:from|to|aus|nach|naar|do|a|vers|uit)?\W{0,2}$"
)
_SENDERS = frozenset("DE ES AT BE CH CA SE".split())  # codes that vendors write, and that are no words in capitals
_PREPOSITION = re.compile(r"\b(?:innerhalb|within|nach|aus|naar|uit|vers|from|to|do|w|in|van)\s$")
_GERMAN_AUS = re.compile(r"\s(?:der\s|den\s|dem\s)?[A-ZÄÖÜ]")  # "Versand aus Deutschland"
_US_PRONOUN = re.compile(
    r"(?:contact|message|text|e-?mail|call|join|trust|choose|tell|ask|let|give|reach|follow|buy from|add|"
    r"with|pm|dm|on|about|between|for|of)\s$"
)
_SEEK = re.compile(
    r"구합|구해|구함|구매|삽니다|급구|있나요|파는|"
    r"\bwtb\b|looking for|anyone|anybody|need\b|ищу|где (?:взять|купить|найти)|"
    r"куплю|求购|求購|求|"
    r"探して|いませんか|買いたい|\bcari\b|tìm|cần mua|หา|suche\b|cherche\b|busco\b|alguien|cerco\b|szukam|procuro|"
    r"algu[ée]m|zoek|sino may|pahingi"
)
_CUSTOMERS = re.compile(r"(?:orders?|customers|buyers) from\s(?:the\s)?$")
_ANSWER = re.compile(r"[?？]\s*(?:a|answer|antwort|r|о|ответ|答|답)\s?[:：]$")
_LETTER = re.compile(r"[^\W\d_]")
# "All of the country" is where one sends to, whatever word of sending follows it.
_WHOLE = frozenset("全国 全國 全台 日本全国 전국 전국구 전지역 toàn quốc ทั่วประเทศ ทั่วไทย".split())


@cache
def flag_term(code: str) -> Term:
    return Term(code, code, "place", "country", 0, "xx", "flag")


def by_arrows(sheet: Sheet, found: list[Hit]) -> dict[int, str]:
    """Roles from "NL -> KR", flag pairs and "UK-UK"; by the position of the place in the list."""
    given: dict[int, str] = {}
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        gap = sheet.shade[one.end : other.start]
        if len(gap) > 16:
            continue
        if route_words.ARROW.fullmatch(gap) and at not in given:
            given[at], given[at + 1] = "from", "to"
        elif (
            route_words.PAIR.fullmatch(gap)
            and at not in given
            and all(sheet.text[hit.start : hit.end].isupper() for hit in (one, other))
        ):
            if one.term.term == "PG" and other.term.term == "VG":
                continue  # the two carriers of e-liquids
            together = "shipping" in sheet.before(one.start, 30)  # "free shipping UK-EUROPE"
            given[at], given[at + 1] = "to" if together else "from", "to"
    return given


def is_listed(sheet: Sheet, one: Hit, other: Hit) -> bool:
    """Whether nothing but a comma or an "and" stands between two places."""
    if other.start - one.end >= 28:
        return False
    if route_words.LIST.fullmatch(sheet.shade, one.end, other.start):
        return True
    gap = sheet.shade[one.end : other.start]
    return not gap.isascii() and bool(route_words.LIST_HAN.fullmatch(gap))


def role(sheet: Sheet, hit: Hit, previous: tuple[Hit, str] | None) -> str | None:
    before, after = _said_before(sheet, hit), sheet.after(hit.end, 48)
    listed = previous is not None and is_listed(sheet, previous[0], hit)
    lone = not (listed and hit.term.kind == "code" and previous and previous[0].end - previous[0].start == 2)
    if lone and _not_a_place(sheet, hit, before):
        return None
    if hit.term.kind == "demonym":
        return "to" if route_words.BUYERS.match(after) else None
    if refusals.BEFORE.search(before[-44:]) or refusals.AFTER.match(after):
        return "not" if hit.term.canonical != "WW" else None
    if hit.term.canonical in _WHOLE or hit.term.term in _WHOLE:
        return "to"
    if route_words.FROM_AFTER.match(after):
        return "to" if _SEEK.search(after) else "from"
    if previous and listed and previous[1] in ("from", "to", "not"):
        return previous[1]
    found = governing.role(before)
    if found in ("to", "not"):
        return found
    if found == "from":
        return "to" if _CUSTOMERS.search(before) else "from"
    tail = before[-44:]
    if origins.BEFORE.search(tail) and not origins.is_sent(before):
        return None
    if route_words.FROM.search(tail):
        return "to" if _CUSTOMERS.search(before) else "from"
    if found:
        return "to" if found == "from?" and _CUSTOMERS.search(before) else found
    if route_words.TO.search(tail) or route_words.TO_AFTER.match(after):
        return "to"
    if route_words.COSTS.match(after) and route_words.POSTAGE.search(before):
        return "to"
    if hit.term.canonical in origins.REGIONS and hit.term.ambiguity == 0:
        return "to"
    return "to" if hit.term.kind == "city" and _local(sheet, hit) else None


def _said_before(sheet: Sheet, hit: Hit) -> str:
    """The clause before a place; where there is none, the heading or question above it."""
    before = sheet.before(hit.start, 60)
    if _LETTER.search(before) or hit.start <= len(before):
        return before
    above = sheet.shade[max(0, hit.start - len(before) - 60) : hit.start - len(before)].rstrip(" \n")
    if not above or above[-1] not in ":?：？":
        return before
    above = _ANSWER.sub("?", above)
    asked = re.split(r"[.!\n]|[?？:：]\s", above[:-1])[-1]
    if route_words.ASKS_NOT.search(asked):
        return "not to: "
    if route_words.ASKS_FROM.search(asked):
        return "ships from: "
    return "ships to: " if route_words.ASKS_TO.search(asked) else before


def _not_a_place(sheet: Sheet, hit: Hit, before: str) -> bool:
    """ "contact US", "ID photo", and names that need a role right beside them."""
    if hit.term.kind == "code" and hit.term.ambiguity == 2:
        written = sheet.text[max(0, hit.start - 12) : hit.start]
        plain = hit.term.canonical in _SENDERS and _PREPOSITION.search(before)
        return not (written == written.lower() and (plain or _BESIDE.search(before)))
    if sheet.text[hit.start : hit.end] == "aus" and _GERMAN_AUS.match(sheet.text, hit.end):
        return True
    return sheet.text[hit.start : hit.end] == "US" and bool(_US_PRONOUN.search(before))


def _local(sheet: Sheet, hit: Hit) -> bool:
    """A city named in a short post that sells or sends something is where it is handed over."""
    if len(sheet.text) > 600 or hit.term.ambiguity:
        return False
    drugs = any(mention.status is Status.ASSERTED for mention in sheet.of(MentionKind.DRUG))
    if drugs or (sheet.of(MentionKind.DRUG) and _SEEK.search(sheet.shade)):
        return True
    return any(hit.start - 24 < other.start < hit.end + 16 for other in sheet.hits_of("shady", "ship_method"))


def is_journey(sheet: Sheet) -> bool:
    """A text on travelling has a from and a to as well."""
    return bool(route_words.JOURNEY.search(sheet.shade))
