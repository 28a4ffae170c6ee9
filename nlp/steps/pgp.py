"""PGP public key blocks, fingerprints and key ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from nlp.sheet import Sheet
from nlp.steps.packets import read_key
from tidewaiter.model.mention import MentionKind

_MARK = re.compile(r"-{4,6}\s?(BEGIN|END) PGP (PUBLIC KEY BLOCK|MESSAGE|SIGNATURE|SIGNED MESSAGE)\s?-{4,6}")
_GROUPS = re.compile(r"(?<![0-9A-Za-z])[0-9A-F]{4}(?:[ \xa0:]{1,2}[0-9A-F]{4}){9}(?![0-9A-Za-z])", re.I)
_RUN = re.compile(r"(?<![0-9A-Za-z])(?:0x)?([0-9A-F]{40}|[0-9A-F]{16}|[0-9A-F]{8})(?![0-9A-Za-z])", re.I)
_WORD = re.compile(r"pgp|gpg|fingerprint|key ?id|openpgp|지문|指纹|отпечат")
_NEAR = 40


def step(sheet: Sheet) -> None:
    for start, end, kind, body in _blocks(sheet.text):
        sheet.mask(start, end)
        if kind == "PUBLIC KEY BLOCK":
            _add_block(sheet, (start, end), body)
    for match in _GROUPS.finditer(sheet.text):
        _add_print(sheet, match.span(), re.sub(r"[^0-9A-F]", "", match[0].upper()))
    if _WORD.search(sheet.shade):
        for match in _RUN.finditer(sheet.text):
            if _WORD.search(sheet.shade, max(0, match.start() - _NEAR), match.start()):
                _add_print(sheet, match.span(), match[1].upper())


def _blocks(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, kind and body of each block; a block without its end runs to the next beginning, or to the end."""
    marks = list(_MARK.finditer(text))
    for mark, following in zip_longest(marks, marks[1:]):
        if mark[1] == "BEGIN":
            stop = following.start() if following else len(text)
            closed = following is not None and following[1] == "END"
            yield mark.start(), following.end() if following and closed else stop, mark[2], text[mark.end() : stop]


def _add_block(sheet: Sheet, span: tuple[int, int], body: str) -> None:
    try:
        key = read_key(body)
    except ValueError:
        return
    if key:
        sheet.add(
            MentionKind.PGP, span, value=key.fingerprint, rule="pgp:block", score=1.0 if key.sound else 0.5,
            suspected=not key.sound, verified=key.sound, form="block", version=key.version,
            algorithm=key.algorithm, created=key.created, users=list(key.users),
        )  # fmt: skip


def _add_print(sheet: Sheet, span: tuple[int, int], value: str) -> None:
    if not sheet.is_masked(*span) and re.search(r"\d", value):
        form = "fingerprint" if len(value) == 40 else "key-id"
        sheet.add(MentionKind.PGP, span, value=value, rule=f"pgp:{form}", score=0.9, verified=False, form=form)
        sheet.mask(*span)
