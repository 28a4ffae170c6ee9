"""The server's account of a score, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_DEEPEST = 12
_LINES = 200


def explained(said: Mapping[str, Any]) -> str:
    lines = list(_lines(said, 0))
    return "\n".join(lines[:_LINES] + (["…"] if len(lines) > _LINES else []))


def _lines(said: Mapping[str, Any], depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{float(said['value']):.4f}  {said['description']}"
    if depth < _DEEPEST:
        for part in said.get("details", ()):
            yield from _lines(part, depth + 1)
