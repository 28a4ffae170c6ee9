"""Templates of sources: kept by digest, the latest in use, nothing else ever read as one."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tidewaiter.store.templates import Templates

ONE, OTHER = "a" * 64, "b" * 64


def test_the_latest_is_in_use_and_earlier_ones_stay(tmp_path: Path) -> None:
    kept = Templates(tmp_path / "templates")
    assert kept.of("pier") == ""
    kept.keep("pier", ONE, "first")
    kept.keep("quay", ONE, "first")
    kept.keep("pier", OTHER, "second")
    assert (kept.of("pier"), kept.of("quay"), kept.of("other")) == ("second", "first", "")
    assert (tmp_path / "templates" / f"{ONE}.json").read_text() == "first"
    kept.keep("pier", ONE, "not written again: the digest says what it holds")
    assert kept.of("pier") == "first"


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    Templates(tmp_path / "t").keep("pier", ONE, "x")
    assert stat.S_IMODE((tmp_path / "t").stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in (tmp_path / "t").iterdir())


@pytest.mark.parametrize("source", ["", "../pier", "pier/x", "PIER"])
def test_a_name_that_is_no_source_has_none(tmp_path: Path, source: str) -> None:
    assert Templates(tmp_path).of(source) == ""


@pytest.mark.parametrize("written", ["", "../secret", "zz", "a" * 64])
def test_a_pointer_to_nothing_is_none(tmp_path: Path, written: str) -> None:
    (tmp_path / "secret.json").write_text("never read")
    (tmp_path / "pier.current").write_text(written)
    assert Templates(tmp_path).of("pier") == ""
