"""Where the crawl hands over: the one class of this package that Scrapy knows, named by string in its settings."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.sighting import Reading


class HandOver:
    """Puts each reading into the run's spool: reading, links and the page's acknowledgement in one transaction."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HandOver:
        return cls(crawler)

    def process_item(self, item: Reading) -> Reading:
        spider: Any = self._crawler.spider
        try:
            spider.work.spool.done(item)
        except StoreFailed as fault:
            spider.halt("store-failed", str(fault))
            raise DropItem(f"not kept: {fault}") from fault
        return item
