"""Close the leak of `Set-Cookie: ...; Domain=`: Scrapy's cookie middleware asks tldextract about the domain, which,
with a cold cache, fetches the public suffix list over the open web, past every download handler."""

from __future__ import annotations

import scrapy.downloadermiddlewares.cookies as scrapy_cookies
from tldextract import TLDExtract

from tidewaiter.model.errors import TidewaiterError


def seal() -> None:
    """Let Scrapy use the list that tldextract brings along. Call before the crawl starts.

    Rests on a private name of Scrapy 2.19; TidewaiterError if it is gone, since the crawl would leak unseen.
    """
    if not callable(getattr(scrapy_cookies, "_split_domain", None)):
        raise TidewaiterError(
            "Scrapy's cookie middleware is not the one known to us", todo="install scrapy>=2.19,<2.20"
        )
    scrapy_cookies._split_domain = TLDExtract(include_psl_private_domains=True, suffix_list_urls=(), cache_dir=None)


def sealed() -> bool:
    return not scrapy_cookies._split_domain.suffix_list_urls
