"""PGP: keys made here in every layout vendors paste them in; never a wrong fingerprint that is called verified."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nlp
from nlp.steps.armour import crc24

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
    "quoted": ("> " + armour().replace("\n", "\n> "), True),
    "quoted twice and escaped": ("&gt; &gt; " + armour().replace("\n", "\n&gt; &gt; "), True),
    "line breaks as tags": (armour().replace("\n", "<br />\n"), True),
    "line breaks as letters": (armour().replace("\n", "\\n"), True),
    "spaces lost": ("".join(armour().split()), True),
    "marks with long dashes": (armour().replace("-----", "——"), True),
    "korean headers": (armour(header="버전: 시험 1\n코멘트: 문의는 여기로\n"), True),
    "flattened korean headers": (armour(header="버전: 시험 1\n").replace("\n", " "), True),
    "talk inside": (armour(header="").replace("\n\n", "\n\nhere is my key, friends:\n"), True),
    "followed by talk": (armour(check=False).partition("-----END")[0] + "thanks, and see you!", False),
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
        ("gpg key 6E8B E8E2 9A42 8BA6", "6E8BE8E29A428BA6"),
        ("pub rsa4096/0x6E8BE8E29A428BA6 2019-01-01", "6E8BE8E29A428BA6"),
        ("6ef3 a9f6 9688 f4b5 f09f  c6df 6e8b e8e2 9a42 8ba6", "6EF3A9F69688F4B5F09FC6DF6E8BE8E29A428BA6"),
        ("6EF3:A9F6:9688:F4B5:F09F:C6DF:6E8B:E8E2:9A42:8BA6", "6EF3A9F69688F4B5F09FC6DF6E8BE8E29A428BA6"),
        ("6E:F3:A9:F6:96:88:F4:B5:F0:9F:C6:DF:6E:8B:E8:E2:9A:42:8B:A6", "6EF3A9F69688F4B5F09FC6DF6E8BE8E29A428BA6"),
        ("지문 6EF3A9F69688F4B5F09FC6DF6E8BE8E29A428BA6", "6EF3A9F69688F4B5F09FC6DF6E8BE8E29A428BA6"),
        (
            "отпечаток ключа 6EF3 A9F6 9688 F4B5 F09F C6DF 6E8B E8E2 9A42 8BA6",
            "6EF3A9F69688F4B5F09FC6DF6E8BE8E29A428BA6",
        ),
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


def test_a_message_and_nonsense_name_no_one(shared: Path) -> None:
    for name in ("blocks_message.encrypted.asc", "nonsense.asc"):
        assert not [m for m in nlp.extract((shared / "pgp" / name).read_text(encoding="utf-8")) if m.kind == "pgp"]


@pytest.mark.parametrize(
    ("name", "issuer"), [("blocks_rsasignature.asc", "FCAE54F74BA27CF7"), ("blocks_cleartext.asc", "2A834D8E5918E886")]
)
def test_a_signature_names_its_signer_and_proves_nothing(shared: Path, name: str, issuer: str) -> None:
    (mention,) = [m for m in nlp.extract((shared / "pgp" / name).read_text(encoding="utf-8")) if m.kind == "pgp"]
    assert (mention.value, mention.more["form"], mention.more["verified"]) == (issuer, "signature", False)


# By `gpg --show-keys` (GnuPG 2.2).
FILES = {
    "blocks_dsapubkey.asc": "2B5BBB143BA0B290DCEE6668B798AE8990877201",
    "blocks_eccpubkey.asc": "502D1A5365D1C0CAA69945390BA52DF0BAA59D9C",
    "blocks_openpgp.js.pubkey.asc": "C7C38ECEE94A4AD32DDB064E14AB44C74D1BDAB8",
    "keys_ecc.1.pub.asc": "9CBF59CE40563202F085B399D01055FBCADD268E",
    "keys_mixed.1.pub.asc": "368895CF0A422EAE736F3188FFBB34FB15B93AE2",
    "keys_targette.pub.rsa.asc": "D396FE3105C7676C74DE84760E79E47169AEC37A",
}


def real_keys(shared: Path) -> list[tuple[str, str]]:
    lines = (shared / "pgp" / "market_page_public_blocks.jsonl").read_text(encoding="utf-8").splitlines()
    market = [(row["block"].strip(), row["fingerprint"].replace(" ", "").upper()) for row in map(json.loads, lines)]
    return market + [((shared / "pgp" / name).read_text("utf-8").strip(), print_) for name, print_ in FILES.items()]


DAMAGE = {
    "clean": (lambda block: block, 39),
    "one line": (lambda block: " ".join(block.split()), 39),
    "spaces lost": (lambda block: "".join(block.split()), 39),
    "quoted": (lambda block: "> " + block.replace("\n", "\n> "), 39),
    "indented": (lambda block: block.replace("\n", "\n\t  "), 39),
    "hard spaces": (lambda block: block.replace("\n", "\n\xa0"), 39),
    "escaped": (lambda block: html.escape(block).replace("+", "&#43;").replace("=", "&#x3D;"), 39),
    "tags": (lambda block: block.replace("\n", "<br>"), 39),
    "blank lines": (lambda block: block.replace("\n", "\n\n"), 39),
    "talk between": (lambda block: f"{block[:200]}\nhello there, buy now!\n{block[200:]}", 0),
    "no checksum": (lambda block: re.sub(r"\n=[A-Za-z0-9+/]{4}\s*(?=\n-)", "", block), 0),
    "cut": (lambda block: block[: len(block) * 4 // 5], 0),
    "no end": (lambda block: block.partition("-----END")[0], 39),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_real_keys_in_damaged_layouts(shared: Path, name: str) -> None:
    """Each key is named in each layout; what a layout leaves of the checksum decides whether it is verified."""
    change, least = DAMAGE[name]
    verified = 0
    for block, fingerprint in real_keys(shared):
        found = [m for m in nlp.extract(f"my key\n{change(block)}\n") if m.kind == "pgp"]
        assert [m.value for m in found] == [fingerprint]
        verified += bool(found[0].more["verified"])
    assert verified >= least
    assert least or verified == 0 or name == "talk between"


@given(at=st.integers(0, len(armour()) - 1), char=st.characters(codec="utf-8"), form=st.sampled_from(["clean", "flat"]))
@settings(max_examples=400, deadline=None)
def test_one_damaged_character_never_verifies_another_fingerprint(at: int, char: str, form: str) -> None:
    block = armour() if form == "clean" else armour().replace("\n", " ")
    for mention in nlp.extract(block[:at] + char + block[at + 1 :]):
        assert mention.kind != "pgp" or mention.value == FINGERPRINT or not mention.more["verified"]


def test_a_key_that_its_checksum_speaks_against_is_only_suspected() -> None:
    for raw in (RAW[:5] + b"\7" + RAW[6:], RAW[:30] + b"\7" + RAW[31:]):
        block = armour(raw).replace(armour(raw)[-45:-36], armour()[-45:-36])
        assert {str(m.status) for m in nlp.extract(block) if m.kind == "pgp"} <= {"suspected"}
    (unchecked,) = [m for m in nlp.extract(armour(check=False)) if m.kind == "pgp"]
    assert (str(unchecked.status), unchecked.more["verified"]) == ("asserted", False)


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_damaged_character_of_a_real_key_never_verifies_another(shared: Path, data: st.DataObject) -> None:
    block, fingerprint = data.draw(st.sampled_from(real_keys(shared)))
    at = data.draw(st.integers(0, len(block) - 1))
    char = data.draw(st.sampled_from("ABCxyz019+/= \n-&>"))
    for mention in nlp.extract(block[:at] + char + block[at + 1 :]):
        assert mention.kind != "pgp" or mention.value == fingerprint or not mention.more["verified"]


def secret_block() -> str:
    """The test key's numbers with a secret one behind them, as a private key's packet holds them."""
    public = PUBLIC
    packet = public + b"\0" + (255).to_bytes(2, "big") + bytes(range(32)) + b"\0\0"
    raw = bytes([0xC0 | 5, len(packet)]) + packet + bytes([0xC0 | 13, len(USER)]) + USER
    return armour(raw).replace("PUBLIC KEY", "PRIVATE KEY")


PUBLIC = PACKET[:19] + bytes(range(32))  # the number is 263 bits, as its length says


def test_a_private_key_is_told_apart_and_has_its_public_fingerprint() -> None:
    expected = hashlib.sha1(b"\x99" + len(PUBLIC).to_bytes(2, "big") + PUBLIC).hexdigest().upper()
    (mention,) = [m for m in nlp.extract(secret_block()) if m.kind == "pgp"]
    assert (mention.value, mention.more["form"], mention.more["verified"]) == (expected, "private-block", True)


def test_a_version_3_key_is_seen_and_never_verified() -> None:
    numbers = (1024).to_bytes(2, "big") + b"\x80" * 128 + (17).to_bytes(2, "big") + b"\1\0\1"
    packet = b"\3" + (800000000).to_bytes(4, "big") + b"\0\0\1" + numbers
    raw = bytes([0x99]) + len(packet).to_bytes(2, "big") + packet
    (mention,) = [m for m in nlp.extract(armour(raw)) if m.kind == "pgp"]
    assert mention.value == hashlib.md5(b"\x80" * 128 + b"\1\0\1").hexdigest().upper()
    assert (mention.more["version"], mention.more["verified"]) == (3, False)


# RFC 9580, appendix A.3: its checksum line is left out by the standard, so it is seen and not verified.
V6 = """-----BEGIN PGP PUBLIC KEY BLOCK-----

