"""The embedded index does what every index does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from tests.search.behaviour import *  # noqa: F403
from tidewaiter.search import EmbeddedIndex


@pytest.fixture(scope="module")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], EmbeddedIndex]:
    folder, numbers = tmp_path_factory.mktemp("indexes"), count()
    return lambda: EmbeddedIndex(folder / str(next(numbers)))
