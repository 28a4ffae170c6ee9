"""The benchmark of the index that follows the database: what it tells is all there."""

from __future__ import annotations

import pytest

from benchmarks import index
from tests.search.elastic.servers import not_run


@pytest.mark.elasticsearch
@pytest.mark.slow
def test_every_record_reaches_both_indexes(capsys: pytest.CaptureFixture[str]) -> None:
    figures = index.measure(120)
    if "not_run" in figures["elasticsearch"]:
        not_run(figures["elasticsearch"]["not_run"])
    for side in ("embedded", "elasticsearch"):
        assert figures[side]["sound"] is True
        for what in ("catch_up", "rebuild"):
            assert set(figures[side][what]) == {"per_s", "per_cpu_s"}
    assert "nothing missing, doubled or stale" in capsys.readouterr().out


def test_a_rate_of_less_than_all_is_no_rate() -> None:
    with pytest.raises(SystemExit, match="3 records were told of 4"):
        index._rates(4, lambda: 3)
