"""PGP: keys made here in every layout vendors paste them in; never a wrong fingerprint that is called verified."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from pathlib import Path

import pytest

import nlp
from nlp.steps.packets import crc24

PACKET = (
    b"\x04"
    + (1700000000).to_bytes(4, "big")
    + b"\x16"
    + b"\x09+\x06\x01\x04\x01\xdaG\x0f\x01\x01\x07@"
    + b"\x40"
    + bytes(range(32))
)
FINGERPRINT = hashlib.sha1(b"\x99" + len(PACKET).to_bytes(2, "big") + PACKET).hexdigest().upper()
USER = b"Invented <invented@example.org>"
RAW = bytes([0xC0 | 6, len(PACKET)]) + PACKET + bytes([0xC0 | 13, len(USER)]) + USER


def armour(raw: bytes = RAW, *, check: bool = True, header: str = "Version: Test 1\n") -> str:
    text = base64.b64encode(raw).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    tail = ["=" + base64.b64encode(crc24(raw).to_bytes(3, "big")).decode()] if check else []
    body = "\n".join([*lines, *tail])
    return f"-----BEGIN PGP PUBLIC KEY BLOCK-----\n{header}\n{body}\n-----END PGP PUBLIC KEY BLOCK-----"


LAYOUTS = {
    "clean": (armour(), True),
    "no header": (armour(header=""), True),
    "no checksum": (armour(check=False), False),
    "windows lines": (armour().replace("\n", "\r\n"), True),
    "indented": (armour().replace("\n", "\n    "), True),
    "hard spaces": (armour().replace("\n", "\n\xa0"), True),
    "escaped": (armour().replace("+", "&#43;"), True),
    "blank lines": (armour().replace("\n", "\n\n"), True),
    "flattened": (armour().replace("\n", " "), True),
    "without end": (armour().partition("-----END")[0], True),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_reads_a_block_in_every_layout(name: str) -> None:
    block, verified = LAYOUTS[name]
    (mention,) = [m for m in nlp.extract(f"my key:\n{block}\nbye") if m.kind == "pgp"]
    assert (mention.value, mention.more["verified"]) == (FINGERPRINT, verified)
    assert mention.more["users"] == [USER.decode()]


def test_damage_is_never_verified() -> None:
    chance = random.Random(7)
    for _ in range(400):
        raw = bytearray(RAW)
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        block = armour(bytes(raw)).replace(armour(bytes(raw))[-45:-36], armour()[-45:-36])
        for mention in nlp.extract(block):
            if mention.kind == "pgp" and mention.value != FINGERPRINT:
                assert not mention.more["verified"]


def test_a_text_of_changed_letters_is_never_verified_with_another_fingerprint() -> None:
    chance = random.Random(8)
    lines = armour().split("\n")
    for _ in range(400):
        row = 3 + chance.randrange(2)
        at = chance.randrange(len(lines[row]) - 1)
        changed = lines[row][:at] + chance.choice("ABCxyz019+/") + lines[row][at + 1 :]
        block = "\n".join([*lines[:row], changed, *lines[row + 1 :]])
        for mention in nlp.extract(block):
            assert mention.kind != "pgp" or mention.value == FINGERPRINT or not mention.more["verified"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("PGP: 6EF3 A9F6 9688 F4B5 F09F C6DF 6E8B E8E2 9A42 8BA6", "6EF3A9F69688F4B5F09FC6DF6E8BE8E29A428BA6"),
        ("fingerprint 6ef3a9f69688f4b5f09fc6df6e8be8e29a428ba6", "6EF3A9F69688F4B5F09FC6DF6E8BE8E29A428BA6"),
        ("PGP key id 0x6E8BE8E29A428BA6", "6E8BE8E29A428BA6"),
    ],
)
def test_reads_fingerprints_and_key_ids(text: str, value: str) -> None:
    assert [m.value for m in nlp.extract(text) if m.kind == "pgp"] == [value]


def test_a_hash_without_a_word_of_pgp_is_none() -> None:
    assert not [m for m in nlp.extract("commit 6ef3a9f69688f4b5f09fc6df6e8be8e29a428ba6") if m.kind == "pgp"]


def test_the_keys_of_market_pages(shared: Path) -> None:
    lines = (shared / "pgp" / "market_page_public_blocks.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        found = [m for m in nlp.extract(row["block"]) if m.kind == "pgp"]
        assert [(m.value, m.more["verified"]) for m in found] == [
            (row["fingerprint"].replace(" ", "").upper(), row["crc_ok"])
        ]


def test_other_armour_is_no_key(shared: Path) -> None:
    for name in ("blocks_message.encrypted.asc", "blocks_rsasignature.asc", "nonsense.asc"):
        assert not [m for m in nlp.extract((shared / "pgp" / name).read_text(encoding="utf-8")) if m.kind == "pgp"]
