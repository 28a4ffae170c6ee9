"""The product's own tor: a client behind unix sockets, kept alive by a thread of its own (never the reactor's).

It listens on no TCP port: its SOCKS and control sockets are files of mode 0600 in a folder of mode 0700. The SOCKS
socket answers for onions only. While it can serve, the marker file READY stands in its folder: a crawl child, which
may touch nothing else, waits for it (`crawler.tor.patience`).
"""

from __future__ import annotations

import fcntl
import shutil
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from crawler.tor.launch import Launched, installed, private, socket_folder
from tidewaiter.model.errors import TorFailed
from tidewaiter.store.whole import write_whole

_POLL = 0.2  # seconds between looks at the process
_CIRCUIT_POLL = 2.0  # seconds between questions about its circuits
_BOOTSTRAP_LIMIT = 180.0  # seconds; a fresh client on a running private network once took 17, a real one may take more
_ANSWERS_WITHIN = 30.0  # seconds; a tor that takes longer to say a word is frozen
_STOPS_WITHIN = 5.0  # seconds for the thread to see that it should stop
_WITHOUT_CIRCUITS = 120.0  # seconds a living tor may lack circuits before it is started anew
_FIRST_STARTS = 3  # that may fail before `start` gives up: a tor whose owner was killed frees its folder in moments
_SLOTS = 16  # tors in one workspace at once
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 60.0
_STABLE = 60.0  # seconds of service after which the next pause is the first again


@dataclass(frozen=True, slots=True)
class TorState:
    """What a person or `doctor` may know. `fault` is the last thing that went wrong, "" while all is well."""

    ready: bool
    alive: bool
    bootstrapped: int
    starts: int
    fault: str


