"""Zcash beyond its legacy forms: sapling, transparent-source-only (ZIP 320) and unified addresses (ZIP 316)."""

from __future__ import annotations

import hashlib

from nlp.coins import bech32

# ZIP 316: what a unified address may hold, by typecode: transparent p2pkh and p2sh, sapling, orchard.
_RECEIVERS = {0: 20, 1: 20, 2: 43, 3: 43}
_LAST_KIND = 0x02000000
_PADDING = b"u".ljust(16, b"\0")
_LEFT_LIMIT = 64  # bytes of the left half, and of one hash of the Feistel rounds


def shielded(text: str) -> str | None:
    """The form of the address, or None."""
    decoded = bech32.decode(text)
    raw = bech32.to_bytes(decoded[1]) if decoded else None
    if not decoded or raw is None:
        return None
    prefix, _, variant = decoded
    if (prefix, variant, len(raw)) == ("zs", "bech32", 43):
        return "sapling"
    if (prefix, variant, len(raw)) == ("tex", "bech32m", 20):
        return "tex"
    if (prefix, variant) == ("u", "bech32m") and 48 <= len(raw) <= 600 and _receivers(_unjumbled(raw)):
        return "unified"
    return None


def _receivers(raw: bytes) -> bool:
    """Whether typed receivers in rising order fill the bytes before the padding, one of them shielded."""
    if not raw.endswith(_PADDING):
        return False
    at, end, last, shielded = 0, len(raw) - len(_PADDING), -1, 0
    while at < end:
        kind, at = _compact(raw, at)
        size, at = _compact(raw, at)
        if kind <= last or kind > _LAST_KIND or _RECEIVERS.get(kind, size) != size or (last, kind) == (0, 1):
            return False
        last, shielded, at = kind, shielded + (kind >= 2), at + size
    return at == end and shielded > 0


def _compact(raw: bytes, at: int) -> tuple[int, int]:
    """Bitcoin's number of one, three or more bytes, and where the next begins; past the end it says so by its place."""
    width = {0xFD: 2, 0xFE: 4, 0xFF: 8}.get(raw[at], 0) if at < len(raw) else 0
    number = int.from_bytes(raw[at + 1 : at + 1 + width], "little") if width else int.from_bytes(raw[at : at + 1])
    return number, at + 1 + width


def _unjumbled(raw: bytes) -> bytes:
    """The inverse of F4Jumble: four unkeyed Feistel rounds, so that any change spreads over the whole."""
    size = min(_LEFT_LIMIT, len(raw) // 2)
    left, right = raw[:size], raw[size:]
    left = _mixed(left, _short(1, right, size))
    right = _mixed(right, _long(1, left, len(right)))
    left = _mixed(left, _short(0, right, size))
    right = _mixed(right, _long(0, left, len(right)))
    return left + right


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _short(turn: int, raw: bytes, size: int) -> bytes:
    return hashlib.blake2b(raw, digest_size=size, person=b"UA_F4Jumble_H" + bytes([turn, 0, 0])).digest()


def _long(turn: int, raw: bytes, size: int) -> bytes:
    blocks = range(-(-size // _LEFT_LIMIT))
    stream = b"".join(
        hashlib.blake2b(raw, person=b"UA_F4Jumble_G" + bytes([turn]) + block.to_bytes(2, "little")).digest()
        for block in blocks
    )
    return stream[:size]
