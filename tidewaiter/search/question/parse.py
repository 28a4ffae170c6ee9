"""From what a person types to the tree. Lenient: an unbalanced quote or bracket is understood, nothing raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.search.entry import FACETS, TEXTS
from tidewaiter.search.question.tree import Both, Fuzzy, Leaf, Node, Prefix, Word

MOST_LETTERS = 4_000
MOST_LEAVES = 200
DEEPEST = 20
SHORTEST_PREFIX = 2
SHORTEST_FUZZY = 4
MOST_SLOP = 20

_PART = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<sign>[+-])(?=\S) | (?P<logic>AND|OR|NOT)\b(?=\s|\(|$)
        | (?:(?P<field>[a-z_]+):(?=\S))?(?:"(?P<phrase>[^"]*)"?(?:~(?P<slop>\d{1,3}))?|(?P<word>[^\s()"]+))
    )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class _Parts:
    """The parts of a question, read once from left to right."""

    parts: list[re.Match[str]]
    at: int = 0
    leaves: int = 0

    def peek(self) -> re.Match[str] | None:
        return self.parts[self.at] if self.at < len(self.parts) else None


def parse(text: str) -> Node | None:
    """Words (all of them), OR, AND, -word, NOT word, ( ), "phrase"~2, prefix*, fuzzy~, field:value.

    An unknown field name stays literal text. None where nothing is asked. Past the limits above the rest is left out.
    """
    reader = _Parts(list(_parts(text[:MOST_LETTERS])))
    groups: list[Node] = []
    while reader.peek() is not None:
        node = _alternatives(reader, 0)
        if node is not None:
            groups.append(node)
        if (part := reader.peek()) is not None and part["close"]:
            reader.at += 1
    return _all_of(groups, [])


def _parts(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or part.end() == at:
            at += 1
            continue
        at = part.end()
        yield part


def _alternatives(reader: _Parts, depth: int) -> Node | None:
    """What stands between OR and OR, up to a closing bracket."""
    alternatives: list[Node] = []
    must: list[Node] = []
    never: list[Node] = []
    negated = False
    while (part := reader.peek()) is not None and not part["close"]:
        reader.at += 1
        if part["logic"] == "OR":
            alternatives += _closed(must, never)
            must, never, negated = [], [], False
        elif part["logic"] == "NOT" or part["sign"] == "-":
            negated = True
        elif not part["logic"] and not part["sign"]:
            node = _bracket(reader, depth) if part["open"] else _leaf(reader, part)
            if node is not None:
                (never if negated else must).append(node)
            negated = False
    alternatives += _closed(must, never)
    return alternatives[0] if len(alternatives) == 1 else Both(should=tuple(alternatives)) if alternatives else None


def _bracket(reader: _Parts, depth: int) -> Node | None:
    if depth >= DEEPEST:
        return None
    node = _alternatives(reader, depth + 1)
    if (part := reader.peek()) is not None and part["close"]:
        reader.at += 1
    return node


def _leaf(reader: _Parts, part: re.Match[str]) -> Leaf | None:
    reader.leaves += 1
    if reader.leaves > MOST_LEAVES:
        return None
    field, phrase, word = part["field"] or "", part["phrase"], part["word"] or ""
    if field and field not in FACETS and field not in TEXTS:
        word, field = f"{field}:{phrase if phrase is not None else word}", ""
        return Word(word)
    if phrase is not None:
        return Word(phrase, min(int(part["slop"] or 0), MOST_SLOP), field) if phrase.strip() else None
    if word.endswith("*"):
        stem = word.rstrip("*")
        return Prefix(stem, field) if len(stem) >= SHORTEST_PREFIX else Word(stem, field=field) if stem else None
    if re.search(r"~1?$", word):
        stem = re.sub(r"~1?$", "", word)
        return Fuzzy(stem, field) if len(stem) >= SHORTEST_FUZZY else Word(stem, field=field) if stem else None
    return Word(word, field=field)


def _closed(must: list[Node], never: list[Node]) -> list[Node]:
    node = _all_of(must, never)
    return [] if node is None else [node]


def _all_of(must: list[Node], never: list[Node]) -> Node | None:
    if not must and not never:
        return None
    return must[0] if len(must) == 1 and not never else Both(must=tuple(must), never=tuple(never))
