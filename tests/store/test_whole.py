"""A file is replaced as one, closed to others, and never lost."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from tidewaiter.store.whole import write_whole


@pytest.mark.parametrize("durable", [False, True])
@pytest.mark.parametrize("content", [b"new", "new"])
def test_the_old_file_goes_as_the_new_one_comes_and_nothing_else_is_left(
    durable: bool, content: bytes | str, tmp_path: Path
) -> None:
    file = tmp_path / "key"
    file.write_bytes(b"old and longer")
    file.chmod(0o644)
    (tmp_path / "key.part").write_bytes(b"half of what a crash left, and longer than all")
    (tmp_path / "key.part").chmod(0o666)
    write_whole(file, content, durable=durable)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o600)
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


def test_a_disk_that_refuses_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "key"
    write_whole(file, b"old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, b"new", durable=True)
    assert file.read_bytes() == b"old"


def test_who_reads_meanwhile_finds_one_or_the_other(tmp_path: Path) -> None:
    file = tmp_path / "progress.json"
    texts = ["a" * 40_000, "b" * 50_000]
    write_whole(file, texts[0])
    done = threading.Event()

    def write() -> None:
        for turn in range(300):
            write_whole(file, texts[turn % 2])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    odd = set()
    while not done.is_set():
        odd |= {file.read_text()} - set(texts)
    writer.join(timeout=60)
    assert not writer.is_alive()
    assert odd == set()


def test_text_is_utf_8_and_a_missing_folder_is_said(tmp_path: Path) -> None:
    write_whole(tmp_path / "x", "한국어")
    assert (tmp_path / "x").read_text(encoding="utf-8") == "한국어"
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "gone" / "x", b"")
