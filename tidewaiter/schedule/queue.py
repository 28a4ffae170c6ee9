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
from urllib.parse import urlsplit

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.exceptions import HueyException
from huey.registry import Message
from huey.serializer import Serializer

from tidewaiter.model.errors import StoreFailed, WrongUse

NAME = "tidewaiter"
_REDIS, _POSTGRESQL = ("redis", "rediss", "unix"), ("postgresql", "postgres")
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
        self._where, self._faults = _place(url), _faults(url)
        with self._told():
            self._huey = _opened(url, file)
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
            # Not in the driver's words: of an address that it cannot read it repeats the password.
            raise StoreFailed("the queue does not answer", where=self._where, todo="see that it runs") from fault


def _look(run: str) -> None:
    """Carries its argument; a worker of ours takes it from the queue and never lets Huey run it."""


def _opened(url: str, file: Path) -> Huey:
    if not url:
        return SqliteHuey(NAME, filename=str(file), results=False, serializer=_Plain(), timeout=30)
    if _scheme(url) in _REDIS:
        return RedisHuey(NAME, url=url, results=False, serializer=_Plain())
    return _postgres(url)


def _faults(url: str) -> tuple[type[Exception], ...]:
    """What the driver of this kind of queue raises where it is down."""
    if not url:
        return (sqlite3.Error,)
    if _scheme(url) in _REDIS:
        from redis.exceptions import RedisError

        return (RedisError, OSError)
    if _scheme(url) in _POSTGRESQL:
        import psycopg

        return (psycopg.Error, OSError)
    raise WrongUse(f"no queue: {_place(url)}", todo="leave it empty, or redis://HOST, or postgresql://HOST/NAME")


def _place(url: str) -> str:
    """Where it is, without who asks."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or parts.path}" if url else "the queue's file"


def _scheme(url: str) -> str:
    return urlsplit(url).scheme


def _postgres(url: str) -> Huey:
    import psycopg

    with psycopg.connect(url, autocommit=True) as once:
        once.execute(f"create schema if not exists {_SCHEMA}")
    return PostgresHuey(NAME, dsn=url, results=False, serializer=_Plain(), options=f"-c search_path={_SCHEMA}")
