"""Figures for a spreadsheet: CSV that no spreadsheet takes for a formula, whatever collected text is in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from tidewaiter.model.plain import line

# What a spreadsheet may take a cell that begins so for; the wide forms where it is set to Chinese, Japanese or Korean.
_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
_LETTERS = 32_000  # of one cell; a spreadsheet holds 32,767


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Numbers stay numbers; text that could be a formula gets an apostrophe before it; nothing is an empty cell."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow(header)
    sheet.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    text = line(value, _LETTERS)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
