"""The tree of a question in the language of FTS5's MATCH."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence

from tidewaiter.search.analysis import spaceless, words
from tidewaiter.search.question.tree import Both, Fuzzy, Node, Prefix, Range, Word

# Of candidate words those that stand in the index.
Known = Callable[[Sequence[str]], Sequence[str]]


class Impossible(Exception):
    """What FTS5 has no way to do."""


def match(node: Node, known: Known) -> str:
    """Every word is quoted: nothing typed is read as syntax."""
    if isinstance(node, Both):
        return _both(node, known)
    if isinstance(node, Range) or node.field:
        raise Impossible("a field inside the words")
    tokens = words(node.text)
    if any(map(spaceless, tokens)):
        raise Impossible("no word inside running text: unicode61 keeps a run of letters whole, trigram needs three")
    if isinstance(node, Fuzzy):
        # Not of FTS5 itself: the words one letter away are made, looked up in fts5vocab, and asked for together.
        return " AND ".join(f"({_any(known(sorted(edits(token))))})" for token in tokens)
    if isinstance(node, Word) and node.slop:
        raise Impossible("no phrase with words moved")
    return f'"{" ".join(tokens)}"' + (" *" if isinstance(node, Prefix) else "")


def edits(word: str) -> set[str]:
    """One letter more, less, other, or two swapped, and the word itself."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = string.ascii_lowercase
    return (
        {a + b[1:] for a, b in parts if b}
        | {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
        | {a + c + b[1:] for a, b in parts if b for c in letters}
        | {a + c + b for a, b in parts for c in letters}
    )


def _both(node: Both, known: Known) -> str:
    must = [match(part, known) for part in node.must]
    if node.should:
        must.append(" OR ".join(match(part, known) for part in node.should))
    if not must:
        raise Impossible("nothing but words to leave out")
    wanted = " AND ".join(f"({part})" for part in must)
    never = " OR ".join(f"({match(part, known)})" for part in node.never)
    return f"({wanted}) NOT ({never})" if never else wanted


def _any(found: Sequence[str]) -> str:
    return " OR ".join(f'"{one}"' for one in found) or '"\N{SNOWMAN}none"'
