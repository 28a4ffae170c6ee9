"""`script/bench NAME [--size N]`: measures one thing beside what a user would pick instead, in one run.

Tables go to standard output, progress to standard error; the last line of standard output is the figures as JSON.
"""

from __future__ import annotations

import argparse
import importlib
import json
import signal
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tidewaiter.model.errors import TidewaiterError

NAMES = {
    "extract": "texts and megabytes a second of extraction: ours, spaCy's matchers, iocsearcher, ioc-finder",
    "crawl": "pages a second through Tor: bare Scrapy download beside the whole job",
    "index": "records a second from database to index: what waits told to it, and all of it built anew",
    "leads": "lead rules: right and wrong on a simulated month; the cost of a run beside a long history",
    "search": "questions over generated records: the embedded index, Elasticsearch and SQLite FTS5",
    "read": "saved pages a second: our readers beside parsel, trafilatura, readability-lxml, extruct",
    "views": "seconds of the corridor at 10,000 and 100,000 listings, each seen on three runs",
    "workers": "one worker and four on PostgreSQL and Redis, where pages wait on a network: how much sooner",
    "wallets": "wallet addresses, twins and look-alikes: ours beside iocsearcher and ioc-finder",
}
_LIST = "list"
_TAKES = {"cache": ("search",), "alone": ("search", "extract", "read")}


def main() -> None:
    """Run a benchmark; it prints a table, and its figures as one JSON line at the end."""
    said = argparse.ArgumentParser(
        prog="script/bench", description=__doc__, epilog=_listed(), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    said.add_argument("name", metavar="NAME", nargs="?", default=_LIST, help="what to measure; list: what there is")
    said.add_argument(
        "--size", type=_size, default=0, help="how many pages, listings, records; else a size for minutes"
    )
    said.add_argument("--cache", type=Path, help="search: a folder outside the checkout that keeps built indexes")
    said.add_argument("--alone", action="store_true", help="search, extract, read: without what must be fetched")
    asked = said.parse_args()
    if asked.name == _LIST:
        print(_listed())
        return
    if asked.name not in NAMES:
        near = "".join(f"; did you mean {name}?" for name in get_close_matches(asked.name, NAMES, n=1))
        said.error(f"there is no benchmark {asked.name}{near}\n{_listed()}")
    given: dict[str, Any] = {"cache": asked.cache and asked.cache.resolve(), "alone": asked.alone}
    more = {name: value for name, value in given.items() if asked.name in _TAKES[name]}
    for name, value in given.items():
        if value and name not in more:
            said.error(f"--{name} is of {' and '.join(_TAKES[name])}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that what was started is ended
    try:
        measure = importlib.import_module(f"benchmarks.{asked.name}").measure
        figures: Mapping[str, Any] = measure(asked.size, **more)
    except TidewaiterError as fault:
        sys.exit(f"script/bench: {fault}")
    except KeyboardInterrupt:
        sys.exit("\nscript/bench: interrupted; what was started is ended, and no figures were made")
    print(json.dumps({"benchmark": asked.name, **figures}, ensure_ascii=False))


def _listed() -> str:
    return "\n".join(["benchmarks:", *(f"  {name:8} {what}" for name, what in NAMES.items())])


def _size(text: str) -> int:
    size = int(text)
    if size < 1:
        raise argparse.ArgumentTypeError("a size is 1 or more")
    return size


if __name__ == "__main__":
    main()
