"""Bech32, bech32m and cashaddr: BCH codes over 32 letters."""

from __future__ import annotations

from collections.abc import Iterable

_LETTERS = {char: at for at, char in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_BECH32 = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CASH = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_CASH_SIZES = (20, 24, 28, 32, 40, 48, 56, 64)
_VARIANTS = {1: "bech32", 0x2BC830A3: "bech32m"}


def _remainder(values: Iterable[int], generator: tuple[int, ...], top: int) -> int:
    checksum, low = 1, (1 << top) - 1
    for value in values:
        over = checksum >> top
        checksum = (checksum & low) << 5 ^ value
        for bit, factor in enumerate(generator):
            if over >> bit & 1:
                checksum ^= factor
    return checksum


def _values(text: str) -> list[int] | None:
    values = [_LETTERS.get(char, -1) for char in text]
    return None if -1 in values else values


def decode(text: str) -> tuple[str, list[int], str] | None:
    """Prefix, five-bit values without checksum, and the variant that the checksum is of."""
    if text not in (text.lower(), text.upper()):
        return None
    prefix, one, tail = text.lower().rpartition("1")
    values = _values(tail)
    if not one or not prefix or values is None or len(values) < 6:
        return None
    head = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    variant = _VARIANTS.get(_remainder(head + values, _BECH32, 25))
    return (prefix, values[:-6], variant) if variant else None


def to_bytes(values: list[int]) -> bytes | None:
    """Eight-bit bytes; None where the padding is too long or not zero."""
    buffer = bits = 0
    out = bytearray()
    for value in values:
        buffer, bits = buffer << 5 | value, bits + 5
        if bits >= 8:
            bits -= 8
            out.append(buffer >> bits & 255)
            buffer &= (1 << bits) - 1
    return None if bits >= 5 or buffer else bytes(out)


def segwit(text: str, prefix: str) -> str | None:
    """The form of a witness address: version 0 in bech32, 1 to 16 in bech32m (BIP 350), at most 90 characters."""
    decoded = decode(text) if len(text) <= 90 else None
    if not decoded or decoded[0] != prefix or not decoded[1]:
        return None
    version, program = decoded[1][0], to_bytes(decoded[1][1:])
    if program is None or version > 16 or not 2 <= len(program) <= 40:
        return None
    if version == 0:
        form = {20: "p2wpkh", 32: "p2wsh"}.get(len(program))
        return form if decoded[2] == "bech32" else None
    if decoded[2] != "bech32m":
        return None
    return "p2tr" if (version, len(program)) == (1, 32) else f"witness-v{version}"


def cash(text: str, *, prefix: str = "bitcoincash") -> str | None:
    """p2pkh or p2sh of a Bitcoin Cash address, with or without its prefix."""
    if text not in (text.lower(), text.upper()):
        return None
    given, _, tail = text.lower().rpartition(":")
    values = _values(tail)
    if given not in ("", prefix) or not values or len(values) < 10:
        return None
    if _remainder([ord(char) & 31 for char in prefix] + [0] + values, _CASH, 35) != 1:
        return None
    raw = to_bytes(values[:-8])
    if not raw or raw[0] & 0x80 or len(raw) - 1 != _CASH_SIZES[raw[0] & 7]:
        return None
    return {0: "p2pkh", 1: "p2sh", 2: "p2pkh-token", 3: "p2sh-token"}.get(raw[0] >> 3, f"type-{raw[0] >> 3}")
