"""The named parts of a page: which box a heading or tab calls the description, and which belong to something else."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.readers.generic.box import HEADINGS, Box, Run
from crawler.readers.generic.labels import LABEL_LIMIT, field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.words import REVIEWS, TERMS

_HEAD_TAGS = frozenset({*HEADINGS, "b", "strong", "legend", "summary", "dt", "th", "label", "caption"})
_CLIMB = 4
_STRIPS = 40
_DESCRIBED = 200
_VALUE = 32  # letters


@dataclass(slots=True)
class Sections:
    """`described` are the boxes that a heading or tab calls the description; `other` belong to terms, reviews, others.

    `blank` says that a tab is called the description and shows nothing.
    """

    described: list[Box] = field(default_factory=list)
    other: list[Box] = field(default_factory=list)
    reviews: bool = False
    blank: bool = False

    def banned(self) -> Spans:
        return Spans(self.other)


def sections_of(layout: Layout) -> Sections:
    sections = Sections()
    tabs = [run for run in layout.runs if _is_tab(run)]
    panels = _panels(layout, tabs)
    for run in layout.runs:
        if len(run.text) > LABEL_LIMIT or run.box.chrome:
            continue
        is_tab = run.at in panels
        name = field_of(run.text)
        if name == "description":
            shown = panels.get(run.at) or ([] if is_tab else under(run))
            sections.described += shown
            sections.blank = sections.blank or (is_tab and not any(b.size for b in shown))
        elif (is_tab or heads(run)) and TERMS.search(run.text) and not (name and _short(run)):
            sections.other += panels.get(run.at) or ([] if is_tab else under(run))
            sections.reviews = sections.reviews or REVIEWS.search(run.text) is not None
    others = {box.order for box in sections.other}
    sections.described = [
        b for b in sections.described if b.size > 2 and b.linked * 2 <= b.size and b.order not in others
    ]
    del sections.described[_DESCRIBED:]
    return sections


def _is_tab(run: Run) -> bool:
    link = run.box if run.box.tag == "a" else run.box.parent
    return link is not None and link.tag in ("a", "label") and len(run.text) <= LABEL_LIMIT and not link.chrome


def heads(run: Run) -> bool:
    """Whether the text is a heading, or bold like one, and says all that this says."""
    box: Box | None = run.box
    for _ in range(_CLIMB):
        if box is None or box.size > len(run.text) + 12:
            return False
        if box.tag in _HEAD_TAGS:
            return True
        box = box.parent
    return False


def _short(run: Run) -> bool:
    """Whether what follows is a value: "Rating" stands before 4.5 of 5 as well as above reviews."""
    shown = under(run)
    return bool(shown) and sum(box.size for box in shown) <= _VALUE


def under(run: Run) -> list[Box]:
    """The boxes that follow a heading in its parent, up to the next heading; its own box where nothing follows."""
    at: Box = run.box
    for _ in range(_CLIMB):
        if at.parent is None or at.parent.size > len(run.text) + 12 or at.tag in ("td", "th", "dt"):
            break
        at = at.parent
    if at.parent is None:
        return []
    found: list[Box] = []
    for box in at.after():
        if box.tag in HEADINGS or box.chrome or (found and (box.tag == "hr" or _heading_inside(box))):
            break
        if box.size:
            found.append(box)
            if at.tag == "dt":
                break
    return found


def _heading_inside(box: Box) -> bool:
    first = next((b for b in box.boxes if b.size), None)
    return first is not None and first.tag in HEADINGS and box.size > first.size


def _panels(layout: Layout, tabs: list[Run]) -> dict[int, list[Box]]:
    """Which box each tab shows: by the tab's own fragment, else by order."""
    found: dict[int, list[Box]] = {}
    if not any(field_of(run.text) == "description" for run in tabs):
        return found
    for strip in _strips(tabs)[:_STRIPS]:
        texts = [run.text for run in strip]
        if len(strip) < 2 or not any(field_of(t) == "description" for t in texts):
            continue
        by_id = {run.at: _target(layout, run) for run in strip}
        if any(by_id.values()):
            found.update({at: [box] for at, box in by_id.items() if box is not None})
        else:
            found.update(_by_order(strip))
    return found


def _strips(tabs: list[Run]) -> list[list[Run]]:
    strips: list[list[Run]] = []
    for run in tabs:
        if strips and strips[-1][-1].at == run.at - 1:
            strips[-1].append(run)
        else:
            strips.append([run])
    return strips


def _target(layout: Layout, run: Run) -> Box | None:
    link = run.box if run.box.tag in ("a", "label") else run.box.parent
    name = (link.attrs.get("href", "").rpartition("#")[2] or link.attrs.get("for", "")) if link is not None else ""
    if not name:
        return None
    box = layout.ids.get(name)
    return box if box is not None and box.size > 3 and not box.holds(run.box) else None


def _by_order(strip: list[Run]) -> dict[int, list[Box]]:
    """Panels after the strip: as many boxes as tabs are theirs in order; a single one is the first tab's."""
    shared = next((up for up in strip[0].box.up() if up.holds(strip[-1].box)), None)
    for holder in [shared, *(shared.up() if shared else [])][:3]:
        if holder is None:
            break
        after = [b for b in holder.boxes if b.order > strip[-1].box.order and b.size and not b.holds(strip[-1].box)]
        inner = [b for b in after[0].boxes if b.size or b.is_block] if len(after) == 1 else []
        if len(inner) == len(strip) and len({b.tag for b in inner}) == 1:
            after = inner
        if len(after) >= len(strip):
            return {run.at: [box] for run, box in zip(strip, after, strict=False)}
        if after:
            first = next((run for run in strip if field_of(run.text) == "description"), strip[0])
            return {first.at: [after[0]], **{run.at: [] for run in strip if run is not first}}
    return {}
