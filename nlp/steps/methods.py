"""Shipping methods and concealment, by lexicon, with negation bounded by the clause."""

from __future__ import annotations

import re
from functools import cached_property

from nlp.candidates import Hit
from nlp.near import Near
from nlp.sheet import Sheet
from nlp.steps import hiding
from tidewaiter.model.mention import MentionKind, Status

_SHIPPING = re.compile(
    r"ship|deliver|\bpost|mail|\bsen[dt]|order|packag|parcel|courier|dispatch|arriv|배송|발송|택배|보내|доставк|"
    r"посыл|отправ|почт|kirim|paket|gửi|giao|ส่ง|送|寄|邮|郵|发货|"
    r"chuyển phát|hantar|発送|配送|vers[ae]nd|lieferung|env[ií]|livraison|verzend|verzon|padala|padeliver|tracking|"
    r"sped|pacc[oh]|corrier|wysył|przesył|paczk|paquet|colis|pack[iy]|verp[aoe]|embal|imballa|confezion|pakow|"
    r"encomenda|entreg|correo|郵|包装|包裝|梱包|포장|đóng gói|แพ็ค|bungkus|kemas|упаков|balot|pengirim|penghantar|包"
)
_NEGATION = re.compile(
    r"(?:\b(?:no|not|non|without|never|don[’']?t|doesn[’']?t|won[’']?t|cannot|can[’']?t|isn[’']?t|"
    r"aren[’']?t|ohne|kein\w*|nicht|sans|pas de|pas d[’']|jamais(?: de)?|aucun\w?|sin|nunca|zonder|geen|nooit|senza|"
    r"niente|nessun\w*|sem|nenhum\w?|nem|"
    r"n[ãa]o|bez|brak|nie|tanpa|tidak|tak|tiada|bukan|không|chưa|walang?|hindi)\b|"
    r"n't |не |без |нет |不用|不|没有|無|ไม่|안 )[^,:()\[\]–—]{0,28}$"
)
_NEGATED_AFTER = re.compile(
    r"\s?(?:제로|아니고|아닌|말고|없음|없이|없어|안\s?해|안\s?함|불가|x(?![a-z0-9])|нет|не делаю|なし|無し|ไม่มี|: no\b|"
    r"(?:is |are )?(?:not|never) (?:available|included|used|offered|required|needed|provided)|unavailable|yok|"
    r"verilmez|gerekmez|gerekli değil|vermiyoruz|"
    r"nicht (?:nötig|erforderlich|enthalten|möglich)|niet (?:nodig|inbegrepen|mogelijk)|no (?:incluid|disponible|"
    r"necesari)\w*|non (?:inclus|necessari|previst)\w*|"
    r"(?:nie )?niewymagan\w*|não (?:incluíd|disponív|necessári)\w*|ne s[eo]rt pas|kullanmıyoruz|안\s?씀|사용\s?안|"
    r"使いません|"
    r"ありません|しません|不提供|不用|没有)"
)
_FLIPPED = {"tracked": "untracked", "signature": "no_signature"}
# Said of home and garden as often as of parcels.
_DAILY = frozenset("magnet buried hidden_location hand_delivery digital drop".split())
_ROUTES = frozenset({MentionKind.SHIP_FROM, MentionKind.SHIP_TO, MentionKind.SHIP_TO_EXCLUDED})
# The news tells of parcels and hiding places, too; there their neighbours prove nothing.
_SEIZED = re.compile(
    r"seiz(?:ed|ure|es)|confiscat|customs officers|customs found|police|arrest|court\b|查获|查獲|缉获|海关|警方|"
    r"ศุลกากร|ตำรวจ|"
    r"จับกุม|세관|경찰|적발|税関|警察|"
    r"摘発|逮捕|изъя|таможенник|полици|задержа|beschlagnahm|zollbeamte|zollfahnd|polizei|politie|in beslag|decomis|"
    r"incaut|policía|saisi[ets]|douanier|"
    r"sequestr|polizia|guardia di finanza|apreend|polícia|policj|celnic|hải quan|công an|bea cukai|polisi\b|disita|"
    r"polis\b|ele geçir|nasamsam|pulis"
)
_TOLD = frozenset({"stealth", "hidden_layers", "mislabel"})
_KINDS = {"ship_method": MentionKind.SHIP_METHOD, "concealment": MentionKind.CONCEALMENT}


