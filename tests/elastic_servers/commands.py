"""Other programs, each within a time limit that holds even when we are killed; and which processes still live."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_TOOL_LIMIT = 60.0  # seconds: openssl takes a fraction of one, the keystore tool 2 to 5
_TIMED_OUT = (124, 137)  # what timeout(1) ends with: after SIGTERM, after SIGKILL
_GRACE = 10.0


class Failed(Exception):
    """What a person can act on."""


@dataclass(frozen=True, slots=True)
class Done:
    status: int
    said: str


def ran(
    command: Sequence[str], *, what: str, limit: float = _TOOL_LIMIT, given: str = "", cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Done:  # fmt: skip
    """Run a program to its end, or end it and all that it started after `limit` seconds. Raises Failed then.

    timeout(1) stands between, so that a download does not go on when this process is killed.
    """
    bounded = ["timeout", "-k", "5", f"{limit:.3f}", *command]
    try:
        done = subprocess.run(
            bounded, input=given, capture_output=True, text=True, errors="replace", cwd=cwd, env=environment,
            timeout=limit + _GRACE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as fault:
        raise Failed(f"{what} did not end within {limit:g} seconds") from fault
    except OSError as fault:
        raise Failed(f"{what}: {fault}") from fault
    if done.returncode in _TIMED_OUT:
        raise Failed(f"{what} did not end within {limit:g} seconds: it was given up")
    return Done(done.returncode, (done.stdout + done.stderr).strip())


def lives(pid: int) -> bool:
    return (fields := _stat(pid)) is not None and fields[0] != "Z"


def born(pid: int) -> int:
    """When it began, in ticks since the machine did: a number used again is another process. 0 where there is none."""
    fields = _stat(pid)
    return int(fields[19]) if fields is not None and fields[0] != "Z" else 0


def group_lives(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return bool(members(leader))


def members(leader: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(process.name))
        if fields is not None and fields[0] != "Z" and int(fields[2]) == leader:
            found.append(int(process.name))
    return found


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the name, which may hold anything; the first is the state."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split() or None
    except OSError:
        return None
