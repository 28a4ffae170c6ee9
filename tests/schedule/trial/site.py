"""Twenty small markets behind a unix socket that speaks SOCKS 5 as tor does, and remembers who asked for what.

Real crawl children reach them as they reach tor: what is in doubt is never what these pages are, but whether each was
asked for by one crawl at a time, kept, and told once.
"""

from __future__ import annotations

import hashlib
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

FIRST = 10  # listings of a source at the start
WORD = "ketamine"  # what every listing that is added later has in its title, for a watch to find
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def name_of(number: int) -> str:
    return f"pier{number:02}"


def host_of(number: int) -> str:
    """Of the right length and letters; nobody looks it up."""
    return (_LETTERS[number // 26] + _LETTERS[number % 26]) * 28 + ".onion"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: `pid` is of the crawl child, which the kernel tells; `sha256` of the page; `whole` where it went."""

    source: str
    path: str
    pid: int
    began: float
    ended: float
    sha256: str
    whole: bool


@dataclass
class Site:
    """`wait` is how long each page takes. `listings` says how many each source has now."""

    sources: int
    wait: float = 0.4
    asked: list[Asked] = field(default_factory=list)
    listings: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.names = {host_of(n): name_of(n) for n in range(self.sources)}
        self.listings = dict.fromkeys(self.names.values(), FIRST)

    def add(self, source: str) -> str:
        """One more listing, which the watch is to find; its path."""
        with self._lock:
            self.listings[source] += 1
            return f"/listing/{self.listings[source]}"

    def added(self) -> set[tuple[str, str]]:
        return {(one, f"/listing/{n}") for one, last in self.listings.items() for n in range(FIRST + 1, last + 1)}

    def page(self, source: str, path: str) -> bytes:
        last = self.listings[source]
        if path == "/":
            links = "".join(f'<li><a href="/listing/{n}">{n}</a></li>' for n in range(1, last + 1))
            return f"<title>{source}</title><h1>{source}</h1><ul>{links}</ul>".encode()
        number = int(path.rpartition("/")[2])
        what = f"{number} g {WORD} of {source}" if number > FIRST else f"{number} g tea of {source}"
        return f'<h1>{what}</h1><p class="vendor">Blue Heron</p><p class="price">{number * 10} EUR</p>'.encode()

    def note(self, one: Asked) -> None:
        with self._lock:
            self.asked.append(one)


@contextmanager
def served(site: Site, folder: Path) -> Iterator[Path]:
    """The socket; beside it lies the marker that says tor can serve."""
    path = folder / "socks"

    class Connection(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            pid = struct.unpack("3i", self.connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
            try:
                source = site.names[_greeted(self.rfile, self.connection)]
                while _answered(site, source, pid, self):
                    pass
            except OSError:
                return  # the child was killed

    class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
        daemon_threads = True
        request_queue_size = 64

    with Server(str(path), Connection) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        (folder / "READY").write_text("1\n")
        try:
            yield path
        finally:
            server.shutdown()
            thread.join(timeout=20)


def _greeted(asked: BinaryIO, answer: socket.socket) -> str:
    """SOCKS 5 with user name and password, which tor takes for an isolation token; the host that is wanted."""
    asked.read(asked.read(2)[1])
    answer.sendall(b"\x05\x02")
    asked.read(asked.read(2)[1])
    asked.read(asked.read(1)[0])
    answer.sendall(b"\x01\x00")
    asked.read(4)
    host = asked.read(asked.read(1)[0]).decode("ascii")
    asked.read(2)
    answer.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
    return host


def _answered(site: Site, source: str, pid: int, connection: socketserver.StreamRequestHandler) -> bool:
    words = connection.rfile.readline().split()
    if len(words) < 2:
        return False
    while connection.rfile.readline().strip():
        pass
    began, path = time.time(), words[1].decode("ascii")
    body, whole = site.page(source, path), True
    time.sleep(site.wait)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    try:
        connection.wfile.write(head.encode() + body)
    except OSError:
        whole = False
    site.note(Asked(source, path, pid, began, time.time(), hashlib.sha256(body).hexdigest(), whole))
    return whole
