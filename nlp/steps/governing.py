"""What a preposition before a place means, by the verb or noun that governs it, in languages that have prepositions.

A preposition alone tells little: "in Berlin" is where a parcel goes behind "we deliver" and where it starts behind
"our warehouse"; "do" leads to a place in Polish and from one in Portuguese.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ARTICLE = (
    r"\s{0,2}(?:(?:the|de|der|die|das|den|dem|des|la|le|les|los|las|el|il|lo|gli|i|o|os|as|a|het|our|my|mainland|"
    r"cộng hòa|tutt[oaie]|tod[oa]s?|toute?s?|tous|ganz\w?|gesamte?\w?|heel|hele|gehele|cał[aąey]\w*|вс[юей]\w?|seluruh|"
    r"cả|buong|anywhere in|all of|all|any|other|most|both|every|andere\w?|continental)\s|[ld][’']){0,3}[(\[\"“«]?$"
)
_WITHIN = (
    r"dentro d[eoa]|innerhalb(?: von)?|all[’']interno d[eial]+|à l[’']intérieur d[eu]|au sein de|w obrębie|na terenie|"
    r"na całym terytorium|внутри|в пределах|по всей территории|binnen|within|inside|throughout|across|all over|"
    r"withing|anywhere in|addresses in|customers in|buyers in|di wilayah|ke wilayah|sa loob ng|trong"
)
_OUT = (
    r"from within|from|out of|aus|ab|uit|vanuit|vanaf|van|desde|depuis|au départ d[eu]|"
    r"dall?[aoe]?|dai|dagli|dall[’']|z|ze|"
    r"из|со|dari|từ|galing(?: sa)?|mula(?: sa)?|från|fra|van uit"
)
_OF = r"von|vom|de|del|du|des|da|do|das|dos|dei|delle|degli|di|d[’']|с"
_TO = (
    r"to|into|nach|naar|vers|hacia|verso|para|pra|до|ke|đến|tới|sang|đi|papunta(?: sa)?|till|til|auf|au|aux|à|ao|"
    r"aos|al|ad|ins|zum|zur|pour|voor|für|per|for"
)
_IN = r"in|im|a|an|en|em|no|na|nos|nas|nel|nella|negli|su|dans|sur|por|w|we|po|в|во|по|на|di|sa|tại|ở|về|về lại|i|på"
_PREPOSITION = re.compile(
    rf"(?<![^\W_])(?:(?P<within>{_WITHIN})|(?P<out>{_OUT})|(?P<of>{_OF})|(?P<to>{_TO})|"
    rf"(?P<in>{_IN}))(?:(?<=[’'])|(?![^\W\d_]))(?:\s?:)?{_ARTICLE}"
)
_POLISH = r"wys[ył]\w+|wysłan\w*|nada(?:j|w)\w+|dostaw\w*|dostarcz\w+|przesył\w+|paczk\w+|dow[oó]z\w*"
_SEND = (
    r"sped\w+|invi(?:o|a|amo|ato|ata|ati)|conseg\w+|envi\w+|enví\w+|env[oó]i\w*|envoy\w+|exp[ée]di\w+|livr\w+|"
    r"entreg\w+|"
    r"despach\w+|remit\w+|mand(?:a|amos|o|ado)|posta(?:gem|mos|do)|(?<!in)verz\w+|verst\w+|gestuurd|bezorg\w*|lever\w+|"
    r"vers[ae]nd\w*|\w*versand|verschick\w+|verschiffe\w*|(?:be)?liefer\w*|geliefert|ausgeliefert|losgeschickt|"
    r"отправ\w+|доставк\w+|доставля\w+|шл[её]м|высыла\w+|высл\w+|посыл\w+|"
    r"arriv\w+|llega\w*|chega\w*|docier\w+|прибыва\w+|go(?:es)?|ship\w*|re-?ship\w*|deliver\w*|send\w*|sent|"
    r"dispatch\w*|post(?:ed|ing|s)?|mail(?:ed|ing|s)?|serv(?:e|ed|ing|"
    r"es)|orders?|parcels?|"
    r"packages?|drop\w*|posl\w+|skick\w+|posting|"
    r"kirim\w*|dikirim\w*|mengirim\w*|pengiriman|hantar\w*|dihantar|penghantaran|pos|gửi|giao|ship|padala|ipinapadala|"
    r"nagpapadala|nagpapadeliver|gönder\w*"
)
_LEAVE = (
    r"leav(?:es?|ing)|abgang|xuất|go(?:es)? out|sal(?:e|en|imos|ida)|part(?:e?|ono|ent|ida|enza|ance|iamo)|sai|saem|"
    r"saída|"
    r"llega desde|abfahrt|vertrek\w*|wychodz\w*|выход\w*|уход\w*|выезж\w*|départ|berangkat"
)
_STAY = (
    r"based|works?|working|trabajamos|arbeiten|lavoriamo|trabalhamos|pracujemy|werken|based|located|situated|"
    r"warehouses?|stock(?:ed|s)?|agents?|office|team|lab|labs|labor|laboratorio|laboratoire|"
    r"операт\w+|operat\w+|vendor|sitting|stored|pressed|reshippers?|hubs?|"
    r"lager\w*|sitz\w*|ansässig|versteck|almac[eé]n|ubicad\w+|estamos|basés?|situés?|entrep[oô]t|magazzin\w+|sede|"
    r"siamo|"
    r"basat\w|armaz[ée]m|estoque|magazyn\w*|siedzib\w+|mieścimy|voorraad|magazijn|gevestigd|склад\w*|находимся|"
    r"наход\w+ся|"
    r"базир\w+|gudang|stok|berlokasi|berbasis|kho|bên (?:mình|em)|shop (?:mình|em|ở)|depo\w*|vestigi\w+|nadawc\w+|"
    r"absender"
)
_MAKE = (
    r"made|produced|manufactur\w+|grown|cultivat\w+|imported|harvested|cooked|sourced|imports?|importa\w*|"
    r"importier\w*|importé\w*|ge[iï]mporteerd\w*|hergestellt|produziert|angebaut|gepresst|geproduceerd|gemaakt|geperst|"
    r"fabricad\w+|producid\w+|produzid\w+|hech[oa]s?|feit[oa]s?|elaborad\w+|cultivad\w+|fabriqu\w+|produits?|cultiv\w+|"
    r"prodott\w|fatt[oaie]|coltivat\w|wyprodukowan\w+|produkowan\w+|importowan\w+|z importu|sprowadzan\w+|"
    r"сделан\w*|произвед\w+|производ\w+|выращен\w*|привез\w+|привозн\w+|импорт\w*|завоз\w*|"
    r"buatan|diimpor|impor|produksi|nhập(?: khẩu)?|xách tay|sản xuất(?: tại)?|hàng về|comes?|came|"
    r"stammt|kommt|provien\w+|viene|vienen|procedent\w+|provenant|vient|provenien\w+|pochodz\w+|komt|afkomstig|"
    r"straight|direct(?:ly)?|directo|direttamente|direkt|origin\w*|origen|origem"
)
_GOVERNOR = re.compile(
    rf"(?:(?P<polish>{_POLISH})|(?P<make>{_MAKE})|(?P<leave>{_LEAVE})|(?P<stay>{_STAY})|"
    rf"(?P<send>{_SEND}))"
)
_WORD = re.compile(r"[^\W\d_][^\W\d_\-’']*")
_NEGATION = re.compile(
    r"(?:\b(?:no|not|never|neither|nor|nothing|cannot|dont|cant|wont|without|refuse to|stopped|nicht|kein\w*|nie|"
    r"niet|geen|"
    r"nooit|non|niente|nessun\w*|n[ãa]o|nem|pas|jamais|aucun\w?|plus|ni|nunca|tampoco|не|нет|ни|без|tidak|tak|ga|gak|"
    r"nggak|"
    r"bukan|belum|không|chưa|hindi|walang?)\b|n[’']t\b)(?! only| just| solo| sólo| nur| alleen| só| tylko| только)"
)
_ROLES = {
    "out": {"make": "origin"}, "of": {"send": "from", "leave": "from", "stay": "from", "make": "origin", "": ""},
    "to": {"send": "to", "polish": "to", "leave": "to", "make": "", "stay": ""}, "within": {},
    "in": {"send": "to", "polish": "to", "leave": "", "stay": "from", "make": "origin", "": ""},
}  # fmt: skip
_OTHERWISE = {"out": "from", "to": "", "within": "to", "of": "", "in": ""}
_REACH = 32  # a preposition with its articles
_LETTER = re.compile(r"[^\W\d_]")
_PLAIN_TO = re.compile(r"^(?:nach|naar|hacia|vers|para|ke|đến|tới|papunta)\b")


def role(before: str) -> str | None:
    """from, to, not or origin by the words before a place (the shadow of its clause), None where they say nothing.

    "from?" and "to?" are such that no verb governs: behind a drug's name a "from" may well be where the drug was made.
    """
    said = _PREPOSITION.search(before, max(0, len(before) - _REACH))
    if said is None:
        return _left(before)
    group, at = str(said.lastgroup), said.start()
    governor = _governor(before, at)
    kind = _class(governor[0]) if governor else ""
    if group == "of" and said["of"] == "do" and kind == "polish":
        group = "to"
    elif kind == "polish":
        kind = "polish" if group in ("to", "in") else "send"
    found = _ROLES[group].get(kind, _OTHERWISE[group])
    if not found and group == "to" and not governor and _PLAIN_TO.match(said[0].strip()):
        found = "to"
    if group == "out" and not governor:
        return "from?" if _LETTER.search(before, 0, at) else "from"
    if group == "to" and not governor and not found:
        found = "to?"
    if found[:2] == "to" and _is_denied(before, governor, at):
        return "not"
    return found or None


def _governor(before: str, at: int) -> re.Match[str] | None:
    """The last word before `at` that governs a preposition."""
    for word in reversed(list(_WORD.finditer(before, 0, at))):
        if _class(word[0]):
            return word
    return None


@lru_cache(4096)
def _class(word: str) -> str:
    """How a word governs: send, leave, stay, make, or polish (sending in Polish); "" for other words."""
    said = _GOVERNOR.fullmatch(word)
    return str(said.lastgroup) if said else ""


def _left(before: str) -> str | None:
    """ "Everything leaves Oregon": the place is left without a preposition."""
    return "from" if re.search(r"\bleav(?:es?|ing) (?:the )?$", before) else None


def _is_denied(before: str, governor: re.Match[str] | None, at: int) -> bool:
    start = max(0, governor.start() - 22) if governor else max(0, at - 14)
    piece = before[start:at]
    cut = max(piece.rfind(mark) for mark in ",:;()")
    if governor and cut >= governor.end() - start:
        cut = -1  # a comma behind the verb does not end its clause
        piece = piece[: governor.end() - start + 14]
    return bool(_NEGATION.search(piece, cut + 1))
