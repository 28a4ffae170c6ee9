"""A site on loopback, and a crawl of it by the product's child behind invented onion addresses."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from crawler.guard import authority
from crawler.order import Order
from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.capture import Capture
from tidewaiter.model.sighting import Reading
from tidewaiter.store.evidence import read_capture
from tidewaiter.store.spool import Spool

ROOT = Path(__file__).parents[3]


def onion(letter: bytes) -> str:
    """An invented v3 address with a valid check sum, without `.onion`."""
    key = letter * 32
    proof = hashlib.sha3_256(b".onion checksum" + key + b"\x03").digest()[:2]
    return base64.b32encode(key + proof + b"\x03").decode().lower()


FIRST, SECOND, ELSEWHERE = (onion(letter) for letter in (b"1", b"2", b"3"))
MIRRORS = (f"http://{FIRST}.onion", f"http://{SECOND}.onion")
QUICK = {
    "delay": 0.0, "jitter": 0.0, "concurrency": 8, "backoff": 0.05, "slow_backoff": 0.05, "rest": 0.3, "timeout": 10.0,
    "queue_wait": 0.1, "max_depth": 1000,
}  # fmt: skip

PROFILE = """
source: pier
title: The Pier, an invented market
kind: market
mirrors: []
pages:
  - page: captcha
    when: {title: captcha}
  - page: login
    when: {title: sign in}
  - page: seizure
    when: {title: seized}
  - page: queue
    when: {title: queue}
  - page: listing
    when: {url: ^/listing/, css: h1.title}
    statements:
      - kind: listing
        fields: {title: h1.title, vendor: .vendor, price: .price}
  - page: home
    when: {css: nav}
follow:
  - {css: a, other_hosts: true}
"""


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drop: bool = False


def page(*links: str, title: str = "Pier", more: str = "") -> Answer:
    anchors = "".join(f'<a href="{link}">{link}</a>' for link in links)
    return Answer(f"<html><head><title>{title}</title></head><body><nav>{anchors}</nav>{more}</body></html>".encode())


def listing(number: int, *links: str) -> Answer:
    shown = f'<h1 class="title">Thing {number}</h1><p class="vendor">gull</p><p class="price">1.50 EUR</p>'
    return page(*links, more=shown)


@dataclass
class Asked:
    path: str
    host: str
    headers: dict[str, str]


class Site:
    """Pages by path: an answer, a list of answers (one after the other, the last for ever), or a function."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | list[Answer] | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        self._turns: Counter[str] = Counter()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                answer = site.answer(Asked(self.path, self.headers["Host"], dict(self.headers.items())))
                time.sleep(answer.wait)
                if answer.drop:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(answer.body))}
                for name, value in (told | answer.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A crawl that is killed leaves broken pipes behind."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            turn = self._turns[asked.path]
            self._turns[asked.path] += 1
        found = self.pages.get(asked.path, Answer(b"<html><title>404</title>not here</html>", 404))
        if isinstance(found, list):
            return found[min(turn, len(found) - 1)]
        return found if isinstance(found, Answer) else found(asked)

    def times(self, path: str) -> int:
        return sum(asked.path == path for asked in self.asked)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@dataclass
class Crawl:
    """One run in a folder of its own."""

    folder: Path
    site: Site
    ports: dict[str, int | str] = field(default_factory=dict)
    file_limit: int | None = None
    root: Path = ROOT

    def order(self, **more: object) -> None:
        told = {
            "run": self.folder.name, "source": "pier", "mirrors": MIRRORS, "profile": PROFILE,
            "start": (MIRRORS[0] + "/",), "politeness": QUICK, "code_version": "test", "secret_salt": "00" * 32,
        }  # fmt: skip
        Order(**told | more).write(self.folder)

    def permit(self, *permissions: Permission, addresses: tuple[str, ...] = MIRRORS) -> None:
        now = datetime.now(timezone.utc)
        given = Authority(
            id="A1", legal_basis="invented", asked_by="ann", sources=("pier",), addresses=addresses, asked_at=now,
            expires_at=now + timedelta(days=1), permissions=frozenset(permissions), approved_by="bob", approved_at=now,
        )  # fmt: skip
        self.folder.mkdir(parents=True, exist_ok=True)
        authority.write(self.folder / "authority.json", [given])

    def start(self, **more: object) -> subprocess.Popen[str]:
        told: dict[str, object] = more | {"ports": {FIRST: self.site.port, SECOND: self.site.port} | self.ports}
        if self.file_limit:
            told["file_limit"] = self.file_limit
        path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
        environment = {**os.environ, "PYTHONPATH": path, "DIRECT": json.dumps(told)}
        command = [sys.executable, "-P", "-m", "direct_child", str(self.folder)]
        return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, cwd=self.folder)

    def run(self, *, expect: int = 0, **more: object) -> dict[str, object]:
        """To its end; what ending.json says."""
        child = self.start(**more)
        _, errors = child.communicate(timeout=120)
        assert child.returncode == expect, errors
        self.errors = errors
        return self.ending()

    def ending(self) -> dict[str, object]:
        return json.loads((self.folder / "ending.json").read_text(encoding="utf-8"))

    def spool(self) -> Spool:
        return Spool(self.folder, mirrors=MIRRORS)

    def captures(self) -> list[Capture]:
        """All of them, each read back from the WARC with its digests proven."""
        spool = self.spool()
        try:
            kept = [capture for _, capture in spool.captures(0, 100_000)]
        finally:
            spool.close()
        for capture in kept:
            read_capture([self.folder / "warc"], capture)
        return kept

    def readings(self) -> list[Reading]:
        spool = self.spool()
        try:
            return [reading for _, reading in spool.readings(0, 100_000)]
        finally:
            spool.close()

    def notes(self, kind: str) -> list[str]:
        spool = self.spool()
        try:
            return [note.text for _, note in spool.notes(0, 100_000) if note.kind == kind]
        finally:
            spool.close()

    def endings(self) -> dict[str, tuple[str, str]]:
        spool = self.spool()
        try:
            return {path: (ending, reason) for path, ending, reason in spool.endings()}
        finally:
            spool.close()


@pytest.fixture
def site():
    served = Site()
    yield served
    served.close()


@pytest.fixture
def crawl(tmp_path: Path, site: Site) -> Crawl:
    made = Crawl(tmp_path / "R1", site)
    made.permit()
    made.order()
    return made
