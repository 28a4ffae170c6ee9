"""The posts of a thread as blocks: by their numbers, by what software calls their texts, else by their dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from crawler.readers.generic.blocks import BLOCKS_LIMIT, marked
from crawler.readers.generic.box import FLAT_LIMIT, HEADINGS, Box
from crawler.readers.generic.dates import date_in
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import AUTHOR, BODY, FIRM, is_container, named
from crawler.readers.generic.moments import moments_in
from crawler.readers.generic.names import names_author
from crawler.readers.generic.numbers import anchor_of, number_of
from crawler.readers.generic.own import Own, own_of, whole
from crawler.readers.generic.paths import step_of

_CLIMB = 12
_NEAR, _LINE, _SAYING = 40, 80, 10
_FEW = 20
_HEAD_RUNS = 8
_MUCH = 20_000  # letters; so long a block says who and what
_SHOWN = re.compile(r"(?:^|\s)(?:No\.?|№|Nr\.?|#)\s?(\d{1,12})(?!\S)", re.IGNORECASE)
_FIRST = re.compile(r"^(\d{1,6})\s?[:：.)](?!\d)")
_EDGE = frozenset({"body", "html"})


def numbered(layout: Layout) -> dict[int, str]:
    """Blocks with a post's number, by their orders, outermost first; one may lie within another, as answers do."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    blocks: list[Box] = []
    for box in layout.boxes:
        number = "" if box.chrome or box.size <= 3 else number_of(box)
        if number and number not in seen and _holds_much(box) and len(blocks) < BLOCKS_LIMIT:
            seen.add(number)
            found[box.order] = number
            blocks.append(box)
    if len(found) < 2 and (anchored := _anchored(layout)):
        return anchored
    return _widened(layout, blocks, found)


def _holds_much(box: Box) -> bool:
    """Whether the box can be a block: no link, no field of a form, no mere heading."""
    return (box.is_block or box.tag in ("article", "tbody")) and box.tag not in ("textarea", *HEADINGS)


def _widened(layout: Layout, blocks: list[Box], numbers: dict[int, str]) -> dict[int, str]:
    """Each block, or, where it lacks its author and date or its text, the largest box round it with no other block."""
    orders = sorted(numbers)
    found: dict[int, str] = {}
    for own in own_of(layout, blocks):
        block = box = own.block
        named_so = _says_who(layout, own)
        if len(blocks) > 1 and not (named_so and _says_what(own)):
            wider = _climbed(block, orders)
            if wider is not block and _says_who(layout, whole(layout, wider)):
                box, named_so = wider, True
        if named_so:
            found.setdefault(box.order, numbers[block.order])
    return found


def _says_who(layout: Layout, own: Own) -> bool:
    block = own.block
    return names_author(layout, block) or block.size > _MUCH or bool(moments_in(layout, own, frozenset(), ""))


def _says_what(own: Own) -> bool:
    """Whether it holds words that are neither link nor date nor name."""
    if own.block.size > _MUCH:
        return True
    for run in own.runs:
        linked = run.box.tag == "a" or named(run.box, AUTHOR)
        spoken = not linked and any(letter.isalpha() for letter in run.text)
        if spoken and not date_in(run.text) and not field_of(run.text):
            return True
    return False


def _climbed(box: Box, orders: list[int]) -> Box:
    """The largest box round it that holds no other of the orders."""
    for _ in range(_CLIMB):
        up = box.parent
        if up is None or up.tag in _EDGE or _counted(orders, up) != 1:
            break
        box = up
    return box


def _anchored(layout: Layout) -> dict[int, str]:
    """Blocks round anchors of numbers; an opening post that lies loose among the others is the box that holds them."""
    marks = [(box, number) for box in layout.boxes if not box.chrome and (number := anchor_of(box))][: 2 * BLOCKS_LIMIT]
    firsts: dict[str, Box] = {}
    for box, number in marks:
        firsts.setdefault(number, box)
    if len(firsts) < 2:
        return {}
    orders = sorted(box.order for box in firsts.values())
    found: dict[int, str] = {}
    loose: list[tuple[Box, str]] = []
    for number, box in firsts.items():
        block = _climbed(box, orders)
        if block.size > 10:
            found.setdefault(block.order, number)
        elif box.parent is not None:
            loose.append((box.parent, number))
    for holder, number in loose[:1]:
        if any(holder.order < order < holder.end for order in found) or not found:
            found.setdefault(holder.order, number)
    return dict(sorted(found.items())[:BLOCKS_LIMIT]) if len(found) > 1 else {}


