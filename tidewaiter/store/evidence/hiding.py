"""Session secrets become salted digests before a head is written.

Each cookie pair is hidden as a whole, name and all: a malformed cookie without a name would else show its value as a
name. The same pair gives the same digest under the same salt, so one can still see that two requests used one session.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

REQUEST_SECRETS = frozenset({"cookie", "cookie2", "authorization", "proxy-authorization"})
RESPONSE_SECRETS = frozenset({"set-cookie", "set-cookie2"})
MARK = "hidden:"

_ATTRIBUTES = frozenset("expires max-age domain path secure httponly samesite partitioned priority version".split())
_DIGEST_LETTERS = 32  # 128 bits: enough to tell sessions apart, and the salt keeps the value from being guessed


@dataclass(frozen=True, slots=True)
class Hidden:
    """The head that may be written, and the names of the headers whose values were hidden in it."""

    headers: tuple[tuple[str, str], ...]
    names: tuple[str, ...]


def hide_secrets(headers: Sequence[tuple[str, str]], salt: bytes, *, names: frozenset[str] = REQUEST_SECRETS) -> Hidden:
    """Hide the values of `names` (lower case). Nothing of a hidden value, not even its length, is left."""
    shown: list[tuple[str, str]] = []
    found: list[str] = []
    for name, value in headers:
        low = name.strip().lower()
        if low in names:
            found.append(low)
            value = _hidden(low, value, salt)
        shown.append((name, value))
    return Hidden(tuple(shown), tuple(dict.fromkeys(found)))


def _hidden(name: str, value: str, salt: bytes) -> str:
    if name in {"authorization", "proxy-authorization"}:
        return _digest(value, salt)
    pairs = [pair.strip() for pair in value.split(";") if pair.strip()]
    if name in RESPONSE_SECRETS:
        # The attributes say how far the server meant the cookie to reach, which is evidence and no secret.
        return "; ".join(p if n and _is_attribute(p) else _digest(p, salt) for n, p in enumerate(pairs))
    return "; ".join(_digest(pair, salt) for pair in pairs)


def _is_attribute(pair: str) -> bool:
    return pair.split("=", 1)[0].strip().lower() in _ATTRIBUTES


def _digest(secret: str, salt: bytes) -> str:
    whole = hmac.new(salt, secret.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return MARK + whole.hexdigest()[:_DIGEST_LETTERS]
