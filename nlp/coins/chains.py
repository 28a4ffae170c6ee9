"""One prover a chain: the whole address in, its form out, or None. Main networks only."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from typing import NamedTuple

from Crypto.Hash import keccak

from nlp.coins import base58, bech32, cardano, ledgers, zcash
from nlp.coins.curve import on_curve


class Address(NamedTuple):
    """`proven` is false where the form has no checksum (Ethereum in one case, Solana, raw TON)."""

    coin: str
    form: str
    address: str
    proven: bool = True


_VERSIONS = {
    b"\x00": ("bitcoin", "p2pkh"), b"\x05": ("bitcoin", "p2sh"), b"\x30": ("litecoin", "p2pkh"),
    b"\x32": ("litecoin", "p2sh"), b"\x4c": ("dash", "p2pkh"), b"\x10": ("dash", "p2sh"),
    b"\x1e": ("dogecoin", "p2pkh"), b"\x16": ("dogecoin", "p2sh"), b"\x41": ("tron", "base58"),
    b"\x1c\xb8": ("zcash", "p2pkh"), b"\x1c\xbd": ("zcash", "p2sh"),
}  # fmt: skip
_MONERO = {18: ("standard", 69), 19: ("integrated", 77), 42: ("subaddress", 69)}
_CASH = {"bitcoincash": "bitcoincash", "ecash": "ecash", "simpleledger": "bitcoincash"}
_SHAPES = {"0:": "raw", "-1:": "raw"}


def keccak256(raw: bytes) -> bytes:
    digest: bytes = keccak.new(digest_bits=256, data=raw).digest()
    return digest


def legacy(text: str) -> Address | None:
    body = base58.decode_checked(text)
    if body is None or len(body) not in (21, 22):
        return None
    known = _VERSIONS.get(body[:-20])
    return Address(*known, text) if known else None


def ripple(text: str) -> Address | None:
    body = base58.decode_checked(text, base58.RIPPLE) if text[0] in "rX" else None
    if body is None:
        return None
    if len(body) == 21 and body[0] == 0:
        return Address("ripple", "classic", text)
    if len(body) == 31 and body[:2] == b"\x05\x44" and body[22] in (0, 1) and not any(body[27:]):
        return Address("ripple", "x-address", text)
    return None


def witness(text: str) -> Address | None:
    lower = text.lower()
    for prefix, coin in (("bc", "bitcoin"), ("ltc", "litecoin")):
        if lower.startswith(prefix + "1"):
            form = bech32.segwit(text, prefix)
            return Address(coin, form, text) if form else None
    return None


def mimblewimble(text: str) -> Address | None:
    """Litecoin's extension blocks: version 0 and two public keys."""
    decoded = bech32.decode(text)
    if not decoded or decoded[::2] != ("ltcmweb", "bech32") or decoded[1][:1] != [0]:
        return None
    keys = bech32.to_bytes(decoded[1][1:])
    return Address("litecoin", "mweb", text) if keys is not None and len(keys) == 66 else None


def shielded(text: str) -> Address | None:
    form = zcash.shielded(text)
    return Address("zcash", form, text) if form else None


def cash(text: str) -> Address | None:
    """Bitcoin Cash, eCash and SLP tokens: one coding, told apart by prefix (the checksum covers it)."""
    given = text.lower().partition(":")[0] if ":" in text else ""
    for prefix, coin in _CASH.items():
        form = bech32.cash(text, prefix=prefix) if given in ("", prefix) else None
        if form:
            return Address(coin, form, text)
    return None


def monero(text: str) -> Address | None:
    raw = base58.decode_blocks(text)
    if not raw or keccak256(raw[:-4])[:4] != raw[-4:]:
        return None
    form, size = _MONERO.get(raw[0], ("", 0))
    return Address("monero", form, text) if len(raw) == size else None


def ethereum(text: str) -> Address | None:
    """EIP-55 where the case is mixed; in one case the form holds no proof."""
    letters = text[2:]
    if letters in (letters.lower(), letters.upper()):
        return Address("ethereum", "one-case", text, proven=False)
    digest = keccak256(letters.lower().encode()).hex()
    good = all(
        char.isdigit() or char.isupper() == (int(nibble, 16) > 7) for char, nibble in zip(letters, digest, strict=False)
    )
    return Address("ethereum", "eip55", text) if good else None


