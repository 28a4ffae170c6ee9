"""script/elasticsearch: bounded, plain about what it cannot do, and gone when its starter is."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.elastic_servers.commands import members
from tests.search.elastic.servers import SCRIPT, call, not_run

ROOT = Path(__file__).parents[3]


def told(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(SCRIPT), *words], capture_output=True, text=True, timeout=60, check=False, env=os.environ | environment
    )


@pytest.fixture
def maven(tmp_path: Path) -> Path:
    """A folder for a mvn of our own, first on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def answers(maven: Path, script: str) -> dict[str, str]:
    """An environment in which mvn is this, and nothing was fetched before."""
    (maven / "mvn").write_text(f"#!/bin/sh\n{script}\n")
    (maven / "mvn").chmod(0o755)
    return {"PATH": f"{maven}:{os.environ['PATH']}", "XDG_CACHE_HOME": str(maven.parent / "cache")}


def test_a_download_that_hangs_is_given_up_with_all_that_it_started(maven: Path) -> None:
    mark = f"2{secrets.randbelow(10**6):06d}"  # seconds, and a name for the process
    done = told("fetch", "--limit", "1", **answers(maven, f"sleep {mark} & wait"))
    assert done.returncode == 1
    assert done.stderr.endswith(
        "script/elasticsearch: fetching the server from Maven Central did not end within 1 seconds: it was given up\n"
    )
    assert not list((maven.parent / "cache" / "tidewaiter").glob("fetching-*")), "nothing half-fetched stays"
    assert not [one for one in Path("/proc").glob("[0-9]*/cmdline") if mark.encode() in read(one)]


def read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def test_one_that_waits_for_anothers_download_does_not_wait_for_ever(maven: Path) -> None:
    environment = answers(maven, "sleep 30")
    first = subprocess.Popen(
        [str(SCRIPT), "fetch", "--limit", "20"], env=os.environ | environment, stderr=subprocess.PIPE, text=True
    )
    try:
        assert first.stderr is not None
        assert "fetching the server" in first.stderr.readline()
        done = told("fetch", "--limit", "1", **environment)
        assert (done.returncode, "another process has been fetching" in done.stderr) == (1, True)
    finally:
        first.kill()
        first.communicate(timeout=30)


@pytest.mark.parametrize(
    ("script", "says"),
    [
        (
            "echo 'Could not transfer artifact: Unknown host' >&2; exit 1",
            "Maven Central gave no server: .*Unknown host",
        ),
        ("exit 0", "Maven Central gave no server"),
        (
            'for word in "$@"; do case "$word" in -Dmaven.repo.local=*) repo="${word#*=}";; esac; done; '
            'mkdir -p "$repo/org/sonarsource/a"; echo other > "$repo/org/sonarsource/a/a.zip"',
            "is not the file that was examined",
        ),
    ],
)
def test_a_download_that_fails_says_why(maven: Path, script: str, says: str) -> None:
    done = told("fetch", **answers(maven, script))
    assert done.returncode == 1
    assert "script/elasticsearch: " in done.stderr
    assert re.search(says, done.stderr), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["stop", "/nowhere"], "is no folder of a server"),
        (["restart", "/nowhere", "1"], "is no folder of a server"),
        (["start", "--secured", "--nodes", "3"], "--secured is for one node"),
    ],
)
def test_wrong_use_is_said(words: list[str], says: str) -> None:
    done = told(*words)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_its_help_names_every_verb() -> None:
    done = told("--help")
    assert done.returncode == 0
    assert all(
        f"script/elasticsearch {verb}" in done.stdout for verb in ("fetch", "start", "status", "restart", "stop")
    )


TRY = """
import pytest
from tests.search.elastic import servers
def test_it():
    servers.start()
"""


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 failed")])
def test_what_was_not_run_is_said_and_fails_where_a_run_decides(
    maven: Path, tmp_path: Path, ci: str, outcome: str
) -> None:
    (tmp_path / "test_it.py").write_text(TRY)
    environment = answers(maven, "echo no network >&2; exit 1") | {"CI": ci, "PYTHONPATH": str(ROOT)}
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "-rs",
        str(tmp_path / "test_it.py"),
    ]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path, env=os.environ | environment
    )
    assert outcome in done.stdout, done.stdout
    assert "NOT RUN, no real Elasticsearch to be had here" in done.stdout
    assert "no network" in done.stdout


OWNER = """
import os, subprocess, sys, time
print(subprocess.run([sys.argv[1], "start", "--owner", str(os.getpid())], capture_output=True, text=True).stdout, flush=True)
time.sleep(600)
"""


@pytest.mark.elasticsearch
@pytest.mark.slow
def test_a_server_ends_with_its_starter_even_when_that_is_killed() -> None:
    if (fetched := call("fetch", "--limit", "240", check=False)).returncode:
        not_run(fetched.stderr.strip())
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(SCRIPT)], stdout=subprocess.PIPE, text=True)
    try:
        assert owner.stdout is not None
        how = json.loads(owner.stdout.readline())
        leader, folder = how["pids"]["1"], Path(how["folder"])
        (known,) = [one for one in json.loads(call("status").stdout) if one["folder"] == str(folder)]
        assert (known["alive"], known["owner"], known["urls"]) == ([1], owner.pid, how["urls"])
        assert members(leader)
    finally:
        owner.send_signal(signal.SIGKILL)
        owner.communicate(timeout=30)
    deadline = time.monotonic() + 60
    while members(leader) or folder.exists():
        assert time.monotonic() < deadline, "it outlives its starter"
        time.sleep(0.2)
