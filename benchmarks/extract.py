"""`script/bench extract`: texts and megabytes a second on one core, load time and memory, beside rivals.

Each side runs alone in a process of its own over the same invented texts. spaCy's sides hold the very same lexicon, as
a `PhraseMatcher` and as an `entity_ruler`, and only look words up: no borders, evidence, amounts, prices, places.
iocsearcher and ioc-finder look for all kinds they know (hosts, hashes, accounts, some coins), in an environment of
their own. Figures are of CPU time, best of three, since the machine may be shared; a megabyte is a million bytes of
UTF-8.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.apart import ROOT, rivals
from benchmarks.texts import chats, listings, long_texts

SIDES = {
    "extract": "nlp.extract, all kinds",
    "pipeline": "nlp.pipeline(), all kinds in a spaCy Doc",
    "matcher": "spaCy PhraseMatcher, same lexicon, words alone",
    "ruler": "spaCy entity_ruler, same lexicon, words alone",
    "iocsearcher": "iocsearcher, all its kinds",
    "ioc-finder": "ioc-finder, all its kinds",
}
APART = {"iocsearcher", "ioc-finder"}
SIZE = 1000
RUNS = 3
_SLOW = 20  # the entity_ruler counts all its patterns anew for each text, so it is asked for fewer


def measure(size: int, *, alone: bool = False) -> Mapping[str, Any]:
    """Prints a row a side; `size` is the number of listings and of chat posts, and a fiftieth of it of long texts.

    `alone` leaves out the sides that need an environment of their own, which is made from the package index.
    """
    size = size or SIZE
    print(f"{'':48} load s  load MB  listings/s  MB/s  posts/s  MB/s  100 KB/s  MB/s  most MB")
    figures = {}
    for side, what in SIDES.items():
        if alone and side in APART:
            continue
        python = rivals() if side in APART else sys.executable
        asked = [str(python), "-m", "benchmarks.extract", side, str(size)]
        said = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True, timeout=3600, cwd=ROOT)
        row = figures[side] = json.loads(said.stdout)
        rates = "  ".join(
            f"{row[kind]['per_second']:8.1f} {row[kind]['mb']:5.2f}" for kind in ("listings", "posts", "long")
        )
        print(f"{what:48} {row['load_s']:6.2f} {row['load_mb']:8.0f}  {rates}  {row['most_mb']:7.0f}")
    return {"size": size, "sides": figures}


def _rules() -> Callable[[str], object]:
    import nlp

    nlp.extract("load")
    return nlp.extract


def _pipeline() -> Callable[[str], object]:
    import nlp

    return nlp.pipeline()


def _terms() -> list[str]:
    from nlp.lexicon import shipped

    return sorted({term.term for term in shipped().terms})


def _matcher() -> Callable[[str], object]:
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("xx")
    language.max_length = 10_000_000
    found = PhraseMatcher(language.vocab, attr="LOWER")
    found.add("term", list(language.pipe(_terms())))
    return lambda text: found(language(text))


def _ruler() -> Callable[[str], object]:
    import spacy

    language = spacy.blank("xx")
    language.max_length = 10_000_000
    ruler = language.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "term", "pattern": term} for term in _terms()])  # type: ignore[attr-defined]
    return language


def _iocsearcher() -> Callable[[str], object]:
    from iocsearcher.searcher import Searcher

    searcher: Callable[[str], object] = Searcher().search_data
    return searcher


def _ioc_finder() -> Callable[[str], object]:
    from ioc_finder import find_iocs

    finder: Callable[[str], object] = find_iocs
    return finder


_BUILD = {
    "extract": _rules, "pipeline": _pipeline, "matcher": _matcher, "ruler": _ruler,
    "iocsearcher": _iocsearcher, "ioc-finder": _ioc_finder,
}  # fmt: skip


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _rate(work: Callable[[str], object], texts: Sequence[str]) -> dict[str, float]:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        for text in texts:
            work(text)
        times.append(time.process_time() - start)
    size = sum(len(text.encode()) for text in texts)
    return {"per_second": round(len(texts) / min(times), 1), "mb": round(size / min(times) / 1e6, 3)}


def main() -> None:
    """One side in this process: `python -m benchmarks.extract SIDE SIZE` prints its figures as JSON."""
    side, size = sys.argv[1], int(sys.argv[2])
    start = time.process_time()
    work = _BUILD[side]()
    loaded, held = time.process_time() - start, _megabytes()
    few = max(1, size // _SLOW) if side == "ruler" else size
    rates = {
        "listings": _rate(work, listings(few)),
        "posts": _rate(work, chats(few)),
        "long": _rate(work, long_texts(max(1, few // 50))),
    }
    print(json.dumps({"load_s": round(loaded, 2), "load_mb": held, **rates, "most_mb": _megabytes()}))


if __name__ == "__main__":
    main()
