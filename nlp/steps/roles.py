"""The role of a place: by arrows and pairs, by the words before and after it, or by the place before it in a list."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from nlp.candidates import Hit
from nlp.lexicon import Term
from nlp.sheet import Sheet
from nlp.steps import prepositions
from tidewaiter.model.mention import MentionKind, Status

_ARROW = re.compile(
    r"[\s\])]{0,2}(?:[-=–—]{0,3}>{1,2}|→|➡️?|⇒|✈️?|»|⟶|to|2|nach|naar|vers|hacia|发往|發往|寄往|寄到|运往)[\s\[(]{0,2}"
)
_PAIR = re.compile(r"\s?[-–/]\s?")
_LIST = re.compile(
    r"[\s,/&+·、，]{0,3}(?:(?:and|or|y|e|o|ou|i|oraz|lub|of|nor|und|oder|et|en|или|и|dan|atau|at|và|hoặc|และ|หรือ|"
    r"와|과|및|하고|랑|和|及|或|と|や|plus|as well as)[\s,]{1,2})?(?:the\s|la\s|le\s|les\s|l[’']|die\s|de\s|o\s|a\s)?"
)
_FROM = re.compile(
    r"(?:(?:ship\w*|dispatch\w*|sent|send\w*|post\w*|deliver\w*|import\w*|sourced|stock\w*|order\w*|"
    r"mail\w*)[^.\n:]{0,22}?\s(?:directly\s|direct\s|only\s)?(?:from|out of|in)\s?:?|"
    r"(?:ships?|shipping|shipped|sent|dispatched|delivery)\s?from\W{0,3}|(?:^|[-–|*•,:/\[(+]\s?)from|"
    r"from\s?:|origin\w*\s?:|(?:based|located|operat\w+|warehouse|stock|vendor) (?:in|from|out of)|"
    r"발송지\W{0,3}|出货地\W{0,3}|发货地\W{0,3}|発送元\W{0,3}|ส่งจาก|จาก|dari|từ|gửi từ|\bиз|отправк\w+ из|"
    r"versand aus|aus|desde|depuis|vanuit|galing(?: sa)?|mula(?: sa)?|"
    r"откуда\s?:|отправка\s?:|\d\s?(?:g|gr|grams?|kg|mg|ml|pills?|tabs?|pcs|oz|caps) from)"
    r"\s{0,2}(?:the\s|our\s|within\s|de\s|der\s|den\s|la\s|le\s|los\s|el\s|dem\s|l[’']|cộng hòa\s)?$"
)
_TO = re.compile(
    r"(?:(?:ship\w*|deliver\w*|send\w*|sent|post\w*|dispatch\w*|mail\w*)[^.\n]{0,34}?\s(?:to|within|"
    r"withing|across|inside|throughout|all over|anywhere in|for|in)|"
    r"destination\w*\s?:?|\bto\s?:|(?:ship|deliver)s?\s?to\W{0,3}|only (?:to|within|in)|orders?\s(?:\w+\s)?(?:to|"
    r"within|in|from)|for (?:customers|buyers|orders) (?:in|from)|to all(?: of)?|within|"
    r"배송지\W{0,3}|发往|發往|寄到|寄往|送到|到|ส่ง|ส่งถึง|ส่งไป|ส่งทั่ว|ไป|\bke|kirim ke|đến|tới|giao|nội thành|ship|\bв|"
    r"\bпо|доставк\w+ (?:в|по)|versand nach|nach|hacia|vers|naar|papunta(?:ng)?(?: sa)?|куда\s?:|"
    r"доставка\s?:|ถึง|ไปยัง|hanggang|"
    r"free|drop\w*|meet\w* (?:in|up)|(?:plug|vendor|dealer|anyone|anybody)\b[^.\n]{0,24}\sin|"
    r"pick ?up (?:in|at)|next day|ndd)"
    r"\s{0,2}(?:the\s|all\s|all of\s|whole\s|anywhere\s)?(?:the\s)?$"
)
_NOT = re.compile(
    r"(?:\bno|not (?:ship|send|deliver)\w*(?: \w+)? to|not (?:to|available in|for)|excep\w*(?: for| to)?|"
    r"exclud\w*|other than|never (?:ship |send )?to|(?:don[’']?t|do not|cannot|can[’']?t|won[’']?t|"
    r"will not|unable to)"
    r" (?:currently )?(?:ship|send|deliver|post)\w*(?: \w+){0,2} (?:to|into)|no (?:orders?|shipping|"
    r"shipments?|delivery|sales?) (?:to|from|in|into|for)|不发|不寄|不送|除|кроме|не в|"
    r"không (?:gửi|giao|ship)(?: hàng)? (?:đến|tới|đi|sang|cho)|"
    r"ไม่ส่ง(?:ไปยัง|ไป|ที่|ให้)?|"
    r"hindi (?:kami )?nagpapadala sa|(?:tidak|tak|ga|gak|nggak) (?:(?:bisa|boleh) )?(?:kirim|hantar|mengirim|pos) ke|"
    r"拒(?:发|寄)|不(?:发|發|寄|送)(?:往|到|去)|не (?:отправля|шл|доставля|высыла|работа)\w*\s?(?:в|по|на)?|"
    r"нет (?:отправки|доставки) (?:в|по)|keine? (?:versand|lieferung) nach|nicht nach|no (?:hacemos )?env\w+ a|"
    r"pas (?:de livraison|d[’']envoi)s? (?:en|vers|au)|niet naar|nie wysyłamy do|non spediamo in|não enviamos para|"
    r"kecuali|tidak ke|trừ|"
    r"ยกเว้น|außer|kein \w+ nach|excepto|sauf|behalve)"
    r"\s{0,2}(?:the\s)?[:=]?\s?$"
)
_NOT_AFTER = re.compile(
    r"\s?(?:(?:(?:으?로)?\s?(?:배송|발송)(?:은|는)?\s?)?(?:불가|안\s?(?:합|함|해|됨|돼|됩))|不发|不發|不寄|"
    r"(?:へ|宛|向け|まで)?(?:の)?(?:発送|配送|郵送)?は?(?:不可|しません|できません|お断り)|"
    r"제외|除外|以外|는 안|은 안|은 제외|는 제외|не отправ|excluded|"
    r"not accepted)"
)
_FROM_AFTER = re.compile(
    r"\s?(?:에서|발(?![가-힣])|から|发货|發貨|发(?!往)|直发|直發|出货|现货|現貨|発送(?!先|は|不可)|\s?발송(?!지|은|는|\s?불가|\s?안)|出(?:发|貨)|"
    r"-?\s?(?:vendor|seller|based|stock|warehouse|"
    r"domestic vendor|supplier|dealer|royal mail|shop\b))"
)
_TO_AFTER = re.compile(
    r"(?:\s?(?:面交|面付|当面|當面|同城|包邮|可送|可达|手押し|手渡し|対応|郵送|直取|"
    r"직거래|드랍|던지기|으로|로(?![가-힣])|까지|배송|"
    r"전지역|전 지역|쪽|\s?도착|行き|"
    r"に発送|へ|まで|宛|着)|[\s\-:|]{0,3}"
    r"(?:(?:free |fast |next day |nextday |"
    r"express |ww )?(?:shipping|delivery|ship\b|shipment|postage|orders?\b|ndd|next day|nextday|only|"
    r"customers|buyers|tracked|included)|"
    r"(?:\W{0,3}(?:from )?\d{1,2}\s?(?:-|–|to)\s?\d{1,2}\s?(?:business |working |work)?(?:days?|weeks?|"
    r"workdays?))|[:(]\s?(?:\w+ ){0,3}\d{1,2}\s?(?:-|–|to)\s?\d{1,2}))"
)
_ORIGIN_BEFORE = re.compile(
    r"(?:(?:comes?|came|made|produced|manufactur\w+|grown|cultivat\w+|imported|harvested|product|sourced|"
    r"straight|directly|direct)\b[^.\n]{0,24}(?:from|in|of|by)|original|real|authentic|origin\w*|hàng|từ|"
    r"อิมพอร์ต)\s(?:the\s)?$"
)
_PRODUCT = re.compile(r"(?:산(?![가-힣])|産|产|進口|进口|สายพันธุ์)")
_TO_DRUG = re.compile(
    r"[\s\-*\"“”'()]{1,3}(?:(?!no |not |from |to |and |vendor |seller )[a-z0-9%.,\-]{1,14}[\s*\"“”]{1,2}){0,2}"
)
_OF = re.compile(
    r"(?:\bfrom|\bde|\bda|\bdo|\bdal|\bdalla|\bdall[’']|\bdel|\bdella|\bdu|\bd[’']|\baus|\bvan|\buit|\bz|\bze|"
    r"из|dari|từ|จาก|来自|"
    r"imports?|importad[oa](?: de)?|importé\w*(?: du| de)?)\s?(?:the\s|la\s|le\s|l[’'])?$"
)
_BETWEEN = re.compile(r"[^\d.,;:\n|]{0,24}")  # from a drug to "from", within one phrase
_SHIPS = re.compile(
    r"ship|sped|envi|enví|envo|livr|verz|vers[ae]n|verschick|wysy|lager|stock|sent|send|deliver|dispatch|post|"
    r"배송|发货|доставк|kirim|gửi|ส่ง"
)
_BESIDE = re.compile(
    r"(?:ships?|shipping|sent|shipped|deliver\w*|origin|versand|envío)\W{1,2}(?:from|to|aus|nach)?\W{0,2}$"
)
_GERMAN_AUS = re.compile(r"\s(?:der\s|den\s|dem\s)?[A-ZÄÖÜ]")  # "Versand aus Deutschland"
_US_PRONOUN = re.compile(
    r"(?:contact|message|text|e-?mail|call|join|trust|choose|tell|ask|let|give|reach|follow|buy from|add|"
    r"with|pm|dm|on|about|between|for|of)\s$"
)
# "All of the country" is where one sends to, whatever word of sending follows it.
_WHOLE = frozenset("全国 全國 全台 日本全国 전국 전국구 전지역 toàn quốc ทั่วประเทศ ทั่วไทย".split())
_REGIONS = frozenset("EU EUROPE WW SCANDINAVIA".split())


@cache
def flag_term(code: str) -> Term:
    return Term(code, code, "place", "country", 0, "xx", "flag")


def by_arrows(sheet: Sheet, found: list[Hit]) -> dict[int, str]:
    """Roles from "NL -> KR", flag pairs and "UK-UK"; by the position of the place in the list."""
    given: dict[int, str] = {}
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        gap = sheet.shade[one.end : other.start]
        if len(gap) > 8:
            continue
        if _ARROW.fullmatch(gap) and at not in given:
            given[at], given[at + 1] = "from", "to"
        elif (
            _PAIR.fullmatch(gap)
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
    return other.start - one.end < 14 and bool(_LIST.fullmatch(sheet.shade, one.end, other.start))


def role(sheet: Sheet, hit: Hit, previous: tuple[Hit, str] | None) -> str | None:
    before, after = sheet.before(hit.start, 60), sheet.after(hit.end, 34)
    listed = previous is not None and is_listed(sheet, previous[0], hit)
    if _NOT.search(before) or prepositions.NOT.search(before) or _NOT_AFTER.match(after):
        return "not"
    if hit.term.kind == "demonym" or _not_a_place(sheet, hit, before):
        return None
    if _ORIGIN_BEFORE.search(before) and not _SHIPS.search(before):
        return None
    if hit.term.canonical in _WHOLE or hit.term.term in _WHOLE:
        return "to"
    if _FROM_AFTER.match(after):
        return "to" if prepositions.SEEK.search(after) else "from"
    if previous and listed and previous[1] in ("from", "to", "not"):
        return previous[1]
    if _FROM.search(before) or prepositions.FROM.search(before):
        return "to" if re.search(r"(?:orders?|customers|buyers) from\s(?:the\s)?$", before) else "from"
    if _TO.search(before) or prepositions.TO.search(before) or _TO_AFTER.match(after):
        return "to"
    if hit.term.canonical in _REGIONS and hit.term.ambiguity == 0:
        return "to"
    return "to" if hit.term.kind == "city" and _local(sheet, hit) else None


def _comes_from(sheet: Sheet, hit: Hit, drug_ends: list[int]) -> bool:
    """Behind the drug: "Perico de Colombia", "fumo marocchino", "Shit 100g - import Maroc"."""
    at = bisect_right(drug_ends, hit.start)
    if not at or hit.start - drug_ends[at - 1] > 34:
        return False
    between = sheet.shade[drug_ends[at - 1] : hit.start]
    if hit.term.kind == "demonym":
        return len(between) <= 14 and bool(_BETWEEN.fullmatch(between))
    said = _OF.search(between)
    if not said or hit.term.canonical in _REGIONS or _SHIPS.search(between):
        return False
    return said[0].startswith("import") or bool(_BETWEEN.fullmatch(between[: said.start()]))


def _not_a_place(sheet: Sheet, hit: Hit, before: str) -> bool:
    """ "contact US", "ID photo", and names that need a role right beside them."""
    if hit.term.kind == "code" and hit.term.ambiguity == 2:
        written = sheet.text[max(0, hit.start - 12) : hit.start]
        return not (written == written.lower() and _BESIDE.search(before))
    if sheet.text[hit.start : hit.end] == "aus" and _GERMAN_AUS.match(sheet.text, hit.end):
        return True
    return sheet.text[hit.start : hit.end] == "US" and bool(_US_PRONOUN.search(before))


def _local(sheet: Sheet, hit: Hit) -> bool:
    """A city named in a short post that sells or sends something is where it is handed over."""
    if len(sheet.text) > 600 or hit.term.ambiguity:
        return False
    drugs = any(mention.status is Status.ASSERTED for mention in sheet.of(MentionKind.DRUG))
    return drugs or any(other.term.kind in ("sale", "shady", "ship_method") for other in sheet.hits)


def origin(sheet: Sheet, hit: Hit, drug_starts: set[int], drug_ends: list[int]) -> str | None:
    """Whether the place is what a drug beside it is said to come from."""
    after = sheet.shade[hit.end : hit.end + 44]
    if _comes_from(sheet, hit, drug_ends):
        return "origin"
    if _PRODUCT.match(after) or (_ORIGIN_BEFORE.search(sheet.before(hit.start, 44)) and hit.term.kind != "city"):
        return "origin"
    if (
        hit.term.kind not in ("demonym", "country", "region")
        or hit.term.ambiguity > 1
        or hit.term.canonical in _REGIONS
    ):
        return None
    match = _TO_DRUG.match(after)
    while match and match.end():
        if hit.end + match.end() in drug_starts:
            return "origin"
        shorter = after[: match.end()].rstrip()
        cut = max(shorter.rfind(" "), shorter.rfind("\n"))
        match = _TO_DRUG.match(after[: cut + 1]) if cut >= 0 else None
    return None
