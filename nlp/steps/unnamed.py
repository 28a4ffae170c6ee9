"""Names no lexicon holds, seen by where they stand: in a list among known names, under a heading, beside their parent.

The name takes the substance of what it stands with. It is asserted where the place leaves little else ("XTC Walrus
250mg", a strain among strains, a row between two rows of drugs), and suspected otherwise.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nlp.near import Near
from nlp.sheet import Sheet
from nlp.steps.cells import FIGURES, Cell, Heading, cells, trimmed
from nlp.steps.naming import COLOURS, FORMS, HEADINGS, NO_NAMES, PLAIN_TYPES, SET_ASIDE, STEM, STRAIN_HEADS, TYPES
from nlp.units import STREET, UNITS
from tidewaiter.model.mention import Mention, MentionKind, Status

# What a name beside a substance is called: the goods whose kinds have names of their own.
_NAMED = {
    "cannabis": "strain", "hashish": "strain", "psilocybin mushrooms": "strain", "mdma": "brand", "lsd": "brand",
    "synthetic cannabinoid": "brand", "yaba": "brand",
}  # fmt: skip
_NO_PARENT = frozenset(("mdma", "md", "molly", "mandy", "emma", "мдма", "thc", "cbd", "dmt", "mda"))
_WORD = r"[A-ZÀ-ÖØ-ÞА-ЯЁ0-9][\w'’#+\-]{1,18}"
_BEHIND = re.compile(
    rf"[ ]?(?:[\"“«「『(（\[](?P<q>[^\"”»」』)）\]\n]{{2,24}})[\"”»」』)）\]]|[ ](?P<n>{_WORD}(?:[ ]{_WORD}){{0,2}}))"
)
_BEFORE = re.compile(rf"(?<![\w@#/.\-])(?P<n>{_WORD}(?:[ ](?:{_WORD}|of|the|n)){{0,2}})[\"”]?[ ]$")
_CODE = re.compile(r"(?=[^\s]*\d)(?=[^\s]*[A-Z])(?:[0-9A-Zα-ω][0-9A-Za-z]{0,8})(?:[-,'][0-9A-Za-z]{1,9}){1,4}")
_STRAIN = ("cannabis", "strain")
_GEAR = (("cannabis", "brand"),)  # under "Cartridge:" stand volts and puffs as well
_OWN = ("strain", "brand")
_SMALL = frozenset("of the n x and & de di la".split())
_REACH = 3  # cells on each side that a list's stranger is held against
_PRICED = 2  # so many known names must stand in a list before a stranger among them is one of them


class _Known:
    """What the text's other steps have found, to hold strangers against; counted only where a stranger stands."""

    def __init__(self, sheet: Sheet, asserted: list[Mention]) -> None:
        self._sheet = sheet
        self.drugs = Near((m.start, m.end) for m in asserted)
        self.by_start = {m.start: m for m in asserted}
        self.traded = bool(asserted) or sheet.source_kind == "listing"

    @cached_property
    def parents(self) -> Near:
        """Words and brands of drugs, weak ones too: no part of a strain's name."""
        return Near(
            (hit.start, hit.end) for hit in self._sheet.hits if hit.term.room == "drug" and hit.term.kind != "strain"
        )

    @cached_property
    def figures(self) -> Near:
        return Near((m.start, m.end) for m in self._sheet.mentions if m.kind in FIGURES)

    @cached_property
    def others(self) -> Near:
        """Places, methods and words of selling."""
        return Near(
            (hit.start, hit.end) for hit in self._sheet.hits
            if hit.term.room in ("method", "place") or hit.term.kind in ("sale", "service", "innocent", "shady")
        )  # fmt: skip


def step(sheet: Sheet) -> None:
    asserted = [m for m in sheet.of(MentionKind.DRUG) if m.status is Status.ASSERTED]
    types = [word for word in (TYPES if not sheet.text.isascii() else PLAIN_TYPES) if word in sheet.shade]
    if not asserted and not types and sheet.source_kind != "listing" and "\n" not in sheet.text:
        return
    known = _Known(sheet, asserted)
    _typed(sheet, known, types)
    _parents(sheet, known, asserted)
    _lists(sheet, known, *cells(sheet, known.drugs))
    _beside_forms(sheet, known)