def _counted(orders: list[int], box: Box) -> int:
    return bisect_left(orders, box.end) - bisect_left(orders, box.order)


def bodied(layout: Layout) -> list[Box]:
    """Blocks round texts that software names so, each with a name of an author in it; [] for fewer than two."""
    best: list[Box] = []
    groups: dict[str, list[Box]] = defaultdict(list)
    for box in layout.boxes:
        if not box.chrome and box.size > 1 and named(box, BODY) and not is_container(box):
            group = groups[step_of(box)]
            if not (group and group[-1].holds(box)):
                group.append(box)
    for group in groups.values():
        if not 2 <= len(group) <= 2 * BLOCKS_LIMIT:
            continue
        orders = sorted(box.order for box in group)
        blocks = [_climbed(box, orders) for box in group]
        blocks = [block for block in dict.fromkeys(blocks) if names_author(layout, block)]
        if len(blocks) > max(1, len(best)):
            best = blocks[:BLOCKS_LIMIT]
    return best


def joined(blocks: list[Box]) -> list[Box]:
    """Blocks of one parent with what follows each up to the next, where most of what is said stands there.

    Boards of old write a post as `<dt>name, date</dt><dd>text</dd>`, or as a heading and what follows it.
    """
    parent = blocks[0].parent if blocks else None
    if parent is None or len(blocks) < 2 or (parent.tag in ("tr", "body", "html") and parent.tag == "tr"):
        return blocks
    if any(box.parent is not parent for box in blocks):
        return blocks
    ends = [*(box.place for box in blocks[1:]), min(len(parent.inside), blocks[-1].place + 1 + max(1, _gap(blocks)))]
    tails = [_tail(parent, box.place + 1, end) for box, end in zip(blocks, ends, strict=True)]
    full = sum(1 for tail in tails if sum(b.size for b in tail) > 1)
    if full * 3 < len(blocks) * 2 or sum(b.size for tail in tails for b in tail) * 4 < sum(b.size for b in blocks):
        return blocks
    return [_one(box, tail) for box, tail in zip(blocks, tails, strict=True)]


