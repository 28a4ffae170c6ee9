"""The 22 cases of fetching from an onion, through a real onion service, in one crawl."""

import json

import pytest

from crawler.guard import closed
from crawler.tor.network import never_published
from tests.crawler.tor.crawling import crawl
from tests.crawler.tor.site import Site, page

pytestmark = [pytest.mark.tor, pytest.mark.xdist_group("transport")]

MAXSIZE = 2 << 20
TIMEOUT = 3  # seconds, for the two cases that must run into it
AGENT = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
MALFORMED = "a" * 56 + ".onion"
# name, path, what differs in the request
PATHS = [
    ("redirects", "/redir/3", {}),
    ("gzip", "/gzip", {}),
    ("post", "/post", {"method": "POST", "body": "k=v&x=1"}),
    ("big_length", "/big/50", {}),
    ("big_chunked", "/chunked/50", {}),
    ("bomb", "/bomb", {}),
    ("hang", "/hang", {"meta": {"download_timeout": TIMEOUT}}),
    ("drip", "/drip", {"meta": {"download_timeout": TIMEOUT}}),
    ("cut", "/cut", {}),
    ("rst", "/rst", {}),
    ("503", "/503", {}),
    ("404", "/404", {}),
    ("empty", "/empty", {}),
    ("fragment", "/p/7#frag", {}),
    ("cookie", "/cookie", {}),
]


class Fetched:
    def __init__(self, site, onion, results):
        self.site, self.onion, self.results = site, onion, results


