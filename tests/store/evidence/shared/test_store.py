"""What is put into the store is there once, whole, proven; and nothing of it is ever replaced."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from tests.s3_server import BUCKET, S3Server
from tidewaiter.model.errors import EvidenceDamaged, StoreFailed
from tidewaiter.store.evidence.shared import Location, SharedStore

NAME = "warc/r-00001.warc.gz"


def put(store: SharedStore, folder: Path, raw: bytes, name: str = NAME) -> None:
    file = folder / f"source-{threading.get_ident()}"
    file.write_bytes(raw)
    store.put(file, name, size=len(raw), sha256=hashlib.sha256(raw).hexdigest())


def test_what_was_put_is_read_in_whole_and_in_pieces(store: SharedStore, tmp_path: Path) -> None:
    raw = os.urandom(3 << 20)
    put(store, tmp_path, raw)
    assert store.read(NAME) == raw
    for offset, length in ((0, 10), (5, 1 << 20), ((3 << 20) - 4, 4), ((3 << 20) - 4, 100), (1 << 21, 1 << 20)):
        assert store.read(NAME, offset, length) == raw[offset : offset + length]
    assert store.names("warc") == {NAME: 3 << 20}
    assert (store.size(NAME), store.size("warc/other"), store.names("nothing")) == (3 << 20, None, {})
    with pytest.raises(FileNotFoundError):
        store.read("warc/other", 0, 10)


def test_to_put_the_same_again_changes_nothing(store: SharedStore, tmp_path: Path) -> None:
    for _ in range(2):
        put(store, tmp_path, b"page")
    assert store.names("") == {NAME: 4}


@pytest.mark.parametrize("other", [b"pagf", b"page, and more", b""], ids=["same-size", "longer", "empty"])
def test_another_file_of_the_name_is_refused_and_what_is_there_stays(
    store: SharedStore, tmp_path: Path, other: bytes
) -> None:
    put(store, tmp_path, b"page")
    with pytest.raises(EvidenceDamaged, match="another file of this name"):
        put(store, tmp_path, other)
    assert store.read(NAME) == b"page"


def test_what_is_spoilt_on_its_way_leaves_the_name_free_for_the_next_put(store: SharedStore, tmp_path: Path) -> None:
    file = tmp_path / "changed-while-it-went"
    file.write_bytes(b"pagf")
    with pytest.raises(StoreFailed, match="gives back"):
        store.put(file, NAME, size=4, sha256=hashlib.sha256(b"page").hexdigest())
    assert store.names("") == {}
    put(store, tmp_path, b"page")
    assert store.read(NAME) == b"page"


def test_of_two_who_put_at_once_one_wins_and_the_other_hears_of_it(store: SharedStore, tmp_path: Path) -> None:
    heard: list[str] = []

    def one(raw: bytes) -> None:
        try:
            put(store, tmp_path, raw)
            heard.append("put")
        except (EvidenceDamaged, StoreFailed):
            heard.append("refused")

    threads = [threading.Thread(target=one, args=(bytes([n]) * 5000,)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(heard) == ["put", "refused"]
    assert store.read(NAME) in (b"\x01" * 5000, b"\x02" * 5000)


_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tidewaiter.store.evidence.shared", "s3fs"])


def begin_and_put(file: Path, place: Location, environment: dict[str, str], sha256: str, begun: Event) -> None:
    store = SharedStore(place, environment)
    store.names("")
    begun.set()
    store.put(file, NAME, size=file.stat().st_size, sha256=sha256)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["folder", "s3"])
def test_killed_in_the_midst_of_an_upload_nobody_sees_a_half_and_the_next_one_is_whole(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "big"
    file.write_bytes(os.urandom(1 << 20) * 140)  # more than one part of an upload
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    place, endpoint, more = str(tmp_path / "shared"), "", {}
    if kind == "s3":
        server: S3Server = request.getfixturevalue("s3_server")
        place, endpoint = f"s3://{BUCKET}/{request.getfixturevalue('prefix')}", server.endpoint
        more = server.environment
    store = SharedStore(Location.parse(place, home=tmp_path, endpoint=endpoint), more)
    cut = 0
    for wait in (0.01, 0.05, 0.1):
        begun = _forks.Event()
        puts = _forks.Process(target=begin_and_put, args=(file, store.location, more, sha256, begun))
        puts.start()
        assert begun.wait(timeout=60)
        time.sleep(wait)
        puts.kill()
        puts.join(timeout=60)
        cut += puts.exitcode == -9
        assert store.size(NAME) in (None, 140 << 20), "a half is never shown under the name"
    assert cut, "no upload was cut"
    store.put(file, NAME, size=140 << 20, sha256=sha256)
    assert store.names("") == {NAME: 140 << 20}
    if kind == "s3":
        left = store._fs.call_s3("list_multipart_uploads", Bucket=BUCKET, Prefix=place.rpartition("/")[2])
        assert not left.get("Uploads"), "what the killed ones had begun is dropped"


@pytest.mark.slow
def test_a_store_that_is_down_is_said_and_comes_back(s3_server: S3Server, prefix: str, tmp_path: Path) -> None:
    place = Location.parse(f"s3://{BUCKET}/{prefix}", home=tmp_path, endpoint=s3_server.endpoint)
    store = SharedStore(place, s3_server.environment)
    put(store, tmp_path, b"one")
    s3_server.kill()
    try:
        with pytest.raises(StoreFailed, match="does not answer") as said:
            put(store, tmp_path, b"two", "warc/r-00002.warc.gz")
        assert not set(s3_server.environment.values()) & {said.value.what, said.value.where, said.value.todo}
    finally:
        s3_server.start()
    put(store, tmp_path, b"two", "warc/r-00002.warc.gz")
    assert store.names("warc") == {NAME: 3, "warc/r-00002.warc.gz": 3}


@pytest.mark.slow
def test_wrong_credentials_are_a_store_that_refuses_in_words_without_them(
    s3_server: S3Server, prefix: str, tmp_path: Path
) -> None:
    place = Location.parse(f"s3://{BUCKET}/{prefix}", home=tmp_path, endpoint=s3_server.endpoint)
    wrong = s3_server.environment | {"AWS_SECRET_ACCESS_KEY": "canary-secret"}
    with pytest.raises(StoreFailed) as said:
        SharedStore(place, wrong).names("warc")
    assert "canary-secret" not in str(said.value)


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("no folder")
    with pytest.raises(StoreFailed, match="does not answer"):
        put(SharedStore(Location.parse("shared", home=tmp_path)), tmp_path, b"page")
