"""Start one tor of our own: its own data directory, session and owner, a control socket, no TCP control port."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from crawler.tor.control import Control
from tidewaiter.model.errors import TorFailed

SOCKET_PATH_LIMIT = 100  # sun_path holds 108 bytes on Linux, 104 elsewhere
_STARTS_TO_ANSWER = 30.0  # seconds until the control socket must answer; under load 3 s were seen


def installed(program: str = "tor") -> str:
    """The program's full path; TorFailed says where to get it."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin:/usr/local/bin")
    if found is None:
        raise TorFailed(
            f"{program} is not installed", todo="Debian and Ubuntu: apt install tor; macOS: brew install tor"
        )
    return found


def socket_folder(folder: Path) -> Path:
    """Where the sockets of a tor living in `folder` go: there, or in a short private folder if its path is too long."""
    if len(os.fsencode(folder / "control")) <= SOCKET_PATH_LIMIT:
        return folder
    return Path(tempfile.mkdtemp(prefix="tidewaiter-"))


def private(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


class Launched:
    """A running tor and the control connection that owns it."""

    def __init__(self, folder: Path, lines: Sequence[str], *, sockets: Path | None = None) -> None:
        """`lines` are torrc lines beside the ones every tor of ours has. Raises TorFailed with tor's own words."""
        self.folder = private(folder)
        self.socket = (sockets or folder) / "control"
        self.socket.unlink(missing_ok=True)
        (self.folder / "torrc").write_text("\n".join([*self._own_lines(), *lines, ""]), encoding="utf-8")
        self.process = self._spawn()
        try:
            self.control = self._connect()
        except TorFailed:
            self.end()
            raise

    def _own_lines(self) -> list[str]:
        return [
            f"DataDirectory {self.folder}",
            f"ControlSocket {self.socket}",
            "CookieAuthentication 1",
            f"__OwningControllerProcess {os.getpid()}",
            "ShutdownWaitLength 0",
            "DormantCanceledByStartup 1",
            "AvoidDiskWrites 1",
            f"Log notice file {self.folder / 'log'}",
        ]

    def _spawn(self) -> subprocess.Popen[bytes]:
        # Not stem's launcher: it cannot give tor a session of its own, and a Ctrl-C meant for the crawl would end
        # tor before the requests in flight are answered.
        with (self.folder / "start.log").open("wb") as out:
            return subprocess.Popen(
                [installed(), "-f", str(self.folder / "torrc"), "--defaults-torrc", "/dev/null"],
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def _connect(self) -> Control:
        deadline = time.monotonic() + _STARTS_TO_ANSWER
        while time.monotonic() < deadline:
            if not self.alive:
                raise TorFailed("tor ended as it started", where=str(self.folder), todo=self.last_words())
            if self.socket.exists() and (self.folder / "control_auth_cookie").exists():
                # Bound but not yet served is possible: asked again until the deadline.
                with contextlib.suppress(TorFailed):
                    return Control(self.socket)
            time.sleep(0.05)
        raise TorFailed("tor's control socket did not appear", where=str(self.folder), todo=self.last_words())

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def last_words(self) -> str:
        """The last warnings tor gave, for a person to read."""
        told = [
            line
            for name in ("start.log", "log")
            if (self.folder / name).exists()
            for line in (self.folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
        ]
        warned = [line for line in told if "[warn]" in line or "[err]" in line]
        # The last one alone is often "see warnings above".
        return "; ".join((warned or told or ["tor said nothing"])[-2:])

    def wait(self, reached: Callable[[], bool], *, deadline: float, what: str) -> None:
        """Poll until `reached`; TorFailed when tor dies or the deadline (monotonic) passes."""
        while not reached():
            if not self.alive:
                raise TorFailed(f"tor ended before {what}", where=str(self.folder), todo=self.last_words())
            if time.monotonic() > deadline:
                raise TorFailed(f"no {what} in time", where=str(self.folder), todo=self.last_words())
            time.sleep(0.1)

    def end(self) -> None:
        """Close the control connection, which ends this tor; killed if it does not go."""
        if hasattr(self, "control"):
            self.control.close()
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
