"""The names of a substance added to its plain word. Whoever asks brings the names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tidewaiter.search.question.tree import Both, Node, Word

MOST_NAMES = 60  # of one substance; a question stays below what an index takes

Names = Mapping[str, Sequence[str]]


def with_names(node: Node | None, names: Names) -> tuple[Node | None, dict[str, tuple[str, ...]]]:
    """The question with each word that names a substance widened to all its names, and what was added to which word."""
    meant = {name.casefold(): substance for substance, known in names.items() for name in (substance, *known)}
    added: dict[str, tuple[str, ...]] = {}
    return _widened(node, names, meant, added), added


def _widened(
    node: Node | None, names: Names, meant: Mapping[str, str], added: dict[str, tuple[str, ...]]
) -> Node | None:
    if isinstance(node, Both):
        parts = {
            side: tuple(_widened(part, names, meant, added) for part in getattr(node, side))
            for side in ("must", "should", "never")
        }
        return replace(node, **parts)  # type: ignore[arg-type]
    if not isinstance(node, Word) or node.field or (substance := meant.get(node.text.casefold())) is None:
        return node
    known = (substance, *names[substance])
    others = tuple(name for name in dict.fromkeys(known) if name.casefold() != node.text.casefold())[:MOST_NAMES]
    if not others:
        return node
    added[node.text] = others
    return Both(should=(node, *(Word(name) for name in others)))
