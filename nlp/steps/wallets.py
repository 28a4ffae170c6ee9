"""Wallet addresses: found loosely, asserted only when their chain's checksum agrees."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from nlp.coins import Address, prove
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind

# Runs longer than 900 hold no address of any chain (the longest: Zcash unified ones with receivers yet unknown).
# The borders are spelt out because \b takes Hangul for a letter.
_RUN = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:(?:bitcoincash|ecash|simpleledger):|-1:|0:)?[0-9A-Za-z]{25,900}|(?:bc|ltc)1[0-9A-Za-z]{8,25})"
    r"(?![0-9A-Za-z])",
    re.I,
)
_SHORTEST = 25  # but for the segregated witness addresses of Bitcoin and Litecoin
_TON = re.compile(r"(?<![0-9A-Za-z_\-+/=])(?:EQ|UQ|Ef|Uf)[A-Za-z0-9_\-+/]{46}(?![0-9A-Za-z_\-+/=])")
_SOLANA = re.compile(r"(?<![a-z])(?:sol|solana|phantom|spl|solflare)(?![a-z])|솔라나|索拉纳|ソラナ|солана")
_TON_WORD = re.compile(r"(?<![a-z])(?:ton|toncoin|tonkeeper)(?![a-z])|톤코인")
_TOKEN = re.compile(
    r"(?<![a-z])(?P<usdc>usdc|usd coin)|(?<![a-z])(?P<dai>dai)(?![a-z])|(?<![a-z])(?P<busd>busd)|"
    r"(?P<usdt>(?<![a-z])(?:usdt|tether)|테더|泰达|泰達|тезер|юсдт|テザー)"
)
_NETWORK = re.compile(r"(?<![a-z])(?:trc|erc|bep)-?\s?20(?!\d)")  # alone it means tether on the markets seen
_HOSTS = frozenset({"tron", "ethereum", "ton", "solana", "algorand", "stellar", "polkadot", "tezos", "cosmos"})
_AROUND = 60
# A wallet's URI: what stands before the address, and the question behind it (BIP 21, EIP 681, Monero, Solana Pay, TON).
_SCHEME = re.compile(r"(?<![a-z])(?:web\+)?[a-z]{3,12}:(?://(?:transfer/)?|pay-|pay\?destination=)?$")
_CALL = re.compile(r"(?:@\d{1,6})?/transfer\?")
_ASKED = re.compile(r"(?:@\d{1,6})?[?&][^\s<>\"']{3,300}")
_AMOUNT = re.compile(r"[?&](?:amount|tx_amount)=(\d{1,12}(?:\.\d{1,18})?)(?![\d.])")
_PAYS = frozenset(
    "bitcoin litecoin dogecoin dash zcash bitcoincash ethereum monero tron ripple xrpl xrp ton solana cardano stellar "
    "algorand tezos".split()
)


def step(sheet: Sheet) -> None:
    if sheet.widest < _SHORTEST and "bc1" not in sheet.shade and "ltc1" not in sheet.shade:
        return
    for match in _TON.finditer(sheet.text):
        _add(sheet, match)
    for match in _RUN.finditer(sheet.text):
        if not sheet.is_masked(*match.span()):
            _add(sheet, match)


def _add(sheet: Sheet, match: re.Match[str]) -> None:
    start, end = match.span()
    around = sheet.shade[max(0, start - _AROUND) : end + _AROUND // 2]
    address = prove(match[0], solana_named=bool(_SOLANA.search(around)))
    if not address:
        return
    if _CALL.match(sheet.shade, end):
        sheet.mask(start, end)  # the token's contract; the one who is paid stands in the question behind it
        return
    score, suspected = _trust(address, around)
    left, right, amount = _link(sheet, start, end)
    more: dict[str, Any] = {"amount": amount} if amount else {}
    sheet.add(
        MentionKind.WALLET, (start, end), value=address.address, rule=f"wallet:{address.coin}/{address.form}",
        score=score, suspected=suspected, coin=address.coin, form=address.form,
        token=_token(sheet, start, end) if address.coin in _HOSTS else None, **more,
    )  # fmt: skip
    sheet.mask(left, right)


def _trust(address: Address, around: str) -> tuple[float, bool]:
    """Score, and whether it stays suspected. Without a checksum the words around must name the chain."""
    if address.proven:
        return 1.0, False
    if address.coin == "solana":
        return 0.9, False  # asked for only where the chain is named
    if address.coin == "ton":
        named = bool(_TON_WORD.search(around))
        return (0.8 if named else 0.4), not named
    return 0.7, False


def _link(sheet: Sheet, start: int, end: int) -> tuple[int, int, str | None]:
    """The span of the payment URI around an address, and the amount it asks for."""
    scheme = _SCHEME.search(sheet.shade, max(0, start - 40), start)
    if not scheme or re.split(r"[+:]", scheme[0].removeprefix("web+"))[0] not in _PAYS:
        return start, end, None
    asked = _ASKED.match(sheet.text, end)
    amount = _AMOUNT.search(asked[0]) if asked else None
    return scheme.start(), asked.end() if asked else end, amount[1] if amount else None


def _token(sheet: Sheet, start: int, end: int) -> str | None:
    """The token whose word stands nearest before the address since the last one, or behind it on its line."""
    at = bisect_right(sheet.masked, (start, start))
    last = sheet.masked[at - 1][1] if at else 0
    before = sheet.shade[max(last, start - _AROUND) : start]
    line = before.rpartition("\n")[2]
    label = line if re.search(r"\w", line) else before
    behind = sheet.shade[end : end + _AROUND // 2].partition("\n")[0].lstrip(" ([-–—=:/,")
    for found in ([*_TOKEN.finditer(label)], [m for m in (_TOKEN.match(behind),) if m]):
        if found:
            return (found[-1].lastgroup or "").upper()
    return "USDT" if _NETWORK.search(label) or _NETWORK.match(behind) else None
