"""Each layer against the same hostile pages with all the others off: each alone holds."""

import json
import socket

import pytest

from crawler.guard import Jail, layers
from tests.crawler.guard.conftest import ONION
from tests.crawler.guard.tracing import spoken_to, strace
from tests.crawler.tor.crawling import crawl
from tests.crawler.tor.site import HOSTILE, REDIRECTS

HOSTILE_PAGES = [*HOSTILE, *REDIRECTS]
GATE, PATIENCE = "crawler.guard.gate.Gate", "crawler.tor.patience.TorPatience"
STOCK = {
    "DOWNLOAD_TIMEOUT": 5, "RETRY_ENABLED": False, "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,  # they listen; here it is about going out
}  # fmt: skip


def asks(root, *paths):
    return [{"name": path, "url": root + path} for path in paths]


def test_the_handler_alone_goes_nowhere_but_to_tor(relay, whole, tmp_path):
    handlers = whole(relay.path)["DOWNLOAD_HANDLERS"]
    settings = STOCK | {"TOR_SOCKS": f"unix:{relay.path}", "RUN": "run", "DOWNLOAD_HANDLERS": handlers}
    trace = tmp_path / "trace"
    job = {"settings": settings, "requests": asks(f"http://{ONION}", *HOSTILE_PAGES), "follow": True}
    done = crawl(tmp_path, job, prefix=strace(trace))
    assert set(spoken_to(trace)) == {f"connect unix:{relay.path}"}
    # tor is asked by name for what the pages lead to, and says no; other schemes have no handler at all.
    assert {("clearnet.test", 80), ("127.0.0.1", 8099)} <= {(host, port) for _, host, port in relay.asked}
    assert done.results["http://clearnet.test/a"]["reason"] == "refused-by-tor"
    assert done.results["ftp://clearnet.test/c"]["exception"] == "NotSupported"
    assert done.results["file:///etc/hostname"]["exception"] == "NotSupported"
    assert done.results["/links"]["status"] == 200


def test_the_gate_alone_lets_nothing_but_the_onion_reach_any_handler(whole, tmp_path):
    canned = "tests.crawler.guard.canned.Canned"
    plain = whole("/nowhere")
    settings = STOCK | {name: plain[name] for name in ("SOURCE", "AUTHORITY")} | {
        "DOWNLOADER_MIDDLEWARES": {GATE: 999},
        "DOWNLOAD_HANDLERS": dict.fromkeys(["http", "https", "ftp", "file", "data", "s3"], canned),
    }  # fmt: skip
    reached = tmp_path / "reached"
    proxied = {"name": "proxied", "url": f"http://{ONION}/proxied", "meta": {"proxy": "http://127.0.0.1:8118"}}
    posted = {"name": "posted", "url": f"http://{ONION}/posted", "method": "POST", "body": "x"}
    pages = asks(f"http://{ONION}", *HOSTILE_PAGES)
    done = crawl(
        tmp_path,
        {"settings": settings, "requests": [*pages, proxied, posted], "follow": True},
        env={"REACHED": str(reached)},
    )
    arrived = [json.loads(line) for line in reached.read_text().splitlines()]
    assert {url.split("/")[2] for url, _, _ in arrived} == {ONION}
    assert {(method, proxy) for _, method, proxy in arrived} == {("GET", None)}
    assert f"http://{ONION}/robots.txt" in [url for url, _, _ in arrived]
    assert done.results["posted"]["exception"] == "Refused"
    assert "method POST" in done.results["posted"]["reason"]
    for path in ("/meta", *REDIRECTS):
        if path not in ("/to-file", "/to-ftp"):  # Scrapy itself does not follow these two
            assert "not a v3 onion" in done.results[path]["reason"]
    assert done.stats["gate/refused"] >= 10


