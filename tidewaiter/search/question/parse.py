"""From what a person types to the tree. Lenient: an unbalanced quote or bracket is understood, nothing raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tidewaiter.search.fields import FACETS, FIELDS, MOMENTS, NUMBERS, nearest
from tidewaiter.search.question.spans import Impossible, span_of
from tidewaiter.search.question.tree import Both, Fuzzy, Leaf, Node, Prefix, Word

MOST_LETTERS = 4_000
MOST_LEAVES = 200
MOST_WORD = 200  # letters: of a script without spaces each is a step of a phrase, and 4,000 took five seconds
DEEPEST = 20
SHORTEST_PREFIX = 2
SHORTEST_FUZZY = 4
MOST_SLOP = 20
EXPAND = "expand"  # the switch `expand:yes`: no field, it asks for the names of a substance
_MOST_NOTES = 10

_PART = re.compile(
    r"""\s*(?:
        (?P<close>\)) | (?P<sign>[+-])(?=\S) | (?P<logic>AND|OR|NOT)\b(?=\s|\(|$)
        | (?:(?P<field>[A-Za-z_]+):(?=\S))?(?:
            (?P<open>\() | "(?P<phrase>[^"]*)"?(?:~(?P<slop>\d{1,3}))? | (?P<word>[^\s()"]+))
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question's words, and what a person should be told of how they were read.

    `expand` is the question's own switch: the names of a substance are to be added to its words.
    """

    words: Node | None
    notes: tuple[str, ...] = ()
    expand: bool = False


@dataclass(slots=True)
class _Reader:
    """The parts of a question, read once from left to right."""

    parts: list[re.Match[str]]
    at: int = 0
    leaves: int = 0
    expand: bool = False
    notes: dict[str, None] = field(default_factory=dict)

    def peek(self) -> re.Match[str] | None:
        return self.parts[self.at] if self.at < len(self.parts) else None

    def note(self, text: str) -> None:
        if len(self.notes) < _MOST_NOTES:
            self.notes[text] = None


def parse(text: str) -> Node | None:
    """The tree of `understand`; None where nothing is asked."""
    return understand(text).words


def understand(text: str) -> Understood:
    """Words (all of them), OR, AND, -word, NOT word, ( ), "phrase"~2, prefix*, fuzzy~, field:value, field:(a OR b).

    What names no field, or no number or date where one must stand, stays literal text and is noted. Past the limits
    above the rest is left out and that is noted.
    """
    reader = _Reader(list(_parts(text[:MOST_LETTERS])))
    if len(text) > MOST_LETTERS:
        reader.note(f"only the first {MOST_LETTERS} letters were read")
    groups: list[Node] = []
    while reader.peek() is not None:
        node = _alternatives(reader, 0, "")
        if node is not None:
            groups.append(node)
        if (part := reader.peek()) is not None and part["close"]:
            reader.at += 1
    return Understood(_all_of(groups, []), tuple(reader.notes), reader.expand)


def _parts(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or part.end() == at:
            at += 1
            continue
        at = part.end()
        yield part


def _alternatives(reader: _Reader, depth: int, inside: str) -> Node | None:
    """What stands between OR and OR, up to a closing bracket; `inside` is the field that the bracket belongs to."""
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
            node = _bracket(reader, part, depth, inside) if part["open"] else _leaf(reader, part, inside)
            if node is not None:
                (never if negated else must).append(node)
            negated = False
    alternatives += _closed(must, never)
    return alternatives[0] if len(alternatives) == 1 else Both(should=tuple(alternatives)) if alternatives else None


def _bracket(reader: _Reader, part: re.Match[str], depth: int, inside: str) -> Node | None:
    if depth >= DEEPEST:
        reader.note(f"brackets deeper than {DEEPEST} were left out")
        return None
    named = (part["field"] or "").lower()
    if named and named not in FIELDS:
        _no_field(reader, part["field"])
        named = ""
    node = _alternatives(reader, depth + 1, named or inside)
    if (closing := reader.peek()) is not None and closing["close"]:
        reader.at += 1
    return node


def _leaf(reader: _Reader, part: re.Match[str], inside: str) -> Leaf | None:
    typed, phrase, word = part["field"] or "", part["phrase"], part["word"] or ""
    named = typed.lower() or inside
    if named == EXPAND and typed and phrase is None:
        reader.expand = word.lower() in {"yes", "on", "true", "1"}
        return None
    reader.leaves += 1
    if reader.leaves > MOST_LEAVES:
        reader.note(f"only the first {MOST_LEAVES} words were read")
        return None
    if len(phrase or word) > MOST_WORD:
        reader.note(f"only the first {MOST_WORD} letters of a word or phrase were read")
    phrase, word = None if phrase is None else phrase[:MOST_WORD], word[:MOST_WORD]
    value = phrase if phrase is not None else word
    if named and named not in FIELDS:
        if not word.startswith("//"):  # an address is no field
            _no_field(reader, typed)
        return Word(f"{typed}:{value}"[:MOST_WORD])
    if phrase is not None and not phrase.strip() and named in FIELDS:
        reader.note(f"{named}: no value is given, so it was left out")
        return None
    if named in NUMBERS or named in MOMENTS:
        try:
            return span_of(named, value)
        except Impossible as fault:
            reader.note(f"{named}: {fault}; it was searched as text")
            return Word(f"{typed or named}:{value}"[:MOST_WORD])
    if phrase is not None:
        if re.search(r"\w\*", phrase):
            reader.note(f'"{phrase}": a star in quotes stands for itself, not for the rest of a word')
        return Word(phrase, _slop(part, named), named) if phrase.strip() else None
    return _word(reader, word, named)


def _slop(part: re.Match[str], named: str) -> int:
    return 0 if named in FACETS else min(int(part["slop"] or 0), MOST_SLOP)


def _word(reader: _Reader, word: str, named: str) -> Leaf | None:
    if word.endswith("*"):
        stem = word.rstrip("*")
        if len(stem) < SHORTEST_PREFIX:
            reader.note(f"{word}: a beginning needs {SHORTEST_PREFIX} letters; it was searched as a word")
            return Word(stem, field=named) if stem else None
        return Prefix(stem, named)
    if (tilde := re.search(r"~([0-9]*)$", word)) is not None:
        return _fuzzy(reader, word[: tilde.start()], tilde[1], named)
    if "*" in word:
        reader.note(f"{word}: a star stands for the rest of a word only at its end; it was searched as text")
    if not named and word[:-1].lower() in (*FIELDS, EXPAND) and word.endswith(":"):
        reader.note(f"{word} no value follows, so it was searched as text (write {word}VALUE, without a space)")
    return Word(word, field=named)


def _fuzzy(reader: _Reader, stem: str, letters: str, named: str) -> Leaf | None:
    if not stem:
        return None
    if named in FACETS:
        reader.note(f"{named}: values are not searched misspelt; it was searched as {stem}")
        return Word(stem, field=named)
    if len(stem) < SHORTEST_FUZZY:
        reader.note(f"{stem}~: a misspelt word needs {SHORTEST_FUZZY} letters; it was searched as {stem}")
        return Word(stem, field=named)
    if letters not in {"", "1"}:
        reader.note(f"{stem}~{letters}: one letter may differ, no more; it was searched as {stem}~")
    return Fuzzy(stem, named)


def _no_field(reader: _Reader, typed: str) -> None:
    near = nearest(typed)
    meant = f" (did you mean {near}?)" if near else ""
    reader.note(f"there is no field {typed}{meant}, so it was searched as text; fields are: {', '.join(FIELDS)}")


def _closed(must: list[Node], never: list[Node]) -> list[Node]:
    node = _all_of(must, never)
    return [] if node is None else [node]


def _all_of(must: list[Node], never: list[Node]) -> Node | None:
    if not must and not never:
        return None
    return must[0] if len(must) == 1 and not never else Both(must=tuple(must), never=tuple(never))
