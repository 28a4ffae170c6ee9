"""A child that walks a chain of pages through a spool; started by test_processes.py: writer.py FOLDER PAGES [LIMIT]."""

from __future__ import annotations

import resource
import sys
from datetime import datetime, timezone
from pathlib import Path

from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.sighting import Link, Page, Reading
from tidewaiter.store.spool import Spool

ORIGIN = f"http://{'a' * 56}.onion"
NOWHERE = Member("none", 0, 0, "")


def main(folder: str, pages: int, limit: int = 0) -> int:
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    spool = Spool(Path(folder), mirrors=(ORIGIN,))
    spool.own()
    spool.add(ORIGIN + "/0")
    while (row := spool.take(0.0)) is not None:
        number = int(row.place.path[1:])
        name = f"{row.id}-{row.attempt}"
        capture = Capture(
            name, "R1", "pier", row.place.on(ORIGIN), ORIGIN, row.attempt, datetime.now(timezone.utc), "GET", 200,
            "text/html", "00", 0, NOWHERE, NOWHERE,
        )  # fmt: skip
        spool.captured(row.id, capture)
        links = tuple(Link(f"{ORIGIN}/{n}", text="x" * 200) for n in range(number, number + 5) if n < pages)
        spool.done(Reading(name, Page.HOME, "r", links=links))
    spool.finish("finished")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
    except StoreFailed as full:
        print(full)
        sys.exit(1)
