"""Small trials in every run of the tests, great ones where there is time; `python -m tests.schedule.trial` tells figures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.schedule.trial.course import course
from tests.schedule.trial.ground import UP, WORKER, laid
from tests.schedule.trial.proof import Proof
from tests.schedule.trial.site import Site
from tests.schedule.trial.strikes import ASLEEP, FROZEN

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
SILENT = 10.0  # seconds; the product waits for 60
LIMIT = 400


@pytest.fixture
def folder() -> Iterator[Path]:
    """With a short path: a socket's may have 107 letters."""
    made = Path(tempfile.mkdtemp(prefix="tw-"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.parametrize(
    ("servers", "script"),
    [
        pytest.param(False, ["crawl", ASLEEP, UP, FROZEN], id="sqlite"),
        pytest.param(True, ["postgresql", "redis", WORKER, "postgresql"], id="servers"),
    ],
)
def test_whatever_is_killed_or_sleeps_each_due_run_is_done_once(folder: Path, servers: bool, script: list[str]) -> None:
    with laid(folder, Site(2, wait=0.6), silent=SILENT, servers=servers, workers=1) as ground:
        run = course(ground, seed=7, script=list(script))
        run.run(4, every=(3, 5), limit=LIMIT)
        assert Proof(run).faults() == []
        assert [one.what for one in run.killer.struck] == script, "all of it was struck while runs were due"


@pytest.mark.full
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("servers", [False, True], ids=["sqlite", "servers"])
def test_two_hundred_runs_of_twenty_sources(folder: Path, servers: bool) -> None:
    with laid(folder, Site(20), servers=servers) as ground:
        run = course(ground, seed=20261124)
        run.run(200, every=(5, 15), limit=6600)
        assert Proof(run).faults() == []
        assert len(run.killer.struck) > 50
