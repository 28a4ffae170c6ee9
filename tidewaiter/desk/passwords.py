"""Passwords as they are kept: by scrypt, with the parameters beside the hash so that they can grow."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading

from tidewaiter.model.errors import TidewaiterError, WrongUse

SHORTEST, LONGEST = (
    12,
    1024,
)  # letters; NIST SP 800-63B asks for 8 where there is a second factor, 15 where there is none
_DIFFERENT = 5  # letters at least: "aaaaaaaaaaaa" is none
# The OWASP cheat sheet counts n=2^15, r=8, p=3 as strong as n=2^17, p=1, at 32 MiB instead of 128.
_COST, _BLOCK, _PARALLEL = 15, 8, 3
_TURN = threading.Semaphore(2)  # hashes at once: each holds 32 MiB and one core
_PATIENCE = 1.0  # seconds to wait for a turn: whoever waits holds one of the console's few threads


class Busy(TidewaiterError):
    """Too many passwords are looked at just now: nothing was tried."""


def hashed(password: str) -> str:
    """A new hash of the password, salted."""
    salt = secrets.token_bytes(16)
    return _kept(salt, _scrypt(password, salt, _COST, p=_PARALLEL))


def matches(password: str, kept: str) -> bool:
    """Whether the hash is of this password. It takes as long for one that is not."""
    _, cost, _, parallel, salt, hash_ = kept.split("$")
    return hmac.compare_digest(_scrypt(password, _bytes(salt), int(cost), p=int(parallel)), _bytes(hash_))


def sound(password: str, name: str) -> str:
    """The password, if it is good enough. Raises WrongUse, which says what it lacks."""
    todo = "take a few words that nobody would put together"
    if not SHORTEST <= len(password) <= LONGEST:
        raise WrongUse(f"a password has {SHORTEST} letters or more", todo=todo)
    if len(set(password)) < _DIFFERENT:
        raise WrongUse("the password is the same few letters again and again", todo=todo)
    if len(name) > 2 and name.casefold() in password.casefold():
        raise WrongUse("the password holds the name", todo=todo)
    return password


def _scrypt(password: str, salt: bytes, cost: int, *, p: int) -> bytes:
    if not _TURN.acquire(timeout=_PATIENCE):
        raise Busy("many people sign in just now", todo="try again in a moment")
    try:
        return hashlib.scrypt(
            password.encode("utf-8", "surrogatepass")[: 4 * LONGEST], salt=salt, n=1 << cost, r=_BLOCK, p=p,
            maxmem=1 << 28, dklen=32,
        )  # fmt: skip
    finally:
        _TURN.release()


def _kept(salt: bytes, hash_: bytes) -> str:
    return "$".join(["scrypt", str(_COST), str(_BLOCK), str(_PARALLEL), _text(salt), _text(hash_)])


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii"))


# Compared where a name is unknown, so that this cannot be told by the time; no password has a hash of zeros.
NOBODYS = _kept(bytes(16), bytes(32))
