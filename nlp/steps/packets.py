"""OpenPGP armour and packets, as much as naming a key needs. Any damage is a ValueError, nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

LIMIT = 1 << 20  # bytes of one block; real keys are under 100 KB
_HEADER = re.compile(
    r"^[ \t\xa0]*(?:Version|Comment|MessageID|Hash|Charset)[ \t]*:(?:(?![A-Za-z0-9+/]{48})[^\n])*$", re.M | re.I
)
_FLAT_HEADER = re.compile(r"^\s*(?:(?:Version|Comment)\s*:(?:(?!\s[A-Za-z0-9+/]{60}).){0,200}\s)+", re.I)
_CHECKSUM = re.compile(r"(?:^|\s)=([A-Za-z0-9+/]{4})(?=\s|$)")
_ALGORITHMS = {
    1: "RSA", 2: "RSA", 3: "RSA", 16: "ElGamal", 17: "DSA", 18: "ECDH", 19: "ECDSA", 22: "EdDSA",
    25: "X25519", 26: "X448", 27: "Ed25519", 28: "Ed448",
}  # fmt: skip


def _crc_table() -> list[int]:
    table = []
    for byte in range(256):
        crc = byte << 16
        for _ in range(8):
            crc = crc << 1 ^ (0x1864CFB if crc & 0x800000 else 0)
        table.append(crc & 0xFFFFFF)
    return table


_CRC = _crc_table()


@dataclass(frozen=True, slots=True)
class Key:
    """A primary public key. `sound` says that the armour's checksum was there and good, and every packet was whole."""

    fingerprint: str
    version: int
    algorithm: str
    created: int
    users: tuple[str, ...]
    sound: bool


def crc24(raw: bytes) -> int:
    crc = 0xB704CE
    for byte in raw:
        crc = (crc << 8 & 0xFFFFFF) ^ _CRC[(crc >> 16) ^ byte]
    return crc


def dearmour(body: str) -> tuple[bytes, bool]:
    """The bytes between the armour lines, and whether their checksum is there and good."""
    if len(body) > LIMIT * 3 // 2:
        raise ValueError("block too large")
    text = _HEADER.sub("", unescape(body).replace("\r", "").replace("\xa0", " "))
    text = _FLAT_HEADER.sub("", text)
    check = _CHECKSUM.search(text)
    letters = re.sub(r"[^A-Za-z0-9+/]", "", text[: check.start()] if check else text)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    raw = base64.b64decode(letters + "=" * (-len(letters) % 4))
    return raw, bool(check and int.from_bytes(base64.b64decode(check[1]), "big") == crc24(raw))


def read_key(body: str) -> Key | None:
    """The first primary key of an armoured block; None where no key can be read."""
    raw, sound = dearmour(body)
    first: bytes | None = None
    users: list[str] = []
    try:
        for tag, packet in packets(raw):
            if tag == 6 and first is None:
                first = packet
            elif tag == 6:
                break
            elif tag == 13:
                users.append(packet[:200].decode("utf-8", "replace"))
    except ValueError:
        sound = False
    if first is None:
        return None
    return _key(first, tuple(users), sound)


def packets(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(raw):
        tag = raw[at]
        if not tag & 0x80:
            raise ValueError("not a packet")
        if tag & 0x40:
            yield_tag, (body, at) = tag & 63, _new_body(raw, at + 1)
        else:
            yield_tag, (body, at) = tag >> 2 & 15, _old_body(raw, at + 1, tag & 3)
        yield yield_tag, body


def _old_body(raw: bytes, at: int, kind: int) -> tuple[bytes, int]:
    if kind == 3:
        return raw[at:], len(raw)
    size = 1 << kind
    length = int.from_bytes(_take(raw, at, size), "big")
    return _take(raw, at + size, length), at + size + length


def _new_body(raw: bytes, at: int) -> tuple[bytes, int]:
    out = b""
    while True:
        head = _take(raw, at, 1)[0]
        if 224 <= head < 255:
            length, at, partial = 1 << (head & 31), at + 1, True
        elif head < 192:
            length, at, partial = head, at + 1, False
        elif head < 224:
            length, at, partial = (head - 192 << 8) + _take(raw, at + 1, 1)[0] + 192, at + 2, False
        else:
            length, at, partial = int.from_bytes(_take(raw, at + 1, 4), "big"), at + 5, False
        out += _take(raw, at, length)
        at += length
        if not partial:
            return out, at


def _take(raw: bytes, at: int, size: int) -> bytes:
    if at + size > len(raw):
        raise ValueError("packet cut short")
    return raw[at : at + size]


def _key(packet: bytes, users: tuple[str, ...], sound: bool) -> Key | None:
    if len(packet) < 10 or packet[0] not in (4, 5, 6):
        return None  # version 3 keys have MD5 fingerprints, which prove nothing
    version = packet[0]
    if version == 4:
        digest = hashlib.sha1(b"\x99" + len(packet).to_bytes(2, "big") + packet) if len(packet) < 1 << 16 else None
    else:
        digest = hashlib.sha256((b"\x9b" if version == 6 else b"\x9a") + len(packet).to_bytes(4, "big") + packet)
    if digest is None:
        return None
    algorithm = _ALGORITHMS.get(packet[5], "")
    return Key(
        digest.hexdigest().upper(),
        version,
        algorithm,
        int.from_bytes(packet[1:5], "big"),
        users,
        sound and bool(algorithm),
    )
