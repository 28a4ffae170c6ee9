"""What the pages of one source have in common: their frame, learned from several captures, and what it changes.

The same text at the same place on most pages is the site's, not the page's. So is a part that stands at one place and
is built alike on pages of different kinds, whatever it says: a sidebar of other listings. Labels are never taken for
frame.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.readers.generic.box import Box
from crawler.readers.generic.headings import SEPARATOR
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout, measure
from crawler.readers.generic.squeeze import squeeze
from tidewaiter.model.ids import digest

_VERSION = 1
# Fewer pages tell nothing of what most pages have.
FEWEST = 4
_MOST = 0.6  # of the pages; a site has pages of several frames
_EVERYWHERE = 0.8
_ALIKE = 0.8
# A part that is repeated must say this much, or a label's value that most listings share would be lost.
_PROSE, _RUNS = 60, 4
_SLOT_RUNS = 3
_PATH = 240  # letters of a path: about ten elements
_FIELDS = frozenset({"price", "vendor", "ships_from", "ships_to", "ships_to_excluded", "stock", "sold", "escrow",
                     "category", "rating", "member_since", "last_online", "sales", "name"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """`site` are parts of titles that name the site, `frame` marks of parts that repeat, `slots` paths of parts that
    are the site's whatever they say."""

    site: frozenset[str] = frozenset()
    frame: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        return digest("template", self.to_json())

    def to_json(self) -> str:
        """The same text for the same template."""
        plain = {"frame": sorted(self.frame), "site": sorted(self.site), "slots": sorted(self.slots)}
        return json.dumps({"version": _VERSION, **plain}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Template | None:
        """The template, None where the text is none of this version."""
        try:
            plain = json.loads(text)
            if plain["version"] != _VERSION:
                return None
            site, frame, slots = (frozenset(map(str, plain[name])) for name in ("site", "frame", "slots"))
        except (ValueError, KeyError, TypeError):
            return None
        return cls(site, frame, slots)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page for learning: its layout, its kind, and the boxes that surely are its own."""

    layout: Layout
    kind: str
    own: tuple[Box, ...]


def learn(pages: Sequence[Seen]) -> Template:
    """The template of different pages of one source; an empty one of too few. Their order changes nothing."""
    if len(pages) < FEWEST:
        return Template()
    paths = [_paths(page.layout) for page in pages]
    return Template(_site(pages), _frame(pages, paths), _slots(pages, paths))


def apply(template: Template, layout: Layout) -> None:
    """Let what the template knows belong to the frame of the page."""
    _rename(template, layout)
    paths = _paths(layout) if template.frame or template.slots else []
    for box in layout.boxes[1:]:
        known = paths and not box.chrome and (paths[box.order] in template.slots or _repeats(box, paths, template))
        if known or (squeeze(box.flat) in template.site if len(box.flat) <= _PROSE and box.flat else False):
            for inner in layout.within(box):
                inner.chrome = True
    measure(layout)


def _rename(template: Template, layout: Layout) -> None:
    """The page's title without the site's name."""
    parts = [part for part in SEPARATOR.split(layout.title) if part and squeeze(part) not in template.site]
    if parts and template.site:
        layout.title = " - ".join(parts)


def _repeats(box: Box, paths: list[str], template: Template) -> bool:
    return _says_much(box) and _mark(box, paths) in template.frame


def _says_much(box: Box) -> bool:
    return box.is_block and (box.size >= _PROSE or box.last_run - box.first_run >= _RUNS)


def _mark(box: Box, paths: list[str]) -> str:
    return digest(paths[box.order], str(box.size), box.flat)[:20]


def _paths(layout: Layout) -> list[str]:
    """How to come to each box, by tags and stable names, without positions: alike for alike pages."""
    paths: list[str] = []
    for box in layout.boxes:
        above = paths[box.parent.order] if box.parent is not None else ""
        paths.append(f"{above}/{_step(box)}"[-_PATH:])
    return paths


def _step(box: Box) -> str:
    if not box.attrs:
        return box.tag
    names = f"{box.attrs.get('id', '')} {box.attrs.get('class', '')}".split()
    stable = sorted(name for name in names if not any(ch.isdigit() for ch in name))
    return ".".join([box.tag, *stable[:4]])


def _site(pages: Sequence[Seen]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({squeeze(part) for part in SEPARATOR.split(page.layout.title) if squeeze(part)})
    return frozenset(part for part, count in counts.items() if count >= _MOST * len(pages))


def _frame(pages: Sequence[Seen], paths: list[list[str]]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for page, known in zip(pages, paths, strict=True):
        labelled = _labelled(page.layout)
        counts.update(
            {
                _mark(box, known)
                for box in page.layout.boxes
                if not box.chrome and _says_much(box) and not _any(labelled, box)
            }
        )
    return frozenset(mark for mark, count in counts.items() if count >= max(3.0, _MOST * len(pages)))


def _labelled(layout: Layout) -> list[int]:
    """The runs that are labels of a listing or vendor, in order."""
    return [run.at for run in layout.runs if field_of(run.text.replace("：", ":").partition(":")[0]) in _FIELDS]


def _any(runs: Iterable[int], box: Box) -> bool:
    return any(box.first_run <= at < box.last_run for at in runs)


def _slots(pages: Sequence[Seen], paths: list[list[str]]) -> frozenset[str]:
    """Paths that lead to one part on nearly all pages, built alike on pages of two kinds, and never to a page's own."""
    found: dict[str, dict[str, list[frozenset[str]]]] = defaultdict(lambda: defaultdict(list))
    refused: set[str] = set()
    for page, known in zip(pages, paths, strict=True):
        own = {up.order for box in page.own for up in (box, *box.up())}
        once = Counter(known)
        for box in page.layout.boxes:
            path = known[box.order]
            if once[path] > 1 or box.order in own or box.size * 2 > page.layout.content:
                refused.add(path)
            elif not box.chrome and box.is_block and box.last_run - box.first_run >= _SLOT_RUNS:
                inner = page.layout.boxes[box.order + 1 : box.end]
                found[path][page.kind].append(frozenset(_step(b) for b in inner))
    return frozenset(
        path
        for path, kinds in found.items()
        if path not in refused and sum(map(len, kinds.values())) >= _EVERYWHERE * len(pages) and _built_alike(kinds)
    )


def _built_alike(kinds: dict[str, list[frozenset[str]]]) -> bool:
    built = [frozenset[str]().union(*some) for some in kinds.values() if len(some) >= 2]
    return len(built) > 1 and all(len(one & other) >= _ALIKE * len(one | other) for one, other in pairwise(built))
