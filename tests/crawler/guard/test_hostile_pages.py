"""All layers together against hostile pages through a real onion, as the kernel sees it: no connection and no look-up
but to tor's socket."""

import pytest

from tests.crawler.guard.tracing import spoken_to, strace
from tests.crawler.tor.crawling import crawl
from tests.crawler.tor.site import HOSTILE, REDIRECTS

PAGES = ["/cookie-domain", *HOSTILE, *REDIRECTS, "/p/1"]


@pytest.mark.tor
def test_a_crawl_speaks_to_tors_socket_and_to_nothing_else(tor_network, tor_process, site, whole, tmp_path):
    onion = tor_network.publish(site.http).address
    trace = tmp_path / "trace"
    settings = whole(tor_process.socks, onion) | {
        "TOR_READY": str(tor_process.ready), "ROBOTSTXT_OBEY": True, "RETRY_ENABLED": False, "DOWNLOAD_TIMEOUT": 60,
    }  # fmt: skip
    job = {
        "settings": settings, "follow": True, "seal": True, "lock": [str(tor_process.socks)],
        "requests": [{"name": path, "url": f"http://{onion}{path}"} for path in PAGES],
    }  # fmt: skip
    done = crawl(tmp_path, job, prefix=strace(trace))
    assert set(spoken_to(trace)) == {f"connect unix:{tor_process.socks}"}
    assert done.refused == []  # nothing even came to the lock: the layers before it held
    assert [done.results[path].get("status") for path in ("/cookie-domain", "/links", "/p/1")] == [200, 200, 200]
    assert done.stats["gate/refused"] >= 8
    assert done.why == "finished"
