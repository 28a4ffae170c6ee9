"""Which part of each block names the author, which the date, and which holds the text: told over all blocks together.

One block alone seldom tells a rank from a name or a signature from a text. Blocks of one template do: what stands at
the same place in most of them plays the same part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from crawler.readers.generic.addresses import leads_to
from crawler.readers.generic.blocks import is_masked, rating_in
from crawler.readers.generic.box import HEADINGS, Box, Run
from crawler.readers.generic.dates import Order, date_in, is_date
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import AUTHOR, BODY, FIRM, PERSON, is_beside, named
from crawler.readers.generic.moments import Moment, moments_in
from crawler.readers.generic.paths import Key, key_of
from crawler.readers.generic.theirs import not_theirs
from crawler.readers.generic.words import ACTIONS

NAME_LIMIT = 48
_WORD = re.compile(r"[^\W_]")
_BY = re.compile(
    r"(?:^|\s)(?:by|from|von|par|por|door|da|di|от|автор|posted by|written by|oleh|bởi|โดย)\s?:?$", re.IGNORECASE
)
_SAYS_BY = re.compile(
    r"^(?:(?:posted|written|reviewed|asked|answered|commented|submitted|sent)?\s?(?:by|from|von|par|por|door|da|di|от|oleh|bởi|โดย)\b)\s?:?\s?|^(?:作者|작성자|글쓴이|投稿者)\s?[:：]?\s?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\s(?:on|at|am|le|el|em|il|op|в|wrote|said|posted|schrieb|a écrit)\s?:?\s?$|^(?:on|am|le|el|em|il)\s",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"(?:member|profile|user|memberlist|space-uid|[?&/]u[=/]|/~|author)", re.IGNORECASE)
_BOLD = frozenset({"b", "strong", "h3", "h4", "h5", "h2"})
_PAIRED = re.compile(r"^[^:：]{2,24}[:：]\s?[\d.,]+$")
_NUMBER = re.compile(r"^[#№(\[]?[\d.,]+[kKмМ)\]]?$")
# A part that stands in fewer blocks than this is no part of their template.
_MOST = 0.6


class Name(NamedTuple):
    """A name, the box that says it, and how much speaks for its being the author's."""

    text: str
    box: Box
    sure: float


@dataclass(slots=True)
class Part:
    """One block with its runs, less what is not its author's, and the keys of the boxes the runs stand in."""

    block: Box
    away: frozenset[int]
    runs: list[Run]
    keys: dict[int, Key] = field(default_factory=dict)

    def key(self, box: Box) -> Key:
        found = self.keys.get(box.order)
        if found is None:
            found = self.keys[box.order] = key_of(box, self.block)
        return found

    def boxes(self, layout: Layout) -> Iterator[Box]:
        for box in layout.boxes[self.block.order : self.block.end]:
            if box.order not in self.away:
                yield box


def parts_of(layout: Layout, blocks: list[Box]) -> list[Part]:
    """The blocks, each without the blocks that lie in it."""
    orders = frozenset(box.order for box in blocks)
    found: list[Part] = []
    for block in blocks:
        away = not_theirs(layout, block, orders)
        runs = [run for run in layout.runs_in(block) if run.box.order not in away]
        found.append(Part(block, away, runs))
    return found


@dataclass(slots=True)
class Template:
    """The keys of each role, best first; `plain` are texts of the template itself, which no author wrote."""

    authors: list[Key] = field(default_factory=list)
    dates: list[Key] = field(default_factory=list)
    bodies: list[Key] = field(default_factory=list)
    plain: frozenset[tuple[Key, str]] = frozenset()


def learn(layout: Layout, parts: list[Part], order: Order) -> Template:
    """What the blocks have in common. One block alone teaches by names and shape only."""
    plain = _plain(parts)
    moments = {id(part): moments_in(layout, part.block, part.away, order) for part in parts}
    dates = _ranked(((part.key(m.box), m.sure) for part in parts for m in moments[id(part)]), len(parts))
    authors = _ranked(
        ((part.key(n.box), n.sure) for part in parts for n in names_in(layout, part, plain, order)), len(parts)
    )
    bodies = _bodies(layout, parts, plain, order)
    return Template(authors, dates, bodies, plain)


