"""Runs one rival over texts, in the rivals' own environment: python -m benchmarks.rivals NAME < texts > found.

Reads one JSON string a line; writes one JSON list a line (what it took for wallets of any coin), then the seconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable


def iocsearcher() -> Callable[[str], list[str]]:
    from iocsearcher.searcher import Searcher

    searcher = Searcher()
    coins = {
        "bitcoin", "bitcoincash", "cardano", "dashcoin", "dogecoin", "ethereum", "litecoin", "monero", "ripple",
        "solana", "stellar", "tezos", "tronix", "zcash", "cosmos", "algorand", "polkadot", "kusama", "ton",
    }  # fmt: skip

    def search(text: str) -> list[str]:
        return sorted({str(found.value) for found in searcher.search_data(text) if found.name in coins})

    return search


def ioc_finder() -> Callable[[str], list[str]]:
    from ioc_finder import find_iocs

    def search(text: str) -> list[str]:
        found = find_iocs(text, included_ioc_types=["bitcoin_addresses", "monero_addresses"])
        return sorted(
            {str(value) for name in ("bitcoin_addresses", "monero_addresses") for value in found.get(name, [])}
        )

    return search


def main() -> None:
    search = {"iocsearcher": iocsearcher, "ioc-finder": ioc_finder}[sys.argv[1]]()
    texts = [json.loads(line) for line in sys.stdin]
    start = time.process_time()
    found = [search(text) for text in texts]
    seconds = time.process_time() - start
    for values in found:
        print(json.dumps(values))
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