def step(sheet: Sheet) -> None:
    hits = sheet.hits_of(*_KINDS)
    composed = list(hiding.found(sheet))
    if not hits and not composed:
        return
    surroundings = _Surroundings(sheet, hits)
    told = Near((hit.start, hit.end) for hit in sheet.hits_of("hide", "declare")) if composed else None
    for hit in hits:
        if sheet.is_masked(hit.start, hit.end):
            continue
        if told and hit.term.canonical in _TOLD and told.over(hit.start, hit.end):
            continue  # "hidden" of "hidden in a book": the whole says more
        _add(sheet, hit, surroundings)
    for start, end, value in composed:
        if not sheet.is_masked(start, end):
            _add_composed(sheet, (start, end), value, surroundings)


class _Surroundings:
    """Where the text trades (asserted drugs, words of the hidden trade), and where it speaks of sending and packing."""

    def __init__(self, sheet: Sheet, hits: list[Hit]) -> None:
        self._sheet, self._hits = sheet, hits
        self._drugs = [(m.start, m.end) for m in sheet.of(MentionKind.DRUG) if m.status is Status.ASSERTED]
        self.trade = Near(self._drugs + [(hit.start, hit.end) for hit in sheet.hits_of("shady")])

    @cached_property
    def _packing(self) -> Near:
        clear = [hit for hit in self._hits if not hit.term.ambiguity and hit.term.canonical not in _DAILY]
        told = not self._drugs and clear and _SEIZED.search(self._sheet.shade)
        return Near(() if told else ((hit.start, hit.end) for hit in clear))

    @cached_property
    def _routes(self) -> Near:
        return Near((m.start, m.end) for m in self._sheet.mentions if len(self._packing) and m.kind in _ROUTES)

    def near(self, start: int, end: int) -> str:
        """What near a span speaks of packing and sending, where no plain word of sending does."""
        if self._packing.within(start, end, 90):
            return "packing+"
        return "route+" if self._routes.within(start, end, 120) else ""


def _add_composed(sheet: Sheet, span: tuple[int, int], value: str, surroundings: _Surroundings) -> None:
    start, end = span
    shipping = _SHIPPING.search(sheet.shade, max(0, start - 100), end + 100)
    traded = surroundings.trade.within(start, end, 160)
    evidence = surroundings.near(start, end)
    if traded:
        evidence = f"trade+ {sheet.text[slice(*traded[0])]}"
    elif shipping:
        evidence = f"shipping+ {shipping[0]}"
    score = 0.85 if traded else 0.7 if evidence else 0.3
    sheet.add(
        MentionKind.CONCEALMENT, span, value=value, rule=f"hiding:{value}", score=score,
        suspected=score < sheet.threshold, evidence=(evidence,) if evidence else (), negated=_is_negated(sheet, span),
    )  # fmt: skip


def _is_negated(sheet: Sheet, span: tuple[int, int]) -> bool:
    start, end = span
    return bool(_NEGATION.search(sheet.before(start, 36)) or _NEGATED_AFTER.match(sheet.after(end, 16)))


def _add(sheet: Sheet, hit: Hit, surroundings: _Surroundings) -> None:
    value = hit.term.canonical
    evidence: tuple[str, ...] = ()
    score = 0.9
    if hit.term.ambiguity or hit.term.kind == "concealment":
        score, evidence = _weigh(sheet, hit, surroundings)
    negated = _is_negated(sheet, (hit.start, hit.end))
    if negated and value in _FLIPPED:
        value, negated = _FLIPPED[value], False
    sheet.add(
        _KINDS[hit.term.kind], (hit.start, hit.end), value=value, rule=f"lexicon:{hit.term.where}", score=score,
        suspected=score < sheet.threshold, evidence=evidence, negated=negated,
    )  # fmt: skip


def _of_trade(hit: Hit) -> bool:
    """Ways of handing over that a drug's name nearby explains better than a parcel does."""
    return hit.term.canonical in ("drop", "hand_delivery", "courier", "digital")


def _weigh(sheet: Sheet, hit: Hit, surroundings: _Surroundings) -> tuple[float, tuple[str, ...]]:
    """Words of daily life ("vacuum", "magnet", "fast") count only beside shipping or the trade."""
    reach = 14 if hit.term.ambiguity == 2 else 60
    around = sheet.shade[max(0, hit.start - reach) : hit.end + reach]
    shipping = _SHIPPING.search(around)
    if shipping:
        return (0.9, 0.6, 0.5)[min(hit.term.ambiguity, 2)], (f"shipping+ {shipping[0]}",)
    traded = (hit.term.kind == "concealment" or _of_trade(hit)) and surroundings.trade.within(hit.start, hit.end, 160)
    if traded:
        return (0.85, 0.6, 0.5)[min(hit.term.ambiguity, 2)], (f"trade+ {sheet.text[slice(*traded[0])]}",)
    if hit.term.ambiguity < 2 and hit.term.canonical not in _DAILY and (near := surroundings.near(hit.start, hit.end)):
        return 0.6, (near,)
    return 0.3, ()
