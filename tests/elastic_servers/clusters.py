"""Clusters that run: started, asked, stopped, killed; one that has an owner does not outlive it."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.elastic_servers.archive import VERSION, cache, fetch
from tests.elastic_servers.commands import Failed, born, group_lives, lives
from tests.elastic_servers.configuring import Ports, Wanted, configure, give, keystore, launcher

START_LIMIT = 240.0  # seconds; 11 to 34 are usual on two idle cores, 110 was seen on two that had ten things to do
_STOP_LIMIT = 20.0  # for each signal


def start(wanted: Wanted) -> dict[str, Any]:
    """A new cluster that answers. What server.json tells of it comes back."""
    home, runs = fetch(wanted.limit), cache() / "runs"
    runs.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=runs))
    folder.chmod(0o755)
    ports = _free_ports(wanted.nodes)
    scheme = "https" if wanted.secured else "http"
    how: dict[str, Any] = {
        "folder": str(folder), "version": VERSION, "home": str(home), "pids": {}, "owner": wanted.owner,
        "urls": [f"{scheme}://127.0.0.1:{one.http}" for one in ports],
    }  # fmt: skip
    if wanted.secured:
        how |= {"ca": str(folder / "ca.pem"), "user": "elastic", "password": secrets.token_hex(16)}
    _write(folder, how)
    if wanted.owner:
        _watched(folder, wanted.owner)
    for node in range(1, wanted.nodes + 1):
        configure(folder, node, ports, wanted)
    give(folder)
    if wanted.secured:
        keystore(folder, home, how["password"])
    restart(folder, nodes(folder))
    return read(folder)


def restart(folder: Path, which: Sequence[int]) -> None:
    """Start what was stopped, and wait until each answers. Raises Failed with the end of the log of one that does not."""
    home = Path(read(folder)["home"])
    tool = ("-Dcli.name=server", "-Dcli.script=./bin/elasticsearch", "-Dcli.libs=lib/tools/server-cli")
    for node in which:
        command, environment = launcher(folder, node, home, *tool)
        with (folder / f"node{node}.log").open("ab") as log:
            running = subprocess.Popen(
                command, env=environment, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        how = read(folder)
        how["pids"][str(node)] = running.pid
        _write(folder, how)
    deadline = time.monotonic() + START_LIMIT
    for node in which:
        while not _ready(folder, node):
            if not lives(read(folder)["pids"][str(node)]) or time.monotonic() > deadline:
                tail = (folder / f"node{node}.log").read_text(errors="replace")[-3000:]
                raise Failed(f"node {node} did not start:\n{tail}")
            time.sleep(0.25)


def stop(folder: Path, which: Sequence[int], *, kill: bool, remove: bool) -> None:
    """End nodes, by SIGKILL at once if asked. Each is a process group: runuser, the launcher and the server."""
    pids = [pid for node in which if (pid := read(folder)["pids"].get(str(node)))]
    for number in [signal.SIGKILL] if kill else [signal.SIGTERM, signal.SIGKILL]:
        for pid in pids:
            if group_lives(pid):
                os.killpg(pid, number)
        deadline = time.monotonic() + _STOP_LIMIT
        while time.monotonic() < deadline and any(map(group_lives, pids)):
            time.sleep(0.05)
    if remove:
        shutil.rmtree(folder, ignore_errors=True)


def watch(folder: Path, owner: int, since: int) -> None:
    """Until the owner is gone: then kill and remove what it left."""
    while born(owner) == since and folder.exists():
        time.sleep(0.5)
    if (folder / "server.json").exists():
        stop(folder, _numbers(folder), kill=True, remove=True)


def status() -> list[dict[str, Any]]:
    """Each cluster that was started and not stopped, and which of its nodes live."""
    found = []
    for told in sorted((cache() / "runs").glob("*/server.json")):
        how = read(told.parent)
        alive = [int(node) for node, pid in how.get("pids", {}).items() if group_lives(pid)]
        said = {name: how.get(name) for name in ("folder", "version", "urls", "owner")}
        found.append(said | {"alive": sorted(alive)})
    return found


def nodes(folder: Path, asked: int | None = None) -> list[int]:
    """The numbers of a cluster's nodes, or the one asked for. Raises Failed where there is none."""
    there = _numbers(folder)
    read(folder)
    if asked is not None and asked not in there:
        raise Failed(f"{folder} has no node {asked}; its nodes are {', '.join(map(str, there))}")
    return there if asked is None else [asked]


def _numbers(folder: Path) -> list[int]:
    return sorted(int(place.name[4:]) for place in folder.glob("node*") if place.is_dir())


def read(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / "server.json").read_text())
    except FileNotFoundError:
        raise Failed(f"{folder} is no folder of a server; see `script/elasticsearch status`") from None
    return found


def _write(folder: Path, how: dict[str, Any]) -> None:
    new = folder / "server.json.new"
    new.touch(mode=0o600)  # it holds the password
    new.write_text(json.dumps(how))
    new.replace(folder / "server.json")


def _watched(folder: Path, owner: int) -> None:
    since = born(owner)
    if not since:
        raise Failed(f"the owner {owner} does not live")
    words = ["-m", "tests.elastic_servers", "watch", str(folder), str(owner), str(since)]
    root = Path(__file__).resolve().parents[2]
    subprocess.Popen(
        [sys.executable, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, cwd=root, env=os.environ | {"PYTHONPATH": str(root)},
    )  # fmt: skip


def _free_ports(count: int) -> list[Ports]:
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(2 * count)]
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return [Ports(*pair) for pair in zip(ports[::2], ports[1::2], strict=True)]


def _ready(folder: Path, node: int) -> bool:
    how = read(folder)
    asked = urllib.request.Request(f"{how['urls'][node - 1]}/_cluster/health?local=true")
    context = None
    if "ca" in how:
        context = ssl.create_default_context(cafile=how["ca"])
        token = base64.b64encode(f"{how['user']}:{how['password']}".encode()).decode()
        asked.add_header("Authorization", f"Basic {token}")
    try:
        with urllib.request.urlopen(asked, timeout=5, context=context) as answer:
            health = json.load(answer)
    except (OSError, ValueError):
        return False
    alive = sum(map(lives, how["pids"].values()))
    return bool(health["status"] != "red" and health["number_of_nodes"] >= alive)
