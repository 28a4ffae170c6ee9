"""One index for the console's threads: pages that go on are found, or said to be gone, whoever asks meanwhile."""

from __future__ import annotations

import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import pytest

from tidewaiter.model.errors import WrongUse
from tidewaiter.search import EmbeddedIndex
from tidewaiter.search.embedded.snapshots import Snapshots


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads that take turns after every few steps."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def together(work: Any, threads: int = 8) -> list[BaseException]:
    faults: list[BaseException] = []

    def one(number: int) -> None:
        try:
            work(number)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the test tells it
            faults.append(fault)

    begun = [threading.Thread(target=one, args=(number,)) for number in range(threads)]
    for thread in begun:
        thread.start()
    for thread in begun:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in begun)
    return faults


class Slow(OrderedDict[str, Any]):
    """Lets the other threads go on as soon as something is kept."""

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        time.sleep(0.001)


def test_what_more_threads_than_are_kept_keep_at_once_breaks_nothing() -> None:
    kept = Snapshots(lambda: 0.0)
    kept._kept = Slow()
    searcher = cast("Any", object())

    def work(number: int) -> None:
        for turn in range(5):
            kept.keep(f"{number}-{turn}", searcher)
            with suppress(WrongUse):  # eight others were kept since
                assert kept.find(f"{number}-{turn}", searcher, "now") is searcher

    assert together(work, threads=16) == []


def test_threads_that_search_first_open_the_index_once(
    tmp_path: Path, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    open_ = EmbeddedIndex._open

    def counted(index: EmbeddedIndex, folder: Path) -> Any:
        opened.append(folder)
        return open_(index, folder)

    monkeypatch.setattr(EmbeddedIndex, "_open", counted)
    index = EmbeddedIndex(tmp_path)
    assert together(lambda number: index.count()) == []
    assert len(opened) == 1
