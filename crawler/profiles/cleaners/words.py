"""Cleaners that turn texts into texts. Each takes all texts that were selected and gives those that remain."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_GAPS = re.compile(r"\n{3,}")
_SPLIT = re.compile(r"\s*(?:[,;|\n\u3001\uff0c\uff1b]|\s/\s|\s\u2022\s)\s*")
_EDGES = " \t\r\n:：-–—·•|,;"


def text(texts: list[str]) -> list[str]:
    """Each on one line, spaces folded."""
    return [_SPACES.sub(" ", said).strip() for said in texts]


def lines(texts: list[str]) -> list[str]:
    """Lines kept, spaces at their ends taken off, never more than one empty line in a row."""
    return [_GAPS.sub("\n\n", "\n".join(line.strip() for line in said.splitlines())).strip() for said in texts]


def join(texts: list[str]) -> list[str]:
    """All of them as one, a line each."""
    return ["\n".join(said for said in texts if said.strip())]


def last(texts: list[str]) -> list[str]:
    return [said for said in texts if said.strip()][-1:]


def lower(texts: list[str]) -> list[str]:
    return [said.lower() for said in texts]


def split(texts: list[str], at: str = "") -> list[str]:
    """Parts of each, at commas, semicolons, bars, spaced slashes and line ends, or at the text given."""
    parts = (said.split(at) if at else _SPLIT.split(said) for said in texts)
    return list(dict.fromkeys(part for said in parts for part in (p.strip(_EDGES) for p in said) if part))


def after(texts: list[str], label: str) -> list[str]:
    """What follows the label, in any case; texts without the label are dropped."""
    cut = (_parted(said, label) for said in texts)
    return [parts[1].strip(_EDGES) for parts in cut if parts]


def before(texts: list[str], mark: str) -> list[str]:
    """What precedes the mark; texts without it stay whole."""
    cut = ((_parted(said, mark), said) for said in texts)
    return [parts[0].strip() if parts else said for parts, said in cut]


def drop(texts: list[str], placeholder: str) -> list[str]:
    """Without those that say only this, as `N/A` where a market means that it says nothing."""
    return [said for said in texts if said.strip().casefold() != placeholder.strip().casefold()]


def _parted(said: str, mark: str) -> tuple[str, str] | None:
    found = re.search(re.escape(mark), said, re.IGNORECASE)
    return (said[: found.start()], said[found.end() :]) if found else None
