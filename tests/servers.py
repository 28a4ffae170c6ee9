"""Real servers for tests: PostgreSQL and Redis, each on a unix socket of its own, started for whoever asks first."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tidewaiter.store.database import sqlite_address


def _binaries() -> Path | None:
    on_path = shutil.which("postgres")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _user() -> list[str]:
    """PostgreSQL refuses to run as root: a prefix that runs a command as somebody else."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    return ["runuser", "-u", "postgres" if "postgres" in names else "nobody", "--"]


_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # no test of these pulls the plug


class PostgresServer:
    """A PostgreSQL of one's own, which may be killed and started again; it listens to no port.

    `settings` are its own, NAME=VALUE. Raises Skipped where its programs are not installed.
    """

    def __init__(self, *settings: str) -> None:
        binaries = _binaries()
        if binaries is None:
            pytest.skip("PostgreSQL's programs are not installed (apt install postgresql)")
        self.folder = Path(tempfile.mkdtemp(prefix="tw-pg-"))  # short: a socket's path may have 107 letters
        self.folder.chmod(0o777)
        self._cluster = self.folder / "cluster"
        self._control = [*_user(), str(binaries / "pg_ctl"), "-D", str(self._cluster)]
        said = " ".join(f"-c {one}" for one in (*settings, "max_connections=60"))
        self._options = f"-k {self.folder} -c listen_addresses='' {said}"
        make = [*_user(), str(binaries / "initdb"), "-D", str(self._cluster), "-U", "tw", "-A", "trust", "-E", "UTF8",
                "--no-sync"]  # fmt: skip
        subprocess.run(make, check=True, capture_output=True, cwd=self.folder, timeout=120)
        self.start()

    def start(self) -> None:
        """After a kill the last of its processes may hold on for a moment: it is tried again."""
        begin = [*self._control, "-w", "-l", str(self.folder / "log"), "-o", self._options, "start"]
        deadline = time.monotonic() + 60
        while subprocess.run(begin, check=False, cwd=self.folder, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, timeout=90).returncode:  # fmt: skip
            assert time.monotonic() < deadline, (self.folder / "log").read_text()[-2000:]
            time.sleep(0.2)

    def kill(self) -> None:
        """kill -9 of the first of its processes; the others see it and end."""
        os.kill(int((self._cluster / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def stop(self) -> None:
        stop = [*self._control, "-m", "immediate", "stop"]
        subprocess.run(stop, check=False, capture_output=True, cwd=self.folder, timeout=90)
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self) -> str:
        """Of a new, empty database."""
        name = f"t{secrets.token_hex(6)}"
        with psycopg.connect(host=str(self.folder), user="tw", dbname="postgres", autocommit=True) as rows:
            rows.execute(f'create database "{name}"')
        return f"postgresql://tw@/{name}?host={self.folder}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One that runs, for all tests of this process."""
    server = PostgresServer(*_QUICK)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres_address(postgres_server: PostgresServer) -> str:
    """A new, empty database of the server."""
    return postgres_server.address()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_address(tmp_path / "database.sqlite")
    return str(request.getfixturevalue("postgres_address"))


class RedisServer:
    """A Redis of one's own, which may be killed and started again; it listens to no port."""

    def __init__(self, folder: Path) -> None:
        self.url = f"unix://{folder / 'socket'}?db=0"
        self._command = ["redis-server", "--port", "0", "--unixsocket", str(folder / "socket"), "--dir", str(folder),
                         "--appendonly", "yes", "--appendfsync", "always"]  # fmt: skip
        self._socket, self._process = folder / "socket", None
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < deadline, "Redis did not come up"
            time.sleep(0.05)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(timeout=30)

    def _answers(self) -> bool:
        with redis.from_url(self.url) as asking:
            try:
                return bool(asking.ping())
            except redis.RedisError:
                return False


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    if shutil.which("redis-server") is None:
        pytest.skip("Redis is not installed (apt install redis-server)")
    folder = Path(tempfile.mkdtemp(prefix="tw-redis-"))  # short: a socket's path may have 107 letters
    server = RedisServer(folder)
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)
