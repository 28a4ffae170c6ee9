"""The queue on a file, on Redis and on PostgreSQL: it carries words of ours, in order, and nothing else."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.servers import RedisServer
from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.schedule.queue import Queue

KINDS = ["file", "redis", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Queue]:
    url = ""
    if request.param == "redis":
        url = request.getfixturevalue("redis_server").url
    elif request.param == "postgresql":
        url = request.getfixturevalue("postgres_address")
    return lambda: Queue(url, tmp_path / "queue.sqlite")


def test_what_is_sent_is_taken_once_in_its_order_at_another_end(opened: Callable[[], Queue]) -> None:
    here, there = opened(), opened()
    for run in ("r1", "r2", "r1"):
        here.send(run)
    assert there.waiting() == 3
    assert [there.take() for _ in range(4)] == ["r1", "r2", "r1", ""]
    assert here.take() == ""
    here.close()
    there.close()


def test_what_was_sent_outlives_who_sent_it(opened: Callable[[], Queue]) -> None:
    one = opened()
    one.send("r1")
    one.close()
    other = opened()
    assert other.take() == "r1"
    other.close()


class Trap:
    """Runs code where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Path.touch, (self.mark,))  # type: ignore[return-value]


def test_nobody_who_writes_to_the_queue_runs_code_here(tmp_path: Path) -> None:
    queue, mark = Queue("", tmp_path / "queue.sqlite"), tmp_path / "sprung"
    queue.send("r1")
    for body in (
        pickle.dumps(Trap(mark)),
        b"",
        b"\xff\xfe",
        b"[1]",
        b'{"a": 1}',
        b'["id", "other", ["x"]]',
        b"[[],[],[]]",
    ):
        with sqlite3.connect(tmp_path / "queue.sqlite") as rows:
            rows.execute("insert into task (queue, data, priority) values ('tidewaiter', ?, 9)", (body,))
        assert queue.take() == ""
    assert not mark.exists()
    assert queue.take() == "r1"
    queue.close()


def test_redis_that_is_killed_is_said_and_used_again_when_it_is_back(redis_server: RedisServer, tmp_path: Path) -> None:
    queue = Queue(redis_server.url, tmp_path / "unused")
    queue.send("r1")
    redis_server.kill()
    for asked in (queue.take, queue.waiting, lambda: queue.send("r2")):
        with pytest.raises(StoreFailed, match="the queue does not answer"):
            asked()
    redis_server.start()
    queue.send("r3")
    assert [queue.take(), queue.take()] == ["r1", "r3"]
    queue.close()


@pytest.mark.postgres
def test_on_postgresql_it_stays_out_of_our_tables(postgres_address: str, tmp_path: Path) -> None:
    Queue(postgres_address, tmp_path / "unused").close()
    with psycopg.connect(postgres_address) as rows:
        found = rows.execute("select schemaname, tablename from pg_tables where tablename like 'huey%'").fetchall()
    assert {schema for schema, _ in found} == {"tidewaiter_queue"}


def test_an_address_of_something_else_is_refused_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no queue: amqp://host") as fault:
        Queue("amqp://kim:hunter2@host/x", tmp_path / "unused")
    assert "redis://" in fault.value.todo
    assert "hunter2" not in str(fault.value)


@pytest.mark.parametrize(
    "url",
    [
        "redis://kim:hunter2@127.0.0.1:1/0",
        "redis://127.0.0.1:1/0?password=hunter2",
        "postgresql://kim:hunter2@127.0.0.1:1/x",
        "postgresql://kim:hunter2%zz@127.0.0.1:1/x",
    ],
)
def test_a_queue_that_is_down_is_said_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreFailed, match=r"does not answer.*127\.0\.0\.1") as fault:
        Queue(url, tmp_path / "unused").take()
    assert "hunter2" not in str(fault.value)