xioGY4d/4xsAAAAg+U2nu0jWCmHlZ3BqZYfQMxmZu52JGggkLq2EVD34laPCsQYf
GwoAAABCBYJjh3/jAwsJBwUVCg4IDAIWAAKbAwIeCSIhBssYbE8GCaaX5NUt+mxy
KwwfHifBilZwj2Ul7Ce62azJBScJAgcCAAAAAK0oIBA+LX0ifsDm185Ecds2v8lw
gyU2kCcUmKfvBXbAf6rhRYWzuQOwEn7E/aLwIwRaLsdry0+VcallHhSu4RN6HWaE
QsiPlR4zxP/TP7mhfVEe7XWPxtnMUMtf15OyA51YBM4qBmOHf+MZAAAAIIaTJINn
+eUBXbki+PSAld2nhJh/LVmFsS+60WyvXkQ1wpsGGBsKAAAALAWCY4d/4wKbDCIh
BssYbE8GCaaX5NUt+mxyKwwfHifBilZwj2Ul7Ce62azJAAAAAAQBIKbpGG2dWTX8
j+VjFM21J0hqWlEg+bdiojWnKfA5AQpWUWtnNwDEM0g12vYxoWM8Y81W+bHBw805
I8kWVkXU6vFOi+HWvv/ira7ofJu16NnoUkhclkUrk0mXubZvyl4GBg==
-----END PGP PUBLIC KEY BLOCK-----"""
V6_PRINT = "CB186C4F0609A697E4D52DFA6C722B0C1F1E27C18A56708F6525EC27BAD9ACC9"


def test_a_version_6_key() -> None:
    (mention,) = [m for m in nlp.extract(V6) if m.kind == "pgp"]
    assert (mention.value, mention.more["version"], mention.more["verified"]) == (V6_PRINT, 6, False)
    (written,) = [m for m in nlp.extract(f"PGP {V6_PRINT.lower()}") if m.kind == "pgp"]
    assert written.value == V6_PRINT


def test_the_words_of_a_signed_message_are_read() -> None:
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n10g of MDMA for $300, wickr: bluefish_7\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n-----END PGP SIGNATURE-----"
    )
    assert {"drug", "quantity", "price", "contact"} <= {str(m.kind) for m in nlp.extract(text)}


@pytest.mark.parametrize(
    "text",
    [
        "sha1 6ef3a9f69688f4b5f09fc6df6e8be8e29a428ba6 of my pgp tool",
        "our pgp page, order 20241124",
        "pgp support since 20200101",
        "IBAN 1234 5678 9012 3456 7890 1234 5678 9012 3456 7890",
        "aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n(ask me for it)\n-----END PGP PUBLIC KEY BLOCK-----",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    ],
)
def test_what_only_looks_like_pgp(text: str) -> None:
    assert not [m for m in nlp.extract(text) if m.kind == "pgp" and m.status == "asserted"]
