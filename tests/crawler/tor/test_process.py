"""The product's own tor: started, asked, killed, frozen, cut off, and always back."""

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crawler.tor.launch import installed, socket_folder
from crawler.tor.network import never_published
from crawler.tor.process import TorProcess
from tests.crawler.tor.crawling import ROOT
from tidewaiter.model.errors import TorFailed

LIMIT = 60  # seconds until something that must come has come


def until(reached, what):
    deadline = time.monotonic() + LIMIT
    while not reached():
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.05)


def gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.fixture
def tor(tor_network, tmp_path):
    with TorProcess(tmp_path / "tor", extra=tor_network.client_config()) as own:
        yield own


def listening_tcp(pid):
    """The inodes of the process's sockets that listen on TCP."""
    held = {os.readlink(fd) for fd in Path(f"/proc/{pid}/fd").iterdir()}
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    return [words for words in lines if words[3] == "0A" and f"socket:[{words[9]}]" in held]


@pytest.mark.tor
def test_it_can_be_reached_through_private_unix_sockets_only(tor_process):
    state = tor_process.state()
    assert (state.ready, state.alive, state.bootstrapped, state.fault) == (True, True, 100, "")
    for socket in (tor_process.socks, tor_process.socks.with_name("control")):
        assert stat.S_IMODE(socket.stat().st_mode) == 0o600
        assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    assert listening_tcp(tor_process.pid) == []


@pytest.mark.tor
def test_whether_an_onion_is_published_is_told_without_touching_the_site(tor_network, tor_process, tmp_path):
    live = tor_network.publish(tmp_path / "nobody").address
    dead = [never_published() for _ in range(3)]
    with ThreadPoolExecutor(4) as threads:  # at once: no answer may be taken for another's
        told = list(threads.map(tor_process.descriptor, [dead[0], live, dead[1], live, dead[2]]))
    assert told == [False, True, False, True, False]
    with pytest.raises(TorFailed, match="not a valid v3 address"):
        tor_process.descriptor("a" * 56 + ".onion")


@pytest.mark.tor
def test_a_killed_tor_is_replaced_and_says_so_through_the_marker(tor):
    first, life = tor.pid, tor.ready.read_text()
    os.kill(first, signal.SIGKILL)
    until(lambda: tor.ready.exists() and tor.ready.read_text() != life, "a second life")
    state = tor.state()
    assert (state.ready, state.alive, state.starts) == (True, True, 2)
    assert tor.pid != first
    assert tor.descriptor(never_published()) is False


@pytest.mark.tor
def test_a_tor_without_circuits_is_not_ready_though_it_lives(tor):
    control = tor._running().control._stem
    control.set_conf("DisableNetwork", "1")
    until(lambda: not tor.ready.exists(), "not ready")
    assert tor.state().alive
    assert "no circuits" in tor.state().fault
    control.set_conf("DisableNetwork", "0")
    until(tor.ready.exists, "ready again")
    assert tor.state().starts == 1


@pytest.mark.tor
def test_a_frozen_tor_is_replaced(tor, monkeypatch):
    monkeypatch.setattr("crawler.tor.process._ANSWERS_WITHIN", 0.5)
    os.kill(tor.pid, signal.SIGSTOP)
    until(lambda: tor.state().starts == 2 and tor.ready.exists(), "a second life")


@pytest.mark.tor
def test_stop_ends_even_a_frozen_tor_and_leaves_no_marker(tor):
    pid = tor.pid
    os.kill(pid, signal.SIGSTOP)
    tor.stop()
    assert gone(pid)
    assert not tor.ready.exists()
    with pytest.raises(TorFailed, match="down just now"):
        tor.circuits()


@pytest.mark.tor
def test_two_crawls_of_one_workspace_have_a_tor_each(tor_network, tor, tmp_path):
    with TorProcess(tmp_path / "tor", extra=tor_network.client_config()) as second:
        assert second.socks != tor.socks
        assert second.state().ready
        assert tor.state().starts == 1
    assert tor.state().ready
    tor.stop()
    tor.start()
    assert tor.folder == tmp_path / "tor"
    assert tor.state().ready


@pytest.mark.tor
def test_tor_ends_with_the_process_that_started_it(tor_network, tmp_path):
    script = (
        "import sys, time; from pathlib import Path; from crawler.tor.process import TorProcess\n"
        "tor = TorProcess(Path(sys.argv[1]), extra=sys.argv[2:]); tor.start()\n"
        "print(tor.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", script, str(tmp_path / "t"), *tor_network.client_config()],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait(timeout=60)
    parent.stdout.close()
    until(lambda: gone(pid), "tor's end")


@pytest.mark.tor
def test_tor_has_a_session_of_its_own_so_that_an_interrupt_does_not_reach_it(tor_process):
    assert os.getsid(tor_process.pid) != os.getsid(0)


def test_a_tor_that_cannot_start_says_why_and_stops_trying(tmp_path):
    tor = TorProcess(tmp_path / "tor", extra=["NoSuchOption 1"])
    with pytest.raises(TorFailed, match="NoSuchOption"):
        tor.start(wait=30)
    assert not tor.state().alive


def test_a_program_that_is_missing_is_named_with_the_way_to_get_it():
    with pytest.raises(TorFailed, match=r"tor-nobody-has is not installed - .*apt install tor"):
        installed("tor-nobody-has")


def test_a_deep_folder_keeps_its_sockets_in_a_short_one(tmp_path):
    deep = tmp_path / ("d" * 90)
    short = socket_folder(deep)
    assert short != deep
    assert stat.S_IMODE(short.stat().st_mode) == 0o700
    assert socket_folder(Path("/t")) == Path("/t")
    short.rmdir()
