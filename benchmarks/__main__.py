"""`script/bench NAME [--size N]`: measures one thing beside what a user would pick instead, in one run."""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Mapping
from typing import Any

NAMES = {
    "crawl": "pages a second through Tor: bare Scrapy download beside the whole job",
    "search": "questions over generated records: the embedded index beside SQLite FTS5",
}


def main() -> None:
    """Run a benchmark; it prints a table, and its figures as one JSON line at the end."""
    said = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    said.add_argument("name", choices=sorted(NAMES), help="; ".join(f"{name}: {what}" for name, what in NAMES.items()))
    said.add_argument("--size", type=int, default=0, help="how many pages, listings, records; 0: a size for minutes")
    asked = said.parse_args()
    figures: Mapping[str, Any] = importlib.import_module(f"benchmarks.{asked.name}").measure(asked.size)
    print(json.dumps({"benchmark": asked.name, **figures}))


if __name__ == "__main__":
    main()
