"""A profile written as YAML, as a person would: short mappings on one line, remarks above what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from crawler.drafting.saying import Words

Steps = tuple[str | int, ...]
Remarks = Mapping[Steps, Sequence[str]]
_PLAIN = re.compile(r"[A-Za-z0-9_À-￿](?:[\w ./+()-]*[\w)])?")
_WIDTH = 118
_OPEN = frozenset({"pages", "statements", "fields", "follow", "rows", "expect", "filled", "aliases"})


def written(words: Mapping[str, Words], remarks: Remarks | None = None, *, head: Sequence[str] = ()) -> str:
    """The text of a profile. `remarks` stand as comments above the key or entry at their place."""
    lines = [*_comments(head, ""), *_mapping(words, (), "", remarks or {})]
    return "\n".join(lines) + "\n"


def _mapping(words: Mapping[str, Words], steps: Steps, indent: str, remarks: Remarks) -> Iterator[str]:
    for name, value in words.items():
        here = (*steps, name)
        if not steps and name in ("pages", "follow", "expect"):
            yield ""
        yield from _comments(remarks.get(here, ()), indent)
        yield from _keyed(name, value, here, indent=indent, remarks=remarks)


def _keyed(name: str, value: Words, here: Steps, *, indent: str, remarks: Remarks) -> Iterator[str]:
    if isinstance(value, str) and "\n" in value:
        yield f"{indent}{_scalar(name)}: |"
        yield from (f"{indent}  {line}" for line in value.rstrip().splitlines())
        return
    inner = f"{indent}  "
    if not value or not (name in _OPEN and isinstance(value, dict | list)):
        flat = f"{indent}{_scalar(name)}: {flow(value)}"
        if len(flat) <= _WIDTH or isinstance(value, str) or not value:
            yield flat
            return
    yield f"{indent}{_scalar(name)}:"
    if isinstance(value, dict):
        yield from _mapping(value, here, inner, remarks)
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _entry(one, (*here, n), inner, remarks)


def _entry(value: Words, here: Steps, indent: str, remarks: Remarks) -> Iterator[str]:
    yield from _comments(remarks.get(here, ()), indent)
    flat = f"{indent}- {flow(value)}"
    if not isinstance(value, dict) or (len(flat) <= _WIDTH and not _OPEN & value.keys() and "when" not in value):
        yield flat
        return
    lines = list(_mapping(value, here, f"{indent}  ", remarks))
    first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from lines[:first]
    yield f"{indent}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]


def flow(value: Words) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(name)}: {flow(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return _scalar(value)


def _scalar(text: str) -> str:
    """Plain where no reader could take it for anything else, quoted otherwise."""
    if _PLAIN.fullmatch(text) and not text.endswith(" "):
        return text
    if all(letter.isprintable() for letter in text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def _comments(lines: Sequence[str], indent: str) -> Iterator[str]:
    """Collected text may stand in remarks: nothing of it ends its line."""
    for line in lines:
        said = "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
        yield f"{indent}# {said}"[:400]
