"""Which part of each block holds what its author wrote."""

from __future__ import annotations

from collections import Counter, defaultdict

from crawler.readers.generic.blocks import is_masked, rating_in
from crawler.readers.generic.box import HEADINGS, Box, Run
from crawler.readers.generic.dates import is_date
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import AUTHOR, BODY, FIRM, PERSON, TEXTS, is_beside, named
from crawler.readers.generic.names import NAME_LIMIT, NUMBER, PAIRED, WORD, beside_date
from crawler.readers.generic.parts import Part
from crawler.readers.generic.paths import Key
from crawler.readers.generic.words import ACTIONS


def rank_keys(layout: Layout, parts: list[Part], told: frozenset[Key]) -> list[Key]:
    """Keys of boxes that hold what the authors wrote, the best first."""
    held: dict[Key, float] = defaultdict(float)
    whole: dict[Key, int] = defaultdict(int)
    seen: Counter[Key] = Counter()
    hints: dict[Key, float] = {}
    total = 0
    for part in parts:
        weights = _weights(part, told)
        total += weights[part.block.order][0]
        for box in part.boxes():
            free, all_of = weights.get(box.order, (0, 0))
            if not free or (box.tag in ("a", "td", "tr") and box is part.block):
                continue
            key = part.key(box)
            held[key] += free
            whole[key] += all_of
            seen[key] += 1
            hints.setdefault(key, _body_hint(box))
    if not total:
        return []
    return sorted(
        held,
        key=lambda key: -_score(held[key] / total, held[key] / max(1, whole[key]), hints[key], seen[key] / len(parts)),
    )


def _score(share: float, purity: float, hint: float, often: float) -> float:
    """How well a place holds the texts and nothing else. The hint of a name weighs as much as a third of the text."""
    balance = 2 * share * purity / (share + purity) if share else 0.0
    return balance + hint - 0.3 * max(0.0, often - 1.2)


def _body_hint(box: Box) -> float:
    if box.attrs.get("itemprop") in TEXTS:
        return 0.5
    if named(box, FIRM):
        return 0.5
    return (
        0.3 * (named(box, BODY) or box.tag == "blockquote")
        - 0.4 * (is_beside(box) or named(box, PERSON) or named(box, AUTHOR))
        - 0.3 * (box.tag in HEADINGS)
    )


def _weights(part: Part, told: frozenset[Key]) -> dict[int, tuple[int, int]]:
    """For each box of the block by its order: how many letters of free text it holds, and how many letters in all."""
    sums: dict[int, list[int]] = {part.block.order: [0, 0]}
    for run in part.runs:
        size = len(run.text)
        free = 0 if is_furniture(part, run, told) else size
        at: Box | None = run.box
        while at is not None and at.order >= part.block.order:
            into = sums.setdefault(at.order, [0, 0])
            into[0] += free
            into[1] += size
            if at is part.block:
                break
            at = at.parent
        else:
            into = sums[part.block.order]
            into[0] += free
            into[1] += size
    return {order_: (free, size) for order_, (free, size) in sums.items()}


def is_furniture(part: Part, run: Run, told: frozenset[Key]) -> bool:
    text = run.text
    if part.is_plain(run.box, text) or not WORD.search(text):
        return True
    if len(text) <= NAME_LIMIT and not told.isdisjoint(part.key(up) for up in (run.box, *part.below(run.box))):
        return True
    if run.box.order in part.beside:
        return True
    if len(text) <= 60 and (
        is_date(text, part.order) or NUMBER.match(text) or PAIRED.match(text) or rating_in(text) or is_masked(text)
    ):
        return True
    if len(text) <= 24 and (field_of(text) or ACTIONS.match(text)):
        return True
    if len(text) <= 2 * NAME_LIMIT and beside_date(text, part.order):
        return True
    if len(text) <= 40 and (":" in text or "：" in text) and field_of(text.replace("：", ":").partition(":")[0]):
        return True
    # Text within links tells a list of threads from a thread; links within a text are read with it all the same.
    return run.box.tag == "a" or (run.box.parent is not None and run.box.parent.tag == "a")


def rank_bodies(layout: Layout, part: Part, told: frozenset[Key]) -> list[Box]:
    """The boxes of one block that may hold its text, the likeliest first; for a block unlike the others."""
    weights = _weights(part, told)
    total = weights[part.block.order][0]
    boxes = [box for box in part.boxes() if weights.get(box.order, (0, 0))[0]]
    scores = {
        box.order: _score(
            weights[box.order][0] / total, weights[box.order][0] / max(1, weights[box.order][1]), _body_hint(box), 1.0
        )
        for box in boxes
    }
    return sorted(boxes, key=lambda box: -scores[box.order])
