"""The desk as a real server: where it listens, what it refuses, how the first administrator gets in."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.desk.conftest import Command
from tidewaiter.desk.listening import address_of, check, files_of, is_loopback, names_of
from tidewaiter.desk.session import Session
from tidewaiter.desk.web import Desk, Serving
from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.store.workspace import DeskSettings, Workspace, find

PASSWORD = "lantern over harbour"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"host": "0.0.0.0"}, "without TLS"), ({"host": "::"}, "without TLS"), ({"host": "desk.example"}, "without TLS"),
        ({"host": "0.0.0.0", "certificate": "a", "key": "b"}, "which names"), ({"certificate": "a"}, "go together"),
        ({"host": "0.0.0.0", "trusted_proxy": ["10.0.0.5"]}, "which names"), ({"trusted_proxy": ["proxy"]}, "no address"),
    ],
)  # fmt: skip
def test_it_listens_nowhere_that_others_could_read(asked: dict[str, object], why: str) -> None:
    with pytest.raises(WrongUse, match=why):
        check(DeskSettings.model_validate(asked))


def test_it_listens_elsewhere_with_tls_or_a_proxy_and_says_its_address() -> None:
    tls = DeskSettings(host="0.0.0.0", certificate="a", key="b", names=("desk.example",))
    behind = DeskSettings(host="10.1.1.1", trusted_proxy=("10.0.0.5",), names=("desk.example",))
    assert [address_of(check(one)) for one in (DeskSettings(), tls, behind, DeskSettings(host="::1"))] == [
        "http://127.0.0.1:8470", "https://desk.example:8470", "https://desk.example", "http://[::1]:8470",
    ]  # fmt: skip
    assert names_of(tls) == {"desk.example"}
    assert names_of(DeskSettings()) == {"localhost", "127.0.0.1", "::1"}
    assert [is_loopback(one) for one in ("127.9.9.9", "::1", "localhost", "0.0.0.0", "localhost.evil")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_a_certificate_that_is_not_there_is_named(home: Path) -> None:
    found = find(home, {}, home)
    asked = DeskSettings(certificate="none.pem", key="none.key")
    with pytest.raises(WrongUse, match="not there"):
        files_of(Workspace(found.home, found.settings.model_copy(update={"desk": asked})))


def test_the_command_refuses_other_addresses_and_a_taken_port(home: Path, command: Command) -> None:
    refused = command("desk", "--host", "0.0.0.0", "--home", str(home))
    assert (refused.status, "without TLS" in refused.err) == (2, True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = command("desk", "--port", str(taken.getsockname()[1]), "--home", str(home))
    assert (busy.status, "cannot listen" in busy.err) == (1, True)


def test_beside_the_rest_it_begins_and_ends(home: Path) -> None:
    found = find(home, {}, home)
    asked = DeskSettings(port=free_port())
    here = Session(Workspace(found.home, found.settings.model_copy(update={"desk": asked})))
    serving = Serving(Desk(here))
    with pytest.raises(StoreFailed, match="cannot listen"):
        Serving(Desk(here))
    serving.begin()
    try:
        assert requests.get(f"{serving.address}/sign-in", timeout=30).status_code == 200
    finally:
        serving.end()
        here.close()
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{serving.address}/sign-in", timeout=5)


@pytest.mark.slow
def test_from_the_first_start_to_a_search_and_out_again(home: Path) -> None:
    """The command as a person runs it; what it prints is all that the first administrator needs."""
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-P", "-m", "tidewaiter", "desk", "--port", str(port), "--home", str(home)],
        stdout=(home / "out").open("w"), stderr=(home / "err").open("w"),
    )  # fmt: skip
    try:
        link = printed(home, running, rf"http://127\.0\.0\.1:{port}/link/\S+")
        with requests.Session() as browser:
            answered(browser, link)
            token = re.search(r'name="form_token" value="(\w+)"', browser.get(link, timeout=30).text)
            assert token
            sent = {"form_token": token[1], "password": PASSWORD, "again": PASSWORD}
            page = browser.post(link, data=sent, timeout=60)
            assert page.url.endswith("/sign-in")
            name = re.search(r'"person":"([^"]+)"', (home / "evidence" / "ledger.jsonl").read_text().splitlines()[-1])
            assert name
            token = re.search(r'name="form_token" value="(\w+)"', page.text)
            assert token
            sent = {"form_token": token[1], "name": name[1], "password": PASSWORD, "next": "/search"}
            page = browser.post(f"http://127.0.0.1:{port}/sign-in", data=sent, timeout=60)
            assert (page.status_code, page.url) == (200, f"http://127.0.0.1:{port}/search")
            assert "server" not in page.headers
            evil = browser.get(page.url, headers={"Host": "evil.example"}, timeout=30)
            assert evil.status_code == 421
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=60)
    finally:
        running.kill()
        running.wait(timeout=60)
    assert "Traceback" not in (home / "err").read_text()


def printed(home: Path, running: subprocess.Popen[bytes], pattern: str) -> str:
    deadline = time.monotonic() + 60
    while not (found := re.search(pattern, (home / "out").read_text())):
        assert running.poll() is None, (home / "err").read_text()
        assert time.monotonic() < deadline, "no link was printed"
        time.sleep(0.1)
    return found[0]


def answered(browser: requests.Session, address: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            browser.get(address, timeout=30)
        except requests.ConnectionError:
            assert time.monotonic() < deadline, "the desk does not answer"
            time.sleep(0.1)
        else:
            return
