"""How long until a reader in another process finds a changed record."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.search.apart import end_with_parent
from benchmarks.search.records import entries
from benchmarks.search.timing import Took, spread
from tidewaiter.search import EmbeddedIndex, Question
from tidewaiter.search.question import parse

_CHANGES = 30
_LONGEST = 30.0
_PAUSE = 0.002  # between two looks of the reader


def visible(home: Path, scratch: Path) -> dict[str, Any]:
    """Milliseconds from before the put of one changed record until the reader's search has it, over some changes.

    The index is left as it is: another folder is written to, which shares its files. They are never written twice.
    """
    shutil.copytree(home, scratch, symlinks=True, copy_function=os.link)
    index = EmbeddedIndex(scratch)
    context = multiprocessing.get_context("spawn")
    ours, its = context.Pipe()
    reader = context.Process(target=_read, args=(its, scratch), daemon=True)
    reader.start()
    try:
        waited = [_change(index, ours, number) for number in range(_CHANGES)]
    finally:
        reader.terminate()
        reader.join(_LONGEST)
        index.close()
        _cleared(scratch)
    return {name: value for name, value in spread(waited).items() if name.startswith("wall")}


def _cleared(folder: Path) -> None:
    """Merges of the index that was closed may still be writing."""
    deadline = time.monotonic() + _LONGEST
    while folder.exists() and time.monotonic() < deadline:
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(0.05)


def _change(index: EmbeddedIndex, reader: Connection, number: int) -> Took:
    word = f"changedto{number}"
    (old,) = entries(1, number * 7)
    reader.send(word)
    if not reader.poll(_LONGEST) or reader.recv() != "looking":
        sys.exit("script/bench: the reading process does not answer")
    began = time.monotonic()
    index.put([replace(old, revision=2, body=f"{old.body} {word}")])
    index.commit()
    if not reader.poll(_LONGEST):
        sys.exit("script/bench: the reading process never saw the changed record")
    seen = float(reader.recv())
    return Took(0.0, seen - began)


def _read(asked: Connection, home: Path) -> None:
    end_with_parent()
    index = EmbeddedIndex(home)
    while True:
        question = Question(parse(asked.recv()), facets=())
        asked.send("looking")
        while not index.search(question).total:
            time.sleep(_PAUSE)
        asked.send(time.monotonic())  # one clock for all processes of a machine
