"""What a process and its children spoke to, as the kernel saw it."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

_CALL = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(")
_UNIX = re.compile(r'sa_family=AF_UNIX, sun_path=@?"([^"]*)"')
_INET = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]+)"|inet_pton\(AF_INET6, "([^"]+)")')


def strace(trace: Path) -> list[str]:
    """The prefix of a command to be traced; the test is skipped where tracing is not possible."""
    prefix = ["strace", "-f", "-qq", "-s", "300", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace)]
    try:
        tried = subprocess.run([*prefix, "true"], capture_output=True, text=True, timeout=30)
    except FileNotFoundError:
        pytest.skip("strace is not installed")
    if tried.returncode:
        pytest.skip(f"strace may not trace here: {tried.stderr.strip()}")
    return prefix


def spoken_to(trace: Path) -> Counter[str]:
    """Every address in the trace, as `call unix:PATH` or `call HOST:PORT`; netlink, which reaches no network, is out."""
    seen: Counter[str] = Counter()
    for line in trace.read_text(errors="replace").splitlines():
        call = _CALL.search(line)
        if call is None:
            continue
        if found := _UNIX.search(line):
            seen[f"{call[1]} unix:{found[1]}"] += 1
        elif found := _INET.search(line):
            seen[f"{call[1]} {found[2] or found[3]}:{found[1]}"] += 1
    return seen
