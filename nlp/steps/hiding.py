"""Ways of hiding put together from words: something hidden in something, declared as something, a false sender.

The lexicon gives the words ("escondido dentro de", "品名は", "Absender", "erfunden"); what they speak of is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.candidates import Hit
from nlp.near import Near
from nlp.sheet import Sheet

Found = tuple[int, int, str]  # a span and what it says

_ARTICLE = (
    r"(?:(?:a|an|the|some|your|our|other|everyday|ein\w{0,2}|der|die|das|den|dem|een|het|de|un[ao]?|une|des|du|le|la|"
    r"les|"
    r"l[’']|el|los|las|uno|il|lo|gli|i|os?|as?|um|uma|co[mn]|von|di|del|della|dei|kesdam|ng|mga|sebuah|một|cái|hộp|"
    r"как)[\s’']{1,2})*"
)
_IN = (
    r"(?:in|im|inside(?: of)?|into|within|between|behind|among(?:st)?|under(?: the lining of|neath)?|zwischen|"
    r"hinter|innerhalb(?: von)?|unter|"
    r"tussen|achter|binnenin|onder|en|dentro(?: de| del| do| da| a)?|entre|detrás de|bajo|em|no|na|nos|nas|atrás de|"
    r"dans|"
    r"à l[’']intérieur (?:de|d[’']|des|du)|derrière|sous|au milieu (?:de|des)|tra|fra|all[’']interno (?:di|del|"
    r"della)|nel|nella|nei|nelle|dietro|"
    r"sotto|w|we|między|pomiędzy|wewnątrz|pod|za|wśród|в|во|внутри|внутрь|между|под|за|среди|trong|vào(?: trong)?|"
    r"giữa|dưới|bên trong|"
    r"di(?: dalam| antara| balik| sela)?|dalam|ke dalam|sa(?: loob ng| ilalim ng| pagitan ng)?)"
)
_WORD = r"[^\W\d_][^\s,.;:!?()\[\]|/+\n]*"
_WORDS = rf"{_WORD}(?:\s(?!(?:and|und|y|et|e|i|en|with|via|by|for|on|or)\b){_WORD}){{0,3}}"
_AFTER = re.compile(rf"[\s:：\"“«「『'‘-]{{0,3}}(?:{_ARTICLE})(?P<what>{_WORDS})")
_AFTER_IN = re.compile(rf"\s{{1,2}}{_IN}[\s’']{{1,2}}(?:{_ARTICLE})(?P<what>{_WORDS})")
_AFTER_DENSE = re.compile(r"[\s:：\"“「『为为]{0,2}(?P<what>[^\s,，.。、;；!！?？()（）「」『』\n/+]{1,10})")
_BEFORE = re.compile(
    r"(?P<what>[^\s,，.。、;；:：!！?？()（）\n/+]{1,12}(?:\s[^\s,，.。、;；:：!！?？()（）\n/+]{1,10})?)\s?$"
)
_DENSE = re.compile(r"[\u0e01-\u0e5b\u3041-\u30fe\u4e00-\u9fff\uac00-\ud7a3]$")
# What every parcel is packed in hides nothing.
_PLAIN = re.compile(
    r"(?:envelopes?|packages?|parcels?|packag\w+|mylar|bags?|vacuum|vac|plastic|foil|layers?|shipping|mail|"
    r"box(?:es)?|plain|bubble|transit|"
    r"stock|umschlag|paket|folie|verpackung|envelop|pakket|sobres?|paquete|bolsas?|enveloppes?|colis|sachets?|buste?|"
    r"pacc\w+|envelopes?|"
    r"kopert\w+|paczk\w+|foli\w+|конверт\w*|посылк\w*|пакет\w*|фольг\w*|bì thư|phong bì|amplop|bungkusan|plastik|ซอง|"
    r"ถุง|信封|包裹|袋|봉투|박스|"
    r"封筒|袋|zarf|paket|stealth|this|that|it|which|order|any|case of|good|sight|mind|you|we|private|touch)(?![^\W\d_])"
)
# Concealment of which "hidden in a book" says more.
_SAYS_LITTLE = frozenset("stealth hidden_layers mislabel discreet sealed_packaging decoy".split())
_NEAR = 26  # between the sender and the word that calls it false


def found(sheet: Sheet) -> Iterator[Found]:
    """Decoys, mislabelling and false senders, each with its span and canonical name."""
    words = sheet.hits_of("hide", "declare", "false")
    if not words:
        return
    known = Near((hit.start, hit.end) for hit in sheet.hits_of("concealment") if hit.term.canonical not in _SAYS_LITTLE)
    for hit in words:
        span = _object(sheet, hit) if hit.term.kind != "false" else None
        if not span or (hit.term.kind == "hide" and known.over(*span)):
            continue  # the lexicon knows the place already: a pit, a magnet, a stairwell
        yield *span, "decoy" if hit.term.kind == "hide" else "mislabel"
    yield from _senders(sheet, [hit for hit in words if hit.term.kind == "false"])


def _object(sheet: Sheet, hit: Hit) -> tuple[int, int] | None:
    """What the goods are hidden in or declared as."""
    if hit.term.canonical == "before":
        said = _BEFORE.search(sheet.before(hit.start, 20))
        return (hit.start - len(said[0]), hit.end) if said and not _PLAIN.match(said["what"]) else None
    dense = _DENSE.match(sheet.shade[hit.end - 1])
    after = sheet.after(hit.end, 44)
    bare = hit.term.kind == "hide" and " " not in hit.term.term  # "hidden", not "hidden inside"
    said = (_AFTER_DENSE if dense else _AFTER_IN if bare else _AFTER).match(after)
    if not said or (hit.term.kind == "hide" and _PLAIN.match(said["what"])):
        return None
    return hit.start, hit.end + said.end()


def _senders(sheet: Sheet, false: list[Hit]) -> Iterator[Found]:
    if not false:
        return
    at = 0
    for hit in sheet.hits_of("sender"):
        while at < len(false) and false[at].end < hit.start - _NEAR:
            at += 1
        for other in false[at : at + 3]:
            start, end = min(hit.start, other.start), max(hit.end, other.end)
            gap = sheet.shade[min(hit.end, other.end) : max(hit.start, other.start)]
            if len(gap) <= _NEAR and not re.search(r"[.;!?\n。]", gap):
                yield start, end, "fake_return_address"
                break
