"""The queue between scheduler and workers: it carries "look at run N", and may lose it.

Huey keeps it in a file beside the database, in Redis, or in PostgreSQL, as a workspace's settings say. Its tasks
are gone with a worker that is killed; the journal is the truth, and tells a worker again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.exceptions import HueyException
from huey.registry import Message
from huey.serializer import Serializer

from tidewaiter.model.errors import StoreFailed, WrongUse

NAME = "tidewaiter"
_SCHEMA = "tidewaiter_queue"  # of its own: its tables are no part of our migrations


class _Plain(Serializer):  # type: ignore[misc]
    """JSON in the place of pickles: whoever can write to the queue must not run code here."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps([data.id, data.name, list(data.args)]).encode()

    def _deserialize(self, data: bytes) -> Message:
        id_, name, args = json.loads(data)
        return Message(str(id_), str(name), args=[str(one) for one in args], kwargs={})


class Queue:
    """One end of the queue; the other is in another thread, process or host. Its faults are StoreFailed."""

    def __init__(self, url: str, file: Path) -> None:
        self._url = url
        self._huey, self._faults = _opened(url, file)
        self._look = self._huey.task(name="look")(_look)

    def send(self, run: str) -> None:
        with self._told():
            self._huey.enqueue(self._look.s(run))

    def take(self) -> str:
        """The next run to look at; "" where there is none, or no word of ours. A server lets one wait for a second."""
        with self._told():
            try:
                task = self._huey.dequeue()
            except (ValueError, TypeError, HueyException):
                return ""
        return task.args[0] if task is not None and task.args else ""

    def waiting(self) -> int:
        with self._told():
            return int(self._huey.pending_count())

    def close(self) -> None:
        self._huey.storage.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._faults as fault:
            where = self._url.split("@")[-1] or "the queue's file"
            raise StoreFailed(f"the queue does not answer: {fault}", where=where, todo="it is tried again") from fault


def _look(run: str) -> None:
    """Carries its argument; a worker of ours takes it from the queue and never lets Huey run it."""


def _opened(url: str, file: Path) -> tuple[Huey, tuple[type[Exception], ...]]:
    if not url:
        return SqliteHuey(NAME, filename=str(file), results=False, serializer=_Plain(), timeout=30), (sqlite3.Error,)
    if url.startswith(("redis://", "rediss://", "unix://")):
        from redis.exceptions import RedisError

        return RedisHuey(NAME, url=url, results=False, serializer=_Plain()), (RedisError, OSError)
    if url.startswith(("postgresql://", "postgres://")):
        import psycopg

        return _postgres(url), (psycopg.Error, OSError)
    raise WrongUse(f"no queue: {url.split('@')[-1]}", todo="leave it empty, or redis://HOST, or postgresql://HOST/NAME")


def _postgres(url: str) -> Huey:
    import psycopg

    with psycopg.connect(url, autocommit=True) as once:
        once.execute(f"create schema if not exists {_SCHEMA}")
    return PostgresHuey(NAME, dsn=url, results=False, serializer=_Plain(), options=f"-c search_path={_SCHEMA}")
