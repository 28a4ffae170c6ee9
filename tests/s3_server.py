"""A real S3 server for tests: Versity's gateway over a folder (Apache-2.0), built once with Go into the tests' cache.

It is no imitation: people run it in front of their own disks. It keeps to conditional writes, parts, and signatures.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.elastic_servers.archive import cache

VERSION = "v1.8.0"
_MODULE = f"github.com/versity/versitygw/cmd/versitygw@{VERSION}"
_BUILDS_WITHIN = 560  # seconds; about four minutes on two cores
KEY, SECRET = "tests", "not-a-secret-but-a-canary"
BUCKET = "evidence"


def built() -> Path:
    """The server's program; built where it is not there. Skips where there is no Go."""
    program = cache() / f"versitygw-{VERSION}" / "versitygw"
    if program.exists():
        return program
    if shutil.which("go") is None:
        pytest.skip("the S3 server is built with Go, which is not installed")
    cache().mkdir(parents=True, exist_ok=True)
    with (cache() / "versitygw.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not program.exists():
            with tempfile.TemporaryDirectory(dir=cache(), prefix="building-") as scratch:
                done = subprocess.run(
                    ["go", "install", _MODULE], env=os.environ | {"GOBIN": scratch}, capture_output=True, text=True,
                    timeout=_BUILDS_WITHIN, check=False,
                )  # fmt: skip
                if done.returncode:
                    pytest.skip(f"Go does not build the S3 server: {done.stderr[-400:]}")
                program.parent.mkdir(exist_ok=True)
                (Path(scratch) / "versitygw").rename(program)
    return program


class S3Server:
    """A server of one's own on a free loopback port, which may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._process = folder, None
        (folder / "root" / BUCKET).mkdir(parents=True)
        (folder / "beside").mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_DEFAULT_REGION": "us-east-1",
        }  # fmt: skip
        self.start()

    def start(self) -> None:
        command = [
            str(built()), "--port", f"127.0.0.1:{self.port}", "--access", KEY, "--secret", SECRET, "posix",
            "--sidecar", str(self.folder / "beside"), str(self.folder / "root"),
        ]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        deadline = time.monotonic() + 30
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < deadline, "the S3 server did not come up"
            time.sleep(0.05)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(timeout=30)

    def file(self, name: str) -> Path:
        """Where the server keeps a file, for whoever wants to damage it."""
        return self.folder / "root" / BUCKET / name

    def _answers(self) -> bool:
        with socket.socket() as asking:
            asking.settimeout(1)
            return asking.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture(scope="module")
def s3_server() -> Iterator[S3Server]:
    folder = Path(tempfile.mkdtemp(prefix="tw-s3-"))
    server = S3Server(folder)
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def prefix() -> str:
    """A folder of the bucket that no other test uses."""
    return secrets.token_hex(6)
