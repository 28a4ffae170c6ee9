"""Where a part stands in its block, said so that the like parts of other blocks of the page are found by it."""

from __future__ import annotations

import re
from itertools import islice

from crawler.readers.generic.box import Box

Key = tuple[str, ...]

_FIGURES = re.compile(r"\d+")
# Names that tell one block from its neighbours, not one kind of part from another.
_PASSING = frozenset(
    "odd even first last new old unread online offline op reply active selected row1 row2 alt1 alt2 bg1 bg2 rowodd "
    "roweven deleted hidden windowbg windowbg2 is-active js-active".split()
)
_DEEP = 12


def key_of(box: Box, block: Box) -> Key:
    """The box's tag and names, and those of the boxes round it up to the nearest one that has a name."""
    parts: list[str] = []
    at: Box | None = box
    while at is not None and at is not block and block.holds(at) and len(parts) < _DEEP:
        step = step_of(at) if at.parent is not block.parent else f"{at.tag}{_at(block, at)}"
        parts.append(step)
        if "." in step or "#" in step:
            return tuple(parts)
        at = at.parent
    return (*parts, "^")


def _at(block: Box, box: Box) -> int:
    """Its place in a block that stands for several boxes side by side."""
    return next((place for place, part in enumerate(block.inside[:6]) if part is box), 6)


def step_of(box: Box) -> str:
    """Tag and names of a box; its place among its parent's boxes where it has no name."""
    names = [_FIGURES.sub("*", name) for name in box.attrs.get("class", "").split()[:6] if name not in _PASSING]
    if names:
        return f"{box.tag}.{'.'.join(sorted(names))}"
    identity = _FIGURES.sub("*", box.attrs.get("id", ""))
    if "*" in identity:
        return f"{box.tag}#{identity}"
    return f"{box.tag}{_place(box)}"


def _place(box: Box) -> int:
    """Which of its parent's boxes of this tag it is; 0 to 5."""
    place = 0
    for part in islice(box.parent.inside, box.place) if box.parent is not None else ():
        if not isinstance(part, str) and part.tag == box.tag:
            place += 1
            if place == 5:
                break
    return place
