"""The cells of a text's lists: where a name stands, alone or before its figures, in rows and in enumerations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.near import Near
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind

FIGURES = (MentionKind.QUANTITY, MentionKind.PRICE, MentionKind.PURITY)
# A comma or stroke between digits is a number's own.
_PIECE = re.compile(r"(?:[^,;|/·•、，；&+.!?。]|(?<=\d)[,/+](?=\d)|[.!?](?=\S))+")
_JOINED = re.compile(r"\s(?:and|or|und|oder|en|of|y|o|et|ou|e|i|oraz|lub|и|или|dan|atau|at|và|ve|veya|와|과)\s")
_HEAD = re.compile(r"^(?P<h>[^:：\n]{2,40})[:：](?!//)\s?(?P<r>.*)$")
_EDGE = " \t.,:;-–—=~*_\"'“”„«»()（）[]【】「」『』<>《》#!?…✅➡▪▫◆◇■□★☆●○•·|/+&@^✨🔥❗❄💎🍀🌿🌱🌲🍄💊🔹🔸⭐💥👉🆕️"
_STOP = re.compile(r"[(（\[【\"“”«「:：=]|\s[-–—]|[-–—]\s")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+")
_LISTED = re.compile(r"[,、，|/;]")
_LONGEST, _MOST_WORDS, _ROW, _CLAUSE, _LONGEST_LINE = 40, 12, 60, 56, 2_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch where a name may stand. `figured`: an amount or price follows; `dosed`: a strength in mg or µg does."""

    start: int
    end: int
    line: int
    figured: bool
    dosed: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above rows ("Flowers:") or before an enumeration ("Strains: A, B"): its span and its first line."""

    start: int
    end: int
    line: int
    alone: bool


class _Figures:
    """The text's amounts, prices and purities, asked for by place."""

    def __init__(self, sheet: Sheet) -> None:
        self.spans = sorted(
            (m.start, m.end, m.kind is MentionKind.QUANTITY and m.more["unit"] in ("mg", "ug"))
            for m in sheet.mentions if m.kind in FIGURES
        )  # fmt: skip
        self._starts = [start for start, _, _ in self.spans]

    def at(self, place: int) -> int:
        """Which figure is the first from here on."""
        return bisect_left(self._starts, place)


def cells(sheet: Sheet, drugs: Near) -> tuple[list[Cell], list[Heading]]:
    """In text order, with the headings over them; a long line that names no drug and holds no figure is prose."""
    figures = _Figures(sheet)
    found: list[Cell] = []
    heads: list[Heading] = []
    at = 0
    for number, line in enumerate(sheet.text.split("\n")):
        start, end = at, at + len(line)
        at = end + 1
        if not line or len(line) > _LONGEST_LINE:
            continue
        figured = figures.at(end) > figures.at(start)
        head = _HEAD.match(line)
        if head and _is_name(head["h"]):
            heads.append(Heading(start, start + head.end("h"), number, alone=not head["r"].strip()))
            if not figured or _LISTED.search(head["r"]):
                start += head.start("r")
            headed = True
        else:
            headed = len(line) <= _ROW or drugs.touched(start, end)
        if not (headed or figured):
            continue
        for piece in _PIECE.finditer(sheet.text, start, end):
            low, high = piece.span()
            if figures.at(high) > figures.at(low) or (headed and high - low <= _CLAUSE):
                found += _cells_of(sheet.text, (low, high), number, figures)
    return found, heads


def _cells_of(text: str, span: tuple[int, int], line: int, figures: _Figures) -> Iterator[Cell]:
    """ "A 5g $40 B 10g" holds two names; "A and B" as well."""
    at, end = span
    index, last_one = figures.at(at), figures.at(end)
    while at < end:
        figured = index < last_one
        stop, past, dosed = figures.spans[index] if figured else (end, end, False)
        for start, name_end in _names(text, at, stop):
            yield Cell(start, name_end, line, figured and name_end + 12 >= stop, dosed)
        while index < last_one and not text[past : figures.spans[index][0]].strip(_EDGE):
            past = max(past, figures.spans[index][1])
            index += 1
        at = max(past, at + 1)


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start < 2 or text.count(" ", start, end) > _MOST_WORDS:
        return
    at = start
    for joint in (*_JOINED.finditer(text, start, end), None):
        stop = joint.start() if joint else end
        low, high = trimmed(text, at, stop)
        if 2 <= high - low <= _LONGEST:
            yield low, high
        at = joint.end() if joint else stop


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without marks round the name, a row's number before it, and what a bracket or a dash sets apart behind it."""
    numbered = _NUMBERED.match(text, start, end)
    if numbered:
        start = numbered.end()
    while start < end and (text[start] in _EDGE or ord(text[start]) > 0x1F000):
        start += 1
    stop = _STOP.search(text, start, end)
    if stop:
        end = stop.start()
    while end > start and (text[end - 1] in _EDGE or ord(text[end - 1]) > 0x1F000):
        end -= 1
    return start, end


def _is_name(head: str) -> bool:
    return head.count(" ") < 5 and any(char.isalpha() for char in head)
