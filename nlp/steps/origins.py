"""What a place beside a drug says of the drug: "Colombian cocaine", "북한산", "hash from Morocco". Never where it is "
"sent from."""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.candidates import Hit
from nlp.sheet import Sheet

REGIONS = frozenset("EU EUROPE WW SCANDINAVIA".split())
BEFORE = re.compile(
    r"(?<![a-z])(?:(?:comes?|came|made|produced|manufactur\w+|grown|cultivat\w+|imported|harvested|product|sourced|cooked|"
    r"straight|directly|direct)\b[^.\n]{0,24}(?:from|in|of|by)|original|real|authentic|genuine|origin\w*|origen|"
    r"origem|herkunft|"
    r"hàng|kẹo|từ|về từ|hàng về từ|xách tay|nhập từ|nhập khẩu từ|nhập|tipe|jenis|asal|impor(?: dari)?|buatan|barang|"
    r"kiriman|"
    r"อิมพอร์ต|นอก|นำเข้าจาก|นำเข้า|ของ|สาย|สายพันธุ์|"
    r"страна|сорт|type|tipo|typ|variet\w+|importé\w?(?: d[eu])?|importad[oa](?: d[eoa])?|importat[oa](?: d\w+)?|"
    r"gwangju|made in|"
    r"привозн\w+(?: из)?|прямиком из|родом из|завоз из|импорт(?: из)?|产自|來自|来自|进口自|原产)[\s:]{0,2}(?:the\s)?$"
)
PRODUCT = re.compile(
    r"(?:산(?![가-힣])|制(?!药)|製|産|产(?!品)|产的|的?(?:原装|直供|货|進口|进口|輸入|输入)|제(?![가-힣])|สายพันธุ์|"
    r"\s(?:import(?:s|ed)?\b|made\b|grown\b|pharma\w*|brand(?:s|ed)?\b|quality\b|origin\b|product\b|produce\b|"
    r"strain\b|batch\b|press\w*\b|lab\b|gear\b|stuff\b|"
    r"genetics\b|formula\b|blotters?\b|ware\b|qualität\b|herkunft\b|import\b|herstellung\b|kwaliteit\b|makelij\b|"
    r"productie\b|malı\b|menşe\w*|yapımı\b|üretim\w*|"
    r"punya\b|asli\b|product\w*\b))"
)
_TO_DRUG = re.compile(
    r"[\s\-*\"“”'()]{1,3}(?:(?!no |not |from |to |and |vendor |seller )[a-z0-9%.,\-]{1,14}[\s*\"“”]{1,2}){0,2}"
)
_OF = re.compile(
    r"(?:\bfrom|\bde|\bda|\bdo|\bdal|\bdalla|\bdall[’']|\bdel|\bdella|\bdu|\bd[’']|\baus(?: de[mnr])?|\bvan|\buit|"
    r"\bz|\bze|"
    r"из|с|dari|từ|จาก|来自|galing(?: sa)?|"
    r"import\w*(?: from| aus| de| da| uit| z| из| dari)?|importad[oa](?: de| da| do)?|importé\w*(?: du| de)?|"
    r"(?:made|grown|produced|hergestellt|angebaut|gemaakt|geproduceerd|fabriqué\w*|produit\w*|fabricad\w+|hech[oa]s?|"
    r"feit[oa]s?|produzid\w+|prodott\w|fatt\w|produkowan\w+)\s"
    r"(?:in|en|a|au|em|no|na|w|from|by))\s?(?:the\s|la\s|le\s|l[’'])?$"
)
# Lands known for what grows or is made there: "from" behind a drug's name is then its origin, else its sender's place.
_PRODUCERS = frozenset("CO PE BO EC AF MA NP LB JM TH MM LA KP IR PK".split())
_BETWEEN = re.compile(r"[^\d.,;:\n|]{0,24}")  # from a drug to "from", within one phrase
_SHIPS = re.compile(
    r"ship|sped|envi|enví|envo|livr|verz|vers[ae]n|verschick|wysy|lager|stock|sent|send|deliver|dispatch|post|"
    r"배송|发货|доставк|отправ|kirim|gửi|ส่ง"
)
_MADE = re.compile(r"^(?:import|made|grown|produced|her|ange|gema|gepro|fabri|produ|hech|feit|prod|fatt|galing)")


def is_sent(before: str) -> bool:
    return bool(_SHIPS.search(before))


def comes_from(sheet: Sheet, hit: Hit, drug_ends: list[int]) -> bool:
    """Behind the drug: "Perico de Colombia", "fumo marocchino", "Shit 100g - import Maroc"."""
    at = bisect_right(drug_ends, hit.start)
    if not at or hit.start - drug_ends[at - 1] > 34:
        return False
    between = sheet.shade[drug_ends[at - 1] : hit.start]
    if hit.term.kind == "demonym":
        return len(between) <= 14 and bool(_BETWEEN.fullmatch(between))
    said = _OF.search(between)
    if not said or hit.term.canonical in REGIONS or _SHIPS.search(between):
        return False
    return bool(_MADE.match(said[0])) or bool(_BETWEEN.fullmatch(between[: said.start()]))


def is_part_of_a_name(hit: Hit, name: tuple[int, int]) -> bool:
    """Whether a demonym stands inside a drug's longer name, at its end or beginning."""
    start, end = name
    inside = start <= hit.start and hit.end <= end and end - start - (hit.end - hit.start) > 2
    return hit.term.kind == "demonym" and inside and (hit.start == start or hit.end == end)


def is_made_there(sheet: Sheet, hit: Hit, drug_ends: list[int]) -> bool:
    """Whether a "from" right behind a drug's name says where it was made: "Koks aus Peru", "cocaine from Peru"."""
    at = bisect_right(drug_ends, hit.start)
    if not at or hit.start - drug_ends[at - 1] > 24 or hit.term.canonical in REGIONS:
        return False
    between = sheet.shade[drug_ends[at - 1] : hit.start]
    if not _OF.search(between) or not _BETWEEN.fullmatch(between):
        return False
    return "from" not in between or hit.term.canonical in _PRODUCERS


def origin(sheet: Sheet, hit: Hit, drug_starts: set[int], drug_ends: list[int]) -> str | None:
    """Whether the place is what a drug beside it is said to come from."""
    if not drug_ends:
        return None
    if hit.term.kind == "demonym" and sheet.shade[hit.start] > "\u2fff":  # "缅甸产", "북한산"
        return "origin"
    after = sheet.shade[hit.end : hit.end + 44]
    if comes_from(sheet, hit, drug_ends):
        return "origin"
    if hit.term.canonical in REGIONS:
        return None
    before = sheet.before(hit.start, 44)
    product = PRODUCT.match(after)
    bare = product and product[0].startswith(" ")
    if product and not bare:
        return "origin"
    if hit.term.kind != "city":
        made = product and hit.end - hit.start > 2 and not _SHIPS.search(before[-16:])
        if made or BEFORE.search(before):
            return "origin"
    if hit.term.kind not in ("demonym", "country", "region") or hit.term.ambiguity > 1:
        return None
    return "origin" if _leads_to_drug(after, hit.end, drug_starts) else None


def _leads_to_drug(after: str, end: int, drug_starts: set[int]) -> bool:
    match = _TO_DRUG.match(after)
    while match and match.end():
        if end + match.end() in drug_starts:
            return True
        shorter = after[: match.end()].rstrip()
        cut = max(shorter.rfind(" "), shorter.rfind("\n"))
        match = _TO_DRUG.match(after[: cut + 1]) if cut >= 0 else None
    return False
