"""The bare download: Scrapy, our Tor handler, the same pages, and nothing done with them.

`python -m benchmarks.bare FILE` reads {"socks", "concurrency", "urls", "authority", "run", "mirrors"} and prints how
many pages came and in how many seconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from crawler.guard import closed, seal


class Bare(scrapy.Spider):
    """Asks for all addresses and counts the answers."""

    name = "bare"

    def __init__(self, urls: list[str], told: dict[str, float], **more: Any) -> None:
        super().__init__(**more)
        self.urls, self.told = urls, told

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in self.urls:
            yield scrapy.Request(url, callback=self.parse, meta={"mirror": "/".join(url.split("/")[:3])})

    def parse(self, response: Response) -> None:
        now = time.monotonic()
        self.told.setdefault("first", now)
        self.told["last"] = now
        self.told["pages"] = self.told.get("pages", 0) + 1


def main() -> None:
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    seal()
    told: dict[str, float] = {}
    settings = closed(asked["socks"]) | {
        "RUN": asked["run"], "SOURCE": asked["source"], "MIRRORS": asked["mirrors"], "AUTHORITY": asked["authority"],
        "CONCURRENT_REQUESTS": asked["concurrency"], "CONCURRENT_REQUESTS_PER_DOMAIN": asked["concurrency"],
        "LOG_LEVEL": "WARNING", "DOWNLOAD_TIMEOUT": 60, "COOKIES_ENABLED": False, "RETRY_TIMES": 5,
        "TOR_READY": asked["ready"],
    }  # fmt: skip
    process = AsyncCrawlerProcess(settings)
    process.crawl(Bare, urls=asked["urls"], told=told)
    process.start()
    print(json.dumps({"pages": told["pages"], "seconds": told["last"] - told["first"]}))


if __name__ == "__main__":
    main()
