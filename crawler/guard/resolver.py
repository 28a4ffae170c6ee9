"""A resolver that asks nobody: in a crawl through Tor every name look-up is a leak."""

# ruff: noqa: N802 - the name that Twisted calls

from __future__ import annotations

from collections.abc import Sequence

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import DNSLookupError


class NoResolver(CachingThreadedResolver):
    """For both of Scrapy's settings, DNS_RESOLVER and TWISTED_DNS_RESOLVER."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        return fail(DNSLookupError(f"name look-ups are switched off: {name}"))
