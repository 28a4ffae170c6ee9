"""OpenPGP armour as it is pasted: quoted, indented, escaped, flattened, with lines of talk in it, cut short."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest

LIMIT = 1 << 20  # bytes of one block; real keys are under 100 KB
_SMALL = 60_000  # characters of a block that is worth more than two readings
_TRIES = 12  # readings of one damaged block; each has a chance of 1 in 16 million to meet the checksum by luck
_DASHES = r"(?:-{3,6}|[‐-―−]{1,6})"
_S = r"\s{0,3}"
_MARK = re.compile(
    rf"{_DASHES}{_S}(?P<side>BEGIN|END){_S}PGP{_S}"
    rf"(?P<kind>PUBLIC{_S}KEY{_S}BLOCK|(?:PRIVATE|SECRET){_S}KEY{_S}BLOCK|SIGNED{_S}MESSAGE|MESSAGE|SIGNATURE)"
    rf"[^\n\-‐-―−]{{0,20}}{_DASHES}",
    re.I,
)
_KINDS = {
    "PUB": "public",
    "PRI": "private",
    "SEC": "private",
    "SIGNE": "signed",
    "SIGNA": "signature",
    "MES": "message",
}
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|\\[rnt]")
_QUOTE = re.compile(r"^(?:[ \t\xa0]*[>|»┃│])+", re.M)
# A header is a line with a colon, which base64 has not: its name may be in any language ("버전: GnuPG v2").
_HEADER = re.compile(r"^[^\n:]{1,40}:(?:(?![A-Za-z0-9+/]{48})[^\n])*$", re.M)
_FLAT_HEADER = re.compile(r"^\s*(?:[^\s:]{1,20}\s*:(?:(?!\s[A-Za-z0-9+/]{60}).){0,200}\s)+")
_CHECKSUM = re.compile(r"(?:^|\s)={1,3}([A-Za-z0-9+/]{4})(?=\s|$)")
_GLUED = re.compile(r"=([A-Za-z0-9+/]{4})\s*$")
# How a key, a secret key or a signature begins: the packet's tag and length in base64.
_BEGIN = re.compile(r"(?:m[A-Za-z0-9]|x[a-z]|l[A-Z]|i[A-Z]|w[a-z])(?=[A-Za-z0-9+/\s]{60})")
_FULL_LINE = re.compile(r"[A-Za-z0-9+/]{1,100}={0,2}|={1,3}[A-Za-z0-9+/]{4}")


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
class Block:
    """A stretch of armour. A block without its end runs to the next mark, or to the end of the text."""

    kind: str
    start: int
    end: int
    body: str


def blocks(text: str) -> Iterator[Block]:
    """Of a signed message only the mark is the block: its words are the vendor's, and are read as such."""
    marks = list(_MARK.finditer(text))
    for mark, following in zip_longest(marks, marks[1:]):
        if mark["side"].upper() != "BEGIN":
            continue
        named = mark["kind"].upper()
        kind = next(kind for start, kind in _KINDS.items() if named.startswith(start))
        stop = following.start() if following else len(text)
        closed = following is not None and following["side"].upper() == "END"
        end = mark.end() if kind == "signed" else following.end() if following and closed else stop
        yield Block(kind, mark.start(), end, text[mark.end() : stop])


def crc24(raw: bytes) -> int:
    crc = 0xB704CE
    for byte in raw:
        crc = (crc << 8 & 0xFFFFFF) ^ _CRC[(crc >> 16) ^ byte]
    return crc


def dearmour(body: str) -> Iterator[tuple[bytes, bool | None]]:
    """The bytes between the armour lines, and whether their checksum is good (None: it is not there); several readings.

    A block too large, or without letters, is a ValueError.
    """
    if len(body) > LIMIT * 3 // 2:
        raise ValueError("block too large")
    text = _QUOTE.sub("", _TAG.sub("\n", unescape(body)).replace("\r", "").replace("\xa0", " "))
    plain = _HEADER.sub("", text)
    flat = _FLAT_HEADER.sub("", plain)
    yield _bytes(flat)
    lines = [line.strip() for line in plain.split("\n")]
    if any(line and not _FULL_LINE.fullmatch(line) for line in lines):
        yield _bytes("\n".join(line for line in lines if _FULL_LINE.fullmatch(line)))
    if len(text) > _SMALL:
        return
    # Spaces lost: the header runs into the first line, so try where a packet can begin.
    for turn, found in enumerate(_BEGIN.finditer(text, 0, 400)):
        if turn == _TRIES:
            return
        yield _bytes(text[found.start() :])


def _bytes(text: str) -> tuple[bytes, bool | None]:
    check = _CHECKSUM.search(text) or _GLUED.search(text)
    letters = re.sub(r"[^A-Za-z0-9+/]", "", text[: check.start()] if check else text)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    raw = base64.b64decode(letters + "=" * (-len(letters) % 4))
    return raw, int.from_bytes(base64.b64decode(check[1]), "big") == crc24(raw) if check else None
