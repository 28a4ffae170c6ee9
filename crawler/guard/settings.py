"""Scrapy's settings, closed: what in Scrapy as shipped would speak to anything but tor is off."""

from __future__ import annotations

_TOR_HANDLER = "crawler.tor.handler.TorHandler"
_NO_RESOLVER = "crawler.guard.resolver.NoResolver"


def closed(socks: str) -> dict[str, object]:
    """Settings for a crawl through the SOCKS socket `socks` (`unix:PATH`); also call `seal()` and `lock()`.

    The crawl adds RUN, SOURCE, AUTHORITY and TOR_READY, and its own middlewares to DOWNLOADER_MIDDLEWARES.
    """
    return {
        "TOR_SOCKS": socks,
        # No other scheme has a handler: a file: link is read from disk and ftp: asks the resolver as shipped.
        "DOWNLOAD_HANDLERS": {
            "http": _TOR_HANDLER, "https": _TOR_HANDLER, "ftp": None, "s3": None, "file": None, "data": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.guard.gate.Gate": 999,
            "crawler.tor.patience.TorPatience": 560,
            "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
        },
        "HTTPPROXY_ENABLED": False,
        # The old name wins over the new one where both are set, so both are.
        "DNS_RESOLVER": _NO_RESOLVER,
        "TWISTED_DNS_RESOLVER": _NO_RESOLVER,
        "DNSCACHE_ENABLED": False,
        # The first listens on 6023, the second runs Python sent to it over HTTP; both are on as shipped.
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "EXTENSIONS": {
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
        },
        "REFERER_ENABLED": False,
        # Self-signed is normal for onions; the address authenticates. The handler keeps the certificate's digest.
        "DOWNLOAD_VERIFY_CERTIFICATES": False,
        # What Tor Browser 14 sends, so that a crawl does not announce itself.
        "USER_AGENT": "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-US,en;q=0.5",
            # What every reader of a capture can take off again (crawler.readers.decoding), whatever else is installed.
            "Accept-Encoding": "gzip, deflate",
        },
        "FEEDS": {},
        "HTTPCACHE_ENABLED": False,
        "MEMUSAGE_NOTIFY_MAIL": [],
    }  # fmt: skip
