"""Profiles for who asks again and again: a changed file is read anew, a broken one stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.schedule.conftest import PROFILE
from tidewaiter.schedule import profiles
from tidewaiter.schedule.profiles import Profiles


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one profile, and none that ship with the program."""
    monkeypatch.setattr(profiles, "shipped", lambda: tmp_path / "none")
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "pier.yaml").write_text(PROFILE)
    return folder


def titles(asked: Profiles) -> dict[str, str]:
    return {one.profile.source: one.profile.title for one in asked.readable()[0]}


def test_a_profile_that_changes_appears_or_goes_is_noticed(own: Path) -> None:
    asked = Profiles(own)
    assert titles(asked) == {"pier": "Pier"}
    (own / "pier.yaml").write_text(PROFILE.replace("title: Pier", "title: The Old Pier"))
    (own / "quay.yaml").write_text(PROFILE.replace("source: pier", "source: quay"))
    assert titles(asked) == {"pier": "The Old Pier", "quay": "Pier"}
    (own / "pier.yaml").unlink()
    assert titles(asked) == {"quay": "Pier"}


def test_a_half_saved_profile_is_named_stops_no_other_and_is_read_once_it_is_whole(own: Path) -> None:
    asked = Profiles(own)
    (own / "quay.yaml").write_text("source: quay\ntitle: [")
    for _ in range(2):
        found, broken = asked.readable()
        assert [one.profile.source for one in found] == ["pier"]
        assert "quay.yaml" in broken["quay"].where
    (own / "quay.yaml").write_text(PROFILE.replace("source: pier", "source: quay"))
    assert asked.readable()[1] == {}


def test_a_file_that_has_not_changed_is_read_once(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    before = profiles._read
    monkeypatch.setattr(profiles, "_read", lambda file: read.append(file) or before(file))
    asked = Profiles(own)
    for _ in range(3):
        asked.readable()
    assert read == [own / "pier.yaml"]
