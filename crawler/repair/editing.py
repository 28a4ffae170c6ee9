"""A profile's text with some values replaced: everything else, remarks and layout too, stays as a person wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from crawler.drafting.saying import Words
from crawler.drafting.writing import flow
from tidewaiter.model.errors import ProfileError

Steps = tuple[str | int, ...]


def edited(text: str, new: Mapping[Steps, Words], *, twice: Sequence[Steps] = ()) -> str:
    """The text with the value at each of these places replaced; a key that is not there yet is put before its mapping's
    first. Entries of a list at `twice` follow themselves as they were. Raises ProfileError where a place is not there.
    """
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if root is None:
        raise ProfileError("nothing stands in it")
    spots = [_spot(text, root, steps, value) for steps, value in new.items()]
    spots += [_again(text, root, steps) for steps in twice]
    for start, end, said in sorted(spots, key=lambda spot: spot[0], reverse=True):
        text = text[:start] + said + text[end:]
    return text


def _spot(text: str, root: Node, steps: Steps, value: Words) -> tuple[int, int, str]:
    """Where the text changes, and what stands there then."""
    at: Node = root
    for n, step in enumerate(steps):
        below = _below(at, step)
        if below is None:
            if n + 1 < len(steps) or not isinstance(at, MappingNode) or not at.value:
                raise ProfileError("nothing stands there", where="/".join(map(str, steps)))
            first = at.value[0][0].start_mark
            glue = ", " if at.flow_style else "\n" + " " * first.column
            return first.index, first.index, f"{step}: {flow(value)}{glue}"
        at = below
    end = at.start_mark.index + len(text[at.start_mark.index : at.end_mark.index].rstrip())
    return at.start_mark.index, end, flow(value)


def _again(text: str, root: Node, steps: Steps) -> tuple[int, int, str]:
    """Behind an entry of a list the same entry once more, without the remarks that belong to what follows."""
    at: Node | None = root
    for step in steps:
        at = _below(at, step) if at is not None else None
    if at is None:
        raise ProfileError("nothing stands there", where="/".join(map(str, steps)))
    start = at.start_mark.index
    lines = text[start : at.end_mark.index].rstrip().split("\n")
    while lines[-1].lstrip().startswith("#") or not lines[-1].strip():
        lines.pop()
    said = "\n".join(lines)
    indent = " " * (at.start_mark.column - 2)
    return start + len(said), start + len(said), f"\n{indent}- {said}"


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: Node = node.value[step]
        return found
    return None