@pytest.mark.tor
@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x05\x01\x00\x03\x0dclearnet.test\x00\x50",
        b"\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x50",
        b"\x05\x01\x00\x01\xc0\x00\x02\x01\x00\x50",
        b"\x05\x01\x00\x04" + bytes(15) + b"\x01\x00\x50",
    ],
    ids=["name", "loopback", "IPv4", "IPv6"],
)
def test_tor_alone_refuses_everything_but_an_onion(tor_process, request_bytes):
    code, _ = ask_tor(tor_process, request_bytes)
    assert code == 0x02


@pytest.mark.tor
@pytest.mark.parametrize("command", [0xF0, 0xF1], ids=["RESOLVE", "RESOLVE_PTR"])
def test_tor_alone_looks_up_no_name(tor_process, command):
    address = b"\x03\x0dclearnet.test" if command == 0xF0 else b"\x01\xc0\x00\x02\x01"
    code, answer = ask_tor(tor_process, b"\x05%c\x00" % command + address + b"\x00\x00")
    assert code != 0
    assert len(answer) <= 10


def ask_tor(tor, request):
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(30)
        asking.connect(str(tor.socks))
        asking.sendall(b"\x05\x01\x02")
        assert asking.recv(2) == b"\x05\x02"
        asking.sendall(b"\x01\x01t\x01x")
        assert asking.recv(2) == b"\x01\x00"
        asking.sendall(request)
        answer = asking.recv(64)
        return answer[1], answer


def test_the_lock_alone_stops_scrapy_as_shipped(site, tmp_path):
    trace = tmp_path / "trace"
    job = {
        "settings": STOCK, "follow": True, "lock": [["127.0.0.1", site.port]],
        "requests": asks(f"http://127.0.0.1:{site.port}", *HOSTILE_PAGES, "/cookie-domain"),
    }  # fmt: skip
    done = crawl(tmp_path, job, prefix=strace(trace))
    assert set(spoken_to(trace)) == {f"connect 127.0.0.1:{site.port}"}
    assert done.results["/links"]["status"] == 200
    refused = " ".join(done.refused)
    for sign in ("clearnet.test", "('127.0.0.1', 8099)"):
        assert sign in refused


def jail():
    found = Jail.find()
    if not found.works:
        pytest.skip(f"no network namespace here: {found.why}")
    return found


def test_the_empty_namespace_alone_stops_scrapy_as_shipped(site, tmp_path):
    job = {"settings": STOCK, "requests": asks(f"http://127.0.0.1:{site.port}", "/links", "/p/1")}
    done = crawl(tmp_path, job, prefix=jail().prefix)
    assert not site.hits
    assert all("exception" in got for got in done.results.values())
    assert crawl(tmp_path, job).results["/p/1"]["status"] == 200  # outside it, the same crawl arrives


def test_tor_is_reached_from_inside_the_namespace(relay, whole, tmp_path):
    job = {"settings": whole(relay.path), "requests": asks(f"http://{ONION}", "/p/1"), "lock": [str(relay.path)]}
    assert crawl(tmp_path, job, prefix=jail().prefix).results["/p/1"]["status"] == 200


def test_a_crawl_says_which_layers_are_active():
    with_wall = layers(Jail(("unshare", "--net", "--")))
    assert [layer.name for layer in with_wall] == ["handler", "gate", "tor", "netlock", "namespace"]
    assert all(layer.active for layer in with_wall)
    without = layers(Jail((), "Operation not permitted"))[-1]
    assert not without.active
    assert "Operation not permitted" in without.says


def test_a_jail_that_cannot_be_made_is_found_out_before_the_crawl(monkeypatch):
    from crawler.guard import jail as module

    for ways, says in [
        ((("unshare", "--no-such-option", "--"),), "no-such-option"),
        ((("env", "--"),), "connect gave|interfaces"),  # a command that runs, in the network of everybody
    ]:
        monkeypatch.setattr(module, "_WAYS", ways)
        module._find.cache_clear()
        found = Jail.find()
        assert not found.works
        assert found.command(["child"]) == ["child"]
        assert any(word in found.why for word in says.split("|"))
    module._find.cache_clear()  # what was found here is not what the machine has