def _typed(sheet: Sheet, known: _Known, types: list[str]) -> None:
    """A word of the plant's kind behind a name: "NAME (sativa)", "NAME(하이브리드)"."""
    for word in types:
        at = sheet.shade.find(word)
        while at >= 0:
            before = sheet.text[max(0, at - 44) : at]
            gap = re.search(r"[\s(（\[|/\-–:,]{1,3}$", before)
            line = max(before.rfind("\n"), *(before.rfind(mark, 0, gap.start()) for mark in ",;、，|)）")) if gap else 0
            if gap and not before[line + 1 : gap.start()].count(" ") > 3:
                low, high = trimmed(sheet.text, at - len(before) + line + 1, at - len(before) + gap.start())
                _add(sheet, known, (low, high), _STRAIN, sure=True, why=f"before {word}")
            at = sheet.shade.find(word, at + len(word))


def _parents(sheet: Sheet, known: _Known, asserted: list[Mention]) -> None:
    """A name right behind its parent: "XTC Walrus 250mg", "Гашиш «Атлас»", "Weed Frosty Lemur, 5g"."""
    for parent in asserted:
        sub = _NAMED.get(str(parent.value))
        shade = sheet.shade[parent.start : parent.end]
        if not sub or shade in _NO_PARENT or parent.more.get("sub"):
            continue
        match = _BEHIND.match(sheet.text, parent.end)
        if not match:
            continue
        start, end = match.span("q") if match["q"] else match.span("n")
        figured = _figured(sheet, known, end)
        while figure := known.figures.over(start, end):
            figured, end = True, figure[0]
        sure = figured or bool(match["q"]) or (" " in sheet.text[start:end] and _ends(sheet, match.end()))
        span = (start, end)
        sure = sure and len(shade) > 1 and not _shouted(sheet, *span)
        _add(sheet, known, span, (str(parent.value), sub), sure=sure, why=f"behind {parent.raw}")


def _figured(sheet: Sheet, known: _Known, at: int) -> bool:
    return any(
        0 <= start - at <= 4 and "\n" not in sheet.text[at:start] for start, _ in known.figures.within(at, at, 4)
    )


