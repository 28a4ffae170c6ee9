"""The jailed half of a crawl as a process: start it, stop it, see that it ends with us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from crawler.guard import Jail
from crawler.watched import STARTED_BY
from tidewaiter.model.errors import NotAllowed

STOP_WITHIN = 20.0  # seconds between SIGTERM and SIGKILL; the child gives itself 15
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
LOG = "child.log"


def jail_for(wish: str) -> Jail:
    """The namespace as the workspace wishes: auto, require or off. Raises NotAllowed where it must be and cannot."""
    if wish == "off":
        return Jail((), "switched off in the workspace's settings")
    jail = Jail.find()
    if wish == "require" and not jail.works:
        raise NotAllowed(f"no empty network namespace here: {jail.why}", todo='allow it, or set crawl.jail = "auto"')
    return jail


class Child:
    """A running crawl child, in a session of its own so that a key pressed at the terminal does not reach it.

    It must be started from the thread that outlives it: the child asks to be ended with that thread.
    """

    def __init__(self, spool: Path, *, jail: Jail, module: str = "crawler.child") -> None:
        self._log: IO[bytes] = (spool / LOG).open("ab")
        # -P: no folder of the workspace may stand before the program's own rooms.
        command = jail.command([sys.executable, "-P", "-m", module, str(spool)])
        self._process = subprocess.Popen(
            command, env=_environment(os.environ), cwd=spool, stdin=subprocess.DEVNULL, stdout=self._log,
            stderr=self._log, start_new_session=True,
        )  # fmt: skip

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def status(self) -> int | None:
        """Its exit status, None while it runs, negative where a signal ended it."""
        return self._process.poll()

    def ask_to_stop(self) -> None:
        """Let it end what is in flight; the run can go on later."""
        self._send(signal.SIGTERM)

    def stop(self) -> None:
        """End it, by force after `STOP_WITHIN`."""
        if self.status is None:
            self.ask_to_stop()
            try:
                self._process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                self._send(signal.SIGKILL)
                self._process.wait()
        self._log.close()

    def _send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """No credential of ours reaches the process that meets hostile pages."""
    kept = {name: ours[name] for name in _KEPT if name in ours}
    return kept | {
        "SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONSAFEPATH": "1", "HOME": "/nonexistent",
        STARTED_BY: str(os.getpid()),
    }  # fmt: skip
