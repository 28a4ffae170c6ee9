"""Real receivers on loopback: a mail server and a web server, with certificates of an authority made for the test."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certified:
    """`ca` is what a client has to believe; `chain` what the server shows and signs with."""

    ca: Path
    chain: Path

    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.chain)
        return context


def certify(folder: Path) -> Certified:
    """An authority and a certificate of it for 127.0.0.1."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test's authority")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(timezone.utc)

    def begun(subject: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder().subject_name(subject).issuer_name(ca_name).public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        )  # fmt: skip

    basic = x509.BasicConstraints(ca=True, path_length=None)
    ca = begun(ca_name, ca_key.public_key()).add_extension(basic, critical=True).sign(ca_key, hashes.SHA256())
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    cert = begun(name, key.public_key()).add_extension(names, critical=False).sign(ca_key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "ca.pem").write_bytes(ca.public_bytes(pem))
    (folder / "chain.pem").write_bytes(private + cert.public_bytes(pem))
    return Certified(folder / "ca.pem", folder / "chain.pem")


@dataclass
class Mailbox:
    """A mail server's letters. `refuse` is what it answers instead of taking one."""

    port: int = 0
    refuse: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse:
            return self.refuse
        self.encrypted.append(session.ssl is not None or server.tls_context is None)
        self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return "250 taken"


@contextmanager
def mail_server(certified: Certified, *, implicit: bool = False, password: str = "") -> Iterator[Mailbox]:
    """STARTTLS, or with `implicit` TLS from the first byte; with `password` only for who signs in as desk."""
    box = Mailbox()

    def check(server: Any, session: Any, envelope: Any, mechanism: str, said: Any) -> AuthResult:
        return AuthResult(success=(said.login, said.password) == (b"desk", password.encode()), handled=False)

    more: dict[str, Any] = {} if implicit else {"tls_context": certified.server()}
    if password:
        more |= {"authenticator": check, "auth_required": True, "auth_require_tls": not implicit}
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    serving = loop.create_server(
        lambda: SMTP(box, hostname="127.0.0.1", loop=loop, **more), "127.0.0.1", 0,
        ssl=certified.server() if implicit else None,
    )  # fmt: skip
    server = asyncio.run_coroutine_threadsafe(serving, loop).result(timeout=20)
    try:
        box.port = server.sockets[0].getsockname()[1]
        yield box
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=20)


@dataclass
class Hook:
    """What was posted to a web server, and what it answers: a status, after so many seconds."""

    port: int = 0
    status: int = 204
    wait: float = 0.0
    posted: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)  # when each came


@contextmanager
def web_server(certified: Certified | None = None) -> Iterator[Hook]:
    """With TLS where it is given a certificate."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.at.append(time.time())
            hook.posted.append((self.path, dict(self.headers), body))
            time.sleep(hook.wait)
            self.send_response(hook.status)
            if hook.status in (301, 302, 307):
                self.send_header("Location", f"http://127.0.0.1:{hook.port}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certified:
        server.socket = certified.server().wrap_socket(server.socket, server_side=True)
    hook.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=20)
