"""Label and value pairs: table cells, definition lists, labelled blocks and `Label: value` lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from crawler.readers.generic.box import FLAT_LIMIT, Box, Run, is_struck
from crawler.readers.generic.labels import LABEL_LIMIT, WEAK, field_of, fold_label
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.told import How

_COLON = re.compile(r"^\s*([^:：]{2,48}?)\s*[:：]\s*(\S.*)$", re.DOTALL)
_PARTS = re.compile(r"\s*[|•·‖]\s*|\s{2,}|\s[-–—]\s")
_BEGINS = re.compile(r"(?<=\s)([^\s:：]{2,24})\s?[:：]")
_CLIMB = 6
# A row or paragraph with more parts than these is no row of labels and values.
_CELLS = 120
_NEXT = 60
_PROSE = 3  # lines
_WORDS = 2  # of a label, before its last
_LINE = 120  # letters; a longer one is prose


@dataclass(frozen=True, slots=True)
class Pair:
    """One label's value: what it says, the box that holds it (links are found there), and the label as written.

    `inline` says that label and value begin in one text.
    """

    field: str
    value: str
    box: Box
    label: str
    at: int
    how: How = How.LABEL
    inline: bool = False


def pairs_of(layout: Layout) -> list[Pair]:
    """All pairs of the page, in order of their labels; those of cards and reviews included."""
    return [pair for run in layout.runs for pair in _of_run(run)]


def set_apart(pairs: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs that are rows of labels, and those that a text of several lines holds among others, as prose does."""
    times = Counter(pair.box.order for pair in pairs)
    prose = {
        pair.at
        for pair in pairs
        if pair.inline and times[pair.box.order] * 2 < sum(1 for part in pair.box.inside if _says(part)) >= _PROSE
    }
    return [pair for pair in pairs if pair.at not in prose], [pair for pair in pairs if pair.at in prose]


def _says(part: Box | str) -> bool:
    return isinstance(part, str) and bool(part.strip())


def pairs_within(pairs: list[Pair], first: int, last: int) -> list[Pair]:
    """Those whose labels are runs from `first` to before `last`."""
    return pairs[bisect_left(pairs, first, key=_at) : bisect_left(pairs, last, key=_at)]


def _at(pair: Pair) -> int:
    return pair.at


def _of_run(run: Run) -> Iterator[Pair]:
    if len(run.text) <= LABEL_LIMIT + 2:
        name = field_of(run.text)
        if name:
            colon = run.text.rstrip()[-1] in ":：."
            found = _value(run, name, weak=fold_label(run.text) in WEAK and not colon, colon=colon)
            if found:
                yield Pair(name, found[0], found[1], run.text, run.at)
            return
    if ":" in run.text or "：" in run.text:
        yield from _lines(run)


def _lines(run: Run) -> Iterator[Pair]:
    parts = _parts(run.text) if len(run.text) < FLAT_LIMIT else [run.text]
    for at, part in enumerate(parts):
        match = _COLON.match(part)
        name = field_of(match[1]) if match else ""
        if match and name:
            last = at == len(parts) - 1
            rest = match[2]
            if last:
                rest = " ".join([rest, *_inline_after(run)]).strip()
            yield Pair(name, rest[:FLAT_LIMIT], run.box, match[1], run.at, inline=True)
        elif _opens(part, at, parts):
            after = " ".join(_inline_after(run)).strip()
            if after:
                yield Pair(field_of(part), after[:FLAT_LIMIT], run.box, part, run.at)


def _parts(text: str) -> list[str]:
    """The parts of a line, which begins anew at each label that we know: "Since: 2021 Deals: 52"."""
    first = min((at for at in (text.find(":"), text.find("：")) if at >= 0), default=0)
    found = _BEGINS.finditer(text, first + 1) if len(text) <= _LINE else ()
    starts = [_start(text, match) for match in found if field_of(match[1])]
    lines = [text[start:end] for start, end in pairwise([0, *starts, len(text)])]
    return [part for line in lines for part in _PARTS.split(line.strip())]


def _start(text: str, label: re.Match[str]) -> int:
    """Where the label begins: "to" may be the last word of "ships to"."""
    start = at = label.start(1)
    for _ in range(_WORDS):
        at = text.rfind(" ", 0, max(0, at - 1)) + 1
        if at and field_of(text[at : label.end(1)]):
            start = at
    return start


def _opens(part: str, at: int, parts: list[str]) -> bool:
    """Whether the last part of a line is a label whose value follows in the next element."""
    return at == len(parts) - 1 and part.rstrip().endswith((":", "：")) and field_of(part) != ""


