"""What the heads of a table's columns call the cells of a row."""

from __future__ import annotations

import re

from crawler.readers.generic.box import Box
from crawler.readers.generic.labels import field_of


def columns_of(block: Box) -> dict[int, str]:
    """Where the block is a table's row: what the heads of its columns name, by place."""
    table = block.parent if block.tag == "tr" else None
    if table is not None and table.tag in ("tbody", "thead") and table.parent is not None:
        table = table.parent
    if table is None:
        return {}
    rows = [b for part in _first(table) for b in ([part] if part.tag == "tr" else _first(part))]
    head = rows[0] if rows and rows[0] is not block else None
    return {at: name for at, cell in enumerate(head.boxes) if (name := _head_field(cell.flat))} if head else {}


def _first(box: Box) -> list[Box]:
    return [part for part in box.inside[:6] if not isinstance(part, str)]


def _head_field(text: str) -> str:
    return field_of(text) or field_of(re.split(r"\s*[/|&]\s*", text)[0])
