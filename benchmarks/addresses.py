"""Wallet addresses, corrupted twins and look-alikes, made by bip-utils and not by our own code.

Runs in the environment of the rivals (bip-utils and our pins exclude each other):
    python -m benchmarks.addresses SEED EACH      writes one "verdict coin form address" a line, tab between
"""

from __future__ import annotations

import base64
import hashlib
import random
import sys
import uuid
from collections.abc import Callable, Iterator

import bip_utils as bip

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Mint:
    """Keys and addresses of one seed: the same seed gives the same addresses."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def raw(self, size: int) -> bytes:
        return self.chance.randbytes(size)

    def letters(self, alphabet: str, size: int) -> str:
        return "".join(self.chance.choice(alphabet) for _ in range(size))

    def secp(self) -> object:
        return bip.Secp256k1PrivateKey.FromBytes(b"\1" + self.raw(31)).PublicKey()

    def ed(self) -> object:
        return bip.Ed25519PrivateKey.FromBytes(self.raw(32)).PublicKey()

    def monero(self) -> object:
        return bip.Monero.FromSeed(self.raw(32))

    def checked(self, head: bytes, size: int, tail: bytes = b"") -> str:
        return str(bip.Base58Encoder.CheckEncode(head + self.raw(size) + tail))


def p2pkh(mint: Mint, version: bytes) -> str:
    return str(bip.P2PKHAddrEncoder.EncodeKey(mint.secp(), net_ver=version))


def p2sh(mint: Mint, version: bytes) -> str:
    return str(bip.P2SHAddrEncoder.EncodeKey(mint.secp(), net_ver=version))


def xrp_x(mint: Mint) -> str:
    body = b"\x05\x44" + mint.raw(20) + b"\1" + mint.raw(4) + bytes(4)
    return str(bip.Base58Encoder.CheckEncode(body, bip.Base58Alphabets.RIPPLE))


def cash(mint: Mint, prefix: str, version: bytes = b"\0") -> str:
    encoder = bip.BchP2SHAddrEncoder if version == b"\x08" else bip.BchP2PKHAddrEncoder
    return str(encoder.EncodeKey(mint.secp(), hrp=prefix, net_ver=version))


def shelley(mint: Mint) -> str:
    return str(bip.AdaShelleyAddrEncoder.EncodeKey(mint.ed(), pub_skey=mint.ed()))


def byron(mint: Mint) -> str:
    return str(bip.AdaByronIcarusAddrEncoder.EncodeKey(mint.ed(), chain_code=mint.raw(32)))


def substrate(mint: Mint, number: int) -> str:
    return str(bip.SubstrateEd25519AddrEncoder.EncodeKey(mint.ed(), ss58_format=number))


def cosmos(mint: Mint, prefix: str) -> str:
    return str(bip.AtomAddrEncoder.EncodeKey(mint.secp(), hrp=prefix))


def tezos(mint: Mint) -> str:
    return str(bip.XtzAddrEncoder.EncodeKey(mint.ed(), prefix=bip.XtzAddrPrefixes.TZ1))


def witness(mint: Mint, *, prefix: str, version: int, size: int) -> str:
    return str(bip.SegwitBech32Encoder.Encode(prefix, version, mint.raw(size)))


VALID: tuple[tuple[str, str, Callable[[Mint], str]], ...] = (
    ("bitcoin", "p2pkh", lambda m: p2pkh(m, b"\0")),
    ("bitcoin", "p2sh", lambda m: p2sh(m, b"\5")),
    ("bitcoin", "p2wpkh", lambda m: str(bip.P2WPKHAddrEncoder.EncodeKey(m.secp(), hrp="bc"))),
    ("bitcoin", "p2wpkh", lambda m: str(bip.P2WPKHAddrEncoder.EncodeKey(m.secp(), hrp="bc")).upper()),
    ("bitcoin", "p2wsh", lambda m: witness(m, prefix="bc", version=0, size=32)),
    ("bitcoin", "p2tr", lambda m: str(bip.P2TRAddrEncoder.EncodeKey(m.secp(), hrp="bc"))),
    ("litecoin", "p2pkh", lambda m: p2pkh(m, b"\x30")),
    ("litecoin", "p2sh", lambda m: p2sh(m, b"\x32")),
    ("litecoin", "p2wpkh", lambda m: str(bip.P2WPKHAddrEncoder.EncodeKey(m.secp(), hrp="ltc"))),
    ("litecoin", "p2tr", lambda m: witness(m, prefix="ltc", version=1, size=32)),
    ("dogecoin", "p2pkh", lambda m: p2pkh(m, b"\x1e")),
    ("dogecoin", "p2sh", lambda m: p2sh(m, b"\x16")),
    ("dash", "p2pkh", lambda m: p2pkh(m, b"\x4c")),
    ("dash", "p2sh", lambda m: p2sh(m, b"\x10")),
    ("zcash", "p2pkh", lambda m: p2pkh(m, b"\x1c\xb8")),
    ("zcash", "p2sh", lambda m: p2sh(m, b"\x1c\xbd")),
    ("zcash", "sapling", lambda m: str(bip.Bech32Encoder.Encode("zs", m.raw(43)))),
    ("bitcoincash", "p2pkh", lambda m: cash(m, "bitcoincash")),
    ("bitcoincash", "p2pkh", lambda m: cash(m, "bitcoincash").partition(":")[2]),
    ("bitcoincash", "p2sh", lambda m: cash(m, "bitcoincash", b"\x08")),
    ("ecash", "p2pkh", lambda m: cash(m, "ecash")),
    ("ethereum", "eip55", lambda m: str(bip.EthAddrEncoder.EncodeKey(m.secp()))),
    ("ethereum", "one-case", lambda m: str(bip.EthAddrEncoder.EncodeKey(m.secp())).lower()),
    ("tron", "base58", lambda m: str(bip.TrxAddrEncoder.EncodeKey(m.secp()))),
    ("ripple", "classic", lambda m: str(bip.XrpAddrEncoder.EncodeKey(m.secp()))),
    ("ripple", "x-address", xrp_x),
    ("monero", "standard", lambda m: str(m.monero().PrimaryAddress())),  # type: ignore[attr-defined]
    ("monero", "subaddress", lambda m: str(m.monero().Subaddress(1))),  # type: ignore[attr-defined]
    ("monero", "integrated", lambda m: str(m.monero().IntegratedAddress(m.raw(8)))),  # type: ignore[attr-defined]
    ("ton", "bounceable", lambda m: str(bip.TonAddrEncoder.EncodeKey(m.ed(), is_bounceable=True))),
    ("ton", "non-bounceable", lambda m: str(bip.TonAddrEncoder.EncodeKey(m.ed(), is_bounceable=False))),
    ("solana", "pubkey", lambda m: str(bip.SolAddrEncoder.EncodeKey(m.ed()))),
    ("cardano", "base", shelley),
    ("cardano", "stake", lambda m: str(bip.AdaShelleyStakingAddrEncoder.EncodeKey(m.ed()))),
    ("cardano", "byron", byron),
    ("stellar", "account", lambda m: str(bip.XlmAddrEncoder.EncodeKey(m.ed()))),
    ("algorand", "account", lambda m: str(bip.AlgoAddrEncoder.EncodeKey(m.ed()))),
    ("polkadot", "ss58", lambda m: substrate(m, 0)),
    ("kusama", "ss58", lambda m: substrate(m, 2)),
    ("tezos", "tz1", tezos),
    ("cosmos", "account", lambda m: cosmos(m, "cosmos")),
    ("osmosis", "account", lambda m: cosmos(m, "osmo")),
)

DECOYS: tuple[tuple[str, Callable[[Mint], str]], ...] = (
    ("sha256", lambda m: m.raw(32).hex()),
    ("sha1", lambda m: m.raw(20).hex()),
    ("md5", lambda m: m.raw(16).hex()),
    ("hash with 0x", lambda m: "0x" + m.raw(32).hex()),
    ("39 hex", lambda m: "0x" + m.raw(20).hex()[1:]),
    ("bitcoin wif", lambda m: m.checked(b"\x80", 32, b"\1")),
    ("bip38 key", lambda m: m.checked(b"\x01\x42\xc0", 36)),
    ("extended key", lambda m: m.checked(b"\x04\x88\xb2\x1e", 74)),
    ("ipfs v0", lambda m: str(bip.Base58Encoder.Encode(b"\x12\x20" + m.raw(32)))),
    ("ipfs v1", lambda m: "bafybei" + base64.b32encode(m.raw(32)).decode().lower().rstrip("=")),
    ("jwt", lambda m: f"eyJhbGciOiJIUzI1NiJ9.{m.letters(BASE64, 60)}.{m.letters(BASE64, 43)}"),
    ("uuid", lambda m: str(uuid.UUID(bytes=m.raw(16)))),
    ("base58 as bitcoin", lambda m: "1" + m.letters(BASE58, 33)),
    ("base58 as tron", lambda m: "T" + m.letters(BASE58, 33)),
    ("base58 as monero", lambda m: "4" + m.letters(BASE58, 94)),
    ("base58 as solana", lambda m: str(bip.SolAddrEncoder.EncodeKey(m.ed()))),
    ("base58 as polkadot", lambda m: "1" + m.letters(BASE58, 46)),
    ("bech32 letters", lambda m: "bc1q" + m.letters(BECH32, 38)),
    ("base32 letters", lambda m: "G" + m.letters(BASE32, 55)),
    ("base64 as ton", lambda m: "EQ" + m.letters(BASE64, 46)),
    ("bitcoin test", lambda m: p2pkh(m, b"\x6f")),
    ("bitcoin test script", lambda m: p2sh(m, b"\xc4")),
    ("bitcoin test witness", lambda m: witness(m, prefix="tb", version=1, size=32)),
    ("cash test", lambda m: cash(m, "bchtest")),
    ("cardano test", lambda m: str(
        bip.AdaShelleyAddrEncoder.EncodeKey(
            m.ed(), pub_skey=m.ed(), net_tag=bip.AdaShelleyAddrNetworkTags.TESTNET
        ))),
    ("stellar seed", lambda m: str(
        bip.XlmAddrEncoder.EncodeKey(m.ed(), addr_type=bip.XlmAddrTypes.PRIV_KEY))),
    ("ripple seed", lambda m: str(
        bip.Base58Encoder.CheckEncode(b"\x21" + m.raw(16), bip.Base58Alphabets.RIPPLE))),
    ("nostr key", lambda m: str(bip.Bech32Encoder.Encode("npub", m.raw(32)))),
    ("lightning", lambda m: "lnbc2500u1" + m.letters(BECH32, 180)),
    ("onion", lambda m: base64.b32encode(m.raw(35)).decode().lower()),
    ("base64", lambda m: base64.b64encode(m.raw(48)).decode()),
    ("pgp line", lambda m: "mQINBF" + base64.b64encode(m.raw(43)).decode().rstrip("=")),
    ("api key", lambda m: "sk_live_" + m.letters(BASE58, 32)),
    ("parcel", lambda m: "RR" + m.letters("0123456789", 9) + "NL"),
    ("digits", lambda m: m.letters("123456789", 34)),
)  # fmt: skip
UNPROVEN = {("ethereum", "one-case"), ("solana", "pubkey")}  # no checksum: a changed letter is another address


def twin(address: str, mint: Mint) -> str:
    """The address with one letter of its own alphabet changed, and not only its case unless the case is the proof."""
    head = address.find(":") + 1
    while True:
        at = mint.chance.randrange(head, len(address))
        char = mint.chance.choice("".join(set(address[head:])))
        other = address[:at] + char + address[at + 1 :]
        if other.lower() != address.lower():
            return other


def rows(seed: int, each: int) -> Iterator[tuple[str, str, str, str]]:
    mint = Mint(seed)
    for coin, form, make in VALID:
        for turn in range(each):
            address = make(mint)
            yield "valid", coin, form, address
            if turn % 2 == 0 and (coin, form) not in UNPROVEN:
                yield "twin", coin, form, twin(address, mint)
    for name, make in DECOYS:
        for _ in range(each):
            yield "decoy", "-", name, make(mint)


def main() -> None:
    seed, each = int(sys.argv[1]), int(sys.argv[2])
    lines = ["\t".join(row) for row in rows(seed, each)]
    print("\n".join(lines))
    print(f"{len(lines)} rows, {hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:16]}", file=sys.stderr)


if __name__ == "__main__":
    main()
