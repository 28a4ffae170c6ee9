"""Lists as CSV, for a spreadsheet that must not run what a seller wrote."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from tidewaiter.model.plain import plain

CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet; no cell is a formula.")]

# What spreadsheets take for a formula's first letter (OWASP, CSV injection), and the wide forms that some of them fold.
_FORMULA = frozenset("=+-@|%\t\r\n＝＋－＠")


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns and rows on standard output. Text is one line a cell and never begins a formula; numbers stay numbers."""
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    sheet.writerow(columns)
    sheet.writerows([_cell(one) for one in row] for row in rows)


def _cell(value: object) -> object:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    text = " ".join(plain(value).split())
    return f"'{text}" if text[:1] in _FORMULA else text
