"""The crawl child with a direct way to a server on loopback in tor's place: for tests of the frontier only.

That nothing but tor is reached is proven elsewhere, through a real onion (tests/crawler/tor, tests/crawler/guard).
Everything else is the product's: gate, settings, capture, spider, spool. Onion hosts are mapped to loopback ports.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timezone
from pathlib import Path

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _ScrapyAgent
from scrapy.exceptions import DownloadConnectionRefusedError
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.endpoints import TCP4ClientEndpoint
from twisted.internet.error import ConnectError
from twisted.web.client import Agent
from twisted.web.iweb import IAgentEndpointFactory
from zope.interface import implementer

from crawler import child, readers
from crawler.guard import seal
from crawler.order import Order
from crawler.tor.reasons import refusal_of
from tidewaiter.model.errors import TidewaiterError
from tidewaiter.store.spool import Spool


@implementer(IAgentEndpointFactory)
class Mapped:
    _bindAddress = None  # noqa: N815 - Scrapy reads it

    def __init__(self, reactor, ports):
        self._reactor, self._ports = reactor, ports

    def endpointForURI(self, uri):
        return TCP4ClientEndpoint(self._reactor, "127.0.0.1", self._ports[uri.host.decode().split(".")[-2]])


class MappedAgent(_ScrapyAgent):
    def _get_agent(self, request, timeout):
        from twisted.internet import reactor

        return Agent.usingEndpointFactory(reactor, Mapped(reactor, self.ports), pool=self._pool)


class DirectHandler(HTTP11DownloadHandler):
    """A host that the table does not know gets the SOCKS reply that the table of replies gives it."""

    async def download_request(self, request):
        ports = self._crawler.settings.getdict("DIRECT_PORTS")
        name = request.url.split("/")[2].split(":")[0].split(".")[-2]
        if isinstance(ports.get(name), str):
            raise refusal_of(int(ports[name], 16), name)
        agent = MappedAgent(
            contextFactory=self._contextFactory, pool=self._pool, maxsize=self._default_maxsize,
            warnsize=self._default_warnsize, fail_on_dataloss=self._fail_on_dataloss, crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )  # fmt: skip
        agent.ports = ports
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(request))
        except (ConnectError, DownloadConnectionRefusedError) as gone:
            raise refusal_of(0x01, name) from gone


def break_at(word: str, place: object, name: str) -> None:
    """Have a step raise for pages that say this word, as no page of ours makes it do."""
    whole = getattr(place, name)

    def broken(*given, **named):
        # A reading does not show in its repr what it says: see tidewaiter.model.sighting.
        said = [dict(s.fields) for one in given for s in getattr(one, "statements", ())]
        if word in f"{given} {said}":
            raise RuntimeError(f"met {word}")
        return whole(*given, **named)

    setattr(place, name, broken)


def main(folder: Path, told: dict) -> int:
    if "file_limit" in told:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (told["file_limit"], told["file_limit"]))
    if "stop_within" in told:
        child.STOP_WITHIN = told["stop_within"]
    for name, place in (("reader_fault", readers), ("handover_fault", Spool)):
        if name in told:
            break_at(told[name], place, "read" if place is readers else "done")
    seal()
    handler = "direct_child.DirectHandler"
    settings = {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "DIRECT_PORTS": told["ports"],
        "TOR_READY": "",
    }
    try:
        return child.crawl(Order.read(folder), folder, clock=lambda: datetime.now(timezone.utc), settings=settings)
    except TidewaiterError as fault:
        print(f"crawl child: {fault}", file=sys.stderr)
        return fault.status


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), json.loads(os.environ["DIRECT"])))
