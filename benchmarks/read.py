"""`script/bench read`: saved pages read on one core, and the memory for it, beside what people take from the index.

The pages are those of the fixtures, each with its source's profile. Each side runs in a process of its own; parsel and
the extractors in an environment of their own. They give other things than we do: parsel a title and the links by two
selectors, trafilatura and readability an article's text, extruct what is stated to machines. None gives listings; the
table says what one reading costs, not which is better.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.apart import ROOT, readers

SIDES = {
    "generic": "generic reader, all it finds",
    "profile": "profile of the source",
    "parsel": "parsel alone: title and links",
    "parsing": "lxml alone: parsing",
    "trafilatura": "trafilatura: the article's text",
    "readability": "readability-lxml: the article's HTML",
    "extruct": "extruct: JSON-LD, microdata, OpenGraph",
}
APART = frozenset({"parsel", "parsing", "trafilatura", "readability", "extruct"})
SIZE = 300
RUNS = 3
_COMMON = 50_000  # bytes of a page to which rates are brought, as pages grow alike in all they hold


def measure(size: int, *, alone: bool = False) -> Mapping[str, Any]:
    """Prints a row a side; `size` is the number of pages of one of three runs, of which the best counts.

    `alone` leaves out the sides that need an environment of their own, which is made from the package index.
    """
    size = size or SIZE
    print(f"{'':40} pages/s   MB/s  50 KB pages/s  load MB  most MB")
    figures = {}
    for side, what in SIDES.items():
        if alone and side in APART:
            continue
        python = readers() if side in APART else sys.executable
        asked = [str(python), "-m", "benchmarks.read", side, str(size)]
        said = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True, timeout=3600, cwd=ROOT)
        row = figures[side] = json.loads(said.stdout)
        print(
            f"{what:40} {row['pages_s']:7.1f} {row['mb_s']:6.2f} {row['common_s']:14.1f} "
            f"{row['load_mb']:8.0f} {row['most_mb']:8.0f}"
        )
    return {"size": size, "sides": figures}


def pages() -> list[tuple[str, bytes]]:
    """(source, bytes) of the fixtures' pages."""
    found = sorted((ROOT / "fixtures").glob("*/*/input.html"))
    return [(path.parent.parent.name, path.read_bytes()) for path in found]


def _generic() -> Callable[[str, bytes], object]:
    from crawler.readers import SavedPage, read

    return lambda source, body: read(SavedPage("", body), "capture")


def _profile() -> Callable[[str, bytes], object]:
    from crawler.profiles import load
    from crawler.readers import SavedPage, read

    files = [*(ROOT / "sources").glob("*.yaml")]
    profiles = {file.stem: load(file.read_text(encoding="utf-8"), file.name) for file in files}
    return lambda source, body: read(SavedPage("", body), "capture", profiles[source])


def _parsel() -> Callable[[str, bytes], object]:
    from parsel import Selector

    def read(source: str, body: bytes) -> object:
        page = Selector(text=body.decode("utf-8", "replace"))
        return page.css("h1::text").get(), page.css("a::attr(href)").getall()

    return read


def _parsing() -> Callable[[str, bytes], object]:
    from lxml import html

    return lambda source, body: html.fromstring(body)


def _trafilatura() -> Callable[[str, bytes], object]:
    from trafilatura import extract  # type: ignore[import-not-found,unused-ignore]

    return lambda source, body: extract(body.decode("utf-8", "replace"))


def _readability() -> Callable[[str, bytes], object]:
    from readability import Document  # type: ignore[import-not-found,unused-ignore]

    return lambda source, body: Document(body.decode("utf-8", "replace")).summary()


def _extruct() -> Callable[[str, bytes], object]:
    from extruct import extract  # type: ignore[import-not-found,unused-ignore]

    syntaxes = ["json-ld", "microdata", "opengraph"]
    return lambda source, body: extract(body.decode("utf-8", "replace"), syntaxes=syntaxes)


_READERS = {
    "generic": _generic, "profile": _profile, "parsel": _parsel, "parsing": _parsing, "trafilatura": _trafilatura,
    "readability": _readability, "extruct": _extruct,
}  # fmt: skip


def run(side: str, size: int) -> dict[str, float]:
    """In this process: the best of three runs over `size` pages."""
    read = _READERS[side]()
    asked = pages()
    asked = (asked * (size // len(asked) + 1))[:size]
    read(*asked[0])
    loaded = _megabytes()
    best = min(_seconds(read, asked) for _ in range(RUNS))
    volume = sum(len(body) for _, body in asked)
    return {
        "pages_s": size / best, "mb_s": volume / best / 1e6, "common_s": volume / best / _COMMON,
        "load_mb": loaded, "most_mb": _megabytes(),
    }  # fmt: skip


def _seconds(read: Callable[[str, bytes], object], asked: list[tuple[str, bytes]]) -> float:
    start = time.process_time()
    for source, body in asked:
        read(source, body)
    return time.process_time() - start


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    print(json.dumps(run(sys.argv[1], int(sys.argv[2]))))
