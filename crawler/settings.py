"""Scrapy's settings. Read by Scrapy as SCRAPY_SETTINGS_MODULE, they reach nothing: only a run has a way out.

`of_run` adds what one run needs. Each middleware that runs is named here; Scrapy's own lists are emptied, so that a
new version cannot add one unseen.
"""

from __future__ import annotations

from pathlib import Path

from crawler.frontier.manners import Manners
from crawler.guard import closed
from crawler.order import AUTHORITY_FILE, Order

BOT_NAME = "tidewaiter"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

DOWNLOAD_HANDLERS_BASE: dict[str, str] = {}
DOWNLOAD_HANDLERS: dict[str, str | None] = dict.fromkeys(("http", "https", "ftp", "s3", "file", "data"))

_MIDDLEWARES = "scrapy.downloadermiddlewares"
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    f"{_MIDDLEWARES}.downloadtimeout.DownloadTimeoutMiddleware": 350,
    f"{_MIDDLEWARES}.defaultheaders.DefaultHeadersMiddleware": 400,
    f"{_MIDDLEWARES}.useragent.UserAgentMiddleware": 500,
    # 560: crawler.tor.patience.TorPatience
    f"{_MIDDLEWARES}.httpcompression.HttpCompressionMiddleware": 590,
    f"{_MIDDLEWARES}.cookies.CookiesMiddleware": 700,
    "crawler.capture.Keep": 895,
    # 999: crawler.guard.gate.Gate
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS: dict[str, int | None] = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "crawler.capture.TextOnly": 0,
    "crawler.spiders.Progress": 0,
}
# A page gives one reading; Scrapy makes this many tasks for each page, and its 100 cost a sixth of the time of a page.
CONCURRENT_ITEMS = 1
ITEM_PIPELINES = {"pipelines.handover.HandOver": 100}
SCHEDULER = "crawler.frontier.Frontier"
REQUEST_FINGERPRINTER_CLASS = "crawler.frontier.Fingerprint"

# The frontier's work, each with a row that says why: see docs/decisions/0009-frontier.md.
RETRY_ENABLED = False
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
ROBOTSTXT_OBEY = False
HTTPERROR_ALLOW_ALL = True
# A cached answer is no capture.
HTTPCACHE_ENABLED = False
COOKIES_ENABLED = True
COOKIES_DEBUG = False  # it would write a person's session into the log
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "WARNING"
LOG_FORMATTER = "crawler.spiders.discreet.Discreet"


def of_run(order: Order, folder: Path, manners: Manners) -> dict[str, object]:
    """What a run of this order adds: the way through tor, closed against all others, and its manners."""
    guard = closed(order.socks)
    polite, patience = manners.politeness, manners.patience
    merged = {
        name: {**own, **theirs}
        for name, own in (("DOWNLOADER_MIDDLEWARES", DOWNLOADER_MIDDLEWARES), ("EXTENSIONS", EXTENSIONS))
        if isinstance(theirs := guard.get(name, {}), dict)
    }
    return {
        **guard,
        **merged,
        "RUN": order.run,
        "SOURCE": order.source,
        "MIRRORS": list(order.mirrors),
        "AUTHORITY": str(folder / AUTHORITY_FILE),
        "TOR_READY": order.ready,
        "CONCURRENT_REQUESTS": polite.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": polite.concurrency,
        "DOWNLOAD_DELAY": polite.delay,
        "DOWNLOAD_DELAY_JITTER": polite.jitter,
        "DOWNLOAD_TIMEOUT": patience.timeout,
        "DOWNLOAD_MAXSIZE": patience.largest,
        "DOWNLOAD_WARNSIZE": 0,
    }
