"""The WARC files of one run: written crash-safely, never appended to after a restart, never cut behind a reader."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tidewaiter.model.capture import Member
from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.store.evidence.composing import exchange_members, warcinfo, write_resource
from tidewaiter.store.evidence.disk import FULL, sync, sync_folder, write_all
from tidewaiter.store.evidence.exchange import Exchange
from tidewaiter.store.evidence.framing import StreamSink

SUFFIX = ".warc.gz"
_RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def run_files(folder: Path, run: str) -> list[Path]:
    """The run's files in the folder, in the order they were begun."""
    return sorted(folder.glob(f"{run}-[0-9][0-9][0-9][0-9][0-9]{SUFFIX}"))


class WarcFiles:
    """Writes exchanges into `RUN-00001.warc.gz`, the next number after each start and each `rotate` bytes.

    A file is begun by the first exchange that goes into it. When `write` has returned, both members are on the disk.
    When it raises StoreFailed, nothing of that exchange is left, and all that was kept before verifies; the next call
    begins a new file. Session secrets are always hidden: under `salt`, which the caller keeps so that digests of one
    session compare, else under a random one.
    """

    def __init__(
        self, folder: Path, run: str, *, code_version: str, rotate: int = 1 << 30, salt: bytes | None = None
    ) -> None:
        if not _RUN.fullmatch(run):
            raise WrongUse(f"{run!r} cannot begin a file's name", where="run", todo="use letters, digits, . _ -")
        self._folder, self._run, self._rotate = folder, run, rotate
        self._code_version = code_version
        self._salt = salt or secrets.token_bytes(32)
        self._file: int | None = None
        self._name, self._end = "", 0

    def write(self, exchange: Exchange) -> tuple[Member, Member]:
        """Keep the exchange; where its response and its request lie."""
        response, request = exchange_members(exchange, self._salt)
        if self._file is not None and self._end >= self._rotate:
            self.close()
        head = b"" if self._file is not None else self._begin(exchange.captured_at)
        start = self._end + len(head)
        self._append(head + response + request)
        return self._where(start, response), self._where(start + len(response), request)

    def write_file(self, body: BinaryIO, *, url: str, at: datetime, size: int, heads: Mapping[str, str]) -> Member:
        """Keep a file of any size as one record in a WARC file of its own; where it lies. `heads` are further facts."""
        self.close()
        head = self._begin(at)
        self._append(head)
        start = self._end
        sink = StreamSink(self._stream)
        try:
            write_resource(sink, body, url=url, at=at, size=size, heads=heads)
            assert self._file is not None
            sync(self._file)
        except OSError as error:
            self._end = start
            self._take_back()
            raise self._failed("cannot keep a file", error) from error
        found = Member(self._name, start, sink.length, sink.sha256)
        self.close()
        return found

    def _stream(self, packed: bytes) -> None:
        assert self._file is not None
        write_all(self._file, packed, self._end)
        self._end += len(packed)

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
        self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self, at: datetime) -> bytes:
        """Make the next file; what must stand first in it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            before = run_files(self._folder, self._run)
            number = int(before[-1].name.removesuffix(SUFFIX)[-5:]) + 1 if before else 1
            self._name, self._end = f"{self._run}-{number:05d}{SUFFIX}", 0
            self._file = os.open(self._folder / self._name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            sync_folder(self._folder)
        except OSError as error:
            self.close()
            raise self._failed("cannot begin a WARC file", error) from error
        fields = {
            "software": f"Tidewaiter {self._code_version}",
            "format": "WARC File Format 1.1",
            "isPartOf": self._run,
        }
        return warcinfo(self._name, at, fields)

    def _append(self, members: bytes) -> None:
        assert self._file is not None
        try:
            write_all(self._file, members, self._end)
            sync(self._file)
        except OSError as error:
            self._take_back()
            raise self._failed("cannot keep a response", error) from error
        self._end += len(members)

    def _take_back(self) -> None:
        """Our own unfinished write, which nobody was told of, goes; the file then ends with its last whole member."""
        assert self._file is not None
        with suppress(OSError):
            os.ftruncate(self._file, self._end)
            sync(self._file)
        self.close()
        if not self._end:
            with suppress(OSError):
                os.unlink(self._folder / self._name)

    def _failed(self, what: str, error: OSError) -> StoreFailed:
        todo = "free some space, then start the run again" if error.errno in FULL else "look at the disk"
        return StoreFailed(f"{what}: {error.strerror}", where=str(self._folder / self._name), todo=todo)

    def _where(self, offset: int, member: bytes) -> Member:
        return Member(self._name, offset, len(member), hashlib.sha256(member).hexdigest())
