"""Time-based one-time codes (RFC 6238 over RFC 4226): the second factor of a sign-in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tidewaiter.model.errors import StoreFailed

STEP = 30  # seconds; what every authenticator takes
DIGITS = 6
_ASIDE = 1  # steps before and after: clocks differ, and typing takes time
_NONCE = 12


def new_secret() -> bytes:
    """160 bits, as RFC 4226 asks for."""
    return secrets.token_bytes(20)


def code(secret: bytes, step: int, *, digits: int = DIGITS) -> str:
    """The code of a step of time."""
    hash_ = hmac.digest(secret, step.to_bytes(8, "big"), hashlib.sha1)
    at = hash_[-1] & 15
    number = int.from_bytes(hash_[at : at + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**digits:0{digits}d}"


def step_of(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def matching_step(secret: bytes, typed: str, at: datetime, *, after: int) -> int | None:
    """The step whose code was typed, of now or the steps beside it; never one that was taken before."""
    now = step_of(at)
    plain = "".join(typed.split())
    same = [
        step
        for step in range(now - _ASIDE, now + _ASIDE + 1)
        if hmac.compare_digest(code(secret, step).encode(), plain.encode("utf-8", "replace")) and step > after
    ]
    return same[0] if same else None


def spelled(secret: bytes) -> str:
    """The secret as a person types it into an authenticator: base32 in groups of four."""
    plain = base64.b32encode(secret).decode("ascii")
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def address(secret: bytes, name: str) -> str:
    """The secret as an authenticator takes it from a link."""
    plain = base64.b32encode(secret).decode("ascii")
    return f"otpauth://totp/Tidewaiter:{quote(name, safe='')}?secret={plain}&issuer=Tidewaiter"


def sealed(key: bytes, secret: bytes, name: str) -> bytes:
    """The secret as the database keeps it: of no use without the workspace's key, nor for another name."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, secret, name.encode("utf-8"))


def opened(key: bytes, kept: bytes, name: str) -> bytes:
    """Raises StoreFailed where the key is another than that which sealed it."""
    try:
        return AESGCM(key).decrypt(kept[:_NONCE], kept[_NONCE:], name.encode("utf-8"))
    except InvalidTag as fault:
        todo = "bring secrets/desk.key back from the backup, or let it be set up anew: tidewaiter person forget-code"
        raise StoreFailed(f"the second factor of {name} does not open", where="secrets/desk.key", todo=todo) from fault