class TorProcess:
    """Start, keep alive and ask one tor. Everything it holds lies in `folder`.

    `extra` are further torrc lines: those of a private network, or an operator's bridges. Where the folder's tor is in
    use already (a second crawl of the same workspace), a folder below it is taken, with guards of its own.
    """

    def __init__(self, folder: Path, *, extra: Sequence[str] = ()) -> None:
        self._root = folder.absolute()
        self._extra = tuple(extra)
        self.folder = self._sockets = self._root
        self._claim: BinaryIO | None = None
        self._tor: Launched | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._bootstrapped, self._starts, self._fault = 0, 0, ""

    @property
    def socks(self) -> Path:
        """The SOCKS socket; Scrapy's setting TOR_SOCKS is `unix:` and this."""
        return self._sockets / "socks"

    @property
    def ready(self) -> Path:
        """The marker; it holds how often tor was started, so that a restart between two looks is seen."""
        return self.folder / "READY"

    @property
    def pid(self) -> int | None:
        return self._tor.process.pid if self._tor else None

    def state(self) -> TorState:
        alive = self._tor is not None and self._tor.alive
        return TorState(self.ready.exists(), alive, self._bootstrapped, self._starts, self._fault)

    def start(self, *, wait: float = 120) -> None:
        """Start tor and its supervision; returns when it can serve. TorFailed says why it cannot (it is stopped)."""
        installed()
        self.folder, self._claim = _claim_folder(self._root)
        self._sockets = socket_folder(self.folder)
        self.ready.unlink(missing_ok=True)
        self._stopping.clear()
        self._starts = 0
        self._thread = threading.Thread(target=self._supervise, name="tor", daemon=True)
        self._thread.start()
        deadline = time.monotonic() + wait
        while not self.ready.exists():
            if time.monotonic() > deadline or (self._starts > _FIRST_STARTS and not self._bootstrapped):
                fault = self._fault or f"bootstrapped {self._bootstrapped} %"
                self.stop()
                raise TorFailed(f"tor did not come up: {fault}", where=str(self.folder / "log"))
            time.sleep(0.05)

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(_STOPS_WITHIN)
            if self._thread.is_alive() and self._tor is not None:
                self._tor.process.kill()  # frozen: its control socket would never answer
            self._thread.join()
            self._thread = None
        if self._sockets != self.folder:
            shutil.rmtree(self._sockets, ignore_errors=True)
        if self._claim is not None:
            self._claim.close()
            self._claim = None

    def descriptor(self, address: str, *, wait: float = 60) -> bool:
        """Whether an onion has a descriptor; the site is not contacted. TorFailed where tor cannot tell."""
        return self._running().control.published(address, wait=wait)

    def circuits(self) -> dict[str, list[str]]:
        """The open circuits to onions, by isolation token."""
        return self._running().control.circuits()

    def new_circuits(self, token: str) -> int:
        """Let one token go over new circuits from here on; nobody else's are touched. Returns how many were closed."""
        return self._running().control.close_circuits(token)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _running(self) -> Launched:
        if self._tor is None or not self._tor.alive:
            raise TorFailed("tor is down just now", where=str(self.folder), todo="it is being restarted; ask again")
        return self._tor

    def _lines(self) -> list[str]:
        return [
            # A private file mode is tor's default for unix sockets: 0600, in a folder nobody else may enter.
            f"SocksPort unix:{self.socks} OnionTrafficOnly ExtendedErrors",
            "SafeSocks 1",
            "ClientOnly 1",
            *self._extra,
        ]

    def _supervise(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                self._serve()
            except TorFailed as failure:
                self._fault = str(failure)
            finally:
                self.ready.unlink(missing_ok=True)
                if self._tor is not None:
                    self._tor.end()
                    self._tor = None
            pause = _FIRST_PAUSE if time.monotonic() - began > _STABLE else pause
            self._stopping.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _serve(self) -> None:
        """One life of tor, from its start to its end; returns when asked to stop, raises TorFailed when it ended."""
        self._starts += 1
        self._bootstrapped = 0
        self.socks.unlink(missing_ok=True)
        self._tor = tor = Launched(self.folder, self._lines(), sockets=self._sockets)
        if not self._bootstrap(tor):
            return
        without_since: float | None = None
        asked = 0.0
        while not self._stopping.wait(_POLL):
            now = time.monotonic()
            if not tor.alive or not tor.control.open:
                raise TorFailed("tor ended", where=str(self.folder), todo=tor.last_words())
            if now - asked < _CIRCUIT_POLL:
                continue
            asked = now
            if self._has_circuits(tor):
                without_since = None
                self._mark_ready()
                continue
            self.ready.unlink(missing_ok=True)
            without_since = without_since or now
            self._fault = "tor lives but has no circuits"
            if now - without_since > _WITHOUT_CIRCUITS:
                raise TorFailed(self._fault, where=str(self.folder), todo=tor.last_words())

    def _bootstrap(self, tor: Launched) -> bool:
        """Wait for bootstrap 100; False when asked to stop meanwhile."""
        deadline = time.monotonic() + _BOOTSTRAP_LIMIT
        while not self._stopping.is_set():
            self._bootstrapped = tor.control.bootstrapped()
            if self._bootstrapped == 100 and tor.control.circuits_established():
                self._mark_ready()
                return True
            if not tor.alive or time.monotonic() > deadline:
                raise TorFailed("tor did not bootstrap", where=str(self.folder), todo=tor.last_words())
            time.sleep(0.1)
        return False

    def _has_circuits(self, tor: Launched) -> bool:
        """Asked beside this thread, since stem waits for ever for the answer of a frozen tor."""
        asking = ThreadPoolExecutor(1, thread_name_prefix="tor-asked")
        try:
            return asking.submit(tor.control.circuits_established).result(_ANSWERS_WITHIN)
        except TimeoutError as error:
            raise TorFailed("tor lives but does not answer", where=str(self.folder), todo="it is restarted") from error
        finally:
            asking.shutdown(wait=False)

    def _mark_ready(self) -> None:
        if self.ready.exists():
            return
        write_whole(self.ready, f"{self._starts}\n")
        self._fault = ""


def _claim_folder(root: Path) -> tuple[Path, BinaryIO]:
    """The first folder at or below `root` that no running TorProcess holds; held until the file is closed."""
    for number in range(1, _SLOTS + 1):
        folder = private(root if number == 1 else root / str(number))
        claim = (folder / "owner").open("ab")
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            claim.close()
            continue
        return folder, claim
    raise TorFailed(f"{_SLOTS} tors run in this folder already", where=str(root), todo="end a crawl, or wait for one")