@pytest.fixture(scope="module")
def fetched(tor_network, tor_process, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with Site(folder) as site:
        # 80 and 443 are served; behind 81 nothing listens; 82 is not offered.
        onion = tor_network.publish(site.http, also={443: site.https, 81: folder / "nobody"}).address
        private = tor_network.publish(site.http, authorised=True).address
        wanted = [{"name": name, "url": f"http://{onion}{path}", **how} for name, path, how in PATHS]
        wanted += [
            {"name": "https", "url": f"https://{onion}/p/5"},
            {"name": "https_empty", "url": f"https://{onion}/empty"},
            {"name": "site_down", "url": f"http://{onion}:81/"},
            {"name": "closed_port", "url": f"http://{onion}:82/"},
            {"name": "dead_onion", "url": f"http://{never_published()}/"},
            {"name": "malformed", "url": f"http://{MALFORMED}/"},
            {"name": "client_auth", "url": f"http://{private}/"},
            {"name": "subdomain", "url": f"http://www.{onion}/p/6"},
            {"name": "upper_case", "url": f"http://{onion.upper()}/p/8"},
        ]
        cookie = next(one for one in wanted if one["name"] == "cookie")
        cookie["then"] = [{"name": "cookie2", "url": f"http://{onion}/headers"}]
        for one in wanted:
            one["meta"] = {"mirror": f"http://{onion}"} | one.get("meta", {})
        # The circuits come first, so that the two short time-outs measure the site alone.
        first = {"name": "headers", "url": f"http://{onion}/headers", "then": wanted}
        settings = closed(f"unix:{tor_process.socks}") | {
            "RUN": "run", "RETRY_TIMES": 1, "DOWNLOAD_MAXSIZE": MAXSIZE, "DOWNLOAD_TIMEOUT": 60,
            "CONCURRENT_REQUESTS": 32, "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
        }  # fmt: skip
        settings["DOWNLOADER_MIDDLEWARES"] = settings["DOWNLOADER_MIDDLEWARES"] | {
            "crawler.guard.gate.Gate": None,  # the transport alone: the gate would refuse the POST
        }
        done = crawl(folder, {"settings": settings, "requests": [first], "seal": True})
        yield Fetched(site, onion, done.results)


@pytest.mark.parametrize(
    ("name", "path", "body"),
    [
        ("redirects", "/p/1", page(1)),
        ("gzip", "/gzip", page(3)),
        ("post", "/post", b"k=v&x=1"),
        ("empty", "/empty", b""),
        ("fragment", "/p/7", page(7)),
    ],
)
def test_the_page_comes_whole(fetched, name, path, body):
    got = fetched.results[name]
    assert (got["status"], got["retries"]) == (200, 0)
    assert got["url"].split("#")[0].removeprefix(f"http://{fetched.onion}") == path
    assert got["text"].encode("latin1") == body[:4000]
    assert got["size"] == len(body)


def test_https_of_a_self_signed_onion_is_read_and_its_certificate_kept(fetched):
    for name, size in (("https", len(page(5))), ("https_empty", 0)):
        got = fetched.results[name]
        assert (got["status"], got["size"]) == (200, size)
        assert got["certificate"] == fetched.site.certificate
    assert fetched.results["gzip"]["certificate"] == ""


def test_two_cookies_of_one_answer_both_come_back(fetched):
    assert json.loads(fetched.results["cookie2"]["text"])["cookie"] == "sid=abc; b=2"


def test_the_site_sees_only_what_tor_browser_would_send(fetched):
    head = json.loads(fetched.results["headers"]["text"])
    assert head.pop("user-agent") == AGENT
    assert head.pop("host") == fetched.onion
    assert set(head) <= {"accept", "accept-language", "accept-encoding", "connection"}


def test_a_subdomain_and_an_upper_case_address_are_the_same_onion(fetched):
    assert fetched.results["subdomain"]["status"] == 200
    assert fetched.site.heads["/p/6"]["host"] == f"www.{fetched.onion}"
    assert fetched.results["upper_case"]["status"] == 200


@pytest.mark.parametrize("name", ["big_length", "big_chunked"])
def test_an_answer_over_the_limit_is_cut_off_and_not_asked_again(fetched, name):
    got = fetched.results[name]
    path = "/big/50" if name == "big_length" else "/chunked/50"
    assert (got["exception"], got["retries"]) == ("DownloadCancelledError", 0)
    assert f"larger than {MAXSIZE} bytes" in got["message"]
    assert path in got["message"]
    assert fetched.site.hits[path] == 1
    assert fetched.site.sent[path] < 25 << 20


def test_a_decompression_bomb_is_refused(fetched):
    got = fetched.results["bomb"]
    assert (got["exception"], got["retries"]) == ("IgnoreRequest", 0)
    assert fetched.site.hits["/bomb"] == 1


@pytest.mark.parametrize(
    ("name", "exception", "says"),
    [
        ("hang", "DownloadTimeoutError", f"longer than {TIMEOUT}"),
        ("drip", "DownloadTimeoutError", f"longer than {TIMEOUT}"),
        ("cut", "ResponseDataLossError", "/cut: the answer ended before its promised end"),
        ("rst", "DownloadFailedError", "/rst: the connection ended without an answer"),
    ],
)
def test_a_broken_answer_is_asked_for_once_more_and_says_what_broke(fetched, name, exception, says):
    got = fetched.results[name]
    assert (got["exception"], got["retries"]) == (exception, 1)
    assert says in got["message"]
    assert fetched.site.hits[f"/{name}"] >= 2


@pytest.mark.parametrize(("name", "retries"), [("503", 1), ("404", 0)])
def test_an_error_page_is_an_answer(fetched, name, retries):
    got = fetched.results[name]
    assert (got["exception"], got["status"], got["retries"]) == ("HttpError", int(name), retries)
    assert fetched.site.hits[f"/{name}"] == 1 + retries


@pytest.mark.parametrize(
    ("name", "exception", "code", "reason", "retries"),
    [
        ("closed_port", "TorConnectError", 0x05, "port-closed", 1),
        ("site_down", "TorConnectError", 0x01, "site-down", 1),
        ("dead_onion", "TorConnectError", 0xF0, "not-published", 1),
        ("malformed", "TorPermanentError", 0xF6, "malformed", 0),
        ("client_auth", "TorPermanentError", 0xF4, "needs-authorisation", 0),
    ],
)
def test_why_an_onion_was_not_reached_is_known(fetched, name, exception, code, reason, retries):
    got = fetched.results[name]
    assert (got["exception"], got["code"], got["reason"], got["retries"]) == (exception, code, reason, retries)
    assert f"0x{code:02X}" in got["message"]
