"""Wallets: every chain's own addresses found anywhere in text, one changed character refused, the shared vectors in full."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from pathlib import Path

import pytest
from Crypto.Hash import keccak

import nlp
from nlp.coins import base58, bech32, prove

LETTERS = {at: char for char, at in base58.BITCOIN.items()}
RIPPLE_LETTERS = {at: char for char, at in base58.RIPPLE.items()}
KEY = hashlib.sha256(b"tidewaiter test key").digest()


def to_base58(raw: bytes, letters: dict[int, str] = LETTERS) -> str:
    number, out = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        out = letters[digit] + out
    return letters[0] * (len(raw) - len(raw.lstrip(b"\0"))) + out


def checked(version: bytes, body: bytes, letters: dict[int, str] = LETTERS) -> str:
    whole = version + body
    return to_base58(whole + hashlib.sha256(hashlib.sha256(whole).digest()).digest()[:4], letters)


def monero(tag: int, size: int) -> str:
    body = bytes([tag]) + hashlib.shake_256(b"monero").digest(size)
    raw = body + keccak.new(digest_bits=256, data=body).digest()[:4]
    sizes = {1: 2, 2: 3, 3: 5, 4: 6, 5: 7, 6: 9, 7: 10, 8: 11}
    out = ""
    for at in range(0, len(raw), 8):
        block = raw[at : at + 8]
        out += to_base58(block).lstrip("1").rjust(sizes[len(block)], "1")
    return out


def eip55(raw: bytes) -> str:
    letters = raw.hex()
    digest = keccak.new(digest_bits=256, data=letters.encode()).hexdigest()
    return "0x" + "".join(
        char.upper() if int(nibble, 16) > 7 else char for char, nibble in zip(letters, digest, strict=False)
    )


def ton(tag: int) -> str:
    body = bytes([tag, 0]) + KEY
    return base64.urlsafe_b64encode(body + binascii.crc_hqx(body, 0).to_bytes(2, "big")).decode()


# Witness and cashaddr forms: the examples of BIP 173, BIP 350 and the cashaddr specification's test (published, no one's money).
ADDRESSES = [
    ("bitcoin", "p2pkh", checked(b"\0", KEY[:20])),
    ("bitcoin", "p2sh", checked(b"\5", KEY[:20])),
    ("bitcoin", "p2wpkh", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("bitcoin", "p2wpkh", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"),
    ("bitcoin", "p2tr", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),
    ("litecoin", "p2pkh", checked(b"\x30", KEY[:20])),
    ("litecoin", "p2sh", checked(b"\x32", KEY[:20])),
    ("dogecoin", "p2pkh", checked(b"\x1e", KEY[:20])),
    ("dash", "p2pkh", checked(b"\x4c", KEY[:20])),
    ("dash", "p2sh", checked(b"\x10", KEY[:20])),
    ("zcash", "p2pkh", checked(b"\x1c\xb8", KEY[:20])),
    ("zcash", "p2sh", checked(b"\x1c\xbd", KEY[:20])),
    ("tron", "base58", checked(b"\x41", KEY[:20])),
    ("ripple", "classic", checked(b"\0", KEY[:20], RIPPLE_LETTERS)),
    ("monero", "standard", monero(18, 64)),
    ("monero", "integrated", monero(19, 72)),
    ("monero", "subaddress", monero(42, 64)),
    ("ethereum", "eip55", eip55(KEY[:20])),
    ("ton", "bounceable", ton(0x11)),
    ("ton", "non-bounceable", ton(0x51)),
    ("bitcoincash", "p2pkh", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"),
    ("bitcoincash", "p2pkh", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"),
]
AROUND = [
    "{}",
    "pay to {}.",
    "코인{}로 입금",
    "打到{}，谢谢",
    "wallet:{}",
    "({})",
    "оплата {} btc",
    "amount BTC {} now",
]


@pytest.mark.parametrize(("coin", "form", "address"), ADDRESSES)
@pytest.mark.parametrize("around", AROUND)
def test_finds_an_address_in_any_surroundings(coin: str, form: str, address: str, around: str) -> None:
    found = [m for m in nlp.extract(around.format(address)) if m.kind == "wallet"]
    assert [(m.value, m.more["coin"], m.more["form"], str(m.status)) for m in found] == [
        (address, coin, form, "asserted")
    ]


@pytest.mark.parametrize(("coin", "form", "address"), ADDRESSES)
def test_one_changed_character_is_refused(coin: str, form: str, address: str) -> None:
    """For each place one other character of the same alphabet. Case alone is tried only where it carries the checksum."""
    alphabet = (
        "qpzry9x8"
        if prove(address).coin in ("bitcoincash",) or address.lower().startswith("bc1")
        else "2345789AaBbCcDd"
    )
    for at in range(len(address)):
        for char in alphabet[:6]:
            other = address[:at] + (char.upper() if address.isupper() else char) + address[at + 1 :]
            if other.lower() != address.lower():
                assert prove(other) is None or not prove(other).proven, other


def test_a_price_is_not_read_out_of_an_address() -> None:
    mentions = nlp.extract(f"BTC {ADDRESSES[0][2]}")
    assert [str(m.kind) for m in mentions] == ["wallet"]


@pytest.mark.parametrize(
    ("text", "coin", "token"),
    [
        (f"USDT-TRC20: {ADDRESSES[12][2]}", "tron", "USDT"),
        (f"usdc erc20 {ADDRESSES[17][2]}", "ethereum", "USDC"),
        (f"trx {ADDRESSES[12][2]}", "tron", None),
    ],
)
def test_the_token_comes_from_the_words_before(text: str, coin: str, token: str | None) -> None:
    (wallet,) = [m for m in nlp.extract(text) if m.kind == "wallet"]
    assert (wallet.more["coin"], wallet.more["token"]) == (coin, token)


def test_solana_needs_its_name_nearby() -> None:
    address = "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV"
    assert not [m for m in nlp.extract(f"id {address}") if m.kind == "wallet"]
    (wallet,) = [m for m in nlp.extract(f"SOL: {address}") if m.kind == "wallet"]
    assert wallet.more["coin"] == "solana"


@pytest.mark.parametrize(
    "decoy", ["a" * 64, "deadbeef" * 5, "Qm" + "x" * 44, "1" * 34, "0x" + "g" * 40, "5" + "J" * 50, "xpub" + "6" * 107]
)
def test_look_alikes_are_no_wallets(decoy: str) -> None:
    assert not [m for m in nlp.extract(f"see {decoy} there") if m.kind == "wallet"]


SUPPORTED = {
    "bitcoin",
    "bitcoincash",
    "litecoin",
    "dogecoin",
    "dash",
    "zcash",
    "monero",
    "ethereum",
    "tron",
    "ripple",
    "ton",
    "solana",
}


def rows(shared: Path) -> list[dict[str, object]]:
    lines = (shared / "crypto_vectors" / "vectors.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["chain"] in SUPPORTED and row["address"]]


def test_no_invalid_vector_is_accepted(shared: Path) -> None:
    wrong = []
    for row in rows(shared):
        found = prove(row["address"])
        accepted = found is not None and found.coin == row["chain"] and found.proven
        if accepted and (not row["valid"] or row["network"] != "main"):
            wrong.append(row)
    assert not wrong


def test_the_valid_vectors_of_main_networks_are_accepted(shared: Path) -> None:
    valid = [row for row in rows(shared) if row["valid"] and row["network"] == "main" and row["kind"] != "legacy_equiv"]
    missed = [row["address"] for row in valid if (found := prove(row["address"])) is None or found.coin != row["chain"]]
    legacy_forms = [address for address in missed if prove(address) and prove(address).coin == "bitcoin"]
    assert set(missed) == set(legacy_forms)  # a Bitcoin Cash row in the old form is a Bitcoin address to any reader
    assert len(valid) - len(missed) >= 110


def test_onion_vectors(shared: Path) -> None:
    for row in json.loads((shared / "crypto_vectors" / "onion_vectors.json").read_text(encoding="utf-8")):
        if row["version"] == 3:
            host = row["address"].lower().removesuffix(".onion")
            found = [
                m.value
                for m in nlp.extract(f"shop {row['address']} open")
                if m.kind == "contact" and m.more["service"] == "onion"
            ]
            assert found == ([f"{host.removeprefix('www.')}.onion"] if row["valid"] else []), row


def test_bech32_rejects_the_wrong_variant() -> None:
    assert bech32.segwit("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx", "bc") is None