def _ranked(found: Iterator[tuple[Key, float]], count: int) -> list[Key]:
    """Keys by how sure they are and in how many blocks they stand; first come is first of equals."""
    sums: dict[Key, float] = defaultdict(float)
    for key, sure in found:
        sums[key] += sure
    return sorted(sums, key=lambda key: -sums[key])


def _plain(parts: list[Part]) -> frozenset[tuple[Key, str]]:
    """Texts that stand at one place in most blocks, or are all that ever stands there."""
    said: dict[Key, Counter[str]] = defaultdict(Counter)
    for part in parts:
        for key, text in {(part.key(run.box), masked(run.text)) for run in part.runs}:
            said[key][text] += 1
    found = set()
    for key, texts in said.items():
        for text, times in texts.items():
            if times >= 2 and times * 2 > len(parts):
                found.add((key, text))
    return frozenset(found)


def masked(text: str) -> str:
    return re.sub(r"\d+", "0", text[:80])


def names_in(layout: Layout, part: Part, plain: frozenset[tuple[Key, str]], order: Order) -> Iterator[Name]:
    """What may name the block's author, each with how much speaks for it."""
    for box in part.boxes(layout):
        if not box.flat or box.size > NAME_LIMIT or box.first_run == box.last_run:
            continue
        sure = _named_so(layout, part, box)
        if sure <= 0 or not _could_name(box.flat, order):
            continue
        if (part.key(box), masked(box.flat)) in plain and sure < 2:
            continue
        yield Name(box.flat, box, sure)
    for run in part.runs:
        if len(run.text) <= 2 * NAME_LIMIT and (name := _beside_date(run.text, order)):
            yield Name(name, run.box, 3.0 if is_masked(name) else 1.2)


def _beside_date(text: str, order: Order) -> str:
    """The name in a line that says no more than who and when."""
    found = date_in(text, order)
    if not found:
        return ""
    rest = " ".join((text[: found[1]] + " " + text[found[2] :]).split())
    name = _WHEN.sub("", _SAYS_BY.sub("", rest)).strip(" \t,:：;|~()[]«»-–—•·")
    return name if name and len(name) <= 32 and len(name.split()) <= 3 and _could_name(name, order) else ""


def _named_so(layout: Layout, part: Part, box: Box) -> float:
    link = _link(box)
    href = link.attrs.get("href", "") if link is not None else ""
    first = layout.runs[box.first_run]
    before = layout.runs[first.at - 1].text if first.at > part.block.first_run else ""
    sure = 0.0
    sure += 2.0 * (box.attrs.get("itemprop") in ("author", "creator") or "data-username" in box.attrs)
    sure += 2.0 * named(box, AUTHOR)
    sure += 2.0 * bool(href and (leads_to(href) == "vendor" or _MEMBER.search(href)))
    sure += 3.0 * is_masked(box.flat) + 2.0 * (field_of(before) in ("author", "name")) + 1.5 * bool(_BY.search(before))
    sure += 0.5 * (box.tag in _BOLD) + 0.5 * (
        box.parent is not None and box.parent.tag in _BOLD and box.parent.flat == box.flat
    )
    if sure and any(named(up, PERSON) for up in (box, *_below(box, part.block))):
        sure += 1.0
    return sure - 1.5 * (is_beside(box) or box.tag == "li")


def _below(box: Box, block: Box) -> Iterator[Box]:
    """The boxes round it within the block, the nearest few."""
    for _, up in zip(range(6), box.up(), strict=False):
        if up.order <= block.order:
            return
        yield up


