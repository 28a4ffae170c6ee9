"""The names of a substance added to its plain word, its members to a class. Whoever asks brings the names."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from tidewaiter.search.question.tree import Both, Node, Word

# Words, phrases and ranges of a whole question with its names. Each is a clause for the title and one for the body, and
# Elasticsearch takes 16,384 clauses with 8 GB of memory, fewer with less; no substance has more than some 620 names.
MOST_WIDENED = 2_000

Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Widened:
    """A question with names: what was `added` to which word, and how many names of it were `left` out."""

    words: Node | None
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left: Mapping[str, int] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person is told of it."""
        return tuple(
            f"{word}: also {', '.join(others) or 'no name'}"
            + (f", and {self.left[word]} more left out" if word in self.left else "")
            for word, others in self.added.items()
        )


def with_names(node: Node | None, names: Names) -> Widened:
    """Each plain word that names a substance becomes any of its names.

    A name that two have is the later one's, but never what another is listed under. Past MOST_WIDENED names are left
    out: of each substance alike, and of each script in turn, so that no language is cut because it stands last. What is
    said twice side by side is asked once.
    """
    meant = {name.casefold(): substance for substance, known in names.items() for name in known}
    meant |= {substance.casefold(): substance for substance in names}
    wide: dict[str, tuple[str, ...]] = {}

    def others(word: Word) -> tuple[str, ...]:
        if word.field or (substance := meant.get(word.text.casefold())) is None:
            return ()
        if word.text not in wide:
            known = dict.fromkeys((substance, *names[substance]))
            wide[word.text] = tuple(name for name in known if name.casefold() != word.text.casefold())
        return wide[word.text]

    plain = _once(node, lambda leaf: isinstance(leaf, Word) and bool(others(leaf)))
    times = Counter(leaf.text for leaf in _all(plain) if isinstance(leaf, Word) and others(leaf))
    room = MOST_WIDENED - sum(1 for _ in _all(plain))
    added = {word: _chosen(wide[word], most) for word, most in _shares(times, wide, room).items()}
    left = {word: len(wide[word]) - len(some) for word, some in added.items() if len(some) < len(wide[word])}
    return Widened(_widened(plain, added), added, left)


def with_members(node: Node | None, field: str, groups: Names) -> Widened:
    """Each value of `field` that names a group becomes any of its members: a class of substances is none itself."""
    added: dict[str, tuple[str, ...]] = {}

    def widened(part: Node) -> Node:
        if isinstance(part, Both):
            sides = {side: tuple(map(widened, getattr(part, side))) for side in ("must", "should", "never")}
            return replace(part, **sides)  # type: ignore[arg-type]
        if not isinstance(part, Word) or part.field != field or (members := groups.get(part.text.casefold())) is None:
            return part
        added[f"{field}:{part.text}"] = tuple(members)
        return Both(should=(part, *(Word(name, field=field) for name in members)))

    return Widened(None if node is None else widened(node), added)


def _shares(times: Mapping[str, int], wide: Mapping[str, Sequence[str]], room: int) -> dict[str, int]:
    """How many names each word takes: those with few take all of theirs, and what is left is shared by the others."""
    shares = dict.fromkeys(times, 0)
    waiting = sum(times.values())
    for word in sorted(times, key=lambda one: len(wide[one])):
        shares[word] = min(len(wide[word]), max(0, room // waiting))
        room -= shares[word] * times[word]
        waiting -= times[word]
    return shares


def _chosen(known: Sequence[str], most: int) -> tuple[str, ...]:
    """The first of each script, then the second of each, in the order in which they are known."""
    if len(known) <= most:
        return tuple(known)
    scripts: dict[str, list[str]] = {}
    for name in known:
        scripts.setdefault(_script(name), []).append(name)
    turns = [name for turn in zip_longest(*scripts.values()) for name in turn if name is not None]
    kept = set(turns[:most])
    return tuple(name for name in known if name in kept)


def _script(name: str) -> str:
    """Of its first letter: LATIN, HANGUL, CJK, HIRAGANA, THAI, …"""
    letter = next((one for one in name if one.isalpha()), name[:1])
    return unicodedata.name(letter, "").partition(" ")[0]


def _all(node: Node | None) -> Iterator[Node]:
    """Every leaf, the negated ones too: each is a clause of the index's query."""
    if isinstance(node, Both):
        for part in (*node.must, *node.should, *node.never):
            yield from _all(part)
    elif node is not None:
        yield node


def _once(node: Node | None, named: Callable[[Node], bool]) -> Node | None:
    """The tree without a named word that stands beside itself."""
    if not isinstance(node, Both):
        return node
    sides: dict[str, tuple[Node, ...]] = {}
    for side in ("must", "should", "never"):
        parts = [part for one in getattr(node, side) if (part := _once(one, named)) is not None]
        sides[side] = tuple(part for at, part in enumerate(parts) if not (named(part) and part in parts[:at]))
    return replace(node, **sides)  # type: ignore[arg-type]


def _widened(node: Node | None, added: Mapping[str, tuple[str, ...]]) -> Node | None:
    if isinstance(node, Both):
        sides = {
            side: tuple(_widened(part, added) for part in getattr(node, side)) for side in ("must", "should", "never")
        }
        return replace(node, **sides)  # type: ignore[arg-type]
    if not isinstance(node, Word) or node.field or not added.get(node.text):
        return node
    return Both(should=(node, *(Word(name) for name in added[node.text])))
