"""YAML text to plain values, with the place of each, so that every later error can name its line and column.

All scalars stay text (`no` is Norwegian, not false); the schema turns them into numbers where it wants numbers.
Anchors, aliases and tags are refused: a profile is facts, not a program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tidewaiter.model.errors import ProfileError

Step = str | int
Steps = tuple[Step, ...]
Plain = str | list["Plain"] | dict[str, "Plain"]
MAX_LETTERS = 500_000
MAX_BRACKETS = 2_000  # the scanner's work grows with their square: 100,000 took 190 s


@dataclass(slots=True)
class Marks:
    """Where each value and each key of one file stands."""

    name: str
    values: dict[Steps, yaml.Mark] = field(default_factory=dict)
    keys: dict[Steps, yaml.Mark] = field(default_factory=dict)

    def where(self, steps: Steps, *, key: bool = False) -> str:
        """file:line:column of the value at `steps` (of its key with `key`), or of the nearest one round it."""
        if key and steps in self.keys:
            return self._said(self.keys[steps])
        while steps and steps not in self.values:
            steps = steps[:-1]
        return self._said(self.values[steps])

    def _said(self, mark: yaml.Mark) -> str:
        return f"{self.name}:{mark.line + 1}:{mark.column + 1}"


def read_yaml(text: str, name: str) -> tuple[dict[str, Plain], Marks]:
    if len(text) > MAX_LETTERS:
        raise ProfileError(
            f"a profile of more than {MAX_LETTERS} characters", where=name, todo="is this the right file?"
        )
    if text.count("[") + text.count("{") > MAX_BRACKETS:
        raise ProfileError(f"more than {MAX_BRACKETS} brackets", where=name, todo="is this the right file?")
    try:
        _refuse_aliases(text, name)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as fault:
        raise ProfileError(f"not YAML: {fault.problem}", where=_place(fault.problem_mark, name)) from fault
    except yaml.reader.ReaderError as fault:
        raise ProfileError(f"not YAML: character #x{fault.character:04x}: {fault.reason}", where=name) from fault
    except RecursionError as fault:
        raise ProfileError("nested too deeply", where=name) from fault
    if not isinstance(root, MappingNode):
        raise ProfileError("a profile is a mapping of keys to values", where=f"{name}:1:1", todo="see docs/sources.md")
    marks = Marks(name)
    marks.values[()] = root.start_mark
    return dict(_pairs(root, (), marks)), marks


def _place(mark: Any, name: str) -> str:
    return f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name


def _refuse_aliases(text: str, name: str) -> None:
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ProfileError("anchors and aliases are not used here", where=_place(event.start_mark, name))
        if getattr(event, "tag", None):
            raise ProfileError("tags are not used here", where=_place(event.start_mark, name))


def _plain(node: Node, steps: Steps, marks: Marks) -> Plain:
    marks.values[steps] = node.start_mark
    if isinstance(node, MappingNode):
        return dict(_pairs(node, steps, marks))
    if isinstance(node, SequenceNode):
        return [_plain(child, (*steps, n), marks) for n, child in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return str(node.value)


def _pairs(node: MappingNode, steps: Steps, marks: Marks) -> Iterator[tuple[str, Plain]]:
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            raise ProfileError("a key is a plain word", where=_place(key_node.start_mark, marks.name))
        key = str(key_node.value)
        here = (*steps, key)
        if here in marks.keys:
            raise ProfileError(f"the key {key!r} stands here twice", where=_place(key_node.start_mark, marks.name))
        marks.keys[here] = key_node.start_mark
        yield key, _plain(value_node, here, marks)
