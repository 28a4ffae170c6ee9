"""Files put into the shared store once, never over another, and proven by reading them back."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from tidewaiter.model.errors import EvidenceDamaged, StoreFailed, WrongUse
from tidewaiter.store.evidence.shared.location import Location

_PIECE = 8 << 20  # bytes of one request while a file is read back
_AHEAD = 1 << 20  # bytes asked for at least, since who reads one capture often reads the next
_HALF = ".half"
_ABANDONED = 3600.0  # seconds


class SharedStore:
    """Opened from a `Location`; nothing is asked of it before its first use. Its faults are StoreFailed.

    A name is a path within the store (`warc/RUN-00001.warc.gz`). `put` never replaces what is there: the same bytes
    are left, and other bytes under the same name are refused.
    """

    def __init__(self, location: Location, environment: Mapping[str, str] = os.environ) -> None:
        self.location = location
        if location.scheme == "s3" and find_spec("s3fs") is None:
            what, todo = "a store in a bucket needs the package s3fs", "install it: pip install 'tidewaiter[s3]'"
            raise WrongUse(what, where=str(location), todo=todo)
        self._options = location.options(environment)
        self._opened: Any = None
        self._kept: tuple[str, int, bytes] = ("", 0, b"")
        self._mine = threading.Lock()

    def put(self, source: Path, name: str, *, size: int, sha256: str) -> None:
        """Put the file there, and read it back. Raises EvidenceDamaged where the name is taken by other bytes."""
        with self._told():
            before = self._size(name)
            ours = before is None and self._created(source, name)
            there = (self._size(name), self._sha256(name))
            if ours and there != (size, sha256):
                # The name would be taken for good by what is nobody's file: only what we made ourselves is removed.
                self._fs.rm_file(self._path(name))
        if there != (size, sha256):
            if before is not None:
                raise EvidenceDamaged(
                    "the store has another file of this name", where=self._where(name),
                    todo="nothing was replaced; find out who put it there, and keep both",
                )  # fmt: skip
            raise StoreFailed("what the store gives back is not what was put there", where=self._where(name))

    def names(self, folder: str) -> dict[str, int]:
        """The names within a folder of the store, each with its size."""
        with self._told():
            path = self._path(folder)
            try:
                found = self._fs.find(path, detail=True)
            except FileNotFoundError:
                return {}
        root = self._path("")
        sizes = {
            str(PurePosixPath(full).relative_to(root)): int(about["size"])
            for full, about in found.items()
            if not full.endswith(_HALF)
        }
        return dict(sorted(sizes.items()))

    def size(self, name: str) -> int | None:
        """None where the store has no such file."""
        with self._told():
            return self._size(name)

    def read(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        """A piece of a file, or the whole; shorter where the file ends before. Raises FileNotFoundError."""
        with self._told(), self._mine:
            if length is None:
                return bytes(self._fs.cat_file(self._path(name)))
            kept, start, piece = self._kept
            if kept != name or offset < start or offset + length > start + len(piece):
                start, piece = offset, self._piece(name, offset, max(length, _AHEAD))
                self._kept = (name, start, piece)
            return piece[offset - start : offset - start + length]

    def _piece(self, name: str, offset: int, length: int) -> bytes:
        size = self._size(name)
        if size is None:
            raise FileNotFoundError(name)
        end = min(size, offset + length)
        return bytes(self._fs.cat_file(self._path(name), start=offset, end=end)) if end > offset else b""

    def _size(self, name: str) -> int | None:
        try:
            return int(self._fs.info(self._path(name))["size"])
        except FileNotFoundError:
            return None

    def _sha256(self, name: str) -> str:
        whole, path = hashlib.sha256(), self._path(name)
        size = self._size(name) or 0
        for offset in range(0, size, _PIECE):
            whole.update(self._fs.cat_file(path, start=offset, end=min(size, offset + _PIECE)))
        return whole.hexdigest()

    def _created(self, source: Path, name: str) -> bool:
        """False: another process was quicker, and what it put is proven like our own."""
        try:
            self._create(source, name)
        except FileExistsError:
            return False
        return True

    def _create(self, source: Path, name: str) -> None:
        if self.location.scheme == "file":
            self._link_into_place(source, self._path(name))
        else:
            self._drop_unfinished(self._path(name))
            # The server itself refuses a name that is taken, also where two ask at once.
            self._fs.put_file(str(source), self._path(name), mode="create")

    def _link_into_place(self, source: Path, path: str) -> None:
        """A folder shows a file as soon as it is begun; so it is written beside, synced, and then given its name."""
        half = f"{path}.{secrets.token_hex(4)}{_HALF}"
        self._fs.makedirs(os.path.dirname(path), exist_ok=True)
        for left in self._fs.glob(f"{path}.*{_HALF}"):
            with suppress(FileNotFoundError):  # of a process that was killed; a live one writes to it
                if time.time() - float(self._fs.info(left)["mtime"]) > _ABANDONED:
                    self._fs.rm_file(left)
        try:
            with source.open("rb") as file, self._fs.open(half, "wb") as out:
                while piece := file.read(_PIECE):
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            self._fs.link(half, path)
        finally:
            with suppress(FileNotFoundError):
                self._fs.rm_file(half)

    def _drop_unfinished(self, path: str) -> None:
        """What an upload that was killed has left of this very file: it can be seen by nobody, and costs its room."""
        bucket, key, _ = self._fs.split_path(path)
        begun = self._fs.call_s3("list_multipart_uploads", Bucket=bucket, Prefix=key)
        for one in begun.get("Uploads", ()):
            if one["Key"] == key:
                self._fs.call_s3("abort_multipart_upload", Bucket=bucket, Key=key, UploadId=one["UploadId"])

    @property
    def _fs(self) -> Any:
        if self._opened is None:
            import fsspec  # and with it s3fs: half a second that no workspace without a store need wait

            self._opened = fsspec.filesystem(self.location.scheme, **self._options)
        return self._opened

    def _path(self, name: str) -> str:
        return f"{self.location.root}/{name}".rstrip("/")

    def _where(self, name: str) -> str:
        return f"{self.location}, {name}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (FileNotFoundError, FileExistsError):
            raise
        except _faults(self.location.scheme) as fault:
            # Not in the client's words: it may repeat what it signed in with.
            why = getattr(fault, "strerror", None) if self.location.scheme == "file" else type(fault).__name__
            what = f"the evidence store does not answer ({why})"
            todo = "see that it runs and may be written; what waits for it is kept here, and brought later"
            raise StoreFailed(what, where=str(self.location), todo=todo) from fault


def _faults(scheme: str) -> tuple[type[Exception], ...]:
    if scheme == "file":
        return (OSError,)
    from aiohttp import ClientError
    from botocore.exceptions import BotoCoreError
    from botocore.exceptions import ClientError as Refused

    return (OSError, BotoCoreError, Refused, ClientError)
