"""One line of the ledger: canonical JSON, chained by hash. Pure: no file, no clock."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tidewaiter.model.times import stamp

GENESIS = "0" * 64
LINE_LIMIT = 64 << 20  # a longer line is refused, so that a ledger without line ends cannot fill memory
_HASH = re.compile(r"[0-9a-f]{64}")
_KEYS = ["action", "at", "facts", "hash", "host", "person", "prev", "seq"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be entered. Facts hold text, whole numbers, truth values, None, lists and mappings: no floats."""

    action: str
    at: datetime
    person: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    seq: int
    hash: str
    prev: str
    action: str
    at: str
    person: str
    host: str
    facts: Mapping[str, Any]


def canonical(thing: object) -> bytes:
    """The one way to write it: sorted keys, no spaces, ASCII (lone surrogates of hostile text stay escapes)."""
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def write_line(draft: Draft, *, seq: int, prev: str, host: str) -> tuple[Entry, bytes]:
    """The entry and its line, its end included. Raises TypeError for facts that have no one way to be written."""
    whole: dict[str, Any] = {
        "action": draft.action, "at": stamp(draft.at), "facts": _plain(draft.facts, "facts"), "host": host,
        "person": draft.person, "prev": prev, "seq": seq,
    }  # fmt: skip
    whole["hash"] = hashlib.sha256(canonical(whole)).hexdigest()
    line = canonical(whole) + b"\n"
    if len(line) > LINE_LIMIT:
        raise ValueError(f"a ledger entry of {len(line)} bytes; {LINE_LIMIT} is the limit")
    return Entry(**whole), line


def read_line(line: bytes) -> Entry:
    """The entry of a line as it stands in the file. Raises ValueError, saying why, unless every byte of it holds."""
    if not line.endswith(b"\n"):
        raise ValueError("torn: no line end")
    whole = _loaded(line)
    stated = whole.pop("hash")
    try:
        unsigned, signed = canonical(whole), canonical(whole | {"hash": stated})
    except (ValueError, RecursionError):
        raise ValueError("not an entry: a value that no entry holds") from None
    if hashlib.sha256(unsigned).hexdigest() != stated:
        raise ValueError("altered: its hash does not hold")
    if signed + b"\n" != line:
        raise ValueError("altered: not in canonical form")
    return Entry(hash=stated, **whole)


def _loaded(line: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(whole, dict) or sorted(whole) != _KEYS:
        raise ValueError("not an entry: other keys than an entry has")
    texts = all(isinstance(whole[key], str) for key in ("action", "at", "hash", "host", "person", "prev"))
    if not (texts and type(whole["seq"]) is int and isinstance(whole["facts"], dict)):
        raise ValueError("not an entry: a value of another kind than an entry has")
    if not (_HASH.fullmatch(whole["prev"]) and _HASH.fullmatch(whole["hash"])):
        raise ValueError("not an entry: no SHA-256")
    return whole


def _plain(value: object, where: str) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError(f"a ledger entry's keys are text: {where}")
        return {key: _plain(inner, f"{where}.{key}") for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, f"{where}[{n}]") for n, inner in enumerate(value)]
    raise TypeError(f"{type(value).__name__} has no one way to be written in a ledger: {where}; give it as text")
