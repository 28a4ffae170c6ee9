"""Writes that are whole or named as failed."""

import os

import pytest

from tidewaiter.store.evidence.disk import sync, sync_folder, write_all, write_new


def test_short_writes_are_gone_on_with(tmp_path, monkeypatch):
    real = os.pwrite
    monkeypatch.setattr("os.pwrite", lambda file, raw, offset: real(file, bytes(raw)[:3], offset))
    handle = os.open(tmp_path / "a", os.O_WRONLY | os.O_CREAT)
    write_all(handle, b"0123456789", 4)
    sync(handle)
    os.close(handle)
    assert (tmp_path / "a").read_bytes() == bytes(4) + b"0123456789"


def test_a_new_file_is_whole_and_its_owners(tmp_path):
    write_new(tmp_path / "a", b"whole")
    assert (tmp_path / "a").read_bytes() == b"whole"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_nothing_is_ever_replaced(tmp_path):
    (tmp_path / "a").write_bytes(b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"second")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"first"]


def test_a_failed_write_leaves_neither_the_file_nor_half_of_it(tmp_path, monkeypatch):
    def full(file, raw, offset):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.pwrite", full)
    with pytest.raises(OSError, match="No space left"):
        write_new(tmp_path / "a", b"whole")
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_half_does_not_stand_in_the_way(tmp_path):
    (tmp_path / ".a.half").write_bytes(b"a longer half of an earlier try")
    write_new(tmp_path / "a", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"whole"


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "gone")
