"""A site with every awkward answer a crawl may meet, on unix sockets and one loopback port, in a thread; it notes what it was asked."""

import asyncio
import datetime
import gzip
import json
import ssl
import threading
from collections import Counter
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

CLEARNET = "clearnet.test"
PAGES = 200
BLOCK = b"z" * 65536


def page(number: int) -> bytes:
    """Page n leads to ten others, a tree: all PAGES are reachable from 0."""
    children = range(10 * number + 1, min(10 * number + 11, PAGES))
    links = "".join(f'<a href="/p/{child}">page {child}</a>' for child in children)
    return f"<html><h1>page {number}</h1>{links}<p>{'words ' * 500}</p></html>".encode()


HOSTILE = {
    "/links": (
        f'<html><a href="http://{CLEARNET}/a">a</a><a href="https://{CLEARNET}/b">b</a>'
        f'<a href="ftp://{CLEARNET}/c">c</a><a href="file:///etc/hostname">d</a><a href="data:text/html,x">e</a>'
        f'<a href="http://127.0.0.1:8099/f">f</a><a href="http://[::1]:8099/g">g</a><a href="/p/1">h</a>'
        f'<img src="http://{CLEARNET}/pixel.png"></html>'
    ),
    "/meta": f'<html><head><meta http-equiv="refresh" content="0;url=http://{CLEARNET}/meta"></head></html>',
}
REDIRECTS = {
    "/to-clearnet": f"http://{CLEARNET}/leaked",
    "/to-https": f"https://{CLEARNET}/leaked",
    "/to-file": "file:///etc/hostname",
    "/to-ftp": f"ftp://{CLEARNET}/leaked",
    "/to-loopback": "http://127.0.0.1:8099/leaked",
}
BOMB = gzip.compress(bytes(50_000_000), 6)
REASONS = {200: "OK", 302: "Found", 404: "Not Found", 503: "Busy"}


class Site:
    """`hits`, `heads` (the last request's), `posted` and `sent` are by path; `connections` counts them all."""

    def __init__(self, folder: Path) -> None:
        self.http, self.https, self.port = folder / "http", folder / "https", 0
        self.hits: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.heads: dict[str, dict[str, str]] = {}
        self.posted = b""
        self.connections = 0
        self.certificate, tls = self_signed(folder)
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(tls,), daemon=True)

    def __enter__(self) -> "Site":
        self._thread.start()
        assert self._up.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, tls: ssl.SSLContext) -> None:
        self._loop.run_until_complete(asyncio.start_unix_server(self._serve, self.http))
        plain = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = plain.sockets[0].getsockname()[1]
        self._loop.run_until_complete(asyncio.start_unix_server(self._serve, self.https, ssl=tls))
        self._up.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while line := await reader.readline():
                method, path, _ = line.decode("latin1").split(" ", 2)
                head = await read_head(reader)
                self.hits[path] += 1
                self.heads[path] = head
                if method == "POST":
                    self.posted = await reader.readexactly(int(head["content-length"]))
                if not await self._answer(path, head, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, path: str, head: dict[str, str], writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False where the connection ends with it."""
        name, _, rest = path[1:].partition("/")
        awkward = getattr(self, f"_{name}", None)
        if awkward is not None:
            return bool(await awkward(path, rest, writer))
        status, headers, body = self._plain(path, head)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | headers
        cookies = headers.pop("cookies", "")
        lines = [f"HTTP/1.1 {status} {REASONS[status]}", *(f"{k}: {v}" for k, v in headers.items())]
        lines += [f"Set-Cookie: {cookie}" for cookie in cookies.split("|") if cookie]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        self.sent[path] += len(body)
        await writer.drain()
        return True

    def _plain(self, path: str, head: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if path.startswith("/p/"):
            return 200, {}, page(int(path[3:]))
        if path.startswith("/redir/"):
            left = int(path[7:])
            return 302, {"Location": f"/redir/{left - 1}" if left else "/p/1"}, b""
        if path in REDIRECTS:
            return 302, {"Location": REDIRECTS[path]}, b""
        if path in HOSTILE:
            return 200, {}, HOSTILE[path].encode()
        answers: dict[str, tuple[int, dict[str, str], bytes]] = {
            "/cookie": (200, {"cookies": "sid=abc; Path=/|b=2; Path=/"}, b"set"),
            "/cookie-domain": (200, {"cookies": f"sid=abc; Domain={head.get('host')}; Path=/"}, b"set"),
            "/headers": (200, {"Content-Type": "application/json"}, json.dumps(head).encode()),
            "/gzip": (200, {"Content-Encoding": "gzip"}, gzip.compress(page(3))),
            "/bomb": (200, {"Content-Encoding": "gzip"}, BOMB),
            "/post": (200, {}, self.posted),
            "/empty": (200, {}, b""),
            "/503": (503, {}, b"busy"),
            "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nAllow: /\n"),
        }
        return answers.get(path, (404, {}, b"no such page"))

    async def _hang(self, *_: object) -> bool:
        await asyncio.sleep(600)
        return False

    async def _rst(self, path: str, rest: str, writer: asyncio.StreamWriter) -> bool:
        writer.transport.abort()
        return False

    async def _cut(self, path: str, rest: str, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000\r\n\r\n0123456789")
        await writer.drain()
        return False

    async def _drip(self, path: str, rest: str, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.5)

    async def _big(self, path: str, megabytes: str, writer: asyncio.StreamWriter) -> bool:
        size = int(megabytes) << 20
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % size)
        return await self._pour(path, size, BLOCK, writer)

    async def _chunked(self, path: str, megabytes: str, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        return await self._pour(path, int(megabytes) << 20, b"10000\r\n" + BLOCK + b"\r\n", writer)

    async def _pour(self, path: str, size: int, block: bytes, writer: asyncio.StreamWriter) -> bool:
        for _ in range(size // len(BLOCK)):
            writer.write(block)
            await writer.drain()
            self.sent[path] += len(BLOCK)
        return False


async def read_head(reader: asyncio.StreamReader) -> dict[str, str]:
    head = {}
    while (line := await reader.readline()) not in (b"\r\n", b""):
        name, _, value = line.decode("latin1").partition(":")
        head[name.strip().lower()] = value.strip()
    return head


def self_signed(folder: Path) -> tuple[str, ssl.SSLContext]:
    """The SHA-256 of a fresh certificate, and a server's context with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "onion.invalid")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = folder / "site.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    return made.fingerprint(hashes.SHA256()).hex(), tls
