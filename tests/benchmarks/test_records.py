"""The generator: the same records in every run, and shaped as the questions need them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.search.questions import kinds
from benchmarks.search.records import FOREIGN, entries, vocabulary

ROOT = Path(__file__).parents[2]
TOLD = """
from benchmarks.search.questions import kinds
from benchmarks.search.records import entries
print(list(entries(1200)), [question for kind in kinds() for question in kind.questions()])
"""


@pytest.mark.parametrize(("count", "first"), [(1, 0), (10, 995), (2_000, 500), (1_000, 1_000), (3, 123_456)])
def test_a_record_is_the_same_wherever_one_begins(count: int, first: int) -> None:
    before = list(entries(first + count)) if first < 10_000 else [next(entries(1, first + n)) for n in range(count)]
    assert list(entries(count, first)) == before[-count:]


def test_another_process_makes_the_same_records_and_questions() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", TOLD], cwd=ROOT, capture_output=True, check=True, timeout=120,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert told[0] == told[1]
    assert len(told[0]) > 1_000_000


def test_ids_differ_and_every_language_is_there() -> None:
    made = list(entries(4_000))
    assert len({one.id for one in made}) == len(made)
    spoken = Counter(one.language for one in made)
    assert set(spoken) == {"en", *FOREIGN}
    for language, (share, _) in FOREIGN.items():
        assert share / 2 < spoken[language] / len(made) < share * 2, language


def test_records_are_as_an_index_takes_them() -> None:
    for one in entries(500):
        assert one.first_seen <= one.last_seen
        assert one.title
        assert one.body
        assert one.drugs
        assert one.price is not None
        assert one.price > 0
        assert (one.worth is None) == (one.currency == "XYZ")


def test_common_words_are_common_and_rare_ones_rare() -> None:
    stands = Counter(word for one in entries(2_000) for word in {*one.body.lower().replace(".", "").split()})
    words = vocabulary()
    assert stands[words[0]] > 1_500
    assert all(stands[word] > 5 for word in words[:200])
    assert sum(stands[word] > 20 for word in words[3_000:20_000]) < 20


def test_every_kind_asks_as_often_as_it_says() -> None:
    names = [kind.name for kind in kinds()]
    assert len(set(names)) == len(names) == 13
    for kind in kinds():
        asked = list(kind.questions())
        assert len(asked) == kind.asked
        assert asked == list(kind.questions())
