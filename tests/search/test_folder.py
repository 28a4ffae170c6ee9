"""The embedded index's folder in bad states: each is said with what to do, and a rebuild mends it; nothing is emptied."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from tests.search.corpus import FEW, generated
from tidewaiter.model.errors import StoreFailed
from tidewaiter.search import EmbeddedIndex, Question
from tidewaiter.search.question import parse

ROOT = Path(__file__).parents[2]
MANY = generated(300)


def filled(home: Path) -> Path:
    index = EmbeddedIndex(home)
    index.put(MANY)
    index.commit()
    index.close()
    return (home / "current").resolve()


def files(ending: str, change: Callable[[Path], object]) -> Callable[[Path, Path], None]:
    def damage(home: Path, live: Path) -> None:
        found = list(live.glob(f"*{ending}"))
        assert found
        for one in found:
            change(one)

    return damage


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20])


def garbled(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[: len(whole) // 2] = b"\xff" * (len(whole) // 2)
    file.write_bytes(bytes(whole))


def older(home: Path, live: Path) -> None:
    old = live.with_name("records-s1-a1-7")
    live.rename(old)
    relink(home, old.name)


def relink(home: Path, name: str) -> None:
    (home / "current").unlink()
    (home / "current").symlink_to(name)


DAMAGE = {
    "names cut": (files("meta.json", cut), "damaged"),
    "names gone": (files("meta.json", Path.unlink), "what names its parts is gone"),
    "words cut": (files(".idx", cut), "damaged"),
    "words gone": (files(".term", Path.unlink), "damaged"),
    "places gone": (files(".pos", Path.unlink), "damaged"),
    "store garbled": (files(".store", garbled), "damaged"),
    "another version": (older, "built by another version of this program: records-s1-a1-7"),
    "folder gone": (lambda home, live: relink(home, "records-s3-a1-99"), "folder is gone"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_said_and_a_rebuild_mends_it(tmp_path: Path, what: str) -> None:
    damage, says = DAMAGE[what]
    damage(tmp_path, filled(tmp_path))
    index = EmbeddedIndex(tmp_path)
    for ask in (lambda: index.search(Question(parse('"pure lab" OR pure'))), lambda: index.held()):
        try:
            ask()
        except StoreFailed as fault:
            said = fault
    assert says in said.what
    assert "tidewaiter index rebuild" in said.todo
    fresh = index.beside()
    fresh.put(MANY)
    index.adopt(fresh)
    assert index.count() == len(MANY)
    assert index.search(Question(parse("pure"))).total
    index.close()


def test_a_folder_in_place_of_the_link_is_left_alone_and_said(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    (tmp_path / "current" / "mine").write_text("kept")
    index = EmbeddedIndex(tmp_path)
    for ask in (index.count, lambda: index.put(FEW), index.beside):
        with pytest.raises(StoreFailed, match="is no link") as told:
            ask()
        assert "move it away" in told.value.todo
    assert (tmp_path / "current" / "mine").read_text() == "kept"


def test_a_file_in_place_of_the_home_is_said(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("x")
    with pytest.raises(StoreFailed, match="cannot be used"):
        EmbeddedIndex(tmp_path / "index").count()


def test_an_index_of_another_version_is_never_emptied(tmp_path: Path) -> None:
    older(tmp_path, filled(tmp_path))
    for _ in range(2):
        with pytest.raises(StoreFailed, match="another version"):
            EmbeddedIndex(tmp_path).put(FEW)
    assert (tmp_path / "records-s1-a1-7" / "meta.json").exists()


FULL = """
import resource, sys
from pathlib import Path
from tests.search.corpus import generated
from tidewaiter.model.errors import StoreFailed
from tidewaiter.search import EmbeddedIndex
index = EmbeddedIndex(Path(sys.argv[1]))
many = generated(4_000)
before = index.count()
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))  # a file that grows further is refused, as on a full disk
try:
    index.put(many)
    index.commit()
except StoreFailed as fault:
    print(fault)
else:
    sys.exit("the disk was not full")
assert index.count() == before
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
index.put(many)
index.commit()
print(index.count())
"""


def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room(tmp_path: Path) -> None:
    filled(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    said, count = done.stdout.splitlines()
    assert "did not take what was written" in said
    assert "waits in the outbox" in said
    assert count == "4000"


READER = """
import sys, time
from pathlib import Path
from tidewaiter.search import EmbeddedIndex
index = EmbeddedIndex(Path(sys.argv[1]))
for line in sys.stdin:
    wanted, end = int(line), time.monotonic() + 1
    while index.count() != wanted and time.monotonic() < end:
        time.sleep(0.005)
    print(index.count(), flush=True)
"""


def test_a_reader_in_another_process_sees_commits_and_swaps_within_a_second(tmp_path: Path) -> None:
    filled(tmp_path)
    index = EmbeddedIndex(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        bound = Timer(60, reader.kill)
        bound.start()

        def seen(count: int) -> int:
            reader.stdin.write(f"{count}\n")  # type: ignore[union-attr]
            reader.stdin.flush()  # type: ignore[union-attr]
            return int(reader.stdout.readline())  # type: ignore[union-attr]

        assert seen(300) == 300
        for number in range(1, 4):
            index.put(FEW[number - 1 : number])
            index.commit()
            assert seen(300 + number) == 300 + number
        fresh = index.beside()
        fresh.put(FEW)
        fresh.commit()
        assert seen(303) == 303, "a rebuild is not seen before the swap"
        index.adopt(fresh)
        assert seen(len(FEW)) == len(FEW)
        reader.communicate(timeout=30)
        bound.cancel()
    index.close()
