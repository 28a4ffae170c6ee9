"""Real servers for tests: PostgreSQL and Redis, each on a unix socket of its own, started for whoever asks first."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """The folder of the socket of a running server; it listens to no port."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's programs are not installed (apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="tw-pg-"))  # short: a socket's path may have 107 letters
    folder.chmod(0o777)
    user, cluster, log = _user(), folder / "cluster", folder / "log"
    quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    options = f"-k {folder} -c listen_addresses='' {quick}"
    control = [*user, str(binaries / "pg_ctl"), "-D", str(cluster)]
    make = [*user, str(binaries / "initdb"), "-D", str(cluster), "-U", "tw", "-A", "trust", "-E", "UTF8", "--no-sync"]
    try:
        subprocess.run(make, check=True, capture_output=True, cwd=folder)
        subprocess.run([*control, "-w", "-l", str(log), "-o", options, "start"], check=True, cwd=folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        yield folder
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_address(postgres_server: Path) -> str:
    """A new, empty database of the server."""
    name = f"t{secrets.token_hex(6)}"
    with psycopg.connect(host=str(postgres_server), user="tw", dbname="postgres", autocommit=True) as rows:
        rows.execute(f'create database "{name}"')
    return f"postgresql://tw@/{name}?host={postgres_server}"


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
