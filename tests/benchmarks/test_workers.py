"""A slice of the benchmark of workers: it runs on real servers, and one worker and two make the same records."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.workers import binaries, run

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def test_one_worker_and_two_make_the_same_records_of_all_sources() -> None:
    if binaries() is None or shutil.which("redis-server") is None:
        pytest.skip("PostgreSQL and Redis are not installed (apt install postgresql redis-server)")
    told = run(3, 2, 0.1, (1, 2))
    assert told["same_records"] is True
    assert all(seconds > 2 * 0.1 for seconds in told["seconds"].values())
