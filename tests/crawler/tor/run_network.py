"""Run one private Tor network until the process that owns the test run has gone: run_network.py FOLDER OWNER_PID."""

import os
import sys
import time
from pathlib import Path

from crawler.tor.network import TorNetwork


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def main(folder: str, owner: str) -> None:
    began = time.monotonic()
    with TorNetwork(Path(folder)) as network:
        print(f"up after {time.monotonic() - began:.1f} s: {network.timings}", flush=True)
        while lives(int(owner)):
            time.sleep(0.5)


if __name__ == "__main__":
    main(*sys.argv[1:])