def _value(run: Run, name: str, *, weak: bool, colon: bool) -> tuple[str, Box] | None:
    """What follows a label. A weak label must stand in a cell, in a block of its own, or before a colon or a link."""
    cell = _cell(run)
    if cell is not None:
        return _cell_value(cell, name)
    holder, stop = run.box, None
    for _ in range(_CLIMB):
        if holder.parent is None or not _alone(run, holder) or holder.tag in ("td", "li"):
            break
        holder, stop = holder.parent, holder
    if stop is not None and stop.tag == "a":
        return None
    block = stop is not None and stop.is_block
    place = run.place if stop is None else stop.place
    found = _following(holder, place, name, block=block)
    if found is None or (weak and not colon and not block and not _acceptable(stop, found[1])):
        return None
    value = found[0].lstrip(" :：-–—").strip()
    return (value, found[1]) if value and field_of(value) in ("", name) else None


def _alone(run: Run, box: Box) -> bool:
    """Whether the label is all that the box says."""
    return box.size <= len(run.text) + 2 and box.flat.rstrip(" :：") == run.text.rstrip(" :：")


def _acceptable(label: Box | None, value: Box) -> bool:
    marked = label is not None and label.tag in ("label", "b", "strong", "th", "dt", "span", "em", "i", "small", "p")
    return marked or value.tag == "a"


def _cell(run: Run) -> Box | None:
    for box in (run.box, *run.box.up()):
        if box.tag in ("td", "th", "dt"):
            return box if _alone(run, box) else None
        if box.tag in ("table", "dl", "dd", "ul"):
            return None
    return None


def _cell_value(cell: Box, name: str) -> tuple[str, Box] | None:
    row = cell.parent
    if row is None or len(row.inside) > _CELLS:
        return None
    cells = [box for box in row.boxes if box.tag in ("td", "th", "dt", "dd") and box.flat not in (":", "：", "-")]
    place = next((at for at, box in enumerate(cells) if box is cell), -1)
    after = cells[place + 1 : place + 2]
    if cell.tag == "dt":
        return _given(after[0], name) if after and after[0].tag == "dd" else None
    if _are_heads(cells) or (cell.tag == "th" and _all_heads(cells)):
        return _column_value(row, place, name)
    return _given(after[0], name) if after else None


def _are_heads(cells: list[Box]) -> bool:
    """Whether these are the heads of columns: nearly all name fields, and they are not pairs side by side."""
    if [box.tag for box in cells[:2]] == ["th", "td"]:
        return False
    named = [field_of(box.flat) != "" for box in cells if box.flat]
    paired = len(named) % 2 == 0 and all(named[::2]) and not all(named[1::2])
    return sum(named) * 2 > len(named) and not paired


def _all_heads(cells: list[Box]) -> bool:
    return len(cells) > 1 and all(box.tag == "th" for box in cells)


def _column_value(row: Box, place: int, name: str) -> tuple[str, Box] | None:
    """The cell below a column's head, where the table has exactly one row of values."""
    part = row.parent
    after = row.after(2) or (part.after(1) if part is not None and part.tag == "thead" else [])
    below = [r for box in after for r in ([box] if box.tag == "tr" else box.inside[:_NEXT]) if not isinstance(r, str)]
    if len(below) != 1:
        return None
    cells = [box for box in below[0].boxes if box.tag in ("td", "th")]
    return _given(cells[place], name) if 0 <= place < len(cells) else None


def _given(box: Box, name: str) -> tuple[str, Box] | None:
    return (box.flat, box) if box.flat and field_of(box.flat) in ("", name) else None


def _following(holder: Box, place: int, name: str, *, block: bool) -> tuple[str, Box] | None:
    texts: list[str] = []
    where: Box | None = None
    for part in holder.inside[place + 1 : place + 1 + _NEXT]:
        if isinstance(part, str):
            text = " ".join(part[:FLAT_LIMIT].split())
        elif is_struck(part):
            continue
        elif part.tag in ("br", "hr"):
            if any(t.strip(" :：-") for t in texts):
                break
            continue
        else:
            text = part.flat
            if text and (part.is_block or block):
                return _block_value(texts, part, where or part, name)
            where = where or (part if text else None)
        if text and texts and (field_of(text) or text.endswith((":", "："))):
            break
        texts.append(text)
    value = " ".join(t for t in texts if t)
    return (value, where or holder) if value.strip(" :：-") else None


def _block_value(texts: list[str], part: Box, where: Box, name: str) -> tuple[str, Box] | None:
    before = " ".join(t for t in texts if t).strip(" :：-")
    if before:
        return before, where
    label = field_of(part.flat) not in ("", name) or part.flat.endswith((":", "："))
    return None if label else (part.flat, part)


def _inline_after(run: Run) -> Iterable[str]:
    """The inline text that goes on after a run, up to a break, a block or another label."""
    for part in run.box.inside[run.place + 1 : run.place + 1 + _NEXT]:
        if not isinstance(part, str) and (part.tag in ("br", "hr") or part.is_block):
            return
        if not isinstance(part, str) and is_struck(part):
            continue
        text = " ".join(part[:FLAT_LIMIT].split()) if isinstance(part, str) else part.flat
        if field_of(text) or text.endswith((":", "：")) or _COLON.match(text[:FLAT_LIMIT]):
            return
        if text:
            yield text
