"""How fast extraction is: texts and megabytes a second on one core, load time and memory.

    python -m benchmarks.extract TEXTS.jsonl      one {"text": ...} a line; without it, built-in listings are repeated

Prints one line a figure. CPU time, best of three runs: the machine may be shared.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

LISTINGS = (
    "100x Blue Punisher 300mg XTC €180, ships from NL to EU, tracked, double vac sealed. wickr: fishdemo_1. " * 5,
    "아이스 1g 50만 / 3g 140만, 선드랍 서울 부산, 텔 @demo_ice_7. 진공포장, 후기 많음. 떨 5그램 60만 가능합니다. " * 6,
    "We ship worldwide within 24 hours. Every order is packed with care; please read our terms before you order. " * 5,
)
RUNS = 3


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def read(path: str | None) -> list[str]:
    if path is None:
        return list(LISTINGS) * 200
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    return [str(json.loads(line)["text"]) for line in lines if line]


def main() -> None:
    start = time.process_time()
    import nlp

    nlp.extract("load")
    print(f"load: {time.process_time() - start:.2f} s of CPU")
    texts = read(sys.argv[1] if len(sys.argv) > 1 else None)
    seconds = best(lambda: [nlp.extract(text) for text in texts])
    size = sum(len(text) for text in texts)
    print(f"texts: {len(texts)}, {size / len(texts):.0f} characters on average")
    print(f"extract: {len(texts) / seconds:.0f} texts/s, {size / seconds / 1e6:.2f} million characters/s")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


if __name__ == "__main__":
    main()
