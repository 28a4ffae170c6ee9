"""Cardano: Shelley addresses in bech32 (CIP 19), Byron ones as CBOR with a CRC in base58. Main network only."""

from __future__ import annotations

import zlib

from nlp.coins import base58, bech32

_MAIN = 1
# CIP 19: kind of address, by the first half byte, to its bytes; pointers (4, 5) end in three numbers of any length.
# 8 is not in bech32 by the standard, but wallets write and read it.
_SIZES = {0: 57, 1: 57, 2: 57, 3: 57, 6: 29, 7: 29, 8: 57}
_FORMS = {4: "pointer", 5: "pointer", 6: "enterprise", 7: "enterprise"}
_BYRON_HEAD = b"\x82\xd8\x18\x58"  # a list of two: CBOR bytes of up to 255, then their CRC
_BYRON_ROOT = b"\x83\x58\x1c"  # a list of three: hash of 28 bytes, attributes, kind


def shelley(text: str) -> str | None:
    """The form of the address, or None."""
    decoded = bech32.decode(text)
    raw = bech32.to_bytes(decoded[1]) if decoded and decoded[2] == "bech32" else None
    if not decoded or not raw or raw[0] & 15 != _MAIN:
        return None
    kind = raw[0] >> 4
    if decoded[0] == "stake":
        return "stake" if kind in (14, 15) and len(raw) == 29 else None
    if decoded[0] != "addr":
        return None
    if kind in (4, 5):
        return "pointer" if 32 <= len(raw) <= 59 and not raw[-1] & 0x80 else None
    return _FORMS.get(kind, "base") if _SIZES.get(kind) == len(raw) else None


def byron(text: str) -> str | None:
    """`byron` where the CRC agrees and no attribute names a test network."""
    raw = base58.decode(text)
    if not raw or len(raw) < 40 or raw[:4] != _BYRON_HEAD:
        return None
    payload, check = raw[5 : 5 + raw[4]], raw[5 + raw[4] :]
    crc = zlib.crc32(payload)
    written = next((crc.to_bytes(4, "big")[4 - size :] for size in (1, 2, 4) if crc < 1 << 8 * size), b"")
    mark = {1: b"\x18", 2: b"\x19", 4: b"\x1a"}[len(written)]
    if len(payload) != raw[4] or check != mark + written or payload[:3] != _BYRON_ROOT:
        return None
    attributes = payload[31:]
    return "byron" if attributes[:1] == b"\xa0" or attributes[:2] == b"\xa1\x01" else None
