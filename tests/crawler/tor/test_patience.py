"""A tor that is down is waited for: nothing is lost, no retry is spent, and the end has its true name."""

import os
import signal
import threading
import time

import pytest

from crawler.tor.process import TorProcess
from tests.crawler.tor.crawling import begin, crawl, finish
from tests.crawler.tor.relay import Relay

ONION = "a" * 56 + ".onion"


def asking(settings, *paths, host=ONION):
    return {"settings": settings, "requests": [{"name": path, "url": f"http://{host}{path}"} for path in paths]}


def test_a_crawl_begun_without_tor_waits_for_it(site, settings, tmp_path):
    ready = tmp_path / "READY"
    job = asking(settings(tmp_path / "socks", TOR_READY=str(ready)), "/p/1", "/p/2")
    running = begin(tmp_path, job)
    while not (tmp_path / "begun").exists():
        assert running.poll() is None
        time.sleep(0.05)
    time.sleep(1)  # several of its looks at the marker
    with Relay(tmp_path, site.http):
        ready.write_text("1")
        done = finish(running)
    assert [done.results[path]["status"] for path in ("/p/1", "/p/2")] == [200, 200]
    assert done.why == "finished"
    assert done.stats["tor/waited"] == 2


@pytest.mark.parametrize("marker", [None, "1"])
def test_a_tor_that_stays_down_ends_the_run_as_tor_down(settings, tmp_path, marker):
    ready = tmp_path / "READY"
    if marker:  # a marker left behind, and no socket: waiting must not last for ever
        ready.write_text(marker)
    done = crawl(tmp_path, asking(settings(tmp_path / "socks", TOR_READY=str(ready), TOR_PATIENCE=1), "/p/1"))
    assert done.why == "tor-down"
    assert done.results["/p/1"]["reason"] == "tor-down"


def test_a_clearnet_address_that_reached_tor_ends_the_run(site, settings, tmp_path):
    ready = tmp_path / "READY"
    ready.write_text("1")
    with Relay(tmp_path, site.http) as relay:
        job = asking(settings(relay.path, TOR_READY=str(ready)), "/p/1", host="clearnet.test")
        done = crawl(tmp_path, job)
    assert done.why == "refused-by-tor"
    assert (done.results["/p/1"]["code"], done.results["/p/1"]["retries"]) == (2, 0)


def test_what_the_site_does_wrong_is_not_put_on_tor(site, settings, tmp_path):
    ready = tmp_path / "READY"
    ready.write_text("1")
    with Relay(tmp_path, site.http) as relay:
        done = crawl(tmp_path, asking(settings(relay.path, TOR_READY=str(ready), RETRY_TIMES=1), "/cut", "/rst"))
    assert [done.results[path]["retries"] for path in ("/cut", "/rst")] == [1, 1]
    assert not [name for name in done.stats if name.startswith("tor/down")]
    assert done.why == "finished"


@pytest.mark.tor
def test_a_crawl_outlives_a_killed_tor_with_nothing_lost(tor_network, site, settings, tmp_path):
    url = tor_network.publish(site.http).url
    with TorProcess(tmp_path / "tor", extra=tor_network.client_config()) as tor:

        def kill_in_the_middle():
            while sum(site.hits.values()) < 40:
                time.sleep(0.01)
            os.kill(tor.pid, signal.SIGKILL)

        killing = threading.Thread(target=kill_in_the_middle, daemon=True)
        killing.start()
        plain = settings(tor.socks, TOR_READY=str(tor.ready), CONCURRENT_REQUESTS=16)
        job = {"settings": plain, "requests": [{"name": "/p/0", "url": f"{url}/p/0"}], "follow": True}
        done = crawl(tmp_path, job)
        killing.join(10)
        assert tor.state().starts == 2
    assert sum(got.get("status") == 200 for got in done.results.values()) == 200
    assert all(got["retries"] == 0 for got in done.results.values())
    assert "retry/count" not in done.stats
    assert sum(count for name, count in done.stats.items() if name.startswith("tor/down/")) > 0
    assert done.why == "finished"
