"""Where goods are sent from, to, not to, and where they are said to come from. A place without a role is no mention."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.candidates import Hit
from nlp.lexicon import Term
from nlp.near import Near
from nlp.sheet import Sheet
from nlp.steps import origins, refusals, roles, route_words
from tidewaiter.model.mention import Mention, MentionKind, Status

_KINDS = {
    "from": MentionKind.SHIP_FROM, "to": MentionKind.SHIP_TO, "not": MentionKind.SHIP_TO_EXCLUDED,
    "origin": MentionKind.ORIGIN_CLAIM,
}  # fmt: skip
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_GERMAN_AUS = re.compile(r"\s(?:der\s|den\s|dem\s)?[A-ZÄÖÜ]")  # "Versand aus Deutschland" is not from Australia
_PARTS = {"IC": "ES", "EA": "ES"}  # the Canaries, Ceuta and Melilla have codes but are no countries
_AFTER_KOREAN = "시군구역동읍면쪽권전내근일인발행에까으로만은는이가의와과도랑하및중서북남터"
_ARTICLE = re.compile(r"(?<![a-z])the $")


def step(sheet: Sheet) -> None:
    drugs = [mention for mention in sheet.of(MentionKind.DRUG) if mention.status is Status.ASSERTED]
    covered = Near((mention.start, mention.end) for mention in drugs)
    every = found_places(sheet)
    if not every:
        return
    _named(sheet, every, drugs)
    found = [hit for hit in every if not covered.over(hit.start, hit.end)]
    if not found or (not drugs and roles.is_journey(sheet)):
        return
    starts, ends = {mention.start for mention in drugs}, {mention.end for mention in drugs}
    given = roles.by_arrows(sheet, found)
    if sheet.tongue == "vi":  # "kẹo thái": the origin stands behind
        given |= {at: "origin" for at, hit in enumerate(found) if hit.term.kind == "demonym" and hit.start - 1 in ends}
    assigned = _assigned(sheet, found, given, (starts, sorted(ends)))
    for at, hit in enumerate(found):
        role = assigned[at]
        if role:
            _add(sheet, _state(found, at, hit), role)
    _domestic(sheet, {hit.term.canonical for hit, role in zip(found, assigned, strict=True) if role == "from"})


def _named(sheet: Sheet, every: list[Hit], drugs: list[Mention]) -> None:
    """ "Fumo marocchino" is a name of hashish, and says where it comes from."""
    demonyms = [hit for hit in every if hit.term.kind == "demonym"]
    if not demonyms:
        return
    named = Near((drug.start, drug.end) for drug in drugs if drug.more.get("sub") not in ("strain", "brand"))
    for hit in demonyms:
        span = named.over(hit.start, hit.end)
        if span and origins.is_part_of_a_name(hit, span):
            _add(sheet, hit, "origin")


def _domestic(sheet: Sheet, sent_from: set[str]) -> None:
    """ "Domestic only" where one country is named as the sender's."""
    if len(sent_from) != 1 or not any(word in sheet.shade for word in route_words.INLAND):
        return
    said = route_words.DOMESTIC.search(sheet.shade)
    if said:
        here = Term(said[0], next(iter(sent_from)), "place", "country", 0, "xx", "domestic")
        _add(sheet, Hit(*said.span(), here), "to")


def _assigned(
    sheet: Sheet, found: list[Hit], given: dict[int, str], drugs: tuple[set[int], list[int]]
) -> list[str | None]:  # fmt: skip
    """Each place's role. A list takes the role of the member that has one: "Germany, France: free shipping"."""
    assigned: list[str | None] = []
    previous: tuple[Hit, str] | None = None
    listed = 0  # the first place of the running list
    waiting: list[int] = []  # its members that have no role yet
    for at, hit in enumerate(found):
        role = given.get(at) or _role(sheet, hit, previous, drugs)
        if not at or not _listed_apart(sheet, found[at - 1], hit):
            listed, waiting = at, []
        assigned.append(role)
        if role in ("from", "to", "not"):
            if role == "not" and refusals.AFTER.match(sheet.after(hit.end, 48)):
                waiting, listed = list(range(listed, at)), at
            for earlier in waiting:
                assigned[earlier] = role
            waiting = []
        elif not role and _may_wait(hit):
            waiting.append(at)
        previous = (hit, role) if role else None
    return assigned


def _may_wait(hit: Hit) -> bool:
    return hit.term.kind != "demonym" and not hit.term.ambiguity


