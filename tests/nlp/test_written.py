"""Texts written for these tests before the lexicons were looked at: thirteen kinds, sixteen languages, innocent ones too.

`first` was mended after (classes of errors, not its words), so its floor only guards; docs/extraction.md tells the
first-run figures. Nothing was mended by `seventh`: leave its words out of lexicons and rules.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import nlp
from nlp.evaluate import Evaluation, evaluate
from nlp.evaluate.marked import read_marked
from tidewaiter.model.errors import WrongUse

FOLDER = Path(__file__).parent / "written"


def scored(name: str) -> Evaluation:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return evaluate(read_marked(lines, f"{name}.txt"))


@pytest.mark.parametrize(
    ("name", "floor", "texts"),
    [("first", 0.88, 143), ("second", 0.87, 41), ("fifth", 0.91, 154), ("sixth", 0.88, 62), ("seventh", 0.85, 120)],
)
def test_all_kinds_together_hold_their_floor(name: str, floor: float, texts: int) -> None:
    result = scored(name)
    assert result.texts == texts
    assert result.tallies["documents", "all", "all"].as_json()["f1"] >= floor


@pytest.mark.parametrize(("name", "floor", "innocent"), [("third", 0.9, 3), ("fourth", 0.95, 1)])
def test_drugs_alone_hold_their_floor(name: str, floor: float, innocent: int) -> None:
    """Sets in which only drugs are marked; the floors guard what was mended since (`fourth`: its first run)."""
    result = scored(name)
    assert result.tallies["documents", "drug", "all"].as_json()["f1"] >= floor
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    quiet = [text for text in read_marked(lines, name) if text.innocent]
    alarmed = [
        text.id for text in quiet if any(m.kind == "drug" and m.status == "asserted" for m in nlp.extract(text.text))
    ]
    assert len(quiet) >= 15
    assert len(alarmed) <= innocent, alarmed


def test_marks_nest_and_give_spans_of_the_plain_text() -> None:
    (text,) = read_marked(
        ["@ ko chat offer", "[땅[좌표|m drop]|c buried] [떨|ds cannabis] [2-5g|q 2-5 g] [x] [30만|p 3e5 KRW]"], "x"
    )
    assert text.text == "땅좌표 떨 2-5g x 30만"
    found = [(span.fact, text.text[span.start : span.end], span.sub) for span in text.spans]
    assert found == [
        (("ship_method", "drop"), "좌표", ""), (("concealment", "buried"), "땅좌표", ""),
        (("drug", "cannabis"), "떨", "strain"), (("quantity", "2-5 g"), "2-5g", ""), (("price", "300000 KRW"), "30만", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["[x|z cocaine]", "[x|d]", "[|d mdma]", "[1g|q g]", "[1g|q a g]", "[x|db]", "[x|qq 1 g]"]
)
def test_a_wrong_mark_is_named_with_its_line(line: str) -> None:
    with pytest.raises(WrongUse) as fault:
        list(read_marked(["", "@ en chat offer", line], "gold.txt"))
    assert "gold.txt:2" in str(fault.value.where)
