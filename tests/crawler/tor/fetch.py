"""A crawl of its own process for the tests: `python fetch.py JOB.json` fetches what the job lists, and prints JSON.

Job: settings, requests [{name, url, meta, method, body, then}], follow (every link of every page), seal, lock (a list
of addresses), spider (attributes). A module beside the tests, so that each setting can be shown on and off.
"""

import json
import sys
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess

from crawler.guard import lock, seal
from crawler.guard.netlock import refused


class Fetcher(scrapy.Spider):
    name = "fetcher"
    handle_httpstatus_list = ()

    async def start(self):
        Path("begun").touch()
        for wanted in self.job["requests"]:
            yield self.ask(wanted)

    def ask(self, wanted):
        return scrapy.Request(
            wanted["url"], self.got, errback=self.failed, method=wanted.get("method", "GET"),
            body=wanted.get("body", "").encode(), meta={"wanted": wanted, **wanted.get("meta", {})},
            dont_filter=not self.job.get("follow"),
        )  # fmt: skip

    def got(self, response):
        self.note(response.request, status=response.status, **answer(response))
        yield from self.next(response)

    def failed(self, failure):
        error = failure.value
        facts = {"exception": type(error).__name__, "message": str(error)}
        facts |= {name: getattr(error, name) for name in ("code", "reason") if hasattr(error, name)}
        if hasattr(error, "response"):
            facts["status"] = error.response.status
        self.note(failure.request, **facts)
        yield from map(self.ask, failure.request.meta["wanted"].get("then", []))

    def next(self, response):
        yield from map(self.ask, response.meta["wanted"].get("then", []))
        if self.job.get("follow") and isinstance(response, scrapy.http.TextResponse):
            for url in response.css("a::attr(href), img::attr(src)").getall():
                if not url.startswith("data:"):
                    url = response.urljoin(url)
                yield self.ask({"name": url, "url": url})

    def note(self, request, **facts):
        meta = {k: request.meta.get(k) for k in ("certificate", "proxy") if k in request.meta}
        self.results[request.meta["wanted"]["name"]] = facts | meta | {"retries": request.meta.get("retry_times", 0)}

    def closed(self, reason):
        self.ended["why"] = reason


def answer(response):
    return {
        "url": response.url,
        "size": len(response.body),
        "text": response.body[:4000].decode("latin1"),
        "flags": response.flags,
    }


def main(job):
    results, ended = {}, {}
    attributes = job.get("spider", {}) | {"job": job, "results": results, "ended": ended}
    spider = type("Fetcher", (Fetcher,), attributes)
    if job.get("seal"):
        seal()
    if "lock" in job:
        lock([tuple(place) if isinstance(place, list) else place for place in job["lock"]])
    quiet = {"LOG_LEVEL": "CRITICAL"}
    process = CrawlerProcess(quiet | job["settings"])
    crawler = process.create_crawler(spider)
    process.crawl(crawler)
    process.start()
    stats = {k: v for k, v in crawler.stats.get_stats().items() if isinstance(v, int | float | str)}
    print(json.dumps({"results": results, "stats": stats, "refused": refused(), **ended}))


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()))
