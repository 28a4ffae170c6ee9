"""Repeated blocks that each say something once: reviews and posts, found by their dates, ratings or numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.dates import date_in
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.paths import step_of
from crawler.readers.generic.words import EDITED

BLOCKS_LIMIT = 1_000
_RATING = re.compile(
    r"^\s*(?:\(?\d(?:[.,]\d{1,2})?\s?/\s?(?:5|10)\)?|[★☆⭐✩✭✮]{1,10}"
    r"|\d{1,2}(?:[.,]\d{1,2})?\s?(?:of|out of|von|sur|de|di|van|из|з|dari|trên|จาก|od|av|af)\s?(?:5|10)"
    r"(?:\s[^\W\d]{3,9})?"
    r"|[+\-]1|[👍👎]|[★⭐]\s?\d(?:[.,]\d{1,2})?|\d(?:[.,]\d{1,2})?\s?[★⭐]|[★☆⭐✩]{5}\s?\(?\d(?:[.,]\d)?\)?"
    r"|\d(?:[.,]\d{1,2})?\s?(?:stars?|sterne?|étoiles?|estrellas?|estrelas?|stelle?|зв[её]зд\w*|점|星|sao|bintang|ดาว|yıldız)"
    r"|bintang\s\d|5つ星のうち\s?\d(?:\.\d)?"
    r"|(?:positive|negative|neutral|긍정|부정|好评|差评|中评|positiv|negativ|положительн\w+|отрицательн\w+|positif"
    r"|négatif|positivo|negativo))\s*$",
    re.IGNORECASE,
)
_MASKED = re.compile(r"^\W?(?:\w{1,3}(?:\*{2,}|\.{3,}|…|●+|x{3,}|\s?(?:\.\s){2,})\w{0,3}|\w{4,9}\*{2,})\W?$")
OWN = frozenset({"member_since", "last_online"})
_CLIMB = 16


def rating_in(text: str) -> bool:
    return len(text) <= 30 and _RATING.match(text) is not None


def is_masked(text: str) -> bool:
    """Whether a name is one that the site has masked: "a***b"."""
    return len(text) <= 16 and _MASKED.match(text) is not None


def marked(layout: Layout, skip: set[int], within: list[Box]) -> list[Box]:
    """Blocks round dates, ratings or masked names, as large as they can be with one mark; runs in `skip` are no marks.

    A mark that stands alone makes a block only in `within`: the parts of the page that a heading calls reviews.
    """
    for kind in (_dated, _rated, _named):
        around = _around(layout, [run for run in layout.runs if run.at not in skip and kind(run)])
        groups = _grouped([box for box in around if box.size * 10 <= layout.content * 8 and box.linked * 2 <= box.size])
        groups = [g for g in groups if len(g) > 1 or any(box.order < g[0].order < box.end for box in within)]
        if groups:
            return max(groups, key=len)[:BLOCKS_LIMIT]
    return []


def _dated(run: Run) -> bool:
    if run.box.chrome or len(run.text) > 160 or not any(ch.isdigit() for ch in run.text):
        return False
    return date_in(run.text) is not None and not EDITED.search(run.text) and not _quoted(run.box)


def _rated(run: Run) -> bool:
    return not run.box.chrome and rating_in(run.text)


def _named(run: Run) -> bool:
    return not run.box.chrome and is_masked(run.text)


def _quoted(box: Box) -> bool:
    return box.tag in ("blockquote", "q") or any(b.tag == "blockquote" for b in box.up())


def _around(layout: Layout, marks: list[Run]) -> list[Box]:
    marks = [run for run in marks if label_before(layout, run) not in OWN][: 4 * BLOCKS_LIMIT]
    places = [run.at for run in marks]
    found: list[Box] = []
    for run in marks:
        box = run.box
        for _ in range(_CLIMB):
            up = box.parent
            if up is None or up.tag in ("body", "html") or (up.tag in ("tbody", "table") and _headed(up)):
                break
            if bisect_left(places, up.last_run) - bisect_left(places, up.first_run) != 1:
                break
            box = up
        found.append(box)
    return found


def _headed(table: Box) -> bool:
    """Whether the table has heads of columns, or one row alone: then its rows are blocks, and not the table."""
    rows = [row for part in table.boxes[:4] for row in ([part] if part.tag == "tr" else part.boxes[:2])]
    return len(rows) < 2 or any(cell.tag == "th" for row in rows[:2] for cell in row.boxes[:3])


def label_before(layout: Layout, run: Run) -> str:
    before = layout.runs[run.at - 1].text if run.at else ""
    return field_of(before) or field_of(run.text.partition(":")[0])


def _grouped(boxes: list[Box]) -> list[list[Box]]:
    """Boxes of one parent and tag, with something to say besides the mark."""
    groups: dict[tuple[int | str, str], list[Box]] = defaultdict(list)
    for box in boxes:
        parent = box.parent
        if parent is not None and box.last_run - box.first_run >= 2:
            groups[(parent.order, box.tag)].append(box)
            step = step_of(box)
            if "." in step:  # answers to answers lie in each other's blocks, not side by side
                groups[("", step)].append(box)
    return [alike for group in groups.values() if (alike := _alike(group))]


def _alike(group: list[Box]) -> list[Box]:
    """Those of a group that are built like most of it: the same kinds of element inside, about as many."""
    inner = [frozenset(b.tag for b in box.boxes) for box in group]
    most = Counter(inner).most_common(1)[0][0]
    runs = sorted(box.last_run - box.first_run for box in group)
    middle = runs[len(runs) // 2]
    return [
        box
        for box, tags in zip(group, inner, strict=True)
        if len(tags & most) * 2 >= len(tags | most) and middle <= 6 * (box.last_run - box.first_run) <= 36 * middle
    ]
