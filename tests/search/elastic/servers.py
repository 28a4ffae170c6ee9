"""Real servers for the tests, through script/elasticsearch; each ends with the test run."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tidewaiter.search import Index
from tidewaiter.search.elastic import ElasticIndex, Server
from tidewaiter.search.elastic.client import connected

SCRIPT = Path(__file__).resolve().parents[3] / "script" / "elasticsearch"
_FETCH = "240"  # seconds for fetching the server, where script/test has not done so before
# All of one start: fetching, 240 seconds until it answers, and what the script itself needs; a test may take 600.
_LIMIT = 540.0
GIVEN = os.environ.get("TIDEWAITER_TEST_ELASTICSEARCH", "")
_names: list[str] = []


class Real:
    """One server, or one cluster, that the tests started."""

    def __init__(self, how: dict[str, Any]) -> None:
        self.how = how
        self.folder = Path(how["folder"])

    @property
    def server(self) -> Server:
        ca = Path(self.how["ca"]) if "ca" in self.how else None
        return Server(tuple(self.how["urls"]), ca=ca, name=new_name())

    def pid(self, node: int) -> int:
        """The leader of the node's process group."""
        return int(json.loads((self.folder / "server.json").read_text())["pids"][str(node)])

    def stop(self, node: int | None = None, *, kill: bool = False) -> None:
        call("stop", str(self.folder), *([str(node)] if node else []), *(["--kill"] if kill else []))

    def restart(self, node: int | None = None) -> None:
        call("restart", str(self.folder), *([str(node)] if node else []))


def start(*options: str) -> Real:
    """Start one, or say plainly that what needs it was not run; in CI that is a failure."""
    owner = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    try:
        done = call("start", "--owner", str(owner), "--limit", _FETCH, *options, check=False)
    except subprocess.TimeoutExpired:
        not_run(f"script/elasticsearch start did not end within {_LIMIT:.0f} seconds")
    if done.returncode:
        not_run(done.stderr.strip())
    return Real(json.loads(done.stdout))


def shared(folder: Path, name: str, *options: str) -> Real:
    """The one server of this name in this test run: whoever asks first starts it, the others wait."""
    with (folder / f"{name}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        found = folder / f"{name}.json"
        if not found.exists():
            found.write_text(json.dumps(start(*options).how))
        return Real(json.loads(found.read_text()))


def given() -> Server | None:
    """The server named by TIDEWAITER_TEST_ELASTICSEARCH, with _CA and _KEY beside it; under a name of the tests' own."""
    if not GIVEN:
        return None
    ca = os.environ.get("TIDEWAITER_TEST_ELASTICSEARCH_CA")
    key = os.environ.get("TIDEWAITER_TEST_ELASTICSEARCH_KEY", "")
    return Server(tuple(GIVEN.split(",")), ca=Path(ca) if ca else None, key=key, name=new_name())


def not_run(why: str) -> NoReturn:
    says = f"NOT RUN, no real Elasticsearch to be had here: {why}"
    if os.environ.get("CI"):
        pytest.fail(says)
    pytest.skip(says)


def new_name() -> str:
    _names.append(f"tidewaiter-{secrets.token_hex(4)}")
    return _names[-1]


def clear(server: Server) -> None:
    """Take away all that this process made on a given server, and nothing else."""
    with connected(server) as client:
        for name in _names:
            for index in client.indices.get(index=f"{name}-*", features=["aliases"]):
                client.options(ignore_status=404).indices.delete(index=index)


def fresh(server: Server) -> ElasticIndex:
    """Another index on it, ready and empty."""
    made = ElasticIndex(replace(server, name=new_name()))
    made.ensure()
    return made


def held(index: Index) -> dict[str, int]:
    """All that an index holds: id -> revision."""
    found: dict[str, int] = {}
    after = -1
    while rows := index.held(after, 1_000):
        found |= {id_: revision for _, id_, revision in rows}
        after = rows[-1][0]
    return found


def call(*words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(SCRIPT), *words], capture_output=True, text=True, check=check, timeout=_LIMIT)