def _shouted(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the line about it is all capitals, where a capital says nothing."""
    if not sheet.text[start:end].isupper():
        return False
    about = sheet.text[max(0, start - 30) : start] + sheet.text[end : end + 30]
    return sum(map(str.islower, about)) * 3 < sum(map(str.isupper, about))


def _ends(sheet: Sheet, at: int) -> bool:
    """Whether a figure, a mark or the line's end follows: the words before are a name, not a clause's beginning."""
    rest = sheet.text[at : at + 3].lstrip(" ")
    return not rest or not (rest[0].isalpha() or rest[0] in "'’-")


def _beside_forms(sheet: Sheet, known: _Known) -> None:
    """A name before the word of a form: "NAME carts", "NAME strain", "NAME blotters"."""
    forms = FORMS.keys() & set(sheet.shade.replace(",", " ").replace(".", " ").replace(")", " ").split())
    if not forms:
        return
    for match in re.finditer("|".join(rf"(?<= ){form}(?!\w)" for form in sorted(forms)), sheet.shade):
        form = FORMS[match[0]]
        before = _BEFORE.search(sheet.text, max(0, match.start() - 48), match.start())
        if before:
            canonical, sub = form
            low, high = _bare(sheet, *before.span("n"))
            sure = known.traded and " " in sheet.text[low:high] and not _shouted(sheet, low, high)
            _add(sheet, known, (low, high), (canonical, sub), sure=sure, why=f"before {match[0]}")


def _lists(sheet: Sheet, known: _Known, listed: list[Cell], heads: list[Heading]) -> None:
    for group, head in _groups(listed, heads):
        standing = [_mention_at(known, cell) for cell in group]
        rows = sum(1 for cell, mention in zip(group, standing, strict=True) if mention and cell.figured)
        kinds = [_kind(mention) for mention in standing]
        parent, named = _parent(sheet, known, head), any(kinds)
        for at, (cell, mention) in enumerate(zip(group, standing, strict=True)):
            if mention is not None:
                if mention.start > cell.start:
                    _lengthen(sheet, known, cell, mention)
            elif cell.figured or named or parent:
                near = (
                    Counter(kind for kind in kinds[max(0, at - _REACH) : at + _REACH + 1] if kind) if named else _NONE
                )
                between = 0 < at < len(kinds) - 1 and kinds[at - 1] is not None and kinds[at - 1] == kinds[at + 1]
                _judge(sheet, known, cell, _Place(near, rows, between, parent))


_NONE: Counter[tuple[str, str]] = Counter()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stranger stands: kinds of the names next to it, how many rows name drugs, and what its heading says."""

    near: Counter[tuple[str, str]]
    rows: int
    between: bool
    parent: tuple[str, str] | None


def _kind(mention: Mention | None) -> tuple[str, str] | None:
    if mention is None or not mention.more.get("sub") or _NAMED.get(str(mention.value)) != mention.more["sub"]:
        return None
    return str(mention.value), str(mention.more["sub"])


def _judge(sheet: Sheet, known: _Known, cell: Cell, place: _Place) -> None:
    """What a stranger in a list is, by those it stands among."""
    if not (cell.figured or place.near or place.parent):
        return
    span = _bare(sheet, cell.start, cell.end)
    raw, own = sheet.text[slice(*span)], sheet.shade[slice(*span)]
    caseless = raw.lower() == raw.upper()
    capital = caseless or raw[:1].isupper() or raw[:1].isdigit()
    if not (capital or cell.figured) or (caseless and known.others.over(*span)):
        return
    titled = caseless or all(word[:1].isupper() or word in _SMALL or not word[0].isalpha() for word in raw.split())
    if place.near and (cell.figured or not caseless or place.between):
        (canonical, sub), count = place.near.most_common(1)[0]
        sure = capital and (place.between or (titled and (count >= _PRICED or cell.figured)))
        sure = sure and count * 3 >= 2 * place.near.total()
        _add(sheet, known, span, (canonical, sub), sure=sure, why="among names of its kind")
    elif place.parent and capital and titled:
        sure = (cell.figured or place.rows > 0 or known.traded) and place.parent not in _GEAR
        _add(sheet, known, span, place.parent, sure=sure, why="under a heading")
    elif cell.dosed and known.traded and len(raw) > 4 and raw.isalpha() and capital:
        _add(sheet, known, span, (own, ""), sure=place.rows >= 1 or bool(STEM.search(own)), why="with its strength")
    elif _CODE.fullmatch(raw) and (place.rows or cell.figured) and known.traded:
        _add(sheet, known, span, (own, ""), sure=place.rows >= 1, why="a code among drugs")
    elif cell.figured and place.rows >= (1 if titled else 2):
        sure = place.rows >= 3 and (titled or (len(raw) > 3 and " " not in raw))
        _add(sheet, known, span, (own, ""), sure=sure, why="a row among rows of drugs")
    elif cell.figured and capital and len(raw) > 4:
        _add(sheet, known, span, _STRAIN, sure=False, why="a row of a list")


def _groups(listed: list[Cell], heads: list[Heading]) -> Iterator[tuple[list[Cell], Heading | None]]:
    """Runs of lines without a gap, each with the heading over it; an enumeration's own heading holds for its line."""
    by_line: dict[int, list[Cell]] = defaultdict(list)
    for cell in listed:
        by_line[cell.line].append(cell)
    heading = {head.line: head for head in heads}
    group: list[Cell] = []
    over: Heading | None = None
    last = -2
    for line in sorted({*by_line, *heading}):
        own = heading.get(line)
        if own is not None or line > last + 1:
            if group:
                yield group, over
            group, over = [], own if own is not None else over if over and over.alone and line <= last + 2 else None
        group += by_line.get(line, [])
        last = line
    if group:
        yield group, over


def _parent(sheet: Sheet, known: _Known, head: Heading | None) -> tuple[str, str] | None:
    if head is None:
        return None
    words = sheet.shade[head.start : head.end]
    for word, meant in HEADINGS.items():
        at = words.find(word)
        if at >= 0 and (not word.isascii() or re.search(rf"(?<![a-z]){re.escape(word)}s?(?![a-z])", words)):
            return meant
    over = known.drugs.over(head.start, head.end)
    mention = known.by_start.get(over[0]) if over else None
    sub = _NAMED.get(str(mention.value)) if mention and mention.more.get("sub") != "strain" else None
    if mention and sub and sheet.shade[mention.start : mention.end] not in _NO_PARENT:
        return str(mention.value), sub
    return None


def _mention_at(known: _Known, cell: Cell) -> Mention | None:
    """The known drug that this cell names: it begins with it or ends with it, with a word or two besides."""
    over = known.drugs.over(cell.start, cell.end)
    if over is None or (cell.end - cell.start) - (over[1] - over[0]) > 24:
        return None
    return known.by_start.get(over[0])


def _lengthen(sheet: Sheet, known: _Known, cell: Cell, mention: Mention) -> None:
    """ "Quasar Mintz", "Velvet Kush": a strain's last name with a first one before it, which the lexicon lacks."""
    if str(mention.value) != "cannabis" or mention.end != cell.end or mention.start <= cell.start:
        return
    head = sheet.shade[mention.start : mention.end]
    if mention.more.get("sub") != "strain" and head not in STRAIN_HEADS:
        return
    first = sheet.text[cell.start : mention.start]
    if not first.endswith(" ") or len(first.split()) > 2 or not all(word[:1].isupper() for word in first.split()):
        return
    words = sheet.shade[cell.start : mention.start].split()
    if any(word in NO_NAMES for word in words) or known.others.over(cell.start, mention.start - 1):
        return
    if known.parents.over(cell.start, mention.start - 1):
        return  # "Wiet Amnesia": the plant and its strain
    _put(sheet, (cell.start, cell.end), _STRAIN, sure=True, why=f"first name of {mention.raw}")


def _add(
    sheet: Sheet, known: _Known, span: tuple[int, int], meant: tuple[str, str], *, sure: bool, why: str
) -> None:  # fmt: skip
    start, end = _bare(sheet, *trimmed(sheet.text, *span))
    shade = sheet.shade[start:end]
    words, latin = shade.split(), shade.isascii()
    if (
        not words or len(words) > 4 or not (3 if latin else 2) <= end - start <= (30 if latin else 24)
        or not (words[0][0].isalpha() or _CODE.fullmatch(sheet.text, start, end)) or shade in UNITS or shade in STREET
        or any(word.strip("'’") in NO_NAMES for word in words)
        or shade in COLOURS or any(char in shade for char in ".!?@%$€£¥₩:=")
    ):  # fmt: skip
        return
    if sheet.is_masked(start, end) or _taken(known, start, end):
        return
    if not latin and shade.upper() == shade and max(map(len, words)) > 10:
        return  # a clause of a script without spaces
    own = meant[0] == sheet.shade[span[0] : span[1]]
    _put(sheet, (start, end), (shade, meant[1]) if own else meant, sure=sure, why=why)


def _taken(known: _Known, start: int, end: int) -> bool:
    if known.drugs.over(start, end) or known.figures.over(start, end):
        return True
    over = known.others.over(start, end)
    return over is not None and (over[1] - over[0]) * 2 >= end - start


def _put(sheet: Sheet, span: tuple[int, int], meant: tuple[str, str], *, sure: bool, why: str) -> None:
    sheet.add(
        MentionKind.DRUG, span, value=meant[0], rule="unnamed", score=0.6 if sure else 0.35, suspected=not sure,
        evidence=(f"stands as a name+ {why}",), sub=meant[1] or None, role="offered",
    )  # fmt: skip


def _bare(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """Without words of quality before the name and of form behind it."""
    while start < end:
        word = sheet.shade[start:end].split(" ", 1)[0]
        if word not in SET_ASIDE or len(word) == end - start:
            break
        start += len(word) + 1
    while start < end:
        word = sheet.shade[start:end].rsplit(" ", 1)[-1]
        if word not in SET_ASIDE or len(word) == end - start:
            break
        end -= len(word) + 1
    return start, max(start, end)
