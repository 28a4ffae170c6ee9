"""Whichever reader made a statement, its days and ratings are worded in one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tidewaiter.model.forms import formed
from tidewaiter.model.sighting import Statement


def worded(statements: Iterable[Statement]) -> Iterator[Statement]:
    return (replace(one, fields=formed(one.fields)) for one in statements)