def _link(box: Box) -> Box | None:
    if box.tag == "a":
        return box
    inner = [b for b in box.boxes if b.tag == "a" and b.flat == box.flat]
    return inner[0] if inner else next((up for _, up in zip(range(3), box.up(), strict=False) if up.tag == "a"), None)


def _could_name(text: str, order: Order) -> bool:
    if not _WORD.search(text) or len(text.split()) > 5 or _NUMBER.match(text) or _PAIRED.match(text):
        return False
    if text.rstrip()[-1] in ":：?!." and not is_masked(text):
        return False
    return not (field_of(text) or rating_in(text) or date_in(text, order) or (ACTIONS.match(text) and len(text) <= 24))


def _bodies(layout: Layout, parts: list[Part], plain: frozenset[tuple[Key, str]], order: Order) -> list[Key]:
    """Keys of boxes that hold what the authors wrote, the best first."""
    held: dict[Key, float] = defaultdict(float)
    whole: dict[Key, int] = defaultdict(int)
    seen: Counter[Key] = Counter()
    hints: dict[Key, float] = {}
    total = 0
    for part in parts:
        weights = weights_of(layout, part, plain, order)
        total += weights[part.block.order][0]
        for box in part.boxes(layout):
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
    if box.attrs.get("itemprop") in ("text", "reviewBody", "articleBody", "commentText", "description"):
        return 0.5
    if named(box, FIRM):
        return 0.5
    return (
        0.3 * named(box, BODY)
        - 0.4 * (is_beside(box) or named(box, PERSON) or named(box, AUTHOR))
        - 0.3 * (box.tag in HEADINGS)
    )


def weights_of(
    layout: Layout, part: Part, plain: frozenset[tuple[Key, str]], order: Order
) -> dict[int, tuple[int, int]]:
    """For each box of the block by its order: how many letters of free text it holds, and how many letters in all."""
    sums: dict[int, list[int]] = {part.block.order: [0, 0]}
    for run in part.runs:
        size = len(run.text)
        free = 0 if _furniture(layout, part, run, plain, order) else size
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


def _furniture(layout: Layout, part: Part, run: Run, plain: frozenset[tuple[Key, str]], order: Order) -> bool:
    text = run.text
    if (part.key(run.box), masked(text)) in plain or not _WORD.search(text):
        return True
    if any(named(up, PERSON) or is_beside(up) for up in (run.box, *_below(run.box, part.block))):
        return True
    if len(text) <= 60 and (
        is_date(text, order) or _NUMBER.match(text) or _PAIRED.match(text) or rating_in(text) or is_masked(text)
    ):
        return True
    if len(text) <= 24 and (field_of(text) or ACTIONS.match(text)):
        return True
    if len(text) <= 40 and (":" in text or "：" in text) and field_of(text.replace("：", ":").partition(":")[0]):
        return True
    # Text within links tells a list of threads from a thread; links within a text are read with it all the same.
    return run.box.tag == "a" or (run.box.parent is not None and run.box.parent.tag == "a")


def rank_bodies(layout: Layout, part: Part, plain: frozenset[tuple[Key, str]], order: Order) -> list[Box]:
    """The boxes of one block that may hold its text, the likeliest first; for a block unlike the others."""
    weights = weights_of(layout, part, plain, order)
    total = weights[part.block.order][0]
    boxes = [box for box in part.boxes(layout) if weights.get(box.order, (0, 0))[0]]
    scores = {
        box.order: _score(
            weights[box.order][0] / total, weights[box.order][0] / max(1, weights[box.order][1]), _body_hint(box), 1.0
        )
        for box in boxes
    }
    return sorted(boxes, key=lambda box: -scores[box.order])


def best_date(part: Part, moments: list[Moment], template: Template) -> Moment | None:
    """The block's own date: at the place where most blocks have theirs, else the surest, else the first."""
    for key in template.dates[:3]:
        found = next((m for m in moments if part.key(m.box) == key), None)
        if found is not None:
            return found
    return max(moments, key=lambda m: m.sure, default=None)