def _listed_apart(sheet: Sheet, one: Hit, other: Hit) -> bool:
    """A list whose comma is written, or whose script needs none: "aus Deutschland" is no list."""
    gap = sheet.shade[one.end : other.start]
    return roles.is_listed(sheet, one, other) and (bool(gap.strip()) or not sheet.shade[one.start].isascii())


def _role(
    sheet: Sheet, hit: Hit, previous: tuple[Hit, str] | None, drugs: tuple[set[int], list[int]]
) -> str | None:  # fmt: skip
    role = roles.role(sheet, hit, previous)
    if role == "origin" or (role and role[-1] == "?"):
        if not drugs[1] or (role == "to?" and hit.term.canonical in origins.REGIONS):
            return None
        return "origin" if role == "from?" and origins.is_made_there(sheet, hit, drugs[1]) else role.rstrip("?")
    if not role and hit.term.ambiguity < 2:
        return origins.origin(sheet, hit, *drugs)
    return role


def found_places(sheet: Sheet) -> list[Hit]:
    """Place names of the text with their codes in the right case, and flags; in order, none inside another."""
    hits = [
        hit
        for hit in sheet.hits
        if hit.term.room == "place" and not sheet.is_masked(hit.start, hit.end) and _cased(sheet, hit)
    ]
    chosen: dict[tuple[int, int], Hit] = {}
    for hit in sorted(
        hits, key=lambda hit: hit.term.kind == "code"
    ):  # a city's short name before another country's code
        chosen.setdefault((hit.start, hit.end), hit)
    found = sorted(chosen.values(), key=lambda hit: hit.start)
    return sorted([*found, *_flags(sheet)], key=lambda hit: hit.start)


def _cased(sheet: Sheet, hit: Hit) -> bool:
    """Codes are written in capitals ("NL"), and not inside a handle or a longer code ("PG-VG", "D10")."""
    written = sheet.text[hit.start : hit.end]
    if hit.term.kind != "code":
        if len(written) == 2 and "가" <= written[0] <= "힣" and not _free_hangul(sheet, hit):
            return hit.term.kind != "city"
        return written != "aus" or not _GERMAN_AUS.match(sheet.text, hit.end)
    if not written.isupper() and hit.term.ambiguity:
        return False
    around = sheet.text[max(0, hit.start - 1) : hit.start] + sheet.text[hit.end : hit.end + 1]
    return not re.search(r"[@_#\d'’]", around)


def _free_hangul(sheet: Sheet, hit: Hit) -> bool:
    """A short Korean name is a syllable pair of many other words."""
    before, after = sheet.text[max(0, hit.start - 1) : hit.start], sheet.text[hit.end : hit.end + 1]
    return not "가" <= before <= "힣" and (not "가" <= after <= "힣" or after in _AFTER_KOREAN)


def _state(found: list[Hit], at: int, hit: Hit) -> Hit:
    """ "CA -> all 50 states" is California, not Canada."""
    following = found[at + 1] if at + 1 < len(found) else None
    if hit.term.term == "CA" and following and following.term.canonical == "US" and following.start - hit.end < 6:
        return Hit(hit.start, hit.end, roles.flag_term("US"))
    return hit


def _flags(sheet: Sheet) -> Iterable[Hit]:
    for match in _FLAG.finditer(sheet.text):
        code = "".join(chr(ord(char) - 0x1F1E6 + ord("A")) for char in match[0])
        yield Hit(match.start(), match.end(), roles.flag_term(code))


def _add(sheet: Sheet, hit: Hit, role: str) -> Mention:
    start = hit.start
    article = _ARTICLE.search(sheet.shade, max(0, start - 4), start)
    if article and hit.term.canonical in ("NL", "PH", "AE") and sheet.text[article.start()] == "T":
        start = article.start()
    score = 0.85 if hit.term.ambiguity == 0 else 0.7
    # "Domestic" in Han characters is Japanese or Chinese by the text around it.
    code = (
        "JP"
        if hit.term.term in ("国内", "全国") and sheet.tongue == "ja"
        else _PARTS.get(hit.term.canonical, hit.term.canonical)
    )
    around = " ".join(sheet.text[max(0, start - 24) : hit.end + 14].split())
    return sheet.add(
        _KINDS[role], (start, hit.end), value=code, rule=f"place:{role}:{hit.term.where}", score=score,
        evidence=(f"role {role}+ {around}",),
    )  # fmt: skip
