"""How fast extraction is, beside spaCy's own matchers over the same lexicon: texts, megabytes, load, memory.

CPU time of one core, best of three runs: the machine may be shared. Each side is measured in a process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping

LISTINGS = (
    "100x Blue Punisher 300mg XTC €180, ships from NL to EU, tracked, double vac sealed. wickr: fishdemo_1. " * 5,
    "아이스 1g 50만 / 3g 140만, 선드랍 서울 부산, 텔 @demo_ice_7. 진공포장, 후기 많음. 떨 5그램 60만 가능합니다. " * 6,
    "We ship worldwide within 24 hours. Every order is packed with care; please read our terms before you order. " * 5,
    "Versand aus Deutschland innerhalb der EU. 25g Speed Paste 70% 110€, Haze Blüten 10g 90€, luftdicht verpackt. " * 5,
)
POSTS = (
    "떨 5g 60만 홍대 드랍 텔 @demo_x1",
    "need 2g ket in leeds tonight",
    "меф 1г 2800р москва клад",
    "see you at nine",
)
RUNS = 3
SIDES = ("tidewaiter", "phrase-matcher", "entity-ruler")


def measure(size: int) -> Mapping[str, object]:
    """Figures by side; `size` is how many listings are read (0: 400)."""
    figures: dict[str, object] = {}
    for side in SIDES:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.extract", side, str(size or 400)],
            capture_output=True, text=True, check=True, timeout=1800,
        )  # fmt: skip
        figures[side] = told = json.loads(done.stdout)
        print(side, *(f"{name} {value}" for name, value in told.items()), sep="\n    ")
    return figures


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def loaded(side: str) -> Callable[[str], object]:
    if side == "tidewaiter":
        import nlp

        nlp.extract("load")
        return nlp.extract
    import spacy
    from spacy.matcher import PhraseMatcher

    from nlp.lexicon.read import load

    pipeline = spacy.blank("xx")
    terms = sorted({(term.room, term.term.lower()) for term in load()})
    if side == "entity-ruler":
        ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns([{"label": room, "pattern": term} for room, term in terms])  # type: ignore[attr-defined]
        return pipeline
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    for room in {room for room, _ in terms}:
        matcher.add(room, [pipeline.make_doc(term) for name, term in terms if name == room])
    return lambda text: matcher(pipeline.make_doc(text))


def _figures(side: str, size: int) -> Iterable[tuple[str, object]]:
    start = time.process_time()
    find = loaded(side)
    yield "load, s of CPU", round(time.process_time() - start, 2)
    long = "\n".join(LISTINGS)
    for name, texts in (
        ("listings", [LISTINGS[at % len(LISTINGS)] for at in range(size)]),
        ("chat posts", [POSTS[at % len(POSTS)] for at in range(size * 2)]),
        ("texts of 100 KB", [(long * (100_000 // len(long.encode()) + 1))[:60_000]] * 2),
    ):
        seconds = best(lambda texts=texts: [find(text) for text in texts])  # type: ignore[misc]
        octets = sum(len(text.encode()) for text in texts)
        yield f"{name}/s", round(len(texts) / seconds, 1)
        yield f"{name}, MB/s", round(octets / seconds / 1e6, 3)
    yield "memory, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print(json.dumps(dict(_figures(sys.argv[1], int(sys.argv[2])))))
