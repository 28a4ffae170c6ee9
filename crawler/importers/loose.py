"""Values of JSON that nobody vouches for: what they are taken for, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def as_map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
