"""Reach an onion through Tor: the failures a crawl must know. What starts Tor is imported by its own name, since the
crawl child never needs it: `crawler.tor.process` (the product's tor), `crawler.tor.network` (a private network)."""

from crawler.tor.reasons import Cause, TorConnectError, TorPermanentError, TorUnavailableError, cause_of

__all__ = ["Cause", "TorConnectError", "TorPermanentError", "TorUnavailableError", "cause_of"]
