"""Wallet addresses: found loosely, asserted only when their chain's checksum agrees."""

from __future__ import annotations

import re

from nlp.coins import Address, prove
from nlp.sheet import Sheet
from tidewaiter.model.mention import MentionKind

# Runs longer than 300 hold no address of any chain. The borders are spelt out because \b takes Hangul for a letter.
_RUN = re.compile(r"(?<![0-9A-Za-z])(?:bitcoincash:|BITCOINCASH:|-1:|0:)?[0-9A-Za-z]{25,300}(?![0-9A-Za-z])")
_TON = re.compile(r"(?<![0-9A-Za-z_\-+/=])(?:EQ|UQ|Ef|Uf)[A-Za-z0-9_\-+/]{46}(?![0-9A-Za-z_\-+/=])")
_SOLANA = re.compile(r"(?<![a-z])(?:sol|solana|phantom|spl)(?![a-z])")
_TON_WORD = re.compile(r"(?<![a-z])(?:ton|toncoin|tonkeeper)(?![a-z])")
_TOKEN = re.compile(r"(?<![a-z])(usdt|usdc|tether|trc-?20|erc-?20|bep-?20|테더|泰达)")
_TOKENS = {"usdc": "USDC"}  # every other word of the pattern means tether on the markets seen
_AROUND = 60


def step(sheet: Sheet) -> None:
    for match in _TON.finditer(sheet.text):
        _add(sheet, match)
    for match in _RUN.finditer(sheet.text):
        if not sheet.is_masked(*match.span()):
            _add(sheet, match)


def _add(sheet: Sheet, match: re.Match[str]) -> None:
    address = prove(match[0])
    if not address:
        return
    start, end = match.span()
    around = sheet.shade[max(0, start - _AROUND) : end + _AROUND // 2]
    score, suspected = _trust(address, around)
    if score:
        token = _TOKEN.search(around) if address.coin in ("tron", "ethereum", "ton", "solana") else None
        sheet.add(
            MentionKind.WALLET, (start, end), value=address.address, rule=f"wallet:{address.coin}/{address.form}",
            score=score, suspected=suspected, coin=address.coin, form=address.form,
            token=_TOKENS.get(token[1], "USDT") if token else None,
        )  # fmt: skip
        sheet.mask(start, end)


def _trust(address: Address, around: str) -> tuple[float, bool]:
    """Score, and whether it stays suspected. Without a checksum the words around must name the chain."""
    if address.proven:
        return 1.0, False
    if address.coin == "solana":
        return (0.9, False) if _SOLANA.search(around) else (0.0, True)
    if address.coin == "ton":
        named = bool(_TON_WORD.search(around))
        return (0.8 if named else 0.4), not named
    return 0.7, False
