"""Chains with a coding of their own: Stellar, Algorand, Polkadot and its kin, Tezos, the Cosmos family."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable

from Crypto.Hash import SHA512

from nlp.coins import base58, bech32

# SEP 23: version byte to form and bytes of payload. Seeds (S...) are secrets, not wallets.
_STELLAR = {6 << 3: ("account", 32), 12 << 3: ("muxed", 40), 2 << 3: ("contract", 32)}
_SUBSTRATE = {0: "polkadot", 2: "kusama", 42: "substrate"}  # the SS58 registry's numbers
_TEZOS = {
    b"\x06\xa1\x9f": "tz1", b"\x06\xa1\xa1": "tz2", b"\x06\xa1\xa4": "tz3", b"\x06\xa1\xa6": "tz4",
    b"\x02\x5a\x79": "contract",
}  # fmt: skip
# Bech32 prefixes of account addresses, by SLIP 173 and the Cosmos chain registry.
COSMOS = {
    "cosmos": "cosmos", "osmo": "osmosis", "bnb": "binancechain", "terra": "terra", "kava": "kava", "inj": "injective",
    "secret": "secret", "akash": "akash", "celestia": "celestia", "thor": "thorchain", "juno": "juno",
    "stars": "stargaze", "dydx": "dydx", "neutron": "neutron", "axelar": "axelar", "band": "band", "sei": "sei",
    "erd": "multiversx", "zil": "zilliqa", "one": "harmony",
}  # fmt: skip
_OF_32 = frozenset({"erd"})


def _base32(text: str) -> bytes | None:
    try:
        return base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error:
        return None


def _is_whole(raw: bytes, text: str) -> bool:
    """Whether the bytes spell the text again: the last letter may hold bits that no byte does."""
    return base64.b32encode(raw).decode().rstrip("=") == text


def stellar(text: str) -> str | None:
    raw = _base32(text)
    if not raw or len(raw) < 35 or not _is_whole(raw, text):
        return None
    form, size = _STELLAR.get(raw[0], ("", 0))
    good = binascii.crc_hqx(raw[:-2], 0) == int.from_bytes(raw[-2:], "little")
    return form if good and len(raw) == size + 3 else None


def algorand(text: str) -> bool:
    raw = _base32(text)
    if raw is None or len(raw) != 36 or not _is_whole(raw, text):
        return False
    return bool(SHA512.new(raw[:32], truncate="256").digest()[-4:] == raw[32:])


def substrate(text: str) -> str | None:
    """The chain of an SS58 address; two bytes of checksum, so one random change in 65,536 is not seen."""
    raw = base58.decode(text)
    if raw is None or len(raw) != 35:
        return None
    return _SUBSTRATE.get(raw[0]) if hashlib.blake2b(b"SS58PRE" + raw[:-2]).digest()[:2] == raw[-2:] else None


def tezos(text: str) -> str | None:
    body = base58.decode_checked(text)
    return _TEZOS.get(body[:3]) if body is not None and len(body) == 23 else None


def cosmos(text: str) -> tuple[str, str] | None:
    """Coin and form: accounts of the family, and what validators of the Cosmos Hub write."""
    decoded = bech32.decode(text)
    raw = bech32.to_bytes(decoded[1]) if decoded and decoded[2] == "bech32" else None
    if not decoded or raw is None:
        return None
    prefix = decoded[0]
    if prefix in COSMOS:
        sizes: Iterable[int] = (32,) if prefix in _OF_32 else (20, 32)
        return (COSMOS[prefix], "account") if len(raw) in sizes else None
    hub, _, role = prefix.partition("cosmos")
    if hub or role not in ("valoper", "valcons", "valconspub", "pub", "valoperpub"):
        return None
    return ("cosmos", "validator" if role.startswith("val") else "key") if len(raw) in (20, 32, 37, 38) else None
