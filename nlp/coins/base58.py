"""Base58 with its checksums: Bitcoin's, Ripple's alphabet, Monero's blocks."""

from __future__ import annotations

import hashlib

BITCOIN = {char: at for at, char in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")}
RIPPLE = {char: at for at, char in enumerate("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz")}
_BLOCK_BYTES = {0: 0, 2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}  # Monero: characters of a block to bytes


def decode(text: str, alphabet: dict[str, int] = BITCOIN) -> bytes | None:
    number = 0
    for char in text:
        digit = alphabet.get(char)
        if digit is None:
            return None
        number = number * 58 + digit
    zero = next(char for char, at in alphabet.items() if at == 0)
    leading = len(text) - len(text.lstrip(zero))
    return b"\0" * leading + number.to_bytes((number.bit_length() + 7) // 8, "big")


def decode_checked(text: str, alphabet: dict[str, int] = BITCOIN) -> bytes | None:
    """The payload without its four bytes of checksum; None where they do not agree."""
    raw = decode(text, alphabet)
    if raw is None or len(raw) < 5:
        return None
    body, check = raw[:-4], raw[-4:]
    return body if hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4] == check else None


def decode_blocks(text: str) -> bytes | None:
    """Monero's form: blocks of eleven characters, each eight bytes."""
    out = b""
    for at in range(0, len(text), 11):
        block = text[at : at + 11]
        size = _BLOCK_BYTES.get(len(block))
        number = 0
        for char in block:
            digit = BITCOIN.get(char)
            if digit is None:
                return None
            number = number * 58 + digit
        if size is None or number >> (8 * size):
            return None
        out += number.to_bytes(size, "big")
    return out
