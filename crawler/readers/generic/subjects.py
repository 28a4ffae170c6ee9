"""Which part of each review names the thing bought: told over the whole group, as one review alone cannot tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice

from crawler.readers.generic.blocks import is_masked, rating_in
from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.dates import is_date
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.money import amounts
from crawler.readers.generic.ratings import labelled, rates

Path = tuple[str, ...]

_SENTENCE_END = re.compile(r"[.!?…。！？)]\s*$")
# A part must stand in most reviews to be a part of the template, and differ clearly from the text to be no text.
_MOST = 0.7
_CLEAR = 0.3
_ASIDE = re.compile(r"[(（][^()（）]{2,40}[)）]$")  # "(verified buyer)"
_DEEP = 8
_DRAWN = 3  # elements round a text that may draw a rating


def path_of(run: Run, block: Box) -> Path:
    """Which child of the block the run stands in, and the tags from there to it; () in the block itself."""
    tags: list[str] = []
    at: Box | None = run.box
    while at is not None and at.parent is not None and at is not block and len(tags) <= _DEEP:
        tags.append(at.tag)
        if at.parent is block:
            tags.append(str(at.place))
        at = at.parent
    return tuple(tags)


def subject_path(layout: Layout, blocks: list[Box]) -> Path | None:
    """The place of the subjects in blocks of one template; None where the blocks have no such part."""
    said: dict[Path, list[str]] = defaultdict(list)
    for block in blocks:
        parts: dict[Path, str] = {}
        for run in layout.runs_in(block):
            if not is_mark(run.text) and not is_drawn(run.box, block):
                parts.setdefault(path_of(run, block), run.text)
        for path, text in parts.items():
            said[path].append(text)
    common = {path: texts for path, texts in said.items() if len(texts) >= max(2, _MOST * len(blocks))}
    if len(common) < 2:
        return None
    likeness = sorted((_titles(texts), path) for path, texts in common.items())
    return likeness[-1][1] if likeness[-1][0] - likeness[0][0] >= _CLEAR else None


def is_drawn(box: Box, block: Box) -> bool:
    """Whether the text stands within a drawn rating, for those who do not see it."""
    for up in (box, *islice(box.up(), _DRAWN)):
        if up.order <= block.order:
            return False
        if up.attrs.get("role") == "img" or rates(up):
            return True
    return False


def is_mark(text: str) -> bool:
    if rating_in(text) or labelled(text) or is_masked(text) or is_date(text) or field_of(text) or len(text) < 2:
        return True
    if _ASIDE.match(text):
        return True
    found = amounts(text) if len(text) < 40 else []
    return bool(found) and len(text) - (found[-1].end - found[0].start) < 6


def _titles(texts: list[str]) -> float:
    """How much these read like names of goods: long enough, no ends of sentences, many capitals and digits."""
    if sum(len(t) for t in texts) < 8 * len(texts):
        return 0.0
    counts = Counter(texts)
    scores = [
        0.4 * (not _SENTENCE_END.search(text)) + 0.4 * _capitals(text) + 0.2 * (counts[text] > 1 and len(text) > 20)
        for text in texts
    ]
    return sum(scores) / len(scores)


def _capitals(text: str) -> float:
    words = [word for word in text.split() if word[0].isalnum()]
    return sum(1 for word in words if word[0].isupper() or word[0].isdigit()) / len(words) if words else 0.0