def ton(text: str) -> Address | None:
    if text[:2] in _SHAPES or text[:3] in _SHAPES:
        return Address("ton", "raw", text, proven=False)
    try:
        raw = base64.urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))
    except (ValueError, binascii.Error):
        return None
    if len(raw) != 36 or raw[0] not in (0x11, 0x51) or raw[1] not in (0, 255):  # 0x80 marks the test network
        return None
    if binascii.crc_hqx(raw[:34], 0) != int.from_bytes(raw[34:], "big"):
        return None
    return Address("ton", "bounceable" if raw[0] == 0x11 else "non-bounceable", text)


def solana(text: str) -> Address | None:
    """Any point of the curve in base58: no checksum, so only for text that speaks of Solana."""
    raw = base58.decode(text)
    if raw is None or len(raw) != 32 or not on_curve(raw):
        return None
    return Address("solana", "pubkey", text, proven=False)


def onion(host: str) -> bool:
    """Whether a 56-letter host is a version 3 onion: checksum and version inside."""
    try:
        raw = base64.b32decode(host.upper())
    except binascii.Error:
        return False
    key, check, last = raw[:32], raw[32:34], raw[34:]
    return last == b"\3" and hashlib.sha3_256(b".onion checksum" + key + b"\3").digest()[:2] == check


def shelley(text: str) -> Address | None:
    form = cardano.shelley(text)
    return Address("cardano", form, text) if form else None


def byron(text: str) -> Address | None:
    form = cardano.byron(text)
    return Address("cardano", form, text) if form else None


def stellar(text: str) -> Address | None:
    form = ledgers.stellar(text)
    return Address("stellar", form, text) if form else None


def algorand(text: str) -> Address | None:
    return Address("algorand", "account", text) if ledgers.algorand(text) else None


def substrate(text: str) -> Address | None:
    coin = ledgers.substrate(text)
    return Address(coin, "ss58", text) if coin else None


def tezos(text: str) -> Address | None:
    form = ledgers.tezos(text)
    return Address("tezos", form, text) if form else None


def cosmos(text: str) -> Address | None:
    found = ledgers.cosmos(text)
    return Address(*found, text) if found else None


_B = "[1-9A-HJ-NP-Za-km-z]"
_L = "[02-9ac-hj-np-z]"
_PROVERS: tuple[tuple[re.Pattern[str], Callable[[str], Address | None]], ...] = (
    (re.compile(rf"(?:bc|ltc)1{_L}{{6,87}}", re.I), witness),
    (re.compile(rf"ltcmweb1{_L}{{100,130}}", re.I), mimblewimble),
    (re.compile(rf"(?:zs|tex|u)1{_L}{{6,900}}", re.I), shielded),
    (re.compile(r"(?:bitcoincash:|ecash:|simpleledger:)?[qpQP][02-9ac-hj-np-zAC-HJ-NP-Z]{41}", re.I), cash),
    (re.compile(rf"(?:bitcoincash|ecash|simpleledger):{_L}{{42,120}}", re.I), cash),
    (re.compile(r"0x[0-9a-fA-F]{40}"), ethereum),
    (re.compile(rf"[48]{_B}{{94}}(?:{_B}{{11}})?"), monero),
    (re.compile(r"(?:EQ|UQ|Ef|Uf)[A-Za-z0-9_\-+/]{46}"), ton),
    (re.compile(r"(?:0|-1):[0-9a-fA-F]{64}"), ton),
    (re.compile(rf"r{_B}{{24,34}}|X{_B}{{46}}"), ripple),
    (re.compile(rf"(?:addr|stake)1{_L}{{45,100}}", re.I), shelley),
    (re.compile(rf"(?:Ae2|DdzFF){_B}{{50,110}}"), byron),
    (re.compile(r"[GC][A-Z2-7]{55}|M[A-Z2-7]{68}"), stellar),
    (re.compile(r"[A-Z2-7]{58}"), algorand),
    (re.compile(rf"(?:tz[1-4]|KT1){_B}{{33}}"), tezos),
    (re.compile(rf"(?:{'|'.join(ledgers.COSMOS)}|cosmos[a-z]{{3,10}})1{_L}{{38,90}}", re.I), cosmos),
    (re.compile(rf"{_B}{{46,48}}"), substrate),
    (re.compile(rf"{_B}{{26,35}}"), legacy),
)
_SOLANA = re.compile(rf"{_B}{{32,44}}")


def prove(text: str, *, solana_named: bool = True) -> Address | None:
    """The first chain whose form and checksum the whole text meets.

    Solana's test is slow (half a millisecond) and proves little: skip it where no word speaks of that chain.
    """
    for shape, prover in _PROVERS:
        if shape.fullmatch(text):
            found = prover(text)
            if found:
                return found
    return solana(text) if solana_named and _SOLANA.fullmatch(text) else None
