"""Mentions laid over the text that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tidewaiter.model.mention import Mention


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and the mentions that cover it: none, or several that overlap."""

    text: str
    mentions: tuple[Mention, ...] = ()

    @property
    def reason(self) -> str:
        """What is said of it and why, for whoever points at it."""
        return "; ".join(f"{one.kind}: {said(one)} ({one.status}, {by(one)})" for one in self.mentions)


def said(one: Mention) -> str:
    """The value of a mention in a few words."""
    return "-".join(map(str, one.value)) if isinstance(one.value, tuple) else str(one.value)


def by(one: Mention) -> str:
    """Its rule without the version, which is the same on every line."""
    return one.rule.removeprefix("rule:").partition("@")[0]


def pieces(text: str, mentions: Sequence[Mention], *, place: str = "text") -> list[Piece]:
    """The text cut where mentions begin and end; those whose words do not stand there are left out, never misplaced."""
    standing = [
        one for one in mentions if one.place == place and one.raw and text[one.start : one.end] == one.raw
    ]  # fmt: skip
    edges = sorted({0, len(text), *(edge for one in standing for edge in (one.start, one.end))})
    begin: dict[int, list[Mention]] = {}
    for one in standing:
        begin.setdefault(one.start, []).append(one)
    found, covering = [], list[Mention]()
    for start, end in pairwise(edges):
        covering = [one for one in covering if one.end > start] + begin.get(start, [])
        found.append(Piece(text[start:end], tuple(covering)))
    return found


def words_changed(before: str, after: str, *, most: int = 1_500) -> list[tuple[str, str]]:
    """Both texts as one: ("same" | "gone" | "new", words). Past so many words they are shown one after the other."""
    from difflib import SequenceMatcher  # only here, and only for texts that changed

    old, new = before.split(), after.split()
    if len(old) + len(new) > most:
        return [("gone", before), ("new", after)]
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", " ".join(old[a:b])))
            continue
        found += [("gone", " ".join(old[a:b]))] * (b > a) + [("new", " ".join(new[c:d]))] * (d > c)
    return found
