"""What of a block is its author's own: quotes, signatures, notes of edits and seller's answers are not."""

from __future__ import annotations

import re

from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import BODY, is_quote, is_silent, named
from crawler.readers.generic.own import Own
from crawler.readers.generic.words import ANSWERED, EDITED, WROTE

_SHORT = 200
_HEAD = 120
_RULE = re.compile(r"^(?:_{5,}|-- ?|—{3,}|-{8,}|={8,})$")
_POINTER = re.compile(r"^(?:>>>?/?\w*/?\d+(?:\s?(?:\(OP\)|\(You\)|→))?[\s,]*)+$")
_CODE = re.compile(r"^(?:\[\w+(?:=[^\]]{0,20})?\])+")  # BBCode that was left as it is
_CHECKED = 50  # lines of a post that are looked for in the others
_GREEN = re.compile(r"^[>＞]\s?(?![>＞]\d)")


def not_theirs(layout: Layout, own: Own) -> frozenset[int]:
    """Orders of the boxes in the block that say nothing of its author's.

    A block that is nothing but one quote, as far as names go, says what the quote says: there the names are wrong.
    """
    block = own.block
    found = {box.order for box in own.inner}
    for box in own.boxes:
        if (box.parent is not None and box.parent.order in found) or is_silent(box) or _is_note(layout, box):
            found.add(box.order)
    for run in own.runs:
        if run.box.order not in found and len(run.text) <= _HEAD and (head := _quoted_from(run, block)):
            found.update(head)
    quotes = [box for box in own.boxes if box.order not in found and is_quote(box)]
    return frozenset(_closed(own, found | _spared(block, quotes, found)))


def _is_note(layout: Layout, box: Box) -> bool:
    """Whether a small box says no more than that the post was edited, or is the seller's answer."""
    if not 4 < box.size < _SHORT or named(box, BODY):
        return False
    if ANSWERED.match(box.flat):
        return True
    first = layout.runs[box.first_run].text if box.first_run < box.last_run else ""
    few = box.last_run - box.first_run <= 3 or len(first) * 2 >= box.size
    return (
        few
        and EDITED.match(box.flat.lstrip(" «([")) is not None
        and not any(named(b, BODY) for b in layout.within(box))
    )


def _quoted_from(run: Run, block: Box) -> set[int]:
    """The box that says no more than "Somebody wrote:", and the quote that follows it."""
    if not WROTE.search(run.text) or run.text.lower() == "posted":  # what stands before a post's own date
        return set()
    box = run.box
    while (
        box.parent is not None
        and box.parent is not block
        and box.parent.size <= box.size + 6
        and block.holds(box.parent)
    ):
        box = box.parent
    if box is block or box.size > len(run.text) + _HEAD // 2:
        return set()
    after = next((b for b in box.after(3) if b.size), None)
    quoted = after is not None and (after.tag in ("blockquote", "table", "q", "tr") or is_quote(after))
    return {box.order, after.order} if quoted and after is not None else {box.order}


def _spared(block: Box, quotes: list[Box], away: set[int]) -> set[int]:
    """The quotes, unless everything that is long in the block stands in one of them."""
    orders = {box.order for box in quotes}
    outermost = [box for box in quotes if not any(up.order in orders for up in box.up())]
    if len(outermost) == 1 and outermost[0].tag == "blockquote":
        only = outermost[0]
        inner = {box.order for box in quotes if box is not only}
        if not _says_more(block, only, away):
            return inner
    return orders


def _says_more(block: Box, quote: Box, away: set[int]) -> bool:
    """Whether words of some length follow the quote in the box it stands in."""
    holder = quote.parent or block
    after = holder.inside[quote.place + 1 :][:40]
    for part in after:
        if isinstance(part, str):
            if len(part.split()) >= 1 and any(letter.isalpha() for letter in part):
                return True
        elif part.order not in away and part.size > 1 and not part.linked * 2 > part.size:
            return True
    return False


def _closed(own: Own, orders: set[int]) -> set[int]:
    """With all that stands in one of them."""
    found = set(orders)
    end = 0
    for box in own.boxes:
        if box.order < end:
            found.add(box.order)
        elif box.order in found:
            end = box.end
    return found


def own_lines(text: str, others: str) -> str:
    """The text without what its lines show to be another's: repeated lines of others, pointers, edits, signatures.

    `others` is all that the other posts of the page say, folded.
    """
    kept: list[str] = []
    left = _CHECKED
    for line in text.split("\n"):
        bare = line.strip()
        if kept and _RULE.match(bare):
            break
        if _RULE.match(bare) or _POINTER.match(bare) or _is_edit(bare):
            continue
        if left and _GREEN.match(bare) and (said := " ".join(_GREEN.sub("", bare).split())):
            left -= 1
            if said in others:
                continue
        kept.append(line)
    return "\n".join(kept).strip()


def _is_edit(line: str) -> bool:
    return len(line) < _SHORT and EDITED.match(_CODE.sub("", line).lstrip(" «([*_")) is not None
