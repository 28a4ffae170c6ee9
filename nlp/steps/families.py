"""Names built by a family's rule, so that a code no list holds is still a name (cannabinoids, nitazenes)."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.near import Near
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind

_FREE, _END = r"(?<![\w\-'])", r"(?![\w'])"


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"[\s_]+", "-", match[0])


def _dashed(match: re.Match[str]) -> str:
    """The code with its figures set off: JWH018 is jwh-018, 2CE is 2c-e."""
    return f"{match['a']}-{match['b']}"


def _nitazene(match: re.Match[str]) -> str:
    return re.sub(r"^(n)-?((?:desethyl|pyrrolidino|piperidinyl))[-\s]+", r"\1-\2 ", match[0])


def _as_written(match: re.Match[str]) -> str:
    return match[0]


def _fentanyl(match: re.Match[str]) -> str:
    return re.sub(r"[\s\-]+fent", "fent", _joined(match))


_FAMILIES: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    # Head of the amide, then tail and ring: ADB-BUTINACA, MDMB-4en-PINACA, 5F-EDMB-PICA.
    ("cannabinoid",
     r"(?:\d['′]?-?(?:f|cl|br|me)-?)?(?:adb|ab|amb|mmb|mdmb|emb|edmb|adamantyl|cumyl|app|a|mab|sdb)"
     r"[-\s](?:(?:\d(?:en|f|cn|cl|br)|5['′]?-?br|4-?cl|en|chm|fub|bz)[-\s]?)?"
     r"(?:(?:but|p|b|hex|fub|chm|bz|furb|pr|then|cyl)?(?:inaca|ica|iata|iaca|aica|egaclone|upica)|2201)", _joined),
    ("cannabinoid", r"(?P<a>jwh|am|ur|xlr|thj|rcs|hu|cp|nm|fub|bb|pb|mam|ebm|qmpsb)-?(?P<b>\d{3,4})", _dashed),
    ("phenethylamine", r"(?P<a>2c)[-\s]?(?P<b>(?:t-?\d{1,2}|[bcdefginp]))", _dashed),
    ("phenethylamine", r"(?P<a>25[a-z]{1,2})-?(?P<b>nb(?:ome|oh|f|md|4ome))", _dashed),
    ("lysergamide",
     r"(?P<a>1(?:p|cp|v|b|d|t|s|f|h|dd|bp|cb)|al|eth|pro|ald|lsm)-(?P<b>lsd|lad|al-lad|eth-lad|52|775)", _dashed),
    ("cathinone", r"(?P<a>[234])[-\s]?(?P<b>mmc|cmc|bmc|fmc|mec|emc|cec|mpd|clpvp|meph|meappp)", _dashed),
    ("cathinone",
     r"(?:α|alpha|a|а)-?\s?(?P<b>p(?:vp|hp|ihp|bp|hip|vt|ppp|pep|cyp))", lambda match: f"a-{match['b']}"),
    ("tryptamine",
     r"(?P<a>[45]-(?:ho|aco|meo|po|pro|mes|cl|br|f))-(?P<b>(?:n-)?(?:dmt|det|dpt|dipt|met|mipt|malt|dalt|mpt|"
     r"ept|eipt|amt|pyr-t|nipt|nmt|tmt|part|pipt|mcpt))", _dashed),
    ("dissociative",
     r"(?P<a>(?:2|3|4)['′]?-?(?:meo|f|cl|me|ho))-?(?P<b>pc[pe]|pcmo|pcpy|2-oxo-pc[em]|dck|ketamine|mxe)", _dashed),
    ("nitazene",
     r"(?:n-?(?:desethyl|pyrrolidino|piperidinyl)[-\s])?(?:iso|proto?|meto|eto|buto|flu|clo|ethylene|sec-?buto|"
     r"4'-oh)?(?:des)?[a-z]{0,6}nita(?:zen|zepyn|zepipn)e?", _nitazene),
    # Stems of the international names: what ends so is of the class.
    ("benzodiazepine", r"[a-z]{2,12}(?:azolam|azepam|diazepam)", _as_written),
    ("fentanyl", r"[a-z]{4,18}fentan(?:yl|il)", _as_written),
    ("phenidate", r"(?:(?:iso)?propyl|ethyl|4f-?m|4f-?e|hdm|fluoro)[a-z]{0,6}(?:phenidate|naphthidate)", _as_written),
    ("fentanyl",
     r"(?:(?:para|ortho|meta|alpha|beta|[2-4opmαβ])[-\s])?(?:fluoro|chloro|methyl|acetyl|butyr(?:yl)?|valeryl|"
     r"furanyl|acryl|cyclopropyl|methoxy(?:acetyl)?|benzyl|crotonyl|phenyl|isobutyryl|thio|hydroxy)"
     r"[-\s]?fentan(?:yl|il)", _fentanyl),
)  # fmt: skip
# For each of them, what a text must hold before its pattern is tried: most texts hold none.
_NUMBERED = re.compile(r"\d(?<=[a-z\-]\d)\d\d")  # JWH-018: three figures behind a letter or its hyphen
_NEEDLES: tuple[tuple[str, ...] | re.Pattern[str], ...] = (
    ("ica", "inaca", "iata", "iaca", "egaclone", "2201"),
    _NUMBERED, ("2c",), ("nb",), ("-lsd", "-lad", "-52", "-775"),
    ("mmc", "cmc", "bmc", "fmc", "mec", "emc", "cec", "mpd", "pvp", "meph", "meappp"),
    ("pvp", "php", "pihp", "pbp", "phip", "pvt", "pppp", "ppep", "pcyp"),
    tuple(f"{place}-{letter}" for place in "45" for letter in "hampcbf"),
    ("pcp", "pce", "pcm", "oxo-pc", "dck", "ketamine", "mxe"),
    ("nitaz",), ("azolam", "azepam"), ("fentan",), ("idate",), ("fentan",),
)  # fmt: skip
_RULES = [
    (family, re.compile(f"{_FREE}{pattern}{_END}"), name, needles)
    for (family, pattern, name), needles in zip(_FAMILIES, _NEEDLES, strict=True)
]
_TRACE = re.compile(
    r"inaca|ica|iata|2201|jwh|am|ur|xlr|thj|rcs|hu|cp|nm|2c|25|[\d]|lad|lsd|mmc|cmc|pvp|php|phip|pihp|pcyp|"
    r"pbp|ppp|pvt|nitaz|fentan|azolam|azepam|idate"
)


def step(sheet: Sheet) -> None:
    """Adds what no lexicon holds; a name the lexicon knows keeps the lexicon's reading."""
    shade = sheet.shade
    if not _TRACE.search(shade):
        return
    known = Near((hit.start, hit.end) for hit in sheet.hits_of("name", "slang", "brand", "strain", "form"))
    for family, rule, name, needles in _RULES:
        if not _may_hold(shade, needles):
            continue
        for match in rule.finditer(shade):
            if not _known(known, match) and not sheet.is_masked(*match.span()):
                sheet.add(
                    MentionKind.DRUG, match.span(), value=name(match), rule=f"family:{family}", score=0.9,
                    evidence=(f"code of a {family}",), sub=None, role="offered",
                )  # fmt: skip


def _may_hold(shade: str, needles: tuple[str, ...] | re.Pattern[str]) -> bool:
    if isinstance(needles, re.Pattern):
        return bool(needles.search(shade))
    return any(needle in shade for needle in needles)


def _known(known: Near, match: re.Match[str]) -> bool:
    hit = known.over(*match.span())
    return hit is not None and hit[0] <= match.start() and match.end() <= hit[1]
