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


def rows(shared: Path) -> list[dict[str, object]]:
    """Every chain's vectors; one Cardano address is given with both labels and is left out."""
    lines = (shared / "crypto_vectors" / "vectors.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = [row for row in map(json.loads, lines) if row["address"]]
    labels: dict[tuple[str, str], set[bool]] = {}
    for row in labelled:
        labels.setdefault((row["chain"], row["address"]), set()).add(row["valid"])
    return [row for row in labelled if len(labels[row["chain"], row["address"]]) == 1]


def test_no_invalid_vector_is_accepted(shared: Path) -> None:
    wrong = []
    for row in rows(shared):
        found = prove(row["address"])
        accepted = found is not None and found.coin == row["chain"]
        if accepted and (not row["valid"] or row["network"] != "main"):
            wrong.append(row)
    assert not wrong


def test_the_valid_vectors_of_main_networks_are_accepted(shared: Path) -> None:
    valid = [row for row in rows(shared) if row["valid"] and row["network"] == "main"]
    missed = {row["address"] for row in valid if (found := prove(row["address"])) is None or found.coin != row["chain"]}
    # A Bitcoin Cash row in the old form is a Bitcoin address to any reader.
    assert missed == {"1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"}
    assert len(valid) == 151


def test_the_valid_vectors_are_found_in_text(shared: Path) -> None:
    for row in rows(shared):
        if row["valid"] and row["network"] == "main" and row["address"] != "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2":
            text = f"{row['chain']}: {row['address']}로 보내세요"
            found = [
                (m.raw, m.more["coin"]) for m in nlp.extract(text) if m.kind == "wallet" and m.status == "asserted"
            ]
            assert found == [(row["address"], row["chain"])], row


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


# From the Zcash test vectors (MIT, copyright 2018-2019 Electric Coin Company): with sapling, with an unknown kind of
# receiver, of orchard alone.
UNIFIED = [
    bytes.fromhex(given).decode()
    for given in (
        "75316b396b61766a6367746138793974396c763367727672793566717336617668653970616e75346a6c67356a356d6b6b6e34776a3834346d61"
        "7532346e346878373979737436676c756e337761303935757061706b716867797271396b6664376a723771396467706166687776676c38756a78"
        "726c70726c357a61686c363963707273657473366832743938",
        "75317a35677538783364766b7677636d726a30716b3568727839706361646c3536683834663777647970366e7635337233643563636365646563"
        "686d77393835746765357733633272353639716137326c676775753578727178683739616a7a63376b716d65733230706b747a71726a6c707835"
        "367168676d716d3536686e39777432686379787064616d616b",
        "753170357274326c34386c706d79796579706e6666616c3238386a676632747a3530667a6e32336a647036387663756a76776e30757a3575306576"
        "637033356a666d6676726c3236617a3773757171666d30736b6e396d6d7a39756e383667716b713976613332763473",
    )
]


@pytest.mark.parametrize("address", UNIFIED)
def test_a_unified_address_is_held_to_its_inner_coding(address: str) -> None:
    found = [(m.value, m.more["form"]) for m in nlp.extract(f"zec {address} thanks") if m.kind == "wallet"]
    assert found == [(address, "unified")]
    for at in range(2, len(address)):
        assert prove(address[:at] + ("q" if address[at] != "q" else "p") + address[at + 1 :]) is None


def test_a_good_outer_checksum_over_nonsense_is_no_unified_address() -> None:
    values = [at * 7 % 32 for at in range(180)]
    head = [ord("u") >> 5, 0, ord("u") & 31]
    rest = bech32._remainder([*head, *values, 0, 0, 0, 0, 0, 0], bech32._BECH32, 25) ^ 0x2BC830A3
    tail = [rest >> 5 * (5 - at) & 31 for at in range(6)]
    address = "u1" + "".join("qpzry9x8gf2tvdw0s3jn54khce6mua7l"[value] for value in values + tail)
    assert bech32.decode(address) is not None
    assert prove(address) is None


# Published by wallets of the extension blocks.
MWEB = "ltcmweb1qq20e2arnhvxw97katjkmsd35agw3capxjkrkh7dk8d30rczm8ypxuq329nwh2twmchhqn3jqh7ua4ps539f6aazh79jy76urqht4qa59ts3at6gf"


def test_reads_an_extension_block_address() -> None:
    assert [m.more["form"] for m in nlp.extract(f"LTC {MWEB}") if m.kind == "wallet"] == ["mweb"]


BITCOIN, ETHER, TRON, TOKEN = ADDRESSES[0][2], ADDRESSES[17][2], ADDRESSES[12][2], eip55(KEY[12:])


@pytest.mark.parametrize(
    ("text", "address", "amount"),
    [
        (f"bitcoin:{BITCOIN}?amount=0.0125&label=order%207 thanks", BITCOIN, "0.0125"),
        (f"BITCOIN:{ADDRESSES[3][2]}?AMOUNT=0.5", ADDRESSES[3][2], None),
        (f"monero:{ADDRESSES[14][2]}?tx_amount=2.5&tx_description=x", ADDRESSES[14][2], "2.5"),
        (f"ethereum:{ETHER}@1?value=1e18", ETHER, None),
        (f"ethereum:{TOKEN}@1/transfer?address={ETHER}&uint256=1", ETHER, None),
        (f"litecoin:{ADDRESSES[5][2]}", ADDRESSES[5][2], None),
        (f"ton://transfer/{ADDRESSES[18 + 1][2]}?amount=1000000000", ADDRESSES[19][2], "1000000000"),
        (
            "solana:7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV?amount=1",
            "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
            "1",
        ),
        (
            "web+stellar:pay?destination=GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7&amount=120",
            "GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7",
            "120",
        ),
        (f"https://www.blockchain.com/btc/address/{BITCOIN}", BITCOIN, None),
    ],
)
def test_reads_payment_links(text: str, address: str, amount: str | None) -> None:
    found = nlp.extract(text)
    assert [
        (str(m.kind), m.value, m.more.get("amount")) for m in found if m.kind in ("wallet", "price", "quantity")
    ] == [("wallet", address, amount)]


def test_each_wallet_of_a_list_has_its_own_token() -> None:
    text = f"USDT TRC20: {TRON}\nETH: {ETHER}\nUSDC\n{TOKEN}\nTRX {TRON}; tether on tron: {TRON} {ETHER} (USDC)"
    tokens = [m.more["token"] for m in nlp.extract(text) if m.kind == "wallet"]
    assert tokens == ["USDT", None, "USDC", None, "USDT", "USDC"]
