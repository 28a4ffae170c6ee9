"""OpenPGP packets, as much as naming a key or a signer needs. Any damage is a ValueError, nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nlp.steps.armour import dearmour

_PUBLIC, _SECRET, _SIGNATURE, _USER, _ONE_PASS = 6, 5, 2, 13, 4
_ALGORITHMS = {
    1: "RSA", 2: "RSA", 3: "RSA", 16: "ElGamal", 17: "DSA", 18: "ECDH", 19: "ECDSA", 22: "EdDSA",
    25: "X25519", 26: "X448", 27: "Ed25519", 28: "Ed448",
}  # fmt: skip
_NUMBERS = {1: 2, 2: 2, 3: 2, 16: 3, 17: 4}  # numbers of a public key, by algorithm
_CURVES = (18, 19, 22)  # the curve's name, then one number; ECDH has its hash after it
_FIXED = {25: 32, 26: 56, 27: 32, 28: 57}
_ISSUER, _ISSUER_PRINT = 16, 33


@dataclass(frozen=True, slots=True)
class Key:
    """A primary key. `whole`: every packet was read, and no checksum speaks against it; `sound`: one is good."""

    fingerprint: str
    version: int
    algorithm: str
    created: int
    users: tuple[str, ...]
    whole: bool
    sound: bool


def read_key(body: str, *, secret: bool = False) -> Key | None:
    """The primary key of an armoured block, by the reading whose checksum is good; None where no key can be read."""
    first: Key | None = None
    contradicted = False
    for raw, good in dearmour(body):
        key = _read(raw, bool(good), _SECRET if secret else _PUBLIC)
        if key and key.sound:
            return key
        contradicted = contradicted or good is False
        if key and (first is None or (key.whole and not first.whole)):
            first = key
    return replace(first, whole=False) if first and contradicted else first


def _read(raw: bytes, good: bool, wanted: int) -> Key | None:
    first: bytes | None = None
    users: list[str] = []
    whole = True
    try:
        for tag, packet in packets(raw):
            if first is None and tag != wanted:
                return None  # a key's block begins with its key
            if tag == wanted and first is not None:
                break
            if tag == wanted:
                first = packet
            elif tag == _USER:
                users.append(packet[:200].decode("utf-8", "replace"))
    except ValueError:
        whole = False
    if first is None:
        return None
    try:
        return _key(first if wanted == _PUBLIC else _public_part(first), tuple(users), whole, good)
    except ValueError:
        return None


def read_issuer(body: str) -> tuple[str, bool] | None:
    """Who signed, by fingerprint or key id, and whether the armour's checksum was good."""
    first: tuple[str, bool] | None = None
    for raw, good in dearmour(body):
        try:
            tag, packet = next(packets(raw), (0, b""))
            name = _issuer(packet) if tag == _SIGNATURE else ""
        except ValueError:
            continue
        if name and good:
            return name, True
        first = first or ((name, False) if name else None)
    return first


def _issuer(packet: bytes) -> str:
    if packet[:1] == b"\3":
        return _take(packet, 7, 8).hex().upper()
    if packet[:1] not in (b"\4", b"\6"):
        return ""
    width = 4 if packet[0] == 6 else 2
    names: dict[int, str] = {}
    at = 4
    for _ in range(2):  # the hashed part, then the other
        size = int.from_bytes(_take(packet, at, width), "big")
        names = dict(_subpackets(_take(packet, at + width, size))) | names
        at += width + size
    return names.get(_ISSUER_PRINT) or names.get(_ISSUER, "")


def _subpackets(raw: bytes) -> Iterator[tuple[int, str]]:
    at = 0
    while at < len(raw):
        length, at = _length(raw, at)
        body = _take(raw, at, length)
        kind = body[0] & 127 if body else 0
        if kind == _ISSUER and len(body) == 9:
            yield kind, body[1:].hex().upper()
        elif kind == _ISSUER_PRINT and len(body) in (22, 34):
            yield kind, body[2:].hex().upper()
        at += length


def packets(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(raw):
        tag = raw[at]
        if not tag & 0x80:
            raise ValueError("not a packet")
        if tag & 0x40:
            kind, (body, at) = tag & 63, _new_body(raw, at + 1)
        else:
            kind, (body, at) = tag >> 2 & 15, _old_body(raw, at + 1, tag & 3)
        yield kind, body


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
        partial = 224 <= head < 255
        length, at = (1 << (head & 31), at + 1) if partial else _length(raw, at)
        out += _take(raw, at, length)
        at += length
        if not partial:
            return out, at


def _length(raw: bytes, at: int) -> tuple[int, int]:
    """A length of one, two or five bytes, and where what it measures begins."""
    head = _take(raw, at, 1)[0]
    if head < 192:
        return head, at + 1
    if head < 255:
        return (head - 192 << 8) + _take(raw, at + 1, 1)[0] + 192, at + 2
    return int.from_bytes(_take(raw, at + 1, 4), "big"), at + 5


def _take(raw: bytes, at: int, size: int) -> bytes:
    if at + size > len(raw):
        raise ValueError("packet cut short")
    return raw[at : at + size]


def _public_part(packet: bytes) -> bytes:
    """The packet up to the end of its public numbers: a secret key's packet goes on with the secret ones."""
    version = _take(packet, 0, 1)[0]
    if version in (2, 3):
        return packet[: _after_numbers(packet, 8, 2)]
    algorithm, at = _take(packet, 5, 1)[0], 6 + 4 * (version in (5, 6))
    if algorithm in _FIXED:
        return _take(packet, 0, at + _FIXED[algorithm])
    if algorithm in _NUMBERS:
        return packet[: _after_numbers(packet, at, _NUMBERS[algorithm])]
    if algorithm in _CURVES:
        at = _after_numbers(packet, at + 1 + _take(packet, at, 1)[0], 1)
        return _take(packet, 0, at + 1 + _take(packet, at, 1)[0] if algorithm == 18 else at)
    return packet


def _after_numbers(packet: bytes, at: int, count: int) -> int:
    for _ in range(count):
        at += 2 + (int.from_bytes(_take(packet, at, 2), "big") + 7) // 8
    _take(packet, 0, at)
    return at


def _key(packet: bytes, users: tuple[str, ...], whole: bool, good: bool) -> Key | None:
    if not 10 <= len(packet) < 1 << 16 or packet[0] not in (2, 3, 4, 5, 6):
        return None
    version = packet[0]
    algorithm = _ALGORITHMS.get(packet[7 if version < 4 else 5], "")
    if version < 4:
        # MD5 over the bare numbers: two keys can share it, so it is never called verified.
        size = (int.from_bytes(packet[8:10], "big") + 7) // 8
        digest = hashlib.md5(packet[10 : 10 + size] + packet[12 + size :], usedforsecurity=False)
        good = False
    elif version == 4:
        digest = hashlib.sha1(b"\x99" + len(packet).to_bytes(2, "big") + packet, usedforsecurity=False)
    else:
        digest = hashlib.sha256((b"\x9b" if version == 6 else b"\x9a") + len(packet).to_bytes(4, "big") + packet)
    created = int.from_bytes(packet[1:5], "big")
    whole = whole and bool(algorithm)
    return Key(digest.hexdigest().upper(), version, algorithm, created, users, whole, whole and good)
