"""PGP: key blocks, signatures, fingerprints and key ids."""

from __future__ import annotations

import re

from nlp.begins import beginning, matches, starts
from nlp.sheet import Sheet
from nlp.steps.armour import Block, blocks
from nlp.steps.packets import read_issuer, read_key
from tidewaiter.model.mention import MentionKind

_FREE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# Forty digits (versions 4 and 5 of old), sixty-four (version 6), in fours or in pairs with colons.
_GROUPS = re.compile(
    rf"{_FREE}(?:0x)?(?:[0-9A-F]{{4}}(?:[ \t\xa0:\-_.]{{1,3}}\n?[0-9A-F]{{4}}){{9}}"
    rf"(?:(?:[ \xa0:]{{1,3}}\n?[0-9A-F]{{4}}){{6}})?|[0-9A-F]{{2}}(?:[:\-][0-9A-F]{{2}}){{19}}){_END}",
    re.I,
)
_GROUPS_BEGIN = beginning(
    "0-9A-Fa-f", not_behind="0-9A-Za-z", then=r"(?:[xX][0-9A-Fa-f]|[0-9A-Fa-f]{3}[ \t\xa0:\-_.]|[0-9A-Fa-f][:\-])"
)
_RUN = re.compile(
    rf"{_FREE}(?:0x)?([0-9A-F]{{64}}|[0-9A-F]{{40}}|[0-9A-F]{{16}}|[0-9A-F]{{8}}|[0-9A-F]{{4}}(?: [0-9A-F]{{4}}){{3}})"
    rf"{_END}",
    re.I,
)
_WORD = re.compile(
    r"pgp|gpg|fingerprint|key ?-?id|openpgp|(?<![a-z])fpr?(?![a-z])|지문|指纹|指紋|отпечат|フィンガー|公開鍵|vân tay|ลายนิ้วมือ"  # noqa: E501
)
_SIZED = re.compile(r"(?:rsa|dsa|elg|ed|cv|nistp|brainpoolp)\d{3,5}/$")
_NEAR = 40
_OTHER_HASH = re.compile(r"(?:sha-?\d|md5|commit|txid?|checksum|tls|ssl|certificate)[^\w]{0,4}$")


def step(sheet: Sheet) -> None:
    for block in blocks(sheet.text) if "pgp" in sheet.shade else ():
        sheet.mask(block.start, block.end)
        if block.kind in ("public", "private"):
            _add_key(sheet, block)
        elif block.kind == "signature":
            _add_signer(sheet, block)
    for match in matches(_GROUPS, sheet.text, starts(_GROUPS_BEGIN, sheet.text)):
        _add_print(sheet, match.span(), match[0])
    if _WORD.search(sheet.shade) or "/" in sheet.text:
        for match in _RUN.finditer(sheet.text):
            before = sheet.shade[max(0, match.start() - _NEAR) : match.start()]
            if (_WORD.search(before) and not _OTHER_HASH.search(before)) or _SIZED.search(before):
                _add_print(sheet, match.span(), match[1])


def _add_key(sheet: Sheet, block: Block) -> None:
    try:
        key = read_key(block.body, secret=block.kind == "private")
    except ValueError:
        return
    if key:
        form = "block" if block.kind == "public" else "private-block"
        sheet.add(
            MentionKind.PGP, (block.start, block.end), value=key.fingerprint, rule=f"pgp:{form}",
            score=1.0 if key.sound else 0.9 if key.whole else 0.5, suspected=not key.whole, verified=key.sound,
            form=form, version=key.version, algorithm=key.algorithm, created=key.created, users=list(key.users),
        )  # fmt: skip


def _add_signer(sheet: Sheet, block: Block) -> None:
    """Who signed: the signature itself is not checked (that needs the key), so nothing here is verified."""
    try:
        issuer = read_issuer(block.body)
    except ValueError:
        return
    if issuer:
        sheet.add(
            MentionKind.PGP, (block.start, block.end), value=issuer[0], rule="pgp:signature",
            score=0.9 if issuer[1] else 0.5, suspected=not issuer[1], verified=False, form="signature",
        )  # fmt: skip


def _add_print(sheet: Sheet, span: tuple[int, int], written: str) -> None:
    value = re.sub(r"[^0-9A-F]", "", written.upper().removeprefix("0X"))
    # Digits alone, or few different ones, are a date's, an account's or a card's; letters alone are a word's.
    named = sheet.text[span[0] : span[0] + 2].lower() == "0x"
    if (
        sheet.is_masked(*span)
        or len(set(value)) < 4
        or not (named or (re.search(r"[A-F]", value) and re.search(r"\d", value)))
    ):
        return
    form = "fingerprint" if len(value) in (40, 64) else "key-id"
    sheet.add(MentionKind.PGP, span, value=value, rule=f"pgp:{form}", score=0.9, verified=False, form=form)
    sheet.mask(*span)
