"""What keeps a crawl inside Tor and inside its authority; each layer holds with all the others off.

`docs/decisions/0003-tor.md` lists the layers. The gate (`crawler.guard.gate.Gate`), the resolver and the download
handler are named to Scrapy by `closed`; `lock` and `seal` act on the process and are called by the crawl child.
"""

from crawler.guard.jail import Jail, layers
from crawler.guard.netlock import lock
from crawler.guard.settings import closed


def seal() -> None:
    """As `crawler.guard.cookies.seal`; loaded when called, for it needs Scrapy, which each command would pay for."""
    from crawler.guard.cookies import seal as seal_cookies

    seal_cookies()


__all__ = ["Jail", "closed", "layers", "lock", "seal"]
