"""CSV that a spreadsheet opens without running anything that a seller wrote."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tidewaiter.desk.cli.sheet import print_csv

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＠x", "\u200b=1"]


@pytest.mark.parametrize("written", FORMULAS, ids=range(len(FORMULAS)))
def test_no_cell_begins_a_formula(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(("name",), [(written,)])
    _, (cell,) = csv.reader(io.StringIO(capsys.readouterr().out))
    assert cell[0] in "'\ufffd"


def test_numbers_stay_numbers_and_nothing_stays_empty(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(("a", "b", "c", "d"), [(-1, 0.5, None, True)])
    assert capsys.readouterr().out == "a,b,c,d\n-1,0.5,,True\n"


@given(some.lists(some.text(max_size=20), min_size=2, max_size=2))
def test_whatever_is_written_a_row_is_one_line_with_its_cells(written: list[str]) -> None:
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        print_csv(("a", "b"), [written])
    lines = out.getvalue().split("\n")
    assert len(lines) == 3
    assert len(next(csv.reader([lines[1]]))) == 2