def _gap(blocks: list[Box]) -> int:
    """How many parts usually stand between two blocks."""
    gaps = sorted(after.place - before.place - 1 for before, after in pairwise(blocks))
    return gaps[len(gaps) // 2]


def _tail(parent: Box, first: int, end: int) -> list[Box]:
    return [part for part in parent.inside[first:end] if not isinstance(part, str) and not part.chrome]


def _one(box: Box, tail: list[Box]) -> Box:
    """A box that stands for several of one parent."""
    if not tail:
        return box
    parts = [box, *tail]
    whole = Box("div", {}, box.parent, box.order, box.depth, inside=list(parts), end=parts[-1].end, place=box.place)
    whole.first_run, whole.last_run = box.first_run, parts[-1].last_run
    whole.size, whole.linked = sum(b.size for b in parts), sum(b.linked for b in parts)
    whole.flat = " ".join(b.flat for b in parts if b.flat)[:FLAT_LIMIT]
    return whole


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page, the numbers of those that have one by their orders, and by what they were found."""

    boxes: list[Box] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)
    by: str = ""


def blocks_of(layout: Layout, skip: set[int], within: list[Box]) -> Blocks:
    """Posts or reviews of a page: by numbers, else by names of their texts, else by dates, ratings, masked names."""
    numbers = numbered(layout)
    if numbers:
        boxes = [layout.boxes[order] for order in sorted(numbers)]
        return Blocks([*opening(layout, boxes), *boxes], numbers, "numbers")
    named_so = bodied(layout)
    if named_so:
        return Blocks([*opening(layout, named_so), *named_so], shown_numbers(layout, named_so), "names")
    dated = joined(marked(layout, skip, within))
    if not dated and (single := alone(layout)):
        return Blocks(single, {}, "names")
    return Blocks([*opening(layout, dated), *dated], shown_numbers(layout, dated), "dates")


def shown_numbers(layout: Layout, blocks: list[Box]) -> dict[int, str]:
    """The numbers that blocks show, as "#12" or "No.12" or first of all; {} unless each has one and they grow."""
    found: dict[int, str] = {}
    for block in blocks:
        for run in layout.runs_in(block)[:_HEAD_RUNS]:
            match = _SHOWN.search(run.text) or (_FIRST.match(run.text) if run.at == block.first_run else None)
            if match:
                found[block.order] = match[1]
                break
    numbers = [int(number) for number in found.values()]
    grow = all(before < after for before, after in pairwise(numbers))
    return found if len(found) == len(blocks) > 1 and grow else {}


def alone(layout: Layout) -> list[Box]:
    """The one post of a page without answers: round the only text firmly called so, with its author and date."""
    firm = [box for box in layout.boxes if box.size > 3 and not box.chrome and named(box, FIRM)]
    outer = [box for box in firm if not any(other is not box and other.holds(box) for other in firm[:_FEW])]
    if len(outer) != 1:
        return []
    for box in (outer[0], *outer[0].up()):
        if box.tag in _EDGE:
            break
        if names_author(layout, box) and moments_in(layout, whole(layout, box), frozenset(), ""):
            return [box]
    return []


def opening(layout: Layout, posts: list[Box]) -> list[Box]:
    """What opens a page before its answers, where it is built otherwise: text, date and author of its own."""
    first = posts[0].order if posts else 0
    texts = [
        box
        for box in layout.boxes[:first]
        if box.end <= first
        and not box.chrome
        and box.size > 3
        and (box.tag == "article" or named(box, BODY))
        and box.linked * 2 <= box.size
    ]
    for text in texts[-40:]:
        for box in (text, *text.up()):
            if box.end > first:
                if found := _with_before(layout, box, text, first):
                    return found
                break
            if moments_in(layout, whole(layout, box), frozenset(), "") and (
                box.tag == "article" or names_author(layout, box)
            ):
                return [box]
    return _dated_before(layout, first) if posts else []


def _dated_before(layout: Layout, first: int) -> list[Box]:
    """The box round the last date before the answers, where a label names an author in it and it says more."""
    end = layout.boxes[first].first_run
    for run in reversed(layout.runs[max(0, end - _NEAR) : end]):
        if run.box.chrome or len(run.text) > _LINE or not date_in(run.text):
            continue
        box = run.box
        while box.parent is not None and box.parent.end <= first and box.parent.tag not in _EDGE:
            box = box.parent
        runs = layout.runs_in(box)
        by = any(field_of(r.text.partition(":")[0]) == "author" for r in runs if len(r.text) <= _LINE)
        if not by:
            return []
        after = [part for part in box.after(_FEW) if part.end <= first and part.size >= _SAYING and not part.chrome]
        if after and max(part.size - part.linked for part in after) > box.size - box.linked:
            return [_one(box, after)]
        if any(len(r.text) >= _SAYING and r.box.tag != "a" and not date_in(r.text) for r in runs):
            return [box]
        return []
    return []


def _with_before(layout: Layout, shared: Box, text: Box, first: int) -> list[Box]:
    """The text's box with the one before it that names author and date, where the two stand side by side."""
    parts = [b for b in shared.boxes if b.order < first and b.size]
    at = next((at for at, b in enumerate(parts) if b.holds(text)), 0)
    before = parts[at - 1] if at else None
    if (
        before is None
        or before.chrome
        or not (names_author(layout, before) and moments_in(layout, whole(layout, before), frozenset(), ""))
    ):
        return []
    return [_one(before, [parts[at]])]
